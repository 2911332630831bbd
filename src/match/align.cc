#include "align.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "tables.h"

namespace licet::match {
namespace {

constexpr int kGenericWeight = 7;
constexpr int kNumberWeight = 6;
constexpr int kInitialWeight = 3;
constexpr int kWeakWeight = 1;

const char* word_for(How how, bool reading) {
  switch (how) {
    case How::kEqual: return reading ? "reading" : "equal";
    case How::kSound: return "sound";
    case How::kPlural: return "plural";
    case How::kConsonants: return "reading";
    default: return "spelling";
  }
}

// Syllables of Chinese and Korean are few and short: one letter makes another name.
bool is_syllabic(const TokenView& token) {
  return !token.original.empty() && std::uint8_t(token.original[0]) >= 0xE4;  // Han, Hangul
}

bool leaves_vowels_out(const TokenView& token) {
  if (token.original.empty()) return false;
  const auto lead = std::uint8_t(token.original[0]);
  return lead >= 0xD6 && lead <= 0xDB;  // Hebrew, Arabic
}

Similarity strict(const Similarity& found, std::size_t letters) {
  if (found.how == How::kEqual || found.how == How::kPlural) return found;
  const bool close = found.permille >= 940 && letters >= 9;
  const bool sound = found.permille >= 950 && found.how == How::kSound && letters >= 6;
  return close || sound ? found : Similarity{};
}

// Another reading of the same characters: good for a match, never the same name.
constexpr int kOtherReading = 980;

// Two readings of different characters are no more than alike: many characters share a reading.
Similarity like_texts(const TokenView& a, const Spelling& sa, const TokenView& b,
                      const Spelling& sb) {
  Similarity found = similarity(sa, sb, leaves_vowels_out(a) || leaves_vowels_out(b));
  const bool syllabic = is_syllabic(a) || is_syllabic(b);
  if (syllabic) found = strict(found, std::min(sa.text.size(), sb.text.size()));
  const bool both = !a.original.empty() && !b.original.empty();
  if (both && syllabic) found.permille = std::min(found.permille, 800);
  return found;
}

void take_better(Similarity other, Similarity& best) {
  other.permille = std::min(other.permille, kOtherReading);
  if (other.permille > best.permille) best = other;
}

Likeness like_words(const TokenView& a, const Spelling& sa, const TokenView& b,
                    const Spelling& sb) {
  const bool reading = !a.original.empty() || !b.original.empty();
  const bool both = !a.original.empty() && !b.original.empty();
  if (both && a.original == b.original) return {1000, "equal"};
  Similarity best;
  if (!a.text.empty() && !b.text.empty()) best = like_texts(a, sa, b, sb);
  for_each_other(a, [&](std::string_view of_a) {
    const Spelling spelling = spelling_of(of_a);
    take_better(like_texts(a, spelling, b, sb), best);
    for_each_other(b, [&](std::string_view of_b) {
      take_better(like_texts(a, spelling, b, spelling_of(of_b)), best);
    });
  });
  for_each_other(b, [&](std::string_view of_b) {
    take_better(like_texts(a, sa, b, spelling_of(of_b)), best);
  });
  return {best.permille, word_for(best.how, reading)};
}

std::string_view well_spelled(std::string_view form) {
  if (form.ends_with(kMisspelled)) form.remove_suffix(kMisspelled.size());
  return form;
}

Likeness like_legal(const TokenView& a, const TokenView& b) {
  if (a.text == b.text) return {a.kind == b.kind ? 1000 : 950, "legal_form"};
  if (a.kind != b.kind) return {};
  const std::string_view x = well_spelled(a.text);
  const std::string_view y = well_spelled(b.text);
  if (x == y) return {950, "spelling"};
  const std::string_view of_x = legal_class(x);
  return {!of_x.empty() && of_x == legal_class(y) ? 900 : 0, "legal_form"};
}

Likeness like_initial(const TokenView& a, const TokenView& b) {
  if (a.kind == b.kind) return {a.text == b.text ? 1000 : 0, "equal"};
  const bool other_is_word = is_distinct(a.kind) || is_distinct(b.kind);
  const bool begins = !a.text.empty() && !b.text.empty() && a.text[0] == b.text[0];
  return {other_is_word && begins ? 900 : 0, "initial"};
}

Likeness likeness(const Side& left, std::size_t i, const Side& right, std::size_t j) {
  return likeness_of(left.tokens[i], left.spellings[i], right.tokens[j], right.spellings[j],
                     left.only_weak || right.only_weak);
}

class Aligner {
 public:
  Aligner(const Side& left, const Side& right) : left_(left), right_(right) {}

