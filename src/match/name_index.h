#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "address_index.h"
#include "cut.h"
#include "dictionary.h"
#include "halves.h"
#include "identifiers.h"
#include "licet/snapshot/snapshot.h"
#include "runs.h"

// What is kept beside a snapshot so that a question looks at few of its names. Internal to `match`.
namespace licet::match {

// What the bound needs of one key.
struct KeyFacts {
  std::uint32_t first = 0;     // place of its first token among those of all keys
  std::uint32_t all = 0;       // weight of all tokens
  std::uint32_t counted = 0;   // of words, readings, words of a trade
  std::uint32_t texts : 30 = 0;  // tokens, each with its further readings
  bool weak : 1 = false;       // no word at all: legal forms, fillers, initials, numbers
  bool special : 1 = false;    // has initials, or is long: its frequent words are never passed over
};

// Names longer than this are `special`.
inline constexpr std::uint32_t kLongName = 120;

class NameIndex : public snapshot::Derived {
 public:
  explicit NameIndex(const snapshot::Snapshot& snapshot);

  // The index of the snapshot, made when first asked for.
  static const NameIndex& of(const snapshot::Snapshot& snapshot);

  // Another number for every index of this process.
  std::uint64_t serial() const { return serial_; }

  std::uint32_t key_count() const { return std::uint32_t(facts_.size()) - 1; }
  const KeyFacts& facts(std::uint32_t key) const { return facts_[key]; }
  // Tokens of a key in their order.
  std::span<const std::uint32_t> tokens(std::uint32_t key) const {
    return tokens_at(facts_[key].first, facts_[key + 1].first - facts_[key].first);
  }
  std::span<const std::uint32_t> tokens_at(std::uint32_t place, std::size_t count) const {
    return std::span(tokens_).subspan(place, count);
  }
  std::uint32_t key_at(std::uint32_t place) const;  // whose token stands there
  // Names that have this key, ascending.
  std::span<const std::uint32_t> names(std::uint32_t key) const { return names_.of(key); }
  // Keys with this word, reading or word of a trade, each once; without the weak ones.
  std::span<const std::uint32_t> plain_keys(std::uint32_t token) const { return plain_.of(token); }
  std::span<const std::uint32_t> special_keys(std::uint32_t token) const {
    return special_.of(token);
  }
  const std::vector<std::uint32_t>& weak_keys() const { return weak_; }
  const std::vector<std::uint32_t>& long_keys() const { return long_; }  // kManyTokens and more
  const Dictionary& dictionary() const { return dictionary_; }
  const Runs& runs() const { return runs_; }

  // Of the same snapshot; made when first asked for.
  const AddressIndex& addresses(const snapshot::Snapshot& snapshot) const {
    std::call_once(addresses_once_,
                   [&] { addresses_ = std::make_unique<AddressIndex>(snapshot); });
    return *addresses_;
  }

  const IdentifierIndex& identifiers(const snapshot::Snapshot& snapshot) const {
    std::call_once(identifiers_once_,
                   [&] { identifiers_ = std::make_unique<IdentifierIndex>(snapshot); });
    return *identifiers_;
  }

  const LongNames& long_names(const snapshot::Snapshot& snapshot) const {
    std::call_once(long_names_once_, [&] { long_names_ = std::make_unique<LongNames>(snapshot); });
    return *long_names_;
  }

  const HalfNames& halves(const snapshot::Snapshot& snapshot) const {
    std::call_once(halves_once_, [&] { halves_ = std::make_unique<HalfNames>(snapshot); });
    return *halves_;
  }

  static constexpr std::size_t kManyTokens = 9;

 private:
  void read_keys(const snapshot::Snapshot& snapshot);
  void read_postings();

  std::uint64_t serial_;
  Dictionary dictionary_;
  Runs runs_;
  std::vector<std::uint32_t> tokens_;  // of all keys, one key after another
  std::vector<KeyFacts> facts_;        // of each key, and one for the end
  Rows names_, plain_, special_;
  std::vector<std::uint32_t> weak_, long_;
  mutable std::once_flag addresses_once_;
  mutable std::unique_ptr<AddressIndex> addresses_;
  mutable std::once_flag identifiers_once_;
  mutable std::unique_ptr<IdentifierIndex> identifiers_;
  mutable std::once_flag long_names_once_;
  mutable std::unique_ptr<LongNames> long_names_;
  mutable std::once_flag halves_once_;
  mutable std::unique_ptr<HalfNames> halves_;
};

}  // namespace licet::match
