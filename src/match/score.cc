#include "licet/match/score.h"

#include <algorithm>

#include "align.h"
#include "cut.h"
#include "halves.h"
#include "key_detail.h"
#include "key_scorer.h"
#include "licet/match/key.h"
#include "points.h"

namespace licet::match {
namespace {

class Scorer {
 public:
  Scorer(const Side& left, const Side& right, std::vector<Evidence>* evidence)
      : left_(left), right_(right), evidence_(evidence) {}

  int run() {
    pairs_ = align(left_, right_);
    int weight = 0;
    long long sum = 0;
    for (const Pair& pair : pairs_) take(pair, weight, sum);
    if (weight == 0 || matched_substantive_ == 0) {
      add("different", {}, {}, 0);
      return 0;
    }
    points_ = int(sum / weight);
    find_unmatched();
    judge_words(weight);
    judge_unlike();
    judge_numbers();
    judge_initials();
    judge_weak();
    judge_order();
    judge_fathers();
    return std::clamp(points_, 0, 999);
  }

 private:
  struct Rest {
    int weight = 0, distinct = 0, numbers = 0, initials = 0, fillers = 0, legal = 0;
    int all_distinct = 0, all_legal = 0;
  };

  void add(const char* what, std::string left, std::string right, int permille) {
    if (evidence_ == nullptr) return;
    evidence_->push_back({what, std::move(left), std::move(right), permille});
  }

  void subtract(const char* what, int points) {
    if (points == 0) return;
    points_ -= points;
    add(what, {}, {}, -points);
  }

  static std::string text_of(const Side& side, std::size_t begin, std::size_t count) {
    std::string out;
    for (std::size_t k = begin; k < begin + count; ++k) {
      if (!out.empty()) out.push_back(' ');
      out += side.tokens[k].text;
      if (!side.tokens[k].original.empty()) out.append("/").append(side.tokens[k].original);
    }
    return out;
  }

  static bool has(const Side& side, std::size_t begin, std::size_t count, bool (*is)(Kind)) {
    for (std::size_t k = begin; k < begin + count; ++k) {
      if (is(side.tokens[k].kind)) return true;
    }
    return false;
  }

  void take(const Pair& pair, int& weight, long long& sum) {
    weight += pair.weight;
    sum += (long long)(pair.permille) * pair.weight;
    if (has(left_, pair.left, pair.left_count, is_distinct) &&
        has(right_, pair.right, pair.right_count, is_distinct)) {
      // A name in one piece ("xijinping") counts as the words it stands for, when they are the
      // same.
      matched_distinct_ += pair.permille >= 990 ? std::max(pair.left_count, pair.right_count) : 1;
      ++distinct_pairs_;
      note_likeness(pair);
      longest_distinct_ = std::max({longest_distinct_, left_.tokens[pair.left].text.size(),
                                    is_joined(pair) ? joined_size(pair) : 0});
    }
    const auto initial = [](const TokenView& token) { return token.kind == Kind::kInitial; };
    const bool of_left = initial(left_.tokens[pair.left]);
    const bool of_right = initial(right_.tokens[pair.right]);
    initials_stand_ |= of_left != of_right;
    initials_agree_ |= of_left && of_right;
    const bool weak = left_.only_weak || right_.only_weak;
    const bool number = left_.only_numbers && right_.only_numbers &&
                        left_.tokens[pair.left].kind == Kind::kNumber;
    matched_substantive_ += weak || number ||
                            (has(left_, pair.left, pair.left_count, is_substantive) &&
                             has(right_, pair.right, pair.right_count, is_substantive));
    if (evidence_ == nullptr) return;
    add(pair.what, text_of(left_, pair.left, pair.left_count),
        text_of(right_, pair.right, pair.right_count), pair.permille);
  }

  static bool is_joined(const Pair& pair) { return pair.left_count + pair.right_count > 2; }

