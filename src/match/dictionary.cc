#include "dictionary.h"

#include <algorithm>
#include <cstring>

#include "signs.h"

namespace licet::match {
namespace {

bool is_scanned(Kind kind) { return is_substantive(kind) || kind == Kind::kNumber; }

// Edits between two sounds that may still be one word; equal sounds always may.
int sound_edits(std::size_t longer) {
  return longer < 5 ? 0 : std::max(0, allowed_edits(int(longer)) - 1);
}

}  // namespace

Rows Rows::from(std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs, std::size_t rows) {
  Rows out;
  out.begin.assign(rows + 1, 0);
  for (const auto& [row, value] : pairs) ++out.begin[row + 1];
  for (std::size_t i = 0; i < rows; ++i) out.begin[i + 1] += out.begin[i];
  out.values.resize(pairs.size());
  std::vector<std::uint32_t> at(out.begin.begin(), out.begin.end() - 1);
  for (const auto& [row, value] : pairs) out.values[at[row]++] = value;
  return out;
}

std::uint64_t mixed(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = seed ^ (text.size() * 0x9E3779B97F4A7C15u);
  while (!text.empty()) {
    std::uint64_t piece = 0;
    const std::size_t size = std::min<std::size_t>(text.size(), 8);
    std::memcpy(&piece, text.data(), size);
    hash = (hash ^ piece) * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 32;
    text.remove_prefix(size);
  }
  hash *= 0xD6E8FEB86659FD93u;
  return hash ^ (hash >> 29);
}

std::vector<std::string> plural_forms(std::string_view text) {
  std::vector<std::string> out{std::string(text) + "s"};
  if (text.ends_with("s")) out.emplace_back(text.substr(0, text.size() - 1));
  if (text.ends_with("y")) out.push_back(std::string(text.substr(0, text.size() - 1)) + "ies");
  if (text.ends_with("ies")) out.push_back(std::string(text.substr(0, text.size() - 3)) + "y");
  return out;
}

std::uint32_t Dictionary::add(std::string_view raw) {
  const auto [at, fresh] = numbers_.try_emplace(raw, std::uint32_t(tokens_.size()));
  if (!fresh) return at->second;
  std::vector<TokenView> one;
  decode(raw, one);
  TokenRow row;
  row.view = one[0];
  row.weight = std::uint8_t(weight_of(row.view, false));
  tokens_.push_back(row);
  TokenFacts facts;
  facts.counted = is_substantive(row.view.kind) ? row.weight : 0;
  facts.first = row.view.text.empty() ? 0 : std::uint8_t(row.view.text[0]);
  facts.distinct = is_distinct(row.view.kind);
  facts.initial = row.view.kind == Kind::kInitial;
  facts_.push_back(facts);
  return at->second;
}

void Dictionary::finish() {
  number_texts();
  std::vector<std::string_view> texts;
  std::vector<std::uint32_t> scanned;
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    texts.push_back(texts_[i].text);
    const auto tokens = by_text_.of(i);
    if (std::any_of(tokens.begin(), tokens.end(),
                    [&](std::uint32_t t) { return is_scanned(tokens_[t].view.kind); })) {
      scanned.push_back(i);
    }
  }
  lengths_.fill(texts, scanned);
  number_sounds(scanned);
  number_skeletons(scanned);
  relate_trades();
}

void Dictionary::number_texts() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(tokens_.size());
  text_numbers_.reserve(tokens_.size());
  const auto number = [&](std::string_view text) {
    const auto [at, fresh] = text_numbers_.try_emplace(text, std::uint32_t(texts_.size()));
    if (fresh) texts_.push_back(spelling_of(text));
    return at->second;
  };
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    const TokenView& view = tokens_[i].view;
    tokens_[i].text = number(view.text);
    pairs.emplace_back(tokens_[i].text, i);
    for_each_other(view, [&](std::string_view other) { pairs.emplace_back(number(other), i); });
    if (!view.original.empty()) by_original_[view.original].push_back(i);
  }
  by_text_ = Rows::from(pairs, texts_.size());
}

