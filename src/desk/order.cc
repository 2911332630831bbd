#include "licet/desk/order.h"

#include <algorithm>
#include <set>

#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::desk {
namespace {

constexpr const char* kFourEyes = "in-house rule: four-eyes rule of the exporter";
constexpr const char* kPeople = "in-house rule: roles of the desk";
constexpr std::size_t kFewestDigits = 8;
constexpr int kClocksDiffer = 1;  // days

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> texts(const Json& object, std::string_view key) {
  std::vector<std::string> out;
  const Json* found = object.find(key);
  if (found == nullptr || !found->is_array()) return out;
  for (const Json& one : found->array())
    if (one.is_string()) out.push_back(one.string());
  return out;
}

Json strings(const std::vector<std::string>& all) {
  Json::Array out;
  for (const std::string& one : all) out.emplace_back(one);
  return out;
}

bool flag(const Json& object, std::string_view key) {
  const Json* found = object.find(key);
  return found != nullptr && found->is_bool() && found->boolean();
}

// What an `answered` event says, read.
struct Said {
  std::string order, answer_id, verdict, snapshot;
  bool may_proceed = false;
  std::vector<std::string> answers;
  std::vector<Reason> reasons;
  std::map<std::string, std::string> parts;
  Day on;
};

// As written, but for blanks at the ends and the case of Latin letters.
bool same_person(std::string_view a, std::string_view b) {
  return lower_ascii(trim(a)) == lower_ascii(trim(b));
}

Refusal of_another_day(Day law, Day event) {
  return {"law_of_another_day",
          cat("the answer is by the law of ", to_string(law), ", the event of ", to_string(event),
              ": ask again, with the departure as it is now"),
          "15 CFR 758.3"};
}

Result<Said> read_said(const Json& details) {
  Said said{std::string(details.text("order")), std::string(details.text("answer_id")),
            std::string(details.text("verdict")), std::string(details.text("snapshot")),
            flag(details, "may_proceed"), texts(details, "answers"), {}, {}, {}};
  const Json* reasons = details.find("reasons");
  const Json* parts = details.find("parts");
  if (said.order.empty() || said.answer_id.empty() || said.verdict.empty() || reasons == nullptr ||
      !reasons->is_array() || parts == nullptr || !parts->is_object())
    return Error{Code::BadValue, "answered", "order, answer, verdict, reasons and parts are due"};
  LICET_TRY(on, parse_day(details.text("on")));
  said.on = on;
  for (const Json& one : reasons->array()) {
    LICET_TRY(reason, read_reason(one));
    said.reasons.push_back(std::move(reason));
  }
  for (const auto& [part, digest] : parts->object())
    if (digest.is_string()) said.parts[part] = digest.string();
  if (said.may_proceed != said.reasons.empty())
    return Error{Code::BadValue, "answered", "an answer that does not let it go has reasons"};
  return said;
}

// Those that an answer gives; that facts were changed is added by the desk.
std::vector<std::string> keys_of(const std::vector<Reason>& reasons) {
  std::vector<std::string> keys;
  for (const Reason& reason : reasons)
    if (reason.kind != "facts_changed") keys.push_back(reason.key());
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::vector<std::string> changed_parts(const Order& order, const Said& said) {
  std::vector<std::string> changed;
  if (order.given != said.order) changed.emplace_back("order");
  for (const auto& [part, digest] : said.parts) {
    const auto it = order.parts.find(part);
    if (it == order.parts.end() || it->second != digest) changed.push_back(part);
  }
  for (const auto& [part, digest] : order.parts)
    if (!said.parts.contains(part)) changed.push_back(part);
  if (changed.empty() && keys_of(order.reasons) != keys_of(said.reasons))
    changed.emplace_back("reasons");
  return changed;
}

class Judge {
 public:
  Judge(const Order& order, const DocketEvent& event) : before_(order), event_(event) {
    step_.order = order;
  }

  OrderStep run() {
    if (before_.events > 0 && event_.at < before_.last)
      return refuse({"back_dated", "the event lies before the last one recorded",
                     "15 CFR 762.5(b)(4)"});
    if (!holds(events_of_role(event_.role), event_.event))
      return refuse({"forbidden",
                     cat("`", printable(event_.role), "` may not; ", roles_that_may(event_.event)),
                     kPeople});
    if (trim(event_.person).empty()) return refuse({"no_person", "who acts is due", kPeople});
    if (event_.event == "answered") return answered();
    const auto rows = order_machine().moves(before_.state, event_.event);
    if (rows.empty()) return refuse(order_machine().refusal(before_.state, event_.event));
    if (event_.event == "propose") return propose(rows.front()->to);
    if (event_.event == "approve") return approve(rows.front()->to);
    if (event_.details.text("because").empty() && event_.event != "ship")
      return refuse({"no_reason", "why is due: `because`", "15 CFR 762.2"});
    if (event_.event == "refuse") step_.order.proposal.reset();
    if (event_.event == "ship" && (before_.on.plus(kClocksDiffer) < event_.at.day ||
                                   event_.at.day.plus(kClocksDiffer) < before_.on))
      return refuse(of_another_day(before_.on, event_.at.day));
    return go_to(rows.front()->to);
  }

 private:
  OrderStep refuse(Refusal refusal) {
    step_.order = before_;
    step_.refusal = std::move(refusal);
    return std::move(step_);
  }

  OrderStep go_to(const std::string& state) {
    Order& order = step_.order;
    if (order.state != state) order.since = event_.at;
    const bool held = order_machine().in(state, "held");
    if (held && !order_machine().in(order.state, "held")) order.blocked_since = event_.at;
    order.state = state;
    order.last = event_.at;
    ++order.events;
    return std::move(step_);
  }

  OrderStep answered() {
    auto read = read_said(event_.details);
    if (!read.ok()) return refuse({"malformed", read.error().detail, "docs/formats/desk.md"});
    const Said& said = read.value();
    if (said.may_proceed && said.on.plus(kClocksDiffer) < event_.at.day)
      return refuse(of_another_day(said.on, event_.at.day));
    step_.changed = changed_parts(before_, said);
    const bool fresh = before_.state == "new" || before_.state == "clear";
    const bool accepted = fresh || said.order == before_.accepted;
    const bool same = step_.changed.empty();
    const auto rows = order_machine().moves(before_.state, "answered");
    const auto fits = [&](const licence::Move* move) {
      return std::all_of(move->when.begin(), move->when.end(), [&](const std::string& word) {
        return word == "may" ? said.may_proceed : word == "accepted" ? accepted : same;
      });
    };
    const auto row = std::find_if(rows.begin(), rows.end(), fits);
    if (row == rows.end()) return refuse(order_machine().refusal(before_.state, "answered"));
    const bool to_be_kept = event_.details.text("for") == "ship";
    step_.unchanged = same && (*row)->to == before_.state && !to_be_kept;
    take(said, accepted);
    if ((*row)->to != "proposed" && (*row)->to != "released") {
      step_.order.proposal.reset();
      step_.order.approved_by.clear();
    }
    return go_to((*row)->to);
  }

  void take(const Said& said, bool accepted) {
    Order& order = step_.order;
    if (accepted) {
      order.accepted = said.order;
      order.accepted_answer = said.answer_id;
    }
    if (order.given != said.order) order.asked_by = event_.person;
    order.given = said.order;
    order.answer_id = said.answer_id;
    order.answers = said.answers;
    order.verdict = said.verdict;
    order.snapshot = said.snapshot;
    order.on = said.on;
    order.may_proceed = said.may_proceed;
    order.reasons = said.reasons;
    order.parts = said.parts;
    if (accepted) return;
    const auto places = texts(event_.details, "changed");
    order.reasons.push_back({"facts_changed", "order",
                             places.empty() ? "The order is another one than was blocked."
                                            : cat("Changed since it was blocked: ",
                                                  join(places, ", "), "."),
                             {kFourEyes}});
    std::sort(order.reasons.begin(), order.reasons.end(),
              [](const Reason& a, const Reason& b) { return a.key() < b.key(); });
  }

  OrderStep propose(const std::string& to) {
    const auto codes = texts(event_.details, "codes");
    for (const std::string& code : codes)
      if (std::none_of(reason_kinds().begin(), reason_kinds().end(),
                       [&](const ReasonKind& one) { return one.code == code; }) ||
          code.empty())
        return refuse({"unknown_code",
                       cat("`", printable(code), "` releases nothing: ", all_codes()),
                       "docs/formats/desk.md"});
    for (const Reason& reason : before_.reasons) {
      const ReasonKind& kind = *reason_kind(reason.kind);
      if (kind.code.empty())
        return refuse({"not_releasable",
                       cat(kind.means, " (", reason.about, "): nobody's word releases it; ",
                           kind.instead),
                       std::string(kind.cite)});
      if (!holds(codes, kind.code))
        return refuse({"reason_left",
                       cat(kind.means, " (", reason.about, "): its code is `", kind.code, "`"),
                       std::string(kind.cite)});
    }
    for (const std::string& code : codes)
      if (std::none_of(before_.reasons.begin(), before_.reasons.end(), [&](const Reason& reason) {
            return reason_kind(reason.kind)->code == code;
          }))
        return refuse({"no_such_reason", cat("nothing is blocked for which `", code, "` stands"),
                       "15 CFR 762.2"});
    const Json* evidence = event_.details.find("evidence");
    if (evidence == nullptr || !evidence->is_array() || evidence->array().empty())
      return refuse({"no_evidence", "a release rests on a document: attach it", "15 CFR 762.2"});
    const std::string because(event_.details.text("because"));
    if (because.empty()) return refuse({"no_reason", "why is due: `because`", "15 CFR 762.2"});
    Proposal proposal{event_.person, because, "", event_.at, codes, evidence->array()};
    std::sort(proposal.codes.begin(), proposal.codes.end());
    proposal.digest = digest_of(proposal);
    step_.order.proposal = std::move(proposal);
    return go_to(to);
  }

  // Everything that is signed.
  std::string digest_of(const Proposal& proposal) const {
    Json::Array reasons;
    for (const Reason& reason : before_.reasons) reasons.push_back(to_json(reason));
    const Json content = Json::Object{
        {"answer_id", before_.answer_id}, {"because", proposal.because}, {"by", proposal.by},
        {"codes", strings(proposal.codes)}, {"evidence", proposal.evidence},
        {"given", before_.given}, {"order", before_.id}, {"reasons", std::move(reasons)}};
    return to_hex(sha256(to_canonical(content)));
  }

  static std::string all_codes() {
    std::string out;
    for (const ReasonKind& one : reason_kinds())
      if (!one.code.empty()) out += cat(out.empty() ? "" : ", ", one.code);
    return out;
  }

  OrderStep approve(const std::string& to) {
    const Proposal& proposal = *before_.proposal;
    if (same_person(event_.person, proposal.by))
      return refuse({"separation_of_duties", "who proposes a release does not sign it", kFourEyes});
    if (same_person(event_.person, before_.asked_by))
      return refuse({"separation_of_duties",
                     "who entered the order, or its changed facts, does not sign its release",
                     kFourEyes});
    const std::string_view named = event_.details.text("proposal");
    if (named.size() < kFewestDigits || !std::string_view(proposal.digest).starts_with(named))
      return refuse({"another_content",
                     cat("the proposal is ", proposal.digest.substr(0, 16),
                         "…: read it, then name it (eight digits or more)"),
                     kFourEyes});
    step_.order.approved_by = event_.person;
    step_.order.accepted = before_.given;
    step_.order.accepted_answer = before_.answer_id;
    std::erase_if(step_.order.reasons,
                  [](const Reason& reason) { return reason.kind == "facts_changed"; });
    return go_to(to);
  }

  const Order& before_;
  const DocketEvent& event_;
  OrderStep step_;
};

Json moment(const Instant& at) { return at == Instant() ? Json() : Json(to_string(at)); }

}  // namespace

bool may_go(const Order& order) { return order_machine().in(order.state, "go"); }

OrderStep apply(const Order& order, const DocketEvent& event) { return Judge(order, event).run(); }

Json answered_details(const std::string& order_digest, const std::vector<Json>& answers,
                      const std::vector<std::string>& ids, const std::vector<Json>& checked,
                      const std::vector<std::string>& changed) {
  Json::Array reasons;
  Json::Object parts;
  std::size_t worst = 0;
  bool may = true;
  std::string on(answers.front().text("on"));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool this_may = flag(answers[i], "may_proceed");
    on = std::min(on, std::string(answers[i].text("on")));
    if (!this_may && may) worst = i;
    may = may && this_may;
    for (const Reason& reason : reasons_of(answers[i], checked[i]))
      reasons.push_back(to_json(reason));
    const std::string regime =
        answers.size() == 1 ? "" : cat(answers[i].text("regime"), ":");
    for (const auto& [part, digest] : parts_of(answers[i])) parts[cat(regime, part)] = digest;
  }
  return Json::Object{{"order", order_digest}, {"answer_id", ids[worst]}, {"answers", strings(ids)},
                      {"verdict", std::string(answers[worst].text("verdict"))},
                      {"may_proceed", may}, {"on", on},
                      {"snapshot", std::string(answers[worst].text("snapshot"))},
                      {"reasons", std::move(reasons)}, {"parts", std::move(parts)},
                      {"changed", strings(changed)}};
}

