#include <CLI/CLI.hpp>
#include <algorithm>

#include "lists_commands.h"
#include "licet/base/text.h"
#include "licet/ingest/add.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

struct AddArguments {
  std::vector<std::string> files;
  std::string published;
  std::vector<std::string> release;
  std::string by, only;
  bool end_mark_lost = false, hold_removals = false;
};

// A folder that holds nothing yet starts from the bundled snapshot: its rules read the list. The
// file is checked first, so that a refusal leaves no trace.
Status prepare(const ingest::DataFolder& folder, const ingest::AddRequest& request) {
  LICET_TRY(current, folder.current());
  if (current) return Done{};
  LICET_TRY(bundled, snapshot::Snapshot::open(bundled_path()));
  LICET_TRY(rules, ingest::list_rules(bundled));
  LICET_TRY(list, ingest::read_list_files(request.paths, ingest::read_options(rules, request)));
  LICET_TRY_DONE(ingest::check_list(list, &bundled,
                                    {rules.canaries, request.may_shrink, request.expected}));
  LICET_TRY(text, ingest::read_file(bundled_path()));
  LICET_TRY(lock, folder.lock());
  LICET_TRY(id, folder.activate(lock, std::vector<std::uint8_t>(text.begin(), text.end())));
  (void)id;
  return Done{};
}

Status check_names(const char* option, const std::vector<std::string>& lists) {
  std::vector<std::string> known;
  for (const auto* all : {&ingest::known_lists(), &ingest::other_lists()})
    for (const auto& one : *all) known.emplace_back(one.list);
  for (const auto& list : lists)
    if (std::find(known.begin(), known.end(), list) == known.end()) {
      const std::string nearest = nearest_word(list, known);
      return Error{Code::UnknownWord, option,
                   cat("`", printable(list), "` is no list",
                       nearest.empty() ? "" : cat("; nearest: `", nearest, "`"))};
    }
  return Done{};
}

Result<ingest::Added> add(const AddArguments& arguments, const Globals& globals) {
  ingest::AddRequest request;
  request.paths = arguments.files;
  request.at = now();
  if (!arguments.published.empty()) {
    auto day = parse_day(arguments.published);
    if (!day.ok()) return Error{Code::BadDay, "--published", day.error().detail};
    request.published = day.value();
  }
  LICET_TRY_DONE(check_names("--release", arguments.release));
  if (!arguments.only.empty()) LICET_TRY_DONE(check_names("--only", {arguments.only}));
  request.only = arguments.only;
  request.may_shrink = arguments.release;
  request.end_mark_lost = arguments.end_mark_lost;
  request.hold_removals = arguments.hold_removals;
  request.by = arguments.by;
  return add_to_folder(request, globals);
}

int run_add(const AddArguments& arguments, const Globals& globals) {
  auto added = add(arguments, globals);
  if (!added.ok()) return fail(added.error());
  Json::Array lists;
  for (const auto& source : added.value().sources) {
    say(globals,
        cat("  ", source.list, "  ", source.rows, " rows of ", to_string(source.published)));
    Json::Object one;
    one["list"] = source.list;
    one["rows"] = std::int64_t(source.rows);
    one["published"] = to_string(source.published);
    lists.emplace_back(std::move(one));
  }
  Json::Object held;
  for (const auto& [list, rows] : added.value().held) {
    say(globals, cat("  ", list, "  ", rows.rows.size(),
                     " rows that the file lacks stay in force: see `licet lists held`"));
    held[list] = std::int64_t(rows.rows.size());
  }
  Json::Object result;
  if (!held.empty()) result["held"] = std::move(held);
  result["before"] = added.value().before ? Json(to_id(*added.value().before)) : Json();
  result["now"] = to_id(added.value().now);
  result["lists"] = std::move(lists);
  if (globals.json)
    print(to_canonical(result) + "\n");
  else
    print(cat("in force: ", to_id(added.value().now), "\n"));
  return 0;
}

int run_held(const Globals& globals) {
  auto held = ingest::read_held(ingest::DataFolder(data_path(globals)));
  if (!held.ok()) return fail(held.error());
  Json::Object lists;
  for (const auto& [list, rows] : held.value()) {
    Json::Array all;
    if (!globals.json)
      print(cat(list, "  ", rows.rows.size(), " rows that the file of ", to_string(rows.published),
                rows.by.empty() ? "" : cat(", added by ", printable(rows.by, 60), ","),
                " lacks\n"));
    for (const auto& row : rows.rows) {
      if (!globals.json) print(cat("  ", row.id, "  ", printable(row.name, 80), "\n"));
      all.emplace_back(Json::Object{{"id", Json(row.id)}, {"name", Json(row.name)}});
    }
    lists[list] = Json::Object{{"by", Json(rows.by)},
                               {"at", Json(rows.at)},
                               {"published", Json(to_string(rows.published))},
                               {"rows", Json(std::move(all))}};
  }
  if (globals.json)
    print(to_canonical(Json(std::move(lists))) + "\n");
  else if (held.value().empty())
    print("no row is held back\n");
  return 0;
}

