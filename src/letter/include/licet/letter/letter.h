#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/sha256.h"

// What a document says, before it has a form: blocks of text and tables, already in the words that
// are printed. Whatever came from outside has passed `visible`: no control character, nothing that
// turns the order of reading, nothing without width.
namespace licet::letter {

struct Table {
  std::vector<std::string> heads;  // empty: two columns, a name and what it is
  std::vector<int> shares;         // of the width, one a column
  std::vector<std::vector<std::string>> rows;
};

// Stored nowhere; the order is of no meaning.
enum class Part : std::uint8_t { kHeading, kParagraph, kTable };

struct Block {
  Part part = Part::kParagraph;
  std::string text, cite;  // of a table: cite only
  Table table{};
};

struct Letter {
  std::string kind, authority, title, about;  // about: "Licence D0000001"
  std::string mark;  // printed across every page: DRAFT, REVOKED …; empty = none
  Day day;
  std::vector<Block> blocks;
};

// Plain text, one line a paragraph and a cell; nothing is wrapped. Ends with the line
// "Content sha256:…", the digest of all bytes before that line.
std::string to_text(const Letter& letter);
// The same digest.
Digest digest_of(const Letter& letter);

// Every character that is not seen, turns the order of others, or is the seventh mark on one
// letter, as [U+202E]; a byte that is no UTF-8 as [byte 9F]. Joiners stay where scripts need them.
std::string visible(std::string_view text);
// Text that runs from right to left, so that it does not move its neighbours in a sentence; to_text
// leaves the two marks out again.
std::string isolated(std::string_view text);

}  // namespace licet::letter