Json to_json(const Order& order, const Instant& at) {
  Json::Array reasons;
  for (const Reason& reason : order.reasons) {
    Json one = to_json(reason);
    const ReasonKind& kind = *reason_kind(reason.kind);
    one.object()["release"] = kind.code.empty() ? Json() : Json(kind.code);
    if (kind.code.empty()) one.object()["instead"] = std::string(kind.instead);
    reasons.push_back(std::move(one));
  }
  const bool held = order_machine().in(order.state, "held");
  Json::Object out{{"id", order.id}, {"state", order.state}, {"may_go", may_go(order)},
                   {"verdict", order.verdict}, {"on", to_string(order.on)},
                   {"answer", order.answer_id}, {"answers", strings(order.answers)},
                   {"snapshot", order.snapshot}, {"given", order.given},
                   {"since", moment(order.since)},
                   {"asked_by", order.asked_by}, {"reasons", std::move(reasons)},
                   {"released_by", order.approved_by.empty() ? Json() : Json(order.approved_by)}};
  out["blocked_since"] = held ? moment(order.blocked_since) : Json();
  out["age_days"] = held ? Json(std::int64_t(at.day.number) - order.blocked_since.day.number)
                         : Json();
  out["proposal"] = Json();
  if (order.proposal)
    out["proposal"] = Json::Object{
        {"by", order.proposal->by}, {"at", to_string(order.proposal->at)},
        {"because", order.proposal->because}, {"codes", strings(order.proposal->codes)},
        {"evidence", order.proposal->evidence}, {"digest", order.proposal->digest}};
  return Json(std::move(out));
}

}  // namespace licet::desk
