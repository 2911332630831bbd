#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/result.h"
#include "licet/base/sha256.h"
#include "licet/match/screen.h"
#include "licet/snapshot/snapshot.h"

namespace licet::portfolio {

// A party that the user deals with, under the user's own id.
struct Party {
  std::string id, name;
  std::string country;  // ISO 3166-1 alpha-2, or empty
  snapshot::PartyType type = snapshot::PartyType::kUnknown;
  std::string born = {};        // match::born_span, or empty
  std::string identifiers = {};  // numbers of papers and registers, by ';'
  bool operator==(const Party&) const = default;
};

// One row of a list that may be the party.
struct Hit {
  std::string list, entry_id, name, matched_name;
  int score_permille = 0;
  bool same_name = false;
  std::vector<match::Evidence> evidence;
  Digest entry{};  // identity_of the row
};

// A party with what was found. `problem` is the word of an error (name_empty …): such a party was
// not screened, and is never clear.
struct Screened {
  Party party;
  std::vector<Hit> hits;  // best first, as match::screen gives them
  std::string problem;
};

// Of all that tells whether this is the party: names with their kinds, type, addresses,
// identifiers, programmes, remarks. Days, citations, requirement and policy are left out: they
// change what follows from a match, not the match.
Digest identity_of(const snapshot::Snapshot& snapshot, const snapshot::EntryView& entry);
Digest identity_of(const Party& party);
// Of what the hit rests on: score and evidence.
Digest identity_of(const Hit& hit);

// Columns `id,name` and, if there, `type` (person, company, vessel), `country`, `dob` and
// `identifier` (several by ';'). Ids are unique.
// BadValue with the line of the row; nothing is taken from a file with an error.
Result<std::vector<Party>> read_parties(const CsvTable& table);

Screened screen_party(const snapshot::Snapshot& snapshot, const Party& party,
                      int threshold_permille);

std::string_view type_word(snapshot::PartyType type);  // "person", "company", "vessel", ""
Result<snapshot::PartyType> type_of_word(std::string_view word, const std::string& place);

}  // namespace licet::portfolio
