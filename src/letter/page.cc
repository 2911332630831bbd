#include "page.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::letter {
namespace {

constexpr int kPoint = PANGO_SCALE;
constexpr int kMargin = 54 * kPoint, kHead = 74 * kPoint, kFoot = 56 * kPoint;
constexpr int kGap = 7 * kPoint, kRowSpace = 4 * kPoint;
constexpr Style kTitle{17 * kPoint, true}, kHeading{11 * kPoint, true};
constexpr Style kBody{19 * kPoint / 2}, kCell{17 * kPoint / 2}, kCellBold{17 * kPoint / 2, true};
constexpr Style kSmall{7 * kPoint}, kDigest{6 * kPoint};

struct GrayScope {
  GrayScope(cairo_t* on, int percent) : canvas(on) {
    if (canvas == nullptr) return;
    cairo_save(canvas);
    cairo_set_source_rgb(canvas, percent / 100.0, percent / 100.0, percent / 100.0);
  }
  ~GrayScope() {
    if (canvas != nullptr) cairo_restore(canvas);
  }
  GrayScope(const GrayScope&) = delete;
  GrayScope& operator=(const GrayScope&) = delete;
  cairo_t* canvas;
};

}  // namespace

std::pair<int, int> size_of(Paper paper) {
  if (paper == Paper::kLetter) return {612 * kPoint, 792 * kPoint};
  return {210 * 72 * kPoint * 10 / 254, 297 * 72 * kPoint * 10 / 254};  // millimetres
}

