#include "licet/licence/profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "docket_work.h"
#include "licet/base/text.h"
#include "licet/licence/clocks.h"
#include "scenario_runner.h"

namespace licet::licence::testing {
namespace {

Day day(const char* text) { return parse_day(text).value(); }

TEST(Profile, BothAreRead) {
  const auto texts = tree_files();
  std::vector<ProfileFile> files;
  for (const auto& [path, text] : texts) files.push_back({path, text});
  EXPECT_EQ(Profile::ids(files), (std::vector<std::string>{"uk-siel", "us-bis"}));
  EXPECT_EQ(tree_profile("us-bis").application().states().size(), 22u);
  EXPECT_EQ(tree_profile("uk-siel").application().states().size(), 35u);
  EXPECT_EQ(Profile::read("xx", files).error().code, Code::RuleMissingKey);
}

// Every state x event pair: a move, or a refusal that names its rule and provision.
TEST(Matrix, EveryPairIsDecided) {
  for (const char* id : {"us-bis", "uk-siel"})
    for (const Machine* machine : {&tree_profile(id).application(), &tree_profile(id).licence()}) {
      std::size_t pairs = 0, refused = 0;
      for (const State& state : machine->states())
        for (const std::string& event : machine->events()) {
          ++pairs;
          const auto rows = machine->moves(state.id, event);
          const bool always = std::any_of(rows.begin(), rows.end(),
                                          [](const Move* m) { return m->when.empty(); });
          for (const Move* row : rows) EXPECT_FALSE(row->cite.empty());
          if (always) continue;
          const Refusal& no = machine->refusal(state.id, event);
          EXPECT_NE(no.rule, "unknown_event") << id << " " << state.id << " " << event;
          EXPECT_FALSE(no.because.empty());
          EXPECT_FALSE(no.cite.empty());
          refused += rows.empty() ? 1 : 0;
        }
      EXPECT_GT(refused, 0u);
      RecordProperty(cat(id, "_", machine->name(), "_pairs"), int(pairs));
      std::cout << id << " " << machine->name() << ": " << pairs << " pairs, " << refused
                << " refused\n";
    }
}

// Walked for real: an event put to a docket in each state either moves it as the table says, or
// leaves it exactly as it was with a refusal.
TEST(Matrix, EveryPairIsWalked) {
  for (const char* id : {"us-bis", "uk-siel"}) {
    const Profile& profile = tree_profile(id);
    const Policies none;
    const Setting setting{profile, none, 1, "licet test"};
    for (const State& state : profile.application().states())
      for (const std::string& event : profile.application().events()) {
        Docket docket = open_docket(profile, Json(Json::Object())).value();
        docket.state = state.id;
        for (const Role& role : profile.roles()) {
          if (!role.may(event)) continue;
          const DocketEvent told{event, "somebody", role.id, {day("2025-03-03"), 0},
                                 Json(Json::Object())};
          const Step step = apply(setting, docket, told);
          const auto rows = profile.application().moves(state.id, event);
          if (step.refusal) {
            EXPECT_EQ(step.docket.state, state.id);
            EXPECT_TRUE(step.docket.audit.empty());
            EXPECT_FALSE(step.refusal->cite.empty()) << id << " " << step.refusal->rule;
          } else {
            EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const Move* m) {
              return m->to == step.docket.state;
            })) << id << " " << state.id << " " << event;
            EXPECT_GE(step.docket.audit.size(), 1u);
          }
        }
      }
  }
}

// No role, no event: the same for every role that lacks the permission.
TEST(Matrix, WithoutPermissionNothingHappens) {
  for (const char* id : {"us-bis", "uk-siel"}) {
    const Profile& profile = tree_profile(id);
    const Policies none;
    const Setting setting{profile, none, 1, "licet test"};
    const Docket docket = open_docket(profile, Json(Json::Object())).value();
    for (const std::string& event : profile.application().events())
      for (const Role& role : profile.roles())
        if (!role.may(event)) {
          const Step step = apply(setting, docket,
                                  {event, "p", role.id, {day("2025-03-03"), 0}, Json::Object()});
          ASSERT_TRUE(step.refusal);
          EXPECT_EQ(step.refusal->rule, "forbidden");
        }
  }
}

