#include "name_index.h"

#include <algorithm>
#include <atomic>

namespace licet::match {

namespace {

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

NameIndex::NameIndex(const snapshot::Snapshot& snapshot) : serial_(next_serial()) {
  read_keys(snapshot);
  dictionary_.finish();
  runs_.finish();
  read_postings();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names;
  names.reserve(snapshot.name_count());
  for (std::uint32_t i = 0; i < snapshot.name_count(); ++i) {
    names.emplace_back(snapshot.name({i}).key_number, i);
  }
  names_ = Rows::from(names, key_count());
}

const NameIndex& NameIndex::of(const snapshot::Snapshot& snapshot) {
  return static_cast<const NameIndex&>(
      snapshot.derived([](const snapshot::Snapshot& from) -> std::unique_ptr<snapshot::Derived> {
        return std::make_unique<NameIndex>(from);
      }));
}

void NameIndex::read_keys(const snapshot::Snapshot& snapshot) {
  facts_.resize(snapshot.key_count() + 1);
  std::vector<TokenView> tokens;
  for (std::uint32_t key = 0; key < key_count(); ++key) {
    KeyFacts& facts = facts_[key];
    decode(snapshot.key(key), tokens);
    facts.first = std::uint32_t(tokens_.size());
    bool initials = false;
    for (const TokenView& view : tokens) {
      // A token as it stands in the key: the letter of its kind, then the text.
      const char* begin = view.text.data() - 1;
      const std::string_view last = !view.original.empty() ? view.original
                                    : !view.others.empty() ? view.others
                                                           : view.text;
      const char* end = last.data() + last.size();
      const std::uint32_t token = dictionary_.add({begin, std::size_t(end - begin)});
      tokens_.push_back(token);
      facts.all += dictionary_.token(token).weight;
      facts.counted += dictionary_.facts(token).counted;
      facts.texts = facts.texts + texts_of(view);
      initials |= view.kind == Kind::kInitial;
    }
    facts.weak = facts.counted == 0;
    facts.special = initials || facts.all > kLongName;
    if (facts.weak && !tokens.empty()) weak_.push_back(key);
    if (makeup_of(tokens).only_weak) facts.all = std::uint32_t(16 * tokens.size());  // promoted
    if (tokens.size() >= kManyTokens) long_.push_back(key);
    runs_.add(key, facts.first, tokens);
  }
  facts_.back().first = std::uint32_t(tokens_.size());
  tokens_.shrink_to_fit();
}

std::uint32_t NameIndex::key_at(std::uint32_t place) const {
  const auto after = std::partition_point(
      facts_.begin(), facts_.end(), [&](const KeyFacts& facts) { return facts.first <= place; });
  return std::uint32_t(after - facts_.begin()) - 1;
}

void NameIndex::read_postings() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> plain;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> special;
  for (std::uint32_t key = 0; key < key_count(); ++key) {
    if (facts_[key].weak) continue;
    const auto row = tokens(key);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (dictionary_.facts(row[i]).counted == 0) continue;
      if (std::find(row.begin(), row.begin() + std::ptrdiff_t(i), row[i]) !=
          row.begin() + std::ptrdiff_t(i)) {
        continue;
      }
      (facts_[key].special ? special : plain).emplace_back(row[i], key);
    }
  }
  plain_ = Rows::from(plain, dictionary_.size());
  special_ = Rows::from(special, dictionary_.size());
}

}  // namespace licet::match
