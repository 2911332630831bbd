#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/law/predicate.h"

namespace licet::law {

enum class FactType : std::uint8_t {
  kBool = 1, kWord = 2, kText = 3, kEccn = 4, kParagraph = 5, kDecimal = 6, kCountry = 7,
  kCountries = 8, kDay = 9, kWords = 10, kObject = 11, kCode = 12,
};

// One fact that a question may give and a rule may read.
struct FactInfo {
  std::string name;  // full: "item.mass_market", "destination"
  FactType type = FactType::kText;
  std::string means, ask, who, cite;
  bool assume = false;   // unknown: `assumed` is taken and listed; else it is asked
  Value assumed;         // NotKnown = the negative: false, none
  bool adverse = false;  // can only tighten an answer; given and read by no rule = REFER
  std::string section;   // of the vocabulary; for word facts the section of their words
  bool derived = false;  // found by the engine; a question may not give it
};

// One word of a closed list ("end_user" in [role]).
struct WordInfo {
  std::string word, means, ask, who, cite, effect;
  bool assume = false;
  bool adverse = false;
};

// rules/vocabulary.toml: the closed list of facts and words. Built-in facts (destination,
// listing.*, licence.*, derived ones) are added by the reader.
class Vocabulary : public FactNames {
 public:
  static Result<Vocabulary> read(std::string_view text, std::string_view file);

  // Null when there is none.
  const FactInfo* fact(std::string_view full_name) const;
  const WordInfo* word(std::string_view section, std::string_view word) const;
  bool has_section(std::string_view section) const;
  std::vector<std::string> words(std::string_view section) const;

  // Facts whose full name starts with the prefix ("item."), sorted.
  std::vector<const FactInfo*> facts(std::string_view prefix) const;

  std::string full_name(std::string_view written) const override;
  std::string nearest_fact(std::string_view wrong) const;

 private:
  std::map<std::string, FactInfo, std::less<>> facts_;
  std::map<std::string, std::map<std::string, WordInfo, std::less<>>, std::less<>> words_;
};

}  // namespace licet::law
