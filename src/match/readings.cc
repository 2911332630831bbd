#include "readings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>

#include "licet/base/text.h"
#include "unicode_text.h"

namespace licet::match {
namespace {

constexpr char32_t kFirstHan = 0x4E00;
constexpr std::size_t kHanCount = 0x9FFF - 0x4E00 + 1;

constexpr std::array<std::uint16_t, kHanCount> kMandarin{
#include "tables/mandarin.inc"
};
constexpr std::string_view kMandarinSyllables[] = {
#include "tables/mandarin_syllables.inc"
};
constexpr std::array<std::uint16_t, kHanCount> kCantonese{
#include "tables/cantonese.inc"
};
constexpr std::string_view kCantoneseSyllables[] = {
#include "tables/cantonese_syllables.inc"
};

struct SimplePair {
  char32_t traditional, simple;
};
constexpr SimplePair kSimplified[] = {
#include "tables/simplified.inc"
};

struct NameRow {
  std::string_view written, latin;
};
constexpr NameRow kHanNames[] = {
#include "tables/names_han.inc"
};
constexpr NameRow kKanaNames[] = {
#include "tables/names_kana.inc"
};
constexpr NameRow kHangulNames[] = {
#include "tables/names_hangul.inc"
};
constexpr NameRow kArabicNames[] = {
#include "tables/names_arabic.inc"
};
constexpr NameRow kHebrewNames[] = {
#include "tables/names_hebrew.inc"
};
constexpr NameRow kIndicNames[] = {
#include "tables/names_indic.inc"
};
constexpr NameRow kThaiNames[] = {
#include "tables/names_thai.inc"
};

struct Surname {
  std::u32string_view written;
  std::string_view readings;  // the first replaces, by '|'
};
constexpr Surname kHanSurnames[] = {
#include "tables/surnames_han.inc"
};
constexpr Surname kHangulSurnames[] = {
#include "tables/surnames_hangul.inc"
};

void add(Readings& out, std::string reading) {
  if (out.size() >= kMostReadings || (reading.empty() && !out.empty())) return;
  if (std::find(out.begin(), out.end(), reading) == out.end()) out.push_back(std::move(reading));
}

void add_names(Readings& out, std::span<const NameRow> names, std::u32string_view text) {
  const std::string written = utf8_of(text);
  const auto at = std::lower_bound(
      names.begin(), names.end(), written,
      [](const NameRow& row, const std::string& wanted) { return row.written < wanted; });
  if (at == names.end() || at->written != written) return;
  for (const std::string_view latin : split(at->latin, '|')) add(out, std::string(latin));
}

std::string_view syllable(char32_t c, std::span<const std::uint16_t> numbers,
                          std::span<const std::string_view> syllables) {
  if (c < kFirstHan || c >= kFirstHan + kHanCount) return {};
  const std::uint16_t number = numbers[c - kFirstHan];
  return number == 0 ? std::string_view() : syllables[number - 1];
}

// Characters outside the table are rare ones: ICU reads them, or nobody does.
std::string mandarin(char32_t c) {
  const std::string_view found = syllable(c, kMandarin, kMandarinSyllables);
  return found.empty() ? han_reading(std::u32string(1, c)) : std::string(found);
}

// The longest surname that the text begins with and does not end at.
const Surname* surname_of(std::u32string_view text, std::span<const Surname> surnames) {
  const Surname* best = nullptr;
  for (const Surname& row : surnames) {
    if (row.written.size() >= text.size() || !text.starts_with(row.written)) continue;
    if (best == nullptr || row.written.size() > best->written.size()) best = &row;
  }
  return best;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with(from)) {
      out += to;
      text.remove_prefix(from.size());
    } else {
      out.push_back(text[0]);
      text.remove_prefix(1);
    }
  }
  return out;
}

struct Turn {
  std::string_view from, to;
};

// The first turn whose `from` the text begins with.
std::string turned(std::string_view text, std::span<const Turn> turns) {
  for (const Turn& turn : turns) {
    if (text.starts_with(turn.from)) return cat(turn.to, text.substr(turn.from.size()));
  }
  return std::string(text);
}

std::string whole_turned(std::string_view text, std::span<const Turn> turns) {
  for (const Turn& turn : turns) {
    if (text == turn.from) return std::string(turn.to);
  }
  return {};
}

}  // namespace

