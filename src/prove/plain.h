#pragma once
#include <map>
#include <set>
#include <string>

#include "licet/law/rule_set.h"

// Norms of one day, and what the facts that follow from the classification come to: conditions on
// entry and paragraph. Private to the module.
namespace licet::prove {

class Plainly {
 public:
  Plainly(const law::RuleSet& rules, Day day) : rules_(rules), day_(day) {}

  // A row of the control list also reads its own entry. The norm keeps its kind, its span and its
  // edges (which are those of its index).
  law::Norm norm(const law::Norm& written);

  // What the norms so far read of such facts ("flag.LVS"), each as a condition.
  const std::map<std::string, law::Predicate>& definitions() const { return definitions_; }
  // Every code that some condition so far tells apart.
  const std::set<std::string>& codes() const { return codes_; }

 private:
  // Takes note of codes and of facts to define.
  void read(const law::Predicate& predicate, const std::string& entry);
  law::Predicate truth_of(std::string_view fact);
  law::Predicate offered(std::string_view exception);
  law::Predicate barred(bool c1);
  law::Predicate controlled(std::string_view reason);
  law::Predicate only_anti_terrorism();
  law::Predicate known();
  law::Predicate of_entry(const std::string& entry);
  law::Predicate of_entries(const std::set<std::string>& entries);
  void note_codes(const law::Test& test);
  void note_paragraphs(const law::Test& test, const std::string& entry);

  const law::RuleSet& rules_;
  Day day_;
  std::set<std::string> codes_;
  std::map<std::string, law::Predicate> definitions_;
};

}  // namespace licet::prove
