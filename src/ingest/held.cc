#include "licet/ingest/held.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "licet/base/json.h"
#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "licet/snapshot/builder.h"

namespace licet::ingest {
namespace {

using snapshot::EntryRecord;

std::string path_of(const DataFolder& folder) { return folder.path() + "/held.json"; }

Json list_json(const HeldList& list) {
  Json::Array rows;
  for (const HeldRow& row : list.rows)
    rows.emplace_back(Json::Object{{"id", Json(row.id)}, {"name", Json(row.name)}});
  return Json::Object{{"by", Json(list.by)},
                      {"at", Json(list.at)},
                      {"published", Json(to_string(list.published))},
                      {"rows", Json(std::move(rows))}};
}

Result<HeldList> read_list_of(const Json& json, const std::string& place) {
  HeldList out;
  out.by = json.text("by");
  out.at = json.text("at");
  const auto day = parse_day(json.text("published"));
  const Json* rows = json.find("rows");
  if (!day.ok() || rows == nullptr || !rows->is_array())
    return Error{Code::BadValue, place, "needs `published` and `rows`"};
  out.published = day.value();
  for (const Json& row : rows->array()) {
    if (row.text("id").empty()) return Error{Code::BadValue, place, "a row without id"};
    out.rows.push_back({std::string(row.text("id")), std::string(row.text("name"))});
  }
  return out;
}

// What a list of the file holds: ids, and how many rows of each primary name are under ids that the
// old list has not. Each of these may be one old row under a new id, and no more than one.
struct Present {
  std::set<std::string, std::less<>> ids;
  std::map<std::string, int, std::less<>> renumbered;
};

std::map<std::string, Present, std::less<>> present_in(const ListFile& file,
                                                       const snapshot::Contents& old) {
  std::map<std::string, std::set<std::string>> known;
  for (const EntryRecord& entry : old.entries) known[entry.list].insert(entry.entry_id);
  std::map<std::string, Present, std::less<>> out;
  for (const auto& source : file.sources) out[source.list];
  for (const EntryRecord& entry : file.entries) {
    Present& list = out[entry.list];
    list.ids.insert(entry.entry_id);
    if (!known[entry.list].contains(entry.entry_id))
      ++list.renumbered[entry.names.front().text];
  }
  return out;
}

bool is_there(Present& list, const EntryRecord& entry) {
  if (list.ids.contains(entry.entry_id)) return true;
  const auto it = list.renumbered.find(entry.names.front().text);
  return it != list.renumbered.end() && it->second-- > 0;
}

bool is_held(const Held& held, const EntryRecord& entry) {
  const auto it = held.find(entry.list);
  return it != held.end() &&
         std::any_of(it->second.rows.begin(), it->second.rows.end(),
                     [&](const HeldRow& row) { return row.id == entry.entry_id; });
}

bool same_person(std::string_view a, std::string_view b) {
  return lower_ascii(trim(a)) == lower_ascii(trim(b));
}

Error nothing_held(const std::string& list, const Held& held) {
  std::vector<std::string> lists;
  for (const auto& [name, rows] : held) lists.push_back(name);
  return {Code::BadValue, "list",
          cat("no row of `", printable(list, 40), "` is held back",
              lists.empty() ? "" : cat("; held are rows of ", join(lists, ", ")))};
}

void drop(snapshot::Contents& contents, const std::string& list,
          const std::vector<HeldRow>& rows) {
  std::set<std::string> ids;
  for (const HeldRow& row : rows) ids.insert(row.id);
  const auto gone = std::erase_if(contents.entries, [&](const EntryRecord& entry) {
    return entry.list == list && ids.contains(entry.entry_id);
  });
  for (auto& source : contents.sources)
    if (source.list == list) source.rows -= std::uint32_t(gone);
}

}  // namespace

Result<Held> read_held(const DataFolder& folder) {
  std::error_code failed;
  if (!std::filesystem::exists(path_of(folder), failed)) return Held{};
  LICET_TRY(text, read_file(path_of(folder)));
  auto json = read_json(text);
  if (!json.ok() || !json.value().is_object())
    return Error{Code::BadValue, path_of(folder), "is no JSON object"};
  Held held;
  for (const auto& [list, value] : json.value().object()) {
    LICET_TRY(one, read_list_of(value, cat(path_of(folder), ": ", list)));
    held[list] = std::move(one);
  }
  return held;
}

Status write_held(const DataFolder& folder, const FolderLock&, const Held& held) {
  Json::Object object;
  for (const auto& [list, rows] : held) object[list] = list_json(rows);
  return replace_file(path_of(folder), to_canonical(Json(std::move(object))) + "\n");
}

Held hold_back(ListFile& fresh, const snapshot::Snapshot& old, const Held& before, bool all) {
  snapshot::Contents contents = old.contents();
  auto present = present_in(fresh, contents);
  Held held;
  for (EntryRecord& entry : contents.entries) {
    const auto list = present.find(entry.list);
    if (list == present.end() || old.source_of(entry.list)->extract) continue;
    if (is_there(list->second, entry)) continue;
    if (!all && !is_held(before, entry)) continue;
    held[entry.list].rows.push_back({entry.entry_id, entry.names.front().text});
    fresh.entries.push_back(std::move(entry));
  }
  for (auto& source : fresh.sources) {
    const auto it = held.find(source.list);
    if (it == held.end()) continue;
    it->second.published = source.published;
    source.rows += std::uint32_t(it->second.rows.size());
    source.provenance += cat("; ", it->second.rows.size(), " rows held back that it lacks");
  }
  return held;
}

Result<Released> release_held(const DataFolder& folder, const std::string& list,
                              const std::string& by) {
  LICET_TRY(lock, folder.lock());
  LICET_TRY(held, read_held(folder));
  const auto it = held.find(list);
  if (it == held.end()) return nothing_held(list, held);
  if (trim(by).empty()) return Error{Code::BadValue, "--by", "say who lets them go"};
  if (same_person(by, it->second.by))
    return Error{Code::BadValue, "--by",
                 cat("`", printable(by, 60), "` added the file: a second person lets rows go")};
  LICET_TRY(old, folder.open());
  Released out{old.id(), {}, it->second.rows};
  snapshot::Contents contents = old.contents();
  drop(contents, list, it->second.rows);
  LICET_TRY(bytes, compile(std::move(contents), {}));
  LICET_TRY(now, folder.activate(lock, std::move(bytes)));
  out.now = now;
  held.erase(it);
  LICET_TRY_DONE(write_held(folder, lock, held));
  return out;
}

}  // namespace licet::ingest
