#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "licet/law/evaluator.h"
#include "licet/prove/world.h"

// The values that a fact can take, as far as some conditions tell them apart. Private to the
// module.
namespace licet::prove {

// One fact of a world: not known, or one of the values. Lists are made of members, each in or out.
struct Choices {
  bool list = false;
  std::vector<law::Value> values;  // of a list: one word each; else NotKnown is the first
};

// Everything that the conditions of some norms read.
class Conditions {
 public:
  // Of either of two rule sets.
  Conditions(const law::RuleSet& before, const law::RuleSet& after)
      : before_(before), after_(after) {}
  void add(const law::Predicate& predicate);
  void add_days(const std::string& fact, const law::Norm& norm);  // by which it is in force

  const std::map<std::string, std::vector<const law::Test*>>& tests() const { return tests_; }
  bool read_the_chart() const { return chart_; }
  bool read_places() const;  // what they are depends on the day

  // Values on both sides of every literal; for places all there are.
  Choices choices(const std::string& fact) const;

 private:
  std::vector<law::Value> told_apart(const std::string& fact,
                                     const std::vector<law::Value>& values) const;
  std::vector<law::Value> numbers(const std::string& fact) const;
  std::vector<law::Value> days(const std::string& fact) const;
  std::vector<law::Value> words(const law::FactInfo& fact) const;
  std::vector<law::Value> codes(const law::FactInfo& fact) const;
  std::vector<std::string> texts(const std::string& fact) const;

  const law::FactInfo* info_of(const std::string& fact) const;
  const law::RuleSet& rules_of(const std::string& fact) const;  // that know the fact
  std::vector<law::Value> places() const;

  const law::RuleSet& before_;
  const law::RuleSet& after_;
  std::map<std::string, std::vector<const law::Test*>> tests_;  // by fact
  std::map<std::string, std::set<Day>> turns_;  // of facts by which a norm is in force
  bool chart_ = false;
};

inline constexpr const char* kCoversItem = "listing.covers_item";

// A frame of one line, one party, one list row, one licence, with nothing said.
law::FactFrame empty_frame();
law::FactFrame frame_of(const Facts& facts);
// Says the fact in the frame.
void say(law::FactFrame& frame, const std::string& fact, law::Value value);
// The one binding that there is in such a frame.
inline constexpr law::Binding kEverything{0, 0, 0, 0};

// Facts that follow from others: a world leaves them free.
bool is_derived(const std::string& fact);

}  // namespace licet::prove
