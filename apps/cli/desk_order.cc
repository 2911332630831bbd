#include "desk_ask.h"
#include "desk_parts.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/evidence/pack.h"
#include "record_answer.h"
#include "show_order.h"

namespace licet::cli {
namespace {

constexpr int kHeld = 12;

}  // namespace

Result<desk::DocketEvent> event_of(const char* word, const DeskArguments& arguments) {
  if (arguments.person.empty()) return Error{Code::Usage, "--person", "who acts is due"};
  if (arguments.role.empty())
    return Error{Code::Usage, "--role", cat("one of ", desk::roles_for_people())};
  LICET_TRY(at, read_at(arguments.at));
  Json::Object details;
  if (!arguments.because.empty()) details["because"] = arguments.because;
  if (!arguments.proposal.empty()) details["proposal"] = arguments.proposal;
  return desk::DocketEvent{word, arguments.person, arguments.role, at, Json(std::move(details))};
}
namespace {

// 0 it may go, 12 something keeps it; what ended is 0.
int status_of(const desk::Order& order) {
  return desk::order_machine().in(order.state, "held") ? kHeld : 0;
}

int show(const desk::Order& order, const desk::Instant& at, const Globals& globals) {
  print(globals.json ? to_canonical(desk::to_json(order, at)) + "\n" : order_page(order, at));
  return status_of(order);
}

int settle(const desk::Orders::Applied& applied, LedgerHome& home, const desk::Instant& at,
           const Globals& globals) {
  if (applied.step.refusal) return show_refusal(*applied.step.refusal, globals);
  if (applied.receipt)
    if (auto done = add_checkpoint(home); !done.ok()) return fail(done.error());
  return show(applied.step.order, at, globals);
}

}  // namespace

int run_enter(const DeskArguments& arguments, const Globals& globals) {
  auto event = event_of("answered", arguments);
  if (!event.ok()) return fail(event.error());
  auto given = read_json_input(arguments.file);
  if (!given.ok()) return fail(given.error());
  auto asker = open_asker(arguments.on, arguments.at, false, globals);
  if (!asker.ok()) return fail(asker.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto applied =
      answer_order(asker.value(), home.value(), given.value(), arguments.id, event.value());
  if (!applied.ok()) {
    Error error = applied.error();
    if (error.place.starts_with("/")) error.place = cat(arguments.file, "#", error.place);
    return fail(error);
  }
  return settle(applied.value(), home.value(), event.value().at, globals);
}
namespace {

// The documents are recorded with the answer first; the proposal names their hashes.
Result<Json::Array> record_evidence(const DeskArguments& arguments, const std::string& answer,
                                    LedgerHome& home, const std::string& at) {
  Json::Array out;
  for (const std::string& file : arguments.evidence) {
    LICET_TRY(bytes, read_raw(file));
    const std::string name = file.substr(file.rfind('/') + 1);
    LICET_TRY(entry, evidence::document_entry(answer, {name, bytes}, at));
    LICET_TRY(receipt, post_once(home, entry));
    out.emplace_back(Json::Object{{"name", name}, {"sha256", to_hex(sha256(bytes))},
                                  {"record", std::int64_t(receipt.sequence)}});
  }
  return out;
}

}  // namespace

int run_propose(const DeskArguments& arguments, const Globals& globals) {
  auto event = event_of("propose", arguments);
  if (!event.ok()) return fail(event.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  desk::Orders orders(*home.value().ledger);
  auto order = orders.order(arguments.id);
  if (!order.ok()) return fail(order.error());
  Json::Array codes, named;
  for (const std::string& code : arguments.codes) codes.emplace_back(code);
  for (const std::string& file : arguments.evidence) named.emplace_back(file);
  event.value().details.object()["codes"] = std::move(codes);
  event.value().details.object()["evidence"] = std::move(named);
  // Nothing is recorded for a proposal that the desk refuses.
  const auto tried = desk::apply(order.value(), event.value());
  if (tried.refusal) return show_refusal(*tried.refusal, globals);
  auto evidence = record_evidence(arguments, order.value().answer_id, home.value(),
                                  to_string(event.value().at));
  if (!evidence.ok()) return fail(evidence.error());
  event.value().details.object()["evidence"] = std::move(evidence.value());
  auto applied = orders.apply(arguments.id, event.value());
  if (!applied.ok()) return fail(applied.error());
  return settle(applied.value(), home.value(), event.value().at, globals);
}

int run_desk_event(const char* word, const DeskArguments& arguments, const Globals& globals) {
  auto event = event_of(word, arguments);
  if (!event.ok()) return fail(event.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto applied = desk::Orders(*home.value().ledger).apply(arguments.id, event.value());
  if (!applied.ok()) return fail(applied.error());
  return settle(applied.value(), home.value(), event.value().at, globals);
}

// What was right yesterday is asked again before the goods go.
int run_ship(const DeskArguments& arguments, const Globals& globals) {
  auto event = event_of("ship", arguments);
  if (!event.ok()) return fail(event.error());
  auto asker = open_asker(arguments.on, arguments.at, false, globals);
  if (!asker.ok()) return fail(asker.error());
  if (!asker.value().options.on) asker.value().options.on = event.value().at.day;
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  desk::Orders orders(*home.value().ledger);
  auto order = orders.order(arguments.id);
  if (!order.ok()) return fail(order.error());
  if (desk::may_go(order.value())) {
    auto given = orders.given(order.value().answer_id, order.value().answers);
    if (!given.ok()) return fail(given.error());
    auto again =
        answer_order(asker.value(), home.value(), given.value(), arguments.id, event.value());
    if (!again.ok()) return fail(again.error());
    if (again.value().step.refusal) return show_refusal(*again.value().step.refusal, globals);
  }
  auto applied = orders.apply(arguments.id, event.value());
  if (!applied.ok()) return fail(applied.error());
  return settle(applied.value(), home.value(), event.value().at, globals);
}

int run_show(const DeskArguments& arguments, const Globals& globals) {
  auto at = read_at(arguments.at);
  if (!at.ok()) return fail(at.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto order = desk::Orders(*home.value().ledger).order(arguments.id);
  if (!order.ok()) return fail(order.error());
  if (order.value().events == 0)
    return fail({Code::BadValue, arguments.id, "the desk knows no order of this id"});
  return show(order.value(), at.value(), globals);
}

int run_history(const DeskArguments& arguments, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto history = desk::Orders(*home.value().ledger).history(arguments.id);
  if (!history.ok()) return fail(history.error());
  if (history.value().empty())
    return fail({Code::BadValue, arguments.id, "the desk knows no order of this id"});
  for (const Json& record : history.value()) {
    const Json& body = *record.find("body");
    const Json& details = *body.find("details");
    const std::string said =
        cat(details.text("verdict"), printable(details.text("because"), 200));
    if (globals.json)
      print(to_canonical(record) + "\n");
    else
      print(cat(body.text("at"), "  ", body.text("event"), "  ", printable(body.text("person")),
                " (", body.text("role"), ")", said.empty() ? "" : "  ", said, "\n"));
  }
  return 0;
}

}  // namespace licet::cli
