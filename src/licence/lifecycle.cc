#include <algorithm>
#include <array>

#include "licet/base/text.h"
#include "lifecycle_work.h"

// What becomes of a licence: issue, validity, change, voidness, revocation, departure, transfer.
namespace licet::licence {
namespace {

// 15 CFR 750.7(g): which term, by the word given or by the items.
Answer answer_issue(const Asked& asked) {
  const Json& licence = asked.part("licence");
  LICET_TRY(issued, needed_day(licence, "issued", "/given/licence"));
  std::string word(licence.text("validity"));
  const CsvTable* terms = asked.profile.table("validity");
  if (terms == nullptr) return malformed("/given", "this profile has no terms of validity");
  if (word.empty()) {
    word = "standard";
    if (const Json* items = licence.find("items"); items != nullptr && items->is_array())
      for (const Json& item : items->array())
        for (std::size_t row = 0; row < terms->rows(); ++row)
          for (const auto& eccn : words_of_cell(terms->at(row, "items")))
            if (starts_with_path(item.text("eccn"), eccn) &&
                issued >= parse_day(terms->at(row, "from")).value())
              word = std::string(terms->at(row, "validity"));
  }
  for (std::size_t row = 0; row < terms->rows(); ++row) {
    if (terms->at(row, "validity") != word) continue;
    Json::Object out;
    if (terms->at(row, "years") != "0") out["validity_years"] = terms->at(row, "years");
    out["last_day_at_most"] = to_string(*last_day_at_most(word, issued));
    out["cites"] = strings_json({"15 CFR 750.7(g)", std::string(terms->at(row, "cite"))});
    return Json(std::move(out));
  }
  return Error{Code::UnknownWord, "/given/licence/validity", printable(word)};
}

Answer answer_order(const Asked& asked) {
  const Json& order = asked.part("order");
  LICET_TRY(issued, needed_day(order, "issued", "/given/order"));
  const auto days = Decimal::parse(order.text("days"));
  if (!days.ok() || days.value().negative() || Decimal(40000) < days.value())
    return malformed("/given/order/days", "a whole number of days is due");
  const Day last = issued.plus(std::stoi(days.value().to_string()));
  Json::Object out;
  out["last_day"] = to_string(last);
  out["valid"] = issued <= asked.on && asked.on <= last;
  out["cites"] = strings_json({"15 CFR 766.24(b)", "15 CFR 766.25", "15 CFR 764.3(a)(2)"});
  return Json(std::move(out));
}

Answer answer_check_valid(const Asked& asked) {
  if (asked.given.find("order") != nullptr) return answer_order(asked);
  LICET_TRY(standing, validity_of(asked, asked.on));
  Json::Object out;
  out["valid"] = standing.valid;
  out["last_day"] = to_string(standing.last);
  if (!standing.valid) out["refused_because"] = strings_json({standing.why});
  out["cites"] = strings_json({"15 CFR 750.7(g)", "15 CFR 750.8(a)", "15 CFR 758.4(b)"});
  return Json(std::move(out));
}

// A temporary denial order: the request to renew is due 20 days before its end (766.24(d)).
Answer answer_renew(const Asked& asked) {
  LICET_TRY(order, answer_order(asked));
  const Day last = parse_day(order.text("last_day")).value();
  const bool allowed = asked.on <= last.plus(-20);
  Json::Object out = order.object();
  out["allowed"] = allowed;
  if (!allowed) out["refused_because"] = strings_json({"request_late"});
  out["cites"] = strings_json({"15 CFR 766.24(d)"});
  return Json(std::move(out));
}

Answer answer_change(const Asked& asked) {
  const std::string change(asked.event.text("change"));
  const CsvTable* table = asked.profile.table("changes");
  std::vector<std::string> words;
  for (std::size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    words.emplace_back(table->at(row, "change"));
    if (table->at(row, "change") != change) continue;
    Json::Object out;
    out["action"] = table->at(row, "action");
    out["cites"] = strings_json({std::string(table->at(row, "cite")), "15 CFR 750.7(c)"});
    return Json(std::move(out));
  }
  return Error{Code::UnknownWord, "/event/change",
               cat("`", printable(change), "`; nearest: `", nearest_word(change, words), "`")};
}

Answer answer_false_statement(const Asked& asked) {
  const Json& licence = asked.part("licence");
  LICET_TRY(issued, needed_day(licence, "issued", "/given/licence"));
  Json::Object out;
  out["cites"] = strings_json({"15 CFR 750.7(a)(2)"});
  if (is_false(asked.event, "material")) {
    LICET_TRY(standing, validity_of(asked, asked.on));
    out["valid"] = standing.valid;
    return Json(std::move(out));
  }
  out["valid"] = false;
  out["void_from"] = to_string(issued);
  return Json(std::move(out));
}

Answer answer_control_lifted(const Asked& asked) {
  const std::string_view becomes = asked.event.text("item_becomes");
  const bool lapse = becomes == "nlr" || becomes == "exception" ||
                     becomes.starts_with("exception:");
  Json::Object out;
  out["conditions_lapse"] = lapse;
  out["past_violations_remain"] = true;
  out["cites"] = strings_json({"15 CFR 750.7(i)"});
  return Json(std::move(out));
}

// Without notice, at any time; goods under way may be ordered back, and need not be.
Answer answer_revoke(const Asked& asked) {
  const Json& shipment = asked.part("shipment");
  LICET_TRY(departed, maybe_day(shipment, "departed", "/given/shipment"));
  LICET_TRY(arrived, maybe_day(shipment, "arrived", "/given/shipment"));
  const bool under_way = departed && *departed <= asked.on && (!arrived || *arrived > asked.on) &&
                         shipment.text("status") != "arrived";
  Json::Object out;
  out["allowed"] = true;
  out["valid"] = false;
  out["last_day"] = to_string(asked.on.plus(-1));
  out["action"] = under_way ? "return_or_unload" : "none";
  if (under_way) out["compulsory"] = false;
  out["cites"] = strings_json({"15 CFR 750.8(a)", "15 CFR 758.8(b)"});
  return Json(std::move(out));
}

// After midnight of the last day only what was laden, or stood booked on the pier, may leave; a
// late vessel needs a finding of hardship (758.4(b)).
Answer answer_depart(const Asked& asked) {
  LICET_TRY(standing, validity_of(asked, asked.on));
  const std::string_view where = asked.given.text("at_midnight");
  const bool hardship = is_true(asked.given, "hardship_found");
  const bool ready = where == "laden" || where == "on_pier_booked" ||
                     (where == "vessel_delayed" && hardship);
  const bool expired = standing.why == "expired";
  const bool allowed = standing.valid || (expired && ready);
  Json::Object out;
  out["allowed"] = allowed;
  if (!allowed)
    out["refused_because"] = strings_json({expired ? "not_laden_by_expiry" : standing.why});
  out["cites"] = strings_json({"15 CFR 758.4(b)"});
  return Json(std::move(out));
}

Answer answer_transfer(const Asked& asked) {
  const Json& licence = asked.part("licence");
  const std::string_view before = licence.text("transfers");
  std::vector<std::string> refused;
  if (!before.empty() && before != "0") refused.emplace_back("transferred_before");
  const bool approved = is_true(asked.part("documents"), "bis_transfer_approval");
  if (!approved) refused.emplace_back("no_approval");
  if (licence.find("issued") != nullptr) {
    LICET_TRY(standing, validity_of(asked, asked.on));
    if (!standing.valid) refused.push_back(standing.why);
  }
  Json::Object out;
  out["allowed"] = refused.empty();
  if (!refused.empty()) out["refused_because"] = strings_json(refused);
  if (!approved) out["action"] = "bis_approval";
  out["transfers_at_most"] = asked.profile.text("transfers.most");
  out["cites"] = strings_json({"15 CFR 750.10(a)"});
  return Json(std::move(out));
}

struct Entry {
  std::string_view event;
  Answer (*answer)(const Asked&);
};

constexpr std::array kAnswers{
    Entry{"issue", answer_issue},
    Entry{"check_valid", answer_check_valid},
    Entry{"ship", answer_ship},
    Entry{"release", answer_release},
    Entry{"change", answer_change},
    Entry{"register", answer_register},
    Entry{"refer", answer_refer},
    Entry{"agency_silence", answer_refer},
    Entry{"agency_deadline", answer_agency_deadline},
    Entry{"notify_intent_to_deny", answer_intent},
    Entry{"find_false_statement", answer_false_statement},
    Entry{"control_lifted", answer_control_lifted},
    Entry{"revoke", answer_revoke},
    Entry{"suspend", answer_revoke},
    Entry{"depart", answer_depart},
    Entry{"transfer", answer_transfer},
    Entry{"apply", answer_apply},
    Entry{"return_without_action", answer_return},
    Entry{"renew", answer_renew},
    Entry{"appeal", answer_appeal},
    Entry{"ask_retention", answer_records},
    Entry{"destroy", answer_records},
    Entry{"request_record", answer_records},
};

}  // namespace

const Json& Asked::part(std::string_view key) const {
  static const Json kNone = Json(Json::Object());
  const Json* found = given.find(key);
  return found == nullptr || !found->is_object() ? kNone : *found;
}

Error malformed(std::string_view pointer, std::string_view detail) {
  return {Code::LicenceMalformed, std::string(pointer), std::string(detail)};
}

Result<std::optional<Day>> maybe_day(const Json& json, std::string_view key,
                                     std::string_view pointer) {
  const Json* value = json.find(key);
  if (value == nullptr || value->is_null()) return std::optional<Day>();
  auto day = parse_day(json.text(key));
  if (!day.ok()) return malformed(cat(pointer, "/", key), "a day is due");
  return std::optional<Day>(day.value());
}

Result<Day> needed_day(const Json& json, std::string_view key, std::string_view pointer) {
  LICET_TRY(day, maybe_day(json, key, pointer));
  if (!day) return malformed(cat(pointer, "/", key), "a day is due");
  return *day;
}

Json strings_json(const std::vector<std::string>& words) {
  Json::Array out;
  for (const auto& word : words) out.emplace_back(word);
  return Json(std::move(out));
}

bool is_true(const Json& json, std::string_view key) {
  const Json* value = json.find(key);
  return value != nullptr && value->is_bool() && value->boolean();
}

bool is_false(const Json& json, std::string_view key) {
  const Json* value = json.find(key);
  return value != nullptr && value->is_bool() && !value->boolean();
}

Result<Standing3> validity_of(const Asked& asked, Day day) {
  const Json& licence = asked.part("licence");
  LICET_TRY(expires, needed_day(licence, "expires", "/given/licence"));
  LICET_TRY(issued, maybe_day(licence, "issued", "/given/licence"));
  IssuedLicence issue;
  issue.expires = expires;
  Standing3 standing{true, "", last_day(asked.profile, issue)};
  if (issued && day < *issued) standing = {false, "not_yet_issued", standing.last};
  if (day > standing.last) standing = {false, "expired", standing.last};
  std::string status(licence.text("status"));
  if (const Json* events = licence.find("events"); events != nullptr && events->is_array())
    for (const Json& event : events->array()) {
      LICET_TRY(on, needed_day(event, "on", "/given/licence/events"));
      if (on > day) continue;
      const std::string_view word = event.text("event");
      if (word == "suspend") status = "suspended";
      if (word == "resume" && status == "suspended") status.clear();
      if (word == "revoke") status = "revoked";
      if (word == "void") status = "void";
    }
  if (status == "suspended" || status == "revoked" || status == "void")
    standing = {false, status, standing.last};
  return standing;
}

Result<Json> lifecycle_answer(const Profile& profile, const Json& given, const Json& event,
                              Day on) {
  const std::string word(event.text("type"));
  LICET_TRY(at, maybe_day(event, "on", "/event"));
  std::vector<std::string> words;
  for (const Entry& entry : kAnswers) {
    words.emplace_back(entry.event);
    if (entry.event != word) continue;
    const bool as_of_answer = word == "refer" || word == "agency_silence" ||
                              word == "notify_intent_to_deny" || word == "check_valid";
    return entry.answer({profile, given, event, as_of_answer || !at ? on : *at});
  }
  return Error{Code::UnknownWord, "/event/type",
               cat("`", printable(word), "`; nearest: `", nearest_word(word, words), "`")};
}

}  // namespace licet::licence
