#include "licet/law/evaluator.h"

#include <algorithm>

#include "flag_orders.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

bool compare(Operator op, std::strong_ordering order) {
  switch (op) {
    case Operator::kLess: return order < 0;
    case Operator::kLessEqual: return order <= 0;
    case Operator::kGreater: return order > 0;
    case Operator::kGreaterEqual: return order >= 0;
    default: return order == 0;
  }
}

// Ordered values: numbers and days. Nothing when a literal is of another type.
template <class T>
std::optional<bool> ordered(const Test& test, const T& value) {
  for (const Literal& literal : test.literals)
    if (!std::holds_alternative<T>(literal)) return std::nullopt;
  const auto& first = std::get<T>(test.literals.front());
  if (test.op == Operator::kInterval) {
    const auto& last = std::get<T>(test.literals.back());
    const bool above = test.low_open ? first < value : first <= value;
    const bool below = test.high_open ? value < last : value <= last;
    return above && below;
  }
  if (test.op != Operator::kIn) return compare(test.op, value <=> first);
  for (const Literal& literal : test.literals)
    if (std::get<T>(literal) == value) return true;
  return false;
}

// A tariff code covers the longer ones; unknown when more digits are needed.
Tri prefix_covers(std::string_view code, std::string_view value) {
  if (value.starts_with(code)) return Tri::kTrue;
  return code.starts_with(value) ? Tri::kUnknown : Tri::kFalse;
}

Tri covers_text(FactType type, std::string_view literal, std::string_view value) {
  switch (type) {
    case FactType::kEccn: return eccn_covers(literal, value);
    case FactType::kParagraph: return paragraph_covers(literal, value);
    case FactType::kCode: return prefix_covers(literal, value);
    default: return literal == value ? Tri::kTrue : Tri::kFalse;
  }
}

std::string_view after_point(std::string_view fact) { return fact.substr(fact.find('.') + 1); }

// The name under which a line holds the fact; empty when it is no fact of a line.
std::string_view of_line(std::string_view fact) {
  if (fact.starts_with("item.")) return after_point(fact);
  return fact == "destination" ? fact : std::string_view();
}

const LineFacts& line_of(const FactFrame& frame, const Binding& binding) {
  static const LineFacts kNone;
  return frame.lines.empty() ? kNone : frame.lines[std::size_t(binding.line)];
}

const Value* find(const FactMap& facts, std::string_view name) {
  const auto it = facts.find(name);
  return it == facts.end() ? nullptr : &it->second;
}

}  // namespace

Tri eccn_covers(std::string_view code, std::string_view value) {
  if (code == value) return Tri::kTrue;
  if (code == "EAR99" || value == "EAR99") return Tri::kFalse;
  if (const auto dots = code.find(".."); dots != std::string_view::npos) {
    const std::string_view low = code.substr(0, dots), high = code.substr(dots + 2);
    const std::string_view entry = value.substr(0, 5);
    if (entry.substr(0, 2) != low.substr(0, std::min<std::size_t>(2, entry.size())))
      return Tri::kFalse;
    if (entry.size() < 5) return Tri::kUnknown;
    return low <= entry && entry <= high ? Tri::kTrue : Tri::kFalse;
  }
  if (code.size() < 5 ? value.starts_with(code) : starts_with_path(value, code)) return Tri::kTrue;
  const bool less_precise = value.size() < 5 ? code.starts_with(value)
                                             : starts_with_path(code, value);
  return less_precise ? Tri::kUnknown : Tri::kFalse;
}

Tri paragraph_covers(std::string_view code, std::string_view value) {
  if (value.empty()) return Tri::kUnknown;
  if (starts_with_path(value, code)) return Tri::kTrue;
  return starts_with_path(code, value) ? Tri::kUnknown : Tri::kFalse;
}

Value Evaluator::value(std::string_view fact, const Binding& binding) const {
  Value derived;
  const Value* found = find_value(fact, binding, derived);
  return found == nullptr ? Value() : *found;
}

// Null when it is not known; `derived` holds what no map does.
const Value* Evaluator::find_value(std::string_view fact, const Binding& binding,
                                   Value& derived) const {
  if (is_flag(fact)) {
    const Judgement holds = judge_flag(rules_, frame_, *this, fact, binding);
    if (holds.is_unknown()) return nullptr;
    derived = holds.is_true();
    return &derived;
  }
  const Value* found = nullptr;
  if (fact == "total.value") {
    derived = total_value(frame_);
    return &derived;
  }
  if (fact.starts_with("age.")) {
    const Value* day = find(frame_.question, cat("dates.", after_point(fact)));
    if (day == nullptr) return nullptr;
    derived = Decimal(as_of_.law_day.number - std::get<Day>(*day).number);
    return &derived;
  }
  const LineFacts& line = line_of(frame_, binding);
  if (line.open.contains(of_line(fact))) return nullptr;
  if (!of_line(fact).empty())
    found = find(line.facts, of_line(fact));
  else if (fact.starts_with("party.") && binding.party >= 0)
    found = find(frame_.parties[std::size_t(binding.party)].facts, after_point(fact));
  else if (fact.starts_with("listing.") && binding.listing >= 0)
    found = find(frame_.parties[std::size_t(binding.party)]
                     .listings[std::size_t(binding.listing)].facts, after_point(fact));
  else if (fact.starts_with("licence.") && binding.licence >= 0)
    found = find(frame_.licences[std::size_t(binding.licence)].by_line[std::size_t(binding.line)],
                 after_point(fact));
  return found == nullptr ? find(frame_.question, fact) : found;
}

