#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>

#include "fetch.h"
#include "lists_commands.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "licet/ingest/add.h"
#include "licet/ingest/file.h"
#include "pace.h"

namespace licet::cli {
namespace {

constexpr std::string_view kSourcesPath = "us-ear/list_sources.csv";
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Arguments {
  std::vector<std::string> names;
  std::string sources, by;
  bool hold_removals = false;
  std::vector<std::string> release;
};

struct SourceFile {
  std::string file, url;
  std::vector<std::string> lists;  // that it may bring; empty: any
};
using Sources = std::map<std::string, std::vector<SourceFile>>;  // by name, files in their order

// What the server said of a file when it was last taken over.
struct Known {
  std::string etag, last_modified;
};
struct State {
  std::map<std::string, Known> files;                     // by address
  // Lists that a source brought, and the digest of what each said.
  std::map<std::string, std::map<std::string, std::string>> lists;
};

// A name that stays in its folder.
bool is_plain(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string_view::npos;
}

Result<Sources> read_sources(std::string_view text, const std::string& file) {
  LICET_TRY(table, CsvTable::read(text, file, {"source", "file", "url"}));
  Sources sources;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string name(trim(table.at(row, "source")));
    const std::string kept(trim(table.at(row, "file")));
    if (!is_plain(name) || !is_plain(kept))
      return Error{Code::BadValue, table.place(row, "file"),
                   "a source needs a name and a file name"};
    SourceFile one{kept, std::string(trim(table.at(row, "url"))), {}};
    for (const auto list : split(trim(table.at(row, "lists")), ' '))
      if (!list.empty()) one.lists.emplace_back(list);
    sources[name].push_back(std::move(one));
  }
  return sources;
}

// --sources, else the table of the snapshot in force, else that of the program.
Result<Sources> sources_of(const Arguments& arguments, const Globals& globals) {
  if (!arguments.sources.empty()) {
    LICET_TRY(text, read_input(arguments.sources));
    return read_sources(text, arguments.sources);
  }
  LICET_TRY(known, open_snapshot(globals));
  for (std::uint32_t i = 0; i < known->rule_count(); ++i)
    if (known->rule_path(i) == kSourcesPath)
      return read_sources(known->rule_text(i), std::string(kSourcesPath));
  return Error{Code::BadValue, std::string(kSourcesPath),
               "the rules in force have no such table: build the snapshot again from newer rules"};
}

std::string state_path(const Globals& globals) { return data_path(globals) + "/pull/state.json"; }

Result<State> read_state(const Globals& globals) {
  std::error_code failed;
  if (!std::filesystem::exists(state_path(globals), failed)) return State{};
  LICET_TRY(json, read_json_input(state_path(globals)));
  if (!json.is_object()) return Error{Code::BadValue, state_path(globals), "is no object"};
  State state;
  const Json* files = json.find("files");
  const Json* lists = json.find("lists");
  if (files == nullptr || !files->is_object() || lists == nullptr || !lists->is_object())
    return Error{Code::BadValue, state_path(globals), "needs `files` and `lists`"};
  for (const auto& [url, one] : files->object())
    state.files[url] = {std::string(one.text("etag")), std::string(one.text("last_modified"))};
  for (const auto& [name, brought] : lists->object())
    for (const auto& [list, digest] : brought.is_object() ? brought.object() : Json::Object{})
      if (digest.is_string()) state.lists[name][list] = digest.string();
  return state;
}

Status write_state(const Globals& globals, const State& state) {
  std::error_code failed;
  std::filesystem::create_directories(data_path(globals) + "/pull", failed);
  Json::Object files, lists;
  for (const auto& [url, known] : state.files)
    files[url] = Json::Object{{"etag", Json(known.etag)},
                              {"last_modified", Json(known.last_modified)}};
  for (const auto& [name, brought] : state.lists) {
    Json::Object object;
    for (const auto& [list, digest] : brought) object[list] = digest;
    lists[name] = std::move(object);
  }
  const Json object(Json::Object{{"files", Json(std::move(files))},
                                 {"lists", Json(std::move(lists))}});
  return ingest::replace_file(state_path(globals), to_canonical(object) + "\n");
}

// "Wed, 21 Oct 2015 07:28:00 GMT" (RFC 9110, 5.6.7): the day.
std::optional<Day> day_of(std::string_view last_modified) {
  const auto words = split(last_modified, ' ');
  if (words.size() < 4) return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), words[2]);
  if (month == kMonths.end()) return std::nullopt;
  const auto number = month - kMonths.begin() + 1;
  const auto day = parse_day(cat(words[3], number < 10 ? "-0" : "-", number, "-", words[1]));
  return day.ok() ? std::optional<Day>(day.value()) : std::nullopt;
}

struct Pulled {
  bool changed = false;
  std::vector<std::string> paths;
  std::optional<Day> published;  // the newest day that the server gives for one of the files
  std::map<std::string, Known> files;
};

Result<Pulled> fetch_all(const std::string& name, const std::vector<SourceFile>& files,
                         const State& state, const Globals& globals) {
  Pulled out;
  for (const SourceFile& file : files) {
    FetchRequest request{file.url, cat(data_path(globals), "/pull/", name, "/", file.file), "", ""};
    std::error_code failed;
    const auto known = state.files.find(file.url);
    if (known != state.files.end() && std::filesystem::exists(request.path, failed)) {
      request.etag = known->second.etag;
      request.last_modified = known->second.last_modified;
    }
    Pace pace(cat("fetching ", file.file));
    LICET_TRY(fetched, fetch(request, [&](std::uint64_t done, std::uint64_t all) {
      pace.step(0, done, all);
    }));
    out.changed |= fetched.changed;
    out.paths.push_back(request.path);
    out.files[file.url] = {fetched.etag, fetched.last_modified};
    if (const auto day = day_of(fetched.last_modified))
      out.published = out.published ? std::max(*out.published, *day) : *day;
  }
  return out;
}

