#include "fonts.h"

#include <pango/pangofc-fontmap.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "licet/base/text.h"

namespace licet::letter {
namespace {

constexpr const char* kFamilies = "Noto Sans, DejaVu Sans, WenQuanYi Micro Hei, Noto Sans CJK SC";
constexpr std::size_t kMostNamed = 5;

struct Script {
  GUnicodeScript script;
  const char* language;
};

// Left to itself, Pango asks the environment which language a script is in.
constexpr Script kScripts[] = {
    {G_UNICODE_SCRIPT_LATIN, "en"},      {G_UNICODE_SCRIPT_ARABIC, "ar"},
    {G_UNICODE_SCRIPT_ARMENIAN, "hy"},   {G_UNICODE_SCRIPT_BENGALI, "bn"},
    {G_UNICODE_SCRIPT_BOPOMOFO, "zh-tw"}, {G_UNICODE_SCRIPT_CYRILLIC, "ru"},
    {G_UNICODE_SCRIPT_DEVANAGARI, "hi"}, {G_UNICODE_SCRIPT_ETHIOPIC, "am"},
    {G_UNICODE_SCRIPT_GEORGIAN, "ka"},   {G_UNICODE_SCRIPT_GREEK, "el"},
    {G_UNICODE_SCRIPT_GUJARATI, "gu"},   {G_UNICODE_SCRIPT_GURMUKHI, "pa"},
    {G_UNICODE_SCRIPT_HAN, "zh-cn"},     {G_UNICODE_SCRIPT_HANGUL, "ko"},
    {G_UNICODE_SCRIPT_HEBREW, "he"},     {G_UNICODE_SCRIPT_HIRAGANA, "ja"},
    {G_UNICODE_SCRIPT_KANNADA, "kn"},    {G_UNICODE_SCRIPT_KATAKANA, "ja"},
    {G_UNICODE_SCRIPT_KHMER, "km"},      {G_UNICODE_SCRIPT_LAO, "lo"},
    {G_UNICODE_SCRIPT_MALAYALAM, "ml"},  {G_UNICODE_SCRIPT_MONGOLIAN, "mn-mn"},
    {G_UNICODE_SCRIPT_MYANMAR, "my"},    {G_UNICODE_SCRIPT_ORIYA, "or"},
    {G_UNICODE_SCRIPT_SINHALA, "si"},    {G_UNICODE_SCRIPT_SYRIAC, "syr"},
    {G_UNICODE_SCRIPT_TAMIL, "ta"},      {G_UNICODE_SCRIPT_TELUGU, "te"},
    {G_UNICODE_SCRIPT_THAANA, "dv"},     {G_UNICODE_SCRIPT_THAI, "th"},
    {G_UNICODE_SCRIPT_TIBETAN, "bo"}};

const char* language_of(gunichar c) {
  const GUnicodeScript script = g_unichar_get_script(c);
  for (const Script& one : kScripts)
    if (one.script == script) return one.language;
  return nullptr;
}

// Runs of one language; what has no script of its own belongs to the run before it.
PangoAttrList* languages(const char* text, std::size_t size) {
  PangoAttrList* list = pango_attr_list_new();
  const auto add = [&](const char* language, std::size_t from, std::size_t until) {
    PangoAttribute* one = pango_attr_language_new(pango_language_from_string(language));
    one->start_index = guint(from);
    one->end_index = guint(until);
    pango_attr_list_insert(list, one);
  };
  const char* language = "en";
  std::size_t begin = 0;
  for (const char* at = text; at < text + size; at = g_utf8_next_char(at)) {
    const char* here = language_of(g_utf8_get_char(at));
    if (here == nullptr || here == language) continue;
    if (at > text + begin) add(language, begin, std::size_t(at - text));
    begin = std::size_t(at - text);
    language = here;
  }
  if (begin < size) add(language, begin, size);
  return list;
}

std::string package_for(gunichar c) {
  switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return c > 0xFFFF ? "install fonts-noto-cjk or fonts-hanazono"
                        : "install fonts-wqy-microhei or fonts-noto-cjk";
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC: return "install fonts-noto-core or fonts-dejavu-core";
    default: break;
  }
  if (g_unichar_type(c) == G_UNICODE_PRIVATE_USE) return "a private character; write it otherwise";
  if (u_hasBinaryProperty(UChar32(c), UCHAR_EXTENDED_PICTOGRAPHIC))
    return "install fonts-noto-color-emoji";
  return "install fonts-noto-core or fonts-noto-extra";
}

// In one order on every machine; file by file, since a folder would want a cache to write.
std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.is_regular_file(failed)) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

