#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/ledger/keys.h"
#include "licet/ledger/merkle.h"

namespace licet::ledger {

// What the log was at a moment, signed: kept outside the database and given to witnesses. Its text:
//
//   origin LF size LF base64 of the root LF LF "— " origin " " base64 of the signature LF
//
// The signature is over everything up to and with the empty line.
struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Digest root{};
  Signature signature{};
};

Result<Checkpoint> sign_checkpoint(std::string origin, std::uint64_t size, const Digest& root,
                                   const SecretKey& key);
bool holds(const Checkpoint& checkpoint, const PublicKey& key);
std::string to_text(const Checkpoint& checkpoint);
// Any number, one after the other; each must be byte for byte as to_text writes it. LedgerCorrupt
// with its number.
Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text);

}  // namespace licet::ledger
