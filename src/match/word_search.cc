#include "word_search.h"

#include <algorithm>

namespace licet::match {
namespace {

constexpr int kLeastPair = 600;  // align.cc

class WordSearch {
 public:
  WordSearch(const NameIndex& index, const TokenView& token, const Spelling& spelling,
             Scratch& scratch)
      : index_(index), dictionary_(index.dictionary()), token_(token), spelling_(spelling),
        scratch_(scratch) {}

  Kept run() {
    Kept out;
    find_likes(out.likes);
    find_runs(out.runs);
    return out;
  }

 private:
  void find_likes(std::vector<Like>& likes) {
    auto& tokens = scratch_.tokens;
    const auto same = dictionary_.of_text(token_.text);
    tokens.assign(same.begin(), same.end());
    if (is_substantive(token_.kind)) {
      auto& texts = scratch_.texts;
      texts.clear();
      const Writing writing = writing_of(token_);
      near(spelling_, writing, texts);
      for_each_other(token_,
                     [&](std::string_view other) { near(spelling_of(other), writing, texts); });
      dictionary_.abbreviations(token_, texts);
      for (const std::uint32_t text : texts) add_all(dictionary_.tokens_of(text));
      if (!token_.original.empty()) add_all(dictionary_.of_original(token_.original));
    }
    add_misread();
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    for (const std::uint32_t other : tokens) {
      const TokenRow& row = dictionary_.token(other);
      const Likeness like = likeness_of(token_, spelling_, row.view,
                                        dictionary_.spelling(row), false);
      // A word misread as a legal form weighs next to nothing: the bound counts no points for it.
      const bool weak = is_weak(token_.kind) != is_weak(row.view.kind);
      const int permille = weak ? 1000 : like.permille;
      if (like.permille >= kLeastPair) likes.push_back({other, std::uint16_t(permille)});
    }
  }

  static bool is_weak(Kind kind) { return kind == Kind::kLegal || kind == Kind::kFiller; }

  // Legal forms and fillers that a word asked about may be with a letter wrong, or the other way
  // round.
  void add_misread() {
    if (token_.kind == Kind::kWord) add_weak(well_spelled(token_.text).size());
    if (!is_weak(token_.kind)) return;
    auto& texts = scratch_.texts;
    texts.clear();
    const std::string_view text = well_spelled(spelling_.text);
    dictionary_.near(spelling_of(text), texts);
    for (const std::uint32_t one : texts) add_all(dictionary_.tokens_of(one));
    if (text.size() > 3) return;
    std::string other(text);
    for (char& c : other) {
      const char right = c;
      for (const char beside : keys_beside(right)) {
        c = beside;
        if (beside != '\0') add_all(dictionary_.of_text(other));
      }
      c = right;
    }
  }

  // An edit, or a slip of the keyboard, makes a word one letter longer or shorter at most.
  void add_weak(std::size_t letters) {
    letters = std::min(letters, kLongestToken);
    for (std::size_t n = letters - (letters > 0); n <= std::min(letters + 1, kLongestToken); ++n)
      add_all(dictionary_.weak_tokens(n));
  }

  void near(const Spelling& spelling, Writing writing,
            std::vector<std::uint32_t>& texts) const {
    dictionary_.near(spelling, texts);
    dictionary_.near_in_sound(spelling, texts);
    dictionary_.plurals(spelling.text, texts);
    dictionary_.same_skeleton(spelling.text, writing, texts);
  }

  void add_all(std::span<const std::uint32_t> tokens) {
    scratch_.tokens.insert(scratch_.tokens.end(), tokens.begin(), tokens.end());
  }

  // Against neighbours in the names listed.
  void find_runs(std::vector<Kept::Stands>& out) {
    if (!is_substantive(token_.kind) && token_.kind != Kind::kNumber) return;
    runs_like(spelling_, out);
    for_each_other(token_, [&](std::string_view one) { runs_like(spelling_of(one), out); });
    if (token_.kind != Kind::kWord || token_.text.size() > kMostAcronym) return;
    for (const Runs::Initials& one : index_.runs().initials(token_.text)) {
      out.push_back({one.key, one.weight});
    }
  }

  void runs_like(const Spelling& spelling, std::vector<Kept::Stands>& out) {
    if (spelling.text.size() < 3) return;
    scratch_.runs.clear();
    index_.runs().near(spelling, scratch_.runs);
    std::sort(scratch_.runs.begin(), scratch_.runs.end());
    const auto end = std::unique(scratch_.runs.begin(), scratch_.runs.end());
    std::for_each(scratch_.runs.begin(), end,
                  [&](const Run& run) { take_run(spelling, run, out); });
  }

  void take_run(const Spelling& spelling, const Run& run, std::vector<Kept::Stands>& out) const {
    const auto tokens = index_.tokens_at(run.place, run.count());
    static thread_local std::vector<TokenView> views;
    static thread_local std::string text;
    views.clear();
    std::uint32_t weight = 0;
    for (const std::uint32_t token : tokens) {
      views.push_back(dictionary_.token(token).view);
      weight += dictionary_.facts(token).counted;
    }
    join_run(views, run.turned, text);
    if (!may_stand_for(spelling, spelling_of(text))) return;
    out.push_back({index_.key_at(run.place), weight});
  }

  // Joined words are alike by 940 or more: equal, plural, of equal sound, or one edit in a long
  // word.
  static bool may_stand_for(const Spelling& word, const Spelling& joined) {
    return edits_between(word.text, joined.text, 3) <= 3 || word.sounded() == joined.sounded();
  }

  const NameIndex& index_;
  const Dictionary& dictionary_;
  const TokenView& token_;
  const Spelling& spelling_;
  Scratch& scratch_;
};

}  // namespace

Kept search_word(const NameIndex& index, const TokenView& token, const Spelling& spelling,
                 Scratch& scratch) {
  return WordSearch(index, token, spelling, scratch).run();
}

}  // namespace licet::match
