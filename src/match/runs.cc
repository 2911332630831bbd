#include "runs.h"

#include <algorithm>
#include <bit>

#include "dictionary.h"
#include "licet/base/check.h"

namespace licet::match {
namespace {

// What a hash is of: so that a beginning is not taken for an end.
enum Part : std::uint64_t { kSound = 1, kFirst = 2, kSecond = 3 };

constexpr std::size_t kLeastEdited = 7;  // letters of a run that may differ by an edit

constexpr std::size_t kMostPlaces = std::size_t{1} << 30;  // what a Run can say

std::uint64_t hash_of(Part part, std::size_t length, std::string_view text) {
  return mixed(text, part * 64 + length);
}

std::uint64_t letters_in_one(std::string_view letters) {
  std::uint64_t out = 0;
  for (const char c : letters) out = out << 8 | std::uint8_t(c);
  return out;
}

}  // namespace

void join_run(std::span<const TokenView> run, bool turned, std::string& out) {
  out.clear();
  if (turned) out += run.back().text;
  for (std::size_t k = 0; k + (turned ? 1 : 0) < run.size(); ++k) out += run[k].text;
}

void Runs::add(std::uint32_t key, std::uint32_t first, std::span<const TokenView> tokens) {
  LICET_CHECK(first + tokens.size() < kMostPlaces, "more words than a run can number");
  for (std::size_t begin = 0; begin + 1 < tokens.size(); ++begin) {
    const auto place = std::uint32_t(first + begin);
    for (std::size_t count = 2; count <= 3 && begin + count <= tokens.size(); ++count) {
      const auto run = tokens.subspan(begin, count);
      if (!may_join(run)) continue;
      add_run({place, count == 3, false}, run);
      if (may_turn(run, tokens.size())) {
        add_run({place, count == 3, true}, run);
      }
    }
  }
  add_initials(key, tokens);
}

void Runs::add_run(Run run, std::span<const TokenView> tokens) {
  join_run(tokens, run.turned, text_);
  if (text_.empty()) return;
  const Spelling spelling = spelling_of(text_);
  const std::string_view text = spelling.text;
  add_hash(hash_of(kSound, 0, spelling.sounded()), run);
  if (text.size() >= kLeastEdited) {
    const std::size_t half = text.size() / 2;
    add_hash(hash_of(kFirst, text.size(), text.substr(0, half)), run);
    add_hash(hash_of(kSecond, text.size(), text.substr(half)), run);
  }
}

void Runs::add_hash(std::uint64_t hash, Run run) {
  unsorted_.push_back({std::uint32_t(hash >> 32), run});
}

void Runs::add_initials(std::uint32_t key, std::span<const TokenView> tokens) {
  const bool trade = std::any_of(tokens.begin(), tokens.end(), [](const TokenView& token) {
    return token.kind == Kind::kGeneric || token.kind == Kind::kTranslated;
  });
  if (!trade) return;
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    for (std::size_t letters = kLeastAcronym; letters <= kMostAcronym; ++letters) {
      const Acronym acronym = acronym_at(tokens, begin, letters);
      if (acronym.count == 0) continue;
      std::uint32_t weight = 0;
      for (const TokenView& token : tokens.subspan(begin, acronym.count)) {
        if (is_substantive(token.kind)) weight += std::uint32_t(weight_of(token, false));
      }
      const std::string_view text(acronym.letters.data(), letters);
      initials_.push_back({letters_in_one(text), key, weight});
    }
  }
}

void Runs::finish() {
  std::sort(initials_.begin(), initials_.end());
  const int bits = std::clamp(int(std::bit_width(unsorted_.size())) - 1, 1, 24);
  shift_ = 32 - bits;
  bucket_.assign((std::size_t{1} << bits) + 1, 0);
  for (const Hashed& one : unsorted_) ++bucket_[(one.hash >> shift_) + 1];
  for (std::size_t i = 0; i + 1 < bucket_.size(); ++i) bucket_[i + 1] += bucket_[i];
  runs_.resize(unsorted_.size());
  checks_.resize(unsorted_.size());
  std::vector<std::uint32_t> at(bucket_.begin(), bucket_.end() - 1);
  for (const Hashed& one : unsorted_) {
    const std::uint32_t place = at[one.hash >> shift_]++;
    runs_[place] = one.run;
    checks_[place] = std::uint8_t(one.hash);
  }
  std::vector<Hashed>().swap(unsorted_);  // gives its memory back, as `= {}` does not
  initials_.shrink_to_fit();
}

void Runs::collect(std::uint64_t hash, std::vector<Run>& runs) const {
  const auto wanted = std::uint32_t(hash >> 32);
  const std::uint32_t bucket = wanted >> shift_;
  for (std::uint32_t i = bucket_[bucket]; i < bucket_[bucket + 1]; ++i) {
    if (checks_[i] == std::uint8_t(wanted)) runs.push_back(runs_[i]);
  }
}

// One edit leaves the first or the second half of the run as it is; a swap across the middle
// leaves neither, and is undone before looking.
void Runs::near(const Spelling& word, std::vector<Run>& runs) const {
  if (runs_.empty()) return;
  collect(hash_of(kSound, 0, word.sounded()), runs);
  for (const std::string& form : plural_forms(word.text)) {
    collect(hash_of(kSound, 0, spelling_of(form).sounded()), runs);
  }
  const std::string_view text = word.text;
  if (text.size() < kLeastEdited) return;
  for (std::size_t size = text.size() - 1; size <= std::min(text.size() + 1, kLongestToken);
       ++size) {
    if (size < kLeastEdited) continue;
    const std::size_t half = size / 2;
    const std::size_t rest = size - half;
    collect(hash_of(kFirst, size, text.substr(0, half)), runs);
    if (rest <= text.size()) {
      collect(hash_of(kSecond, size, text.substr(text.size() - rest)), runs);
    }
    if (size != text.size() || text[half - 1] == text[half]) continue;
    std::string swapped(text);
    std::swap(swapped[half - 1], swapped[half]);
    collect(hash_of(kFirst, size, std::string_view(swapped).substr(0, half)), runs);
  }
}

std::span<const Runs::Initials> Runs::initials(std::string_view letters) const {
  const std::uint64_t wanted = letters_in_one(letters);
  const auto [from, to] = std::equal_range(
      initials_.begin(), initials_.end(), Initials{wanted, 0, 0},
      [](const Initials& a, const Initials& b) { return a.letters < b.letters; });
  return {from, to};
}

}  // namespace licet::match
