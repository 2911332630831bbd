#pragma once
#include <memory>
#include <string>

#include "licet/law/kernel.h"

namespace licet::law::testing {

// The kernel beside the plain interpreter, on the same facts.
class Twin {
 public:
  Twin(std::shared_ptr<const RuleSet> rules, bool strict)
      : kernel_(std::move(rules), strict), book_(kernel_), desk_(kernel_, book_) {}

  // The first difference in words; empty when both say the same of every norm.
  std::string difference(const FactFrame& frame, int line, Day day);

 private:
  std::string requisites(const Instance& instance, const LabelledInstance& label);

  Kernel kernel_;
  Casebook book_;
  Desk desk_;
};

}  // namespace licet::law::testing
