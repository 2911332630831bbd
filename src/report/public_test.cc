#include "public_edition.h"

#include <gtest/gtest.h>

#include <limits>

#include "composed_log.h"
#include "licet/base/text.h"
#include "tree_profile.h"

namespace licet::report::testing {
namespace {

const licence::Profile& bis() { return licence::testing::tree_profile("us-bis"); }
constexpr std::int64_t kMuch = std::int64_t{1} << 40;

// Reads an edition as anybody can, writes down what its tables say of one another, and solves it:
// elimination, then bounds carried through every row until nothing moves. It shares no code with
// what suppressed the cells.
class Attacker {
 public:
  explicit Attacker(const Json& edition) : threshold_(edition.find("threshold")->integer()) {
    const Json& flow = *edition.find("flow");
    const Json& cohort = *edition.find("cohort");
    const Json& rates = *edition.find("rates");
    const auto at = [&](const char* key) { return var(*flow.find(key), key); };
    const int opening = at("opening"), received = at("received"), back = at("came_back"),
              in = at("in"), closing = at("closing"), all = at("closed_in_all"),
              decided = at("decided"), merits = at("granted_and_denied");
    const int open = var(*cohort.find("still_open"), "still_open");
    equal({opening, received, back}, in);
    equal({all, closing}, in);
    equal({open, hidden("closing, old")}, closing);
    std::vector<int> outcomes, decided_ones, merit_ones, fresh{open};
    for (const auto& [name, cell] : flow.find("closed")->object()) {
      const int one = var(cell, name);
      outcomes.push_back(one);
      if (rates.find(name)->find("of_decided") != nullptr) decided_ones.push_back(one);
      if (rates.find(name)->find("of_granted_and_denied") != nullptr) merit_ones.push_back(one);
      fresh.push_back(var(*cohort.find("closed")->find(name), cat("cohort ", name)));
      equal({fresh.back(), hidden(cat("old ", name))}, one);
      std::vector<int> cites;
      for (const auto& [cite, number] : edition.find("citations")->find(name)->object())
        cites.push_back(var(number, cat(name, " by ", cite)));
      equal(cites, one);
    }
    equal(outcomes, all);
    equal(decided_ones, decided);
    equal(merit_ones, merits);
    equal(fresh, received);
    for (const auto& [body, row] : edition.find("agencies")->object()) {
      std::vector<int> types;
      for (const auto& [type, cell] : row.find("positions")->object())
        types.push_back(var(cell, cat(body, " ", type)));
      const int spoke = var(*row.find("positions_in_all"), body);
      equal(types, spoke);
      equal({spoke, hidden(cat("without ", body))}, all);
    }
  }

  // What it has found out: cells not printed that have one value only, and differences that are
  // small and certain.
  std::vector<std::string> found() {
    eliminate();
    for (int round = 0; round < 300 && carry(); ++round) {
    }
    std::vector<std::string> out;
    for (const Var& one : vars_) {
      if (one.printed || one.least != one.most) continue;
      const bool small = one.least >= 1 && one.least < threshold_;
      if (!one.hidden || small) out.push_back(cat(one.name, " is ", one.least));
    }
    return out;
  }
  int left_out() const {
    int out = 0;
    for (const Var& one : vars_) out += !one.printed && !one.hidden ? 1 : 0;
    return out;
  }

 private:
  struct Var {
    std::string name;
    std::int64_t least = 0, most = kMuch;
    bool printed = false, hidden = false;
  };
  using Row = std::vector<std::int64_t>;  // coefficients; the sum is nought

  int var(const Json& cell, std::string name) {
    Var one{std::move(name)};
    if (cell.is_integer()) {
      one.least = one.most = cell.integer();
      one.printed = true;
    } else if (cell.string() == "withheld") {
      one.least = threshold_;
    } else {
      one.least = 1;
      one.most = threshold_ - 1;
    }
    vars_.push_back(one);
    return int(vars_.size()) - 1;
  }
  int hidden(std::string name) {
    vars_.push_back({std::move(name), 0, kMuch, false, true});
    return int(vars_.size()) - 1;
  }
  void equal(const std::vector<int>& parts, int whole) {
    std::map<int, std::int64_t> row;
    for (const int part : parts) row[part] += 1;
    row[whole] -= 1;
    sums_.push_back(row);
  }

