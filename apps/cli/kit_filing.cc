#include "kit_filing.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::cli {
namespace {

const Json* condition(const Json& answer, std::string_view kind) {
  for (const Json& one : answer.find("conditions")->array())
    if (one.text("kind") == kind) return &one;
  return nullptr;
}

bool cites(const Json& object, std::string_view prefix) {
  const Json* list = object.find("cite");
  return list != nullptr && list->is_array() &&
         std::any_of(list->array().begin(), list->array().end(), [&](const Json& cite) {
           return cite.is_string() && cite.string().starts_with(prefix);
         });
}

bool cited(const Json& answer, std::string_view prefix) {
  for (const char* part : {"conditions", "proof", "requirements"})
    for (const Json& one : answer.find(part)->array())
      if (cites(one, prefix)) return true;
  return false;
}

// The question as it stands in the case, with the way the goods leave on every line.
Json question_of(const Json& given) {
  Json question = *given.find("question");
  for (Json& item : question.object()["items"].array())
    item.object()["transmission"] = std::string(given.text("transmission"));
  return question;
}

// A due filing, its grounds and what stands on it, against `expect`.
class FilingComparison {
 public:
  FilingComparison(const law::Vocabulary& words, const Json& answer, const Json& expect)
      : words_(words), answer_(answer), expect_(expect) {}

  std::vector<std::string> run() {
    word("eei", "eei_required");
    word("dcs", "destination_control_statement");
    grounds();
    if (const auto code = expect_.text("licence_code"); !code.empty())
      if (condition(answer_, cat("licence_code_", lower_ascii(code))) == nullptr)
        differ(cat("licence code ", code, " is not there"));
    if (const Json* wanted = expect_.find("eccn_on_eei"))
      if ((condition(answer_, "eccn_on_eei") != nullptr) != wanted->boolean())
        differ("the ECCN on the filing is the other");
    if (const Json* wanted = expect_.find("cites"))
      for (const Json& prefix : wanted->array())
        if (!cited(answer_, prefix.string()))
          differ(cat("no citation begins with ", prefix.string()));
    return std::move(differences_);
  }

 private:
  void differ(std::string text) { differences_.push_back(std::move(text)); }

  void word(std::string_view key, std::string_view kind) {
    const std::string_view wanted = expect_.text(key);
    const bool due = condition(answer_, kind) != nullptr;
    if (!wanted.empty() && due != (wanted == "required"))
      differ(cat(key, " is ", due ? "required" : "not required"));
  }

  void grounds() {
    const Json* wanted = expect_.find("grounds");
    const Json* filing = condition(answer_, "eei_required");
    if (wanted == nullptr) return;
    for (const Json& ground : wanted->array()) {
      const law::WordInfo* known = words_.word("eei_grounds", ground.string());
      if (known == nullptr || filing == nullptr || !cites(*filing, known->cite))
        differ(cat("the ground ", ground.string(), " is not there"));
    }
  }

  const law::Vocabulary& words_;
  const Json& answer_;
  const Json& expect_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> compare_filing(const api::Engine& engine, const Json& test) {
  const Json* given = test.find("given");
  if (given == nullptr || given->find("question") == nullptr || test.find("expect") == nullptr)
    return {"the case lacks given.question or expect"};
  auto on = parse_day(test.text("on"));
  if (!on.ok()) return {"the case has no day"};
  api::AskOptions options;
  options.on = options.today = on.value();
  auto answer = engine.ask(question_of(*given), options);
  if (!answer.ok()) return {cat("error ", to_line(answer.error()))};
  return FilingComparison(engine.rules().vocabulary(), answer.value().document,
                          *test.find("expect"))
      .run();
}

}  // namespace licet::cli
