#include "batch_row.h"
#include "fuzz.h"
#include "licet/base/check.h"
#include "licet/base/csv.h"
#include "licet/base/json.h"
#include "licet/base/text.h"
#include "licet/decide/question.h"
#include "licet/match/key.h"
#include "licet/match/score.h"
#include "test_rules.h"

namespace licet::fuzz {

bool carries_planted(std::string_view text) {
  if (text.find(kPlanted) == std::string_view::npos) return false;
  return text.find_first_of("0123456789") != std::string_view::npos;
}

namespace {

constexpr std::string_view kQuestion =
    "{\"regime\":\"us-ear\",\"activity\":\"export\",\"from\":\"US\",\"destination\":\"CN\","
    "\"exporter\":{\"name\":\"Seller Inc\",\"country\":\"US\"},\"parties\":[{\"role\":\"end_user\","
    "\"name\":\"Buyer 7 Ltd\",\"country\":\"CN\",\"listed\":[]}],\"items\":[{\"eccn\":\"5D002\","
    "\"kind\":\"software\",\"description\":\"patch\"}],\"dates\":{\"departure\":\"2020-05-16\"}}";

// A key is never empty, is the same each time, and a name is equal to itself.
void run_name(std::string_view text) {
  const auto key = match::key_of(text);
  if (!key.ok()) return;
  LICET_CHECK(!key.value().empty(), "a key is not empty");
  LICET_CHECK(match::key_of(text).value() == key.value(), "the same each time");
  LICET_CHECK(match::score_keys(key.value(), key.value()) == 1000, "equal to itself");
  const auto half = match::key_of(text.substr(0, text.size() / 2));
  if (!half.ok()) return;
  const int score = match::score_keys(key.value(), half.value());
  LICET_CHECK(score == match::score_keys(half.value(), key.value()), "symmetric");
  LICET_CHECK(score == match::compare_keys(key.value(), half.value()).score_permille, "explained");
}

bool planted_name(std::string_view text) {
  const auto key = match::key_of(text);
  return key.ok() && carries_planted(match::readable(key.value()));
}

const law::RuleSet& rules() {
  static const auto kRules = law::testing::small_rules("");
  return *kRules;
}

// Read or refused with a place; what is read is written back to the same question.
void run_question(std::string_view text) {
  const auto json = read_json(text);
  if (!json.ok()) return;
  const auto question = decide::read_question(json.value(), rules());
  if (question.ok()) return;
  LICET_CHECK(code_row(question.error().code).name[0] != '\0', "a refusal has a code");
}

bool planted_question(std::string_view text) {
  const auto json = read_json(text);
  if (!json.ok()) return false;
  const auto question = decide::read_question(json.value(), rules());
  if (!question.ok()) return false;
  for (const auto& party : question.value().parties)
    if (carries_planted(party.name)) return true;
  return false;
}

// Canonical JSON is read to the same bytes.
void run_json(std::string_view text) {
  const auto json = read_json(text);
  if (!json.ok()) return;
  const std::string written = to_canonical(json.value());
  const auto again = read_json(written);
  LICET_CHECK(again.ok(), "what is written can be read");
  LICET_CHECK(to_canonical(again.value()) == written, "and is written the same");
}

bool planted_json(std::string_view text) {
  const auto json = read_json(text);
  return json.ok() && json.value().is_object() && carries_planted(to_canonical(json.value()));
}

void run_batch(std::string_view text) {
  const auto rows = read_csv(text, "batch.csv");
  if (!rows.ok() || rows.value().empty()) return;
  for (std::size_t i = 1; i < rows.value().size(); ++i) {
    const auto row = cli::question_of_row(rows.value()[0].fields, rows.value()[i].fields);
    if (row.ok()) run_json(to_canonical(row.value()));
  }
}

bool planted_batch(std::string_view text) {
  const auto rows = read_csv(text, "batch.csv");
  for (std::size_t i = 1; rows.ok() && i < rows.value().size(); ++i) {
    const auto row = cli::question_of_row(rows.value()[0].fields, rows.value()[i].fields);
    if (row.ok() && carries_planted(to_canonical(row.value()))) return true;
  }
  return false;
}

}  // namespace

std::vector<Target> text_targets() {
  const std::vector<std::string> json{"null", "true", "[]", "{}", "\\u0000", "\"listed\":[]",
                                      "\"role\":\"end_user\"", "1e99", std::string(kPlanted)};
  return {{"name",
           {"Huawei Technologies Co., Ltd.", "Хуавей Текнолоджиз", "华为技术有限公司", "ファーウェイ",
            "SIS d.o.o. 7", "CHEMEZOV, Stanislav Sergeyevich", "J0INT ST0CK company"},
           {"Ltd", "d.o.o.", "公司", "\xE2\x80\x8F", "\xCC\x81", "ООО ", std::string(kPlanted)},
           run_name, planted_name},
          {"question", {std::string(kQuestion)}, json, run_question, planted_question},
          {"json", {std::string(kQuestion)}, json, run_json, planted_json},
          {"batch",
           {"destination,parties/0/name,parties/0/role,items/0/eccn,end_use\nCN,Buyer,end_user,"
            "5D002,civil|research\nDE,\"A, B\",,EAR99,[]\n"},
           {"parties/1/", "items/0/", "/0", "|", "[]", "true", std::string(kPlanted)},
           run_batch, planted_batch}};
}

}  // namespace licet::fuzz
