#pragma once
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "licet/law/facts.h"
#include "licet/law/rule_set.h"

namespace licet::law::testing {

// How many random questions or rule sets, `usual` at least; a long run sets LICET_TWIN_RUNS.
int runs(int usual);

// Random facts for a rule set, by type: each fact of the vocabulary gets values that its type
// allows, most of them at or beside what rules ask for. Same seed, same facts.
class RandomFacts {
 public:
  RandomFacts(const RuleSet& rules, std::uint64_t seed);

  // One to two lines, parties with list rows, licences; some facts known to be open. Half of them
  // wild, half plain: mostly a United States exporter of a commodity whose flags are denied.
  FactFrame frame();
  // A day on, before or after one on which some rule changes.
  Day day();

 private:
  int below(std::size_t n) { return int(random_() % n); }
  bool one_in(int n) { return below(std::size_t(n)) == 0; }
  bool in_hundred(int n) { return below(100) < n; }
  template <class T>
  const T& any(const std::vector<T>& of) { return of[random_() % of.size()]; }

  void harvest(const Predicate& predicate);
  Value value(const FactInfo& fact);
  std::optional<Value> plain_value(const FactInfo& fact);
  std::string eccn();
  std::string country();
  Decimal number(const std::vector<Literal>& literals);
  void fill(FactMap& facts, std::string_view prefix, int percent);
  LineFacts line(int index, int percent);
  PartyFacts party(int index, int percent);
  ListingFacts listing(const std::string& pointer, int percent);
  Predicate reach();

  const RuleSet& rules_;
  std::mt19937_64 random_;
  bool plain_ = false;
  std::map<std::string, std::vector<Literal>> literals_;  // by fact
  std::map<std::string, std::vector<const FactInfo*>> facts_;  // by prefix
  std::vector<std::string> entries_, countries_;
  std::vector<const Predicate*> tests_;
};

}  // namespace licet::law::testing
