#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "licet/api/engine.h"
#include "licet/base/text.h"
#include "source_dir.h"

// Every question of scenarios/ through api and through the program: one document. The founding case
// by a table that is read against rules/us-ear/744/supp7-huawei-tgl.md.
namespace licet {
namespace {

namespace fs = std::filesystem;

const fs::path kScenarios = fs::path(kSourceDir) / "scenarios";

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const api::Engine& engine() {
  static const api::Engine kEngine = [] {
    auto snapshot = snapshot::Snapshot::open(LICET_BUNDLED);
    EXPECT_TRUE(snapshot.ok());
    return api::Engine::open(
               std::make_shared<const snapshot::Snapshot>(std::move(snapshot.value())))
        .value();
  }();
  return kEngine;
}

std::vector<fs::path> questions() {
  std::vector<fs::path> found;
  for (const auto& folder : fs::directory_iterator(kScenarios))
    if (folder.is_directory())
      for (const auto& file : fs::directory_iterator(folder))
        if (file.path().extension() == ".json") found.push_back(file.path());
  std::sort(found.begin(), found.end());
  return found;
}

decide::Answer ask(const fs::path& question, std::string_view day) {
  api::AskOptions options;
  options.on = options.today = parse_day(day).value();
  return engine().ask(read_json(file_text(question)).value(), options).value();
}

// Standard output and exit status of the program with an empty data folder.
std::pair<std::string, int> run(const std::string& arguments) {
  const std::string command =
      cat("LICET_HOME=/nonexistent ", LICET_PROGRAM, " ", arguments, " 2>/dev/null");
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  std::array<char, 4096> block;
  for (std::size_t n; (n = fread(block.data(), 1, block.size(), pipe)) > 0;)
    out.append(block.data(), n);
  return {out, WEXITSTATUS(pclose(pipe))};
}

struct Span {
  const char* from;
  const char* verdict;
  const char* authority = "";
};

// First days of each span from 2019-05-01; the last one runs to the end of 2022.
const std::map<std::string, std::vector<Span>> kFounding{
    {"retail-licences", {{"2019-05-01", "NLR"}, {"2019-05-16", "LICENCE_REQUIRED"}}},
    {"retail-licences-licensed",
     {{"2019-05-01", "NLR"},
      {"2019-05-16", "LICENCE_REQUIRED"},
      {"2019-11-20", "AUTHORISED_BY_LICENCE", "licence:D1234567"},
      {"2020-05-15", "LICENCE_REQUIRED"}}},
    {"network-patch",
     {{"2019-05-01", "NLR"},
      {"2019-05-16", "LICENCE_REQUIRED"},
      {"2019-05-20", "GENERAL_AUTHORISATION", "general:huawei-tgl(c)(1)"},
      {"2020-08-14", "LICENCE_REQUIRED"}}},
    {"handset-update-old-model",
     {{"2019-05-01", "NLR"},
      {"2019-05-16", "LICENCE_REQUIRED"},
      {"2019-05-20", "GENERAL_AUTHORISATION", "general:huawei-tgl(c)(2)"},
      {"2020-08-14", "LICENCE_REQUIRED"}}},
    {"handset-update-new-model", {{"2019-05-01", "NLR"}, {"2019-05-16", "LICENCE_REQUIRED"}}},
    {"laptop-programme", {{"2019-05-01", "NLR"}, {"2019-05-16", "LICENCE_REQUIRED"}}},
    {"mobile-services", {{"2019-05-01", "NLR"}, {"2019-05-16", "LICENCE_REQUIRED"}}},
    {"cloud-compute", {{"2019-05-01", "REFER"}}},
    {"unlisted-buyer", {{"2019-05-01", "NLR"}}},
};

const std::vector<const char*> kEdges{
    "2019-05-15", "2019-05-16", "2019-05-17", "2019-05-18", "2019-05-19", "2019-05-20",
    "2019-08-18", "2019-08-19", "2019-11-18", "2019-11-19", "2019-11-20", "2019-11-21",
    "2020-02-13", "2020-02-16", "2020-02-17", "2020-03-10", "2020-04-01", "2020-04-02",
    "2020-05-14", "2020-05-15", "2020-05-16", "2020-08-13", "2020-08-14", "2020-08-15",
    "2020-08-16", "2020-08-17", "2020-11-02", "2022-06-01"};

TEST(Founding, EveryEdgeDayHasItsVerdictAndAuthority) {
  for (const auto& [name, spans] : kFounding)
    for (const char* day : kEdges) {
      const Span* span = &spans.front();
      for (const Span& one : spans)
        if (std::string_view(one.from) <= day) span = &one;
      const decide::Answer answer = ask(kScenarios / "huawei-2019" / (name + ".json"), day);
      const Json* authority = answer.document.find("authority");
      const std::string id = authority->is_object()
                                 ? cat(authority->text("kind"), ":", authority->text("id"))
                                 : "";
      EXPECT_EQ(to_string(answer.verdict), span->verdict) << name << " on " << day;
      EXPECT_EQ(id, span->authority) << name << " on " << day;
    }
}

TEST(Founding, EveryQuestionOfTheFolderIsInTheTable) {
  for (const auto& path : questions()) {
    if (path.parent_path().filename() != "huawei-2019") continue;
    EXPECT_TRUE(kFounding.contains(path.stem().string())) << path;
  }
}

TEST(Founding, TheTimelineIsExactlyTheTable) {
  for (const auto& [name, spans] : kFounding) {
    api::AskOptions options;
    options.today = parse_day("2022-12-31").value();
    const Json question =
        read_json(file_text(kScenarios / "huawei-2019" / (name + ".json"))).value();
    const auto stretches =
        engine().timeline(question, options, parse_day("2019-05-01").value(), options.today);
    ASSERT_TRUE(stretches.ok());
    ASSERT_EQ(stretches.value().size(), spans.size()) << name;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      EXPECT_EQ(to_string(stretches.value()[i].from), spans[i].from) << name;
      EXPECT_EQ(to_string(stretches.value()[i].verdict), spans[i].verdict) << name;
      EXPECT_EQ(stretches.value()[i].authority, spans[i].authority) << name;
    }
  }
}

// The window of the general licence that an answer stands on ends when it does.
TEST(Founding, TheAuthorityRunsToTheEndOfItsWindow) {
  for (auto [day, until] : {std::pair{"2019-05-20", "2019-08-18"}, {"2019-08-19", "2019-11-18"},
                            {"2019-11-18", "2020-02-16"}, {"2020-02-13", "2020-04-01"},
                            {"2020-03-10", "2020-05-15"}, {"2020-05-15", "2020-08-13"}}) {
    const auto answer = ask(kScenarios / "huawei-2019/network-patch.json", day);
    EXPECT_EQ(answer.document.find("authority")->text("until"), until) << day;
  }
}

TEST(Founding, TheLicenceSaysWhyItNoLongerServes) {
  const auto why = [](const char* day) {
    const auto answer = ask(kScenarios / "huawei-2019/retail-licences-licensed.json", day);
    for (const Json& requirement : answer.document.find("requirements")->array())
      for (const Json& no : requirement.find("foreclosed")->array())
        if (no.text("authority") == "licence:D1234567") return std::string(no.text("because"));
    return std::string();
  };
  EXPECT_TRUE(why("2019-11-19").ends_with("it is not yet issued")) << why("2019-11-19");
  EXPECT_TRUE(why("2020-05-15").ends_with("it is suspended since 2020-05-15"));
  EXPECT_TRUE(why("2020-11-02").ends_with("it is revoked since 2020-11-02"));
}

TEST(Scenarios, ApiAndProgramGiveOneDocument) {
  const auto all = questions();
  ASSERT_GE(all.size(), 30u);
  for (const auto& path : all)
    for (const char* day : {"2019-05-19", "2019-11-21", "2020-08-17", "2022-09-09"}) {
      const decide::Answer answer = ask(path, day);
      const auto [printed, status] = run(cat("ask ", path.string(), " --on ", day, " --json"));
      EXPECT_EQ(printed, to_canonical(answer.document) + "\n") << path << " on " << day;
      EXPECT_EQ(status, decide::exit_status(answer.verdict)) << path << " on " << day;
    }
}

TEST(Scenarios, ApiAndProgramGiveOneTimeline) {
  for (const auto& path : questions()) {
    api::AskOptions options;
    options.today = parse_day("2022-12-31").value();
    const Json question = read_json(file_text(path)).value();
    const auto stretches =
        engine().timeline(question, options, parse_day("2019-05-01").value(), options.today);
    ASSERT_TRUE(stretches.ok()) << path;
    const auto [printed, status] = run(cat("timeline ", path.string(), " --to 2022-12-31 --json"));
    EXPECT_EQ(printed, to_canonical(engine().timeline_json(question, stretches.value())) + "\n");
    EXPECT_EQ(status, 0);
  }
}

}  // namespace
}  // namespace licet
