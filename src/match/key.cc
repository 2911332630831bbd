#include "licet/match/key.h"

#include <algorithm>

#include "classify.h"
#include "key_detail.h"
#include "licet/base/text.h"
#include "piece.h"

namespace licet::match {

Result<FullKey> full_key_of(std::string_view name) {
  LICET_TRY(folded, folded_points(name));
  FullKey out;
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
