#include "licet/ingest/check.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "licet/base/text.h"

namespace licet::ingest {
namespace {

using snapshot::SourceRecord;
using snapshot::SourceView;

constexpr std::uint32_t kLeastOfType = 3;  // fewer may well be gone

const SourceRecord* source_of(const ListFile& file, std::string_view list) {
  for (const SourceRecord& source : file.sources)
    if (source.list == list) return &source;
  return nullptr;
}

Status check_mandatory(const ListFile& fresh) {
  if (!fresh.consolidated) return Done{};
  for (const KnownList& known : known_lists()) {
    if (!known.mandatory) continue;
    const SourceRecord* source = source_of(fresh, known.list);
    if (source == nullptr || source->rows == 0)
      return Error{Code::ListTruncated, fresh.name,
                   cat("no row of `", known.list, "`, which every whole file holds")};
  }
  return Done{};
}

std::set<std::pair<std::string, std::string>> names_by_list(const ListFile& fresh) {
  std::set<std::pair<std::string, std::string>> names;
  for (const auto& entry : fresh.entries)
    for (const auto& name : entry.names) names.emplace(entry.list, trim(name.text));
  return names;
}

Status check_canaries(const ListFile& fresh, const std::vector<Canary>& canaries) {
  const auto names = names_by_list(fresh);
  for (const Canary& canary : canaries) {
    const SourceRecord* source = source_of(fresh, canary.list);
    if (source == nullptr || source->rows == 0 || source->published < canary.from) continue;
    if (names.contains({canary.list, canary.name})) continue;
    for (const SourceRecord& other : fresh.sources)
      if (names.contains({other.list, canary.name}))
        return Error{Code::ListWrongSource, fresh.name,
                     cat("`", printable(canary.name), "` of `", canary.list, "` stands under `",
                         other.list, "`")};
    return Error{Code::ListCanaryMissing, fresh.name,
                 cat("`", printable(canary.name), "` is not in `", canary.list, "`")};
  }
  return Done{};
}

Status check_age(const ListFile& fresh, const SourceRecord& source, const SourceView& old) {
  if (source.published >= old.published) return Done{};
  return Error{Code::ListOlder, fresh.name,
               cat("`", source.list, "` of ", to_string(source.published),
                   "; in force is that of ", to_string(old.published))};
}

Status check_size(const ListFile& fresh, const SourceRecord& source, const SourceView& old,
                  const CheckOptions& options) {
  if (source.extract && !old.extract)
    return Error{Code::ListShrunk, fresh.name,
                 cat("an extract of `", source.list, "` where the whole list is in force")};
  const bool whole_for_extract = old.extract && !source.extract;
  if (whole_for_extract || source.rows >= old.rows) return Done{};
  const auto& released = options.may_shrink;
  if (std::find(released.begin(), released.end(), source.list) != released.end()) return Done{};
  const std::uint64_t lost = old.rows - source.rows;
  if (lost <= kMostRowsLost && lost * 100 <= std::uint64_t{old.rows} * kMostPercentLost)
    return Done{};
  return Error{Code::ListShrunk, fresh.name,
               cat("`", source.list, "` has ", source.rows, " rows; in force are ", old.rows)};
}

// A column of aliases that came out empty leaves every row in its place.
Status check_names(const ListFile& fresh, const SourceRecord& source,
                   const snapshot::Snapshot& in_force) {
  std::uint64_t before = 0, now = 0;
  for (std::uint32_t i = 0; i < in_force.entry_count(); ++i)
    if (const auto entry = in_force.entry(snapshot::EntryId{i}); entry.list == source.list)
      before += entry.name_count;
  for (const auto& entry : fresh.entries)
    if (entry.list == source.list) now += entry.names.size();
  if (now >= before) return Done{};
  const std::uint64_t lost = before - now;
  if (lost <= kMostRowsLost || lost * 100 <= before * kMostPercentLost) return Done{};
  return Error{Code::ListShrunk, fresh.name,
               cat("`", source.list, "` has ", now, " names; in force are ", before)};
}

using NamesOfRow = std::map<std::string, std::set<std::string>, std::less<>>;

NamesOfRow names_in_force(const snapshot::Snapshot& in_force, std::string_view list) {
  NamesOfRow names;
  for (std::uint32_t i = 0; i < in_force.entry_count(); ++i) {
    const auto entry = in_force.entry(snapshot::EntryId{i});
    if (entry.list != list) continue;
    auto& row = names[std::string(entry.entry_id)];
    for (std::uint32_t n = 0; n < entry.name_count; ++n)
      row.emplace(in_force.name(snapshot::NameId{entry.first_name + n}).text);
  }
  return names;
}

// Of the rows that both have, names that one of them has lost.
Status check_same_rows(const ListFile& fresh, const SourceRecord& source,
                       const snapshot::Snapshot& in_force) {
  NamesOfRow before = names_in_force(in_force, source.list);
  std::uint64_t all = 0, lost = 0;
  for (const auto& entry : fresh.entries) {
    const auto row = entry.list == source.list ? before.find(entry.entry_id) : before.end();
    if (row == before.end()) continue;
    all += row->second.size();
    for (const auto& name : entry.names) row->second.erase(name.text);
    lost += row->second.size();
  }
  if (lost <= kMostRowsLost || lost * 100 <= all * kMostPercentRenamed) return Done{};
  return Error{Code::ListColumnsMoved, fresh.name,
               cat("`", source.list, "`: of ", all, " names of rows that are in force ", lost,
                   " are others now; if that is right, add it with --release ", source.list)};
}

// More than half of the rows in force are not there, neither by id nor by a name: another list.
Status check_turnover(const ListFile& fresh, const SourceRecord& source,
                      const snapshot::Snapshot& in_force) {
  std::set<std::string, std::less<>> ids, names;
  for (const auto& entry : fresh.entries) {
    if (entry.list != source.list) continue;
    ids.insert(entry.entry_id);
    for (const auto& name : entry.names) names.insert(name.text);
  }
  const NamesOfRow before = names_in_force(in_force, source.list);
  const auto lacking = std::uint64_t(
      std::count_if(before.begin(), before.end(), [&](const auto& row) {
        return !ids.contains(row.first) &&
               std::none_of(row.second.begin(), row.second.end(),
                            [&](const std::string& name) { return names.contains(name); });
      }));
  if (lacking <= kMostRowsLost || lacking * 100 <= before.size() * kMostPercentReplaced)
    return Done{};
  return Error{Code::ListShrunk, fresh.name,
               cat("`", source.list, "`: of ", before.size(), " rows in force ", lacking,
                   " are not there, by id or name")};
}

// A list that has lost all its ships, or all its persons.
Status check_types(const ListFile& fresh, const SourceRecord& source,
                   const snapshot::Snapshot& in_force) {
  constexpr std::array<std::string_view, 6> kWords{"unknown type", "a person", "a company",
                                                   "a vessel",     "an aircraft", "an address"};
  std::array<std::uint32_t, kWords.size()> before{}, now{};
  for (std::uint32_t i = 0; i < in_force.entry_count(); ++i)
    if (const auto entry = in_force.entry(snapshot::EntryId{i}); entry.list == source.list)
      ++before[std::size_t(entry.type)];
  for (const auto& entry : fresh.entries)
    if (entry.list == source.list) ++now[std::size_t(entry.type)];
  for (std::size_t type = 0; type < kWords.size(); ++type)
    if (before[type] >= kLeastOfType && now[type] == 0)
      return Error{Code::ListShrunk, fresh.name,
                   cat("`", source.list, "` has no row that is ", kWords[type], "; in force are ",
                       before[type])};
  return Done{};
}

Status check_rows(const ListFile& fresh, const SourceRecord& source, const SourceView& old,
                  const snapshot::Snapshot& in_force, const CheckOptions& options) {
  const auto& released = options.may_shrink;
  if (old.extract || std::find(released.begin(), released.end(), source.list) != released.end())
    return Done{};
  LICET_TRY_DONE(check_names(fresh, source, in_force));
  LICET_TRY_DONE(check_same_rows(fresh, source, in_force));
  LICET_TRY_DONE(check_turnover(fresh, source, in_force));
  return check_types(fresh, source, in_force);
}

Status check_expected(const ListFile& fresh, const CheckOptions& options) {
  const auto& lists = options.expected;
  for (const SourceRecord& source : fresh.sources)
    if (!lists.empty() && std::find(lists.begin(), lists.end(), source.list) == lists.end())
      return Error{Code::ListWrongSource, fresh.name,
                   cat("brings `", source.list, "` where ", join(lists, ", "), " is due")};
  return Done{};
}

}  // namespace

Result<std::vector<Canary>> read_canaries(const CsvTable& table) {
  std::vector<Canary> canaries;
  for (const char* column : {"list", "name"})
    if (std::find(table.columns().begin(), table.columns().end(), column) == table.columns().end())
      return Error{Code::BadValue, "canaries", cat("the column `", column, "` is missing")};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Canary canary{std::string(trim(table.at(row, "list"))),
                  std::string(trim(table.at(row, "name"))), kAlways};
    if (canary.list.empty() || canary.name.empty())
      return Error{Code::BadValue, table.place(row, "name"), "a canary needs a list and a name"};
    if (const std::string_view from = trim(table.at(row, "from")); !from.empty()) {
      const auto day = parse_day(from);
      if (!day.ok()) return Error{Code::BadValue, table.place(row, "from"), day.error().detail};
      canary.from = day.value();
    }
    canaries.push_back(std::move(canary));
  }
  return canaries;
}

Status check_list(const ListFile& fresh, const snapshot::Snapshot* in_force,
                  const CheckOptions& options) {
  LICET_TRY_DONE(check_expected(fresh, options));
  LICET_TRY_DONE(check_mandatory(fresh));
  LICET_TRY_DONE(check_canaries(fresh, options.canaries));
  if (in_force == nullptr) return Done{};
  for (const SourceRecord& source : fresh.sources) {
    const auto old = in_force->source_of(source.list);
    if (!old) continue;
    LICET_TRY_DONE(check_age(fresh, source, *old));
    LICET_TRY_DONE(check_size(fresh, source, *old, options));
    LICET_TRY_DONE(check_rows(fresh, source, *old, *in_force, options));
  }
  return Done{};
}

}  // namespace licet::ingest
