#include <CLI/CLI.hpp>

#include "commands.h"
#include "diff.h"
#include "licet/base/text.h"
#include "licet/ingest/add.h"
#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "licet/law/conflicts.h"
#include "licet/law/rule_checks.h"
#include "snapshot_sign.h"

namespace licet::cli {
namespace {

struct BuildArguments {
  std::string rules, out;
  std::vector<std::string> lists;
  std::string published;
  bool activate = false;
  Vouching vouching;
};

Status conflicts_of(const std::vector<snapshot::RuleFile>& rules,
                    const std::vector<std::shared_ptr<const law::RuleSet>>& regimes) {
  auto read = law::read_conflicts(rules, regimes);
  if (!read.ok()) return read.error();
  return Done{};
}

// Sources -> bytes. Rules are loaded once before anything is written: a snapshot that cannot be
// asked is not built.
Result<std::vector<std::uint8_t>> build(const BuildArguments& arguments, const Globals& globals) {
  snapshot::Contents before;
  if (arguments.lists.empty() || arguments.rules.empty()) {
    LICET_TRY(opened, open_snapshot(globals));
    before = opened->contents();
  }
  ingest::Change change;
  if (!arguments.rules.empty()) {
    LICET_TRY(rules, ingest::read_rules(arguments.rules));
    change.rules = std::move(rules);
  }
  const auto& rules = change.rules ? *change.rules : before.rules;
  LICET_TRY(regimes, law::load_regimes(rules));
  LICET_TRY_DONE(conflicts_of(rules, regimes));
  if (change.rules)
    for (const auto& loaded : regimes)
      for (const Error& fault : law::check_rules(*loaded, rules)) return fault;
  LICET_TRY(list_rules, ingest::list_rules(rules));
  for (const auto& path : arguments.lists) {
    ingest::ReadOptions options{path, kAlways, &list_rules.federal_register,
                                 &list_rules.names_of_places};
    const auto named = ingest::day_in_name(path);
    if (named) options.published = *named;
    if (!arguments.published.empty()) {
      auto day = parse_day(arguments.published);
      if (!day.ok()) return Error{Code::BadDay, "--published", day.error().detail};
      options.published = day.value();
    }
    LICET_TRY(list, ingest::read_list_file(path, options));
    LICET_TRY_DONE(ingest::check_list(list, nullptr, {list_rules.canaries, {}}));
    change.lists.push_back(std::move(list));
  }
  return ingest::compile(std::move(before), std::move(change));
}

// New rules come into force signed, or it is said that nobody vouches for them.
Status vouch_for_rules(const BuildArguments& arguments, const snapshot::Snapshot& built,
                       const Globals& globals) {
  if (arguments.rules.empty()) return Done{};
  const std::string folder = data_path(globals);
  const std::string subject = digest_of_rules(built.contents().rules);
  LICET_TRY(verdict, judge(folder, "rules", subject, arguments.vouching));
  LICET_TRY_DONE(keep(folder, "rules", subject, arguments.vouching, verdict));
  say(globals, cat("rules ", verdict.said));
  return Done{};
}

Status finish(const BuildArguments& arguments, const Globals& globals,
              std::vector<std::uint8_t> bytes) {
  LICET_TRY(opened, snapshot::Snapshot::from_bytes(bytes));
  say(globals, cat("snapshot ", to_id(opened.id()), ": ", opened.entry_count(), " entries, ",
                   opened.name_count(), " names, ", opened.rule_count(), " rule files, ",
                   bytes.size(), " bytes"));
  if (!arguments.out.empty())
    LICET_TRY_DONE(write_output(
        arguments.out, {reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  if (arguments.activate) {
    const ingest::DataFolder folder(data_path(globals));
    LICET_TRY(lock, folder.lock());
    LICET_TRY_DONE(vouch_for_rules(arguments, opened, globals));
    LICET_TRY(id, folder.activate(lock, std::move(bytes)));
    say(globals, cat("in force: ", to_id(id)));
  }
  return Done{};
}

int run_build(const BuildArguments& arguments, const Globals& globals) {
  if (arguments.out.empty() && !arguments.activate)
    return fail({Code::Usage, "snapshot build", "say where: --out FILE or --activate"});
  auto bytes = build(arguments, globals);
  if (!bytes.ok()) return fail(bytes.error());
  const auto done = finish(arguments, globals, std::move(bytes.value()));
  return done.ok() ? 0 : fail(done.error());
}

Json shown(const snapshot::Snapshot& known) {
  Json::Object object;
  object["id"] = to_id(known.id());
  object["bytes"] = std::int64_t(known.size_bytes());
  object["entries"] = std::int64_t(known.entry_count());
  object["names"] = std::int64_t(known.name_count());
  object["rule_files"] = std::int64_t(known.rule_count());
  Json::Array sources;
  for (std::uint32_t i = 0; i < known.source_count(); ++i) {
    const auto source = known.source(i);
    Json::Object one;
    one["list"] = std::string(source.list);
    one["title"] = std::string(source.title);
    one["published"] = to_string(source.published);
    one["rows"] = std::int64_t(source.rows);
    one["extract"] = source.extract;
    one["provenance"] = std::string(source.provenance);
    one["file"] = to_id(source.file_digest);
    sources.emplace_back(std::move(one));
  }
  object["lists"] = std::move(sources);
  return object;
}

int run_show(const Globals& globals) {
  auto opened = open_snapshot(globals);
  if (!opened.ok()) return fail(opened.error());
  const Json json = shown(*opened.value());
  if (globals.json) {
    print(to_canonical(json) + "\n");
    return 0;
  }
  print(cat(json.text("id"), "\n", opened.value()->size_bytes(), " bytes, ",
            opened.value()->entry_count(), " entries, ", opened.value()->name_count(), " names, ",
            opened.value()->rule_count(), " rule files\n"));
  for (const Json& list : json.find("lists")->array())
    print(cat("  ", list.text("list"), "  ", list.find("rows")->integer(), " rows, ",
              list.text("published"), list.find("extract")->boolean() ? ", extract" : "", "  (",
              list.text("provenance"), ")\n"));
  return 0;
}

int run_verify(const std::string& path, const Globals& globals) {
  Globals wanted = globals;
  if (!path.empty()) wanted.knowing = path;
  auto opened = open_snapshot(wanted);
  if (!opened.ok()) return fail(opened.error());
  auto engine = api::Engine::open(opened.value());
  if (!engine.ok()) return fail(engine.error());
  print(globals.json ? cat("{\"verified\":\"", to_id(opened.value()->id()), "\"}\n")
                     : cat("verified ", to_id(opened.value()->id()), "\n",
                           vouched(data_path(globals), to_id(opened.value()->id())), "\n"));
  return 0;
}

}  // namespace

void add_snapshot(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("snapshot", "what is known: build, show, diff, verify");
  group->require_subcommand(1);
  group->footer("examples\n  licet snapshot show\n  licet snapshot verify");
  auto arguments = std::make_shared<BuildArguments>();
  auto* build_command = group->add_subcommand("build", "lists and rules -> one verified file");
  build_command->add_option("--rules", arguments->rules, "folder of rules (default: those known)");
  build_command->add_option("--lists", arguments->lists, "list files (default: the lists known)");
  build_command->add_option("--published", arguments->published, "day of a file that carries none");
  build_command->add_option("--out,-o", arguments->out, "write the file here");
  build_command->add_flag("--activate", arguments->activate, "put it in force in the data folder");
  add_vouching(*build_command, arguments->vouching);
  build_command->footer(
      "examples\n"
      "  licet snapshot build --rules rules --lists lists/extract.jsonl -o bundled.licet\n"
      "  licet snapshot build --rules rules --activate     new rules, same lists");
  build_command->callback(
      [arguments, &globals, &status] { status = run_build(*arguments, globals); });
  auto* show = group->add_subcommand("show", "lists, days, counts");
  show->footer(
      "examples\n  licet snapshot show\n  licet snapshot show --knowing bundled.licet --json");
  show->callback([&globals, &status] { status = run_show(globals); });
  add_snapshot_diff(*group, globals, status);
  add_snapshot_sign(*group, globals, status);
  auto path = std::make_shared<std::string>();
  auto* verify = group->add_subcommand("verify", "hash, bounds, and that the rules load");
  verify->add_option("snapshot", *path, "a file or id (default: the one in force)");
  verify->footer("examples\n  licet snapshot verify\n  licet snapshot verify bundled.licet");
  verify->callback([path, &globals, &status] { status = run_verify(*path, globals); });
}

}  // namespace licet::cli
