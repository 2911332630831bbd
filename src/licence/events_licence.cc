#include <algorithm>
#include <array>

#include "docket_work.h"
#include "licet/base/text.h"

// The decision, and what happens to a licence: lines, usage at the border, replies, transfer.
namespace licet::licence {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Handler review(std::string_view event) { return review_handler(event); }

// An outcome of the wanted kind is there, or the profile lets the deciding officer propose it in
// the same breath.
Check with_outcome(Work& work, const std::string& kind) {
  const auto kinds = work.profile().words(cat("outcomes.", kind));
  const auto& outcome = work.docket.outcome;
  if (outcome && holds(kinds, outcome->type)) return {};
  if (work.profile().text("decision.proposes") != "yes") return refuse(work, "has_outcome");
  DocketEvent proposal = work.event;
  Json::Object details = proposal.details.object();
  details["type"] = kinds.front();
  proposal.details = std::move(details);
  Work inner{work.setting, work.docket, proposal, work.step};
  return review("consolidate")(inner);
}

Check on_grant(Work& work) {
  if (Check refused = with_outcome(work, "grant")) return refused;
  for (const auto& word : work.profile().words("document.approve"))
    if (work.profile().text("decision.proposes") == "yes") work.docket.documents.push_back(word);
  return {};
}

Check on_refuse(Work& work) {
  if (Check refused = with_outcome(work, "refuse")) return refused;
  for (const auto& word : work.profile().words("document.refuse"))
    if (work.profile().text("decision.proposes") == "yes") work.docket.documents.push_back(word);
  return {};
}

Check on_finalise(Work& work) {
  if (!work.text("document").empty()) work.docket.documents.push_back(work.text("document"));
  return {};
}

std::optional<Decimal> decimal(const Json& json, std::string_view key) {
  const auto parsed = Decimal::parse(json.text(key));
  if (!parsed.ok()) return std::nullopt;
  return parsed.value();
}

// One line of the licence to be: never more than was applied for.
Check on_grant_line(Work& work) {
  Docket& docket = work.docket;
  const auto good = std::find_if(docket.goods.begin(), docket.goods.end(),
                                 [&](const Good& one) { return one.ref == work.text("good"); });
  if (good == docket.goods.end()) return refuse(work, "unknown_good");
  const auto quantity = decimal(work.event.details, "quantity");
  const auto value = decimal(work.event.details, "value");
  if (!quantity) return refuse(work, "quantity_required");
  if (!value) return refuse(work, "value_required");
  if (quantity->negative()) return refuse(work, "negative_quantity");
  if (value->negative()) return refuse(work, "negative_value");
  if (good->quantity && *quantity > *good->quantity)
    return refuse(work, "quantity_exceeds_applied");
  for (const LicenceLine& line : docket.draft_lines)
    if (line.good == good->ref) return refuse(work, "duplicate_line");
  docket.draft_lines.push_back(
      {good->ref, good->rating, good->unit, good->currency, quantity, value, Decimal()});
  invalidate_signatures(docket);
  return {};
}

Check on_set_duration(Work& work) {
  const Json* months = work.detail("months");
  if (months == nullptr || !months->is_integer() || months->integer() < 1 ||
      months->integer() > work.profile().number("months.most"))
    return refuse(work, "duration_out_of_range");
  work.docket.statistics["duration_months"] = months->integer();
  invalidate_signatures(work.docket);
  return {};
}

Check on_transfer(Work& work) {
  if (work.text("to").empty()) return refuse(work, "transferee_due");
  return {};
}

// The paper or deed that a condition asks for is there, or is found not to be: on whose word and by
// what evidence stands in the event. Nothing is lifted by it.
Check on_meet_condition(Work& work) {
  IssuedLicence* licence = work.licence();
  if (licence == nullptr) return refuse(work, "unknown_licence");
  if (work.text("evidence").empty()) return refuse(work, "evidence_due");
  const Json* met = work.detail("met");
  const bool is_met = met == nullptr || !met->is_bool() || met->boolean();
  for (Condition& condition : licence->conditions) {
    if (condition.text != work.text("condition") || condition.lifted) continue;
    condition.met_on.reset();
    condition.met.reset();
    if (is_met)
      condition.met_on = work.event.at.day;
    else
      condition.met = false;
    return {};
  }
  return refuse(work, "unknown_condition");
}

// A licence issued before this register began.
Check on_adopt(Work& work) {
  IssuedLicence licence;
  licence.reference = work.text("licence");
  licence.state = work.text("state");
  if (licence.reference.empty() || work.docket.licence(licence.reference) != nullptr)
    return refuse(work, "licence_due");
  if (work.profile().licence().find(licence.state) == nullptr)
    return refuse(work, "unknown_state");
  const auto issued = parse_day(work.event.details.text("issued"));
  const auto expires = parse_day(work.event.details.text("expires"));
  if (!issued.ok() || !expires.ok() || expires.value() < issued.value())
    return refuse(work, "span_due");
  licence.issued = issued.value();
  licence.expires = expires.value();
  if (const Json* lines = work.detail("lines"); lines != nullptr && lines->is_array())
    for (const Json& line : lines->array()) {
      const auto used = decimal(line, "used");
      licence.lines.push_back({std::string(line.text("good")), std::string(line.text("rating")),
                               std::string(line.text("unit")), std::string(line.text("currency")),
                               decimal(line, "quantity"), decimal(line, "value"),
                               used ? *used : Decimal()});
    }
  if (work.docket.reference.empty()) work.docket.reference = licence.reference;
  work.docket.licences.push_back(std::move(licence));
  return {};
}

LicenceLine* line_of(IssuedLicence& licence, std::string_view good) {
  for (LicenceLine& line : licence.lines)
    if (line.good == good) return &line;
  return nullptr;
}

bool used_up(const IssuedLicence& licence) {
  return !licence.lines.empty() &&
         std::all_of(licence.lines.begin(), licence.lines.end(), [](const LicenceLine& line) {
           return line.quantity && line.used >= *line.quantity;
         });
}

bool reported(const Docket& docket, std::string_view report) {
  for (const IssuedLicence& licence : docket.licences)
    for (const UsageEntry& entry : licence.usage)
      if (entry.report == report) return true;
  return false;
}

// The border's total for one good, as it declared it: kept whatever it says, and judged.
Check take_usage(Work& work, IssuedLicence& licence, std::string_view good, const Decimal& total) {
  LicenceLine* line = line_of(licence, good);
  if (line == nullptr) return refuse(work, "unknown_good");
  const std::string type = work.text("usage_type").empty() ? "O" : work.text("usage_type");
  licence.usage.push_back({work.text("report"), std::string(good), type, total,
                           total.minus(line->used), work.event.at});
  if (total < line->used && type != "C")
    work.alert("usage_fell", licence.reference, "the total is lower and no contra was declared");
  line->used = total;
  if (line->quantity && total > *line->quantity)
    work.alert("overdraw", licence.reference,
               cat(total.to_string(), " of ", line->quantity->to_string()));
  const std::string state = state_at(work.profile(), licence, work.event.at);
  if (!work.profile().licence().in(state, "live"))
    work.alert(cat("usage_after_", work.profile().text(cat("usage_alert.", state))),
               licence.reference, state);
  return {};
}

Check settle(Work& work, IssuedLicence& licence) {
  const std::string event = work.profile().text("event.exhaust");
  if (!used_up(licence) || work.profile().licence().moves(licence.state, event).empty()) return {};
  return move_licence(work, licence, event);
}

bool known_action(std::string_view action) {
  constexpr std::array kActions{"open", "exhaust", "expire", "surrender", "cancel"};
  return std::find(kActions.begin(), kActions.end(), action) != kActions.end();
}

// Pairs of good and cumulative total.
Check usage_lines(Work& work, IssuedLicence& licence, const Json* lines) {
  if (lines == nullptr || !lines->is_array() || lines->array().empty())
    return refuse(work, "usage_due");
  for (const Json& line : lines->array()) {
    if (!line.is_array() || line.array().empty() || !line.array()[0].is_string())
      return refuse(work, "usage_due");
    const bool told = line.array().size() == 2 && line.array()[1].is_string();
    const auto total = told ? Decimal::parse(line.array()[1].string())
                            : Result<Decimal>(Error{Code::BadDecimal, "", ""});
    if (!total.ok() || total.value().negative()) return refuse(work, "usage_due");
    if (Check refused = take_usage(work, licence, line.array()[0].string(), total.value()))
      return refused;
  }
  return {};
}

Check on_usage(Work& work) {
  if (work.text("report").empty()) return refuse(work, "report_due");
  IssuedLicence* licence = work.licence();
  if (licence == nullptr) return refuse(work, "unknown_licence");
  if (work.text("action").empty()) return refuse(work, "action_due");
  if (!known_action(work.text("action"))) return refuse(work, "unknown_action");
  if (reported(work.docket, work.text("report"))) {
    work.step.note = "already_reported";
    return {};
  }
  if (Check refused = usage_lines(work, *licence, work.detail("lines"))) return refused;
  licence->action = work.text("action");
  return settle(work, *licence);
}

// A file of reports: what can be taken is taken, every other row is named with its reason.
Check on_usage_batch(Work& work) {
  if (work.text("report").empty()) return refuse(work, "report_due");
  const Json* items = work.detail("items");
  if (items == nullptr || !items->is_array() || items->array().empty())
    return refuse(work, "licences_due");
  int accepted = 0, rejected = 0;
  std::string why;
  for (const Json& item : items->array()) {
    Docket before = work.docket;
    DocketEvent row = work.event;
    Json::Object details = item.is_object() ? item.object() : Json::Object();
    if (item.is_array() && item.array().size() == 3) {
      details["licence"] = item.array()[0];
      details["action"] = "open";
      details["lines"] = Json(Json::Array{Json(Json::Array{item.array()[1], item.array()[2]})});
    }
    details["report"] = cat(work.text("report"), "#", accepted + rejected + 1);
    row.details = std::move(details);
    Work inner{work.setting, work.docket, row, work.step};
    if (Check refused = on_usage(inner)) {
      work.docket = std::move(before);
      ++rejected;
      why += cat("; ", refused->rule);
    } else {
      ++accepted;
    }
  }
  work.step.note = cat("accepted ", accepted, ", rejected ", rejected, why);
  return {};
}

Check on_reply(Work& work) {
  const auto rejected = work.words("rejected"), accepted = work.words("accepted");
  for (IssuedLicence& licence : work.docket.licences) {
    const std::string reference = customs_reference(licence.reference);
    if (holds(accepted, reference) || holds(accepted, licence.reference))
      licence.customs_state = "accepted";
    if (!holds(rejected, reference) && !holds(rejected, licence.reference)) continue;
    licence.customs_state = "rejected";
    work.alert("customs_rejected", licence.reference, join(work.words("errors"), "; "));
  }
  return {};
}

struct Entry {
  std::string_view event;
  Handler handler;
};

constexpr std::array kHandlers{
    Entry{"grant", on_grant},
    Entry{"refuse", on_refuse},
    Entry{"deny", on_refuse},
    Entry{"finalise", on_finalise},
    Entry{"grant_line", on_grant_line},
    Entry{"set_duration", on_set_duration},
    Entry{"transfer", on_transfer},
    Entry{"meet_condition", on_meet_condition},
    Entry{"adopt", on_adopt},
    Entry{"usage", on_usage},
    Entry{"usage_batch", on_usage_batch},
    Entry{"reply", on_reply},
};

}  // namespace

Handler licence_handler(std::string_view event) {
  for (const Entry& entry : kHandlers)
    if (entry.event == event) return entry.handler;
  return nullptr;
}

}  // namespace licet::licence
