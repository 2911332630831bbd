#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "licet/base/result.h"
#include "licet/law/predicate.h"

// Reads the small languages of cells and expressions, token by token. Private to this module.
namespace licet::law {

// Brackets inside brackets: more is refused, so that no text can exhaust the stack.
inline constexpr int kMostBrackets = 32;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  void rewind() { at_ = 0; }
  bool at_end();
  bool peek(char c);
  bool take(std::string_view symbol);   // punctuation
  bool take_word(std::string_view word);  // a whole word: "or", "not"
  // Letters, digits and _ . : - / as in ECCNs, groups, words and codes; empty when there is none.
  std::string take_name();
  std::optional<Operator> take_comparison();  // < <= > >=
  // "quoted", number, day, true, false; RuleSyntax otherwise.
  Result<Literal> take_literal();
  // Up to the closing bracket or comma, trimmed: a value without quotes, as tables write them.
  Result<Literal> take_bare_value();

  Error fail(std::string_view why) const;

 private:
  void skip_blanks();
  std::string_view text_;
  std::size_t at_ = 0;
};

// A bare word as a literal: true, false, a number or a day where it is one, else the text.
Literal literal_of(std::string_view word);

}  // namespace licet::law
