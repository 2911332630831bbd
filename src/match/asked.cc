#include "asked.h"

#include <algorithm>
#include <bit>
#include <functional>

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
    }
    if (!is_substantive(token.kind)) continue;
    counted += weight;
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

}  // namespace licet::match
