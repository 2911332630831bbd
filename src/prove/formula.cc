#include "formula.h"

#include "answers.h"
#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::prove {

using law::Predicate;
using law::Tri;

namespace {

constexpr unsigned kBits = 13;  // values of one fact: 8,191

bool denies(const law::Test& test) {
  return test.literals == std::vector<law::Literal>{law::Literal(false)};
}

}  // namespace

Formula both(const Formula& a, const Formula& b) {
  return {a.sure && b.sure, a.possible && b.possible};
}
Formula either(const Formula& a, const Formula& b) {
  return {a.sure || b.sure, a.possible || b.possible};
}
Formula negated(const Formula& a) { return {!a.possible, !a.sure}; }

z3::expr above(const Formula& first, const Formula& second) {
  return (first.sure && !second.sure) || (first.possible && !second.possible);
}

Variables::Variables(z3::context& context, const Conditions& conditions)
    : context_(context), first_(&conditions.before()), answers_(conditions.answers()),
      domain_(context), known_(context) {
  std::vector<std::string> facts;
  for (const auto& [fact, tests] : conditions.tests())
    if (!is_derived(fact) && !conditions.defines(fact) &&
        !(answers_ != nullptr && (fact == kCode || fact == kParagraph)))
      facts.push_back(fact);
  if (answers_ != nullptr) facts.emplace_back(kCode);
  if (conditions.read_the_chart() && !conditions.tests().contains("destination"))
    facts.emplace_back("destination");
  for (const std::string& fact : facts) {
    Choices choices = conditions.choices(fact);
    LICET_CHECK(choices.values.size() < (1u << kBits), "a fact of too many values");
    Variable variable{std::move(choices), context.bv_const(fact.c_str(), kBits),
                      context.bool_const(cat(fact, " silent").c_str()), {}, 0, {}};
    if (answers_ != nullptr) remember(variable, fact == kCode);
    if (variable.choices.list) {
      for (const law::Value& value : variable.choices.values)
        variable.members.push_back(
            context.bool_const(cat(fact, " has ", law::to_string(value)).c_str()));
      known_.push_back(!variable.silent);
    } else {
      known_.push_back(variable.number != context.bv_val(0u, kBits));
      domain_.push_back(z3::ult(variable.number,
                                context.bv_val(unsigned(variable.choices.values.size()), kBits)));
    }
    variables_.emplace(fact, std::move(variable));
  }
}

Formula Variables::constant(Tri tri) {
  return {context_.bool_val(tri == Tri::kTrue), context_.bool_val(tri != Tri::kFalse)};
}

void Variables::remember(Variable& variable, bool codes) {
  std::string text = "values";
  for (const law::Value& value : variable.choices.values) {
    if (codes) variable.codes.push_back(answers_->number(value));
    text += cat("\n", law::to_string(value));
  }
  if (!codes) variable.kind = answers_->number(text);
}

template <class Judge>
std::vector<Tri> Variables::labels(const Variable& variable, const Judge& judge) {
  std::vector<Tri> found;
  for (const law::Value& value : variable.choices.values)
    found.push_back(judge(variable.choices.list
                              ? law::Value(law::Words{std::get<std::string>(value)})
                              : value));
  if (variable.choices.list) found.push_back(judge(law::Value(law::NotKnown())));
  return found;
}

std::vector<Tri> Variables::code_labels(const law::RuleSet& rules, const law::Test& test) {
  const Variable& variable = variables_.at(kCode);
  CodeColumn& column = answers_->column(rules, test);
  std::vector<Tri> found;
  for (std::size_t i = 0; i < variable.codes.size(); ++i)
    found.push_back(column.says(variable.codes[i], variable.choices.values[i]));
  return found;
}

Formula Variables::by_value(const Variable& variable, const std::vector<Tri>& labels) {
  const bool list = variable.choices.list;
  z3::expr_vector sure(context_), possible(context_);
  for (std::size_t i = 0; i < variable.choices.values.size(); ++i) {
    if (labels[i] == Tri::kFalse) continue;
    const z3::expr chosen = list ? variable.members[i]
                                 : variable.number == context_.bv_val(unsigned(i), kBits);
    possible.push_back(chosen);
    if (labels[i] == Tri::kTrue) sure.push_back(chosen);
  }
  const Formula said{z3::mk_or(sure), z3::mk_or(possible)};
  if (!list) return said;
  const Formula unsaid = constant(labels.back());
  return {z3::ite(variable.silent, unsaid.sure, said.sure),
          z3::ite(variable.silent, unsaid.possible, said.possible)};
}

void Variables::define(const law::RuleSet& rules, const std::string& fact,
                       const Formula& formula) {
  defined_.insert_or_assign({&rules, fact}, formula);
}

Formula Variables::leaf(const law::RuleSet& rules, Day day, const std::string& fact,
                        const Predicate& test) {
  const bool chart = test.kind == Predicate::Kind::kChartMark;
  const bool coded = answers_ != nullptr && !chart && (fact == kCode || fact == kParagraph);
  const std::string key = cat(&rules == first_ ? "1" : "2", coded ? "" : to_string(day), fact, "|",
                              chart ? test.column : "", text_of(test.test));
  if (const auto it = leaves_.find(key); it != leaves_.end()) return it->second;
  const Variable& variable = variables_.at(coded ? kCode : fact);
  if (coded)
    return leaves_.emplace(key, by_value(variable, code_labels(rules, test.test))).first->second;
  const auto judged = [&] {
    return labels(variable, [&](const law::Value& value) {
      law::FactFrame frame = empty_frame();
      say(frame, fact, value);
      return law::Evaluator(rules, frame, {day, false}).judge(test, kEverything).value;
    });
  };
  if (answers_ == nullptr)
    return leaves_.emplace(key, by_value(variable, judged())).first->second;
  const auto [kept, fresh] = answers_->labels().try_emplace(cat(key, "#", variable.kind));
  if (fresh) kept->second = judged();
  return leaves_.emplace(key, by_value(variable, kept->second)).first->second;
}

