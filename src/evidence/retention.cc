#include "licet/evidence/retention.h"

#include <algorithm>

#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::evidence {
namespace {

const Json::Array& list(const Json& object, std::string_view key) {
  static const Json::Array kNone;
  const Json* found = object.find(key);
  return found != nullptr && found->is_array() ? found->array() : kNone;
}

// The lists that 31 CFR chapter V administers, as docs/formats/lists.md calls them.
bool is_treasury_list(std::string_view name) {
  constexpr std::string_view kLists[] = {"cap", "fse", "ns-cmic", "ns-mbs", "plc", "sdn", "ssi"};
  return std::find(std::begin(kLists), std::end(kLists), name) != std::end(kLists);
}

}  // namespace

bool is_ofac_matter(const Json& answer) {
  for (const Json& referral : list(answer, "referrals"))
    if (referral.text("to") == "OFAC") return true;
  for (const Json& party : list(answer, "screening"))
    for (const Json& match : list(party, "matches"))
      if (is_treasury_list(match.text("list"))) return true;
  for (const Json& requirement : list(answer, "requirements"))
    for (const Json& entry : list(requirement, "entries"))
      if (is_treasury_list(entry.text("list"))) return true;
  return false;
}

Retention retention_of(const Json& answer, std::span<const Day> days) {
  LICET_CHECK(!days.empty(), "a transaction without a day");
  Retention out;
  out.latest = *std::max_element(days.begin(), days.end());
  out.cite = {"15 CFR 762.6(a)"};
  if (is_ofac_matter(answer)) {
    out.years = 10;
    out.cite.push_back("31 CFR 501.601");
  }
  const std::string text = to_string(out.latest);
  const unsigned month = unsigned(std::stoi(text.substr(5, 2)));
  const unsigned day = unsigned(std::stoi(text.substr(8, 2)));
  const int year = std::min(year_of(out.latest) + out.years, 9999);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  out.until = month == 2 && day == 29 && !leap ? day_from_ymd(year, 3, 1)
                                               : day_from_ymd(year, month, day);
  return out;
}

}  // namespace licet::evidence
