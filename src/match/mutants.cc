#include "licet/match/mutants.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>

#include "licet/base/text.h"

namespace licet::match {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  for (const std::string_view word : split(name, ' ')) {
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

std::size_t letters_in(std::string_view word) {
  return std::size_t(std::count_if(word.begin(), word.end(), is_letter));
}

// One letter other, missing, more, or swapped with its neighbour; never a blank.
std::string edited_word(std::string word, Sequence& random) {
  for (int tries = 0; tries < 50; ++tries) {
    const std::size_t at = random.below(word.size());
    if (!is_letter(word[at])) continue;
    const char other = char('a' + random.below(26));
    std::string out = word;
    switch (random.below(4)) {
      case 0: out[at] = other; break;
      case 1: out.erase(at, 1); break;
      case 2: out.insert(at, 1, other); break;
      default:
        if (at + 1 >= word.size() || !is_letter(word[at + 1])) continue;
        std::swap(out[at], out[at + 1]);
    }
    if (lower_ascii(out) != lower_ascii(word)) return out;
  }
  return word;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  while (!text.empty()) {
    const bool here = text.starts_with(from);
    out += here ? to : text.substr(0, 1);
    text.remove_prefix(here ? from.size() : 1);
  }
  return out;
}

// The first rule of the list that changes something, from a random start.
std::string one_rule(const std::string& name,
                     const std::vector<std::pair<std::string, std::string>>& rules,
                     Sequence& random) {
  const std::size_t start = random.below(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& [from, to] = rules[(start + i) % rules.size()];
    const std::string out = replaced(name, from, to);
    if (out != name) return out;
  }
  return name;
}

std::string transliterated(const char* id, const std::string& name) {
  static std::map<std::string, std::unique_ptr<icu::Transliterator>> by;
  auto& one = by[id];
  if (one == nullptr) {
    UErrorCode status = U_ZERO_ERROR;
    one.reset(icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD,
                                                  status));
    if (U_FAILURE(status)) std::exit(1);
  }
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
  one->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

class Mutants {
 public:
  Mutants(snapshot::PartyType type, std::string name, Sequence& random)
      : person_(type == snapshot::PartyType::kPerson), name_(std::move(name)),
        words_(words_of(name_)), random_(random) {}

  std::vector<Mutant> all() {
    as_listed();
    one_edit();
    other_words();
    every_word();
    other_scripts();
    return std::move(out_);
  }

 private:
  void add(std::string name_class, std::string name) {
    out_.push_back({std::move(name_class), std::move(name)});
  }
  void add_if_changed(std::string name_class, std::string name) {
    if (name != name_) add(std::move(name_class), std::move(name));
  }

  void as_listed() {
    add("M0 as listed", name_);
    add("M0 case", lower_ascii(name_));
    add_if_changed("M0 decomposed", transliterated("NFD", name_));
    const std::size_t comma = name_.find(", ");
    if (person_ && comma != std::string::npos) {
      add("M0 natural order", name_.substr(comma + 2) + " " + name_.substr(0, comma));
    }
  }

  void one_edit() {
    const std::size_t at = random_.below(words_.size());
    const std::size_t letters = letters_in(words_[at]);
    if (letters == 0) return;
    auto words = words_;
    words[at] = edited_word(words[at], random_);
    add(letters >= 5 ? "M1 edit, 5 letters up" : letters == 4 ? "M1 edit, 4 letters"
                                                              : "M1 edit, 3 letters down",
        join(words, " "));
  }

  void other_words() {
    if (words_.size() >= 2) {
      auto words = words_;
      std::rotate(words.begin(), words.begin() + 1, words.end());
      add("M2 order", join(words, " "));
      words = words_;
      const std::size_t at = random_.below(words.size() - 1);
      words[at] += words[at + 1];
      words.erase(words.begin() + std::ptrdiff_t(at) + 1);
      add("M2 joined", join(words, " "));
    }
    if (person_ && words_.size() >= 3) {
      auto words = words_;
      words.erase(words.begin() + 1 + std::ptrdiff_t(random_.below(words.size() - 2)));
      add("M2 middle dropped", join(words, " "));
    }
    if (person_ && words_.size() >= 2 && words_.back().size() > 1) {
      auto words = words_;
      words.back() = words.back().substr(0, 1) + ".";
      add("M2 initial", join(words, " "));
    }
    const std::size_t at = random_.below(words_.size());
    if (letters_in(words_[at]) >= 6 && letters_in(words_[at]) == words_[at].size()) {
      auto words = words_;
      words[at].insert(2 + random_.below(words[at].size() - 4), 1, ' ');
      add("M2 split", join(words, " "));
    }
    if (name_.size() > 35) add("M2 cut at 35", std::string(trim(name_.substr(0, 35))));
    if (!person_) legal_forms();
  }

  void legal_forms() {
    add_if_changed("M2 legal form", one_rule(name_, {{"LIMITED LIABILITY COMPANY", "LLC"},
                                                     {"Co., Ltd.", "Company Limited"},
                                                     {"JOINT STOCK COMPANY", "JSC"},
                                                     {"LLC", "Limited Liability Company"},
                                                     {"Ltd.", "Limited"}, {"LTD", "LIMITED"},
                                                     {"LIMITED", "LTD"}, {"Co.", "Company"},
                                                     {" LLC", ""}, {", Ltd.", ""}, {" INC", ""}},
                                             random_));
    add_if_changed("M2 abbreviation",
                   one_rule(name_, {{"Technology", "Tech"}, {"TECHNOLOGY", "TECH"},
                                    {"International", "Intl"}, {"INTERNATIONAL", "INTL"},
                                    {"Company", "Co"}, {"COMPANY", "CO"}, {"Corporation", "Corp"},
                                    {"CORPORATION", "CORP"}, {"Electronics", "Elec"},
                                    {"ENGINEERING", "ENG"}, {"Engineering", "Eng"}},
                            random_));
  }

