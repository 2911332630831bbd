#include "licet/ingest/add.h"

#include <algorithm>
#include <map>

#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/ingest/list_file.h"
#include "licet/law/vocabulary.h"

namespace licet::ingest {
namespace {

constexpr std::string_view kRegisterPath = "us-ear/federal_register.csv";
constexpr std::string_view kCanaryPath = "us-ear/canaries.csv";
constexpr std::string_view kNamesPath = "us-ear/738-supp1/aliases.csv";
constexpr std::string_view kVocabularyPath = "vocabulary.toml";
constexpr std::string_view kAnyOther = "other";  // the word for a list that has none of its own

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
  if (path == kNamesPath) {
    LICET_TRY(table, CsvTable::read(text, path, {"name", "iso2", "kind"}));
    LICET_TRY_DONE(rules.names_of_places.add_aliases(table));
  }
  if (path == kVocabularyPath) {
    LICET_TRY(vocabulary, law::Vocabulary::read(text, std::string(path)));
    rules.words = vocabulary.words("lists");
  }
  return Done{};
}

// A hit on a list that the rules have no word for would be passed over in silence.
Status check_words(const ListRules& rules, const ListFile& fresh) {
  const auto has = [&](std::string_view word) {
    return std::find(rules.words.begin(), rules.words.end(), word) != rules.words.end();
  };
  if (rules.words.empty() || has(kAnyOther)) return Done{};
  for (const auto& source : fresh.sources)
    if (!has(source.list))
      return Error{Code::UnknownWord, fresh.name,
                   cat("the rules in force do not know the list `", source.list,
                       "`: build the snapshot again from newer rules")};
  return Done{};
}

Result<std::optional<snapshot::Snapshot>> in_force(const DataFolder& folder) {
  LICET_TRY(id, folder.current());
  if (!id) return std::optional<snapshot::Snapshot>();
  LICET_TRY(opened, folder.open());
  return std::optional<snapshot::Snapshot>(std::move(opened));
}

// A row that does not say since when it stands has stood at least since the list that first held
// it.
void keep_first_days(ListFile& fresh, const snapshot::Snapshot& old) {
  std::map<std::pair<std::string_view, std::string_view>, Day> since;
  for (std::uint32_t i = 0; i < old.entry_count(); ++i) {
    const auto entry = old.entry(snapshot::EntryId{i});
    if (entry.possible_from == kAlways) since[{entry.list, entry.entry_id}] = entry.certain_from;
  }
  for (auto& entry : fresh.entries) {
    if (entry.possible_from != kAlways) continue;
    const auto it = since.find({entry.list, entry.entry_id});
    if (it != since.end()) entry.certain_from = std::min(entry.certain_from, it->second);
  }
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

ReadOptions read_options(const ListRules& rules, const AddRequest& request) {
  ReadOptions options{"", kAlways, &rules.federal_register, &rules.names_of_places,
                      request.end_mark_lost, request.only};
  if (request.paths.empty()) return options;
  options.file_name = request.paths.front();
  const auto day = request.published ? request.published : day_in_name(request.paths.front());
  if (day) options.published = *day;
  return options;
}

Result<Added> add_list(const DataFolder& folder, const AddRequest& request) {
  LICET_TRY(lock, folder.lock());
  LICET_TRY(old, in_force(folder));
  ListRules rules;
  if (old) {
    LICET_TRY(read, list_rules(*old));
    rules = std::move(read);
  }
  LICET_TRY(fresh, read_list_files(request.paths, read_options(rules, request)));
  LICET_TRY(held, read_held(folder));
  Added added;
  added.sources = fresh.sources;  // as published, without what is held back
  if (old) added.held = hold_back(fresh, *old, held, request.hold_removals);
  LICET_TRY_DONE(check_words(rules, fresh));
  LICET_TRY_DONE(
      check_list(fresh, old ? &*old : nullptr,
                 {rules.canaries, request.may_shrink, request.expected}));
  if (old) added.before = old->id();
  if (old) keep_first_days(fresh, *old);
  for (const auto& source : added.sources) held.erase(source.list);
  for (auto& [list, rows] : added.held) {
    rows.by = request.by;
    rows.at = request.at;
    held[list] = rows;
  }
  Change change;
  change.lists.push_back(std::move(fresh));
  LICET_TRY(bytes, compile(old ? old->contents() : snapshot::Contents{}, std::move(change)));
  LICET_TRY(now, folder.activate(lock, std::move(bytes)));
  added.now = now;
  if (!held.empty() || !added.held.empty()) LICET_TRY_DONE(write_held(folder, lock, held));
  std::vector<std::string> lists;
  for (const auto& source : added.sources) lists.push_back(source.list);
  LICET_TRY_DONE(folder.record_check(lock, lists, request.at));
  return added;
}

}  // namespace licet::ingest