void Dictionary::number_sounds(const std::vector<std::uint32_t>& scanned) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Spelling& text : texts_) text.sounded();  // from now on only read
  sound_numbers_.reserve(scanned.size());
  for (const std::uint32_t text : scanned) {
    const auto [at, fresh] =
        sound_numbers_.try_emplace(texts_[text].sounded(), std::uint32_t(sounds_.size()));
    if (fresh) sounds_.push_back(texts_[text].sounded());
    pairs.emplace_back(at->second, text);
  }
  by_sound_ = Rows::from(pairs, sounds_.size());
  std::vector<std::uint32_t> all(sounds_.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  sound_lengths_.fill(sounds_, all);
}

void Dictionary::relate_trades() {
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    const TokenView& view = tokens_[i].view;
    if (view.text.empty()) continue;
    if (view.kind == Kind::kWord) words_[std::uint8_t(view.text[0])].push_back(i);
    if (view.kind == Kind::kGeneric) trades_.push_back(i);
    const bool weak = view.kind == Kind::kLegal || view.kind == Kind::kFiller;
    if (weak) weak_tokens_.push_back(i);
  }
  for (const std::uint32_t trade : trades_) {
    const std::string_view text = tokens_[trade].view.text;
    words_like(text, trade_words_[text]);
  }
}

void Dictionary::words_like(std::string_view trade, std::vector<std::uint32_t>& texts) const {
  if (trade.empty()) return;
  for (const std::uint32_t word : words_[std::uint8_t(trade[0])]) {
    const std::string_view other = tokens_[word].view.text;
    if (abbreviates(trade, other) || abbreviates(other, trade)) {
      texts.push_back(tokens_[word].text);
    }
  }
}

void Dictionary::ByLength::fill(const std::vector<std::string_view>& texts,
                                const std::vector<std::uint32_t>& which) {
  begin.fill(0);
  for (const std::uint32_t text : which) ++begin[texts[text].size() + 1];
  for (std::size_t i = 0; i + 1 < begin.size(); ++i) begin[i + 1] += begin[i];
  numbers.resize(which.size());
  signs.resize(which.size());
  auto at = begin;
  for (const std::uint32_t text : which) numbers[at[texts[text].size()]++] = text;
  for (std::size_t length = 0; length <= kLongestToken; ++length) {
    first_letter[length] = std::uint32_t(letters.size());
    for (std::uint32_t i = begin[length]; i < begin[length + 1]; ++i) {
      signs[i] = sign_of(texts[numbers[i]]);
      letters += texts[numbers[i]];
    }
  }
}

void Dictionary::ByLength::near(std::size_t length, std::uint64_t sign, const EditPattern& pattern,
                                int most, std::vector<std::uint32_t>& found) const {
  static thread_local std::vector<std::uint32_t> places;
  places.clear();
  const std::size_t from = begin[length];
  scan_signs(std::span(signs).subspan(from, begin[length + 1] - from), sign, most, 0, places);
  const std::string_view all = std::string_view(letters).substr(first_letter[length]);
  for (const std::uint32_t place : places) {
    if (pattern.edits_to(all.substr(place * length, length), most) > most) continue;
    found.push_back(numbers[from + place]);
  }
}

std::span<const std::uint32_t> Dictionary::of_text(std::string_view text) const {
  const auto found = text_numbers_.find(text);
  if (found == text_numbers_.end()) return {};
  return by_text_.of(found->second);
}

std::span<const std::uint32_t> Dictionary::of_original(std::string_view original) const {
  const auto found = by_original_.find(original);
  if (found == by_original_.end()) return {};
  return found->second;
}

void Dictionary::near(const Spelling& text, std::vector<std::uint32_t>& texts) const {
  const EditPattern pattern(text.text);
  const std::uint64_t sign = sign_of(text.text);
  const int size = int(text.text.size());
  for (int length = std::max(0, size - 4); length <= int(kLongestToken); ++length) {
    const int most = allowed_edits(std::max(size, length));
    if (length - size > most) break;
    if (size - length <= most) lengths_.near(std::size_t(length), sign, pattern, most, texts);
  }
}