std::string Evaluator::pointer(std::string_view fact, const Binding& binding) const {
  const auto& open = line_of(frame_, binding).open;
  if (const auto it = open.find(of_line(fact)); it != open.end()) return it->second;
  if (fact.starts_with("item.")) {
    std::string_view name = after_point(fact);
    if (name == "para" || name == "entry_known" || name == "paragraph_known" ||
        name == "controlled_only_at" || name == "eccn")
      name = rules_.classification();
    const FactInfo* info = rules_.vocabulary().fact(fact);
    const bool parameter = info != nullptr && info->section == "parameters";
    return cat(frame_.lines[std::size_t(binding.line)].pointer, parameter ? "/parameters/" : "/",
               name);
  }
  if (fact.starts_with("party.") && binding.party >= 0) {
    const std::string_view name = after_point(fact);
    return cat(frame_.parties[std::size_t(binding.party)].pointer, "/",
               name == "has_listed_owner" || name == "listed_ownership" ? "owners" : name);
  }
  if (fact == "listing.savings_met") return "dates/en_route";
  if (fact.starts_with("listing.") && binding.listing >= 0)
    return cat(frame_.parties[std::size_t(binding.party)]
                   .listings[std::size_t(binding.listing)].pointer, "/", after_point(fact));
  if (fact.starts_with("licence.") && binding.licence >= 0) {
    const LicenceFacts& licence = frame_.licences[std::size_t(binding.licence)];
    const auto settles = licence.open.find(after_point(fact));
    return settles != licence.open.end() ? settles->second
                                         : cat(licence.pointer, "/", after_point(fact));
  }
  if (fact == "total.value") return value_missing_at(frame_);
  if (fact.starts_with("age.")) return cat("dates/", after_point(fact));
  std::string path(fact);
  std::replace(path.begin(), path.end(), '.', '/');
  return path;
}

Judgement Evaluator::judge(const Predicate& predicate, const Binding& binding) const {
  std::vector<Judgement> parts;
  switch (predicate.kind) {
    case Predicate::Kind::kAlways: return Judgement::yes();
    case Predicate::Kind::kNever: return Judgement::no();
    case Predicate::Kind::kUnclear:
      return Judgement::unknown({CauseKind::kUntranslatable, predicate.column});
    case Predicate::Kind::kNot: return negate(judge(predicate.parts.front(), binding));
    case Predicate::Kind::kTest: return judge_test(predicate.test, binding);
    case Predicate::Kind::kChartMark: {
      const Value place = value("destination", binding);
      const auto* code = std::get_if<std::string>(&place);
      if (code == nullptr)
        return Judgement::unknown({CauseKind::kMissing, pointer("destination", binding)});
      return rules_.places().chart_mark(*code, predicate.column, as_of_.law_day, as_of_.strict);
    }
    case Predicate::Kind::kAll:
    case Predicate::Kind::kAny: break;
  }
  for (const Predicate& part : predicate.parts) parts.push_back(judge(part, binding));
  return predicate.kind == Predicate::Kind::kAll ? all_of(parts) : any_of(parts);
}

Judgement Evaluator::judge_test(const Test& test, const Binding& binding) const {
  if (test.fact == "listing.covers_item") return judge_covers(test, binding);
  if (is_flag(test.fact)) {
    Judgement holds = judge_flag(rules_, frame_, *this, test.fact, binding);
    const auto& words = test.literals;
    const bool wanted = std::find(words.begin(), words.end(), Literal(true)) != words.end();
    return wanted ? holds : negate(std::move(holds));
  }
  const FactInfo* fact = rules_.vocabulary().fact(test.fact);
  LICET_CHECK(fact != nullptr, "a rule reads a fact that the loader did not check");
  Value derived;
  const Value* known = find_value(test.fact, binding, derived);
  if (binding.party >= 0 && test.fact.starts_with("party.")) {
    const auto& open = frame_.parties[std::size_t(binding.party)].open;
    if (const auto it = open.find(after_point(test.fact)); it != open.end())
      return Judgement::unknown({CauseKind::kMissing, it->second});
  }
  const LineFacts& line = line_of(frame_, binding);
  if (line.open.contains(of_line(test.fact)))
    return Judgement::unknown({CauseKind::kMissing, pointer(test.fact, binding)});
  if (known == nullptr || std::holds_alternative<NotKnown>(*known))
    return judge_absent(test, *fact, pointer(test.fact, binding));
  Judgement judged = judge_value(test, *fact, *known, [&] { return pointer(test.fact, binding); });
  if (const auto it = line.rests.find(of_line(test.fact)); it != line.rests.end())
    merge(judged.rests, it->second);
  return judged;
}

