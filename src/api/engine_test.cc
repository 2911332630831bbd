#include "licet/api/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/snapshot/builder.h"
#include "source_dir.h"

namespace licet::api {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Day day(std::string_view text) { return parse_day(text).value(); }

snapshot::EntryRecord row(std::string list, std::string name, std::string_view from) {
  snapshot::EntryRecord entry;
  entry.list = std::move(list);
  entry.entry_id = lower_ascii(name);
  entry.type = snapshot::PartyType::kCompany;
  entry.names.push_back({name, snapshot::AliasKind::kPrimary, match::key_of(name).value()});
  entry.addresses.push_back({"a street", "CN"});
  entry.possible_from = entry.certain_from = day(from);
  entry.requirement = "For all items subject to the EAR. (See §744.11 of the EAR).";
  entry.policy = "Presumption of denial";
  entry.citations = {"84 FR 22961"};
  return entry;
}

// The rules of the tree and a few rows; `turn` puts everything in another order.
snapshot::Contents contents(std::size_t turn = 0) {
  snapshot::Contents made;
  const fs::path root = fs::path(kSourceDir) / "rules";
  for (const auto& file : fs::recursive_directory_iterator(root))
    if (file.is_regular_file() && file.path().filename() != "README.md")
      made.rules.push_back({fs::relative(file.path(), root).string(), text_of(file.path())});
  made.entries.push_back(row("entity-list", "Huawei Technologies Co., Ltd.", "2019-05-16"));
  made.entries.push_back(row("entity-list", "Northgate Precision Optics", "2020-01-01"));
  for (const char* list : {"denied-persons", "meu-list", "sdn", "unverified-list"})
    made.entries.push_back(row(list, cat("Quibbleworth Wexford ", list), "2010-01-01"));
  std::map<std::string, std::uint32_t> rows;
  for (const auto& entry : made.entries) ++rows[entry.list];
  for (const auto& [list, count] : rows)
    made.sources.push_back({list, list, day("2019-01-01"), count, false, "a test", {}});
  const auto turned = [turn](auto& list) {
    std::rotate(list.begin(), list.begin() + std::ptrdiff_t(turn % list.size()), list.end());
    if (turn % 2 == 1) std::reverse(list.begin(), list.end());
  };
  turned(made.rules), turned(made.entries), turned(made.sources);
  return made;
}

Engine engine(std::size_t turn = 0) {
  auto bytes = snapshot::build_snapshot(contents(turn)).value();
  auto opened = snapshot::Snapshot::from_bytes(std::move(bytes)).value();
  return Engine::open(std::make_shared<const snapshot::Snapshot>(std::move(opened))).value();
}

const Engine& shared_engine() {
  static const Engine kEngine = engine();
  return kEngine;
}

// The questions of all scenarios, which are many kinds at once.
const std::vector<Json>& questions() {
  static const std::vector<Json> kQuestions = [] {
    std::vector<fs::path> paths;
    for (const auto& file :
         fs::recursive_directory_iterator(fs::path(kSourceDir) / "scenarios"))
      if (file.path().extension() == ".json" &&
          file.path().parent_path().filename() != "expected")
        paths.push_back(file.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Json> read;
    for (const auto& path : paths) read.push_back(read_json(text_of(path)).value());
    return read;
  }();
  return kQuestions;
}

std::string asked(const Engine& known, const Json& question, std::string_view on) {
  AskOptions options;
  options.on = options.today = day(on);
  return to_canonical(known.ask(question, options).value().document);
}

std::vector<std::string> asked_by(const Engine& known, std::size_t threads) {
  const auto& all = questions();
  std::vector<std::string> answers(all.size() * 2);
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t)
    workers.emplace_back([&, t] {
      for (std::size_t i = t; i < answers.size(); i += threads)
        answers[i] = asked(known, all[i / 2], i % 2 == 0 ? "2019-11-21" : "2022-06-01");
    });
  for (auto& worker : workers) worker.join();
  return answers;
}

TEST(Engine, OneAndEightThreadsGiveTheSameBytes) {
  ASSERT_GE(questions().size(), 30u);
  EXPECT_EQ(asked_by(shared_engine(), 1), asked_by(shared_engine(), 8));
}

TEST(Engine, OrderOfRowsRulesAndSourcesDoesNotMatter) {
  for (std::size_t turn : {1u, 2u, 7u}) {
    const Engine turned = engine(turn);
    EXPECT_EQ(turned.snapshot().id(), shared_engine().snapshot().id()) << turn;
    EXPECT_EQ(asked(turned, questions()[0], "2019-11-21"),
              asked(shared_engine(), questions()[0], "2019-11-21"));
  }
}

TEST(Engine, TheDayIsTheOneAskedElseTheDepartureElseToday) {
  Json question = questions().front();
  AskOptions options;
  options.today = day("2021-03-04");
  question.object()["dates"] = Json::Object{};
  EXPECT_EQ(shared_engine().ask(question, options).value().document.text("on"), "2021-03-04");
  question.object()["dates"].object()["departure"] = "2020-02-03";
  const Json by_departure = shared_engine().ask(question, options).value().document;
  EXPECT_EQ(by_departure.text("on"), "2020-02-03");
  EXPECT_EQ(by_departure.text("on_from"), "departure");
  options.on = day("2019-05-16");
  const Json by_request = shared_engine().ask(question, options).value().document;
  EXPECT_EQ(by_request.text("on"), "2019-05-16");
  EXPECT_EQ(by_request.text("on_from"), "asked");
}

// The same bytes of the EAR with and without other regimes, the id of the snapshot aside.
TEST(Regimes, AnswersOfOneDoNotHangOnAnother) {
  snapshot::Contents alone = contents();
  std::erase_if(alone.rules, [](const auto& file) {
    return file.path.starts_with("eu-dual-use/") || file.path == "conflicts.csv";
  });
  const auto bytes = snapshot::build_snapshot(alone).value();
  const Engine one =
      Engine::open(std::make_shared<const snapshot::Snapshot>(
                       snapshot::Snapshot::from_bytes(bytes).value()))
          .value();
  const auto document = [](const Engine& known, const Json& question, std::string_view on) {
    AskOptions options;
    options.on = options.today = day(on);
    auto answer = known.ask(question, options).value();
    answer.document.object()["snapshot"] = "";
    return to_canonical(answer.document);
  };
  EXPECT_EQ(one.all_rules().size(), 1u);
  std::size_t compared = 0;
  for (const Json& question : questions()) {
    if (question.text("regime") != "us-ear") continue;
    for (const char* on : {"2019-05-19", "2021-09-09", "2026-07-23"})
      EXPECT_EQ(document(one, question, on), document(shared_engine(), question, on));
    ++compared;
  }
  EXPECT_GT(compared, 30u);
}

constexpr std::string_view kOfTwo =
    R"({"activity":"reexport","from":"DE","destination":"IR",
        "exporter":{"name":"Beispiel GmbH","country":"DE","us_person":false,"listed":[]},
        "items":[{"eccn":"3A992.a","code":"none","eu_national_list":false,"kind":"commodity",
                  "origin":"US"}],
        "parties":[{"role":"end_user","name":"Somebody","country":"IR","listed":[]}],
        "end_use":["civil"],"knowledge":[],"red_flags":[]})";

