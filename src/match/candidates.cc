#include "candidates.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "asked.h"
#include "bound.h"
#include "cut.h"
#include "licet/base/text.h"
#include "points.h"
#include "scratch.h"
#include "word_search.h"

namespace licet::match {
namespace {

struct Source {
  std::uint32_t token;
  std::uint8_t word;  // of the words asked about
};

class Finder {
 public:
  // Without `bounded`, every name is taken in which a word agrees: the others score nothing.
  Finder(const NameIndex& index, const Asked& asked, int budget, bool bounded, Scratch& scratch)
      : index_(index), dictionary_(index.dictionary()), asked_(asked), budget_(budget),
        bounded_(bounded), scratch_(scratch) {}

  void run(std::vector<std::uint32_t>& keys) {
    scratch_.make_room();
    for (std::size_t i = 0; i < asked_.side.tokens.size(); ++i) relate_token(i);
    relate_joined();
    relate_runs();
    collect();
    for (const std::uint32_t key : index_.weak_keys()) find(key);  // they are few
    for (const std::uint32_t key : scratch_.found) {
      if (!bounded_ || may_reach(key)) keys.push_back(key);
    }
  }

 private:
  Relation& relate(std::uint32_t token, std::uint64_t mask, int permille, int partner) {
    Relation& relation = scratch_.relations[token];
    if (relation.epoch != scratch_.epoch) {
      relation = {0, scratch_.epoch, 0, std::uint8_t(partner), false};
      scratch_.related[token] = 1;
      scratch_.related_tokens.push_back(token);
    }
    relation.mask |= mask;
    relation.permille = std::max(relation.permille, std::uint16_t(permille));
    relation.partner = std::min(relation.partner, std::uint8_t(partner));
    return relation;
  }

  // One token against one, as likeness_of() has it.
  void relate_token(std::size_t at) {
    const std::uint64_t mask = asked_.masks[at];
    for (const Like& like : kept_of(at).likes) {
      const int counted = dictionary_.facts(like.token).counted;
      relate(like.token, mask, like.permille, asked_.side.weights[at]);
      if (mask == 0) {
        if (asked_.words.empty() && counted != 0) sure_sources_.push_back(like.token);
      } else if (counted == 0) {
        unlisted_ |= mask;
      } else {
        sources_.push_back({like.token, std::uint8_t(std::countr_zero(mask))});
      }
    }
  }

  // Names share their words: what was found for one is kept for the next.
  const Kept& kept_of(std::size_t at) {
    const TokenView& token = asked_.side.tokens[at];
    std::string raw = cat(char(token.kind), token.text, "|", token.others, "/", token.original);
    const auto [found, fresh] = scratch_.words.try_emplace(std::move(raw));
    if (fresh) {
      found->second = search_word(index_, token, asked_.side.spellings[at], scratch_);
      scratch_.kept += found->second.likes.size() + found->second.runs.size() + kKeptBeside;
    }
    return found->second;
  }

  // Neighbours of the name asked about against one token.
  void relate_joined() {
    const std::span<const TokenView> tokens = asked_.side.tokens;
    std::string text;
    for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
      for (std::size_t count = 2; count <= 3 && begin + count <= tokens.size(); ++count) {
        const auto run = tokens.subspan(begin, count);
        if (!may_join(run)) continue;
        for (const bool turned : {false, true}) {
          if (turned && !may_turn(run, tokens.size())) continue;
          join_run(run, turned, text);
          for (const std::uint32_t near : joined(text)) relate_run(begin, count, near);
        }
      }
      relate_initials(begin);
    }
  }

  const std::vector<std::uint32_t>& joined(const std::string& text) {
    const auto [found, fresh] = scratch_.joined.try_emplace(text);
    if (fresh) {
      scratch_.texts.clear();
      dictionary_.near_joined(spelling_of(text), scratch_.texts);
      found->second = scratch_.texts;
      scratch_.kept += found->second.size() + kKeptBeside;
    }
    return found->second;
  }

