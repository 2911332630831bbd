#include "licet/decide/several.h"

#include <gtest/gtest.h>

#include "licet/decide/verdict_on.h"
#include "world_test.h"

// What several regimes say of one question, side by side.
namespace licet::decide {
namespace {

using Regimes = std::vector<std::shared_ptr<const law::RuleSet>>;

const Regimes& regimes() {
  static const Regimes kRegimes = law::load_regimes(test::rule_files()).value();
  return kRegimes;
}

std::vector<law::Conflict> conflicts() {
  return law::read_conflicts(test::rule_files(), regimes()).value();
}

Json answer(std::string regime, std::string country, std::string status,
            std::string id = "us.ear.746.7.a.1.i", std::string on = "2025-01-01") {
  Json::Object exporter;
  if (!country.empty()) exporter["country"] = country;
  Json::Object question{{"exporter", std::move(exporter)}};
  Json::Array requirements;
  requirements.push_back(Json::Object{{"id", std::move(id)}, {"status", std::move(status)}});
  return Json::Object{{"regime", std::move(regime)},
                      {"on", std::move(on)},
                      {"asked", Json::Object{{"question", std::move(question)}}},
                      {"requirements", std::move(requirements)}};
}

std::string stands(const Json& us, const std::string& country, std::vector<law::Conflict> rows) {
  const Json both[] = {us, answer("eu-2021-821", country, "open", "eu.821.i.3A001.1")};
  const auto found = conflicts_between(rows, regimes(), both);
  return found.empty() ? "" : std::string(found.front().text("stands"));
}

std::vector<law::Conflict> sure() {
  auto rows = conflicts();
  for (auto& row : rows) row.confidence = "high";
  return rows;
}

TEST(Several, AConflictNeedsAStopAndSomebodyBound) {
  const Json open = answer("us-ear", "DE", "open");
  EXPECT_EQ(stands(open, "DE", sure()), "yes");
  EXPECT_EQ(stands(open, "DE", conflicts()), "maybe");  // low confidence never says more
  EXPECT_EQ(stands(open, "", sure()), "maybe");         // nobody knows who exports
  EXPECT_EQ(stands(open, "US", sure()), "");
  EXPECT_EQ(stands(answer("us-ear", "DE", "overcome"), "DE", sure()), "");
  EXPECT_EQ(stands(answer("us-ear", "DE", "refer"), "DE", sure()), "maybe");
  EXPECT_EQ(stands(answer("us-ear", "DE", "open", "us.ear.746.70"), "DE", sure()), "");
  EXPECT_EQ(stands(answer("us-ear", "DE", "open", "us.ear.774.3A001.1"), "DE", sure()), "");
}

TEST(Several, AConflictHasItsDays) {
  const auto on = [](std::string day) {
    return answer("us-ear", "DE", "open", "us.ear.746.7.a.1.i", std::move(day));
  };
  EXPECT_EQ(stands(on("2018-08-06"), "DE", sure()), "");
  EXPECT_NE(stands(on("2018-08-07"), "DE", sure()), "");
}

TEST(Several, OneAnswerAloneHasNoConflict) {
  const Json one[] = {answer("us-ear", "DE", "open")};
  EXPECT_TRUE(conflicts_between(sure(), regimes(), one).empty());
}

TEST(Several, EachQuestionNamesItsRegime) {
  const Json asked = read_json(R"({"regimes":["us-ear","eu-2021-821"],"from":"DE"})").value();
  const auto each = each_regime(asked).value();
  ASSERT_EQ(each.size(), 2u);
  EXPECT_EQ(to_canonical(each[0].question), R"({"from":"DE","regime":"us-ear"})");
  EXPECT_EQ(each[1].question.text("regime"), "eu-2021-821");
  for (const char* wrong :
       {R"({"regimes":[]})", R"({"regimes":"us-ear"})", R"({"regimes":[1]})",
        R"({"regimes":["us-ear","us-ear"]})", R"({"regime":"us-ear","regimes":["us-ear"]})",
        R"({"regimes":["a","b","c","d","e","f","g","h","i"]})"})
    EXPECT_FALSE(each_regime(read_json(wrong).value()).ok()) << wrong;
}

// The question of a case beside the rules: the base with what differs (docs/formats/rules.md).
Json question_of(Json question, const Json& test) {
  const auto put = [](Json& target, const Json* changes) {
    if (changes == nullptr) return;
    for (const auto& [key, value] : changes->object()) {
      if (value.is_null())
        target.object().erase(key);
      else
        target.object()[key] = value;
    }
  };
  put(question, test.find("question"));
  put(question.object()["items"].array().front(), test.find("item"));
  put(question.object()["parties"].array().front(), test.find("party"));
  return question;
}

// The compiled rules of the second regime say what the interpreter says.
TEST(DualUse, CompiledVerdictsAreThoseOfTheInterpreter) {
  const snapshot::Snapshot snapshot = test::world({}).snapshot;
  const Knowledge known{snapshot, *regimes().at(1)};
  const Verdicts quick(known);
  std::size_t compared = 0;
  for (const auto& file : test::rule_files()) {
    if (!file.path.starts_with("eu-dual-use/tests/")) continue;
    Json base;
    for (std::string_view row : split(file.text, '\n')) {
      if (trim(row).empty()) continue;
      const Json test = read_json(row).value();
      if (const Json* given = test.find("base")) {
        base = *given;
        continue;
      }
      const auto question = read_question(question_of(base, test), known.rules).value();
      const auto screening = screen_parties(known, question).value();
      for (const bool strict : {false, true})
        for (const char* on : {"2021-09-08", "2021-09-09", "2025-01-01", "2026-12-31"}) {
          const Options options{test::day(on), "asked", strict, {}, {}};
          EXPECT_EQ(to_string(quick.on(question, screening, options)),
                    to_string(decide_on(known, question, screening, options).verdict))
              << test.text("id") << " on " << on;
          ++compared;
        }
    }
  }
  EXPECT_GT(compared, 2500u);
}

}  // namespace
}  // namespace licet::decide
