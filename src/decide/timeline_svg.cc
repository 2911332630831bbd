#include <algorithm>

#include "licet/base/text.h"
#include "licet/decide/timeline.h"

// A picture of a timeline: a bar of numbered spans, an axis of years, and below it what each is.
namespace licet::decide {
namespace {

constexpr int kLeft = 24, kRight = 976, kBarTop = 72, kBarHeight = 44, kRowHeight = 40;
constexpr int kLegendTop = kBarTop + kBarHeight + 62;
constexpr std::size_t kMostCharacters = 120;

std::string_view colour(Verdict verdict) {
  if (verdict == Verdict::kProhibited) return "#7f1d1d";
  if (verdict == Verdict::kLicenceRequired) return "#c2410c";
  if (verdict == Verdict::kHold || verdict == Verdict::kRefer) return "#a16207";
  if (verdict == Verdict::kIndeterminate) return "#6b7280";
  return verdict == Verdict::kNlr || verdict == Verdict::kNotSubject ? "#15803d" : "#1d4ed8";
}

std::string xml(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

// Cut on a character boundary.
std::string shortened(std::string_view text) {
  if (text.size() <= kMostCharacters) return std::string(text);
  std::size_t at = kMostCharacters;
  while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  return cat(text.substr(0, at), "…");
}

std::string label(int x, int y, std::string_view text, std::string_view more = "") {
  return cat("<text x=\"", x, "\" y=\"", y, "\"", more.empty() ? "" : " ", more, ">", xml(text),
             "</text>\n");
}

std::string box(int x, int y, int width, int height, std::string_view more) {
  return cat("<rect x=\"", x, "\" y=\"", y, "\" width=\"", width, "\" height=\"", height, "\" ",
             more, "/>\n");
}

class Picture {
 public:
  explicit Picture(const std::vector<Stretch>& stretches)
      : stretches_(stretches), first_(stretches.front().from.number),
        days_(stretches.back().last.number - first_ + 1) {}

  std::string draw(const std::string& title) const {
    const int height = kLegendTop + kRowHeight * int(stretches_.size()) + 8;
    std::string svg = cat("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"",
                          height, "\" viewBox=\"0 0 1000 ", height,
                          "\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n<title>",
                          xml(title), "</title>\n");
    svg += box(0, 0, 1000, height, "fill=\"white\"");
    svg += label(kLeft, 32, title, "font-size=\"18\" font-weight=\"bold\"");
    svg += label(kLeft, 54,
                 cat(to_string(stretches_.front().from), " to ",
                     to_string(stretches_.back().last)), "fill=\"#555\"");
    return svg + bar() + axis() + legend() + "</svg>\n";
  }

 private:
  int x(Day day) const {
    return kLeft + int(std::int64_t(day.number - first_) * (kRight - kLeft) / days_);
  }

  // Long spans first, so that a span of few days is never painted over; it is 3 wide at least.
  std::string bar() const {
    std::string out;
    for (bool wide : {true, false})
      for (std::size_t i = 0; i < stretches_.size(); ++i) {
        const Stretch& one = stretches_[i];
        const int left = x(one.from), width = x(one.last.plus(1)) - left;
        if ((width >= 3) != wide) continue;
        out += box(left, kBarTop, std::max(3, width), kBarHeight,
                   cat("fill=\"", colour(one.verdict), "\" stroke=\"white\" stroke-width=\"",
                       width >= 8 ? "1" : "0", "\""));
        if (width >= 20)
          out += label(left + width / 2, kBarTop + 27, std::to_string(i + 1),
                       "fill=\"white\" font-weight=\"bold\" text-anchor=\"middle\"");
      }
    return out;
  }

  // A long tick and a number a year; months between them where they have room. Numbers that would
  // touch are left out.
  std::string axis() const {
    const int bottom = kBarTop + kBarHeight;
    std::string out = box(kLeft, bottom + 4, kRight - kLeft, 1, "fill=\"#444\"");
    int free_from = 0;
    for (std::int32_t number = first_; number < first_ + days_; ++number) {
      const std::string text = to_string(Day{number});
      if (!text.ends_with("-01")) continue;
      const bool year = text.ends_with("-01-01");
      const int per_month = int(std::int64_t(kRight - kLeft) * 30 / days_);
      if (!year && per_month < 8) continue;
      const int at = x(Day{number});
      out += box(at, bottom + 4, 1, year ? 12 : 6, "fill=\"#444\"");
      const bool name_months = per_month >= 60;
      if ((!year && !name_months) || at < free_from || at > kRight - 30) continue;
      const int wide = name_months ? 52 : 34;
      out += label(at, bottom + 30, text.substr(0, name_months ? 7 : 4),
                   year ? "fill=\"#222\" font-weight=\"bold\"" : "fill=\"#555\"");
      free_from = at + wide + 6;
    }
    return out;
  }

  std::string legend() const {
    std::string out;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      const Stretch& one = stretches_[i];
      const int y = kLegendTop + kRowHeight * int(i);
      out += box(kLeft, y - 15, 24, 20, cat("fill=\"", colour(one.verdict), "\""));
      out += label(kLeft + 12, y, std::to_string(i + 1),
                   "fill=\"white\" font-weight=\"bold\" text-anchor=\"middle\"");
      const bool doubt = one.history_unverified && may_proceed(one.verdict);
      out += label(kLeft + 36, y, cat(to_string(one.from), " to ", to_string(one.last)));
      out += label(kLeft + 220, y, to_string(one.verdict), "font-weight=\"bold\"");
      out += label(kLeft + 440, y,
                   shortened(cat(one.authority, one.authority.empty() || !doubt ? "" : ", ",
                                 doubt ? "history unverified" : "")));
      if (!one.because.empty())
        out += label(kLeft + 36, y + 16, shortened(one.because), "fill=\"#555\" font-size=\"12\"");
    }
    return out;
  }

  const std::vector<Stretch>& stretches_;
  std::int32_t first_, days_;
};

}  // namespace

std::string timeline_svg(const std::string& title, const std::vector<Stretch>& stretches) {
  return Picture(stretches).draw(title);
}

}  // namespace licet::decide
