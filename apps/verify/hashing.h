#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// SHA-256 and Ed25519 of OpenSSL, and the tree of RFC 6962, written for this program alone.
namespace verify {

using Hash = std::array<unsigned char, 32>;

Hash hash_of(std::string_view bytes);  // plain SHA-256
Hash leaf_of(std::string_view bytes);
// That the leaf at `index` of a log of `size` records leads to this root by these neighbours,
// nearest first (RFC 9162, section 2.1.3.2).
bool leads_to(const Hash& leaf, std::uint64_t index, std::uint64_t size,
              const std::vector<Hash>& path, std::string_view root);
std::string hex(const Hash& hash);
bool parse_hash(std::string_view digits, Hash& out);  // 64 lower-case digits

// A tree that only grows: full subtrees by size, and what they give together.
class Tree {
 public:
  void add(const Hash& leaf);
  Hash root() const;
  std::uint64_t size() const { return size_; }

 private:
  std::vector<std::pair<std::uint64_t, Hash>> full_;  // leaves below, hash
  std::uint64_t size_ = 0;
};

bool signed_by(const std::string& key, std::string_view text, std::string_view signature);

// Strict: the text must be what encoding gives. False where it is not.
bool decode(std::string_view base64, std::string& bytes);

}  // namespace verify