  // Letters of the word that stands for several of the other name.
  std::size_t joined_size(const Pair& pair) const {
    return pair.left_count == 1 ? left_.tokens[pair.left].text.size()
                                : right_.tokens[pair.right].text.size();
  }

  // How far the words of this pair are from being one word. A reading is as good as it gets, and
  // words glued to others are judged by judge_words().
  void note_likeness(const Pair& pair) {
    const TokenView& left = left_.tokens[pair.left];
    const TokenView& right = right_.tokens[pair.right];
    const std::string_view what = pair.what;
    unlike_ = (pair.permille < kSameSound || what == "plural") && !is_joined(pair) &&
              left.original.empty() && right.original.empty();
    sounds_ = unlike_ && what == "sound";
    letters_ = std::max(left.text.size(), right.text.size());
    only_words_ = all(left_, pair.left, pair.left_count) &&
                  all(right_, pair.right, pair.right_count);
  }

  static bool all(const Side& side, std::size_t begin, std::size_t count) {
    for (std::size_t k = begin; k < begin + count; ++k)
      if (!is_distinct(side.tokens[k].kind)) return false;
    return true;
  }

  void find_unmatched() {
    std::vector<bool> left(left_.tokens.size());
    std::vector<bool> right(right_.tokens.size());
    for (const Pair& pair : pairs_) {
      std::fill_n(left.begin() + pair.left, pair.left_count, true);
      std::fill_n(right.begin() + pair.right, pair.right_count, true);
    }
    count(left_, left, left_rest_, "extra");
    count(right_, right, right_rest_, "missing");
  }

  void count(const Side& side, const std::vector<bool>& used, Rest& rest, const char* what) {
    for (std::size_t k = 0; k < used.size(); ++k) {
      const Kind kind = side.tokens[k].kind;
      rest.all_distinct += is_distinct(kind);
      rest.all_legal += kind == Kind::kLegal;
      if (used[k]) continue;
      rest.weight += is_substantive(kind) || side.promotes(kind) ? side.weights[k] : 0;
      rest.distinct += is_distinct(kind);
      rest.numbers += kind == Kind::kNumber;
      rest.initials += kind == Kind::kInitial;
      rest.fillers += kind == Kind::kFiller;
      rest.legal += kind == Kind::kLegal;
      const bool left = &side == &left_;
      add(what, left ? text_of(side, k, 1) : "", left ? "" : text_of(side, k, 1), 0);
    }
  }

  void judge_words(int weight) {
    const int replaced = std::min(left_rest_.weight, right_rest_.weight);
    const int more = std::max(left_rest_.weight, right_rest_.weight) - replaced;
    if (replaced > 0) {
      const int total = weight + left_rest_.weight + right_rest_.weight;
      subtract("replaced", kReplacedShare * replaced / total + kReplaced);
    }
    const int numbers = left_rest_.numbers + right_rest_.numbers;
    const bool by_initials = initials_stand_ && !initials_agree_;
    if (matched_distinct_ == 0 && (more > 0 || numbers > 0 || by_initials))
      subtract("only_generic", kNothingDistinct);
    if (more == 0) return;
    subtract("unmatched", std::min(kExtraMost, more * kExtraPerWeight));
    const int distinct = left_rest_.distinct + right_rest_.distinct;
    if (distinct_pairs_ == 1 && only_words_ && is_company()) matched_distinct_ = 1;
    const bool telling =
        longest_distinct_ >= kTellingWord && (distinct == 0 || matched_substantive_ > 1);
    if (matched_distinct_ == 1) subtract("one_word", telling ? kOneWordGeneric : kOneWordOnly);
  }

  // A legal form or a word of a trade is no part of a person's name.
  bool is_company() const {
    const auto trade = [](const TokenView& token) {
      return token.kind == Kind::kLegal || token.kind == Kind::kGeneric;
    };
    return std::any_of(left_.tokens.begin(), left_.tokens.end(), trade) ||
           std::any_of(right_.tokens.begin(), right_.tokens.end(), trade);
  }

