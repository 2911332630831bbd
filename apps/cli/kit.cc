#include "kit.h"

#include <algorithm>

#include "kit_filing.h"
#include "licet/base/text.h"
#include "licet/decide/verdict.h"

namespace licet::cli {
namespace {

std::vector<std::string> words_of(const Json& json) {
  if (json.is_string()) return {json.string()};
  std::vector<std::string> words;
  if (json.is_array())
    for (const Json& one : json.array())
      if (one.is_string()) words.push_back(one.string());
  return words;
}

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Every string under any key `cite`, anywhere in the answer.
void collect_cites(const Json& json, std::vector<std::string>& cites) {
  if (json.is_array())
    for (const Json& element : json.array()) collect_cites(element, cites);
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.object()) {
    if (key == "cite")
      for (auto& cite : words_of(value)) cites.push_back(std::move(cite));
    else if (key != "asked")
      collect_cites(value, cites);
  }
}

std::vector<std::string> column(const Json& answer, std::string_view list, std::string_view key) {
  std::vector<std::string> values;
  for (const Json& element : answer.find(list)->array())
    values.emplace_back(element.text(key));
  return values;
}

// Compares one answer with `expect`; every method adds a line for what is not there.
class Comparison {
 public:
  Comparison(const Json& answer, const Json& expect) : answer_(answer), expect_(expect) {}

  std::vector<std::string> run() {
    verdict();
    flags();
    reasons();
    policy();
    authority();
    foreclosed();
    cites();
    listed("missing", "missing", "fact");
    listed("conditions", "conditions", "kind");
    listed("referrals", "referrals", "to");
    listed("assumptions", "assumptions", "fact");
    lines();
    norms();
    unknown_keys();
    return std::move(differences_);
  }

 private:
  void differ(std::string text) { differences_.push_back(std::move(text)); }

  void verdict() {
    const Json* wanted = expect_.find("verdict");
    if (wanted == nullptr) return;
    const auto words = words_of(*wanted);
    if (!holds(words, answer_.text("verdict")))
      differ(cat("verdict ", answer_.text("verdict"), ", expected ", join(words, " or ")));
  }

  void flags() {
    if (const Json* wanted = expect_.find("may_proceed"))
      if (*answer_.find("may_proceed") != *wanted) differ("may_proceed is the other");
    if (const Json* wanted = expect_.find("subject")) {
      bool subject = false;
      for (const Json& line : answer_.find("lines")->array())
        subject = subject || line.find("subject")->boolean();
      if (Json(subject) != *wanted) differ(cat("subject is ", subject ? "true" : "false"));
    }
  }

  void reasons() {
    const auto seen = column(answer_, "requirements", "reason");
    if (const Json* wanted = expect_.find("reasons"))
      for (const auto& reason : words_of(*wanted))
        if (!holds(seen, reason)) differ(cat("reason ", reason, " is not reported"));
    const Json* unwanted = expect_.find("not_reasons");
    if (unwanted == nullptr) return;
    for (const auto& reason : words_of(*unwanted))
      for (const Json& requirement : answer_.find("requirements")->array())
        if (requirement.text("reason") == reason && (requirement.text("status") == "open" ||
                                                     requirement.text("status") == "overcome"))
          differ(cat("reason ", reason, " is reported"));
  }

  bool has_policy(std::string_view reason, const std::vector<std::string>& words) const {
    for (const Json& requirement : answer_.find("requirements")->array())
      if ((reason.empty() || requirement.text("reason") == reason) &&
          holds(words, requirement.text("policy")))
        return true;
    return false;
  }

  void policy() {
    const Json* wanted = expect_.find("policy");
    if (wanted == nullptr) return;
    if (wanted->is_object()) {
      for (const auto& [reason, policy] : wanted->object())
        if (!has_policy(reason, words_of(policy))) differ(cat("policy of ", reason));
    } else if (!has_policy("", words_of(*wanted))) {
      differ(cat("no requirement has the policy ", join(words_of(*wanted), " or ")));
    }
  }

  void authority() {
    const Json* wanted = expect_.find("authority");
    if (wanted == nullptr) return;
    const Json* given = answer_.find("authority");
    const std::string id =
        given->is_object() ? cat(given->text("kind"), ":", given->text("id")) : "none";
    if (!holds(words_of(*wanted), id))
      differ(cat("authority ", id, ", expected ", join(words_of(*wanted), " or ")));
  }

  void foreclosed() {
    const Json* wanted = expect_.find("foreclosed");
    if (wanted == nullptr) return;
    std::vector<std::string> seen;
    for (const Json& requirement : answer_.find("requirements")->array())
      for (auto& id : column(requirement, "foreclosed", "authority")) seen.push_back(std::move(id));
    for (const auto& id : words_of(*wanted))
      if (!holds(seen, id)) differ(cat("foreclosed ", id, " is not shown"));
  }

