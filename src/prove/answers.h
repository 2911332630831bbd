#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "worlds.h"

// What tests said of values, kept from one question to the solver to the next: the questions of one
// proof differ by a few norms and ask the same of thousands of codes. Private to the module.
namespace licet::prove {

// The test in one line: two tests of the same text say the same.
std::string text_of(const law::Test& test);

// One test of code or paragraph.
class CodeColumn {
 public:
  CodeColumn(const law::RuleSet& rules, const law::Test& test) : test_(rules, test) {}
  law::Tri says(std::size_t number, const law::Value& code);

 private:
  CodeTest test_;
  std::vector<signed char> said_;  // by number of the code; -1 = not asked yet
};

class Answers {
 public:
  // Of a text, in the order of asking; none is zero.
  std::size_t number(const std::string& text);
  std::size_t number(const law::Value& code);  // of no code, zero
  CodeColumn& column(const law::RuleSet& rules, const law::Test& test);
  // Values of other facts that tests tell apart, by fact and text of the tests; made once.
  std::map<std::string, std::vector<law::Value>>& told_apart() { return told_apart_; }
  // What a test of another fact says of each of its values, likewise.
  std::map<std::string, std::vector<law::Tri>>& labels() { return labels_; }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::map<std::pair<const law::RuleSet*, std::string>, CodeColumn> columns_;
  std::map<std::string, std::vector<law::Value>> told_apart_;
  std::map<std::string, std::vector<law::Tri>> labels_;
};

}  // namespace licet::prove
