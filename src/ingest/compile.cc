#include "licet/ingest/compile.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "licet/base/text.h"
#include "licet/ingest/file.h"
#include "licet/match/key.h"
#include "licet/snapshot/builder.h"
#include "licet/snapshot/snapshot.h"

namespace licet::ingest {
namespace {

namespace fs = std::filesystem;
using snapshot::Contents;
using snapshot::RuleFile;

constexpr std::uint64_t kMostRuleBytes = 4u << 20;
constexpr std::uint64_t kMostRulesBytes = 64u << 20;

bool is_rule_file(const fs::path& path) {
  const std::string ending = path.extension().string();
  return path.filename() != "README.md" &&
         (ending == ".md" || ending == ".csv" || ending == ".toml");
}

Result<RuleFile> read_rule(const fs::path& path, const fs::path& folder) {
  FileLimits limits;
  limits.most_bytes = limits.most_inflated = kMostRuleBytes;
  LICET_TRY(text, read_file(path.string(), limits));
  if (const auto at = invalid_utf8_at(text))
    return Error{Code::BadUtf8, path.string(), cat("at byte ", *at)};
  if (text.find('\0') != std::string::npos)
    return Error{Code::BadUtf8, path.string(), "holds a NUL byte"};
  return RuleFile{path.lexically_relative(folder).generic_string(), std::move(text)};
}

static_assert(match::kKeyVersion == 5 && snapshot::kSnapshotFormat == 4,
              "keys made in another way: raise the format of the snapshot with their version");

Status add_keys(std::vector<snapshot::EntryRecord>& entries) {
  for (auto& entry : entries)
    for (auto& name : entry.names) {
      auto key = match::key_of(name.text);
      if (key.ok()) {
        name.key = std::move(key).value();
        continue;
      }
      if (key.error().code != Code::NameEmpty)
        return Error{key.error().code, cat(entry.list, " ", entry.entry_id),
                     cat(printable(name.text), " ", key.error().detail)};
      name.key.clear();
    }
  return Done{};
}

void drop_lists(Contents& contents, const std::set<std::string>& lists) {
  std::erase_if(contents.sources, [&](const auto& s) { return lists.contains(s.list); });
  std::erase_if(contents.entries, [&](const auto& e) { return lists.contains(e.list); });
}

}  // namespace

Result<std::vector<RuleFile>> read_rules(const std::string& folder) {
  std::error_code failed;
  std::vector<fs::path> paths;
  fs::recursive_directory_iterator walk(folder, failed);
  for (; !failed && walk != fs::end(walk); walk.increment(failed))
    if (walk->symlink_status(failed).type() == fs::file_type::regular &&
        is_rule_file(walk->path()))
      paths.push_back(walk->path());
  if (failed) return Error{Code::FileUnreadable, folder, failed.message()};
  std::vector<RuleFile> rules;
  std::uint64_t total = 0;
  for (const fs::path& path : paths) {
    LICET_TRY(rule, read_rule(path, folder));
    total += rule.text.size();
    if (total > kMostRulesBytes)
      return Error{Code::FileTooLarge, folder, "more than 64 MiB of rules"};
    rules.push_back(std::move(rule));
  }
  std::sort(rules.begin(), rules.end(),
            [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
  return rules;
}

Result<std::vector<std::uint8_t>> compile(Contents before, Change change) {
  std::set<std::string> replaced;
  for (const ListFile& file : change.lists)
    for (const auto& source : file.sources)
      if (!replaced.insert(source.list).second)
        return Error{Code::BadValue, file.name, cat("a second file with `", source.list, "`")};
  drop_lists(before, replaced);
  for (ListFile& file : change.lists) {
    std::move(file.sources.begin(), file.sources.end(), std::back_inserter(before.sources));
    std::move(file.entries.begin(), file.entries.end(), std::back_inserter(before.entries));
  }
  if (change.rules) before.rules = std::move(*change.rules);
  LICET_TRY_DONE(add_keys(before.entries));
  return snapshot::build_snapshot(before);
}

}  // namespace licet::ingest
