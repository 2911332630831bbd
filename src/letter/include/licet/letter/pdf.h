#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "licet/base/result.h"
#include "licet/letter/letter.h"

namespace licet::letter {

enum class Paper : std::uint8_t { kA4 = 1, kLetter = 2 };

struct PdfOptions {
  Paper paper = Paper::kA4;
  // A folder of font files, used alone (none of folders below it); empty: the machine's fonts.
  std::string fonts{};
};

struct Pdf {
  std::string bytes;
  int pages = 0;
  std::vector<std::string> fonts;  // names of those used, sorted
};

// The letter on pages: running head, table heads repeated, the digest of the content and "Page n of
// m" at the foot. The same letter and the same fonts give the same bytes: no clock, no locale.
// GlyphMissing names every character that no font here can draw, and the package that would;
// nothing is ever printed as a box. FontMissing where there is no font at all. BadUtf8 and
// CostLimit (kMostPages, kMostText) otherwise. Owns all it opens; may be called from any thread.
Result<Pdf> to_pdf(const Letter& letter, const PdfOptions& options);

inline constexpr int kMostPages = 2000;
inline constexpr std::size_t kMostText = 8u << 20;

}  // namespace licet::letter