std::string wade_giles(std::string_view pinyin) {
  static constexpr Turn kWhole[] = {{"zhi", "chih"}, {"chi", "chih"}, {"shi", "shih"},
                                    {"ri", "jih"},   {"zi", "tzu"},   {"ci", "tzu"},
                                    {"si", "szu"},   {"er", "erh"},   {"you", "yu"},
                                    {"yan", "yen"},  {"ye", "yeh"},   {"yue", "yueh"},
                                    {"yong", "yung"}};
  if (std::string whole = whole_turned(pinyin, kWhole); !whole.empty()) return whole;
  static constexpr Turn kFirst[] = {{"zh", "ch"}, {"ch", "ch"}, {"sh", "sh"}, {"b", "p"},
                                    {"d", "t"},   {"g", "k"},   {"j", "ch"},  {"q", "ch"},
                                    {"x", "hs"},  {"z", "ts"},  {"c", "ts"},  {"r", "j"}};
  const std::size_t vowel = pinyin.find_first_of("aeiou");
  if (vowel == std::string_view::npos) return std::string(pinyin);
  const std::string first = turned(pinyin.substr(0, vowel), kFirst);
  const std::string_view rest = pinyin.substr(vowel);
  const bool back = first == "k" || first == "h";
  if (rest == "ian") return first + "ien";
  if (rest == "ie" || rest == "ue") return cat(first, rest, "h");
  if (rest == "ong" || rest == "iong") return cat(first, rest == "ong" ? "ung" : "iung");
  if (rest == "e" && back) return first + "o";
  if (rest == "uo" && !back && first != "sh") return first + "o";
  if (rest == "ui" && back) return first + "uei";
  return cat(first, rest);
}

std::string hong_kong(std::string_view jyutping) {
  static constexpr Turn kFirst[] = {{"gw", "kw"}, {"ng", "ng"}, {"g", "k"}, {"d", "t"},
                                    {"b", "p"},   {"z", "ch"},  {"c", "ch"}, {"j", "y"}};
  const std::size_t vowel = jyutping.find_first_of("aeiouy");
  if (vowel == std::string_view::npos) return std::string(jyutping);
  std::string first = turned(jyutping.substr(0, vowel), kFirst);
  std::string rest(jyutping.substr(vowel));
  static constexpr Turn kRest[] = {{"oeng", "eung"}, {"oek", "euk"}, {"eoi", "ui"}, {"eon", "un"},
                                   {"eot", "ut"},    {"oe", "eu"},   {"aa", "a"},   {"ou", "o"},
                                   {"yun", "uen"},   {"yut", "uet"}, {"yu", "u"}};
  rest = turned(rest, kRest);
  if (first == "y" && rest.starts_with("i")) first.clear(), rest = cat("y", rest);
  return first + rest;
}

std::u32string simplified(std::u32string_view han) {
  std::u32string out(han);
  for (char32_t& c : out) {
    const auto at = std::lower_bound(
        std::begin(kSimplified), std::end(kSimplified), c,
        [](const SimplePair& row, char32_t wanted) { return row.traditional < wanted; });
    if (at != std::end(kSimplified) && at->traditional == c) c = at->simple;
  }
  return out;
}

Readings han_readings(std::u32string_view simple) {
  std::string pinyin, wade, jyutping, local;
  for (const char32_t c : simple) {
    const std::string syllable_here = mandarin(c);
    pinyin += syllable_here;
    wade += wade_giles(syllable_here);
    const std::string_view canton = syllable(c, kCantonese, kCantoneseSyllables);
    jyutping += canton;
    local += hong_kong(canton);
  }
  Readings out;
  add(out, pinyin);
  add_names(out, kHanNames, simple);
  if (simple.size() > kMostReadings) return out;  // a phrase, no name
  if (const Surname* surname = surname_of(simple, kHanSurnames)) {
    std::string given;
    for (const char32_t c : simple.substr(surname->written.size())) given += mandarin(c);
    for (const std::string_view one : split(surname->readings, '|')) add(out, cat(one, given));
  }
  add(out, wade);
  add(out, jyutping);
  add(out, local);
  return out;
}

namespace {

// What stands before an Arabic name and is one word with it in its own script and in those that
// write by ear: a filler elsewhere.
std::u32string_view without_article(std::u32string_view text) {
  struct Row {
    std::u32string_view article;
    std::size_t least;  // characters of the rest
  };
  static constexpr Row kRows[] = {
      {U"ال", 3}, {U"알", 2}, {U"엘", 2}, {U"アル", 3}, {U"エル", 3}};
  for (const Row& row : kRows) {
    if (!text.starts_with(row.article) || text.size() < row.article.size() + row.least) continue;
    return text.substr(row.article.size());
  }
  return {};
}

}  // namespace

