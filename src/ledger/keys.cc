#include "licet/ledger/keys.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::ledger {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::string_view kSecret = "licet-ed25519-secret ";
constexpr std::string_view kPublic = "licet-ed25519 ";
constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Error trouble(std::string_view what) {
  return {Code::KeyTrouble, "key", std::string(what)};
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <class Array>
std::string_view view(const Array& array) {
  return {reinterpret_cast<const char*>(array.data()), array.size()};
}

template <class Array>
Result<Array> read_line(std::string_view line, std::string_view head) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (!line.starts_with(head)) return trouble(cat("a line `", trim(head), " …` is due"));
  LICET_TRY(bytes, from_base64(line.substr(head.size())));
  Array out;
  if (bytes.size() != out.size()) return trouble("the key has the wrong length");
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

}  // namespace

Result<KeyPair> key_of_seed(const SecretKey& seed) {
  const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()),
                EVP_PKEY_free);
  KeyPair pair;
  pair.secret = seed;
  std::size_t size = pair.shown.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), pair.shown.data(), &size) != 1)
    return trouble("OpenSSL cannot use it");
  return pair;
}

Result<KeyPair> make_key() {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  SecretKey seed;
  std::size_t size = seed.size();
  if (!key || EVP_PKEY_get_raw_private_key(key.get(), seed.data(), &size) != 1)
    return trouble("OpenSSL cannot make one");
  return key_of_seed(seed);
}

Result<Signature> sign(const SecretKey& seed, std::string_view bytes) {
  const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()),
                EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Signature signature;
  std::size_t size = signature.size();
  if (!key || !context ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(bytes), bytes.size()) != 1)
    return trouble("OpenSSL cannot sign");
  return signature;
}

bool verify(const PublicKey& shown, std::string_view bytes, const Signature& signature) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, shown.data(), shown.size()),
                EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(bytes),
                          bytes.size()) == 1;
}

std::string to_base64(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (at + i < bytes.size() ? bytes_of(bytes)[at + i] : 0u);
    for (std::size_t i = 0; i < 4; ++i)
      out += at + i > bytes.size() ? '=' : kDigits[group >> (18 - 6 * i) & 63];
  }
  return out;
}

Result<std::string> from_base64(std::string_view text) {
  std::string out;
  if (text.size() % 4 != 0) return trouble("this is no base64");
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::uint32_t group = 0;
    std::size_t digits = 4;
    if (at + 4 == text.size()) digits = text[at + 3] != '=' ? 4 : text[at + 2] != '=' ? 3 : 2;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto digit = i < digits ? kDigits.find(text[at + i]) : 0;
      if (digit == std::string_view::npos) return trouble("this is no base64");
      group = group << 6 | std::uint32_t(digit);
    }
    for (std::size_t i = 0; i + 1 < digits; ++i) out += char(group >> (16 - 8 * i) & 255);
  }
  if (to_base64(out) != text) return trouble("this is no base64");
  return out;
}

std::string secret_line(const SecretKey& key) { return cat(kSecret, to_base64(view(key)), "\n"); }
std::string public_line(const PublicKey& key) { return cat(kPublic, to_base64(view(key)), "\n"); }

Result<SecretKey> read_secret(std::string_view line) {
  return read_line<SecretKey>(line, kSecret);
}

Result<PublicKey> read_public(std::string_view line) {
  return read_line<PublicKey>(line, kPublic);
}

std::string key_name(const PublicKey& key) { return to_hex(sha256(view(key))).substr(0, 8); }

}  // namespace licet::ledger