  std::vector<Pair> run() {
    single_pairs();
    for (std::size_t j = 0; j < right_.tokens.size(); ++j) runs_for(left_, right_, j, false);
    for (std::size_t i = 0; i < left_.tokens.size(); ++i) runs_for(right_, left_, i, true);
    if (found_.empty()) return {};
    return chosen();
  }

 private:
  void single_pairs() {
    for (std::size_t i = 0; i < left_.tokens.size(); ++i) {
      for (std::size_t j = 0; j < right_.tokens.size(); ++j) {
        const Likeness like = likeness(left_, i, right_, j);
        if (like.permille < 600) continue;
        int weight = left_.weights[i] + right_.weights[j];
        const bool initial =
            left_.tokens[i].kind == Kind::kInitial || right_.tokens[j].kind == Kind::kInitial;
        if (initial) weight = std::min(weight, 2 * kInitialWeight);
        found_.push_back(
            {std::uint16_t(i), 1, std::uint16_t(j), 1, like.permille, weight, like.what});
      }
    }
  }

  // Two or three neighbours of `many` against one token of `one`.
  void runs_for(const Side& many, const Side& one, std::size_t at, bool swapped) {
    const TokenView& whole = one.tokens[at];
    if (!is_substantive(whole.kind) && whole.kind != Kind::kNumber) return;
    for (std::size_t begin = 0; begin + 1 < many.tokens.size(); ++begin) {
      runs_from(many, begin, one, at, one.spellings[at], whole.text.size(), swapped);
    }
    for_each_other(whole, [&](std::string_view other) {
      const Spelling spelling = spelling_of(other);
      for (std::size_t begin = 0; begin + 1 < many.tokens.size(); ++begin) {
        runs_from(many, begin, one, at, spelling, other.size(), swapped);
      }
    });
    if (whole.text.size() < kLeastAcronym || whole.text.size() > kMostAcronym ||
        whole.kind != Kind::kWord) {
      return;
    }
    for (std::size_t begin = 0; begin + 1 < many.tokens.size(); ++begin) {
      const Acronym initials = acronym_at(many.tokens, begin, whole.text.size());
      if (initials.count == 0) continue;
      if (std::string_view(initials.letters.data(), whole.text.size()) != whole.text) continue;
      add_run(many, begin, initials.count, one, at, {880, "acronym"}, swapped);
    }
  }

  // Runs that begin at `begin`, against one of the readings of the token.
  void runs_from(const Side& many, std::size_t begin, const Side& one, std::size_t at,
                 const Spelling& spelling, std::size_t letters, bool swapped) {
    if (letters < 3) return;
    std::size_t length = many.tokens[begin].text.size();
    for (std::size_t count = 2; count <= 3 && begin + count <= many.tokens.size(); ++count) {
      length += many.tokens[begin + count - 1].text.size();
      if (length > letters + 2) break;
      if (length + 2 < letters) continue;
      const Likeness like = joined(many, begin, count, one.tokens[at], spelling);
      add_run(many, begin, count, one, at, like, swapped);
    }
  }