  void relate_initials(std::size_t begin) {
    for (std::size_t letters = kLeastAcronym; letters <= kMostAcronym; ++letters) {
      const Acronym acronym = acronym_at(asked_.side.tokens, begin, letters);
      if (acronym.count == 0) continue;
      for (const std::uint32_t other :
           dictionary_.of_text(std::string_view(acronym.letters.data(), letters))) {
        relate_many(begin, acronym.count, other);
      }
    }
  }

  void relate_run(std::size_t begin, std::size_t count, std::uint32_t text) {
    for (const std::uint32_t other : dictionary_.tokens_of(text)) relate_many(begin, count, other);
  }

  void relate_many(std::size_t begin, std::size_t count, std::uint32_t other) {
    std::uint64_t mask = 0;
    for (std::size_t k = begin; k < begin + count; ++k) mask |= asked_.masks[k];
    relate(other, mask, 1000, 1).joined = true;
    if (dictionary_.facts(other).counted == 0) {
      unlisted_ |= mask;
    } else if (mask != 0 || asked_.words.empty()) {
      sure_sources_.push_back(other);
    }
  }

  // One token asked about against neighbours in the names listed.
  void relate_runs() {
    for (std::size_t at = 0; at < asked_.side.tokens.size(); ++at) {
      for (const Kept::Stands& one : kept_of(at).runs) {
        add_extra(one.key, asked_.masks[at], one.weight);
      }
    }
  }

  void add_extra(std::uint32_t key, std::uint64_t mask, std::uint32_t weight) {
    any_extra_ = true;
    Extra& extra = scratch_.extras[key];
    if (extra.epoch != scratch_.epoch) extra = {0, 0, scratch_.epoch};
    extra.mask |= mask;
    extra.weight += weight;
    find(key);
  }

  void find(std::uint32_t key) {
    if (scratch_.seen[key] == scratch_.epoch) return;
    scratch_.seen[key] = scratch_.epoch;
    scratch_.found.push_back(key);
  }

  void collect() {
    for (const std::uint32_t token : sure_sources_) {
      find_all(index_.plain_keys(token));
      find_all(index_.special_keys(token));
    }
    const std::uint64_t passed_over = bounded_ ? passed_over_words() : 0;
    for (const Source& source : sources_) {
      find_all(index_.special_keys(source.token));
      if ((passed_over >> source.word & 1) == 0) find_all(index_.plain_keys(source.token));
    }
  }

  void find_all(std::span<const std::uint32_t> keys) {
    for (const std::uint32_t key : keys) find(key);
  }

  // The most frequent words, as many as cannot make a match without the rest: a plain name (no
  // initials, not long) in which only these agree stays below the threshold.
  std::uint64_t passed_over_words() const {
    std::vector<std::pair<std::uint64_t, std::uint8_t>> frequent(asked_.words.size());
    for (std::size_t i = 0; i < frequent.size(); ++i) frequent[i] = {0, std::uint8_t(i)};
    for (const Source& source : sources_) {
      frequent[source.word].first += index_.plain_keys(source.token).size();
    }
    std::sort(frequent.begin(), frequent.end(), std::greater<>());
    std::uint64_t out = 0;
    for (const auto& [count, word] : frequent) {
      const std::uint64_t more = out | std::uint64_t{1} << word;
      if (enough_is_missing(more)) out = more;
    }
    return out;
  }

  bool enough_is_missing(std::uint64_t agreeing) const {
    Agreement agreement;
    agreement.all = asked_.all + int(kLongName);
    const std::uint64_t missing = asked_.everything & ~agreeing & ~unlisted_;
    agreement.left = asked_.weight(missing);
    agreement.distinct = std::popcount(agreeing & asked_.distinct);
    agreement.substantive = std::popcount(agreeing);
    agreement.distinct_left_over = (missing & asked_.distinct) != 0;
    return least_taken(agreement) > budget_;
  }

