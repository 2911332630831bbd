#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "licet/law/facts.h"
#include "licet/law/judgement.h"
#include "licet/law/rule_set.h"

namespace licet::law {

// The things one judgement is about; -1 = none.
struct Binding {
  int line = 0;
  int party = -1;
  int listing = -1;  // of that party
  int licence = -1;
  bool operator==(const Binding&) const = default;
};

// Judges conditions against facts, three-valued. Pure; borrows rules and frame.
class Evaluator {
 public:
  Evaluator(const RuleSet& rules, const FactFrame& frame, const AsOf& as_of)
      : rules_(rules), frame_(frame), as_of_(as_of) {}

  Judgement judge(const Predicate& predicate, const Binding& binding) const;

  // The value of a fact as given (NotKnown when absent), and where it stands in the question.
  Value value(std::string_view fact, const Binding& binding) const;
  std::string pointer(std::string_view fact, const Binding& binding) const;

  const AsOf& as_of() const { return as_of_; }

 private:
  Judgement judge_test(const Test& test, const Binding& binding) const;
  Judgement judge_absent(const Test& test, const FactInfo& fact, const std::string& pointer) const;
  using Pointer = std::function<std::string()>;  // asked where something is not known
  const Value* find_value(std::string_view fact, const Binding& binding, Value& derived) const;
  Judgement judge_value(const Test& test, const FactInfo& fact, const Value& value,
                        const Pointer& pointer) const;
  Judgement judge_words(const Test& test, const FactInfo& fact, std::span<const std::string> words,
                        const Pointer& pointer) const;
  Judgement judge_covers(const Test& test, const Binding& binding) const;

  const RuleSet& rules_;
  const FactFrame& frame_;
  AsOf as_of_;
};

// Does the classification `value` lie under `code`? A shorter code covers the longer ones ("3B"
// every 3B entry, "1B115..1B119" the entries between); unknown when `value` is less precise than
// `code`.
Tri eccn_covers(std::string_view code, std::string_view value);
Tri paragraph_covers(std::string_view code, std::string_view value);

}  // namespace licet::law