  void add_run(const Side& many, std::size_t begin, std::size_t count, const Side& one,
               std::size_t at, Likeness like, bool swapped) {
    if (like.permille == 0) return;
    int weight = one.weights[at];
    for (std::size_t k = begin; k < begin + count; ++k) weight += many.weights[k];
    Pair pair{std::uint16_t(begin),
              std::uint16_t(count),
              std::uint16_t(at),
              1,
              like.permille,
              weight,
              like.what};
    if (swapped) {
      std::swap(pair.left, pair.right);
      std::swap(pair.left_count, pair.right_count);
    }
    found_.push_back(pair);
  }

  static Likeness joined(const Side& many, std::size_t begin, std::size_t count,
                         const TokenView& whole, const Spelling& spelling) {
    std::uint32_t differ = spelling.letters;
    std::uint32_t letters = 0;
    for (std::size_t k = begin; k < begin + count; ++k) letters |= many.spellings[k].letters;
    differ ^= letters;
    for (int k = 0; k < 4; ++k) differ &= differ - 1;  // drops a bit, or keeps nothing
    const std::span run = std::span(many.tokens).subspan(begin, count);
    if (differ != 0 || !may_join(run)) return {};
    Likeness best = joined_text(run, whole, spelling, false);
    if (whole.kind == Kind::kReading && best.permille < 900 && may_turn(run, many.tokens.size())) {
      const Likeness turned = joined_text(run, whole, spelling, true);
      if (turned.permille > best.permille) best = turned;
    }
    return best;
  }

  static Likeness joined_text(std::span<const TokenView> run, const TokenView& whole,
                              const Spelling& of_whole, bool last_first) {
    std::string text;
    if (last_first) text += run.back().text;
    for (std::size_t k = 0; k + (last_first ? 1 : 0) < run.size(); ++k) text += run[k].text;
    const Spelling spelling = spelling_of(text);
    Similarity found = similarity(spelling, of_whole, leaves_vowels_out(whole));
    if (is_syllabic(whole)) found = strict(found, text.size());
    // Digits say what no other digit says: "RA-9 5951" is "RA-95951", and nothing like it.
    const bool digits = text.find_first_of("0123456789") != std::string::npos;
    if (digits && found.how != How::kEqual) return {};
    if (found.permille < 940) return {};
    return {found.how == How::kEqual ? 990 : found.permille - 10, "joined"};
  }

  std::vector<Pair> chosen() {
    std::sort(found_.begin(), found_.end(), [](const Pair& a, const Pair& b) {
      const int gain_a = (a.permille - 500) * a.weight;
      const int gain_b = (b.permille - 500) * b.weight;
      if (gain_a != gain_b) return gain_a > gain_b;
      return std::tuple(a.left, a.right, a.left_count, a.right_count) <
             std::tuple(b.left, b.right, b.left_count, b.right_count);
    });
    std::vector<bool> left_used(left_.tokens.size());
    std::vector<bool> right_used(right_.tokens.size());
    std::vector<Pair> out;
    for (const Pair& pair : found_) {
      if (!free(left_used, pair.left, pair.left_count)) continue;
      if (!free(right_used, pair.right, pair.right_count)) continue;
      std::fill_n(left_used.begin() + pair.left, pair.left_count, true);
      std::fill_n(right_used.begin() + pair.right, pair.right_count, true);
      out.push_back(pair);
    }
    std::sort(out.begin(), out.end(), [](const Pair& a, const Pair& b) { return a.left < b.left; });
    return out;
  }

  static bool free(const std::vector<bool>& used, std::size_t begin, std::size_t count) {
    for (std::size_t k = begin; k < begin + count; ++k) {
      if (used[k]) return false;
    }
    return true;
  }

