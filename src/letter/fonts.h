#pragma once
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"

namespace licet::letter {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// How a piece of text is set; lengths in Pango units (1024 a point).
struct Style {
  int size = 0;
  bool bold = false;
  PangoAlignment align = PANGO_ALIGN_LEFT;
  bool one_line = false;  // cut with an ellipsis at the width
};

// The fonts of the machine or of one folder, and text set in them. Nothing here asks the locale:
// the language of every run follows from its script. One thread at a time.
class Fonts {
 public:
  // FontMissing where the folder, or the machine, has none.
  static Result<Fonts> open(const std::string& folder);

  // The text in lines of that width, breaking words that are longer.
  Owned<PangoLayout> set(std::string_view text, const Style& style, int width);

  // What no font could draw in anything set so far.
  const std::set<gunichar>& missing() const { return missing_; }
  const std::set<std::string>& used() const { return used_; }

 private:
  struct Destroy {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
  };
  struct CloseMap {
    void operator()(PangoFontMap* map) const;
  };
  void look_at(PangoLayout* layout);

  std::unique_ptr<FcConfig, Destroy> config_;
  std::unique_ptr<PangoFontMap, CloseMap> map_;
  Owned<PangoContext> context_;
  std::set<gunichar> missing_;
  std::set<std::string> used_;
};

// The text in pieces, each with no run of more than kLongestRun characters without a blank: to find
// the line breaks of one such run costs time with its square.
std::vector<std::string_view> pieces_of(std::string_view text);
inline constexpr int kLongestRun = 1000;

// "U+1F600 (install fonts-noto-color-emoji)", several of them one after the other.
std::string missing_text(const std::set<gunichar>& missing);

}  // namespace licet::letter