int run_release(const std::string& list, const std::string& by, const Globals& globals) {
  const ingest::DataFolder folder(data_path(globals));
  auto released = ingest::release_held(folder, list, by);
  if (!released.ok()) return fail(released.error());
  say(globals, cat("  ", list, "  ", released.value().rows.size(), " rows no longer in force"));
  if (globals.json)
    print(to_canonical(Json::Object{
              {"before", Json(to_id(released.value().before))},
              {"now", Json(to_id(released.value().now))},
              {"released", Json(std::int64_t(released.value().rows.size()))}}) +
          "\n");
  else
    print(cat("in force: ", to_id(released.value().now), "\n"));
  return 0;
}

int run_status(const Globals& globals) {
  auto opened = open_snapshot(globals);
  if (!opened.ok()) return fail(opened.error());
  const ingest::DataFolder folder(data_path(globals));
  auto checks = folder.checks();
  if (!checks.ok()) return fail(checks.error());
  Json::Array lists;
  for (std::uint32_t i = 0; i < opened.value()->source_count(); ++i) {
    const auto source = opened.value()->source(i);
    const auto it = checks.value().find(std::string(source.list));
    const std::string checked = it == checks.value().end() ? "" : it->second;
    Json::Object one;
    one["list"] = std::string(source.list);
    one["rows"] = std::int64_t(source.rows);
    one["published"] = to_string(source.published);
    one["extract"] = source.extract;
    one["checked"] = checked.empty() ? Json() : Json(checked);
    lists.emplace_back(std::move(one));
    if (!globals.json)
      print(cat("  ", source.list, "  ", source.rows, " rows of ", to_string(source.published),
                source.extract ? ", an extract" : "", ", ",
                checked.empty() ? "never checked" : "checked " + checked, "\n"));
  }
  Json::Object result;
  result["snapshot"] = to_id(opened.value()->id());
  result["lists"] = std::move(lists);
  if (globals.json) print(to_canonical(result) + "\n");
  return 0;
}

}  // namespace

Result<ingest::Added> add_to_folder(const ingest::AddRequest& request, const Globals& globals) {
  const ingest::DataFolder folder(data_path(globals));
  LICET_TRY_DONE(prepare(folder, request));
  auto added = ingest::add_list(folder, request);
  if (added.ok() || added.error().code != Code::ListShrunk) return added;
  Error error = added.error();
  error.detail +=
      "; take its additions and keep what it lacks in force with --hold-removals, or, if it is "
      "right, add it with --release LIST";
  return error;
}

void add_lists(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("lists", "list files: add, pull, held, release, status");
  group->require_subcommand(1);
  group->footer("examples\n  licet lists add consolidated_2026-07-31.csv.gz\n  licet lists status");
  auto arguments = std::make_shared<AddArguments>();
  auto* command = group->add_subcommand("add", "checks, compiles and puts in force a list file");
  command
      ->add_option("files", arguments->files,
                   "CSL as CSV or JSON, licet-list/1, the Denied Persons List as text, the "
                   "Treasury's files of one list, a list of the United Nations, the European "
                   "Union, the United Kingdom or the State Department; also .gz")
      ->required();
  command->add_option("--published", arguments->published,
                      "day of the file (default: from its name)");
  command->add_option("--release", arguments->release,
                      "a list that may lose rows this time; once a list");
  command->add_flag("--end-mark-lost", arguments->end_mark_lost,
                    "archived files of the Treasury that lost the mark at their end");
  command->add_flag("--hold-removals", arguments->hold_removals,
                    "rows that the file lacks stay in force until `licet lists release`");
  command->add_option("--by", arguments->by, "who adds it");
  command->add_option("--only", arguments->only,
                      "the one list that the file must hold, and nothing else");
  command->footer(R"(examples
  licet lists add consolidated_2026-07-31.csv.gz
  licet lists add consolidated.csv --published 2026-07-31 --release cap --release fse
  licet lists add sdn.csv alt.csv add.csv sdn_comments.csv --published 2026-07-31

A file that fails its checks is refused and the old lists stay in force. A list that lost more than
25 rows or 2 percent is taken over only when it is named by --release: ask the publisher first.)");
  command->callback([arguments, &globals, &status] { status = run_add(*arguments, globals); });
  add_pull(*group, globals, status);
  auto* held = group->add_subcommand("held", "rows that newer files lack, still in force");
  held->footer("examples\n  licet lists held\n  licet lists held --json");
  held->callback([&globals, &status] { status = run_held(globals); });
  auto name = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  auto* release = group->add_subcommand("release", "lets the held rows of a list go");
  release->add_option("list", *name, "entity-list, sdn …")->required();
  release->add_option("--by", *by, "who lets them go: not who added the file")->required();
  release->footer("examples\n  licet lists release sdn --by 'B. Second'");
  release->callback([name, by, &globals, &status] { status = run_release(*name, *by, globals); });
  auto* shown = group->add_subcommand("status", "which lists, of which day, checked when");
  shown->footer("examples\n  licet lists status\n  licet lists status --json");
  shown->callback([&globals, &status] { status = run_status(globals); });
}

}  // namespace licet::cli
