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
  std::shared_ptr<const law::RuleSet> rules;
  std::int64_t load_ms = 0;  // from the text of the files to checked rules
  decide::Knowledge known() const { return {snapshot, *rules}; }
};

// Stops the program, naming file and line, when the rules do not load.
LoadedRules load_rules(const std::string& folder);

// One engine of the law. Decides line 0 of a frame.
class Decider {
 public:
  virtual ~Decider() = default;
  virtual decide::Verdict decide(const law::FactFrame& frame, const law::AsOf& as_of) = 0;
};

// "reference": the plain interpreter, with causes and proof. Null for a name it does not know.
std::unique_ptr<Decider> make_decider(const std::string& name, const LoadedRules& rules);

// Decides random questions about the rules of the EAR and prints what came out, as JSON.
int run_ear(const std::vector<std::string>& arguments);

}  // namespace licet::bench