TextBox::TextBox(Fonts& fonts, std::string_view text, const Style& style, int width) {
  for (const std::string_view piece : pieces_of(text)) {
    const int above = lines_.empty() ? 0 : lines_.back().bottom;
    layouts_.push_back(fonts.set(piece, style, width));
    PangoLayoutIter* iter = pango_layout_get_iter(layouts_.back().get());
    do {
      Line line{pango_layout_iter_get_line_readonly(iter), 0, 0, 0, 0};
      PangoRectangle extents;
      pango_layout_iter_get_line_extents(iter, nullptr, &extents);
      pango_layout_iter_get_line_yrange(iter, &line.top, &line.bottom);
      line.x = extents.x;
      line.baseline = above + pango_layout_iter_get_baseline(iter);
      line.top += above;
      line.bottom += above;
      lines_.push_back(line);
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
  }
}

int TextBox::height_of(std::size_t count) const {
  return count == 0 ? 0 : lines_[next_ + count - 1].bottom - lines_[next_].top;
}

int TextBox::height() const { return height_of(left()); }

std::size_t TextBox::fitting(int room) const {
  std::size_t count = 0;
  while (count < left() && height_of(count + 1) <= room) ++count;
  return count;
}

void TextBox::draw(cairo_t* canvas, int x, int y, std::size_t count) {
  const int top = count == 0 ? 0 : lines_[next_].top;
  for (std::size_t i = 0; i < count; ++i, ++next_) {
    const Line& line = lines_[next_];
    if (canvas == nullptr) continue;
    cairo_move_to(canvas, (x + line.x) / 1024.0, (y + line.baseline - top) / 1024.0);
    pango_cairo_show_layout_line(canvas, line.line);
  }
}

PageWriter::PageWriter(Fonts& fonts, const Letter& letter, Paper paper, cairo_t* canvas, int pages)
    : fonts_(fonts), letter_(letter), canvas_(canvas), pages_(pages),
      digest_(to_id(digest_of(letter))), width_(size_of(paper).first),
      height_(size_of(paper).second) {}

int PageWriter::write() {
  begin_page();
  title();
  for (const Block& one : letter_.blocks) {
    if (full()) break;
    block(one);
  }
  end_page();
  return page_;
}

int PageWriter::text_width() const { return width_ - 2 * kMargin; }

void PageWriter::begin_page() {
  ++page_;
  bottom_ = height_ - kFoot;
  mark();
  head();
  y_ = kHead;
}

void PageWriter::end_page() {
  rule(bottom_ + 8 * kPoint, kPoint / 2);
  const int y = bottom_ + 13 * kPoint, half = text_width() / 5;
  Style right = kSmall;
  right.align = PANGO_ALIGN_RIGHT;
  place(TextBox(fonts_, cat("Content ", digest_), kDigest, text_width() - half), kMargin, y);
  const std::string number =
      pages_ == 0 ? cat("Page ", page_) : cat("Page ", page_, " of ", pages_);
  place(TextBox(fonts_, number, right, half), width_ - kMargin - half, y);
  if (canvas_ != nullptr) cairo_show_page(canvas_);
}

void PageWriter::next_page() {
  end_page();
  begin_page();
}

void PageWriter::need(int wanted) {
  if (room() < wanted) next_page();
}

void PageWriter::head() {
  const int half = text_width() / 2 - kGap;
  Style left = kSmall, right = kSmall;
  left.one_line = right.one_line = true;
  right.align = PANGO_ALIGN_RIGHT;
  const int x = width_ - kMargin - half;
  const std::string titled =
      letter_.mark.empty() ? letter_.title : cat(letter_.mark, " - ", letter_.title);
  place(TextBox(fonts_, letter_.authority, left, half), kMargin, 34 * kPoint);
  place(TextBox(fonts_, letter_.about, left, half), kMargin, 45 * kPoint);
  place(TextBox(fonts_, titled, right, half), x, 34 * kPoint);
  place(TextBox(fonts_, to_string(letter_.day), right, half), x, 45 * kPoint);
  rule(60 * kPoint, kPoint / 2);
}

// Large and pale, from corner to corner, under everything else.
void PageWriter::mark() {
  if (letter_.mark.empty()) return;
  const int size = std::min(110, 620 / int(std::max<std::size_t>(letter_.mark.size(), 4)));
  const int width = 560 * kPoint;
  const Style style{size * kPoint, true, PANGO_ALIGN_CENTER};
  TextBox text(fonts_, letter_.mark, style, width);
  const int lines = int(text.left()), height = text.height();
  if (canvas_ == nullptr) return;
  const GrayScope gray(canvas_, 90);
  cairo_translate(canvas_, width_ / 2048.0, height_ / 2048.0);
  cairo_rotate(canvas_, -0.9);
  text.draw(canvas_, -width / 2, -height / 2, std::size_t(lines));
}

void PageWriter::rule(int y, int thickness) {
  if (canvas_ == nullptr) return;
  const GrayScope gray(canvas_, 55);
  cairo_rectangle(canvas_, kMargin / 1024.0, y / 1024.0, text_width() / 1024.0,
                  thickness / 1024.0);
  cairo_fill(canvas_);
}

void PageWriter::place(TextBox text, int x, int y) { text.draw(canvas_, x, y, text.left()); }

void PageWriter::paragraph(std::string_view text, const Style& style, int space_after) {
  TextBox box(fonts_, text, style, text_width());
  while (box.left() > 0 && !full()) {
    const std::size_t count = box.fitting(room());
    if (count == 0) {
      next_page();
      continue;
    }
    const int height = box.height_of(count);
    box.draw(canvas_, kMargin, y_, count);
    y_ += height;
  }
  y_ += space_after;
}

void PageWriter::title() {
  paragraph(letter_.title, kTitle, 3 * kPoint);
  paragraph(cat(letter_.authority, " · ", letter_.about, " · ", to_string(letter_.day)), kBody,
            12 * kPoint);
}

void PageWriter::block(const Block& one) {
  switch (one.part) {
    case Part::kHeading:
      need(80 * kPoint);
      y_ += 5 * kPoint;
      paragraph(one.text, kHeading, 4 * kPoint);
      return;
    case Part::kParagraph:
      paragraph(one.cite.empty() ? one.text : cat(one.text, " (", one.cite, ")"), kBody,
                8 * kPoint);
      return;
    case Part::kTable:
      table(one.table);
      if (!one.cite.empty()) paragraph(cat("(", one.cite, ")"), kSmall, 8 * kPoint);
      return;
  }
}

void PageWriter::table(const Table& table) {
  need(60 * kPoint);
  table_heads(table);
  for (const Row& row : table.rows) {
    if (full()) return;
    table_row(table, row, false);
  }
  y_ += 3 * kPoint;
}

void PageWriter::table_heads(const Table& table) {
  if (!table.heads.empty()) table_row(table, table.heads, true);
}

std::vector<TextBox> PageWriter::cells(const Table& table, const Row& row, bool bold) {
  std::vector<TextBox> out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool label = table.heads.empty() && i == 0;
    const int width = text_width() / 100 * table.shares[i] - kGap;
    out.emplace_back(fonts_, row[i], bold || label ? kCellBold : kCell, width);
  }
  return out;
}

// A row stays on one page where it fits on one; else it goes on, cell by cell, on the next.
void PageWriter::table_row(const Table& table, const Row& row, bool heads) {
  std::vector<TextBox> all = cells(table, row, heads);
  const auto height = [&] {
    int most = 0;
    for (const TextBox& cell : all) most = std::max(most, cell.height());
    return most;
  };
  const int page_room = height_ - kFoot - kHead - 60 * kPoint;
  while (height() > 0 && !full()) {
    const int wanted = std::min(height(), page_room);
    if (!heads && room() < wanted + kRowSpace &&
        (height() <= page_room || room() < 40 * kPoint)) {
      next_page();
      table_heads(table);
    }
    int x = kMargin, used = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t count = all[i].fitting(room() - kRowSpace);
      used = std::max(used, all[i].height_of(count));
      all[i].draw(canvas_, x, y_, count);
      x += text_width() / 100 * table.shares[i];
    }
    y_ += used + kRowSpace / 2;
    rule(y_, heads ? kPoint : kPoint / 4);
    y_ += kRowSpace / 2;
    if (height() > 0 && !heads) {
      next_page();
      table_heads(table);
    }
    if (heads) return;
  }
}

}  // namespace licet::letter