void Dictionary::near_in_sound(const Spelling& text, std::vector<std::uint32_t>& texts) const {
  const std::string_view sound = text.sounded();
  const EditPattern pattern(sound);
  const std::uint64_t sign = sign_of(sound);
  const int size = int(sound.size());
  static thread_local std::vector<std::uint32_t> sounds;
  sounds.clear();
  for (int length = std::max(0, size - 3); length <= int(kLongestToken); ++length) {
    const int most = sound_edits(std::size_t(std::max(size, length)));
    if (length - size > most) break;
    if (size - length > most) continue;
    sound_lengths_.near(std::size_t(length), sign, pattern, most, sounds);
  }
  for (const std::uint32_t number : sounds) {
    const auto of_sound = by_sound_.of(number);
    texts.insert(texts.end(), of_sound.begin(), of_sound.end());
  }
}

void Dictionary::Skeletons::add(std::string_view text, std::uint32_t number, bool is_foreign) {
  for (const bool second : {false, true}) {
    if (second && text.find('c') == std::string_view::npos) continue;
    const std::string folded = skeleton(text, writing, second);
    if (folded.empty()) continue;
    all.emplace_back(mixed(folded), number);
    if (is_foreign) foreign.push_back(all.back());
  }
}

void Dictionary::Skeletons::sort() {
  std::sort(all.begin(), all.end());
  std::sort(foreign.begin(), foreign.end());
}

void Dictionary::Skeletons::same(std::string_view text, bool everywhere,
                                 std::vector<std::uint32_t>& texts) const {
  const auto& rows = everywhere ? all : foreign;
  if (rows.empty()) return;
  for (const bool second : {false, true}) {
    if (second && text.find('c') == std::string_view::npos) continue;
    const std::string folded = skeleton(text, writing, second);
    if (folded.empty()) continue;
    const std::uint64_t hash = mixed(folded);
    auto at = std::lower_bound(rows.begin(), rows.end(), std::pair(hash, 0u));
    for (; at != rows.end() && at->first == hash; ++at) texts.push_back(at->second);
  }
}

void Dictionary::number_skeletons(const std::vector<std::uint32_t>& scanned) {
  for (const std::uint32_t text : scanned) {
    bool consonants = false;
    bool syllables = false;
    for (const std::uint32_t token : by_text_.of(text)) {
      const Writing writing = writing_of(tokens_[token].view);
      consonants |= writing == Writing::kConsonants;
      syllables |= writing == Writing::kSyllables;
    }
    consonants_.add(texts_[text].text, text, consonants);
    syllables_.add(texts_[text].text, text, syllables);
  }
  consonants_.sort();
  syllables_.sort();
}

// The consonants decide when one of the two is written in consonants, else the syllables.
void Dictionary::same_skeleton(std::string_view text, Writing writing,
                               std::vector<std::uint32_t>& texts) const {
  consonants_.same(text, writing == Writing::kConsonants, texts);
  if (writing != Writing::kConsonants)
    syllables_.same(text, writing == Writing::kSyllables, texts);
}

void Dictionary::plurals(std::string_view text, std::vector<std::uint32_t>& texts) const {
  for (const std::string& form : plural_forms(text)) {
    const auto found = text_numbers_.find(form);
    if (found != text_numbers_.end()) texts.push_back(found->second);
  }
}

void Dictionary::near_joined(const Spelling& text, std::vector<std::uint32_t>& texts) const {
  const auto found = sound_numbers_.find(text.sounded());
  if (found != sound_numbers_.end()) {
    const auto of_sound = by_sound_.of(found->second);
    texts.insert(texts.end(), of_sound.begin(), of_sound.end());
  }
  plurals(text.text, texts);
  const EditPattern pattern(text.text);
  const std::uint64_t sign = sign_of(text.text);
  const std::size_t size = text.text.size();
  for (std::size_t length = size > 0 ? size - 1 : 0;
       length <= std::min(size + 1, kLongestToken); ++length) {
    lengths_.near(length, sign, pattern, 1, texts);
  }
}

void Dictionary::abbreviations(const TokenView& token, std::vector<std::uint32_t>& texts) const {
  if (token.kind == Kind::kGeneric) {
    const auto found = trade_words_.find(token.text);
    if (found == trade_words_.end()) return words_like(token.text, texts);
    texts.insert(texts.end(), found->second.begin(), found->second.end());
  }
  if (token.kind != Kind::kWord) return;
  for (const std::uint32_t trade : trades_) {
    const std::string_view text = tokens_[trade].view.text;
    if (abbreviates(token.text, text) || abbreviates(text, token.text)) {
      texts.push_back(tokens_[trade].text);
    }
  }
}

}  // namespace licet::match
