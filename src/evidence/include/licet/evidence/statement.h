#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "licet/ledger/keys.h"

namespace licet::evidence {

// What somebody signs of a snapshot or of a pack of rules, in a file of its own beside it:
//
//   licet-signature/1 LF kind " " subject LF "source " source LF "issued " issued LF LF
//   "— " key name " " base64 of the signature LF
//
// The signature is over everything up to and with the empty line.
struct Statement {
  std::string kind;     // "snapshot" or "rules"
  std::string subject;  // sha256:…, of the snapshot or of the files of the rules
  std::string source;   // whose series it belongs to: one word of a-z, 0-9, '-', '.'
  std::string issued;   // YYYY-MM-DDThh:mm:ssZ
  std::string key;      // name of the key that signed
  ledger::Signature signature{};
};

// BadValue for another kind, subject, source or moment. `signature` and `key` are made here.
Result<Statement> sign_statement(Statement unsigned_one, const ledger::KeyPair& key);
bool holds(const Statement& statement, const ledger::PublicKey& key);
std::string to_text(const Statement& statement);
// Byte for byte as to_text writes it; KeyTrouble.
Result<Statement> read_statement(std::string_view text);

// Of files by path, each once: SHA-256 over "path LF sha256 LF", ascending by path. As an id.
std::string digest_of_files(const std::map<std::string, std::string>& files);

// The newest that was accepted of each series ("snapshot house").
struct Newest {
  std::string subject, issued;
};
using Accepted = std::map<std::string, Newest>;
std::string series_of(const Statement& statement);
// ListOlder where one issued later, or another of the same moment, was accepted of its series.
Status check_newer(const Accepted& accepted, const Statement& statement);
// The newest stays the newest: an older one that was let through does not lower the bar.
void accept(Accepted& accepted, const Statement& statement);

}  // namespace licet::evidence
