#include "tables.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "licet/base/check.h"
#include "licet/base/text.h"
#include "similar.h"
#include "unicode_text.h"

namespace licet::match {
namespace {

constexpr LegalForm kLegalForms[] = {
#include "tables/legal_forms.inc"
};

struct ClassRow {
  std::string_view name;
  std::string_view form;
};
constexpr ClassRow kLegalClasses[] = {
#include "tables/legal_classes.inc"
};

constexpr Word kWords[] = {
#include "tables/words.inc"
};

struct HanRow {
  WordKind kind;
  std::string_view text;
  std::string_view words;
};
constexpr HanRow kHanWords[] = {
#include "tables/han_words.inc"
};

constexpr Word kAddressWords[] = {
#include "tables/address_words.inc"
};

constexpr OtherLegal kLegalOther[] = {
#include "tables/legal_other.inc"
};

struct LetterRow {
  WordKind kind;
  std::string_view letter;
  std::string_view text;
};
constexpr LetterRow kLetters[] = {
#include "tables/letters.inc"
};

struct LegalSpelling {
  std::vector<std::string_view> tokens;
  const LegalForm* form;
};

// By first token, longest spelling first.
using LegalIndex = std::unordered_map<std::string_view, std::vector<LegalSpelling>>;

LegalIndex make_legal_index() {
  LegalIndex index;
  for (const LegalForm& form : kLegalForms) {
    auto tokens = split(form.spelling, ' ');
    index[tokens[0]].push_back({tokens, &form});
  }
  for (auto& [first, spellings] : index) {
    std::stable_sort(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
      return a.tokens.size() > b.tokens.size();
    });
  }
  return index;
}

// Three words; two of five letters and more; one of seven and more.
bool is_long(std::span<const std::string_view> tokens) {
  if (tokens.size() >= 3) return true;
  const std::size_t least = tokens.size() == 1 ? 7 : 5;
  return std::all_of(tokens.begin(), tokens.end(),
                     [&](std::string_view token) { return token.size() >= least; });
}

// Spellings long enough to be known with a letter wrong, longest first.
std::vector<LegalSpelling> make_long_spellings() {
  std::vector<LegalSpelling> spellings;
  for (const LegalForm& form : kLegalForms) {
    auto tokens = split(form.spelling, ' ');
    if (is_long(tokens)) spellings.push_back({std::move(tokens), &form});
  }
  std::stable_sort(spellings.begin(), spellings.end(),
                   [](const auto& a, const auto& b) { return a.tokens.size() > b.tokens.size(); });
  return spellings;
}

constexpr int kTooFar = 1000;

int edits_to(std::string_view word, std::string_view right) {
  if (word == right) return 0;
  const int most = right.size() < 5 ? 0 : right.size() < 9 ? 1 : 2;
  const int edits = most == 0 ? 1 : edits_between(word, right, most);
  return edits <= most ? edits : kTooFar;
}

// Of the tokens that a spelling has, in all; kTooFar and more when one of them is another word.
int edits_to(std::span<const std::string_view> tokens, const LegalSpelling& spelling) {
  if (spelling.tokens.size() > tokens.size()) return kTooFar;
  int edits = 0;
  for (std::size_t i = 0; i < spelling.tokens.size() && edits < kTooFar; ++i) {
    edits += edits_to(tokens[i], spelling.tokens[i]);
  }
  return edits;
}

using HanIndex = std::unordered_map<char32_t, std::vector<HanWord>>;

HanIndex make_han_index() {
  HanIndex index;
  for (const HanRow& row : kHanWords) {
    HanWord word{points_of(row.text), row.kind, row.words};
    const char32_t first = word.text[0];
    index[first].push_back(std::move(word));
  }
  for (auto& [first, words] : index) {
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.text.size() > b.text.size(); });
  }
  return index;
}

struct Letters {
  std::map<char32_t, std::string_view> folded;
  std::map<char32_t, char> to_latin;
  std::map<char, char32_t> to_cyrillic;
};

bool is_cyrillic_block(char32_t letter) { return letter >= 0x400 && letter < 0x530; }