Readings hangul_readings(std::u32string_view hangul) {
  Readings out;
  add(out, hangul_reading(hangul));
  add_names(out, kHangulNames, hangul);
  const std::string revised = hangul_revised(hangul);
  add(out, hangul_as_written(hangul));
  if (const auto name = without_article(hangul); !name.empty()) add(out, hangul_as_written(name));
  if (const Surname* surname = surname_of(hangul, kHangulSurnames)) {
    const auto given = hangul.substr(surname->written.size());
    const std::string usual = hangul_revised(given);
    const std::string plainer = replaced(replaced(usual, "eo", "u"), "eu", "u");
    for (const std::string_view one : split(surname->readings, '|')) {
      add(out, cat(one, usual));
      add(out, cat(one, plainer));
    }
  }
  add(out, revised);
  for (const std::string_view first : {"hw", "kw", "gw"}) {
    if (revised.find(first) == std::string::npos) continue;
    add(out, replaced(revised, first, cat(first[0], "u")));  // "huawei" for 화웨이
  }
  return out;
}

namespace {

// ICU takes its time; names share their words.
const std::string& known_reading(std::u32string_view text) {
  static thread_local std::unordered_map<std::u32string, std::string> known;
  constexpr std::size_t kMostKnown = 4096;
  if (known.size() >= kMostKnown) known.clear();
  const auto [at, fresh] = known.try_emplace(std::u32string(text));
  if (fresh) at->second = general_reading(text);
  return at->second;
}

}  // namespace

Readings other_readings(std::u32string_view text) {
  Readings out;
  add(out, known_reading(text));
  if (const auto name = without_article(text); !name.empty()) add(out, known_reading(name));
  for (const std::span<const NameRow> names :
       {std::span<const NameRow>(kArabicNames), std::span<const NameRow>(kHebrewNames),
        std::span<const NameRow>(kIndicNames), std::span<const NameRow>(kThaiNames)}) {
    add_names(out, names, text);
  }
  return out;
}

GreekForeign greek_as_foreign(std::u32string_view greek) {
  struct Row {
    std::u32string_view from;
    std::string_view to;
    bool two_ways;
  };
  static constexpr Row kRows[] = {
      {U"μπ", "b", true},  {U"ντ", "d", true},  {U"γκ", "g", true},  {U"τζ", "j", true},
      {U"χ", "h", true},   {U"τσ", "ch", false}, {U"ουα", "wa", false}, {U"ουε", "we", false},
      {U"ουι", "wi", false}, {U"ου", "u", false}, {U"θ", "th", false}, {U"ξ", "x", false},
      {U"ψ", "ps", false}, {U"α", "a", false},  {U"β", "v", false},  {U"γ", "g", false},
      {U"δ", "d", false},  {U"ε", "e", false},  {U"ζ", "z", false},  {U"η", "i", false},
      {U"ι", "i", false},  {U"κ", "k", false},  {U"λ", "l", false},  {U"μ", "m", false},
      {U"ν", "n", false},  {U"ο", "o", false},  {U"π", "p", false},  {U"ρ", "r", false},
      {U"σ", "s", false},  {U"ς", "s", false},  {U"τ", "t", false},  {U"υ", "y", false},
      {U"φ", "f", false},  {U"ω", "o", false}};
  std::u32string plain;
  for (const char32_t letter : greek) plain += without_marks(letter);
  GreekForeign out;
  for (std::u32string_view rest = plain; !rest.empty();) {
    const auto row = std::find_if(std::begin(kRows), std::end(kRows),
                                  [&](const Row& one) { return rest.starts_with(one.from); });
    if (row == std::end(kRows)) {
      rest.remove_prefix(1);
      continue;
    }
    out.text += row->to;
    out.two_ways |= row->two_ways;
    rest.remove_prefix(row->from.size());
  }
  const bool nominative = plain.ends_with(U"ος") || plain.ends_with(U"οσ");
  if (nominative && out.text.size() > 6) out.text.resize(out.text.size() - 2);
  return out;
}

Readings kana_readings(std::u32string_view kana) {
  Readings out;
  const std::string hepburn = kana_reading(kana);
  add(out, hepburn);
  add_names(out, kKanaNames, kana);
  if (const auto name = without_article(kana); !name.empty()) add(out, kana_reading(name));
  if (hepburn.find('f') != std::string::npos) {
    add(out, replaced(replaced(hepburn, "f", "hu"), "huu", "hu"));  // "huawei" for ファーウェイ
  }
  if (hepburn.find('r') != std::string::npos) add(out, replaced(hepburn, "r", "l"));
  return out;
}

}  // namespace licet::match