  // A single word of its own is all that agrees, not letter by letter, and the rest differs.
  void judge_unlike() {
    if (distinct_pairs_ != 1 || !unlike_ || !is_company()) return;
    const bool words = left_rest_.weight + right_rest_.weight > 0 ||
                       left_rest_.initials + right_rest_.initials > (initials_stand_ ? 0 : 1);
    const bool alone = matched_substantive_ == 1;  // no word of a trade agrees beside it
    const bool forms = alone && left_rest_.legal + right_rest_.legal > 0;
    if (left_rest_.distinct + right_rest_.distinct > 0) return;
    if (words || (sounds_ && forms)) {
      subtract("unlike_word", kUnlikeWord);
    } else if (forms && letters_ <= kShortWord) {
      subtract("unlike_word", kUnlikeShort);
    }
  }

  void judge_numbers() {
    if (left_rest_.numbers > 0 && right_rest_.numbers > 0) {
      subtract("number", kNumbersDiffer);
    } else if (left_rest_.numbers + right_rest_.numbers > 0) {
      subtract("number", kNumberMissing);
    }
  }

  void judge_initials() {
    const int alone = left_rest_.initials + right_rest_.initials;
    if (alone == 0) return;
    const auto others = [](const Rest& rest) { return rest.initials + rest.distinct; };
    const bool differs = (left_rest_.initials > 0 && others(right_rest_) > 0) ||
                         (right_rest_.initials > 0 && others(left_rest_) > 0);
    subtract("initial", differs ? kInitialDiffers : kInitialMissing * alone);
  }

  void judge_weak() {
    const int fillers = (left_rest_.fillers + right_rest_.fillers) * kFillerMissing;
    subtract("filler", std::min(fillers, kFillersMost));
    if (left_rest_.legal + right_rest_.legal == 0) return;
    const bool both = left_rest_.all_legal > 0 && right_rest_.all_legal > 0;
    subtract("legal_form", both ? kLegalDiffers : kLegalMissing);
  }

  void judge_order() {
    int last = -1;
    for (const Pair& pair : pairs_) {
      if (!is_substantive(left_.tokens[pair.left].kind)) continue;
      if (int(pair.right) < last) return subtract("order", kOrder);
      last = pair.right;
    }
  }

  static bool is_son_of(const TokenView& token) {
    for (const std::string_view word : {"bin", "ibn", "ben", "bint"}) {
      if (token.text == word) return true;
    }
    return false;
  }

  // "Salman bin Muhammad" and "Muhammad bin Salman" are father and son.
  void judge_fathers() {
    const auto partner = [&](std::size_t left) {
      for (const Pair& pair : pairs_) {
        if (pair.left == left && pair.left_count == 1 && pair.right_count == 1) {
          return int(pair.right);
        }
      }
      return -1;
    };
    for (std::size_t i = 1; i + 1 < left_.tokens.size(); ++i) {
      if (!is_son_of(left_.tokens[i])) continue;
      const int son = partner(i - 1);
      const int father = partner(i + 1);
      if (son < 0 || father < 0 || son != father + 2) continue;
      if (is_son_of(right_.tokens[std::size_t(father) + 1])) {
        return subtract("fathers", kFathersTurned);
      }
    }
  }

