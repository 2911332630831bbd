#include "classify.h"

#include <algorithm>
#include <span>

#include "families.h"
#include "licet/base/text.h"
#include "mend.h"
#include "tables.h"

namespace licet::match {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_spelled(const Token& token) { return token.kind == Kind::kWord; }

// 0 = no number. "38", "38th", and what is half digits or more ("2005a", "ar16").
std::string number_of(std::string_view text) {
  const auto digits = std::size_t(std::count_if(text.begin(), text.end(), is_digit));
  if (digits == 0 || digits * 2 < text.size()) return {};
  const std::string_view suffix = text.substr(text.find_last_of("0123456789") + 1);
  if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
    text.remove_suffix(2);
  }
  while (text.size() > 1 && text[0] == '0' && is_digit(text[1])) text.remove_prefix(1);
  return std::string(text);
}

// "5on5", "r1": a short word of which a scanner made digits; no ordinal, and not "1m".
bool is_scanned_word(std::string_view text) {
  const auto digits = std::size_t(std::count_if(text.begin(), text.end(), is_digit));
  if (digits == 0 || text.size() > 4 || digits * 2 > text.size()) return false;
  if (text.size() == 2 && is_digit(text[0])) return false;
  const std::string_view last = text.substr(text.find_last_of("0123456789") + 1);
  if (last == "st" || last == "nd" || last == "rd" || last == "th") return false;
  return text.find_first_of("234679") == std::string_view::npos;
}

void settle_word(Token& token, bool first) {
  std::string number = number_of(token.text);
  if (!number.empty() && !is_scanned_word(token.text)) {
    token.kind = Kind::kNumber;
    token.text = std::move(number);
    return;
  }
  if (token.text.size() == 1) {
    token.kind = Kind::kInitial;
    return;
  }
  const Word* row = word_row(token.text);
  if (row == nullptr) return;
  if (row->kind == WordKind::kNumber && first) return;  // "Seven Seas": a word
  if (row->kind == WordKind::kTranslated) token.original = token.others = token.text;
  token.kind = row->kind == WordKind::kGeneric      ? Kind::kGeneric
               : row->kind == WordKind::kTranslated ? Kind::kTranslated
               : row->kind == WordKind::kNumber ? Kind::kNumber
                                                : Kind::kFiller;
  token.text = std::string(row->canonical);
}

void add_spellings(Token& token) {
  const std::string further = further_spellings(token.text);
  if (!token.others.empty() && !further.empty()) token.others += '|';
  token.others += further;
}

class LegalForms {
 public:
  explicit LegalForms(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (const Token& token : tokens) texts_.push_back(token.text);
  }

  // The tokens with legal forms in canonical spelling. `where` of a row is judged on the tokens as
  // spelled: the end of a name is also before a bracket or another legal form.
  std::vector<Token> settled() {
    std::vector<Token> out;
    for (std::size_t at = 0; at < tokens_.size();) {
      const std::size_t taken = take(at, out);
      at += taken;
    }
    return out;
  }

 private:
  std::size_t take(std::size_t at, std::vector<Token>& out) {
    const LegalForm* form = form_at(at);
    if (form != nullptr && !stands_right(*form, at)) form = nullptr;
    // "Limited Liability Compay" is a phrase with a letter wrong, not "limited" and two words.
    const LegalForm* near = legal_form_near(run_from(at));
    if (near != nullptr && (form == nullptr || length(*near) > length(*form))) {
      return put(*near, at, kMisspelled, out);
    }
    if (form != nullptr) return put(*form, at, is_mended(*form, at) ? kMisspelled : "", out);
    if (is_spelled(tokens_[at]) && put_glued(at, out)) return 1;
    out.push_back(tokens_[at]);
    return 1;
  }

  // "SPIRITLIMITED", "ARGUMENTJSC": a word with a legal form glued to it, of three letters and more
  // before a long form, of four before a short one that no word ends in. Marked as
  // spelled wrong, so that it is near the name with a blank and not the same.
  bool put_glued(std::size_t at, std::vector<Token>& out) const {
    for (const std::string_view legal : {"limited", "company", "corporation", "incorporated", "jsc",
                                         "llc", "ltd", "gmbh"}) {
      const std::string_view text = texts_[at];
      const std::size_t least = legal.size() < 5 ? 4 : 3;
      if (text.size() < legal.size() + least || !text.ends_with(legal)) continue;
      Token word = tokens_[at];
      word.text.resize(text.size() - legal.size());
      out.push_back(std::move(word));
      put(*legal_form_at(std::span(&legal, 1)), at, kMisspelled, out);
      return true;
    }
    return false;
  }

