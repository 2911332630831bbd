#pragma once
#include <string>
#include <vector>

#include "decider.h"
#include "licet/base/json.h"
#include "licet/decide/stored.h"

namespace licet::bench {

// Questions on file, with their verdicts, and what an amendment turns among them.
class StoredQuestions : public Decider {
 public:
  explicit StoredQuestions(const LoadedRules& rules);
  void add(law::FactFrame frame, Day law_day) override;
  void forget() override;
  std::size_t size() const override { return stored_.size(); }
  decide::Verdict decide(std::size_t question) override;

  void decide_all();
  // Against the rules of the folder; stops the program where all cases judged anew say otherwise.
  Json amend(const std::string& folder);

 private:
  const LoadedRules& rules_;
  law::Kernel kernel_;
  law::Casebook book_;
  decide::Judge judge_;
  std::vector<decide::StoredCase> stored_;
};

}  // namespace licet::bench