  const Side& left_;
  const Side& right_;
  std::vector<Evidence>* evidence_;
  std::vector<Pair> pairs_;
  Rest left_rest_, right_rest_;
  int matched_distinct_ = 0;
  int distinct_pairs_ = 0;
  bool unlike_ = false;      // the last of them, not letter by letter
  bool sounds_ = false;      // ... by a sound and a letter more
  bool only_words_ = false;  // ... nothing but words in it
  std::size_t letters_ = 0;
  bool initials_stand_ = false, initials_agree_ = false;  // for words; with one another
  int matched_substantive_ = 0;
  std::size_t longest_distinct_ = 0;
  int points_ = 0;
};

void equal_evidence(std::string_view key, std::vector<Evidence>& out) {
  std::vector<TokenView> tokens;
  decode(key, tokens);
  for (const TokenView& token : tokens) {
    out.push_back({token.kind == Kind::kLegal ? "legal_form" : "equal", std::string(token.text),
                   std::string(token.text), 1000});
  }
}

// The smaller key stands left: so the answer cannot depend on which name was given first.
int score_ordered(std::string_view left, std::string_view right, std::vector<Evidence>* evidence) {
  Side a;
  Side b;
  a.read(left);
  b.read(right);
  return Scorer(a, b, evidence).run();
}

void turn_round(std::vector<Evidence>& evidence) {
  for (Evidence& one : evidence) {
    std::swap(one.left, one.right);
    if (one.what == "extra") {
      one.what = "missing";
    } else if (one.what == "missing") {
      one.what = "extra";
    }
  }
}

}  // namespace

KeyScorer::KeyScorer(std::string_view key) : key_(key) { side_.read(key_); }

int KeyScorer::score(std::string_view other_key) {
  if (other_key == key_) return 1000;
  other_.read(other_key);
  const bool swapped = other_key < key_;
  const int points = Scorer(swapped ? other_ : side_, swapped ? side_ : other_, nullptr).run();
  return points < kCut && is_cut(key_, other_key) ? kCut : points;
}

Half best_half(std::string_view asked, const std::vector<std::string>& asked_halves,
               std::string_view listed, const std::vector<std::string>& listed_halves) {
  Half best;
  const auto take = [&](std::string_view left, std::string_view right) {
    const int points = std::min(kHalf, score_keys(left, right));
    if (points > best.permille) best = {std::string(left), std::string(right), points};
  };
  for (const std::string& left : asked_halves) {
    take(left, listed);
    for (const std::string& right : listed_halves) take(left, right);
  }
  for (const std::string& right : listed_halves) take(asked, right);
  return best;
}

void take_half(const Half& half, Comparison& out) {
  if (half.permille <= out.score_permille) return;
  out = compare_keys(half.left, half.right);
  out.evidence.push_back({"half", readable(half.left), readable(half.right),
                          half.permille - out.score_permille});
  out.score_permille = half.permille;
}

Comparison compare_keys(std::string_view left_key, std::string_view right_key) {
  Comparison out;
  if (left_key == right_key) {
    out.score_permille = 1000;
    equal_evidence(left_key, out.evidence);
    return out;
  }
  const bool swapped = right_key < left_key;
  out.score_permille =
      score_ordered(swapped ? right_key : left_key, swapped ? left_key : right_key, &out.evidence);
  if (out.score_permille < kCut && is_cut(left_key, right_key)) {
    out.evidence.push_back({"cut", "", "", kCut - out.score_permille});
    out.score_permille = kCut;
  }
  if (swapped) turn_round(out.evidence);
  return out;
}

int score_keys(std::string_view left_key, std::string_view right_key) {
  return KeyScorer(left_key).score(right_key);
}

Result<Comparison> compare_names(std::string_view left, std::string_view right) {
  LICET_TRY(left_key, full_key_of(left));
  LICET_TRY(right_key, full_key_of(right));
  Comparison out = compare_keys(left_key.key, right_key.key);
  // Which of the two is listed is not known: either may be.
  take_half(best_half(left_key.key, halves_asked(left), right_key.key, halves_listed(right)), out);
  take_half(best_half(left_key.key, halves_listed(left), right_key.key, halves_asked(right)), out);
  if (left_key.mixed_script || right_key.mixed_script) {
    out.evidence.push_back({"mixed_script", left_key.mixed_script ? std::string(left) : "",
                            right_key.mixed_script ? std::string(right) : "", 0});
  }
  return out;
}

}  // namespace licet::match
