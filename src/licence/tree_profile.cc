#include "tree_profile.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include "licet/base/check.h"
#include "source_dir.h"

namespace licet::licence::testing {
namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

std::vector<std::pair<std::string, std::string>> tree_files() {
  namespace fs = std::filesystem;
  std::vector<std::pair<std::string, std::string>> files;
  const fs::path rules = fs::path(kSourceDir) / "rules";
  for (const auto& entry : fs::recursive_directory_iterator(rules / "licences"))
    if (entry.path().extension() == ".csv")
      files.emplace_back(entry.path().lexically_relative(rules).generic_string(),
                         slurp(entry.path()));
  std::sort(files.begin(), files.end());
  return files;
}

const Profile& tree_profile(const std::string& id) {
  static std::map<std::string, std::unique_ptr<Profile>> profiles;
  auto& slot = profiles[id];
  if (!slot) {
    const auto texts = tree_files();
    std::vector<ProfileFile> files;
    for (const auto& [path, text] : texts) files.push_back({path, text});
    auto read = Profile::read(id, files);
    LICET_CHECK(read.ok(), read.ok() ? "" : to_line(read.error()).c_str());
    slot = std::make_unique<Profile>(std::move(read).value());
  }
  return *slot;
}

}  // namespace licet::licence::testing
