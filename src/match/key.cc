#include "licet/match/key.h"

#include <algorithm>

#include "classify.h"
#include "cut.h"
#include "key_detail.h"
#include "licet/base/text.h"
#include "piece.h"

namespace licet::match {

namespace {

// Payment messages and many forms hold 35 characters of a name; what is longer is cut there.
bool fills_a_field(std::string_view name) {
  std::size_t points = 0;  // characters; some forms count bytes
  for (const char c : trim(name)) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  const std::size_t bytes = trim(name).size();
  return points == 34 || points == 35 || bytes == 34 || bytes == 35;
}

}  // namespace

Result<FullKey> full_key_of(std::string_view name) {
  LICET_TRY(folded, folded_points(name));
  FullKey out;
  out.field_length = fills_a_field(name);
  if (out.field_length) out.letters = letters_of_field(folded);
  std::vector<Token> tokens;
  for (const Piece& piece : pieces_of(folded)) {
    out.mixed_script |= piece.mixed_script;
    spell(piece, tokens);
  }
  if (tokens.empty()) return Error{Code::NameEmpty, "name", printable(name)};
  classify(tokens);
  out.key = encode(tokens);
  return out;
}

Result<std::string> key_of(std::string_view name) {
  LICET_TRY(full, full_key_of(name));
  return std::move(full.key);
}

std::string readable(std::string_view key) {
  std::vector<TokenView> tokens;
  decode(key, tokens);
  std::string out;
  for (const TokenView& token : tokens) {
    if (!out.empty()) out.push_back(' ');
    if (token.kind == Kind::kLegal) out.push_back('+');
    out += token.text;
    if (!token.original.empty()) out += cat(token.text.empty() ? "" : "/", token.original);
  }
  return out;
}

}  // namespace licet::match
