#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/law/facts.h"
#include "licet/law/rule_set.h"
#include "licet/licence/licence.h"

namespace licet::decide {

// An owner in the tree of `owners`; a share that is not given is unknown.
struct Owner {
  std::string pointer;  // "parties/0/owners/1"
  std::string name, country;
  std::optional<Decimal> percent;
  bool screened_or_listed = false;            // `listed` was given, or screening has filled it in
  std::vector<law::ListingFacts> listings;
  std::vector<Owner> owners;
};

// A party as asked, beside its facts (same index in Question::frame.parties).
struct AskedParty {
  std::string pointer;  // "parties/0", "exporter"
  std::string name, country, address;
  bool to_screen = false;         // no `listed` was given
  bool owners_given = false;
  std::vector<Owner> owners;
};

// A US component of a foreign-made item.
struct UsContent {
  std::optional<std::string> eccn;
  std::optional<Decimal> percent;  // of the value of the whole
};

// What a question says of how and from what an item was made (`us_content`, `fdp`); absent =
// unknown.
struct ForeignMade {
  bool content_given = false;
  std::vector<UsContent> content;
  // ECCNs of US technology, and of that behind the plant.
  std::optional<law::Words> technology, plant;
  std::optional<bool> us_ic;
  bool incorporated = false;                   // equipment into which it goes is named
  std::vector<Owner> designed_by, ordered_by;  // one or none
};

// A question that has passed the form (docs/formats/question.md).
struct Question {
  Json document;          // as asked
  law::FactFrame frame;   // facts as given; list rows from screening are added a day at a time
  std::vector<AskedParty> parties;
  std::vector<ForeignMade> made;  // same index as Question::frame.lines
  std::vector<licence::Licence> licences;  // keys of names filled in
  std::optional<Day> departure, order;

  std::string digest() const;  // "sha256:…" of the canonical document
};

// Limits of one question; beyond them it is refused, never cut.
inline constexpr std::size_t kMostLines = 500;
inline constexpr std::size_t kMostParties = 200;
inline constexpr std::size_t kMostOwners = 2000;
inline constexpr std::size_t kMostWork = 20000;  // lines times parties, list rows and licences

// Checks every key, word, code, day and amount against the vocabulary. Errors carry the JSON
// pointer and the nearest word.
Result<Question> read_question(const Json& document, const law::RuleSet& rules);

}  // namespace licet::decide
