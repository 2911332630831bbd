#include "families.h"

#include <algorithm>
#include <array>
#include <vector>

#include "licet/base/text.h"

namespace licet::match {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char letter_for(char digit, char one) {
  switch (digit) {
    case '0': return 'o';
    case '1': return one;
    case '5': return 's';
    case '8': return 'b';
    default: return digit;
  }
}

// Every `from` at `begin` or later as `to`.
std::string replaced(std::string_view text, std::string_view from, std::string_view to,
                     std::size_t begin = 0) {
  std::string out(text.substr(0, std::min(begin, text.size())));
  for (std::size_t at = out.size(); at < text.size();) {
    const bool here = text.substr(at).starts_with(from);
    out += here ? to : text.substr(at, 1);
    at += here ? from.size() : 1;
  }
  return out;
}

}  // namespace

std::string unscanned(std::string_view word, char one) {
  const auto digits = std::size_t(std::count_if(word.begin(), word.end(), is_digit));
  if (digits == word.size()) return std::string(word);
  std::string out = replaced(word, "rn", "m");
  for (char& c : out) c = letter_for(c, one);
  return out;
}

std::string further_spellings(std::string_view word) {
  std::vector<std::string> out;
  const auto add = [&](std::string one) {
    if (one == word || out.size() == kMostSpellings) return;
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  };
  if (word.size() < 2) return {};
  add(unscanned(word, 'l'));
  add(unscanned(word, 'i'));
  const std::string plain_j = replaced(replaced(word, "dzh", "j"), "dj", "j");
  add(plain_j);
  add(replaced(plain_j, "dz", "d"));
  add(replaced(word, "x", "ks", 1));
  return join(out, "|");
}

}  // namespace licet::match
