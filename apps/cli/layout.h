#pragma once
#include <cstddef>
#include <string>
#include <string_view>

// Text for people: wrapped to the terminal, indented, the same whatever the locale.
namespace licet::cli {

// Columns to write in: of the terminal, else $COLUMNS, else 100; never below 40 or above 120.
std::size_t columns();

// `text` in lines of at most columns(); `first` stands before the first line, blanks of the same
// width before the others. A word longer than a line gets a line of its own. Ends with a line feed.
std::string wrapped(std::string_view first, std::string_view text);

// Code points, which is what a terminal shows of the scripts used here, Han characters apart.
std::size_t width_of(std::string_view text);

}  // namespace licet::cli
