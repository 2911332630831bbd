#include "licet/report/fold.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "composed_log.h"
#include "licet/base/text.h"
#include "licet/licence/clocks.h"
#include "tree_profile.h"

namespace licet::report::testing {
namespace {

const licence::Profile& bis() { return licence::testing::tree_profile("us-bis"); }

// The plain twin: dockets are copied at every event, and the stays are read off the finished
// docket's trail of moves.
struct Reference {
  std::map<std::string, licence::Docket> dockets;
  std::map<std::string, int> numbers;
  licence::Policies policies;

  void add(const Json& record) {
    const Json& body = *record.find("body");
    const std::string id(record.text("stream").substr(12));
    if (record.text("kind") == "application_opened") {
      dockets[id] = licence::open_docket(bis(), *body.find("given")).value();
      numbers[id] = std::stoi(id.substr(2));
      return;
    }
    const licence::Setting setting{bis(), policies, numbers[id], "report"};
    auto step = licence::apply(setting, dockets[id], licence::read_docket_event(body).value());
    ASSERT_FALSE(step.refusal) << step.refusal->rule;
    dockets[id] = step.docket;
  }
};

bool open_state(const std::string& state) {
  return state != "draft" && !bis().application().in(state, "terminal");
}

std::vector<Stay> stays_of(const std::string& id, const licence::Docket& docket) {
  std::vector<Stay> out;
  std::string state = "draft";
  licence::Instant since;
  for (const licence::AuditRow& row : docket.audit) {
    if (row.machine != "application") continue;
    if (!open_state(state) && open_state(row.to)) {
      out.emplace_back();
      out.back().application = id;
      out.back().in = row.at;
    }
    if (row.to != state) {
      if (open_state(state))
        out.back().stages.push_back(
            {state, row.at.day.number - since.day.number,
             row.at.day.number - since.day.number -
                 licence::stopped_days(docket.stops, since.day, row.at.day)});
      since = row.at;
    }
    if (open_state(state) && !open_state(row.to)) {
      out.back().out = row.at;
      out.back().cite = row.cite;
    }
    state = row.to;
    if (!out.empty() && (!out.back().out || *out.back().out == row.at)) out.back().state = state;
  }
  return out;
}

std::string shown(const Stay& stay) {
  std::string text = cat(stay.application, " ", to_string(stay.in), " ", stay.state, " ",
                         stay.out ? to_string(*stay.out) : "", " ", stay.cite);
  for (const Passed& one : stay.stages) {
    if (!stay.out) break;
    text += cat(" ", one.state, "=", one.days, "/", one.net_days);
  }
  return text;
}

TEST(Fold, InPlaceGivesWhatCopyingGives) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const ComposedLog log = random_log(seed, 60, day_from_ymd(2020, 1, 1), 200);
    const auto folded = fold(bis(), log.text(), "log");
    ASSERT_TRUE(folded.ok()) << to_line(folded.error());
    Reference reference;
    std::string_view rest = log.text();
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      reference.add(*read_json(rest.substr(0, end)).value().find("record"));
      rest = rest.substr(end + 1);
    }
    std::vector<std::string> wanted, got;
    std::vector<Decided> decisions;
    for (const auto& [id, docket] : reference.dockets) {
      for (const Stay& stay : stays_of(id, docket)) wanted.push_back(shown(stay));
      for (const auto& entry : docket.decisions)
        decisions.push_back({entry.at, entry.kind, entry.criteria});
    }
    for (const Stay& stay : folded.value().stays) got.push_back(shown(stay));
    EXPECT_EQ(got, wanted) << seed;
    EXPECT_EQ(folded.value().decisions, decisions) << seed;
    EXPECT_EQ(folded.value().events, log.size());
  }
}

