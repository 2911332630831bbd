#include "align.h"

#include <algorithm>
#include <string>
#include <tuple>


namespace licet::match {
namespace {

constexpr int kGenericWeight = 7;
constexpr int kNumberWeight = 6;
constexpr int kInitialWeight = 3;
constexpr int kWeakWeight = 1;

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
    for (std::size_t j = 0; j < right_.tokens.size(); ++j) initial_runs(left_, right_, j, false);
    for (std::size_t i = 0; i < left_.tokens.size(); ++i) initial_runs(right_, left_, i, true);
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
        if (is_misread(left_.tokens[i], right_.tokens[j])) weight = 2 * kWeakWeight;
        found_.push_back(
            {std::uint16_t(i), 1, std::uint16_t(j), 1, like.permille, weight, like.what});
      }
    }
  }

  // "Y." for "Yong-chu", "A." for "al-Qadi". A little heavier than the initial for the first of the
  // two alone, so that it is chosen when the second one has no partner.
  void initial_runs(const Side& many, const Side& one, std::size_t at, bool swapped) {
    if (one.tokens[at].kind != Kind::kInitial || many.only_weak || one.only_weak) return;
    for (std::size_t begin = 0; begin + 1 < many.tokens.size(); ++begin) {
      if (!begins_name(many.tokens, begin, one.tokens[at].text)) continue;
      Pair pair{std::uint16_t(begin), 2, std::uint16_t(at), 1, 900, 2 * kInitialWeight + 1,
                "initial"};
      if (swapped) {
        std::swap(pair.left, pair.right);
        std::swap(pair.left_count, pair.right_count);
      }
      found_.push_back(pair);
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
    Similarity found = similarity(spelling, of_whole);
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

bool begins_name(std::span<const TokenView> tokens, std::size_t begin, std::string_view initial) {
  const TokenView& first = tokens[begin];
  const TokenView& second = tokens[begin + 1];
  if (first.text.empty() || initial.empty() || first.text[0] != initial[0]) return false;
  if (!is_distinct(first.kind) && first.kind != Kind::kFiller) return false;
  return is_distinct(second.kind) &&
         first.text.size() + second.text.size() <= kMostOfForename;
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
