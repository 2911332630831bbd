#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The inside of a key (key.h): tokens separated by one blank, each a letter for its kind, the text
// in small ASCII letters and digits, for words and readings '|' before each further one, and for
// readings '/' and the characters as written (simplified):
//   "whuawei gtechnologies lco lltd", "rhuawei/华为 ttechnologies/技术 lco lltd", "wh0ng|hong"
namespace licet::match {

// Stands after a legal form that was spelled wrong: such a name is near the right one, not the
// same.
inline constexpr std::string_view kMisspelled = "~";

enum class Kind : char {
  kWord = 'w',
  kGeneric = 'g',  // word of a trade: technologies, group
  kNumber = 'n',
  kLegal = 'l',       // one token of a legal form, in its canonical spelling
  kFiller = 'f',      // the, of, bin, dr
  kInitial = 'i',     // one letter
  kReading = 'r',     // a reading or romanisation that loses something: Han, kana, Hangul, Arabic …
  kTranslated = 't',  // a word of the Han and Hangul table, in English
};

struct Token {
  Kind kind;
  std::string text;
  std::string original;  // readings and translations only
  int group = 0;         // which bracket it stands in; 0 = none. Not part of the key
  std::string others = {};  // other readings or spellings, by '|'
  bool mended = false;      // not as it was written (mend.h). Not part of the key
};

struct TokenView {
  Kind kind;
  std::string_view text;
  std::string_view original;
  std::string_view others;  // other readings or spellings, by '|'
};

// Calls `take` with every other reading or spelling.
template <class Take>
void for_each_other(const TokenView& token, Take take) {
  std::string_view rest = token.others;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find('|'));
    if (!one.empty()) take(one);
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
  }
}

// The token and its other readings: how many texts it is compared by.
inline std::uint32_t texts_of(const TokenView& token) {
  std::uint32_t texts = 1;
  for_each_other(token, [&](std::string_view) { ++texts; });
  return texts;
}

std::string encode(const std::vector<Token>& tokens);
// A key that encode() did not write gives tokens all the same: nothing is read outside it.
void decode(std::string_view key, std::vector<TokenView>& out);

}  // namespace licet::match
