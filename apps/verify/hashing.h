#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// SHA-256 and Ed25519 of OpenSSL, and the tree of RFC 6962, written for this program alone.
namespace verify {

using Hash = std::array<unsigned char, 32>;

Hash leaf_of(std::string_view bytes);
std::string hex(const Hash& hash);

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
