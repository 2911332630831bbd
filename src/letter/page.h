#pragma once
#include <string>
#include <vector>

#include "fonts.h"
#include "licet/letter/letter.h"
#include "licet/letter/pdf.h"

namespace licet::letter {

// Lines of set text, drawn as many at a time as there is room for.
class TextBox {
 public:
  TextBox(Fonts& fonts, std::string_view text, const Style& style, int width);

  std::size_t left() const { return lines_.size() - next_; }
  int height() const;                         // of the lines left
  std::size_t fitting(int room) const;        // how many of them have room
  int height_of(std::size_t count) const;     // of so many of them
  // Draws the next lines with their top at y (on nothing where `canvas` is null) and drops them.
  void draw(cairo_t* canvas, int x, int y, std::size_t count);

 private:
  struct Line {
    PangoLayoutLine* line;
    int x, baseline, top, bottom;
  };
  std::vector<Owned<PangoLayout>> layouts_;
  std::vector<Line> lines_;
  std::size_t next_ = 0;
};

// Puts a letter on pages, from top to bottom. Lengths in Pango units. Without a canvas it only
// counts, and places everything at the same spot.
class PageWriter {
 public:
  PageWriter(Fonts& fonts, const Letter& letter, Paper paper, cairo_t* canvas, int pages);

  // The number of pages, at most kMostPages + 1.
  int write();

 private:
  using Row = std::vector<std::string>;
  int text_width() const;
  int room() const { return bottom_ - y_; }
  void begin_page();
  void end_page();
  void next_page();
  void need(int room);  // a new page where there is less
  void head();
  void mark();
  void rule(int y, int thickness);
  void place(TextBox text, int x, int y);
  void paragraph(std::string_view text, const Style& style, int space_after);
  void title();
  void block(const Block& block);
  void table(const Table& table);
  void table_heads(const Table& table);
  std::vector<TextBox> cells(const Table& table, const Row& row, bool bold);
  void table_row(const Table& table, const Row& row, bool heads);
  bool full() const { return page_ > kMostPages; }

  Fonts& fonts_;
  const Letter& letter_;
  cairo_t* canvas_;
  const int pages_;
  const std::string digest_;
  int width_, height_, bottom_ = 0, y_ = 0, page_ = 0;
};

// Width and height.
std::pair<int, int> size_of(Paper paper);

}  // namespace licet::letter
