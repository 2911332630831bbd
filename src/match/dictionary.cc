#include "dictionary.h"

#include <algorithm>

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

std::vector<std::string> plural_forms(std::string_view text) {
  std::vector<std::string> out{std::string(text) + "s"};
  if (text.ends_with("s")) out.emplace_back(text.substr(0, text.size() - 1));
  if (text.ends_with("y")) out.push_back(std::string(text.substr(0, text.size() - 1)) + "ies");
  if (text.ends_with("ies")) out.push_back(std::string(text.substr(0, text.size() - 3)) + "y");
  return out;
}

std::uint32_t Dictionary::add(std::string_view raw) {
  const std::uint32_t number = raw_.add(raw);
  if (number < tokens_.size()) return number;
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
  return number;
}

void Dictionary::finish() {
  raw_ = {};
  tokens_.shrink_to_fit();
  facts_.shrink_to_fit();
  number_texts();
  std::vector<std::string_view> texts;
  std::vector<std::uint32_t> scanned;
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    texts.push_back(text(i));
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
  for (TokenRow& token : tokens_) token.text = texts_.add(token.view.text);
  spellings_.reserve(texts_.size());
  for (const std::string_view one : texts_.texts()) spellings_.push_back(spelling_of(one));
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    const TokenView& view = tokens_[i].view;
    pairs.emplace_back(tokens_[i].text, i);
    for_each_other(view, [&](std::string_view one) { pairs.emplace_back(texts_.add(one), i); });
    if (!view.original.empty()) by_original_[view.original].push_back(i);
  }
  texts_.shrink();
  by_text_ = Rows::from(pairs, texts_.size());
}

void Dictionary::number_sounds(const std::vector<std::uint32_t>& scanned) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Spelling& one : spellings_) one.sounded();  // from now on only read
  for (const std::uint32_t number : scanned) {
    const Spelling spelling = spelling_of(text(number));
    std::uint32_t sound = sounds_.find(spelling.sounded());
    if (sound == TextTable::kNone) sound = sounds_.add(sound_letters_.keep(spelling.sounded()));
    pairs.emplace_back(sound, number);
  }
  sounds_.shrink();
  by_sound_ = Rows::from(pairs, sounds_.size());
  std::vector<std::uint32_t> all(sounds_.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  sound_lengths_.fill(sounds_.texts(), all);
}

void Dictionary::relate_trades() {
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    const TokenView& view = tokens_[i].view;
    if (view.text.empty()) continue;
    if (view.kind == Kind::kWord) words_[std::uint8_t(view.text[0])].push_back(i);
    if (view.kind == Kind::kGeneric) trades_.push_back(i);
    const bool weak = view.kind == Kind::kLegal || view.kind == Kind::kFiller;
    if (weak) weak_tokens_[std::min(well_spelled(view.text).size(), kLongestToken)].push_back(i);
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

std::span<const std::uint32_t> Dictionary::of_text(std::string_view text) const {
  const std::uint32_t found = texts_.find(text);
  if (found == TextTable::kNone) return {};
  return by_text_.of(found);
}

std::span<const std::uint32_t> Dictionary::of_original(std::string_view original) const {
  const auto found = by_original_.find(original);
  if (found == by_original_.end()) return {};
  return found->second;
}

void Dictionary::near(const Spelling& text, std::vector<std::uint32_t>& texts) const {
  const Sought sought(text.text);
  const int size = int(text.text.size());
  for (int length = std::max(0, size - 4); length <= int(kLongestToken); ++length) {
    const int most = allowed_edits(std::max(size, length));
    if (length - size > most) break;
    if (size - length <= most) lengths_.near(std::size_t(length), sought, most, texts);
  }
}

void Dictionary::near_in_sound(const Spelling& text, std::vector<std::uint32_t>& texts) const {
  const std::string_view sound = text.sounded();
  const Sought sought(sound);
  const int size = int(sound.size());
  static thread_local std::vector<std::uint32_t> sounds;
  sounds.clear();
  for (int length = std::max(0, size - 3); length <= int(kLongestToken); ++length) {
    const int most = sound_edits(std::size_t(std::max(size, length)));
    if (length - size > most) break;
    if (size - length > most) continue;
    sound_lengths_.near(std::size_t(length), sought, most, sounds);
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
    all.emplace_back(std::uint32_t(mixed(folded)), number);
    if (is_foreign) foreign.push_back(all.back());
  }
}

void Dictionary::Skeletons::sort() {
  all.shrink_to_fit();
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
    const auto hash = std::uint32_t(mixed(folded));
    auto at = std::lower_bound(rows.begin(), rows.end(), std::pair(hash, 0u));
    for (; at != rows.end() && at->first == hash; ++at) texts.push_back(at->second);
  }
}

void Dictionary::number_skeletons(const std::vector<std::uint32_t>& scanned) {
  for (const std::uint32_t number : scanned) {
    bool consonants = false;
    bool syllables = false;
    for (const std::uint32_t token : by_text_.of(number)) {
      const Writing writing = writing_of(tokens_[token].view);
      consonants |= writing == Writing::kConsonants;
      syllables |= writing == Writing::kSyllables;
    }
    consonants_.add(text(number), number, consonants);
    syllables_.add(text(number), number, syllables);
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
    const std::uint32_t found = texts_.find(form);
    if (found != TextTable::kNone) texts.push_back(found);
  }
}

void Dictionary::near_joined(const Spelling& text, std::vector<std::uint32_t>& texts) const {
  const std::uint32_t found = sounds_.find(text.sounded());
  if (found != TextTable::kNone) {
    const auto of_sound = by_sound_.of(found);
    texts.insert(texts.end(), of_sound.begin(), of_sound.end());
  }
  plurals(text.text, texts);
  const Sought sought(text.text);
  const std::size_t size = text.text.size();
  for (std::size_t length = size > 0 ? size - 1 : 0;
       length <= std::min(size + 1, kLongestToken); ++length) {
    lengths_.near(length, sought, 1, texts);
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
