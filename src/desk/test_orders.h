#pragma once
#include <string>
#include <vector>

#include "licet/base/text.h"
#include "licet/desk/order.h"

// What the tests of the desk share: answers made by hand, events.
namespace licet::desk::testing {

inline Json parse(std::string_view text) { return read_json(text).value(); }

// An answer with the given members beside the usual ones.
inline Json answer(std::string_view verdict, bool may, std::string_view more = "") {
  return parse(cat(R"({"asked":{"question":{"destination":"CN"}},"engine":"e","on":"2026-08-01",)",
                   R"("lines":[{"line":"1","verdict":")", verdict, R"("}],)", more,
                   R"("may_proceed":)", may ? "true" : "false",
                   R"(,"question":"sha256:q","regime":"us-ear","snapshot":"sha256:s","verdict":")",
                   verdict, R"("})"));
}

inline Json possible_match() {
  return answer("REFER", false,
                R"("requirements":[{"id":"us.ear.744.11","status":"refer","because":"listed",)"
                R"("line":"1","cite":["15 CFR 744.11"],"entries":[{"list":"entity-list",)"
                R"("entry_id":"e1","name":"Huawei"}]}],)");
}

inline Json missing_document() {
  return answer("HOLD", false,
                R"("conditions":[{"kind":"documents.uvl_statement","text":"a statement",)"
                R"("cite":["15 CFR 744.15"]},{"kind":"eei_required","text":"x","cite":[]}],)");
}

inline Json licence_missing() {
  return answer("LICENCE_REQUIRED", false,
                R"("requirements":[{"id":"us.ear.744.11","status":"open","because":"listed",)"
                R"("line":"1","cite":["15 CFR 744.11"]}],)");
}

inline Json nlr() { return answer("NLR", true); }

inline Instant at(std::string_view text) { return licence::parse_instant(text).value(); }

inline DocketEvent event(std::string word, std::string person, std::string role,
                         std::string_view when, std::string_view details = "{}") {
  return {std::move(word), std::move(person), std::move(role), at(when), parse(details)};
}

// `given` stands for the digest of the order's facts.
inline DocketEvent answered(const Json& answer, std::string given, std::string_view when,
                            std::string person = "shop", std::string role = "system",
                            std::string id = "sha256:a") {
  Json today = answer;  // by the law of the event's day
  today.object()["on"] = std::string(when.substr(0, 10));
  return {"answered", std::move(person), std::move(role), at(when),
          answered_details(given, {today}, {id}, {Json()}, {"/end_use"})};
}

inline DocketEvent proposed(std::string_view code, std::string_view when,
                            std::string person = "Ann") {
  return event("propose", std::move(person), "officer", when,
               cat(R"({"codes":[")", code, R"("],"evidence":[{"name":"p.pdf","sha256":"00"}],)",
                   R"("because":"another man"})"));
}

inline DocketEvent approved(const Order& order, std::string_view when,
                            std::string person = "Bob") {
  return event("approve", std::move(person), "approver", when,
               cat(R"({"proposal":")", order.proposal ? order.proposal->digest.substr(0, 8) : "",
                   R"("})"));
}

// The order after the events; empty state where one was refused.
inline Order after(const std::vector<DocketEvent>& events, Order order = {}) {
  if (order.id.empty()) order.id = "PO-1";
  for (const DocketEvent& one : events) {
    OrderStep step = apply(order, one);
    if (step.refusal) {
      order.state = cat("refused by ", step.refusal->rule);
      return order;
    }
    order = std::move(step.order);
  }
  return order;
}

// The rule that refuses the event, or empty.
inline std::string refusal(const Order& order, const DocketEvent& event) {
  const OrderStep step = apply(order, event);
  return step.refusal ? step.refusal->rule : "";
}

}  // namespace licet::desk::testing