  void cites() {
    const Json* wanted = expect_.find("cites");
    if (wanted == nullptr) return;
    std::vector<std::string> seen;
    collect_cites(answer_, seen);
    for (const auto& prefix : words_of(*wanted))
      if (std::none_of(seen.begin(), seen.end(),
                       [&](const auto& cite) { return cite.starts_with(prefix); }))
        differ(cat("no citation begins with ", prefix));
  }

  // Cases write items[0].eccn where answers write items/0/eccn.
  static std::string as_pointer(std::string word) {
    std::erase(word, ']');
    for (char& c : word)
      if (c == '[' || c == '.') c = '/';
    return word;
  }

  void listed(std::string_view key, std::string_view list, std::string_view name) {
    const Json* wanted = expect_.find(key);
    if (wanted == nullptr) return;
    const auto seen = column(answer_, list, name);
    for (const auto& word : words_of(*wanted))
      if (!holds(seen, word) && !holds(seen, as_pointer(word)))
        differ(cat(key, " ", word, " is not there"));
  }

  void lines() {
    const Json* wanted = expect_.find("lines");
    if (wanted == nullptr) return;
    for (const Json& line : wanted->array()) {
      bool found = false;
      for (const Json& given : answer_.find("lines")->array())
        found = found || (given.text("line") == line.text("line") &&
                          given.text("verdict") == line.text("verdict"));
      if (!found) differ(cat("line ", line.text("line"), " is not ", line.text("verdict")));
    }
  }

  // How the norm stands in the proof; one that is not there does not hold.
  std::string label_of(std::string_view norm) const {
    std::string label = "out";
    for (const Json& step : answer_.find("proof")->array()) {
      if (step.text("norm") != norm) continue;
      if (step.text("label") == "in") return "in";
      if (step.text("label") == "undecided") label = "undecided";
    }
    return label;
  }

  void norms() {
    const Json* wanted = expect_.find("norms");
    if (wanted == nullptr || !wanted->is_object()) return;
    for (const auto& [id, label] : wanted->object())
      if (!holds(words_of(label), label_of(id)))
        differ(cat(id, " is ", label_of(id), ", expected ", join(words_of(label), " or ")));
  }

  // An expectation that nobody checks would pass for ever.
  void unknown_keys() {
    static const std::vector<std::string> kKnown{
        "verdict", "may_proceed", "subject", "reasons", "not_reasons", "policy", "authority",
        "foreclosed", "cites", "missing", "conditions", "referrals", "assumptions", "lines",
        "norms", "days"};
    for (const auto& [key, value] : expect_.object())
      if (!holds(kKnown, key)) differ(cat("the expectation `", key, "` is not known"));
  }

  const Json& answer_;
  const Json& expect_;
  std::vector<std::string> differences_;
};

KitResult ask_and_compare(const api::Engine& engine, const Json& test, KitResult result) {
  api::AskOptions options;
  auto on = parse_day(test.text("on"));
  if (!on.ok()) {
    result.differences.push_back("the case has no day");
    return result;
  }
  options.on = options.today = on.value();
  if (const Json* more = test.find("options"))
    if (const Json* strict = more->find("strict"))
      options.strict = strict->is_bool() && strict->boolean();
  const Json& expect = *test.find("expect");
  auto answer = engine.ask(*test.find("question"), options);
  if (!answer.ok()) {
    result.differences.push_back(cat("error ", to_line(answer.error())));
    return result;
  }
  result.differences = Comparison(answer.value().document, expect).run();
  if (const Json* days = expect.find("days"))
    for (const auto& [day, verdicts] : days->object()) {
      auto parsed = parse_day(day);
      if (!parsed.ok()) continue;
      options.on = parsed.value();
      auto other = engine.ask(*test.find("question"), options);
      const std::string verdict =
          other.ok() ? std::string(to_string(other.value().verdict)) : to_line(other.error());
      if (!holds(words_of(verdicts), verdict))
        result.differences.push_back(cat("on ", day, ": ", verdict));
    }
  result.outcome = result.differences.empty() ? Outcome::kPassed : Outcome::kFailed;
  return result;
}

}  // namespace

KitResult run_kit_case(const api::Engine& engine, const Json& test) {
  KitResult result;
  result.id = std::string(test.text("id"));
  const auto skip = [&](std::string why) {
    result.outcome = Outcome::kSkipped;
    result.differences.push_back(std::move(why));
    return result;
  };
  const std::string_view kind = test.text("kind");
  if (kind == "filing") {
    result.differences = compare_filing(engine, test);
    result.outcome = result.differences.empty() ? Outcome::kPassed : Outcome::kFailed;
    return result;
  }
  if (kind == "lifecycle" || kind == "records") return run_lifecycle_case(engine, test);
  if (kind != "determination" && kind != "jurisdiction") return skip(cat("kind ", kind));
  if (test.find("question") == nullptr || test.find("expect") == nullptr) {
    result.differences.push_back("the case lacks question or expect");
    return result;
  }
  const std::string_view regime = test.find("question")->text("regime");
  if (engine.rules_of(regime) == nullptr) return skip(cat("regime ", regime));
  return ask_and_compare(engine, test, std::move(result));
}

}  // namespace licet::cli