  // The rows of a network stay whole numbers: every pivot is 1 or -1.
  void eliminate() {
    for (const auto& sum : sums_) {
      Row row(vars_.size(), 0);
      for (const auto& [at, factor] : sum) row[std::size_t(at)] = factor;
      rows_.push_back(row);
    }
    std::vector<Row> reduced = rows_;
    std::size_t done = 0;
    // Printed cells last, so that what is left out is written by what is printed.
    for (const bool printed : {false, true})
      for (std::size_t at = 0; at < vars_.size() && done < reduced.size(); ++at) {
        if (vars_[at].printed != printed) continue;
        std::size_t pivot = done;
        while (pivot < reduced.size() && reduced[pivot][at] == 0) ++pivot;
        if (pivot == reduced.size()) continue;
        std::swap(reduced[pivot], reduced[done]);
        const std::int64_t lead = reduced[done][at];
        ASSERT_TRUE(lead == 1 || lead == -1);
        for (std::size_t k = 0; k < reduced.size(); ++k) {
          if (k == done || reduced[k][at] == 0) continue;
          const std::int64_t times = reduced[k][at] * lead;
          for (std::size_t c = 0; c < vars_.size(); ++c)
            reduced[k][c] -= times * reduced[done][c];
        }
        ++done;
      }
    rows_.insert(rows_.end(), reduced.begin(), reduced.end());
  }

  bool carry() {
    bool moved = false;
    for (const Row& row : rows_)
      for (std::size_t at = 0; at < row.size(); ++at) {
        if (row[at] != 1 && row[at] != -1) continue;
        std::int64_t least = 0, most = 0;  // of the others, on the other side
        for (std::size_t k = 0; k < row.size(); ++k) {
          if (k == at || row[k] == 0) continue;
          const std::int64_t factor = -row[k] * row[at];
          least += factor * (factor > 0 ? vars_[k].least : vars_[k].most);
          most += factor * (factor > 0 ? vars_[k].most : vars_[k].least);
        }
        Var& one = vars_[at];
        if (least > one.least) one.least = least, moved = true;
        if (most < one.most) one.most = most, moved = true;
      }
    return moved;
  }

  std::int64_t threshold_;
  std::vector<Var> vars_;
  std::vector<std::map<int, std::int64_t>> sums_;
  std::vector<Row> rows_;
};

Span half_of(std::uint64_t seed) {
  const Day first = day_from_ymd(2020, 1, 1).plus(int(seed % 60));
  return {first, first.plus(60 + int(seed % 150))};
}

TEST(PublicEdition, NobodyWorksOutASmallCell) {
  int left_out = 0, withheld = 0, with_cells = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const int size = 3 + int(seed * seed % 180);
    const ComposedLog log = random_log(seed, size, day_from_ymd(2020, 1, 1), 200);
    const Folded folded = fold(bis(), log.text(), "log").value();
    const Span period = seed % 3 == 0 ? Span{} : half_of(seed);
    const auto edition = public_report(bis(), folded, period, seed % 5 == 0 ? 10 : 5);
    if (!edition.ok()) {
      EXPECT_EQ(edition.error().code, Code::ReportWithheld);
      ++withheld;
      continue;
    }
    Attacker attacker(edition.value());
    left_out += attacker.left_out();
    ++with_cells;
    const auto found = attacker.found();
    EXPECT_TRUE(found.empty()) << seed << ": " << join(found, "; ");
  }
  EXPECT_GT(left_out, 1000);
  EXPECT_GT(with_cells, 300);
  EXPECT_LT(withheld, 40);
}

// The control: with small cells marked and nothing more, the same attacker has them.
TEST(PublicEdition, MarkingSmallCellsAloneIsBroken) {
  int broken = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const ComposedLog log = random_log(seed, 80, day_from_ymd(2020, 1, 1), 200);
    const Folded folded = fold(bis(), log.text(), "log").value();
    const Counts counts = count(folded, half_of(seed));
    PublicCells cells = public_cells(counts, 5);
    ASSERT_TRUE(cells.cells.balanced());
    cells.cells.suppress_small();
    broken += Attacker(public_json(bis(), folded, half_of(seed), counts, cells, 5)).found().empty()
                  ? 0
                  : 1;
  }
  EXPECT_GT(broken, 80);
}

