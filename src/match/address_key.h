#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "edits.h"
#include "licet/base/result.h"
#include "licet/match/score.h"

// An address as words and numbers. Internal to `match`.
namespace licet::match {

enum class AddressPart : std::uint8_t { kWord, kNumber, kPlace, kWeak };

struct AddressToken {
  std::string text;  // small ASCII letters and digits
  AddressPart part = AddressPart::kWord;
  int weight = 0;
};

// Each word once, in ascending order. Errors of key_of().
Result<std::vector<AddressToken>> address_tokens(std::string_view address);

// May these two words of an address be the same?
bool like_address_words(std::string_view a, std::string_view b);

Comparison compare_address_tokens(const std::vector<AddressToken>& left,
                                  const std::vector<AddressToken>& right);

}  // namespace licet::match
