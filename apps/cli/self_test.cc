#include <CLI/CLI.hpp>
#include <filesystem>
#include <mutex>

#include "commands.h"
#include "licet/base/text.h"
#include "licet/ingest/add.h"
#include "licet/ingest/file.h"
#include "licet/match/self_test.h"

namespace licet::cli {
namespace {

struct Arguments {
  std::uint32_t names = 200;
};

Result<match::Canaries> canaries_of(const snapshot::Snapshot& known) {
  LICET_TRY(rules, ingest::list_rules(known));
  match::Canaries out;
  for (const ingest::Canary& canary : rules.canaries) {
    const auto source = known.source_of(canary.list);
    if (source && source->published >= canary.from) out.emplace_back(canary.list, canary.name);
  }
  return out;
}

Json tried_json(const match::Tried& tried) {
  return Json::Object{{"tried", Json(std::int64_t(tried.tried))},
                      {"found", Json(std::int64_t(tried.found))}};
}

Json texts(const std::vector<std::string>& all) {
  Json::Array out;
  for (const auto& text : all) out.emplace_back(text);
  return Json(std::move(out));
}

Json result_json(const snapshot::Snapshot& known, const match::SelfTest& test,
                 const Arguments& arguments) {
  Json::Object classes, lists;
  for (const auto& [name, tried] : test.by_class) classes[name] = tried_json(tried);
  for (const auto& [key, tried] : test.by_list) {
    Json& list = lists[key.first];
    if (list.is_null()) list = Json::Object{};
    list.object()[key.second] = tried_json(tried);
  }
  return Json::Object{{"format", Json("licet-selftest/1")},
                      {"snapshot", Json(to_id(known.id()))},
                      {"engine", Json(std::string(decide::kEngine))},
                      {"threshold", Json(match::kReviewThreshold)},
                      {"names_a_list", Json(std::int64_t(arguments.names))},
                      {"passed", Json(test.passed())},
                      {"canaries", Json(std::int64_t(test.canaries))},
                      {"canaries_missed", texts(test.canaries_missed)},
                      {"as_listed_missed", texts(test.as_listed_missed)},
                      {"classes", Json(std::move(classes))},
                      {"lists", Json(std::move(lists))}};
}

std::string percent(const match::Tried& tried) {
  if (tried.tried == 0) return "-";
  const std::uint64_t tenths = std::uint64_t{tried.found} * 1000 / tried.tried;
  return cat(tenths / 10, ".", tenths % 10, " %");
}

void tell(const match::SelfTest& test, const std::string& kept) {
  std::string text;
  for (const auto& [name, tried] : test.by_class)
    text += cat("  ", name, std::string(name.size() < 26 ? 26 - name.size() : 1, ' '), tried.found,
                " of ", tried.tried, "  ", percent(tried), "\n");
  text += cat("  canaries                  ", test.canaries - test.canaries_missed.size(), " of ",
              test.canaries, "\n");
  for (const auto& missed : test.canaries_missed) text += cat("MISSED canary ", missed, "\n");
  for (const auto& missed : test.as_listed_missed) text += cat("MISSED ", missed, "\n");
  text += test.passed() ? "passed: every canary, and every name as it is listed, is found\n"
                        : "FAILED: do not rely on this snapshot; build it anew\n";
  print(cat(text, "kept as ", kept, "\n"));
}

// Named by what was asked, so that the same test twice is one file.
Result<std::string> keep(const Globals& globals, const std::string& bytes) {
  const std::string path =
      cat(data_path(globals), "/selftest/", to_hex(sha256(bytes)).substr(0, 16), ".json");
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
  if (failed) return Error{Code::FileUnwritable, path, failed.message()};
  LICET_TRY_DONE(ingest::replace_file(path, bytes));
  return path;
}

Result<bool> test_snapshot(const Arguments& arguments, const Globals& globals) {
  LICET_TRY(known, open_snapshot(globals));
  LICET_TRY(canaries, canaries_of(*known));
  Progress progress("trying", std::size_t{arguments.names} * known->source_count());
  std::mutex mutex;
  const auto test = match::self_test(*known, canaries, arguments.names, [&] {
    const std::lock_guard hold(mutex);
    progress.step();
  });
  const std::string bytes = to_canonical(result_json(*known, test, arguments)) + "\n";
  LICET_TRY(path, keep(globals, bytes));
  if (globals.json)
    print(bytes);
  else
    tell(test, path);
  return test.passed();
}

}  // namespace

void add_self_test(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand(
      "selftest", "asks the snapshot for what it must find, and keeps the result as evidence");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("--names", arguments->names, "names of each list")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  command->footer(R"(examples
  licet selftest
  licet selftest --names 1000 --knowing bundled.licet --json

Asks for every canary, and for names of each list made wrong in the ways of the manual. It passes
when every canary and every name as listed is found; the other classes are reported. Exit 0 passed,
3 not.)");
  command->callback([arguments, &globals, &status] {
    const auto passed = test_snapshot(*arguments, globals);
    status = !passed.ok() ? fail(passed.error()) : passed.value() ? 0 : 3;
  });
}

}  // namespace licet::cli