Formula Variables::predicate(const law::RuleSet& rules, Day day, const Predicate& predicate) {
  switch (predicate.kind) {
    case Predicate::Kind::kAlways: return constant(Tri::kTrue);
    case Predicate::Kind::kNever: return constant(Tri::kFalse);
    case Predicate::Kind::kUnclear: return constant(Tri::kUnknown);
    case Predicate::Kind::kNot: return negated(this->predicate(rules, day, predicate.parts[0]));
    case Predicate::Kind::kChartMark: return leaf(rules, day, "destination", predicate);
    case Predicate::Kind::kTest: {
      const law::Test& test = predicate.test;
      if (const auto it = defined_.find({&rules, test.fact}); it != defined_.end())
        return denies(test) ? negated(it->second) : it->second;
      return is_derived(test.fact) ? derived(test) : leaf(rules, day, test.fact, predicate);
    }
    case Predicate::Kind::kAll:
    case Predicate::Kind::kAny: break;
  }
  const bool all = predicate.kind == Predicate::Kind::kAll;
  Formula result = constant(all ? Tri::kTrue : Tri::kFalse);
  for (const Predicate& part : predicate.parts) {
    const Formula one = this->predicate(rules, day, part);
    result = all ? both(result, one) : either(result, one);
  }
  return result;
}

// Whatever it may be: true, false, or not known.
Formula Variables::derived(const law::Test& test) {
  const bool denied = denies(test);
  std::string text = cat(test.fact, int(test.op));
  if (denied || test.literals == std::vector<law::Literal>{law::Literal(true)})
    text += " true";
  else
    for (const law::Literal& literal : test.literals) text += cat(" ", law::to_string(literal));
  const Formula free{context_.bool_const(cat(text, " sure").c_str()),
                     context_.bool_const(cat(text, " possible").c_str())};
  if (free_.emplace(text, free).second) {
    domain_.push_back(z3::implies(free.sure, free.possible));
    known_.push_back(free.sure == free.possible);
  }
  return denied ? negated(free) : free;
}

Formula Variables::all(const law::RuleSet& rules, Day day, const std::vector<law::Cell>& cells) {
  Formula result = constant(Tri::kTrue);
  for (const law::Cell& cell : cells) result = both(result, predicate(rules, day, cell.test));
  return result;
}

Formula Variables::in_force(Day day, const law::Norm& norm) {
  const auto holds = [&norm](Day on) {
    return law::force_on(norm, on) == law::Force::kInForce ? Tri::kTrue : Tri::kFalse;
  };
  if (norm.reads.empty()) return constant(holds(day));
  const Variable& variable = variables_.at(norm.reads);
  return by_value(variable, labels(variable, [&](const law::Value& value) {
    const Day* on = std::get_if<Day>(&value);
    return on == nullptr ? Tri::kUnknown : holds(*on);
  }));
}

Formula Variables::applies(const law::RuleSet& rules, Day day, const law::Norm& norm, bool ready) {
  Formula result = both(in_force(day, norm), all(rules, day, norm.when));
  if (!norm.when_any.empty()) {
    Formula any = constant(Tri::kFalse);
    for (const auto& cells : norm.when_any) any = either(any, all(rules, day, cells));
    result = both(result, any);
  }
  if (!norm.unless.empty()) result = both(result, negated(all(rules, day, norm.unless)));
  if (ready)
    for (const law::Requisite& one : norm.require)
      result = both(result, predicate(rules, day, one.cell.test));
  return result;
}

z3::expr Variables::there_is(const char* what) {
  const auto [it, made] = there_.emplace(what, context_.bool_const(what));
  const z3::expr there = it->second;
  if (made && what == std::string_view(kHasListing))  // a row is that of a party
    domain_.push_back(z3::implies(there, there_is(kHasParty)));
  return there;
}

std::vector<z3::expr> Variables::silences() const {
  std::vector<z3::expr> found;
  for (const auto& [fact, variable] : variables_)
    found.push_back(variable.choices.list ? variable.silent
                                          : variable.number == context_.bv_val(0u, kBits));
  for (const auto& [what, there] : there_) found.push_back(!there);
  return found;
}

Facts Variables::facts(const z3::model& model) const {
  Facts facts;
  for (const auto& [fact, variable] : variables_) {
    if (!variable.choices.list) {
      const unsigned number = model.eval(variable.number, true).get_numeral_uint();
      facts[fact] = variable.choices.values[std::size_t(number)];
      continue;
    }
    if (model.eval(variable.silent, true).is_true()) continue;
    law::Words words;
    for (std::size_t i = 0; i < variable.members.size(); ++i)
      if (model.eval(variable.members[i], true).is_true())
        words.push_back(std::get<std::string>(variable.choices.values[i]));
    facts[fact] = words;
  }
  for (const auto& [test, free] : free_)  // what the words of the list row reach can be said
    if (test.starts_with(kCoversItem) && model.eval(free.sure == free.possible, true).is_true())
      facts[kCoversItem] = model.eval(free.sure, true).is_true();
  for (const auto& [what, there] : there_) facts[what] = model.eval(there, true).is_true();
  std::erase_if(facts, [](const auto& fact) {
    return std::holds_alternative<law::NotKnown>(fact.second);
  });
  return facts;
}

}  // namespace licet::prove
