#include "licet/decide/several.h"

#include <algorithm>
#include <memory>
#include <set>

#include "licet/base/text.h"
#include "licet/decide/question.h"

namespace licet::decide {
namespace {

const Json* answer_of(std::span<const Json> answers, std::string_view regime) {
  for (const Json& answer : answers)
    if (answer.text("regime") == regime) return &answer;
  return nullptr;
}

// Is the one who is asked to obey bound by the other law too? By the country of the exporter.
law::Tri bound(const law::Conflict& conflict, const law::RuleSet& rules, const Json& answer) {
  const Json* exporter = answer.find("asked")->find("question")->find("exporter");
  const std::string_view country = exporter == nullptr ? "" : exporter->text("country");
  const auto day = parse_day(answer.text("on"));
  if (country.empty() || !day.ok()) return law::Tri::kUnknown;
  return rules.places().member(country, conflict.group, day.value(), false).value;
}

// The requirements that stop the act, and whether one of them does so for certain.
std::set<std::string> stopping(const law::Conflict& conflict, const Json& answer, bool& certain) {
  std::set<std::string> ids;
  for (const Json& found : answer.find("requirements")->array()) {
    const std::string id(found.text("id"));
    const std::string_view status = found.text("status");
    const bool meant = id == conflict.requirement || id.starts_with(conflict.requirement + ".");
    if (!meant || status == "overcome") continue;
    ids.insert(id);
    certain = certain || status == "open";
  }
  return ids;
}

}  // namespace

Result<std::vector<OfRegime>> each_regime(const Json& question) {
  const Json& named = *question.find("regimes");
  if (question.find("regime") != nullptr)
    return Error{Code::JsonUnknownKey, "/regime", "it stands beside `regimes`: name one of them"};
  if (!named.is_array() || named.array().empty() || named.array().size() > 8)
    return Error{Code::JsonWrongType, "/regimes", "a list of one to eight regimes is due"};
  std::vector<OfRegime> each;
  for (std::size_t i = 0; i < named.array().size(); ++i) {
    const Json& word = named.array()[i];
    const std::string at = cat("/regimes/", i);
    if (!word.is_string()) return Error{Code::JsonWrongType, at, "a string is due"};
    for (const OfRegime& other : each)
      if (other.regime == word.string())
        return Error{Code::BadValue, at, cat("`", printable(word.string(), 40), "` stands twice")};
    OfRegime one{word.string(), question};
    one.question.object().erase("regimes");
    one.question.object()["regime"] = word;
    each.push_back(std::move(one));
  }
  return each;
}

Json::Array conflicts_between(std::span<const law::Conflict> conflicts,
                              std::span<const std::shared_ptr<const law::RuleSet>> regimes,
                              std::span<const Json> answers) {
  Json::Array found;
  for (const law::Conflict& conflict : conflicts) {
    const Json* obeying = answer_of(answers, conflict.obeying);
    const Json* other = answer_of(answers, conflict.bound);
    if (obeying == nullptr || other == nullptr) continue;
    const auto day = parse_day(obeying->text("on"));
    if (day.ok() && !conflict.span.contains(day.value())) continue;
    const auto rules = std::find_if(regimes.begin(), regimes.end(), [&](const auto& one) {
      return one->regime() == conflict.bound;
    });
    const law::Tri of_group = bound(conflict, **rules, *other);
    bool certain = false;
    const auto ids = stopping(conflict, *obeying, certain);
    if (of_group == law::Tri::kFalse || ids.empty()) continue;
    const bool sure = conflict.confidence != "low";
    Json::Array requirements, cites;
    for (const auto& id : ids) requirements.emplace_back(id);
    for (const auto& cite : conflict.cite) cites.emplace_back(cite);
    found.push_back(Json::Object{
        {"id", conflict.id},
        {"obeying", conflict.obeying},
        {"requirements", std::move(requirements)},
        {"bound", conflict.bound},
        {"breaks", conflict.breaks},
        {"stands", sure && certain && of_group == law::Tri::kTrue ? "yes" : "maybe"},
        {"because", conflict.means},
        {"confidence", conflict.confidence},
        {"to", conflict.refer_to},
        {"cite", std::move(cites)}});
  }
  return found;
}

}  // namespace licet::decide
