#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/sha256.h"

// What a snapshot is built from: owned records, made by `ingest`, written by build_snapshot().
namespace licet::snapshot {

enum class PartyType : std::uint8_t {
  kUnknown = 0, kPerson = 1, kCompany = 2, kVessel = 3, kAircraft = 4, kAddress = 5,
};
enum class AliasKind : std::uint8_t { kPrimary = 0, kAlias = 1, kWeak = 2 };

// A name as listed, and its comparison key: the bytes that match::key_of(text) gave when the
// snapshot was built. The snapshot does not look into the key.
struct NameRecord {
  std::string text;
  AliasKind kind = AliasKind::kPrimary;
  std::string key;
};

struct AddressRecord {
  std::string text;     // as published
  std::string country;  // ISO 3166-1 alpha-2, or empty
};

// One row of one list. Everything of the publisher is kept verbatim; days are ours
// (docs/formats/lists.md):
//   law day <  possible_from              the row was certainly not in force
//   possible_from <= day < certain_from   it cannot be told: questions about it are INDETERMINATE
//   certain_from  <= day < until          in force
struct EntryRecord {
  std::string list;      // word of [lists] in the vocabulary: "entity-list", "sdn" …
  std::string entry_id;  // stable within the list
  PartyType type = PartyType::kUnknown;
  std::vector<NameRecord> names;  // the first is the primary one
  std::vector<AddressRecord> addresses;
  std::vector<std::string> programmes;
  std::vector<std::string> identifiers;  // verbatim
  std::vector<std::string> citations;    // "84 FR 22963", as printed
  std::vector<std::string> instruments;  // first pages of known rules behind them: "84 FR 22961"
  std::string requirement;               // the licence requirement, verbatim
  std::string policy;                    // the review policy, verbatim
  std::string remarks;
  Day possible_from = kAlways;
  Day certain_from = kAlways;
  Day until = kForever;      // half-open
  Day published = kAlways;   // day the row's text was published; kAlways = not stated
};

// Which lists the snapshot holds, from which file; one a list.
struct SourceRecord {
  std::string list;
  std::string title;        // as the publisher names it
  Day published = kAlways;  // day of the file
  std::uint32_t rows = 0;   // entries of this list (the builder checks it)
  bool extract = false;     // a frozen part of the list, not the whole
  std::string provenance;   // file name and form
  Digest file_digest{};     // SHA-256 of what the file says, in any order of rows
};

// A rule file as a lawyer wrote it. Paths are relative to the rules folder, with '/'.
struct RuleFile {
  std::string path;
  std::string text;
};

struct Contents {
  std::vector<SourceRecord> sources;
  std::vector<EntryRecord> entries;
  std::vector<RuleFile> rules;
};

}  // namespace licet::snapshot
