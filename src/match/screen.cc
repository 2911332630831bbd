#include "licet/match/screen.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include "candidates.h"
#include "cut.h"
#include "country.h"
#include "key_detail.h"
#include "halves.h"
#include "identifiers.h"
#include "key_scorer.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "name_index.h"
#include "points.h"

namespace licet::match {
namespace {

using snapshot::EntryId;
using snapshot::EntryView;
using snapshot::NameId;
using snapshot::NameView;
using snapshot::PartyType;
using snapshot::Snapshot;

bool wanted(const EntryView& entry, const Query& query) {
  if (entry.type == PartyType::kAddress) return false;
  if (!query.list.empty() && entry.list != query.list) return false;
  return query.type == PartyType::kUnknown || entry.type == PartyType::kUnknown ||
         entry.type == query.type;
}

bool other_country(const EntryView& entry, const Query& query) {
  bool known = false;
  for (const auto& address : entry.addresses) {
    if (address.country == query.country) return false;
    known |= !address.country.empty();
  }
  return known && !query.country.empty();
}

struct Best {
  NameId name;
  int name_score = 0;
  bool same_name = false;
  bool numbered = false;  // it gives a number asked about
};

// The better name of one entry: equal keys first, then the score, then the lower id.
bool better(const Best& a, const Best& b) {
  if (a.same_name != b.same_name) return a.same_name;
  if (a.name_score != b.name_score) return a.name_score > b.name_score;
  return a.name < b.name;
}

// At least this for an entry that gives a number asked about.
constexpr int kSameNumber = 960;

// A question read: its name, where it has one, and its numbers.
struct Asking {
  bool named = true;
  FullKey key;
  std::vector<std::string> halves;  // keys, when two names were written as one
  std::vector<std::string> numbers;
};

Result<Asking> asking_of(const Query& query) {
  Asking out;
  for (const std::string& identifier : query.identifiers) {
    LICET_TRY(number, number_asked(identifier));
    out.numbers.push_back(std::move(number));
  }
  out.named = !trim(query.name).empty() || out.numbers.empty();
  if (!out.named) return out;
  LICET_TRY(key, full_key_of(query.name));
  out.key = std::move(key);
  out.halves = halves_asked(query.name);
  if (out.halves.size() > kMostHalves)
    return Error{Code::CostLimit, "name",
                 cat("more than ", kMostHalves, " names in one: ask for each by itself")};
  return out;
}

// What compare_keys() says, and that a name of 35 characters may be cut: then at least kCut.
int asked_score(const FullKey& asked, std::string_view listed, int points) {
  const bool cut = points < kCut && asked.field_length && is_cut_at_field(asked.key, listed);
  return cut ? kCut : points;
}

int asked_score(const FullKey& asked, const NameView& listed, int points) {
  points = asked_score(asked, listed.key, points);
  const bool cut =
      points < kCut && asked.field_length && is_beginning_of(asked.letters, listed.text);
  return cut ? kCut : points;
}

// Days of birth further apart than a slip of the pen or of the calendar.
constexpr int kBornNear = 366;
constexpr int kBornTheSameDay = 20;

int apart(const BornSpan& a, const BornSpan& b) {
  if (a.last < b.from) return b.from.number - a.last.number;
  if (b.last < a.from) return a.from.number - b.last.number;
  return 0;
}

void judge_birth(const Query& query, const EntryView& entry, Match& match) {
  if (!query.born || entry.type == PartyType::kCompany) return;
  const auto spans = born_spans(entry);
  if (spans.empty()) return;
  const BornSpan* nearest = &spans.front();
  for (const BornSpan& span : spans)
    if (apart(span, *query.born) < apart(*nearest, *query.born)) nearest = &span;
  const int days = apart(*nearest, *query.born);
  const bool same_day = days == 0 && nearest->from == nearest->last &&
                        query.born->from == query.born->last;
  const int before = match.score_permille;
  if (same_day && before < 1000) match.score_permille = std::min(999, before + kBornTheSameDay);
  if (days > kBornNear) match.score_permille = lowered(before, kBornOtherwise);
  match.evidence.push_back({days > kBornNear ? "born_otherwise" : days == 0 ? "born" : "born_near",
                            to_string(query.born->from), to_string(nearest->from),
                            match.score_permille - before});
}

// A number of a paper or register that the entry gives.
void judge_numbers(const std::vector<std::string>& numbers, const EntryView& entry, Match& match) {
  for (const std::string_view identifier : entry.identifiers)
    for (const std::string& listed : numbers_of(identifier))
      if (std::find(numbers.begin(), numbers.end(), listed) != numbers.end()) {
        const int before = match.score_permille;
        match.score_permille = std::max(before, kSameNumber);
        match.evidence.push_back({"identifier", listed, std::string(identifier),
                                  match.score_permille - before});
        return;
      }
}

Match finish(const Snapshot& snapshot, const Query& query, const Asking& asked, EntryId id,
             const EntryView& entry, const Best& best) {
  Match match{id, best.name, 0, best.same_name, {}};
  if (asked.named) {
    const FullKey& key = asked.key;
    Comparison comparison = compare_keys(key.key, snapshot.name(best.name).key);
    const NameView listed = snapshot.name(best.name);
    const int whole = asked_score(key, listed, comparison.score_permille);
    if (whole > comparison.score_permille)
      comparison.evidence.push_back({"cut", "", "", whole - comparison.score_permille});
    comparison.score_permille = whole;
    take_half(best_half(key.key, asked.halves, listed.key, halves_listed(listed.text)), comparison);
    const int points = comparison.score_permille;
    const bool other = other_country(entry, query);
    match.score_permille = with_country(points, other);
    match.evidence = std::move(comparison.evidence);
    if (other)
      match.evidence.push_back({"country", query.country, std::string(entry.addresses[0].country),
                                match.score_permille - points});
    if (snapshot.name(best.name).kind == snapshot::AliasKind::kWeak) {
      const int before = match.score_permille;
      match.score_permille = lowered(before, kWeakAlias);
      match.evidence.push_back({"weak_alias", "", std::string(snapshot.name(best.name).text),
                                match.score_permille - before});
    }
    if (key.mixed_script) match.evidence.push_back({"mixed_script", query.name, "", 0});
    judge_birth(query, entry, match);
  }
  judge_numbers(asked.numbers, entry, match);
  return match;
}

using BestOf = std::map<EntryId, Best>;

// `half`: it was found by a half of either name.
void take(const Snapshot& snapshot, const FullKey& key, NameId id, int points, bool half,
          BestOf& best) {
  const NameView name = snapshot.name(id);
  // A nickname that a list calls weak confirms nobody, even letter by letter.
  const bool weak = name.kind == snapshot::AliasKind::kWeak;
  const Best candidate{id, points, !weak && !half && key.key == name.key};
  const auto [at, fresh] = best.try_emplace(name.entry, candidate);
  if (!fresh && better(candidate, at->second)) at->second = candidate;
}

// Entries that give a number asked about; those that were not found by name stand by their first.
void take_numbered(const Snapshot& snapshot, const std::vector<EntryId>& entries, BestOf& best) {
  for (const EntryId id : entries) {
    const EntryView entry = snapshot.entry(id);
    if (entry.name_count == 0) continue;
    best.try_emplace(id, Best{{entry.first_name}, 0, false, false}).first->second.numbered = true;
  }
}

std::vector<Match> matches_of(const Snapshot& snapshot, const Query& query, const Asking& asked,
                              const BestOf& best) {
  std::vector<Match> out;
  for (const auto& [id, found] : best) {
    const EntryView entry = snapshot.entry(id);
    Query filter = query;
    if (found.numbered) filter.type = PartyType::kUnknown;  // the number says who it is
    if (!wanted(entry, filter)) continue;
    Match match = finish(snapshot, query, asked, id, entry, found);
    if (match.score_permille >= query.threshold_permille) out.push_back(std::move(match));
  }
  std::sort(out.begin(), out.end(), [&](const Match& a, const Match& b) {
    if (a.score_permille != b.score_permille) return a.score_permille > b.score_permille;
    const EntryView x = snapshot.entry(a.entry);
    const EntryView y = snapshot.entry(b.entry);
    if (x.list != y.list) return x.list < y.list;
    if (x.entry_id != y.entry_id) return x.entry_id < y.entry_id;
    return a.name < b.name;
  });
  return out;
}

}  // namespace

Result<std::vector<Match>> screen_reference(const Snapshot& snapshot, const Query& query) {
  LICET_TRY(asked, asking_of(query));
  BestOf best;
  for (std::uint32_t i = 0; asked.named && i < snapshot.name_count(); ++i) {
    const NameView listed = snapshot.name({i});
    const int points =
        asked_score(asked.key, listed, compare_keys(asked.key.key, listed.key).score_permille);
    if (points >= query.threshold_permille) take(snapshot, asked.key, {i}, points, false, best);
    const int half =
        best_half(asked.key.key, asked.halves, listed.key, halves_listed(listed.text)).permille;
    if (half >= query.threshold_permille) take(snapshot, asked.key, {i}, half, true, best);
  }
  for (std::uint32_t i = 0; i < snapshot.entry_count(); ++i)
    for (const std::string_view identifier : snapshot.entry({i}).identifiers)
      for (const std::string& number : numbers_of(identifier))
        if (std::find(asked.numbers.begin(), asked.numbers.end(), number) != asked.numbers.end())
          take_numbered(snapshot, {{i}}, best);
  return matches_of(snapshot, query, asked, best);
}

namespace {

using Found = std::function<void(std::uint32_t name, int points)>;

// One question put to the names of one snapshot, in parts; its work is counted over all of them.
class Search {
 public:
  explicit Search(int threshold) : threshold_(threshold) {}