  const Side& left_;
  const Side& right_;
  std::vector<Pair> found_;
};

}  // namespace

int weight_of(const TokenView& token, bool promoted) {
  switch (token.kind) {
    case Kind::kGeneric:
    case Kind::kTranslated: return kGenericWeight;
    case Kind::kNumber: return kNumberWeight;
    case Kind::kInitial: return promoted ? kGenericWeight : kInitialWeight;
    case Kind::kLegal:
    case Kind::kFiller: return promoted ? kGenericWeight : kWeakWeight;
    default: return 6 + int(std::min<std::size_t>(token.text.size(), 10));
  }
}

bool is_wordlike(Kind kind) { return is_substantive(kind) || kind == Kind::kFiller; }

bool is_substantive(Kind kind) {
  return is_distinct(kind) || kind == Kind::kGeneric || kind == Kind::kTranslated;
}

bool is_distinct(Kind kind) { return kind == Kind::kWord || kind == Kind::kReading; }

Likeness likeness_of(const TokenView& a, const Spelling& sa, const TokenView& b,
                     const Spelling& sb, bool weak) {
  const auto either = [&](Kind kind) { return a.kind == kind || b.kind == kind; };
  if (either(Kind::kNumber)) {
    const bool same = a.kind == b.kind && a.text == b.text;
    return {same ? 1000 : 0, "number"};
  }
  if (either(Kind::kLegal)) return like_legal(a, b);
  if (either(Kind::kInitial)) {
    return weak && a.kind != b.kind ? Likeness{} : like_initial(a, b);  // "S M A" is a name
  }
  if (either(Kind::kFiller) && a.text != b.text) return {};
  const Likeness like = like_words(a, sa, b, sb);
  if (like.permille < 880 && a.kind != b.kind && either(Kind::kGeneric) && either(Kind::kWord)) {
    if (abbreviates(a.text, b.text) || abbreviates(b.text, a.text)) return {880, "abbreviation"};
  }
  return like;
}

bool may_join(std::span<const TokenView> run) {
  for (std::size_t k = 0; k < run.size(); ++k) {
    const bool end = k == 0 || k + 1 == run.size();
    const Kind kind = run[k].kind;
    if (!is_wordlike(kind) && !(end && kind == Kind::kLegal) && kind != Kind::kNumber) return false;
  }
  return true;
}

bool may_turn(std::span<const TokenView> run, std::size_t tokens_of_name) {
  if (tokens_of_name > 3) return false;
  return std::all_of(run.begin(), run.end(),
                     [](const TokenView& token) { return token.kind == Kind::kWord; });
}

Acronym acronym_at(std::span<const TokenView> tokens, std::size_t begin, std::size_t letters) {
  Acronym out;
  std::size_t at = begin;
  bool trade = false;
  for (std::size_t i = 0; i < letters; ++i) {
    while (at < tokens.size() && at > begin && tokens[at].kind == Kind::kFiller) ++at;
    if (at >= tokens.size()) return {};
    const Kind kind = tokens[at].kind;
    // Three letters are too few to borrow one from a legal form: HTC is not Huawei Technologies Co.
    const bool borrowed = kind == Kind::kLegal && letters > kLeastAcronym;
    if ((!is_substantive(kind) && !borrowed) || tokens[at].text.size() < 2) return {};
    out.letters[i] = tokens[at].text[0];
    trade |= kind == Kind::kGeneric || kind == Kind::kTranslated;
    ++at;
  }
  out.count = trade ? at - begin : 0;
  return out;
}

Makeup makeup_of(std::span<const TokenView> tokens) {
  Makeup out{true, true, true};
  bool number = false;
  for (const TokenView& token : tokens) {
    out.only_weak &= !is_substantive(token.kind) && token.kind != Kind::kNumber;
    out.only_legal &= token.kind == Kind::kLegal;
    out.only_numbers &= !is_substantive(token.kind) && token.kind != Kind::kInitial;
    number |= token.kind == Kind::kNumber;
  }
  out.only_numbers &= number;
  return out;
}

void Side::read(std::string_view key) {
  decode(key, tokens);
  static_cast<Makeup&>(*this) = makeup_of(tokens);
  spellings.clear();
  weights.clear();
  for (const TokenView& token : tokens) {
    spellings.push_back(spelling_of(token.text));
    weights.push_back(weight_of(token, promotes(token.kind)));
  }
}

std::vector<Pair> align(const Side& left, const Side& right) { return Aligner(left, right).run(); }

}  // namespace licet::match
