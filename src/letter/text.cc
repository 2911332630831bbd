#include "licet/base/text.h"
#include "licet/letter/letter.h"

namespace licet::letter {
namespace {

// The marks of `isolated`: U+2068 and U+2069, which `visible` lets nobody else write.
std::string without_isolates(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto three = text.substr(i, 3);
    if (three == "\u2068" || three == "\u2069")
      i += 2;
    else
      out += text[i];
  }
  return out;
}

std::string cited(const std::string& text, const std::string& cite) {
  return cite.empty() ? text : cat(text, " (", cite, ")");
}

std::string table_text(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    if (table.heads.empty()) {
      out += cat(row.front(), ": ", row.back(), "\n");
      continue;
    }
    for (std::size_t i = 0; i < row.size(); ++i)
      out += cat(i == 0 ? "- " : "  ", table.heads[i], ": ", row[i], "\n");
  }
  return out;
}

std::string body_of(const Letter& letter) {
  std::string out = cat(letter.authority, "\n", letter.title, "\n", letter.about, "\n",
                        to_string(letter.day), "\n");
  if (!letter.mark.empty()) out += cat(letter.mark, "\n");
  for (const Block& block : letter.blocks) {
    out += '\n';
    if (block.part == Part::kTable)
      out += cat(table_text(block.table), block.cite.empty() ? "" : cat("(", block.cite, ")\n"));
    else if (block.part == Part::kHeading)
      out += cat(block.text, "\n");
    else
      out += cat(cited(block.text, block.cite), "\n");
  }
  out += '\n';
  return without_isolates(out);
}

}  // namespace

Digest digest_of(const Letter& letter) { return sha256(body_of(letter)); }

std::string to_text(const Letter& letter) {
  const std::string body = body_of(letter);
  return cat(body, "Content ", to_id(sha256(body)), "\n");
}

}  // namespace licet::letter
