#include "licet/ingest/check.h"

#include <algorithm>
#include <set>

#include "licet/base/text.h"

namespace licet::ingest {
namespace {

using snapshot::SourceRecord;
using snapshot::SourceView;

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
Status check_names(const ListFile& fresh, const SourceRecord& source, const SourceView& old,
                   const snapshot::Snapshot& in_force, const CheckOptions& options) {
  const auto& released = options.may_shrink;
  if (old.extract || std::find(released.begin(), released.end(), source.list) != released.end())
    return Done{};
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
  LICET_TRY_DONE(check_mandatory(fresh));
  LICET_TRY_DONE(check_canaries(fresh, options.canaries));
  if (in_force == nullptr) return Done{};
  for (const SourceRecord& source : fresh.sources) {
    const auto old = in_force->source_of(source.list);
    if (!old) continue;
    LICET_TRY_DONE(check_age(fresh, source, *old));
    LICET_TRY_DONE(check_size(fresh, source, *old, options));
    LICET_TRY_DONE(check_names(fresh, source, *old, *in_force, options));
  }
  return Done{};
}

}  // namespace licet::ingest