  // Every name at or above the threshold.
  Status find(const Snapshot& snapshot, const FullKey& key, const Found& found) {
    const NameIndex& index = NameIndex::of(snapshot);
    std::vector<std::uint32_t> keys;
    if (!candidates(snapshot, key.key, threshold_, keys)) {
      keys.resize(index.key_count());
      std::iota(keys.begin(), keys.end(), 0u);
    } else if (key.field_length && threshold_ <= kCut) {
      cut_at_field_keys(snapshot, key.key, keys);
      std::sort(keys.begin(), keys.end());
      keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
    LICET_TRY_DONE(check_work(key, index, keys));
    KeyScorer scorer(key.key);
    for (const std::uint32_t number : keys) {
      const std::string_view listed = snapshot.key(number);
      const int points = asked_score(key, listed, scorer.score(listed));
      if (points < threshold_) continue;
      for (const std::uint32_t name : index.names(number)) found(name, points);
    }
    if (!key.field_length || threshold_ > kCut) return Done{};
    for (const std::uint32_t name : index.long_names(snapshot).beginning_with(key.letters))
      found(name, std::max(kCut, scorer.score(snapshot.name({name}).key)));
    return Done{};
  }

 private:
  // Texts of the name asked about times texts of the names it is scored against: the work of a
  // question, the same on every machine.
  Status check_work(const FullKey& key, const NameIndex& index,
                    const std::vector<std::uint32_t>& keys) {
    std::vector<TokenView> tokens;
    decode(key.key, tokens);
    std::uint64_t asked = 0;
    std::uint64_t listed = 0;
    for (const TokenView& token : tokens) asked += texts_of(token);
    for (const std::uint32_t number : keys) listed += index.facts(number).texts;
    work_ += asked * listed;
    if (work_ <= kMostWork) return Done{};
    return Error{Code::CostLimit, "name",
                 cat(tokens.size(), " words against ", keys.size(), " names: ask for less, or at ",
                     "a higher threshold")};
  }

  int threshold_;
  std::uint64_t work_ = 0;
};

Status find_by_name(const Snapshot& snapshot, const Query& query, const Asking& asked,
                    BestOf& best) {
  Search search(query.threshold_permille);
  LICET_TRY_DONE(search.find(snapshot, asked.key, [&](std::uint32_t name, int points) {
    take(snapshot, asked.key, {name}, points, false, best);
  }));
  if (query.threshold_permille > kHalf) return Done{};
  const auto take_half_of = [&](std::uint32_t name, int points) {
    take(snapshot, asked.key, {name}, std::min(kHalf, points), true, best);
  };
  std::vector<FullKey> parts;
  for (const std::string& half : asked.halves) parts.emplace_back().key = half;
  for (const FullKey& part : parts) LICET_TRY_DONE(search.find(snapshot, part, take_half_of));
  const HalfNames& listed = NameIndex::of(snapshot).halves(snapshot);
  if (listed.empty()) return Done{};
  parts.emplace_back().key = asked.key.key;
  for (const FullKey& part : parts)
    LICET_TRY_DONE(search.find(listed.halves(), part, [&](std::uint32_t half, int points) {
      take_half_of(listed.name_of(half), points);
    }));
  return Done{};
}

}  // namespace

Result<std::vector<Match>> screen(const Snapshot& snapshot, const Query& query) {
  LICET_TRY(asked, asking_of(query));
  const NameIndex& index = NameIndex::of(snapshot);
  BestOf best;
  if (asked.named) LICET_TRY_DONE(find_by_name(snapshot, query, asked, best));
  for (const std::string& number : asked.numbers)
    take_numbered(snapshot, index.identifiers(snapshot).with(number), best);
  return matches_of(snapshot, query, asked, best);
}

}  // namespace licet::match