// Every edge of a licence says what it does to the ledger, the holder, the border and the figures.
TEST(Matrix, EveryEdgeOfALicenceHasItsFourEffects) {
  for (const char* id : {"us-bis", "uk-siel"})
    for (const Move& move : tree_profile(id).licence().all_moves())
      for (const char* kind : {"ledger:", "notice:", "border:", "statistic:"})
        EXPECT_TRUE(std::any_of(move.effects.begin(), move.effects.end(), [&](const auto& e) {
          return e.starts_with(kind);
        })) << id << " " << move.from << " " << move.event << " lacks " << kind;
}

TEST(Matrix, EveryStateIsReached) {
  for (const char* id : {"us-bis", "uk-siel"})
    for (const Machine* machine : {&tree_profile(id).application(), &tree_profile(id).licence()}) {
      std::set<std::string> reached{machine->states().front().id};
      for (const Move& move : machine->all_moves()) reached.insert(move.to);
      reached.insert(tree_profile(id).text("state.expired"));  // by the clock
      for (const State& state : machine->states())
        EXPECT_TRUE(reached.contains(state.id)) << id << " " << state.id;
    }
}

TEST(Matrix, FinalIsFinal) {
  for (const char* id : {"us-bis", "uk-siel"}) {
    const Machine& machine = tree_profile(id).licence();
    for (const Move& move : machine.all_moves())
      if (machine.in(move.from, "final")) {
        EXPECT_FALSE(machine.in(move.to, "running")) << move.from << " " << move.event;
      }
  }
}

Error fault_of(std::string_view path, std::string_view from, std::string_view to) {
  auto texts = tree_files();
  for (auto& [file, text] : texts)
    if (file == path) {
      const auto at = text.find(from);
      EXPECT_NE(at, std::string::npos) << path;
      text.replace(at, from.size(), to);
    }
  std::vector<ProfileFile> files;
  for (const auto& [file, text] : texts) files.push_back({file, text});
  const auto read = Profile::read("us-bis", files);
  EXPECT_FALSE(read.ok()) << path << ": " << to;
  return read.ok() ? Error{} : read.error();
}

TEST(Profile, FaultsOfATableAreNamed) {
  const std::string folder = "licences/us-bis/";
  EXPECT_EQ(fault_of(folder + "moves.csv", "positions_missing", "positons_missing").code,
            Code::RuleTable);
  EXPECT_NE(fault_of(folder + "moves.csv", "stop_clock clear_desk", "stop_clok clear_desk")
                .detail.find("stop_clok"), std::string::npos);
  EXPECT_NE(fault_of(folder + "moves.csv", "orders_due", "orders_do").detail.find("orders_do"),
            std::string::npos);
  fault_of(folder + "moves.csv", ",registered,,", ",registred,,");
  fault_of(folder + "moves.csv", "@editable", "@editabel");
  fault_of(folder + "states.csv", ",15 CFR 748.4\n", ",\n");
  // A pair left without an answer is a fault of the tables.
  EXPECT_NE(fault_of(folder + "refusals.csv",
                     "application,*,held,held,it is held without action; release it first,"
                     "15 CFR 750.4(b)\n", "").detail.find("held"), std::string::npos);
  fault_of(folder + "roles.csv", "submit respond", "submit rspond");
  fault_of(folder + "holidays.csv", "3:mon:1", "3:mun:1");
  fault_of(folder + "clocks.csv", "90,calendar", "90,lunar");
  fault_of(folder + "countersign.csv", "*,1,", "*,0,");
}

