#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "licet/base/result.h"

// Ed25519 (RFC 8032), by OpenSSL: what checkpoints, snapshots and rule packs are signed with.
namespace licet::ledger {

using PublicKey = std::array<std::uint8_t, 32>;
using SecretKey = std::array<std::uint8_t, 32>;  // the seed
using Signature = std::array<std::uint8_t, 64>;

struct KeyPair {
  SecretKey secret;
  PublicKey shown;
};

// From the system's random numbers. KeyTrouble where there are none.
Result<KeyPair> make_key();
Result<KeyPair> key_of_seed(const SecretKey& seed);

Result<Signature> sign(const SecretKey& key, std::string_view bytes);
bool verify(const PublicKey& key, std::string_view bytes, const Signature& signature);

// RFC 4648, with padding; strict: no blanks, no other characters, no loose last bits.
std::string to_base64(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);

// One line each: "licet-ed25519-secret BASE64" and "licet-ed25519 BASE64".
std::string secret_line(const SecretKey& key);
std::string public_line(const PublicKey& key);
Result<SecretKey> read_secret(std::string_view line);
Result<PublicKey> read_public(std::string_view line);
// The first eight hexadecimal digits of the public key's SHA-256: how a key is called.
std::string key_name(const PublicKey& key);

}  // namespace licet::ledger