  void every_word() {
    auto words = words_;
    for (auto& word : words) {
      if (letters_in(word) >= 4) word = edited_word(word, random_);
    }
    add_if_changed("M3 edit in every word", join(words, " "));
    const std::string lower = lower_ascii(name_);
    const auto changed = [&](const char* name_class, std::string name) {
      if (name != lower) add(name_class, std::move(name));
    };
    changed("M3 OCR", one_rule(lower, {{"o", "0"}, {"l", "1"}, {"i", "1"}, {"m", "rn"},
                                       {"s", "5"}, {"b", "8"}},
                               random_));
    changed("M3 keyboard", keyboard(lower));
    changed("M3 look-alikes", one_rule(lower, {{"a", "\u0430"}, {"e", "\u0435"}, {"o", "\u043E"},
                                               {"c", "\u0441"}, {"p", "\u0440"}, {"x", "\u0445"}},
                                       random_));
    changed("M3 romanisation",
            one_rule(lower, {{"kh", "h"}, {"ou", "u"}, {"y", "i"}, {"w", "v"}, {"sh", "ch"},
                             {"j", "dj"}, {"q", "k"}, {"ee", "i"}, {"mm", "m"}, {"ss", "s"},
                             {"ei", "ey"}, {"iya", "ia"}, {"ts", "c"}, {"zh", "j"}},
                     random_));
  }

  std::string keyboard(std::string name) {
    static constexpr std::string_view kRows = "qwertyuiop asdfghjkl zxcvbnm";
    for (int tries = 0; tries < 50; ++tries) {
      const std::size_t at = random_.below(name.size());
      const std::size_t key = kRows.find(name[at]);
      if (key == std::string_view::npos || key + 1 >= kRows.size()) continue;
      if (kRows[key + 1] == ' ') continue;
      name[at] = kRows[key + 1];
      return name;
    }
    return name;
  }

  // As a clerk writes the name in the other alphabet; Hangul, kana and Arabic letter by letter, as
  // ICU does, which is harder than life.
  void other_scripts() {
    const bool ascii = std::all_of(name_.begin(), name_.end(), [](char c) { return c > 0; });
    if (!ascii || !person_ || letters_in(name_) < 4) return;
    const std::string lower = lower_ascii(name_);
    add("M4 Cyrillic", written(lower, kCyrillic));
    add("M4 Greek", written(lower, kGreek));
    add("M4 Hangul (ICU)", transliterated("Latin-Hangul", lower));
    add("M4 kana (ICU)", transliterated("Latin-Katakana", lower));
    add("M4 Arabic (ICU)", transliterated("Latin-Arabic", lower));
  }

  using Letters = std::vector<std::pair<std::string_view, std::string_view>>;

  // Longest rows first.
  static std::string written(std::string_view name, const Letters& letters) {
    std::string out;
    while (!name.empty()) {
      const auto row = std::find_if(letters.begin(), letters.end(),
                                    [&](const auto& one) { return name.starts_with(one.first); });
      const bool found = row != letters.end();
      out += found ? row->second : name.substr(0, 1);
      name.remove_prefix(found ? row->first.size() : 1);
    }
    return out;
  }

  static const Letters kCyrillic, kGreek;

  bool person_;
  std::string name_;
  std::vector<std::string> words_;
  Sequence& random_;
  std::vector<Mutant> out_;
};

const Mutants::Letters Mutants::kCyrillic{
    {"shch", "щ"}, {"sch", "ш"}, {"iya", "ия"}, {"kh", "х"}, {"zh", "ж"}, {"ch", "ч"}, {"sh", "ш"},
    {"ts", "ц"},   {"yu", "ю"},  {"ya", "я"},   {"ye", "е"}, {"th", "т"}, {"ph", "ф"}, {"ck", "к"},
    {"a", "а"},    {"b", "б"},   {"c", "к"},    {"d", "д"},  {"e", "е"},  {"f", "ф"},  {"g", "г"},
    {"h", "х"},    {"i", "и"},   {"j", "дж"},   {"k", "к"},  {"l", "л"},  {"m", "м"},  {"n", "н"},
    {"o", "о"},    {"p", "п"},   {"q", "к"},    {"r", "р"},  {"s", "с"},  {"t", "т"},  {"u", "у"},
    {"v", "в"},    {"w", "в"},   {"x", "кс"},   {"y", "й"},  {"z", "з"}};

const Mutants::Letters Mutants::kGreek{
    {"th", "θ"}, {"ph", "φ"}, {"ch", "τσ"}, {"kh", "χ"}, {"sh", "σ"}, {"ou", "ου"}, {"ks", "ξ"},
    {"a", "α"},  {"b", "μπ"}, {"c", "κ"},   {"d", "ντ"}, {"e", "ε"},  {"f", "φ"},   {"g", "γκ"},
    {"h", "χ"},  {"i", "ι"},  {"j", "τζ"},  {"k", "κ"},  {"l", "λ"},  {"m", "μ"},   {"n", "ν"},
    {"o", "ο"},  {"p", "π"},  {"q", "κ"},   {"r", "ρ"},  {"s", "σ"},  {"t", "τ"},   {"u", "ου"},
    {"v", "β"},  {"w", "ου"}, {"x", "ξ"},   {"y", "ι"},  {"z", "ζ"}};

}  // namespace

std::uint64_t Sequence::next() {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::vector<Mutant> mutants_of(snapshot::PartyType type, const std::string& name,
                               Sequence& random) {
  if (letters_in(name) == 0) return {};
  return Mutants(type, name, random).all();
}

}  // namespace licet::match
