#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "scenario_runner.h"

#include "source_dir.h"

namespace licet::licence::testing {
namespace {

namespace fs = std::filesystem;

std::vector<Json> scenarios_of(const fs::path& file) {
  std::vector<Json> scenarios;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    auto row = read_json(line);
    EXPECT_TRUE(row.ok()) << file << ": " << line.substr(0, 80);
    if (row.ok() && row.value().text("kind") == "scenario") scenarios.push_back(row.value());
  }
  return scenarios;
}

std::vector<Json> published() {
  const char* told = std::getenv("LICET_DATA");
  const fs::path beside = fs::path(kSourceDir).parent_path() / "shared";
  for (const fs::path& folder : {told == nullptr ? beside : fs::path(told), beside})
    if (fs::exists(folder / "cases/licence_lifecycle.jsonl"))
      return scenarios_of(folder / "cases/licence_lifecycle.jsonl");
  return {};
}

std::string lines(const std::vector<std::string>& differences) {
  std::string out;
  for (const auto& difference : differences) out += "\n  " + difference;
  return out;
}

TEST(PublishedScenarios, AllHoldUnderTheirProfile) {
  const auto scenarios = published();
  if (scenarios.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  int passed = 0, of_ok = 0, of_gap = 0;
  for (const Json& scenario : scenarios) {
    const auto differences = run_scenario(tree_profile("uk-siel"), scenario);
    EXPECT_TRUE(differences.empty())
        << scenario.text("id") << " " << scenario.text("title") << lines(differences);
    if (!differences.empty()) continue;
    ++passed;
    ++(scenario.text("lite_result") == "ok" ? of_ok : of_gap);
  }
  EXPECT_EQ(passed, int(scenarios.size()));
  RecordProperty("passed", passed);
  std::cout << passed << " of " << scenarios.size() << " scenarios hold (" << of_ok
            << " that the other system satisfies, " << of_gap << " that it does not)\n";
}

TEST(OwnScenarios, AllHold) {
  int files = 0, stories = 0;
  const fs::path folder = fs::path(kSourceDir) / "scenarios/licences";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".jsonl") continue;
    ++files;
    for (const Json& scenario : scenarios_of(entry.path())) {
      const auto differences =
          run_scenario(tree_profile(std::string(scenario.text("profile"))), scenario);
      EXPECT_TRUE(differences.empty())
          << scenario.text("id") << " " << scenario.text("title") << lines(differences);
      ++stories;
    }
  }
  EXPECT_GE(files, 1);
  EXPECT_GE(stories, 20);
}

// The runner itself: a wrong expectation, an unknown one and an unexpected refusal are found.
TEST(ScenarioRunner, FindsWhatIsPlanted) {
  const auto story = [](const char* text) {
    return run_scenario(tree_profile("uk-siel"), read_json(text).value());
  };
  EXPECT_TRUE(story(R"({"given":{},"events":[{"at":"2024-10-01T11:20:15","actor":"exporter",
    "event":"submit"}],"expect":{"status":"submitted"}})").empty());
  EXPECT_FALSE(story(R"({"given":{},"events":[{"at":"2024-10-01T11:20:15","actor":"exporter",
    "event":"submit"}],"expect":{"status":"finalised"}})").empty());
  EXPECT_FALSE(story(R"({"given":{},"events":[],"expect":{"no_such_key":1}})").empty());
  EXPECT_FALSE(story(R"({"given":{},"events":[{"at":"2024-10-01T11:20:15","actor":"exporter",
    "event":"grant"}],"expect":{}})").empty());
}

}  // namespace
}  // namespace licet::licence::testing
