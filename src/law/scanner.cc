#include "scanner.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::law {
namespace {

bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == ':' || c == '-' || c == '/';
}

}  // namespace

Literal literal_of(std::string_view word) {
  if (word == "true") return true;
  if (word == "false") return false;
  if (auto day = parse_day(word); day.ok()) return day.value();
  // Only in the shortest form: 0101 is a tariff code.
  if (auto number = Decimal::parse(word); number.ok() && number.value().to_string() == word)
    return number.value();
  return std::string(word);
}

void Scanner::skip_blanks() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n'))
    ++at_;
}

bool Scanner::at_end() {
  skip_blanks();
  return at_ == text_.size();
}

bool Scanner::peek(char c) {
  skip_blanks();
  return at_ < text_.size() && text_[at_] == c;
}

bool Scanner::take(std::string_view symbol) {
  skip_blanks();
  if (!text_.substr(at_).starts_with(symbol)) return false;
  at_ += symbol.size();
  return true;
}

bool Scanner::take_word(std::string_view word) {
  skip_blanks();
  const std::string_view rest = text_.substr(at_);
  if (!rest.starts_with(word)) return false;
  if (rest.size() > word.size() && name_char(rest[word.size()])) return false;
  at_ += word.size();
  return true;
}

std::string Scanner::take_name() {
  skip_blanks();
  const std::size_t start = at_;
  while (at_ < text_.size() && name_char(text_[at_])) {
    if (text_.substr(at_).starts_with("..")) break;  // the dots of an interval
    ++at_;
  }
  return std::string(text_.substr(start, at_ - start));
}

std::optional<Operator> Scanner::take_comparison() {
  if (take("<=")) return Operator::kLessEqual;
  if (take("<")) return Operator::kLess;
  if (take(">=")) return Operator::kGreaterEqual;
  if (take(">")) return Operator::kGreater;
  return std::nullopt;
}

Result<Literal> Scanner::take_literal() {
  skip_blanks();
  if (take("\"")) {
    const auto end = text_.find('"', at_);
    if (end == std::string_view::npos) return fail("a quote is never closed");
    Literal literal = std::string(text_.substr(at_, end - at_));
    at_ = end + 1;
    return literal;
  }
  const std::string word = take_name();
  Literal literal = literal_of(word);
  if (auto number = Decimal::parse(word); number.ok()) literal = number.value();
  if (word.empty() || std::holds_alternative<std::string>(literal))
    return fail("expected \"quoted text\", a number, a day, true or false");
  return literal;
}

Result<Literal> Scanner::take_bare_value() {
  skip_blanks();
  const auto end = std::min(text_.find_first_of(",)", at_), text_.size());
  const std::string_view value = trim(text_.substr(at_, end - at_));
  if (value.empty()) return fail("a value is missing");
  at_ = end;
  return literal_of(value);
}

Error Scanner::fail(std::string_view why) const {
  return Error{Code::RuleSyntax, "", cat(why, " at `", printable(text_.substr(at_), 40), "` in `",
                                         printable(text_, 120), "`")};
}

}  // namespace licet::law
