#include "licet/ledger/merkle.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/ledger/checkpoint.h"
#include "licet/ledger/keys.h"

namespace licet::ledger {
namespace {

std::vector<Digest> leaves(std::size_t count) {
  std::vector<Digest> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(leaf_hash(cat("record ", i)));
  return out;
}

// The definition of RFC 6962, 2.1, word for word.
Digest root_reference(std::span<const Digest> part) {
  if (part.empty()) return sha256(std::string_view());
  if (part.size() == 1) return part[0];
  std::size_t k = 1;
  while (k * 2 < part.size()) k *= 2;
  return node_hash(root_reference(part.first(k)), root_reference(part.subspan(k)));
}

TEST(Merkle, KnownHashes) {
  // From the test vectors of RFC 6962 implementations: the empty tree, and the empty leaf.
  EXPECT_EQ(to_hex(root_of({})),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(leaf_hash("")),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(Merkle, TheFrontierIsTheDefinition) {
  const auto all = leaves(130);
  for (std::size_t n = 0; n <= all.size(); ++n) {
    const auto part = std::span(all).first(n);
    EXPECT_EQ(root_of(part), root_reference(part)) << n;
    Frontier tree;
    for (const Digest& leaf : part) tree.append(leaf);
    const Frontier again = Frontier::read(n, tree.bytes()).value();
    EXPECT_EQ(again.root(), tree.root());
    EXPECT_FALSE(Frontier::read(n + 1 + (n % 2 == 0), tree.bytes() + "x").ok());
  }
}

TEST(Merkle, EveryInclusionPathHoldsAndNoOther) {
  for (std::size_t n : {1u, 2u, 3u, 7u, 8u, 33u}) {
    const auto all = leaves(n);
    const Digest root = root_of(all);
    for (std::size_t i = 0; i < n; ++i) {
      auto path = inclusion_path(all, i);
      EXPECT_TRUE(verify_inclusion(all[i], i, n, path, root));
      EXPECT_FALSE(verify_inclusion(all[i], i + 1, n, path, root));
      EXPECT_FALSE(verify_inclusion(leaf_hash("x"), i, n, path, root));
      for (Digest& step : path) {
        step[7] ^= 1;
        EXPECT_FALSE(verify_inclusion(all[i], i, n, path, root));
        step[7] ^= 1;
      }
      path.push_back(root);
      EXPECT_FALSE(verify_inclusion(all[i], i, n, path, root));
    }
  }
}

TEST(Merkle, EveryConsistencyPathHoldsAndNoOther) {
  const auto all = leaves(40);
  for (std::size_t n = 1; n <= all.size(); ++n)
    for (std::size_t m = 0; m <= n; ++m) {
      const auto now = std::span(all).first(n), before = std::span(all).first(m);
      auto path = consistency_path(now, m);
      EXPECT_TRUE(verify_consistency(m, n, root_of(before), root_of(now), path)) << m << " " << n;
      if (m == 0) continue;
      EXPECT_FALSE(verify_consistency(m, n, leaf_hash("x"), root_of(now), path));
      EXPECT_FALSE(verify_consistency(m, n, root_of(before), leaf_hash("x"), path));
      if (path.empty()) continue;
      path[0][0] ^= 1;
      EXPECT_FALSE(verify_consistency(m, n, root_of(before), root_of(now), path));
    }
}

TEST(Keys, TheVectorOfRfc8032) {
  SecretKey seed{};
  const std::string hex = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
  for (std::size_t i = 0; i < 32; ++i)
    seed[i] = std::uint8_t(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  const KeyPair pair = key_of_seed(seed).value();
  Digest shown;
  std::copy(pair.shown.begin(), pair.shown.end(), shown.begin());
  EXPECT_EQ(to_hex(shown), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const Signature signature = sign(seed, "").value();
  EXPECT_TRUE(verify(pair.shown, "", signature));
  EXPECT_FALSE(verify(pair.shown, "x", signature));
  EXPECT_EQ(read_secret(secret_line(seed)).value(), seed);
  EXPECT_EQ(read_public(public_line(pair.shown)).value(), pair.shown);
  EXPECT_FALSE(read_public(secret_line(seed)).ok());
}

TEST(Keys, Base64IsStrict) {
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    EXPECT_EQ(from_base64(to_base64(text)).value(), text);
  EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
  for (const char* text : {"Zg=", "Zg", "Zh==", "Zm9=", "Z===", "Zg==\n", "Zm 9", "===="})
    EXPECT_FALSE(from_base64(text).ok()) << text;
}

TEST(Checkpoint, EveryChangedByteIsFound) {
  const KeyPair key = make_key().value();
  const Checkpoint one = sign_checkpoint("ledger.test", 3, root_of(leaves(3)), key.secret).value();
  const Checkpoint two = sign_checkpoint("ledger.test", 9, root_of(leaves(9)), key.secret).value();
  const std::string text = to_text(one) + to_text(two);
  const auto read = read_checkpoints(text).value();
  ASSERT_EQ(read.size(), 2u);
  EXPECT_TRUE(holds(read[0], key.shown) && holds(read[1], key.shown));
  int tried = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = text;
      changed[at] = char(changed[at] ^ (1 << bit));
      const auto other = read_checkpoints(changed);
      const bool found = !other.ok() || other.value().size() != 2 ||
                         !holds(other.value()[0], key.shown) ||
                         !holds(other.value()[1], key.shown);
      EXPECT_TRUE(found) << at << " " << bit;
      ++tried;
    }
  EXPECT_GT(tried, 2500);
}

}  // namespace
}  // namespace licet::ledger
