#include <algorithm>
#include <map>

#include "licet/base/text.h"
#include "wording.h"

namespace licet::decide {
namespace {

using law::Instance;
using law::Norm;
using law::NormKind;

std::string_view effect_of(const Norm& norm) {
  switch (norm.kind) {
    case NormKind::kScope:
      return norm.effect == law::ScopeEffect::kIn    ? "is in scope"
             : norm.effect == law::ScopeEffect::kOut ? "is out of scope"
                                                     : "refers";
    case NormKind::kProhibition: return "prohibits";
    case NormKind::kRequirement: return norm.untranslatable ? "refers" : "requires";
    case NormKind::kBar: return "bars";
    case NormKind::kCarveOut: return "carves out";
    case NormKind::kDuty: return "obliges";
    default: return norm.is_authority() ? "permits" : "opens";
  }
}

std::string_view label_of(const Instance& instance) {
  if (instance.holds.is_true()) return "in";
  return instance.holds.is_false() ? "out" : "undecided";
}

// A duty that one fact of the line alone keeps away: worth showing that it was thought of.
bool nearly_due(const Instance& instance) {
  int failed = 0;
  bool of_line = true;
  for (const law::CellJudgement& cell : instance.cells) {
    if (!cell.judgement.is_false()) continue;
    ++failed;
    of_line = of_line && cell.cell->fact.starts_with("item.");
  }
  return failed == 1 && of_line;
}

// What a reader needs to follow the verdict: all that holds or may hold, what was defeated, and the
// rows of the control list that were looked at and do not apply.
bool worth_a_step(const Norm& norm, const Instance& instance) {
  if (!instance.holds.is_false() || !instance.applies.is_false()) return true;
  if (norm.kind == NormKind::kDuty) return nearly_due(instance);
  return !norm.entry.empty() && !norm.untranslatable;
}

Json span_json(const Span& span) {
  Json::Object object;
  object["from"] = span.from == kAlways ? Json() : Json(to_string(span.from));
  object["until"] = span.until >= kForever ? Json() : Json(to_string(span.until.plus(-1)));
  return object;
}

// The step that decided a line for everything a missing fact can be.
Json step_of_alternatives(const Alternatives& alternatives, std::string_view line,
                          std::int64_t number, Verdict verdict) {
  Json::Object step;
  step["step"] = number;
  step["line"] = std::string(line);
  step["norm"] = cat("any:", alternatives.fact);
  step["says"] = cat("Whatever the answer is, it comes to ", to_string(verdict), " at the least.");
  step["effect"] = "requires";
  step["label"] = "in";
  std::vector<std::string> facts;
  for (const auto& [value, each] : alternatives.each)
    facts.push_back(cat(alternatives.fact, " = ", value, ": ", to_string(each)));
  step["facts"] = strings(facts);
  step["cite"] = strings({alternatives.cite});
  step["in_force"] = span_json({kAlways, kForever});
  step["source"] = "rules/us-ear/774-supp1/served_items.csv";
  step["confidence"] = "medium";
  step["because"] = Json::Array();
  return step;
}

}  // namespace

Json proof(const Knowledge& known, const Question& question, const Decided& decided) {
  Json::Array steps;
  for (std::size_t l = 0; l < decided.lines.size(); ++l) {
    const LineFinding& line = decided.lines[l];
    const auto& instances = line.outcome.instances;
    std::map<std::uint32_t, std::int64_t> step_of;
    for (std::uint32_t i = 0; i < instances.size(); ++i)
      if (worth_a_step(known.rules.norm(instances[i].norm), instances[i]))
        step_of.emplace(i, std::int64_t(steps.size() + step_of.size() + 1));
    for (const auto& [i, number] : step_of) {
      const Instance& instance = instances[i];
      const Norm& norm = known.rules.norm(instance.norm);
      Json::Object step;
      step["step"] = number;
      step["line"] = line_name(question, l);
      step["norm"] = norm.id;
      step["says"] = norm.title;
      step["effect"] = std::string(effect_of(norm));
      step["label"] = std::string(label_of(instance));
      step["facts"] = strings(facts_seen(known, decided, instance));
      std::vector<std::string> cite = norm.cite;
      if (instance.binding.listing >= 0 && norm.is_requirement()) {
        const auto& row = decided.frame.parties[std::size_t(instance.binding.party)]
                              .listings[std::size_t(instance.binding.listing)];
        cite.insert(cite.end(), row.cite.begin(), row.cite.end());
      }
      step["cite"] = strings(cite);
      step["in_force"] = span_json(norm.in_force);
      step["source"] = cat("rules/", norm.file, ":", norm.line);
      step["confidence"] = norm.confidence;
      if (norm.published && *norm.published > decided.law_day)
        step["published"] = to_string(*norm.published);
      Json::Array because;
      for (std::uint32_t d : instance.defeated_by)
        if (step_of.contains(d)) because.emplace_back(step_of.at(d));
      step["because"] = std::move(because);
      steps.emplace_back(std::move(step));
    }
    if (line.alternatives)
      steps.push_back(step_of_alternatives(*line.alternatives, line_name(question, l),
                                           std::int64_t(steps.size() + 1), line.verdict));
  }
  return steps;
}

}  // namespace licet::decide
