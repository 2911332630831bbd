#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/law/facts.h"
#include "licet/law/rule_set.h"
#include "licet/licence/licence.h"

namespace licet::decide {

// An owner somewhere in the tree that is listed by hand.
struct ListedOwner {
  Day from = kAlways;
  Day until = kForever;
};

// A party as asked, beside its facts (same index in Question::frame.parties).
struct AskedParty {
  std::string pointer;  // "parties/0", "exporter"
  std::string name, country, address;
  bool to_screen = false;         // no `listed` was given
  bool owners_given = false;
  bool owners_unscreened = false;  // an owner without `listed`: whether it is listed is not known
  std::vector<ListedOwner> listed_owners;
};

// A question that has passed the form (docs/formats/question.md).
struct Question {
  Json document;          // as asked
  law::FactFrame frame;   // facts as given; list rows from screening are added a day at a time
  std::vector<AskedParty> parties;
  std::vector<licence::Licence> licences;  // keys of names filled in
  std::optional<Day> departure, order;

  std::string digest() const;  // "sha256:…" of the canonical document
};

// Limits of one question; beyond them it is refused, never cut.
inline constexpr std::size_t kMostLines = 500;
inline constexpr std::size_t kMostParties = 200;
inline constexpr std::size_t kMostOwners = 2000;

// Checks every key, word, code, day and amount against the vocabulary. Errors carry the JSON pointer and
// the nearest word.
Result<Question> read_question(const Json& document, const law::RuleSet& rules);

}  // namespace licet::decide