Json of_regimes(Json regimes) {
  Json question = read_json(kOfTwo).value();
  question.object()[regimes.is_array() ? "regimes" : "regime"] = std::move(regimes);
  return question;
}

TEST(Regimes, EachAnswerIsWholeAndAsIfAskedAlone) {
  AskOptions options;
  options.on = options.today = day("2025-06-02");
  const Json::Array words{"eu-2021-821", "us-ear"};
  const auto both = shared_engine().ask(of_regimes(words), options).value();
  const auto& answers = both.document.find("answers")->array();
  ASSERT_EQ(answers.size(), 2u);
  decide::Verdict worst = decide::Verdict::kNotSubject;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto alone = shared_engine().ask(of_regimes(words[i]), options).value();
    EXPECT_EQ(to_canonical(answers[i]), to_canonical(alone.document));
    EXPECT_TRUE(shared_engine().replay(to_canonical(answers[i])).ok());
    worst = std::max(worst, alone.verdict);
  }
  EXPECT_EQ(both.verdict, worst);
  ASSERT_EQ(both.document.find("conflicts")->array().size(), 1u);
  const Json& conflict = both.document.find("conflicts")->array().front();
  EXPECT_EQ(conflict.text("id"), "blocking.iran");
  EXPECT_EQ(conflict.text("stands"), "maybe");
}

TEST(Regimes, OneThatIsNotLoadedIsRefusedWithThoseThatAre) {
  AskOptions options;
  options.on = options.today = day("2025-06-02");
  const Json several = of_regimes(Json::Array{"us-ear", "cn-ecl"});
  for (const Json& question : {of_regimes("jp-fefta"), several}) {
    const auto refused = shared_engine().ask(question, options);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().place, "/regime");
    EXPECT_NE(refused.error().detail.find("`us-ear`, `eu-2021-821` are"), std::string::npos);
  }
  EXPECT_FALSE(shared_engine().ask(of_regimes("us-earr"), options).ok());
  EXPECT_FALSE(shared_engine().timeline(of_regimes(Json::Array{"us-ear"}), options,
                                        day("2025-01-01"), day("2025-02-01")).ok());
}

