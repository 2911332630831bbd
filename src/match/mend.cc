#include "mend.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "families.h"
#include "licet/base/text.h"
#include "tables.h"

namespace licet::match {
namespace {

constexpr std::size_t kLongWord = 7;

bool is_word(const Token& token) { return token.kind == Kind::kWord; }

// A word of a legal form as a scanner reads it: "j0int", "1lc", "lirnited", "c0"; digits alone
// only as 000.
std::string legal_before_scan(std::string_view text) {
  if (text == "000") return "ooo";
  for (const char one : {'l', 'i'}) {
    std::string read = unscanned(text, one);
    if (read == text) return {};
    const std::string_view word = read;
    const bool two = text.size() == 2 && text.find('0') != text.npos;  // "c0", not "a5"
    if (is_legal_word(word) || (two && legal_form_at(std::span(&word, 1)) != nullptr)) return read;
  }
  return {};
}

void mend_scanned(std::vector<Token>& tokens) {
  for (Token& token : tokens) {
    if (!is_word(token) || token.text.size() < 2 || is_legal_word(token.text)) continue;
    std::string read = legal_before_scan(token.text);
    if (read.empty() || tokens.size() == 1) continue;
    token.text = std::move(read);
    token.mended = true;
  }
}

bool is_long_legal_word(std::string_view text) {
  return text.size() >= kLongWord && is_legal_word(text);
}

// "LI MITED": two neighbours that only together are a word of a legal form.
void mend_splits(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Token& next = tokens[i + 1];
    if (!is_word(tokens[i]) || !is_word(next) || tokens[i].group != next.group) continue;
    const std::string joined = tokens[i].text + next.text;
    if (!is_long_legal_word(joined)) continue;
    if (is_long_legal_word(tokens[i].text) || is_long_legal_word(next.text)) continue;
    tokens[i].text = joined;
    tokens[i].mended = true;
    tokens.erase(tokens.begin() + std::ptrdiff_t(i) + 1);
  }
}

// How many letters at the beginning (or the end) of a word are a word of a legal form glued to it;
// 0 when none are, or when what is left is only the ending of another word form ("companys").
std::size_t glued_length(std::string_view text, bool at_begin) {
  for (std::size_t size = text.size() - 1; size >= kLongWord; --size) {
    const std::string_view part =
        at_begin ? text.substr(0, size) : text.substr(text.size() - size);
    if (!is_legal_word(part)) continue;
    const std::size_t rest = text.size() - size;
    const std::string_view left = at_begin ? text.substr(size) : text.substr(0, rest);
    const bool whole_word = rest >= 3 || is_legal_word(left);
    return whole_word && left != "s" ? size : left == "s" && size > 10 ? size : 0;
  }
  return 0;
}

// "COMPANYALIS", "LIMITEDLIABILITY": cut where the word of the legal form ends or begins.
void mend_joins(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_word(tokens[i]) || tokens[i].text.size() <= kLongWord) continue;
    if (is_legal_word(tokens[i].text)) continue;
    const std::string text = tokens[i].text;
    const bool at_begin = glued_length(text, true) > 0;
    const std::size_t size = glued_length(text, at_begin);
    if (size == 0) continue;
    const std::size_t cut = at_begin ? size : text.size() - size;
    Token second = tokens[i];
    tokens[i].text = text.substr(0, cut);
    second.text = text.substr(cut);
    (at_begin ? tokens[i] : second).mended = true;
    tokens.insert(tokens.begin() + std::ptrdiff_t(i) + 1, std::move(second));
  }
}

// ---- phrases whose words stand apart: "LIABILITY COMPANY VEGA LIMITED"

struct Phrase {
  std::vector<std::string_view> words;
  const LegalForm* form;
};

// By their longest word, longer phrases first.
using Phrases = std::unordered_map<std::string_view, std::vector<Phrase>>;

bool may_stand_apart(const std::vector<std::string_view>& words) {
  if (words.size() < 2) return false;
  std::size_t letters = 0;
  for (const std::string_view word : words) {
    if (word.size() > 1 && word.size() < 5) return false;  // "co", "ltd": stand by themselves
    letters += word.size();
  }
  return words.size() >= 3 ? letters >= 14 : letters >= 18;
}

const Phrases& phrases() {
  static const Phrases all = [] {
    Phrases made;
    for (const LegalForm& form : legal_forms()) {
      const auto words = split(form.spelling, ' ');
      if (form.where != Where::kAny || !may_stand_apart(words)) continue;
      const auto longest = std::max_element(
          words.begin(), words.end(), [](auto a, auto b) { return a.size() < b.size(); });
      made[*longest].push_back({words, &form});
    }
    for (auto& [word, list] : made)
      std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
        return a.words.size() > b.words.size();
      });
    return made;
  }();
  return all;
}

// Where each word of the phrase stands, in the order of the phrase; empty when one is not there.
std::vector<std::size_t> places_of(const Phrase& phrase, const std::vector<Token>& tokens) {
  std::vector<std::size_t> places;
  for (const std::string_view word : phrase.words) {
    std::size_t at = 0;
    const auto fits = [&](std::size_t i) {
      return is_word(tokens[i]) && tokens[i].text == word &&
             std::find(places.begin(), places.end(), i) == places.end();
    };
    while (at < tokens.size() && !fits(at)) ++at;
    if (at == tokens.size()) return {};
    places.push_back(at);
  }
  return places;
}

bool stand_together(const std::vector<std::size_t>& places) {
  for (std::size_t i = 1; i < places.size(); ++i)
    if (places[i] != places[i - 1] + 1) return false;
  return true;
}

// Takes the words of the phrase out and puts its form where the first of them stood.
void gather(std::vector<Token>& tokens, std::vector<std::size_t> places, const LegalForm& form) {
  std::sort(places.begin(), places.end());
  const int group = tokens[places[0]].group;
  for (auto it = places.rbegin(); it != places.rend(); ++it)
    tokens.erase(tokens.begin() + std::ptrdiff_t(*it));
  std::size_t at = places[0];
  for (const std::string_view text : split(form.form, ' '))
    tokens.insert(tokens.begin() + std::ptrdiff_t(at++),
                  Token{Kind::kLegal, cat(text, kMisspelled), {}, group});
}

void mend_phrases(std::vector<Token>& tokens) {
  for (const Token& token : tokens) {
    if (!is_word(token) || token.text.size() < kLongWord) continue;
    const auto found = phrases().find(token.text);
    if (found == phrases().end()) continue;
    for (const Phrase& phrase : found->second) {
      const auto places = places_of(phrase, tokens);
      if (places.empty()) continue;
      if (stand_together(places)) return;
      return gather(tokens, places, *phrase.form);
    }
  }
}

}  // namespace

void mend_legal_words(std::vector<Token>& tokens) {
  mend_scanned(tokens);
  mend_splits(tokens);
  mend_joins(tokens);
  mend_phrases(tokens);
}

}  // namespace licet::match
