#include <algorithm>
#include <array>

#include "docket_work.h"
#include "licet/base/text.h"

// Assessment, advice, the proposed outcome and the signatures under it, questions, letters.
namespace licet::licence {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Good* good_of(Docket& docket, std::string_view ref) {
  for (Good& good : docket.goods)
    if (good.ref == ref) return &good;
  return nullptr;
}

Check on_assess(Work& work) {
  const Json* ratings = work.detail("ratings");
  if (ratings == nullptr || !ratings->is_object()) return refuse(work, "rating_due");
  for (const auto& [ref, rating] : ratings->object()) {
    Good* good = good_of(work.docket, ref);
    if (good == nullptr || !rating.is_string()) return refuse(work, "unknown_good");
    good->rating = rating.string();
    good->rated_by = work.event.person;
    good->rating_source = "assessment";
  }
  invalidate_signatures(work.docket);
  return {};
}

// An earlier assessment of the same good, with where it came from.
Check on_reuse(Work& work) {
  Good* good = good_of(work.docket, work.text("good"));
  if (good == nullptr) return refuse(work, "unknown_good");
  if (work.text("rating").empty() || work.text("precedent").empty())
    return refuse(work, "precedent_due");
  good->rating = work.text("rating");
  good->rated_by = work.event.person;
  good->rating_source = cat("precedent ", work.text("precedent"));
  return {};
}

std::vector<Condition> conditions_of(const Work& work, const std::string& owner) {
  std::vector<Condition> out;
  if (!work.text("condition").empty())
    out.push_back({"text", work.text("condition"), owner, false});
  if (const Json* given = work.detail("conditions"); given != nullptr && given->is_array())
    for (const Json& one : given->array()) {
      out.push_back({std::string(one.text("kind")), std::string(one.text("text")), owner, false,
                     std::string(one.text("cite")), due_of(one.text("due")).value_or(Due::kNotSaid),
                     std::string(one.text("met_by"))});
    }
  if (const Json* added = work.detail("add"); added != nullptr && added->is_array())
    for (const Json& one : added->array())
      if (one.is_string()) out.push_back({"text", one.string(), owner, false});
  return out;
}

// A word that is not known would be taken as "not said": the event is refused instead.
bool dues_known(const Work& work) {
  const Json* given = work.detail("conditions");
  if (given == nullptr || !given->is_array()) return true;
  return std::all_of(given->array().begin(), given->array().end(), [](const Json& one) {
    return one.find("due") == nullptr || due_of(one.text("due"));
  });
}

Check on_advise(Work& work) {
  const std::string type = work.text("type");
  if (!holds(work.profile().words("advice.types"), type)) return refuse(work, "unknown_advice");
  if (!dues_known(work)) return refuse(work, "unknown_due");
  if (type == work.profile().text("advice.refuse") && work.words("criteria").empty() &&
      work.text("reason").empty())
    return refuse(work, "grounds_due");
  const std::string body = work.body();
  std::erase_if(work.docket.positions, [&](const Position& p) { return p.body == body; });
  work.docket.positions.push_back({body, work.event.person, type, work.text("reason"),
                                   work.text("footnote"), work.words("criteria"),
                                   conditions_of(work, body), work.event.at});
  if (work.docket.outcome) invalidate_signatures(work.docket);
  return {};
}

void collect_orders(const Work& work, Outcome& outcome) {
  for (const CountersignRule& rule : work.profile().countersign()) {
    const bool flagged = rule.flag == "*" || holds(work.docket.flags, rule.flag);
    const bool due = flagged && holds(rule.outcomes, outcome.type);
    if (due && std::find(outcome.orders.begin(), outcome.orders.end(), rule.order) ==
                   outcome.orders.end())
      outcome.orders.push_back(rule.order);
  }
  std::sort(outcome.orders.begin(), outcome.orders.end());
}

// The proposal of whoever combines the positions: conditions keep the body that set them.
Check propose(Work& work, const std::string& type) {
  if (!holds(work.profile().words("advice.types"), type)) return refuse(work, "unknown_advice");
  if (!dues_known(work)) return refuse(work, "unknown_due");
  Outcome outcome;
  outcome.type = type;
  outcome.person = work.event.person;
  outcome.reason = work.text("reason");
  outcome.note = work.text("refusal_meeting_note");
  outcome.criteria = work.words("criteria");
  outcome.cites = work.words("cites");
  outcome.at = work.event.at;
  if (type == work.profile().text("advice.refuse") && outcome.criteria.empty())
    return refuse(work, "grounds_due");
  for (const Position& position : work.docket.positions)
    for (const Condition& condition : position.conditions) outcome.conditions.push_back(condition);
  for (Condition& condition : conditions_of(work, work.body()))
    outcome.conditions.push_back(std::move(condition));
  collect_orders(work, outcome);
  invalidate_signatures(work.docket);
  work.docket.draft_documents.clear();
  work.docket.documents.clear();
  work.docket.outcome = std::move(outcome);
  return {};
}

Check on_consolidate(Work& work) { return propose(work, work.text("type")); }

// Whatever the change, the signatures given to the earlier text are kept and count no more.
Check on_edit_outcome(Work& work) {
  if (!work.docket.outcome) return refuse(work, "has_outcome");
  Outcome& outcome = *work.docket.outcome;
  if (!work.text("type").empty()) return propose(work, work.text("type"));
  if (!dues_known(work)) return refuse(work, "unknown_due");
  if (!work.text("reason").empty()) outcome.reason = work.text("reason");
  for (Condition& condition : conditions_of(work, work.body()))
    outcome.conditions.push_back(std::move(condition));
  outcome.person = work.event.person;
  invalidate_signatures(work.docket);
  work.docket.draft_documents.clear();
  work.docket.documents.clear();
  return {};
}

// Lifting a condition is the word of the body that set it (a concurrence).
Check on_lift_condition(Work& work) {
  if (!work.docket.outcome) return refuse(work, "has_outcome");
  for (Condition& condition : work.docket.outcome->conditions) {
    if (condition.text != work.text("condition") || condition.lifted) continue;
    const bool concurs = work.body() == condition.owner ||
                         holds(work.words("concurrence"), condition.owner);
    if (!concurs) return refuse(work, "concurrence_due");
    condition.lifted = true;
    invalidate_signatures(work.docket);
    return {};
  }
  return refuse(work, "unknown_condition");
}

Check on_countersign(Work& work) {
  if (!work.docket.outcome) return refuse(work, "has_outcome");
  const auto& orders = work.docket.outcome->orders;
  int order = orders.empty() ? 1 : orders.front();
  if (const Json* given = work.detail("order"); given != nullptr && given->is_integer())
    order = int(given->integer());
  const Json* accepted = work.detail("accepted");
  const bool yes = accepted == nullptr || (accepted->is_bool() && accepted->boolean());
  if (!yes && work.text("reason").empty()) return refuse(work, "reason_due");
  work.docket.signatures.push_back({order, work.event.person, work.text("reason"),
                                    outcome_digest(work.docket), yes, true, work.event.at});
  return {};
}

Check on_query(Work& work) {
  if (work.text("text").empty()) return refuse(work, "text_due");
  work.docket.queries.push_back({work.text("text"), "", work.event.at, {}, false});
  return {};
}

Check close_query(Work& work, bool by_hand) {
  for (Query& query : work.docket.queries) {
    if (query.closed) continue;
    query.closed = work.event.at;
    query.answer = work.text("text");
    query.closed_by_hand = by_hand;
    return {};
  }
  return refuse(work, "no_open_query");
}

Check on_respond(Work& work) { return close_query(work, false); }
Check on_close_query(Work& work) { return close_query(work, true); }

Check on_create_letter(Work& work) {
  std::string kind = work.text("kind_");
  if (kind.empty()) kind = work.text("kind");
  work.docket.letters.push_back({kind, work.text("variant"), "READY TO SEND"});
  return {};
}

Check on_send_letter(Work& work) {
  if (work.docket.letters.empty() || work.docket.letters.back().state == "SENT")
    return refuse(work, "no_letter");
  work.docket.letters.back().state = "SENT";
  const std::string kind = work.docket.letters.back().kind;
  work.docket.notices.push_back(cat("letter:", kind));
  set_sub_state(work.docket, cat(kind, "_letter_sent"));
  return {};
}

Check on_recreate_letter(Work& work) {
  if (work.docket.letters.empty()) return refuse(work, "no_letter");
  const std::string kind = work.docket.letters.back().kind;
  work.docket.letters.push_back({kind, work.text("variant"), "READY TO SEND"});
  return {};
}

Check on_prepare_document(Work& work) {
  if (work.text("document").empty()) return refuse(work, "missing_documents");
  work.docket.draft_documents.push_back(work.text("document"));
  return {};
}

struct Entry {
  std::string_view event;
  Handler handler;
};

constexpr std::array kHandlers{
    Entry{"assess", on_assess},
    Entry{"reuse_assessment", on_reuse},
    Entry{"advise", on_advise},
    Entry{"consolidate", on_consolidate},
    Entry{"edit_outcome", on_edit_outcome},
    Entry{"lift_condition", on_lift_condition},
    Entry{"countersign", on_countersign},
    Entry{"query", on_query},
    Entry{"respond", on_respond},
    Entry{"close_query", on_close_query},
    Entry{"create_letter", on_create_letter},
    Entry{"send_letter", on_send_letter},
    Entry{"recreate_letter", on_recreate_letter},
    Entry{"prepare_document", on_prepare_document},
};

}  // namespace

Handler review_handler(std::string_view event) {
  for (const Entry& entry : kHandlers)
    if (entry.event == event) return entry.handler;
  return nullptr;
}

}  // namespace licet::licence