TEST(Regimes, AnEccnIsNoCodeOfAnotherList) {
  AskOptions options;
  options.on = options.today = day("2025-06-02");
  Json question = of_regimes("eu-2021-821");
  question.object()["destination"] = "CH";
  question.object()["parties"].array().front().object()["country"] = "CH";
  Json& item = question.object()["items"].array().front();
  item.object().erase("code");
  const auto asks = shared_engine().ask(question, options).value();
  EXPECT_EQ(asks.verdict, decide::Verdict::kIndeterminate);
  for (const char* wrong : {"EAR99", "3a001", "3A001.", "3A001.12.b", "None", ""}) {
    item.object()["code"] = wrong;
    const bool numbered = std::string_view(wrong) == "3A001.12.b";
    EXPECT_EQ(shared_engine().ask(question, options).ok(), numbered) << wrong;
  }
}

TEST(Engine, WhyAndReplayTakeAnswersOnly) {
  const std::string answer = asked(shared_engine(), questions()[0], "2019-11-21");
  EXPECT_TRUE(shared_engine().replay(answer).ok());
  EXPECT_TRUE(Engine::why(answer).ok());
  EXPECT_EQ(Engine::snapshot_of(answer).value(), shared_engine().snapshot().id());
  for (const char* text : {"", "{", "{}", "[]", R"({"verdict":"NLR"})"}) {
    EXPECT_FALSE(Engine::why(text).ok()) << text;
    EXPECT_FALSE(Engine::snapshot_of(text).ok()) << text;
    EXPECT_FALSE(shared_engine().replay(text).ok()) << text;
  }
}

// Any one byte changed, the recorded day apart (another day is another, equally true answer).
TEST(Engine, ReplayFailsOnAChangedByte) {
  const std::string answer = asked(shared_engine(), questions()[0], "2019-11-21");
  const std::size_t on = answer.find("\"on\":\"2019-11-21\",\"on_from\"");
  ASSERT_NE(on, std::string::npos);
  std::size_t tried = 0;
  for (std::size_t i = 0; i < answer.size(); i += 37) {
    if (i >= on && i < on + 17) continue;
    std::string changed = answer;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(shared_engine().replay(changed).ok()) << i;
    ++tried;
  }
  EXPECT_GE(tried, 50u);
}

TEST(Engine, ScreenFindsTheSpellings) {
  for (const char* name :
       {"Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD", "Hua Wei Technologies",
        "Huawai Tecnologies", "华为技术有限公司", "華為技術有限公司"}) {
    const Json found = shared_engine().screen(name, {}).value();
    const auto& matches = found.find("matches")->array();
    ASSERT_FALSE(matches.empty()) << name;
    const Json& best = matches[0];
    EXPECT_EQ(best.text("name"), "Huawei Technologies Co., Ltd.") << name;
    for (const char* key : {"list", "entry_id", "matched_name", "requirement", "policy"})
      EXPECT_FALSE(best.text(key).empty()) << key;
    EXPECT_FALSE(best.find("cite")->array().empty());
    EXPECT_FALSE(best.find("evidence")->array().empty());
    EXPECT_GE(best.find("score")->integer(), match::kReviewThreshold);
  }
}

TEST(Engine, ScreenLeavesOutWhatIsNotInForce) {
  ScreenOptions options;
  options.on = day("2019-05-15");
  const auto count = [&] {
    return shared_engine()
        .screen("Huawei Technologies Co., Ltd.", options)
        .value()
        .find("matches")
        ->array()
        .size();
  };
  EXPECT_EQ(count(), 0u);
  options.on = day("2019-05-16");
  EXPECT_EQ(count(), 1u);
}

TEST(Engine, CompareIsTheSameBothWays) {
  const auto score = [](const char* left, const char* right) {
    return Engine::compare(left, right).value().find("score")->integer();
  };
  EXPECT_EQ(score("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD"), 1000);
  EXPECT_EQ(score("Huawai Tecnologies", "Huawei Technologies"),
            score("Huawei Technologies", "Huawai Tecnologies"));
  EXPECT_FALSE(Engine::compare("", "Huawei").ok());
}

TEST(Engine, ABatchIsItsSingles) {
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_EQ(asked(shared_engine(), questions()[i], "2020-08-17"),
              asked(engine(), questions()[i], "2020-08-17"));
}

}  // namespace
}  // namespace licet::api
