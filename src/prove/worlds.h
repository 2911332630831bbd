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

class Answers;

// Everything that the conditions of some norms read.
class Conditions {
 public:
  // Of either of two rule sets.
  Conditions(const law::RuleSet& before, const law::RuleSet& after)
      : before_(before), after_(after) {}
  const law::RuleSet& before() const { return before_; }
  void add(const law::Predicate& predicate);
  void add_days(const std::string& fact, const law::Norm& norm);  // by which it is in force

  const std::map<std::string, std::vector<const law::Test*>>& tests() const { return tests_; }
  bool read_the_chart() const { return chart_; }
  bool read_places() const;  // what they are depends on the day

  // From now on the paragraph of an item is that of its code, and its code one of these; what tests
  // say of values is kept in `answers`, which is borrowed.
  void link_codes(std::set<std::string> codes, Answers& answers) {
    codes_ = std::move(codes);
    answers_ = &answers;
  }
  bool linked() const { return answers_ != nullptr; }
  Answers* answers() const { return answers_; }  // null = not linked
  // The fact is none of its own: what it comes to is added as a condition.
  void define(const std::string& fact) { defined_.insert(fact); }
  bool defines(const std::string& fact) const { return defined_.contains(fact); }

  // Values on both sides of every literal; for places all there are.
  Choices choices(const std::string& fact) const;

 private:
  std::vector<law::Value> told_apart(const std::string& fact, const law::FactInfo& info) const;
  std::vector<law::Value> told_apart(const std::string& fact,
                                     const std::vector<law::Value>& values) const;
  std::vector<law::Value> codes_told_apart() const;
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
  std::set<std::string> defined_;
  std::set<std::string> codes_;
  Answers* answers_ = nullptr;  // null = paragraph and code are two facts
  bool chart_ = false;
};

inline constexpr const char* kCode = "item.eccn";
inline constexpr const char* kParagraph = "item.para";

inline constexpr const char* kCoversItem = "listing.covers_item";

// A test of code or paragraph, asked of thousands of codes; as the evaluator has it.
class CodeTest {
 public:
  CodeTest(const law::RuleSet& rules, const law::Test& test);
  // Of an item with the code, or with none.
  law::Tri says(const law::Value& code) const;

 private:
  const law::RuleSet& rules_;
  law::Test test_;
  bool paragraph_;
  std::vector<std::string> literals_;
};

// A frame of one line, one party, one list row, one licence, with nothing said.
law::FactFrame empty_frame();
law::FactFrame frame_of(const Facts& facts);
// Says the fact in the frame.
void say(law::FactFrame& frame, const std::string& fact, law::Value value);
// The one binding that there is in such a frame.
inline constexpr law::Binding kEverything{0, 0, 0, 0};

// Everything that is said in the frame: "destination CN, item.eccn 5A992.c, on 2020-06-29".
std::string in_words(const law::FactFrame& frame, Day day);

// Facts that follow from others: a world leaves them free.
bool is_derived(const std::string& fact);

}  // namespace licet::prove
