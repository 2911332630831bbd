#include <algorithm>
#include <array>
#include <tuple>

#include "batch.h"
#include "desk_ask.h"
#include "desk_parts.h"
#include "licet/base/text.h"
#include "pace.h"
#include "show_order.h"

namespace licet::cli {
namespace {

// Oldest block first, then what may go.
Result<std::vector<desk::Order>> all_orders(LedgerHome& home) {
  desk::Orders orders(*home.ledger);
  LICET_TRY(ids, orders.ids());
  std::vector<desk::Order> all;
  for (const std::string& id : ids) {
    LICET_TRY(order, orders.order(id));
    all.push_back(std::move(order));
  }
  const auto rank = [](const desk::Order& order) {
    const bool held = desk::order_machine().in(order.state, "held");
    return std::tuple(!held, held ? order.blocked_since : order.since, order.id);
  };
  std::sort(all.begin(), all.end(),
            [&](const desk::Order& a, const desk::Order& b) { return rank(a) < rank(b); });
  return all;
}

}  // namespace

int run_list(const DeskArguments& arguments, const Globals& globals) {
  const auto& machine = desk::order_machine();
  const bool known = arguments.state.empty() || machine.find(arguments.state) != nullptr ||
                     arguments.state == "held" || arguments.state == "open";
  if (!known)
    return fail({Code::Usage, "--state", "open, held, clear, blocked, proposed, released …"});
  auto at = read_at(arguments.at);
  if (!at.ok()) return fail(at.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto all = all_orders(home.value());
  if (!all.ok()) return fail(all.error());
  constexpr int kYoung = 2, kWeek = 7, kMonth = 30;
  std::array<int, 4> ages{};
  for (const desk::Order& order : all.value()) {
    const int days = at.value().day.number - order.blocked_since.day.number;
    if (machine.in(order.state, "held"))
      ++ages[days <= kYoung ? 0 : days <= kWeek ? 1 : days <= kMonth ? 2 : 3];
    const bool wanted = arguments.state.empty() ? machine.in(order.state, "open")
                                                : order.state == arguments.state ||
                                                      machine.in(order.state, arguments.state);
    if (!wanted) continue;
    print(globals.json ? to_canonical(desk::to_json(order, at.value())) + "\n"
                       : order_row(order, at.value()));
  }
  if (!globals.json)
    print(cat("kept by days: ", ages[0], " up to 2, ", ages[1], " up to 7, ", ages[2],
              " up to 30, ", ages[3], " longer\n"));
  return 0;
}
namespace {

struct Reviewed {
  std::int64_t asked = 0, turned = 0, failed = 0;
};

void show_turn(const desk::Order& before, const desk::OrderStep& step, const Globals& globals) {
  if (globals.json) {
    Json::Array changed;
    for (const std::string& part : step.changed) changed.emplace_back(part);
    print(to_canonical(Json(Json::Object{{"order", before.id}, {"was", before.state},
                                         {"state", step.order.state},
                                         {"verdict_was", before.verdict},
                                         {"verdict", step.order.verdict},
                                         {"changed", std::move(changed)}})) + "\n");
    return;
  }
  print(cat(printable(before.id), "  ", before.state, " -> ", step.order.state, "  ",
            before.verdict == step.order.verdict ? cat("stays ", step.order.verdict)
                                                 : cat(before.verdict, " -> ", step.order.verdict),
            "  (", join(step.changed, ", "), ")\n"));
}

// One order; an error of its own stops none of the others.
void review_one(const DeskAsker& asker, LedgerHome& home, const desk::Order& before,
                const desk::DocketEvent& who, bool dry, Reviewed& count, const Globals& globals) {
  ++count.asked;
  const auto failed = [&](Error error) {
    ++count.failed;
    error.place = cat("order ", printable(before.id), " ", error.place);
    if (globals.json)
      print(to_canonical(error_object(error)) + "\n");
    else
      (void)fail(error);
  };
  auto given = desk::Orders(*home.ledger).given(before.answer_id, before.answers);
  if (!given.ok()) return failed(given.error());
  desk::OrderStep step;
  if (dry) {
    auto asked = ask_order(asker, home, given.value(), before, who);
    if (!asked.ok()) return failed(asked.error());
    step = desk::apply(before, asked.value().event);
  } else {
    auto applied = answer_order(asker, home, given.value(), before.id, who);
    if (!applied.ok()) return failed(applied.error());
    step = std::move(applied.value().step);
  }
  if (step.refusal)
    return failed({Code::BadValue, step.refusal->rule, step.refusal->because});
  if (step.unchanged) return;
  ++count.turned;
  show_turn(before, step, globals);
}

}  // namespace

int run_review(const DeskArguments& arguments, const Globals& globals) {
  auto event = event_of("answered", arguments);
  if (!event.ok()) return fail(event.error());
  auto asker = open_asker(arguments.on, arguments.at, arguments.dry, globals);
  if (!asker.ok()) return fail(asker.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto all = all_orders(home.value());
  if (!all.ok()) return fail(all.error());
  std::erase_if(all.value(), [](const desk::Order& order) {
    return !desk::order_machine().in(order.state, "open");
  });
  Reviewed count;
  Pace pace("orders asked again");
  for (const desk::Order& order : all.value()) {
    review_one(asker.value(), home.value(), order, event.value(), arguments.dry, count, globals);
    pace.step(1, std::uint64_t(count.asked), all.value().size());
  }
  if (!arguments.dry) {
    auto done = desk::Orders(*home.value().ledger)
                    .reviewed(to_id(asker.value().engine.snapshot().id()), arguments.person,
                              count.asked, count.turned, to_string(event.value().at));
    if (!done.ok()) return fail(done.error());
    if (auto point = add_checkpoint(home.value()); !point.ok()) return fail(point.error());
  }
  if (globals.json)
    print(to_canonical(Json(Json::Object{
              {"summary", Json::Object{{"asked", count.asked}, {"turned", count.turned},
                                       {"failed", count.failed}}}})) + "\n");
  else
    print(cat(count.asked, " asked again, ", count.turned, " turned, ", count.failed,
              " could not be asked", arguments.dry ? "; nothing was recorded" : "", "\n"));
  return count.failed == 0 ? 0 : 3;
}

}  // namespace licet::cli
