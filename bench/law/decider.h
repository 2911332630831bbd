#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "licet/decide/finding.h"
#include "licet/snapshot/snapshot.h"

// The seam between the benchmarks and what they measure.
namespace licet::bench {

// Rules of a folder, loaded, with a snapshot that holds no list.
struct LoadedRules {
  snapshot::Snapshot snapshot;
  std::vector<snapshot::RuleFile> files;
  std::shared_ptr<const law::RuleSet> rules;
  std::int64_t load_ms = 0;     // from the text of the files to checked rules
  std::int64_t compile_ms = 0;  // from there to an engine ready to decide
  decide::Knowledge known() const { return {snapshot, *rules}; }
};

// Stops the program, naming file and line, when the rules do not load.
LoadedRules load_rules(const std::string& folder);

// One engine of the law. Takes questions in its own form, then decides line 0 of each.
class Decider {
 public:
  virtual ~Decider() = default;
  virtual void add(law::FactFrame frame, Day law_day) = 0;
  virtual void forget() = 0;  // the questions
  virtual std::size_t size() const = 0;
  virtual decide::Verdict decide(std::size_t question) = 0;
};

// "kernel": the compiled kernel, which keeps the labels behind each verdict. "reference": the plain
// interpreter, with causes and assumptions in words. Null for a name it does not know.
std::unique_ptr<Decider> make_decider(const std::string& name, LoadedRules& rules);

// Decides random questions about the rules of the EAR and prints what came out, as JSON.
int run_ear(const std::vector<std::string>& arguments);

}  // namespace licet::bench
