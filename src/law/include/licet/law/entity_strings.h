#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/law/norm.h"
#include "licet/law/vocabulary.h"

namespace licet::law {

// What a licence requirement printed in the Entity List reaches.
struct RequirementReading {
  std::string scope;  // word of [scopes]
  Predicate covers;   // the items and uses caught
  std::string covers_text;
  Day predicate_from = kAlways;  // before it the entry reached every item
  std::vector<std::string> footnotes;
  Day footnotes_from = kAlways;
  bool unclear = false;  // a human must read it
};

struct PolicyReading {
  std::vector<PolicyRule> rules;  // tried in order; empty when unclear
  bool unclear = false;
};

// The reviewed tables 744-supp4/entity_requirements.csv and entity_policies.csv: printed strings to
// predicates. A string that is not there is never guessed: the readings are null and the verdict
// REFER.
class EntityStrings {
 public:
  Status add_requirements(const CsvTable& table, const Vocabulary& vocabulary);
  Status add_policies(const CsvTable& table, const Vocabulary& vocabulary);

  const RequirementReading* requirement(std::string_view printed) const;
  const PolicyReading* policy(std::string_view printed) const;

  // All of them, by the normalised string.
  const std::map<std::string, RequirementReading, std::less<>>& requirements() const {
    return requirements_;
  }
  const std::map<std::string, PolicyReading, std::less<>>& policies() const { return policies_; }

  // Days from which readings count.
  void add_boundaries(std::vector<Day>& days) const;

 private:
  std::map<std::string, RequirementReading, std::less<>> requirements_;
  std::map<std::string, PolicyReading, std::less<>> policies_;
};

// No-break and other blanks to one blank, ends trimmed, one blank after § and §§.
std::string normalise_printed(std::string_view printed);

// The reach of a scope word, for lists given by hand; unclear for a word without a reading.
Predicate scope_predicate(std::string_view scope);

}  // namespace licet::law
