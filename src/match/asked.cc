#include "asked.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "points.h"

namespace licet::match {

Asked::Asked(std::string_view key) {
  side.read(key);
  std::vector<int> weights;
  for (std::size_t i = 0; i < side.tokens.size(); ++i) {
    const TokenView& token = side.tokens[i];
    const int weight = side.weights[i];
    all += weight;
    masks.push_back(0);
    if (token.kind == Kind::kInitial && !token.text.empty()) {
      initial[std::uint8_t(token.text[0])] = true;
      initials = true;
    }
    if (!is_substantive(token.kind)) continue;
    counted += weight;
    ++counted_words;
    weights.push_back(weight);
    if (words.size() == kMostWords) {
      many = true;
      continue;
    }
    masks.back() = std::uint64_t{1} << words.size();
    words.push_back(int(i));
    everything |= masks.back();
    if (!is_distinct(token.kind)) continue;
    distinct |= masks.back();
    if (!token.text.empty()) beginning_with[std::uint8_t(token.text[0])] |= masks.back();
  }
  // An initial may stand for two neighbours (begins_name).
  for (std::size_t i = 0; i + 1 < side.tokens.size(); ++i) {
    const std::string_view text = side.tokens[i].text;
    if (text.empty() || !begins_name(side.tokens, i, text)) continue;
    beginning_with[std::uint8_t(text[0])] |= masks[i] | masks[i + 1];
    runs_begin[std::uint8_t(text[0])] = true;
  }
  std::sort(weights.begin(), weights.end(), std::greater<>());
  heaviest.push_back(0);
  for (const int weight : weights) heaviest.push_back(heaviest.back() + weight);
}

int Asked::weight(std::uint64_t mask) const {
  int out = 0;
  for (; mask != 0; mask &= mask - 1) {
    out += side.weights[std::size_t(words[std::size_t(std::countr_zero(mask))])];
  }
  return out;
}

std::size_t Asked::least_tokens(int budget) const {
  const std::size_t may_be_left = std::size_t(budget / (7 * kExtraPerWeight));
  if (counted_words <= may_be_left) return 0;
  return (counted_words - may_be_left + kMostAcronym - 1) / kMostAcronym;
}

}  // namespace licet::match
