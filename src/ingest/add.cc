#include "licet/ingest/add.h"

#include "licet/base/csv.h"
#include "licet/ingest/compile.h"
#include "licet/ingest/list_file.h"

namespace licet::ingest {
namespace {

constexpr std::string_view kRegisterPath = "us-ear/federal_register.csv";
constexpr std::string_view kCanaryPath = "us-ear/canaries.csv";

Status read_rule_file(ListRules& rules, std::string_view path, std::string_view text) {
  if (path == kRegisterPath) {
    LICET_TRY(table, CsvTable::read(text, path, {"volume", "first_page", "last_page", "published",
                                                 "effective"}));
    LICET_TRY(known, law::FederalRegister::read(table));
    rules.federal_register = std::move(known);
  }
  if (path == kCanaryPath) {
    LICET_TRY(table, CsvTable::read(text, path, {"list", "name"}));
    LICET_TRY(canaries, read_canaries(table));
    rules.canaries = std::move(canaries);
  }
  return Done{};
}

Result<std::optional<snapshot::Snapshot>> in_force(const DataFolder& folder) {
  LICET_TRY(id, folder.current());
  if (!id) return std::optional<snapshot::Snapshot>();
  LICET_TRY(opened, folder.open());
  return std::optional<snapshot::Snapshot>(std::move(opened));
}

}  // namespace

Result<ListRules> list_rules(const snapshot::Snapshot& snapshot) {
  ListRules rules;
  for (std::uint32_t i = 0; i < snapshot.rule_count(); ++i)
    LICET_TRY_DONE(read_rule_file(rules, snapshot.rule_path(i), snapshot.rule_text(i)));
  return rules;
}

Result<ListRules> list_rules(const std::vector<snapshot::RuleFile>& files) {
  ListRules rules;
  for (const snapshot::RuleFile& file : files)
    LICET_TRY_DONE(read_rule_file(rules, file.path, file.text));
  return rules;
}

Result<Added> add_list(const DataFolder& folder, const AddRequest& request) {
  LICET_TRY(lock, folder.lock());
  LICET_TRY(old, in_force(folder));
  ListRules rules;
  if (old) {
    LICET_TRY(read, list_rules(*old));
    rules = std::move(read);
  }
  ReadOptions options{request.path, kAlways, &rules.federal_register};
  if (const auto day = request.published ? request.published : day_in_name(request.path))
    options.published = *day;
  LICET_TRY(fresh, read_list_file(request.path, options));
  LICET_TRY_DONE(
      check_list(fresh, old ? &*old : nullptr, {rules.canaries, request.may_shrink}));
  Added added;
  if (old) added.before = old->id();
  added.sources = fresh.sources;
  Change change;
  change.lists.push_back(std::move(fresh));
  LICET_TRY(bytes, compile(old ? old->contents() : snapshot::Contents{}, std::move(change)));
  LICET_TRY(now, folder.activate(lock, std::move(bytes)));
  added.now = now;
  std::vector<std::string> lists;
  for (const auto& source : added.sources) lists.push_back(source.list);
  LICET_TRY_DONE(folder.record_check(lock, lists, request.at));
  return added;
}

}  // namespace licet::ingest