// An absent fact is unknown. Where the vocabulary lets its negative be assumed, the judgement rests
// on it.
Judgement Evaluator::judge_absent(const Test& test, const FactInfo& fact,
                                  const std::string& pointer) const {
  const Judgement missing = Judgement::unknown({CauseKind::kMissing, pointer});
  if (as_of_.strict) return missing;
  const Rest none{RestKind::kAssumed, pointer, "none", fact.cite};
  if (fact.type == FactType::kWords) {
    for (const Literal& literal : test.literals) {
      const WordInfo* word = rules_.vocabulary().word(fact.section, to_string(literal));
      if (!fact.assume && (word == nullptr || !word->assume)) return missing;
    }
    return Judgement::no().resting_on(none);
  }
  if (!fact.assume) return missing;
  if (!std::holds_alternative<NotKnown>(fact.assumed))
    return judge_value(test, fact, fact.assumed, [&] { return pointer; })
        .resting_on({RestKind::kAssumed, pointer, to_string(fact.assumed), fact.cite});
  if (fact.type == FactType::kWord || fact.type == FactType::kDecimal)
    return Judgement::no().resting_on(none);
  if (fact.type != FactType::kBool) return missing;
  return judge_value(test, fact, false, [&] { return pointer; })
      .resting_on({RestKind::kAssumed, pointer, "false", fact.cite});
}

Judgement Evaluator::judge_value(const Test& test, const FactInfo& fact, const Value& value,
                                 const Pointer& pointer) const {
  const auto mismatch = [&] {
    return Judgement::unknown({CauseKind::kUntranslatable, pointer()});
  };
  if (const auto* flag = std::get_if<bool>(&value)) {
    for (const Literal& literal : test.literals)
      if (literal == Literal(*flag)) return Judgement::yes();
    return Judgement::no();
  }
  if (const auto* number = std::get_if<Decimal>(&value)) {
    const auto holds = ordered(test, *number);
    return holds ? Judgement::of(*holds) : mismatch();
  }
  if (const auto* day = std::get_if<Day>(&value)) {
    const auto holds = ordered(test, *day);
    return holds ? Judgement::of(*holds) : mismatch();
  }
  if (test.op != Operator::kIn) return mismatch();
  if (const auto* words = std::get_if<Words>(&value))
    return judge_words(test, fact, *words, pointer);
  return judge_words(test, fact, std::span(&std::get<std::string>(value), 1), pointer);
}

// Is any of the words one of the literals, or under it?
Judgement Evaluator::judge_words(const Test& test, const FactInfo& fact,
                                 std::span<const std::string> words,
                                 const Pointer& pointer) const {
  if (fact.type == FactType::kCountry || fact.type == FactType::kCountries) {
    std::vector<Judgement> any;
    for (const Literal& literal : test.literals)
      for (const std::string& word : words)
        any.push_back(
            rules_.places().member(word, to_string(literal), as_of_.law_day, as_of_.strict));
    return any_of(any);
  }
  Tri any = Tri::kFalse;
  for (const Literal& literal : test.literals) {
    const auto* text = std::get_if<std::string>(&literal);
    const std::string written = text == nullptr ? to_string(literal) : std::string();
    for (const std::string& word : words)
      any = std::max(any, covers_text(fact.type, text == nullptr ? written : *text, word));
    if (any == Tri::kTrue) return Judgement::yes();
  }
  return any == Tri::kFalse ? Judgement::no()
                            : Judgement::unknown({CauseKind::kMissing, pointer()});
}

// The reach of a list row. Known only as the row stood on `text_from`: that it left an item out
// earlier rests on unverified history.
Judgement Evaluator::judge_covers(const Test& test, const Binding& binding) const {
  LICET_CHECK(binding.listing >= 0, "the reach of no list row");
  const ListingFacts& row = frame_.parties[std::size_t(binding.party)]
                                .listings[std::size_t(binding.listing)];
  Judgement covers = judge(row.covers, binding);
  if (covers.is_false() && as_of_.law_day < row.text_from) {
    const std::string fact = cat("history:list/", row.list, "/", row.entry_id);
    if (as_of_.strict) return Judgement::unknown({CauseKind::kHistory, fact});
    covers = std::move(covers).resting_on(
        {RestKind::kHistory, fact, "the entry's words as known later", "Supp. No. 4 to part 744"});
  }
  const bool wanted = std::find(test.literals.begin(), test.literals.end(), Literal(true)) !=
                      test.literals.end();
  return wanted ? covers : negate(std::move(covers));
}

}  // namespace licet::law
