#include "served.h"

#include <algorithm>

#include "derive.h"
#include "licet/base/text.h"
#include "licet/law/evaluator.h"
#include "licet/law/served.h"

namespace licet::law {
namespace {

constexpr std::string_view kReasons[] = {"cb", "cc", "ei", "mt", "np", "ns", "rs", "un"};
// Families that no table asks for, but that a question may name.
constexpr std::string_view kOthers[] = {"at", "cw", "fc", "si", "sl", "ss"};

template <std::size_t N>
bool one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string text_of(const FactMap& facts, std::string_view name) {
  const auto it = facts.find(name);
  const auto* text = it == facts.end() ? nullptr : std::get_if<std::string>(&it->second);
  return text == nullptr ? "" : *text;
}

// "mt, np": nothing where it is absent or a word is not understood.
std::vector<std::string> said_of(const FactMap& facts) {
  std::vector<std::string> said;
  const std::string given = text_of(facts, "for_eccn_reason");
  for (std::string_view word : split(given, ',')) {
    said.push_back(lower_ascii(trim(word)));
    if (!one_of(said.back(), kReasons) && !one_of(said.back(), kOthers)) return {};
  }
  return said;
}

class Served {
 public:
  Served(const RuleSet& rules, Day law_day, LineFacts& line)
      : rules_(rules), law_day_(law_day), line_(line), code_(text_of(line.facts, "for_eccn")),
        said_(said_of(line.facts)) {
    const auto point = code_.find('.');
    entry_ = code_.substr(0, point);
    if (point != std::string::npos) para_ = code_.substr(point + 1);
  }

  void set(std::string_view reason) {
    const std::string fact = cat("served_", reason);
    line_.facts.erase(fact);
    line_.open.erase(fact);
    const Judgement judged = judge(reason);
    if (judged.is_unknown())
      line_.open[fact] = judged.causes.front().fact;
    else
      line_.facts[fact] = judged.is_true();
  }

 private:
  Judgement judge(std::string_view reason) const {
    if (!said_.empty())
      return Judgement::of(std::find(said_.begin(), said_.end(), reason) != said_.end());
    if (code_ == "EAR99") return Judgement::no();
    // An entry younger than the day, or a paragraph that no row knows, is no item at all.
    const bool known = entry_in_force(rules_, entry_, law_day_) &&
                       (para_.empty() || paragraph_known(rules_, entry_, para_));
    if (!known) return missing("for_eccn");
    std::vector<Judgement> any;
    for (NormIndex index : rules_.rows_of(entry_)) {
      const Norm& row = rules_.norm(index);
      const bool meant = row.reason.starts_with(reason) && !row.reason.starts_with("other_agency");
      if (meant && force_on(row, law_day_) == Force::kInForce) any.push_back(reaches(row));
    }
    return any_of(any);
  }

  Judgement missing(std::string_view fact) const {
    return Judgement::unknown({CauseKind::kMissing, cat(line_.pointer, "/", fact)});
  }

  Judgement reaches(const Norm& row) const {
    for (const Cell& cell : row.when)
      if (cell.fact == "item.para") return scope(cell.test);
    return missing("for_eccn_reason");
  }

  // The scope of a row, read of the served item: of that only the paragraph is known.
  Judgement scope(const Predicate& predicate) const {
    std::vector<Judgement> parts;
    switch (predicate.kind) {
      case Predicate::Kind::kAlways: return Judgement::yes();
      case Predicate::Kind::kNever: return Judgement::no();
      case Predicate::Kind::kNot: return negate(scope(predicate.parts.front()));
      case Predicate::Kind::kTest: return paragraph(predicate.test);
      case Predicate::Kind::kChartMark:
      case Predicate::Kind::kUnclear: return missing("for_eccn_reason");
      case Predicate::Kind::kAll:
      case Predicate::Kind::kAny: break;
    }
    for (const Predicate& part : predicate.parts) parts.push_back(scope(part));
    return predicate.kind == Predicate::Kind::kAll ? all_of(parts) : any_of(parts);
  }

  Judgement paragraph(const Test& test) const {
    if (test.fact != "item.para") return missing("for_eccn_reason");
    Tri best = Tri::kFalse;
    for (const Literal& literal : test.literals)
      best = std::max(best, paragraph_covers(to_string(literal), para_));
    return best == Tri::kUnknown ? missing("for_eccn") : Judgement::of(best == Tri::kTrue);
  }

  const RuleSet& rules_;
  Day law_day_;
  LineFacts& line_;
  std::string code_, entry_, para_;
  std::vector<std::string> said_;
};

}  // namespace

void derive_served(const RuleSet& rules, Day law_day, LineFacts& line) {
  Served served(rules, law_day, line);
  for (std::string_view reason : kReasons) served.set(reason);
}

Predicate with_served(Predicate predicate) {
  if (predicate.kind == Predicate::Kind::kTest &&
      predicate.test.fact == "item.for_eccn_reason") {
    std::vector<Predicate> any;
    for (const Literal& literal : predicate.test.literals) {
      if (!one_of(to_string(literal), kReasons)) return predicate;
      any.push_back(
          Predicate::of({cat("item.served_", to_string(literal)), Operator::kIn, {true}}));
    }
    return Predicate::any(std::move(any));
  }
  for (Predicate& part : predicate.parts) part = with_served(std::move(part));
  return predicate;
}

}  // namespace licet::law
