#pragma once
#include <string>
#include <string_view>

#include "licet/base/result.h"

namespace licet::match {

// The comparison key of a name: what remains when case, marks, width, script variants, look-alike
// letters, punctuation and the spelling of legal forms are taken away. Tokens in order, each with
// its kind; opaque outside this module; equal names (in that sense) have equal keys. Version
// kKeyVersion. NameTooLong above 512 code points after NFKC, NameEmpty when no letter or digit is
// left, BadUtf8.
Result<std::string> key_of(std::string_view name);

inline constexpr int kKeyVersion = 5;

// The key as words for a person: "huawei technologies +co +ltd" (+ marks a legal form).
std::string readable(std::string_view key);

}  // namespace licet::match