// A purged record leaves its place; nothing that is counted can have been purged.
TEST(Fold, APurgedRecordCountsForNothing) {
  const ComposedLog log = random_log(3, 60, day_from_ymd(2020, 1, 1), 100);
  const auto gone = [&](const char* kind, std::size_t sequence) {
    return cat(log.text(), R"({"leaf":"00","purged":{"by":9,"key":"k","kind":")", kind,
               R"(","sequence":)", sequence, R"(,"stream":"answers"}})", "\n");
  };
  const auto whole = fold(bis(), log.text(), "log");
  const auto with = fold(bis(), gone("answer", log.size() + 1), "log");
  ASSERT_TRUE(with.ok()) << to_line(with.error());
  EXPECT_EQ(with.value().decisions, whole.value().decisions);
  EXPECT_EQ(with.value().stays.size(), whole.value().stays.size());
  for (const auto& bad : {gone("ship", log.size() + 1), gone("answer", log.size() + 2)}) {
    const auto refused = fold(bis(), bad, "log");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::LedgerCorrupt);
  }
}

TEST(Fold, InHandIsCountedFromTheStates) {
  const ComposedLog log = random_log(7, 200, day_from_ymd(2020, 1, 1), 300);
  const Folded folded = fold(bis(), log.text(), "log").value();
  std::int64_t now = 0;
  for (const auto& [day, moved] : folded.moved) {
    now += moved.in - moved.out;
    std::int64_t stays = 0;
    for (const Stay& stay : folded.stays)
      stays += stay.in.day <= day && (!stay.out || stay.out->day > day) ? 1 : 0;
    ASSERT_EQ(now, stays) << to_string(day);
  }
}

TEST(Fold, AStopIsLeftOutOfNetDaysAndAnAgencysDaysBeginWhenItIsAsked) {
  ComposedLog log;
  Story story;
  story.in = day_from_ymd(2020, 3, 2);
  story.days = 40;
  story.outcome = "granted_with_conditions";
  story.value = "12.50";
  story.agency = "defense";
  story.agency_days = 9;
  story.stop_days = 4;
  story.condition_cite = "15 CFR 750.7(d)";
  ASSERT_TRUE(tell_story(log, story).ok());
  const Folded folded = fold(bis(), log.text(), "log").value();
  ASSERT_EQ(folded.stays.size(), 1U);
  const Stay& stay = folded.stays[0];
  EXPECT_EQ(stay.days, 40);
  EXPECT_EQ(stay.clock_days, 36);
  ASSERT_EQ(stay.advice.size(), 1U);
  EXPECT_EQ(stay.advice[0].body, "DoD");
  EXPECT_EQ(stay.advice[0].days, 9);
  EXPECT_EQ(stay.advice[0].net_days, 5);
  EXPECT_EQ(stay.authorised.at("USD").to_string(), "12.5");
  ASSERT_EQ(stay.conditions.size(), 1U);
  EXPECT_EQ(stay.conditions[0].cite, "15 CFR 750.7(d)");
  int days = 0;
  for (const Passed& one : stay.stages) days += one.days;
  EXPECT_EQ(days, 40);
}

// The first line at fault counts, wherever else there are more.
TEST(Fold, FaultsAreNamedWithLineAndPointer) {
  const ComposedLog log = random_log(3, 40, day_from_ymd(2020, 1, 1), 90);
  const auto broken = [&](std::string_view was, std::string_view is, std::size_t from) {
    std::string text = log.text();
    const auto at = text.find(was, from);
    EXPECT_NE(at, std::string::npos);
    text.replace(at, was.size(), is);
    const auto folded = fold(bis(), text, "log");
    return folded.ok() ? std::string("nothing") : folded.error().place;
  };
  const auto line_at = [&](std::size_t at) {
    return std::count(log.text().begin(), log.text().begin() + std::ptrdiff_t(at), '\n') + 1;
  };
  const std::size_t middle = log.text().size() / 2;
  const auto event = log.text().find(R"("event":"countersign")", middle);
  EXPECT_EQ(broken(R"("event":"countersign")", R"("event":"counterfeit")", middle),
            cat("log:", line_at(event), "#/record/body/event"));
  const auto role = log.text().find(R"("role":"countersigner")", middle);
  EXPECT_EQ(broken(R"("role":"countersigner")", R"("rule":"countersigner")", middle),
            cat("log:", line_at(role), "#/record/body/role"));
  const auto brace = log.text().find("{\"leaf\"", middle);
  EXPECT_EQ(broken("{\"leaf\"", "{leaf\"", middle), cat("log:", line_at(brace)));
}

}  // namespace
}  // namespace licet::report::testing
