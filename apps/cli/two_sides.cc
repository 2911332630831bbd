#include "two_sides.h"

#include <filesystem>

#include "licet/base/text.h"
#include "licet/ingest/compile.h"

namespace licet::cli {
namespace {

using Shared = std::shared_ptr<const snapshot::Snapshot>;

Result<Shared> snapshot_of(const std::string& side, const Globals& globals) {
  Globals wanted = globals;
  wanted.knowing = side;
  return open_snapshot(wanted);
}

Result<Shared> over_lists(const std::string& folder, const snapshot::Snapshot& lists) {
  LICET_TRY(files, ingest::read_rules(folder));
  ingest::Change change;
  change.rules = std::move(files);
  LICET_TRY(bytes, ingest::compile(lists.contents(), std::move(change)));
  LICET_TRY(opened, snapshot::Snapshot::from_bytes(std::move(bytes)));
  return Shared(std::make_shared<const snapshot::Snapshot>(std::move(opened)));
}

}  // namespace

bool is_folder(const std::string& side) {
  std::error_code error;
  return std::filesystem::is_directory(side, error);
}

Result<TwoSides> open_two(const std::string& from, const std::string& to, const Globals& globals) {
  Shared lists;  // of whichever side is a snapshot; else of the one in force
  if (!is_folder(from) || !is_folder(to)) {
    LICET_TRY(opened, snapshot_of(is_folder(from) ? to : from, globals));
    lists = opened;
  } else {
    LICET_TRY(opened, open_snapshot(globals));
    lists = opened;
  }
  const auto open = [&](const std::string& side) -> Result<api::Engine> {
    LICET_TRY(known, is_folder(side) ? over_lists(side, *lists) : snapshot_of(side, globals));
    return api::Engine::open(known);
  };
  LICET_TRY(first, open(from));
  LICET_TRY(second, open(to));
  return TwoSides{std::move(first), std::move(second)};
}

Result<std::vector<snapshot::RuleFile>> rule_files_of(const std::string& side,
                                                      const Globals& globals) {
  if (is_folder(side)) return ingest::read_rules(side);
  LICET_TRY(opened, snapshot_of(side, globals));
  std::vector<snapshot::RuleFile> files;
  for (std::uint32_t i = 0; i < opened->rule_count(); ++i)
    files.push_back({std::string(opened->rule_path(i)), std::string(opened->rule_text(i))});
  return files;
}

}  // namespace licet::cli
