#pragma once
#include <string>

#include "context.h"
#include "licet/evidence/statement.h"

// Who vouches for a snapshot or a pack of rules, and that it is not an older one than was accepted.
// DATA/keys/trusted/NAME.pub are the keys believed; DATA/accepted.json the newest of each series
// and every exception with its person and reason.
namespace licet::cli {

// What the user says of a thing to be taken over. `by` and `because` together let an unsigned or an
// older one through, by name.
struct Vouching {
  std::string signature;  // a file; empty = unsigned
  std::string by, because;
};

struct Judged {
  std::optional<evidence::Statement> statement;
  std::string said;     // for people: who vouches, or that nobody does
  bool exception = false;
};

// Decides; writes nothing. Unsigned is let through while no key is trusted. KeyTrouble,
// KeyTrouble, ListOlder, KeyTrouble.
Result<Judged> judge(const std::string& folder, const std::string& kind,
                      const std::string& subject, const Vouching& vouching);
// After it was taken over, under the folder's lock.
Status keep(const std::string& folder, const std::string& kind, const std::string& subject,
            const Vouching& vouching, const Judged& verdict);
// "signed by …" or that nobody vouches for it, as it was when it was taken over.
std::string vouched(const std::string& folder, const std::string& subject);

// Makes a public key one that is believed.
Status trust_key(const std::string& folder, const std::string& name, const std::string& line);

}  // namespace licet::cli
