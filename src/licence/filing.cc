#include <algorithm>
#include <map>

#include "licet/base/text.h"
#include "lifecycle_work.h"

// 15 CFR 758.1 and 758.6.
namespace licet::licence {
namespace {

struct Filing {
  const Profile& profile;
  const Json& question;
  std::string authority, transmission;
  Day on;
  const FilingPlace& place;
  std::vector<std::string> grounds, missing, cites;
  bool unsure = false;

  std::vector<std::string> eccns() const;
  void ground(std::string_view word, std::string_view cite) {
    grounds.emplace_back(word);
    cites.emplace_back(cite);
  }
  void ask(std::string pointer) {
    missing.push_back(std::move(pointer));
    unsure = true;
  }
};

const Json::Array& list_of(const Json& json, std::string_view key) {
  static const Json::Array kNone;
  const Json* list = json.find(key);
  return list == nullptr || !list->is_array() ? kNone : list->array();
}

std::vector<std::string> Filing::eccns() const {
  std::vector<std::string> out;
  for (const Json& item : list_of(question, "items")) out.emplace_back(item.text("eccn"));
  return out;
}

bool on_control_list(std::string_view eccn) { return !eccn.empty() && eccn != "EAR99"; }

// 9x515 and the 600 series, but for their .y paragraphs (758.1(b)(3)).
bool military(std::string_view eccn, bool dot_y) {
  if (eccn.size() < 5) return false;
  const bool series = (eccn[0] == '9' && eccn.substr(2, 3) == "515") || eccn[2] == '6';
  const bool is_y = eccn.size() > 6 && eccn[5] == '.' && eccn[6] == 'y';
  return series && is_y == dot_y;
}

// Controlled for anti-terrorism alone: numbers x99x.
bool at_only(std::string_view eccn) { return eccn.size() >= 5 && eccn.substr(2, 2) == "99"; }

bool beyond_at(std::string_view eccn) { return on_control_list(eccn) && !at_only(eccn); }

bool any(const std::vector<std::string>& eccns, bool (*is)(std::string_view)) {
  return std::any_of(eccns.begin(), eccns.end(), [&](const auto& eccn) { return is(eccn); });
}

bool firearm(std::string_view eccn) {
  return eccn.starts_with("0A501.a") || eccn.starts_with("0A501.b") ||
         starts_with_path(eccn, "0A502") ||
         (starts_with_path(eccn, "0A505") && !eccn.starts_with("0A505.c"));
}

// More than 2,500 dollars for one Schedule B number; goods without one are taken together under
// their classification. Canada is exempt by the Census rules (15 CFR 30.36).
void value_ground(Filing& filing) {
  filing.cites.emplace_back("15 CFR 758.1(b)(5)");
  if (filing.question.text("destination") == "CA") {
    filing.cites.emplace_back("15 CFR 30.36");
    return;
  }
  std::map<std::string, Decimal> totals;
  const auto& items = list_of(filing.question, "items");
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string_view kind = items[i].text("kind");
    const bool counted = kind != "technology" &&
                         (kind != "software" || starts_with_path(items[i].text("eccn"), "5D992"));
    if (!counted) continue;
    const Json* value = items[i].find("value");
    const auto amount = value == nullptr
                            ? Result<Decimal>(Error{Code::BadDecimal, "", ""})
                            : Decimal::parse(value->text("amount"));
    if (!amount.ok() || value->text("currency") != "USD") {
      filing.ask(cat("items/", i, "/value"));
      continue;
    }
    std::string number(items[i].text("schedule_b"));
    if (number.empty()) number = cat("eccn ", items[i].text("eccn"));
    totals[number] = totals[number].plus(amount.value());
  }
  for (const auto& [number, total] : totals)
    if (total > Decimal(2500)) {
      filing.grounds.emplace_back("over_2500");
      return;
    }
}

bool listed_unverified(const Json& party) {
  const std::string_view role = party.text("role");
  const bool read = role == "intermediate_consignee" || role == "ultimate_consignee" ||
                    role == "end_user";
  const auto& listed = list_of(party, "listed");
  return read && std::any_of(listed.begin(), listed.end(), [](const Json& row) {
           return row.text("list") == "unverified-list";
         });
}

// Goods that only pass through Australia, Canada or the United Kingdom (758.1(b)(6)).
bool passes_through(const Filing& filing) {
  for (const Json& party : list_of(filing.question, "parties")) {
    const std::string_view country = party.text("country");
    const bool via = party.text("role") == "intermediate_consignee" &&
                     (country == "AU" || country == "CA" || country == "GB");
    if (via && filing.question.text("destination") != country) return true;
  }
  return false;
}

void collect_grounds(Filing& filing) {
  const auto eccns = filing.eccns();
  if (filing.place.e1_e2) filing.ground("e1_e2", "15 CFR 758.1(b)(1)");
  if (filing.authority == "licence" || filing.authority.starts_with("licence:"))
    filing.ground("licence", "15 CFR 758.1(b)(2)");
  if (any(eccns, [](std::string_view eccn) { return military(eccn, false); }))
    filing.ground("x515_600_series", "15 CFR 758.1(b)(3)");
  if (filing.authority == "exception:STA") filing.ground("sta", "15 CFR 758.1(b)(4)");
  value_ground(filing);
  if (filing.authority == "general:veu") filing.ground("veu", "15 CFR 758.1(b)(7)");
  const auto& parties = list_of(filing.question, "parties");
  if (std::any_of(parties.begin(), parties.end(), listed_unverified))
    filing.ground("uvl_party", "15 CFR 758.1(b)(8)");
  if (any(eccns, firearm) && filing.authority != "exception:BAG")
    filing.ground("firearms", "15 CFR 758.1(b)(9)");
  // In force since 2020-06-29 (85 FR 23459).
  if (any(eccns, on_control_list) && filing.place.china_russia_venezuela &&
      filing.authority != "exception:GOV" && filing.on >= day_from_ymd(2020, 6, 29))
    filing.ground("ccl_to_cn_ru_ve", "15 CFR 758.1(b)(10)");
  if (any(eccns, [](std::string_view e) { return starts_with_path(e, "3A069"); }) &&
      filing.place.group_d)
    filing.ground("3a069_to_d", "15 CFR 758.1(b)(11)");
  if (!filing.grounds.empty() && passes_through(filing))
    filing.ground("transshipment", "15 CFR 758.1(b)(6)");
}

std::string licence_code(const Filing& filing) {
  std::string key = filing.authority.starts_with("licence:") ? "licence" : filing.authority;
  const auto eccns = filing.eccns();
  if (key == "none_needed" &&
      any(eccns, [](std::string_view eccn) { return military(eccn, true); }))
    key = "none_needed.y";
  const bool beyond = any(eccns, beyond_at);
  const CsvTable* codes = filing.profile.table("licence_codes");
  for (std::size_t row = 0; codes != nullptr && row < codes->rows(); ++row) {
    const auto until = parse_day(codes->at(row, "until"));
    if (until.ok() && filing.on > until.value()) continue;
    if (key == "none_needed" && beyond && codes->at(row, "authority") == "none_needed.more_than_at")
      return std::string(codes->at(row, "code"));
  }
  for (std::size_t row = 0; codes != nullptr && row < codes->rows(); ++row) {
    const auto until = parse_day(codes->at(row, "until"));
    const bool ended = until.ok() && filing.on > until.value();
    if (!ended && codes->at(row, "authority") == key) return std::string(codes->at(row, "code"));
  }
  return {};
}

bool eccn_reported(const Filing& filing) {
  const auto eccns = filing.eccns();
  if (!any(eccns, on_control_list)) return false;
  const bool china = std::find(filing.grounds.begin(), filing.grounds.end(), "ccl_to_cn_ru_ve") !=
                     filing.grounds.end();
  const bool beyond = any(eccns, beyond_at);
  return filing.authority != "none_needed" || china || beyond;
}

// On the invoice for goods of the control list, neither BAG nor GFT (758.6(a)).
std::string statement(Filing& filing) {
  filing.cites.emplace_back("15 CFR 758.6(a)");
  const auto eccns = filing.eccns();
  const bool unclassified = std::any_of(eccns.begin(), eccns.end(),
                                        [](const auto& eccn) { return eccn.empty(); });
  const bool spared = filing.authority == "exception:BAG" || filing.authority == "exception:GFT";
  if (filing.transmission == "electronic" || spared) return "not_required";
  if (any(eccns, on_control_list)) return "required";
  return unclassified ? "unknown" : "not_required";
}

}  // namespace

