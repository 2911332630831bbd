#include "address_key.h"

#include <algorithm>

#include "piece.h"
#include "similar.h"
#include "tables.h"

namespace licet::match {
namespace {

// The points of an address, in thousandths (docs/formats/names.md).
constexpr int kNumberWeight = 5;
constexpr int kPlaceWeight = 2;
constexpr int kMostWordWeight = 10;
constexpr int kMorePerWeight = 3;  // what the longer address says beside
constexpr int kMoreMost = 120;
constexpr int kOtherPlaces = 160;  // cities are named, and none agrees
constexpr int kNumbersContradict = 250;
constexpr int kNumberBeside = 60;  // one number agrees, another does not: a floor, a unit
constexpr int kNoNumber = 60;      // one of them says no number at all

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

AddressToken token_of(std::string text) {
  if (has_digit(text)) {
    const std::size_t first = text.find_first_not_of('0');
    if (first != std::string::npos && first > 0) text.erase(0, first);
    return {std::move(text), AddressPart::kNumber, kNumberWeight};
  }
  const Word* known = address_word(text);
  if (known != nullptr && known->kind == WordKind::kPlace) {
    return {std::string(known->canonical), AddressPart::kPlace, kPlaceWeight};
  }
  if (known != nullptr || text.size() <= 2) return {std::move(text), AddressPart::kWeak, 0};
  const int weight = int(std::min<std::size_t>(text.size(), kMostWordWeight));
  return {std::move(text), AddressPart::kWord, weight};
}

struct Side {
  int all = 0, agreeing = 0, numbers = 0, numbers_agreeing = 0, places = 0, places_agreeing = 0;
};

}  // namespace

Result<std::vector<AddressToken>> address_tokens(std::string_view address) {
  LICET_TRY(folded, folded_points(address));
  std::vector<Token> tokens;
  for (const Piece& piece : pieces_of(folded)) spell(piece, tokens);
  std::vector<AddressToken> out;
  for (const Token& token : tokens) {
    if (!token.text.empty()) out.push_back(token_of(token.text));
  }
  if (out.empty()) return Error{Code::NameEmpty, "address", std::string(address.substr(0, 40))};
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return a.text < b.text; });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const auto& a, const auto& b) { return a.text == b.text; }),
            out.end());
  return out;
}

bool like_address_words(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer < 5 || has_digit(a) || has_digit(b)) return false;
  return edits_between(a, b, longer < 9 ? 1 : 2) <= (longer < 9 ? 1 : 2);
}

namespace {

constexpr std::size_t kNone = std::size_t(-1);

// The word of `tokens`, not used yet, that is equal to this one, else the first that is like it.
std::size_t partner_of(const AddressToken& token, const std::vector<AddressToken>& tokens,
                       const std::vector<bool>& used) {
  std::size_t best = kNone;
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    if (used[j] || !like_address_words(token.text, tokens[j].text)) continue;
    if (tokens[j].text == token.text) return j;
    best = std::min(best, j);
  }
  return best;
}

void count(Side& side, const AddressToken& token, bool agrees) {
  const bool place = token.part == AddressPart::kPlace;
  side.places += place;
  side.places_agreeing += agrees && place;
  side.all += agrees || !place ? token.weight : 0;  // a city left out says nothing
  side.agreeing += agrees ? token.weight : 0;
  side.numbers += token.part == AddressPart::kNumber;
  side.numbers_agreeing += agrees && token.part == AddressPart::kNumber;
}

int points_of(const Side& a, const Side& b, std::vector<Evidence>& evidence) {
  const Side& shorter = a.all <= b.all ? a : b;
  const Side& longer = a.all <= b.all ? b : a;
  int points = 1000 * shorter.agreeing / shorter.all;
  const auto subtract = [&](const char* what, int by) {
    points -= by;
    if (by != 0) evidence.push_back({what, "", "", -by});
  };
  subtract("unmatched", std::min(kMoreMost, (longer.all - longer.agreeing) * kMorePerWeight));
  if (a.places > 0 && b.places > 0 && a.places_agreeing == 0) subtract("place", kOtherPlaces);
  if (a.numbers > 0 && b.numbers > 0) {
    const bool beside = a.numbers > a.numbers_agreeing && b.numbers > b.numbers_agreeing;
    if (a.numbers_agreeing == 0) {
      subtract("number", kNumbersContradict);
    } else if (beside) {
      subtract("number", kNumberBeside);
    }
  } else if (a.numbers + b.numbers > 0) {
    subtract("number", kNoNumber);
  }
  return std::clamp(points, 0, 1000);
}

Comparison compare_ordered(const std::vector<AddressToken>& left,
                           const std::vector<AddressToken>& right) {
  Comparison out;
  Side a, b;
  std::vector<bool> used(right.size());
  bool telling = false;
  for (const AddressToken& token : left) {
    const std::size_t j = partner_of(token, right, used);
    count(a, token, j != kNone);
    if (j == kNone) continue;
    used[j] = true;
    telling |= token.part == AddressPart::kWord && right[j].part == AddressPart::kWord;
    const bool equal = token.text == right[j].text;
    out.evidence.push_back(
        {equal ? "equal" : "spelling", token.text, right[j].text, equal ? 1000 : 900});
  }
  for (std::size_t j = 0; j < right.size(); ++j) count(b, right[j], used[j]);
  if (telling) out.score_permille = points_of(a, b, out.evidence);
  return out;
}

}  // namespace

Comparison compare_address_tokens(const std::vector<AddressToken>& left,
                                  const std::vector<AddressToken>& right) {
  const bool turned = std::lexicographical_compare(
      right.begin(), right.end(), left.begin(), left.end(),
      [](const AddressToken& x, const AddressToken& y) { return x.text < y.text; });
  if (!turned) return compare_ordered(left, right);
  Comparison out = compare_ordered(right, left);
  for (Evidence& one : out.evidence) std::swap(one.left, one.right);
  return out;
}

}  // namespace licet::match
