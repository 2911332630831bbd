#include "hashing.h"

#include <openssl/evp.h>

#include <cstdlib>

namespace verify {
namespace {

// One context for the whole run: making one for each hash costs more than the hash.
Hash digest(char mark, std::string_view first, std::string_view second) {
  static EVP_MD_CTX* const kContext = EVP_MD_CTX_new();
  static EVP_MD* const kSha = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Hash out;
  const bool good = EVP_DigestInit_ex2(kContext, kSha, nullptr) == 1 &&
                    EVP_DigestUpdate(kContext, &mark, mark == 2 ? 0 : 1) == 1 &&
                    EVP_DigestUpdate(kContext, first.data(), first.size()) == 1 &&
                    EVP_DigestUpdate(kContext, second.data(), second.size()) == 1 &&
                    EVP_DigestFinal_ex(kContext, out.data(), nullptr) == 1;
  if (!good) std::abort();
  return out;
}

std::string_view view(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Hash node(const Hash& left, const Hash& right) { return digest(1, view(left), view(right)); }

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

}  // namespace

Hash hash_of(std::string_view bytes) { return digest(2, bytes, {}); }
Hash leaf_of(std::string_view bytes) { return digest(0, bytes, {}); }

bool leads_to(const Hash& leaf, std::uint64_t index, std::uint64_t size,
              const std::vector<Hash>& path, std::string_view root) {
  if (index >= size) return false;
  std::uint64_t at = index, last = size - 1;
  Hash hash = leaf;
  for (const Hash& step : path) {
    if (last == 0) return false;
    if ((at & 1) == 1 || at == last) {
      hash = node(step, hash);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      hash = node(hash, step);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && view(hash) == root;
}

std::string hex(const Hash& hash) {
  std::string out;
  for (unsigned char byte : hash) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

bool parse_hash(std::string_view digits, Hash& out) {
  if (digits.size() != 64) return false;
  for (std::size_t i = 0; i < 64; ++i) {
    const char c = digits[i];
    const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (value < 0) return false;
    out[i / 2] = (unsigned char)(i % 2 == 0 ? value << 4 : out[i / 2] | value);
  }
  return true;
}

void Tree::add(const Hash& leaf) {
  full_.emplace_back(1, leaf);
  ++size_;
  while (full_.size() > 1 && full_[full_.size() - 2].first == full_.back().first) {
    const auto right = full_.back();
    full_.pop_back();
    full_.back() = {right.first * 2, node(full_.back().second, right.second)};
  }
}

Hash Tree::root() const {
  if (full_.empty()) return digest(2, {}, {});
  Hash hash = full_.back().second;
  for (std::size_t i = full_.size() - 1; i-- > 0;) hash = node(full_[i].second, hash);
  return hash;
}

bool signed_by(const std::string& key, std::string_view text, std::string_view signature) {
  EVP_PKEY* public_key =
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key), key.size());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  const bool good =
      public_key != nullptr && context != nullptr &&
      EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, public_key) == 1 &&
      EVP_DigestVerify(context, raw(signature), signature.size(), raw(text), text.size()) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(public_key);
  return good;
}

bool decode(std::string_view base64, std::string& bytes) {
  bytes.clear();
  if (base64.size() % 4 != 0) return false;
  for (std::size_t at = 0; at < base64.size(); at += 4) {
    const bool last = at + 4 == base64.size();
    const int padding = !last || base64[at + 3] != '=' ? 0 : base64[at + 2] == '=' ? 2 : 1;
    unsigned group = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const int value = i < 4u - unsigned(padding) ? value_of(base64[at + i]) : 0;
      if (value < 0) return false;
      group = group << 6 | unsigned(value);
    }
    if ((padding == 1 && (group & 0xff) != 0) || (padding == 2 && (group & 0xffff) != 0))
      return false;  // bits that no encoder sets
    for (int i = 0; i < 3 - padding; ++i) bytes += char(group >> (16 - 8 * i) & 255);
  }
  return true;
}

}  // namespace verify