// A rate or a number of days beside a cell that is left out would give it away.
TEST(PublicEdition, NothingIsToldOfACellThatIsLeftOut) {
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const ComposedLog log = random_log(seed, 90, day_from_ymd(2020, 1, 1), 200);
    const Folded folded = fold(bis(), log.text(), "log").value();
    const auto made = public_report(bis(), folded, half_of(seed));
    if (!made.ok()) continue;
    const Json& edition = made.value();
    for (const auto& [outcome, cell] : edition.find("flow")->find("closed")->object()) {
      if (cell.is_integer() && cell.integer() > 0) continue;
      ++seen;
      EXPECT_EQ(edition.find("rates")->find(outcome)->text("of_closed"), "withheld");
      EXPECT_TRUE(edition.find("days")->find(outcome)->is_string());
      EXPECT_EQ(edition.find("values")->find(outcome), nullptr);
    }
  }
  EXPECT_GT(seen, 50);
}

TEST(PublicEdition, HoldsNoNamesTextsOrReferences) {
  ComposedLog log;
  log.put("policy", "policies", day_from_ymd(2020, 1, 1),
          R"({"author":"Kestrel","cite":"15 CFR 742.4","from":"2020-01-01","id":"ZULU",)"
          R"("kind":"criterion","means":"Quince"})");
  for (int number = 1; number <= 30; ++number) {
    Story story;
    story.number = number;
    story.in = day_from_ymd(2020, 1, 2);
    story.days = 60;
    story.outcome = number % 2 == 0 ? "denied" : "granted_with_conditions";
    story.rating = "Osprey";
    story.country = "Avocet";
    story.currency = number < 20 ? "Heron" : "USD";
    story.value = "12345.67";
    story.condition = "Plover";
    story.condition_cite = "Dunlin";
    story.criteria = {"ZULU", "Curlew"};
    story.cites = {"Godwit"};
    ASSERT_TRUE(tell_story(log, story).ok());
  }
  const Folded folded = fold(bis(), log.text(), "log").value();
  const std::string text = to_canonical(public_report(bis(), folded, Span{}).value());
  for (const char* word : {"Kestrel", "ZULU", "Quince", "Osprey", "Avocet", "Heron", "Plover",
                           "Dunlin", "Curlew", "Godwit", "Lee", "Ann", "Marsh", "A-1", "Z0000",
                           "D0000"})
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  const std::string full = to_canonical(report(bis(), folded, Span{}, {}).value());
  for (const char* word : {"Quince", "Osprey", "Plover", "Godwit"})
    EXPECT_NE(full.find(word), std::string::npos) << word;
}

// One exporter has nearly all of the value: the sum would be his.
TEST(PublicEdition, AValueThatOneHasMostOfIsNotTold) {
  const auto value_of = [&](const char* greatest) {
    ComposedLog log;
    for (int number = 1; number <= 12; ++number) {
      Story story;
      story.number = number;
      story.in = day_from_ymd(2020, 1, 2);
      story.outcome = "granted";
      story.value = number == 1 ? greatest : "10";
      EXPECT_TRUE(tell_story(log, story).ok());
    }
    const Folded folded = fold(bis(), log.text(), "log").value();
    const Json made = public_report(bis(), folded, Span{}).value();
    const Json* row = made.find("values")->find("granted");
    return row == nullptr ? std::string("none") : std::string(row->find("USD")->text("applied"));
  };
  EXPECT_EQ(value_of("110"), "220");
  EXPECT_EQ(value_of("111"), "none");
}

TEST(PublicEdition, AThresholdIsNoHigherOrLowerThanMakesSense) {
  const Folded none = fold(bis(), "", "log").value();
  EXPECT_EQ(public_report(bis(), none, Span{}, 2).error().code, Code::BadValue);
  EXPECT_TRUE(public_report(bis(), none, Span{}, 3).ok());
}

}  // namespace
}  // namespace licet::report::testing
