#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "licet/base/text.h"
#include "licet/letter/letter.h"

namespace licet::letter {
namespace {

constexpr UChar32 kNonJoiner = 0x200C, kJoiner = 0x200D;
constexpr int kMostMarks = 6;  // on one letter; a heap of them would cover the lines beside it
constexpr std::string_view kFirstStrongIsolate = "\u2068", kPopIsolate = "\u2069";

// Scripts in which a joiner changes the shape of its neighbours.
bool joins(UChar32 c) {
  static constexpr std::array kScripts{
      USCRIPT_ARABIC,  USCRIPT_BENGALI,  USCRIPT_DEVANAGARI, USCRIPT_GUJARATI,  USCRIPT_GURMUKHI,
      USCRIPT_KANNADA, USCRIPT_KHMER,    USCRIPT_MALAYALAM,  USCRIPT_MONGOLIAN, USCRIPT_MYANMAR,
      USCRIPT_ORIYA,   USCRIPT_SINHALA,  USCRIPT_SYRIAC,     USCRIPT_TAMIL,     USCRIPT_TELUGU};
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return std::find(kScripts.begin(), kScripts.end(), script) != kScripts.end();
}

bool hidden(UChar32 c, UChar32 before) {
  if (c == kNonJoiner || c == kJoiner) return !joins(before);
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
    case U_UNASSIGNED: return true;
    case U_SPACE_SEPARATOR: return c != ' ' && c != 0xA0 && c != 0x3000;
    default: return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  }
}

std::string hex(std::uint32_t value, std::size_t width) {
  std::string digits;
  for (; value != 0; value >>= 4) digits.insert(digits.begin(), "0123456789ABCDEF"[value & 15]);
  return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

bool is_mark(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

bool runs_leftwards(std::string_view text) {
  std::int32_t at = 0;
  const auto size = std::int32_t(text.size());
  while (at < size) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    const auto direction = c < 0 ? U_LEFT_TO_RIGHT : u_charDirection(c);
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
  }
  return false;
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  std::int32_t at = 0;
  const auto size = std::int32_t(text.size());
  int marks = 0;
  for (UChar32 before = 0; at < size;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    marks = c >= 0 && is_mark(c) ? marks + 1 : 0;
    if (c < 0) {
      at = begin + 1;
      out += cat("[byte ", hex(static_cast<unsigned char>(text[std::size_t(begin)]), 2), "]");
    } else if (hidden(c, before) || marks > kMostMarks) {
      out += cat("[U+", hex(std::uint32_t(c), 4), "]");
    } else {
      out += text.substr(std::size_t(begin), std::size_t(at - begin));
    }
    before = c < 0 ? 0 : c;
  }
  return out;
}

std::string isolated(std::string_view text) {
  if (!runs_leftwards(text)) return std::string(text);
  return cat(kFirstStrongIsolate, text, kPopIsolate);
}

}  // namespace licet::letter