Result<Json> filing_answer(const Profile& profile, const Json& given, Day on,
                           const FilingPlace& place) {
  const Json* question = given.find("question");
  if (question == nullptr || !question->is_object())
    return malformed("/given/question", "a question is due");
  Filing filing{profile, *question, std::string(given.text("authority")),
                std::string(given.text("transmission")), on, place, {}, {}, {}, false};
  if (filing.transmission != "tangible" && filing.transmission != "electronic")
    return malformed("/given/transmission", "is tangible or electronic");
  if (filing.authority.empty()) return malformed("/given/authority", "an authority is due");
  const bool tangible = filing.transmission == "tangible";
  if (tangible) collect_grounds(filing);
  filing.cites.emplace_back("15 CFR 758.1(b)");
  const bool due = !filing.grounds.empty();
  Json::Object out;
  out["eei"] = due ? "required" : filing.unsure ? "unknown" : "not_required";
  out["dcs"] = statement(filing);
  out["grounds"] = strings_json(filing.grounds);
  if (due) {
    if (const std::string code = licence_code(filing); !code.empty()) out["licence_code"] = code;
    out["eccn_on_eei"] = eccn_reported(filing);
    filing.cites.emplace_back("15 CFR 758.1(g)(3)");
  }
  out["missing"] = strings_json(filing.missing);
  out["cites"] = strings_json(filing.cites);
  return Json(std::move(out));
}

}  // namespace licet::licence
