#pragma once
#include <string>

#include "fields.h"
#include "licet/licence/licence.h"

// Inside the module: the form of an item.
namespace licet::licence {

inline constexpr int kCalendarYear = 366;  // Period::days that mean the calendar year

Result<Item> read_item(const Json& json, const std::string& pointer);

}  // namespace licet::licence