  bool may_reach(std::uint32_t key) const {
    const KeyFacts& facts = index_.facts(key);
    const auto tokens = index_.tokens(key);
    Agreement agreement;
    agreement.all = asked_.all + int(facts.all);
    std::uint64_t mask = 0;
    std::uint64_t distinct = 0;
    int covered = 0;
    const Extra* extra = any_extra_ ? &scratch_.extras[key] : nullptr;
    if (extra != nullptr && extra->epoch == scratch_.epoch) {
      mask = extra->mask;
      covered = int(extra->weight);
      agreement.open = true;
    }
    bool after_initial = false;  // an initial asked about may stand for this one and the one before
    const bool initials = facts.special || asked_.initials;
    for (const std::uint32_t token : tokens) {
      if (!initials && scratch_.related[token] == 0) continue;
      const TokenFacts& row = dictionary_.facts(token);
      const Relation& relation = scratch_.relations[token];
      const bool initial = row.distinct && (asked_.initial[row.first] || after_initial);
      after_initial = asked_.initial[row.first];
      if (row.initial) {
        mask |= asked_.beginning_with[row.first];
        agreement.open |= asked_.runs_begin[row.first];
      }
      if (relation.epoch == scratch_.epoch) {
        mask |= relation.mask;
        covered += row.counted;
        if (row.distinct) distinct |= relation.mask & asked_.distinct;
        agreement.open |= relation.joined;
        if (row.counted != 0 && !initial) {
          agreement.unlike += unlike_points(agreement.all, row.counted, relation.partner,
                                            relation.permille);
        }
      } else if (initial) {
        covered += row.counted;
      }
    }
    if (agreement.open) agreement.unlike = 0;
    agreement.left = asked_.weight(asked_.everything & ~mask);
    if (!agreement.open && tokens.size() < asked_.words.size()) {
      agreement.left = std::max(agreement.left, asked_.counted - asked_.heaviest[tokens.size()]);
    }
    agreement.right = std::max(0, int(facts.counted) - covered);
    agreement.distinct = std::popcount(distinct);
    agreement.substantive = std::popcount(mask);
    agreement.distinct_left_over = (asked_.distinct & ~mask) != 0;
    return least_taken(agreement) <= budget_;
  }

  const NameIndex& index_;
  const Dictionary& dictionary_;
  const Asked& asked_;
  int budget_;
  bool bounded_;
  bool any_extra_ = false;
  Scratch& scratch_;
  std::vector<Source> sources_;
  std::vector<std::uint32_t> sure_sources_;  // tokens whose names are looked at in any case
  std::uint64_t unlisted_ = 0;  // words that a token without postings may stand for
};

// What a name of one word loses at least when no word agrees with it.
constexpr int kLeastOfOneWord = 6 * kExtraPerWeight + kNothingDistinct;

// Two equal keys score 1000 whatever they are made of. Keys lie in the order of their bytes.
std::optional<std::uint32_t> equal_key(const snapshot::Snapshot& snapshot, std::string_view key) {
  const std::uint32_t low = lower_key(snapshot, key);
  if (low < snapshot.key_count() && snapshot.key(low) == key) return low;
  return std::nullopt;
}

}  // namespace

bool candidates(const snapshot::Snapshot& snapshot, std::string_view key, int threshold,
                std::vector<std::uint32_t>& keys) {
  if (threshold < 1) return false;
  const NameIndex& index = NameIndex::of(snapshot);
  const Asked asked(key);
  const bool bounded = threshold > 1000 - kExtraMost;
  if (asked.words.empty() && threshold <= 1000 - kLeastOfOneWord) return false;
  if (asked.many && !bounded) return false;
  if (asked.many) {
    const std::size_t least = asked.least_tokens(1000 - threshold);
    for (const std::uint32_t one : index.long_keys()) {
      if (index.tokens(one).size() >= least) keys.push_back(one);
    }
    keys.insert(keys.end(), index.weak_keys().begin(), index.weak_keys().end());
  } else {
    Scratch& scratch = scratch_for(index);
    Finder(index, asked, 1000 - threshold, bounded, scratch).run(keys);
  }
  if (threshold <= kCut) cut_keys(snapshot, key, keys);
  if (const auto same = equal_key(snapshot, key)) keys.push_back(*same);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return true;
}

}  // namespace licet::match
