#include "decider.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "licet/base/check.h"
#include "licet/base/text.h"
#include "licet/snapshot/builder.h"

namespace licet::bench {
namespace {

std::vector<snapshot::RuleFile> files_of(const std::filesystem::path& root) {
  std::vector<snapshot::RuleFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.path().filename() == "README.md") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().lexically_relative(root).generic_string(),
                     {std::istreambuf_iterator<char>(in), {}}});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

snapshot::Snapshot empty_snapshot() {
  auto bytes = snapshot::build_snapshot({});
  LICET_CHECK(bytes.ok(), "an empty snapshot cannot be built");
  auto opened = snapshot::Snapshot::from_bytes(std::move(bytes.value()));
  LICET_CHECK(opened.ok(), "an empty snapshot cannot be opened");
  return std::move(opened.value());
}

class Reference : public Decider {
 public:
  explicit Reference(const LoadedRules& rules) : known_(rules.known()) {}
  decide::Verdict decide(const law::FactFrame& frame, const law::AsOf& as_of) override {
    return judge_line(known_, frame, 0, as_of).verdict;
  }

 private:
  decide::Knowledge known_;
};

}  // namespace

LoadedRules load_rules(const std::string& folder) {
  const auto files = files_of(folder);
  const auto start = std::chrono::steady_clock::now();
  auto loaded = law::RuleSet::load(files);
  const auto took = std::chrono::steady_clock::now() - start;
  if (!loaded.ok()) {
    std::fprintf(stderr, "%s\n", to_line(loaded.error()).c_str());
    std::exit(2);
  }
  return {empty_snapshot(), loaded.value(),
          std::chrono::duration_cast<std::chrono::milliseconds>(took).count()};
}

std::unique_ptr<Decider> make_decider(const std::string& name, const LoadedRules& rules) {
  if (name == "reference") return std::make_unique<Reference>(rules);
  return nullptr;
}

}  // namespace licet::bench