// Are the lists that the source brought last still those in force?
bool still_in_force(const std::map<std::string, std::string>& brought, const Globals& globals) {
  const auto known = ingest::DataFolder(data_path(globals)).open();
  if (!known.ok() || brought.empty()) return false;
  return std::all_of(brought.begin(), brought.end(), [&](const auto& one) {
    const auto source = known.value().source_of(one.first);
    return source && to_id(source->file_digest) == one.second;
  });
}

Status record_unchanged(const std::map<std::string, std::string>& brought,
                        const Globals& globals) {
  const ingest::DataFolder folder(data_path(globals));
  LICET_TRY(lock, folder.lock());
  std::vector<std::string> lists;
  for (const auto& [list, digest] : brought) lists.push_back(list);
  return folder.record_check(lock, lists, now());
}

// What the server said of these files counts no more: they will be fetched anew.
Status forget(const std::vector<SourceFile>& files, State& state, const Globals& globals) {
  for (const SourceFile& file : files) state.files.erase(file.url);
  return write_state(globals, state);
}

Result<Json> pull_one(const std::string& name, const std::vector<SourceFile>& files,
                      const Arguments& arguments, State& state, const Globals& globals) {
  // Files that were fetched and then refused lie there still, so nothing is taken as known of a
  // source until it was added whole; nor when other lists than those it brought are in force.
  if (!still_in_force(state.lists[name], globals))
    LICET_TRY_DONE(forget(files, state, globals));
  LICET_TRY(pulled, fetch_all(name, files, state, globals));
  Json::Object told{{"source", Json(name)}, {"changed", Json(pulled.changed)}};
  if (!pulled.changed) {
    LICET_TRY_DONE(record_unchanged(state.lists[name], globals));
    say(globals, cat(name, ": not changed since it was last taken over"));
    return Json(std::move(told));
  }
  ingest::AddRequest request;
  request.paths = pulled.paths;
  request.published = pulled.published ? *pulled.published : today();
  request.may_shrink = arguments.release;
  request.hold_removals = arguments.hold_removals;
  request.by = arguments.by;
  request.at = now();
  request.expected = files.front().lists;
  LICET_TRY_DONE(forget(files, state, globals));
  LICET_TRY(added, add_to_folder(request, globals));
  for (auto& [url, known] : pulled.files) state.files[url] = std::move(known);
  state.lists[name].clear();
  for (const auto& source : added.sources)
    state.lists[name][source.list] = to_id(source.file_digest);
  LICET_TRY_DONE(write_state(globals, state));
  for (const auto& source : added.sources)
    say(globals, cat("  ", source.list, "  ", source.rows, " rows of ",
                     to_string(source.published)));
  told["published"] = to_string(*request.published);
  told["now"] = to_id(added.now);
  return Json(std::move(told));
}

Error unknown_source(const std::string& name, const Sources& sources) {
  std::vector<std::string> names;
  for (const auto& [known, files] : sources) names.push_back(known);
  return {Code::UnknownWord, "source",
          cat("`", printable(name, 40), "` is none; there are ", join(names, ", "))};
}

// Every source is tried; one that fails leaves the others as they came.
int run_pull(const Arguments& arguments, const Globals& globals) {
  auto sources = sources_of(arguments, globals);
  if (!sources.ok()) return fail(sources.error());
  auto state = read_state(globals);
  if (!state.ok()) return fail(state.error());
  std::vector<std::string> names = arguments.names;
  if (names.empty()) names = {"consolidated"};
  int status = 0;
  Json::Array told;
  for (const std::string& name : names) {
    const auto it = sources.value().find(name);
    auto done = it == sources.value().end()
                    ? Result<Json>(unknown_source(name, sources.value()))
                    : pull_one(name, it->second, arguments, state.value(), globals);
    if (done.ok())
      told.push_back(std::move(done.value()));
    else
      status = std::max(status, fail(done.error()));
  }
  if (globals.json) print(to_canonical(Json(std::move(told))) + "\n");
  return status;
}

}  // namespace

void add_pull(CLI::App& group, Globals& globals, int& status) {
  auto* command =
      group.add_subcommand("pull", "fetches lists from their publishers and adds them");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("sources", arguments->names,
                      "consolidated (default), sdn, non-sdn, denied-persons, "
                      "united-nations, european-union, united-kingdom");
  command->add_option("--sources", arguments->sources, "another table of source,file,url,lists");
  command->add_option("--release", arguments->release,
                      "a list that may lose rows this time; once a list");
  command->add_flag("--hold-removals", arguments->hold_removals,
                    "rows that a list lacks stay in force until `licet lists release`");
  command->add_option("--by", arguments->by, "who adds them");
  command->footer(R"(examples
  licet lists pull
  licet lists pull sdn non-sdn denied-persons --hold-removals --by 'A. First'

Asks whether the file changed (ETag, Last-Modified), goes on where an earlier try broke off, and
adds what came with the checks of `licet lists add`. The day is that of Last-Modified, else
today.)");
  command->callback([arguments, &globals, &status] { status = run_pull(*arguments, globals); });
}

}  // namespace licet::cli
