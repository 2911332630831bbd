#include "served.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::law {
namespace {

constexpr std::string_view kServed[] = {"CB", "CC", "EI", "MT", "NP", "NS", "RS", "UN"};
constexpr std::string_view kPrefix = "served.";

std::string upper(std::string word) {
  for (char& c : word) c = c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
  return word;
}

class ServedJudge {
 public:
  ServedJudge(const RuleSet& rules, const Evaluator& evaluator, const Binding& binding)
      : rules_(rules), judge_(evaluator), binding_(binding) {}

  Judgement judge(const std::string& reason) const {
    const Value said = judge_.value("item.for_eccn_reason", binding_);
    if (const auto* words = std::get_if<Words>(&said); words != nullptr && understood(*words))
      return Judgement::of(std::find(words->begin(), words->end(), reason) != words->end());
    const Value given = judge_.value("item.for_eccn", binding_);
    const auto* code = std::get_if<std::string>(&given);
    if (code == nullptr) return missing("item.for_eccn");
    if (*code == "EAR99") return Judgement::no();
    const auto point = code->find('.');
    const std::string entry = code->substr(0, point);
    if (!rules_.has_entry(entry)) return missing("item.for_eccn");
    const std::string para = point == std::string::npos ? "" : code->substr(point + 1);
    std::vector<Judgement> any;
    for (NormIndex index : rules_.rows_of(entry)) {
      const Norm& row = rules_.norm(index);
      const bool meant = row.reason.starts_with(reason) && !row.reason.starts_with("other_agency");
      if (!meant || force_on(row, judge_.as_of().law_day) != Force::kInForce) continue;
      any.push_back(reaches(row, para));
    }
    return any_of(any);
  }

 private:
  static bool understood(const Words& words) {
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
      return is_served(cat(kPrefix, upper(word))) || word == "at" || word == "cw" ||
             word == "fc" || word == "si" || word == "sl" || word == "ss";
    });
  }

  Judgement missing(std::string_view fact) const {
    return Judgement::unknown({CauseKind::kMissing, judge_.pointer(fact, binding_)});
  }

  Judgement reaches(const Norm& row, std::string_view para) const {
    for (const Cell& cell : row.when)
      if (cell.fact == "item.para") return scope(cell.test, para);
    return missing("item.for_eccn_reason");
  }

  // The scope of a row, read of the served item: of that only the paragraph is known.
  Judgement scope(const Predicate& predicate, std::string_view para) const {
    std::vector<Judgement> parts;
    switch (predicate.kind) {
      case Predicate::Kind::kAlways: return Judgement::yes();
      case Predicate::Kind::kNever: return Judgement::no();
      case Predicate::Kind::kNot: return negate(scope(predicate.parts.front(), para));
      case Predicate::Kind::kTest: return paragraph(predicate.test, para);
      case Predicate::Kind::kChartMark:
      case Predicate::Kind::kUnclear: return missing("item.for_eccn_reason");
      case Predicate::Kind::kAll:
      case Predicate::Kind::kAny: break;
    }
    for (const Predicate& part : predicate.parts) parts.push_back(scope(part, para));
    return predicate.kind == Predicate::Kind::kAll ? all_of(parts) : any_of(parts);
  }

  Judgement paragraph(const Test& test, std::string_view para) const {
    if (test.fact != "item.para") return missing("item.for_eccn_reason");
    Tri best = Tri::kFalse;
    for (const Literal& literal : test.literals)
      best = std::max(best, paragraph_covers(to_string(literal), para));
    return best == Tri::kUnknown ? missing("item.for_eccn") : Judgement::of(best == Tri::kTrue);
  }

  const RuleSet& rules_;
  const Evaluator& judge_;
  Binding binding_;
};

}  // namespace

bool is_served(std::string_view fact) {
  return fact.starts_with(kPrefix) &&
         std::find(std::begin(kServed), std::end(kServed), fact.substr(kPrefix.size())) !=
             std::end(kServed);
}

std::vector<std::string> served_facts() {
  std::vector<std::string> facts;
  for (std::string_view reason : kServed) facts.push_back(cat(kPrefix, reason));
  return facts;
}

Judgement judge_served(const RuleSet& rules, const Evaluator& evaluator, std::string_view fact,
                       const Binding& binding) {
  return ServedJudge(rules, evaluator, binding).judge(lower_ascii(fact.substr(kPrefix.size())));
}

Predicate with_served(Predicate predicate) {
  if (predicate.kind == Predicate::Kind::kTest &&
      predicate.test.fact == "item.for_eccn_reason") {
    std::vector<Predicate> any;
    for (const Literal& literal : predicate.test.literals) {
      const std::string fact = cat(kPrefix, upper(to_string(literal)));
      if (!is_served(fact)) return predicate;
      any.push_back(Predicate::of({fact, Operator::kIn, {true}}));
    }
    return Predicate::any(std::move(any));
  }
  for (Predicate& part : predicate.parts) part = with_served(std::move(part));
  return predicate;
}

}  // namespace licet::law
