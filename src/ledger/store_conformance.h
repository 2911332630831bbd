#pragma once
#include <functional>
#include <memory>

#include "licet/ledger/store.h"

namespace licet::ledger::testing {

// What every store must do; `make` gives a fresh, empty one. Differences are gtest failures.
void check_store(const std::function<std::unique_ptr<Store>()>& make);

}  // namespace licet::ledger::testing
