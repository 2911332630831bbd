#include "licet/portfolio/rescreen.h"

#include <algorithm>
#include <map>

#include "licet/base/cores.h"
#include "licet/snapshot/builder.h"

namespace licet::portfolio {
namespace {

using snapshot::EntryRecord;
using snapshot::Snapshot;

using RowKey = std::pair<std::string, std::string>;

// What stands under each list and id; an id that a list gives twice counts with all its rows.
std::map<RowKey, std::vector<Digest>> rows_of(const Snapshot& snapshot) {
  std::map<RowKey, std::vector<Digest>> rows;
  for (std::uint32_t i = 0; i < snapshot.entry_count(); ++i) {
    const auto entry = snapshot.entry({i});
    rows[{std::string(entry.list), std::string(entry.entry_id)}].push_back(
        identity_of(snapshot, entry));
  }
  for (auto& [key, digests] : rows) std::sort(digests.begin(), digests.end());
  return rows;
}

// A snapshot of the changed rows alone; nothing when there is none.
Result<std::vector<std::uint8_t>> small_snapshot(const Delta& delta, const Snapshot& now) {
  snapshot::Contents contents;
  contents.entries = delta.entries;
  std::map<std::string, std::uint32_t> count;
  for (const EntryRecord& entry : contents.entries) ++count[entry.list];
  for (std::uint32_t i = 0; i < now.source_count(); ++i) {
    const auto source = now.source(i);
    const auto it = count.find(std::string(source.list));
    if (it == count.end()) continue;
    contents.sources.push_back({it->first, std::string(source.title), source.published, it->second,
                                true, std::string(source.provenance), source.file_digest});
  }
  return snapshot::build_snapshot(contents);
}

bool before_in_order(const Hit& a, const Hit& b) {
  if (a.score_permille != b.score_permille) return a.score_permille > b.score_permille;
  if (a.list != b.list) return a.list < b.list;
  return a.entry_id < b.entry_id;
}

Screened brought_on(const Screened& old, const Delta& delta, const Snapshot* changed,
                    int threshold_permille) {
  Screened out{old.party, {}, old.problem};
  if (!out.problem.empty()) return out;
  for (const Hit& hit : old.hits)
    if (!delta.touched.contains({hit.list, hit.entry_id})) out.hits.push_back(hit);
  if (changed == nullptr) return out;
  Screened fresh = screen_party(*changed, old.party, threshold_permille);
  std::move(fresh.hits.begin(), fresh.hits.end(), std::back_inserter(out.hits));
  std::stable_sort(out.hits.begin(), out.hits.end(), before_in_order);
  return out;
}

bool holds(const std::vector<Hit>& hits, const Hit& hit) {
  const Digest digest = identity_of(hit);
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
    return identity_of(other) == digest && other.entry == hit.entry;
  });
}

}  // namespace

Delta delta_of(const Snapshot& before, const Snapshot& now) {
  Delta delta;
  const auto old_rows = rows_of(before);
  const auto new_rows = rows_of(now);
  for (const auto& [key, digests] : old_rows)
    if (const auto it = new_rows.find(key); it == new_rows.end() || it->second != digests)
      delta.touched.insert(key);
  for (const auto& [key, digests] : new_rows)
    if (!old_rows.contains(key)) delta.touched.insert(key);
  snapshot::Contents contents = now.contents();
  for (EntryRecord& entry : contents.entries)
    if (delta.touched.contains({entry.list, entry.entry_id}))
      delta.entries.push_back(std::move(entry));
  return delta;
}

std::vector<Screened> screen_all(const Snapshot& now, const std::vector<Party>& parties,
                                 int threshold_permille, const Step& step, unsigned threads) {
  std::vector<Screened> out(parties.size());
  on_all_cores(
      parties.size(),
      [&](std::size_t i) {
        out[i] = screen_party(now, parties[i], threshold_permille);
        if (step) step(1);
      },
      threads);
  return out;
}

Result<std::vector<Screened>> rescreen(const std::vector<Screened>& screened,
                                       const Snapshot& before, const Snapshot& now,
                                       int threshold_permille, const Step& step,
                                       unsigned threads) {
  const Delta delta = delta_of(before, now);
  std::optional<Snapshot> changed;
  if (!delta.entries.empty()) {
    LICET_TRY(bytes, small_snapshot(delta, now));
    LICET_TRY(opened, Snapshot::from_bytes(std::move(bytes)));
    changed = std::move(opened);
  }
  std::vector<Screened> out(screened.size());
  on_all_cores(
      screened.size(),
      [&](std::size_t i) {
        out[i] = brought_on(screened[i], delta, changed ? &*changed : nullptr, threshold_permille);
        if (step) step(1);
      },
      threads);
  return out;
}

HitChanges changes_of(const Screened& before, const Screened& now) {
  HitChanges changes;
  for (const Hit& hit : now.hits)
    if (!holds(before.hits, hit)) changes.fresh.push_back(hit);
  for (const Hit& hit : before.hits)
    if (!holds(now.hits, hit)) changes.gone.push_back(hit);
  return changes;
}

}  // namespace licet::portfolio