Letters make_letters() {
  Letters out;
  for (const LetterRow& row : kLetters) {
    const char32_t letter = points_of(row.letter)[0];
    if (row.kind == WordKind::kFold) {
      out.folded.emplace(letter, row.text);
    } else {
      out.to_latin.emplace(letter, row.text[0]);
      if (is_cyrillic_block(letter)) out.to_cyrillic.emplace(row.text[0], letter);
    }
  }
  return out;
}

const Letters& letters() {
  static const Letters table = make_letters();
  return table;
}

}  // namespace

const LegalForm* legal_form_at(std::span<const std::string_view> tokens) {
  static const LegalIndex index = make_legal_index();
  if (tokens.empty()) return nullptr;
  const auto found = index.find(tokens[0]);
  if (found == index.end()) return nullptr;
  for (const LegalSpelling& spelling : found->second) {
    if (spelling.tokens.size() > tokens.size()) continue;
    if (std::equal(spelling.tokens.begin(), spelling.tokens.end(), tokens.begin())) {
      return spelling.form;
    }
  }
  return nullptr;
}

std::span<const LegalForm> legal_forms() { return kLegalForms; }

bool is_legal_word(std::string_view word) {
  static const std::unordered_set<std::string_view> legal_words = [] {
    std::unordered_set<std::string_view> made;
    for (const LegalForm& form : kLegalForms)
      for (const std::string_view one : split(form.spelling, ' '))
        if (one.size() >= 3) made.insert(one);
    return made;
  }();
  return legal_words.contains(word);
}

const LegalForm* legal_form_near(std::span<const std::string_view> tokens) {
  static const std::vector<LegalSpelling> spellings = make_long_spellings();
  const LegalSpelling* best = nullptr;
  int least = kTooFar;
  for (const LegalSpelling& spelling : spellings) {
    if (best != nullptr && spelling.tokens.size() < best->tokens.size()) break;
    const int edits = edits_to(tokens, spelling);
    if (edits >= least) continue;
    best = &spelling;
    least = edits;
  }
  return best == nullptr ? nullptr : best->form;
}

std::string_view legal_class(std::string_view form_token) {
  for (const ClassRow& row : kLegalClasses) {
    if (row.form == form_token) return row.name;
  }
  return {};
}

const Word* word_row(std::string_view word) {
  static const auto index = [] {
    std::unordered_map<std::string_view, const Word*> out;
    for (const Word& row : kWords) out.emplace(row.word, &row);
    return out;
  }();
  const auto found = index.find(word);
  return found == index.end() ? nullptr : found->second;
}

const HanWord* han_word_at(std::u32string_view text) {
  static const HanIndex index = make_han_index();
  if (text.empty()) return nullptr;
  const auto found = index.find(text[0]);
  if (found == index.end()) return nullptr;
  for (const HanWord& word : found->second) {
    if (text.substr(0, word.text.size()) == word.text) return &word;
  }
  return nullptr;
}

const Word* address_word(std::string_view word) {
  static const auto index = [] {
    std::unordered_map<std::string_view, const Word*> out;
    for (const Word& row : kAddressWords) out.emplace(row.word, &row);
    return out;
  }();
  const auto found = index.find(word);
  return found == index.end() ? nullptr : found->second;
}

std::string_view legal_form_of(std::string_view written) {
  for (const OtherLegal& row : kLegalOther) {
    if (row.text == written) return row.words;
  }
  return {};
}

const OtherLegal* legal_form_beginning(std::string_view written) {
  for (const OtherLegal& row : kLegalOther) {
    if (written.size() > row.text.size() && written.starts_with(row.text)) return &row;
  }
  return nullptr;
}

const OtherLegal* legal_form_ending(std::string_view written) {
  for (const OtherLegal& row : kLegalOther) {
    if (written.size() > row.text.size() && written.ends_with(row.text)) return &row;
  }
  return nullptr;
}

std::optional<std::string_view> folded_letter(char32_t letter) {
  const auto found = letters().folded.find(letter);
  if (found == letters().folded.end()) return std::nullopt;
  return found->second;
}

char latin_look_alike(char32_t letter) {
  const auto found = letters().to_latin.find(letter);
  return found == letters().to_latin.end() ? '\0' : found->second;
}

char32_t cyrillic_look_alike(char letter) {
  const auto found = letters().to_cyrillic.find(letter);
  return found == letters().to_cyrillic.end() ? 0 : found->second;
}

}  // namespace licet::match
