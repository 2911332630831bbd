#include "licet/base/sha256.h"

#include <openssl/evp.h>

#include "licet/base/check.h"

namespace licet {

Digest sha256(std::span<const std::uint8_t> bytes) {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  LICET_CHECK(method != nullptr, "OpenSSL offers no SHA-256");
  Digest digest{};
  unsigned length = 0;
  const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, method, nullptr);
  LICET_CHECK(done == 1 && length == digest.size(), "SHA-256 did not finish");
  return digest;
}

Digest sha256(std::string_view text) {
  return sha256(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

std::string to_hex(const Digest& digest) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(64);
  for (std::uint8_t b : digest) {
    text += kDigits[b >> 4];
    text += kDigits[b & 15];
  }
  return text;
}

std::string to_id(const Digest& digest) { return "sha256:" + to_hex(digest); }

bool parse_digest(std::string_view text, Digest& out) {
  if (text.starts_with("sha256:")) text.remove_prefix(7);
  if (text.size() != 64) return false;
  for (std::size_t i = 0; i < 64; ++i) {
    const char c = text[i];
    int nibble = -1;
    if (c >= '0' && c <= '9') nibble = c - '0';
    if (c >= 'a' && c <= 'f') nibble = c - 'a' + 10;
    if (nibble < 0) return false;
    out[i / 2] = std::uint8_t(i % 2 == 0 ? nibble << 4 : out[i / 2] | nibble);
  }
  return true;
}

}  // namespace licet