TEST(Calendar, KnowsTheDaysOfBothPlaces) {
  const Calendar& us = tree_profile("us-bis").calendar();
  for (const char* text : {"2028-12-25", "2025-01-20", "2026-07-03", "2026-07-04", "2021-12-31",
                           "2022-06-20", "2025-11-27", "2025-05-26"})
    EXPECT_TRUE(us.holiday(day(text))) << text;
  EXPECT_FALSE(us.holiday(day("2020-06-19")));
  EXPECT_FALSE(us.holiday(day("2028-12-26")));
  EXPECT_EQ(to_string(us.next_business(day("2027-12-24"))), "2027-12-27");
  const Calendar& uk = tree_profile("uk-siel").calendar();
  for (const char* text : {"2024-03-29", "2024-04-01", "2020-05-08", "2022-06-02", "2022-06-03",
                           "2022-09-19", "2023-05-08", "2021-12-27", "2021-12-28", "2022-12-27",
                           "2024-05-06", "2024-08-26", "2022-01-03"})
    EXPECT_TRUE(uk.holiday(day(text))) << text;
  for (const char* text : {"2020-05-04", "2022-05-30", "2024-12-27"})
    EXPECT_FALSE(uk.holiday(day(text))) << text;
  EXPECT_EQ(to_string(easter(2026)), "2026-04-05");
  EXPECT_EQ(to_string(easter(2019)), "2019-04-21");
}

TEST(Calendar, Months) {
  EXPECT_EQ(to_string(plus_months(day("2024-01-31"), 1)), "2024-02-29");
  EXPECT_EQ(to_string(plus_months(day("2023-12-15"), 48)), "2027-12-15");
  EXPECT_EQ(to_string(last_of_month(day("2027-02-01"))), "2027-02-28");
  EXPECT_FALSE(parse_instant("2024-10-01T25:00:00").ok());
  EXPECT_FALSE(parse_instant("2024-10-01 11:00:00").ok());
  EXPECT_EQ(to_string(parse_instant("2024-10-01T11:20:15").value()), "2024-10-01T11:20:15");
}

TEST(Clocks, StopsAreTakenOutOnce) {
  const std::vector<ClockStop> stops{{day("2025-02-01"), day("2025-02-11"), "consultation"},
                                     {day("2025-02-05"), day("2025-02-15"), "multilateral_review"}};
  EXPECT_EQ(to_string(due_with_stops(day("2025-01-02"), 90, {})), "2025-04-02");
  EXPECT_EQ(to_string(due_with_stops(day("2025-01-02"), 90, stops)), "2025-04-16");
  EXPECT_EQ(stopped_days(stops, day("2025-01-02"), day("2025-12-31")), 14);
  // A stop after the last day does not bring the day back.
  const std::vector<ClockStop> late{{day("2025-05-01"), day("2025-05-11"), "consultation"}};
  EXPECT_EQ(to_string(due_with_stops(day("2025-01-02"), 90, late)), "2025-04-02");
}

TEST(Clocks, TheLadderOfDissent) {
  const auto steps = ladder(tree_profile("us-bis"), day("2025-02-10"));
  std::vector<std::string> days;
  for (const auto& [clock, on] : steps) days.push_back(cat(clock, " ", to_string(on)));
  EXPECT_EQ(join(days, ", "),
            "oc_chair 2025-02-24, escalate_acep 2025-03-01, acep 2025-03-12, "
            "escalate_earb 2025-03-17, earb 2025-03-28, escalate_president 2025-04-02");
}

TEST(Clocks, ValidityOfALicence) {
  EXPECT_EQ(to_string(*last_day_at_most("standard", day("2019-11-20"))), "2023-11-30");
  EXPECT_EQ(to_string(*last_day_at_most("emergency", day("2025-01-31"))), "2025-02-28");
  EXPECT_EQ(to_string(*last_day_at_most("one_year", day("2024-06-03"))), "2025-06-30");
  EXPECT_FALSE(last_day_at_most("for ever", day("2024-06-03")));
}

}  // namespace
}  // namespace licet::licence::testing
