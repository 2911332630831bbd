#include "licet/decide/impact.h"

#include <thread>

#include "licet/decide/verdict_on.h"
#include "world_test.h"

// Impact equals asking every question in full of both states; the ground it names is the change
// that was made.
namespace licet::decide::test {
namespace {

// Lists and rules of its own, unlike World, whose rules are those of the tree.
struct State {
  snapshot::Snapshot snapshot;
  std::shared_ptr<const law::RuleSet> rules;
  Knowledge known() const { return {snapshot, *rules}; }
};

State state(std::vector<snapshot::EntryRecord> entries, std::vector<snapshot::RuleFile> files) {
  snapshot::Contents contents = world(std::move(entries)).snapshot.contents();
  contents.rules = std::move(files);
  auto loaded = law::RuleSet::load(contents.rules);
  EXPECT_TRUE(loaded.ok()) << to_line(loaded.error());
  auto bytes = snapshot::build_snapshot(contents).value();
  return {snapshot::Snapshot::from_bytes(std::move(bytes)).value(), loaded.value()};
}

std::string& file(std::vector<snapshot::RuleFile>& files, std::string_view path) {
  for (auto& one : files)
    if (one.path == path) return one.text;
  ADD_FAILURE() << path;
  return files.front().text;
}

// An amendment: a worldwide embargo on chairs to Brazil, and TSR taken away.
std::vector<snapshot::RuleFile> amended() {
  std::vector<snapshot::RuleFile> files = rule_files();
  file(files, "us-ear/746/746.2-cuba.md") += R"(
```toml
[[norm]]
id = "us.ear.746.test.brazil"
kind = "requirement"
title = "A test: everything to Brazil."
cite = ["15 CFR 746.99"]
confidence = "high"
in_force = "2020-01-01.."
reason = "embargo_cuba"
policy = "case_by_case"
when = { destination = '"BR"' }
```

```toml
[[norm]]
id = "us.ear.746.test.no-tsr"
kind = "bar"
title = "A test: no TSR."
cite = ["15 CFR 746.98"]
confidence = "high"
defeats = ["authority:exception:TSR"]
when = { activity = '"export"' }
```
)";
  return files;
}

std::vector<snapshot::EntryRecord> lists_before() {
  return {entity("Listed Works", "CN", "2019-01-01"), entity("Leaving Works", "CN", "2019-01-01"),
          entity("Dated Works", "RU", "2019-01-01"),
          row("unverified-list", "Unverified Works", "AE", "2018-01-01")};
}

std::vector<snapshot::EntryRecord> lists_after() {
  auto dated = entity("Dated Works", "RU", "2019-01-01");
  dated.certain_from = day("2021-01-01");
  return {entity("Listed Works", "CN", "2019-01-01"), dated,
          entity("Coming Works", "CN", "2020-06-01"),
          row("denied-persons", "Denied Works", "DE", "2020-01-01"),
          row("unverified-list", "Unverified Works", "AE", "2018-01-01")};
}

const State& before() {
  static const State kState = state(lists_before(), rule_files());
  return kState;
}
const State& after() {
  static const State kState = state(lists_after(), amended());
  return kState;
}

// Every party with every item, to some places, on some days; a fixed walk, no chance in it.
std::vector<RecordedRow> rows(std::size_t every) {
  const std::vector<std::string> names{"Listed Works", "Leaving Works",    "Dated Works",
                                       "Coming Works", "Unverified Works", "Denied Works",
                                       "Plain Buyer",  "Listed Work"};
  const std::vector<std::string> eccns{"EAR99", "5D992.c", "3A001.b.2",
                                       "3E001", "5A002.a", "1C350"};
  const std::vector<std::string> places{"CN", "BR", "RU", "DE", "IR", "GB"};
  const std::vector<std::string> days{"2019-06-01", "2020-03-02", "2022-06-01", "2025-10-10"};
  std::vector<RecordedRow> all;
  std::size_t at = 0;
  for (const auto& name : names)
    for (const auto& eccn : eccns)
      for (const auto& place : places)
        for (const auto& on : days) {
          if (at++ % every != 0) continue;
          RecordedRow row;
          row.line = all.size() + 1;
          row.question = question(
              cat("{", parties(party(name)), R"(,"destination":")", place,
                  R"(","dates":{"departure":")", on,
                  R"("},"items":[{"line":"1","kind":"software","origin":"US","eccn":")", eccn,
                  "\"}]}"));
          all.push_back(std::move(row));
        }
  return all;
}

Screening screened(const Knowledge& known, const Question& read) {
  return screen_parties(known, read).value();
}

Verdict brute_verdict(const Knowledge& known, const RecordedRow& row) {
  const Question read = read_question(row.question, known.rules).value();
  const Options options = day_of_question(read, day("2022-01-01"));
  return decide_on(known, read, screened(known, read), options).verdict;
}

const Impact& impact() {
  static const Impact kImpact(before().known(), after().known(), {day("2022-01-01"), {}, false});
  return kImpact;
}

TEST(Impact, IsBruteForce) {
  std::map<std::string, int> seen;
  for (const RecordedRow& row : rows(3)) {
    const Judged judged = impact().judge(row).value();
    const Verdict from = brute_verdict(before().known(), row);
    const Verdict to = brute_verdict(after().known(), row);
    ASSERT_EQ(judged.from, from) << row.line;
    ASSERT_EQ(judged.to, to) << row.line;
    ASSERT_EQ(judged.flip.has_value(), from != to);
    if (!judged.flip) continue;
    ASSERT_FALSE(judged.flip->because.empty()) << row.line;
    ++seen[cat(to_string(from), " ", to_string(to))];
    for (const Ground& ground : judged.flip->because)
      EXPECT_TRUE(ground.effect == "lacks" || !ground.cite.empty()) << ground.id;
  }
  EXPECT_GE(seen.size(), 4u);
}

// The compiled verdicts and their twin, with strict questions, deemed exports, several lines, and
// lists that lack.
TEST(Verdicts, EqualTheirTwin) {
  const World lacking = world(lists_before(), "sdn");
  for (const Knowledge& known : {before().known(), after().known(), lacking.known()}) {
    const Verdicts verdicts(known);
    for (RecordedRow row : rows(7)) {
      if (row.line % 3 == 0) row.question.object()["activity"] = "deemed_export";
      if (row.line % 4 == 0)
        row.question.object()["items"].array().push_back(
            read_json(R"({"line":"2","kind":"commodity","origin":"US","eccn":"2B350.a"})").value());
      if (row.line % 5 == 0) row.question.object().erase("exporter");
      const Question read = read_question(row.question, known.rules).value();
      const Screening found = screened(known, read);
      Options options = day_of_question(read, day("2022-01-01"));
      for (bool strict : {false, true}) {
        options.strict = strict;
        EXPECT_EQ(verdicts.on(read, found, options), verdict_on(known, read, found, options))
            << row.line << " " << strict;
      }
    }
  }
}

TEST(Impact, IsTheVerdictOfTheWholeAnswer) {
  for (const RecordedRow& row : rows(97)) {
    const Judged judged = impact().judge(row).value();
    for (const auto& [known, verdict] : {std::pair{before().known(), judged.from},
                                         std::pair{after().known(), judged.to}}) {
      const Question read = read_question(row.question, known.rules).value();
      const Answer whole = decide(known, read, day_of_question(read, day("2022-01-01"))).value();
      EXPECT_EQ(whole.verdict, verdict) << row.line;
    }
  }
}

RecordedRow one(std::string_view name, std::string_view place, std::string_view on,
                std::string_view more = "") {
  RecordedRow row;
  row.line = 7;
  row.question = question(cat("{", parties(party(name)), R"(,"destination":")", place,
                              R"(","dates":{"departure":")", on, "\"}", more, "}"));
  return row;
}

TEST(Impact, NamesTheRowThatWasAdded) {
  const Judged judged = impact().judge(one("Coming Works", "CN", "2022-06-01")).value();
  ASSERT_TRUE(judged.flip);
  EXPECT_EQ(to_string(judged.from), "NLR");
  EXPECT_EQ(to_string(judged.to), "LICENCE_REQUIRED");
  const Ground& first = judged.flip->because.front();
  EXPECT_TRUE(first.after);
  EXPECT_EQ(first.effect, "open");
  EXPECT_EQ(first.id, "us.ear.744.11.a");
  EXPECT_EQ(first.cite.front(), "15 CFR 744.11(a)");
  EXPECT_EQ(first.cite.back(), "84 FR 22961");
  EXPECT_EQ(first.entry, "Coming Works");
  EXPECT_EQ(first.party, "Coming Works");
  EXPECT_EQ(judged.flip->parties, std::vector<std::string>{"Coming Works"});
}

TEST(Impact, NamesTheRowThatIsGone) {
  const Judged judged = impact().judge(one("Leaving Works", "CN", "2022-06-01")).value();
  ASSERT_TRUE(judged.flip);
  EXPECT_EQ(to_string(judged.to), "NLR");
  EXPECT_FALSE(judged.flip->because.front().after);
  EXPECT_EQ(judged.flip->because.front().entry, "Leaving Works");
}

TEST(Impact, NamesTheRuleThatWasAdded) {
  const Judged judged = impact().judge(one("Plain Buyer", "BR", "2022-06-01")).value();
  ASSERT_TRUE(judged.flip);
  EXPECT_EQ(judged.flip->because.front().id, "us.ear.746.test.brazil");
  EXPECT_EQ(judged.flip->because.front().cite.front(), "15 CFR 746.99");
  EXPECT_EQ(judged.flip->destination, "BR");
  EXPECT_EQ(judged.flip->eccns, std::vector<std::string>{"EAR99"});
}

TEST(Impact, ADayMayBeGivenForAll) {
  const Impact on(before().known(), after().known(), {day("2022-01-01"), day("2019-12-31"), false});
  EXPECT_FALSE(on.judge(one("Plain Buyer", "BR", "2022-06-01")).value().flip);
}

TEST(Impact, AnAnswerKeepsItsDayAndSaysWhenItWasAnother) {
  RecordedRow row = one("Plain Buyer", "BR", "2022-06-01");
  row.options = Options{day("2019-12-31"), "asked", false, {}, {}};
  row.recorded = Verdict::kNlr;
  EXPECT_FALSE(impact().judge(row).value().flip);
  EXPECT_FALSE(impact().judge(row).value().recorded_differs);
  row.recorded = Verdict::kHold;
  EXPECT_TRUE(impact().judge(row).value().recorded_differs);
}

TEST(Impact, ABrokenRowIsAnErrorWithItsPlace) {
  RecordedRow row = one("Plain Buyer", "BR", "2022-06-01", R"(,"end_uses":["civil"])");
  const auto judged = impact().judge(row);
  ASSERT_FALSE(judged.ok());
  EXPECT_EQ(judged.error().place, "/end_uses");
}

TEST(Impact, AWordThatOneSideLacksSaysWhich) {
  auto files = rule_files();
  std::string& words = file(files, "vocabulary.toml");
  const std::string word = "\nstandards_related_activity = {";
  ASSERT_NE(words.find(word), std::string::npos);
  std::vector<snapshot::RuleFile> with = files;
  file(with, "vocabulary.toml")
      .replace(words.find("\n[end_use]\n") + 11, 0,
               "test_word = { type = \"word\", means = \"A test.\", cite = \"none\", ask = \"?\", "
               "who = \"exporter\", unknown = \"assume\" }\n");
  const State more = state(lists_before(), with);
  const Impact less(more.known(), before().known(), {day("2022-01-01"), {}, false});
  const auto judged =
      less.judge(one("Plain Buyer", "BR", "2022-06-01", R"(,"end_use":["test_word"])"));
  ASSERT_FALSE(judged.ok());
  EXPECT_TRUE(judged.error().detail.starts_with("refused after the change only"))
      << judged.error().detail;
}

TEST(Impact, NothingFlipsWhereNothingChanged) {
  const Impact same(before().known(), before().known(), {day("2022-01-01"), {}, false});
  for (const RecordedRow& row : rows(29)) EXPECT_FALSE(same.judge(row).value().flip);
}

TEST(Impact, ThreadsAndRepetitionChangeNothing) {
  const auto all = rows(17);
  std::vector<std::string> once(all.size());
  const auto text = [&](const Judged& judged) {
    return judged.flip ? to_canonical(to_json(*judged.flip)) : "";
  };
  for (std::size_t i = 0; i < all.size(); ++i) once[i] = text(impact().judge(all[i]).value());
  std::vector<std::thread> workers;
  std::vector<std::string> again(all.size());
  for (std::size_t t = 0; t < 4; ++t)
    workers.emplace_back([&, t] {
      for (std::size_t i = t; i < all.size(); i += 4)
        again[i] = text(impact().judge(all[i]).value());
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(once, again);
}

TEST(Impact, TheSummaryCountsEachFlipOnce) {
  ImpactSummary summary;
  std::uint64_t flips = 0;
  for (const RecordedRow& row : rows(11)) {
    const Judged judged = impact().judge(row).value();
    flips += judged.flip ? 1 : 0;
    summary.add(judged);
  }
  summary.add_failure();
  std::uint64_t by_verdict = 0, by_country = 0;
  for (const auto& [pair, count] : summary.by_verdict) by_verdict += count;
  for (const auto& [country, count] : summary.by_country) by_country += count;
  EXPECT_EQ(summary.flipped, flips);
  EXPECT_EQ(by_verdict, flips);
  EXPECT_EQ(by_country, flips);
  EXPECT_EQ(summary.asked, summary.flipped + summary.stayed + summary.failed);
  EXPECT_GT(summary.by_norm["us.ear.746.test.brazil"], 0u);
  EXPECT_FALSE(summary.by_entry.empty());
}

}  // namespace
}  // namespace licet::decide::test