  std::size_t put(const LegalForm& form, std::size_t at, std::string_view mark,
                  std::vector<Token>& out) const {
    for (const std::string_view text : split(form.form, ' ')) {
      out.push_back({Kind::kLegal, cat(text, mark), {}, tokens_[at].group});
    }
    return length(form);
  }

  bool is_mended(const LegalForm& form, std::size_t at) const {
    const auto begin = tokens_.begin() + std::ptrdiff_t(at);
    return std::any_of(begin, begin + std::ptrdiff_t(length(form)),
                       [](const Token& token) { return token.mended; });
  }

  static std::size_t length(const LegalForm& form) { return split(form.spelling, ' ').size(); }

  // Only spelled tokens may make a legal form: a run of them from `at`.
  const LegalForm* form_at(std::size_t at) const { return legal_form_at(run_from(at)); }

  std::span<const std::string_view> run_from(std::size_t at) const {
    std::size_t end = at;
    while (end < tokens_.size() && is_spelled(tokens_[end])) ++end;
    return std::span(texts_).subspan(at, end - at);
  }

  bool stands_right(const LegalForm& form, std::size_t at) const {
    if (form.where == Where::kAny) return true;
    if (form.where == Where::kEnds && at == 0) return true;
    return at != 0 && ends_name(at + length(form));
  }

  bool ends_name(std::size_t at) const {
    if (at >= tokens_.size()) return true;
    if (tokens_[at].group != tokens_[at - 1].group) return true;
    if (tokens_[at].kind == Kind::kLegal) return ends_name(at + 1);
    const LegalForm* form = form_at(at);
    return form != nullptr && ends_name(at + length(*form));
  }

  const std::vector<Token>& tokens_;
  std::vector<std::string_view> texts_;
};

// A legal form spelled wrong keeps its mark in the key, so the name is still not the same.
bool says_the_same(const Token& before, const Token& token) {
  if (before.kind != token.kind || before.original != token.original) return false;
  return before.text == token.text ||
         (token.kind == Kind::kLegal && before.text == cat(token.text, kMisspelled));
}

bool stands_before(const std::vector<Token>& tokens, std::size_t end, const Token& token) {
  return std::any_of(tokens.begin(), tokens.begin() + std::ptrdiff_t(end), [&](const Token& t) {
    return says_the_same(t, token);
  });
}

std::string initials(const std::vector<Token>& tokens, std::size_t end, bool fillers, bool legal) {
  std::string out;
  for (std::size_t i = 0; i < end; ++i) {
    const Kind kind = tokens[i].kind;
    if ((kind == Kind::kFiller && !fillers) || (kind == Kind::kLegal && !legal)) continue;
    if (!tokens[i].text.empty()) out.push_back(tokens[i].text[0]);
  }
  return out;
}

bool is_short_form(const std::vector<Token>& tokens, std::size_t begin) {
  const bool repeats = std::all_of(tokens.begin() + std::ptrdiff_t(begin), tokens.end(),
                                   [&](const Token& t) { return stands_before(tokens, begin, t); });
  if (repeats) return true;
  const Token& only = tokens.back();
  if (begin + 1 != tokens.size() || only.kind != Kind::kWord || only.text.size() < 3) return false;
  for (const bool fillers : {false, true}) {
    for (const bool legal : {false, true}) {
      if (initials(tokens, begin, fillers, legal) == only.text) return true;
    }
  }
  return false;
}

void drop_short_forms(std::vector<Token>& tokens) {
  while (!tokens.empty() && tokens.back().group != 0) {
    const int group = tokens.back().group;
    std::size_t begin = tokens.size();
    while (begin > 0 && tokens[begin - 1].group == group) --begin;
    if (begin == 0 || !is_short_form(tokens, begin)) return;
    tokens.resize(begin);
  }
}

}  // namespace

void classify(std::vector<Token>& tokens) {
  mend_legal_words(tokens);
  tokens = LegalForms(tokens).settled();
  bool first = true;
  for (Token& token : tokens) {
    if (is_spelled(token)) settle_word(token, first);
    if (is_spelled(token)) add_spellings(token);
    first = false;
  }
  drop_short_forms(tokens);
}

}  // namespace licet::match
