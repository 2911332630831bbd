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
#include "licet/decide/ruling.h"
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

std::int64_t ms_since(std::chrono::steady_clock::time_point start) {
  const auto took = std::chrono::steady_clock::now() - start;
  return std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
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
  void add(law::FactFrame frame, Day law_day) override {
    frames_.push_back(std::move(frame));
    days_.push_back(law_day);
  }
  void forget() override {
    frames_.clear();
    days_.clear();
  }
  std::size_t size() const override { return frames_.size(); }
  decide::Verdict decide(std::size_t question) override {
    return judge_line(known_, frames_[question], 0, {days_[question], false}).verdict;
  }

 private:
  decide::Knowledge known_;
  std::vector<law::FactFrame> frames_;
  std::vector<Day> days_;
};

class Compiled : public Decider {
 public:
  explicit Compiled(const LoadedRules& rules)
      : kernel_(rules.rules, false), book_(kernel_), judge_(kernel_, book_) {}
  void add(law::FactFrame frame, Day law_day) override {
    auto taken = book_.add(frame, 0);
    LICET_CHECK(taken.ok(), "the casebook refuses a question");
    cases_.push_back(taken.value());
    days_.push_back(law_day);
  }
  void forget() override {
    book_.forget_cases();
    cases_.clear();
    days_.clear();
  }
  std::size_t size() const override { return cases_.size(); }
  decide::Verdict decide(std::size_t question) override {
    return judge_.rule(cases_[question], days_[question]).verdict;
  }

 private:
  law::Kernel kernel_;
  law::Casebook book_;
  decide::Judge judge_;
  std::vector<law::CaseId> cases_;
  std::vector<Day> days_;
};

}  // namespace

LoadedRules load_rules(const std::string& folder) {
  auto files = files_of(folder);
  const auto start = std::chrono::steady_clock::now();
  auto loaded = law::RuleSet::load(files);
  const std::int64_t took = ms_since(start);
  if (!loaded.ok()) {
    std::fprintf(stderr, "%s\n", to_line(loaded.error()).c_str());
    std::exit(2);
  }
  return {empty_snapshot(), std::move(files), loaded.value(), took};
}

std::unique_ptr<Decider> make_decider(const std::string& name, LoadedRules& rules) {
  const auto start = std::chrono::steady_clock::now();
  std::unique_ptr<Decider> made;
  if (name == "reference") made = std::make_unique<Reference>(rules);
  if (name == "kernel") made = std::make_unique<Compiled>(rules);
  rules.compile_ms = ms_since(start);
  return made;
}

}  // namespace licet::bench
