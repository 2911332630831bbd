#include "licet/match/screen.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "candidates.h"
#include "cut.h"
#include "country.h"
#include "key_detail.h"
#include "key_scorer.h"
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
};

// The better name of one entry: equal keys first, then the score, then the lower id.
bool better(const Best& a, const Best& b) {
  if (a.same_name != b.same_name) return a.same_name;
  if (a.name_score != b.name_score) return a.name_score > b.name_score;
  return a.name < b.name;
}

// What compare_keys() says, and that a name of 35 characters may be cut: then at least kCut.
int asked_score(const FullKey& asked, std::string_view listed, int points) {
  const bool cut = points < kCut && asked.field_length && is_cut_at_field(asked.key, listed);
  return cut ? kCut : points;
}

Match finish(const Snapshot& snapshot, const Query& query, const FullKey& key, EntryId id,
             const EntryView& entry, const Best& best) {
  Match match{id, best.name, 0, best.same_name, {}};
  Comparison comparison = compare_keys(key.key, snapshot.name(best.name).key);
  const int points =
      asked_score(key, snapshot.name(best.name).key, comparison.score_permille);
  if (points > comparison.score_permille)
    comparison.evidence.push_back({"cut", "", "", points - comparison.score_permille});
  comparison.score_permille = points;
  const bool other = other_country(entry, query);
  match.score_permille = with_country(comparison.score_permille, other);
  match.evidence = std::move(comparison.evidence);
  if (other) {
    match.evidence.push_back({"country", query.country, std::string(entry.addresses[0].country),
                              match.score_permille - comparison.score_permille});
  }
  if (key.mixed_script) match.evidence.push_back({"mixed_script", query.name, "", 0});
  return match;
}

using BestOf = std::map<EntryId, Best>;

void take(const Snapshot& snapshot, const FullKey& key, NameId id, int points, BestOf& best) {
  const NameView name = snapshot.name(id);
  const Best candidate{id, points, key.key == name.key};
  const auto [at, fresh] = best.try_emplace(name.entry, candidate);
  if (!fresh && better(candidate, at->second)) at->second = candidate;
}

std::vector<Match> matches_of(const Snapshot& snapshot, const Query& query, const FullKey& key,
                              const BestOf& best) {
  std::vector<Match> out;
  for (const auto& [id, found] : best) {
    const EntryView entry = snapshot.entry(id);
    if (!wanted(entry, query)) continue;
    Match match = finish(snapshot, query, key, id, entry, found);
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
  LICET_TRY(key, full_key_of(query.name));
  BestOf best;
  for (std::uint32_t i = 0; i < snapshot.name_count(); ++i) {
    const std::string_view listed = snapshot.name({i}).key;
    const int points = asked_score(key, listed, compare_keys(key.key, listed).score_permille);
    if (points >= query.threshold_permille) take(snapshot, key, {i}, points, best);
  }
  return matches_of(snapshot, query, key, best);
}

Result<std::vector<Match>> screen(const Snapshot& snapshot, const Query& query) {
  LICET_TRY(key, full_key_of(query.name));
  const NameIndex& index = NameIndex::of(snapshot);
  std::vector<std::uint32_t> keys;
  if (!candidates(snapshot, key.key, query.threshold_permille, keys)) {
    keys.resize(index.key_count());
    std::iota(keys.begin(), keys.end(), 0u);
  } else if (key.field_length && query.threshold_permille <= kCut) {
    cut_at_field_keys(snapshot, key.key, keys);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }
  BestOf best;
  KeyScorer scorer(key.key);
  for (const std::uint32_t number : keys) {
    const std::string_view listed = snapshot.key(number);
    const int points = asked_score(key, listed, scorer.score(listed));
    if (points < query.threshold_permille) continue;
    for (const std::uint32_t name : index.names(number)) take(snapshot, key, {name}, points, best);
  }
  return matches_of(snapshot, query, key, best);
}

}  // namespace licet::match