int font_count(FcConfig* config) {
  int count = 0;
  for (const FcSetName name : {FcSetSystem, FcSetApplication})
    if (const FcFontSet* fonts = FcConfigGetFonts(config, name)) count += fonts->nfont;
  return count;
}

}  // namespace

Result<Fonts> Fonts::open(const std::string& folder) {
  Fonts fonts;
  if (folder.empty()) {
    fonts.config_.reset(FcInitLoadConfigAndFonts());
  } else {
    fonts.config_.reset(FcConfigCreate());
    for (const std::string& file : files_of(folder))
      if (fonts.config_)
        FcConfigAppFontAddFile(fonts.config_.get(),
                               reinterpret_cast<const FcChar8*>(file.c_str()));
  }
  if (!fonts.config_ || font_count(fonts.config_.get()) == 0)
    return Error{Code::FontMissing, folder.empty() ? "fonts" : printable(folder),
                 "not one font is there"};
  fonts.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  LICET_CHECK(fonts.map_ != nullptr, "cairo without FreeType");
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts.map_.get()), fonts.config_.get());
  fonts.context_.reset(pango_font_map_create_context(fonts.map_.get()));
  pango_context_set_language(fonts.context_.get(), pango_language_from_string("en"));
  pango_cairo_context_set_resolution(fonts.context_.get(), 72);
  pango_context_set_round_glyph_positions(fonts.context_.get(), FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(fonts.context_.get(), options);
  cairo_font_options_destroy(options);
  return fonts;
}

// A map that ends with its fonts keeps them for ever (Pango 1.50): they are taken from it first.
void Fonts::CloseMap::operator()(PangoFontMap* map) const {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
  g_object_unref(map);
}

Owned<PangoLayout> Fonts::set(std::string_view text, const Style& style, int width) {
  Owned<PangoLayout> layout(pango_layout_new(context_.get()));
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, kFamilies);
  pango_font_description_set_size(font, style.size);
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_width(layout.get(), width);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), style.align);
  if (style.one_line) {
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  }
  PangoAttrList* list = languages(text.data(), text.size());
  pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(layout.get(), list);
  pango_attr_list_unref(list);
  pango_layout_set_text(layout.get(), text.data(), int(text.size()));
  look_at(layout.get());
  return layout;
}

// A glyph that stands for "no glyph" carries the character it was wanted for.
void Fonts::look_at(PangoLayout* layout) {
  const char* text = pango_layout_get_text(layout);
  PangoLayoutIter* iter = pango_layout_get_iter(layout);
  do {
    const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iter);
    if (run == nullptr) continue;
    bool drawn = false;
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
      const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      const int at = run->item->offset + run->glyphs->log_clusters[i];
      if (glyph == 0)
        missing_.insert(g_utf8_get_char(text + at));
      else if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
        missing_.insert(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
      drawn = drawn || glyph != PANGO_GLYPH_EMPTY;
    }
    if (!drawn || run->item->analysis.font == nullptr) continue;
    PangoFontDescription* font = pango_font_describe(run->item->analysis.font);
    if (const char* family = pango_font_description_get_family(font)) used_.insert(family);
    pango_font_description_free(font);
  } while (pango_layout_iter_next_run(iter));
  pango_layout_iter_free(iter);
}

std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  int run = 0;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    run = c == ' ' ? 0 : run + 1;
    if (run <= kLongestRun || g_unichar_ismark(c) || g_unichar_iszerowidth(c)) continue;
    const auto here = std::size_t(at - text.data());
    out.push_back(text.substr(begin, here - begin));
    begin = here;
    run = 1;
  }
  out.push_back(text.substr(begin));
  return out;
}

std::string missing_text(const std::set<gunichar>& missing) {
  std::string out;
  std::size_t named = 0;
  for (const gunichar c : missing) {
    if (++named > kMostNamed) break;
    char number[16], letter[8] = {};
    g_snprintf(number, sizeof number, "U+%04X", c);
    if (g_unichar_validate(c)) g_unichar_to_utf8(c, letter);
    out += cat(named == 1 ? "" : "; ", number, " ", letter, " (", package_for(c), ")");
  }
  if (missing.size() > kMostNamed) out += cat("; and ", missing.size() - kMostNamed, " more");
  return out;
}

}  // namespace licet::letter
