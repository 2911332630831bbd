#include "worlds.h"

#include <algorithm>
#include <map>
#include <set>

#include "answers.h"
#include "licet/base/text.h"

namespace licet::prove {

using law::FactType;
using law::Tri;
using law::Value;

void Conditions::add(const law::Predicate& predicate) {
  if (predicate.kind == law::Predicate::Kind::kChartMark) chart_ = true;
  if (predicate.kind == law::Predicate::Kind::kTest)
    tests_[predicate.test.fact].push_back(&predicate.test);
  for (const law::Predicate& part : predicate.parts) add(part);
}

bool Conditions::read_places() const {
  return chart_ || std::any_of(tests_.begin(), tests_.end(), [this](const auto& fact) {
    const law::FactInfo* info = info_of(fact.first);
    return info != nullptr && (info->type == FactType::kCountry ||
                               info->type == FactType::kCountries);
  });
}

void Conditions::add_days(const std::string& fact, const law::Norm& norm) {
  std::set<Day>& turns = turns_[fact];
  tests_[fact];
  turns.insert({norm.in_force.from, norm.in_force.until});
  for (const Span& stay : norm.stayed) turns.insert({stay.from, stay.until});
}

const law::RuleSet& Conditions::rules_of(const std::string& fact) const {
  return after_.vocabulary().fact(fact) != nullptr ? after_ : before_;
}

const law::FactInfo* Conditions::info_of(const std::string& fact) const {
  return rules_of(fact).vocabulary().fact(fact);
}

Choices Conditions::choices(const std::string& fact) const {
  const law::FactInfo* info = info_of(fact);
  const FactType type = info == nullptr ? FactType::kBool : info->type;
  if (type == FactType::kWords) return {true, words(*info)};
  if (type == FactType::kCountries) return {true, places()};
  std::vector<Value> values;
  if (linked() && fact == kCode) return {false, codes_told_apart()};
  switch (type) {
    case FactType::kBool: values = {Value(true), Value(false)}; break;
    case FactType::kDecimal: values = numbers(fact); break;
    case FactType::kDay: values = days(fact); break;
    case FactType::kWord: values = words(*info); break;
    case FactType::kCountry: values = places(); break;
    default: values = told_apart(fact, *info);
  }
  values.insert(values.begin(), Value(law::NotKnown()));
  return {false, std::move(values)};
}

std::vector<Value> Conditions::places() const {
  std::set<std::string> codes{"US"};
  for (const law::RuleSet* rules : {&before_, &after_})
    for (const std::string& code : rules->places().codes()) codes.insert(code);
  return {codes.begin(), codes.end()};
}

std::vector<Value> Conditions::told_apart(const std::string& fact,
                                          const law::FactInfo& info) const {
  if (!linked()) return told_apart(fact, codes(info));
  std::set<std::string> texts;
  if (const auto tests = tests_.find(fact); tests != tests_.end())
    for (const law::Test* test : tests->second) texts.insert(text_of(*test));
  std::string key = fact;
  for (const std::string& text : texts) key += cat("\n", text);
  const auto [kept, fresh] = answers_->told_apart().try_emplace(std::move(key));
  if (fresh) kept->second = told_apart(fact, codes(info));
  return kept->second;
}

// One value of each kind that the conditions tell apart. Not for places: those change with the day.
std::vector<Value> Conditions::told_apart(const std::string& fact,
                                          const std::vector<Value>& values) const {
  const auto tests = tests_.find(fact);
  if (tests == tests_.end()) return values;
  std::set<std::string> seen;
  std::vector<Value> kept;
  for (const Value& value : values) {
    law::FactFrame frame = empty_frame();
    say(frame, fact, value);
    const law::Evaluator evaluate(rules_of(fact), frame, {parse_day("2020-01-01").value(), false});
    std::string says;
    for (const law::Test* test : tests->second)
      says += char('0' + int(evaluate.judge(law::Predicate::of(*test), kEverything).value));
    if (seen.insert(std::move(says)).second) kept.push_back(value);
  }
  return kept;
}

// Likewise of linked codes, by what is asked of the code and of the paragraph in it.
std::vector<Value> Conditions::codes_told_apart() const {
  std::map<std::string, CodeColumn*> tests;  // each once
  for (const char* fact : {kCode, kParagraph})
    if (const auto it = tests_.find(fact); it != tests_.end())
      for (const law::Test* test : it->second)
        if (auto [at, fresh] = tests.try_emplace(text_of(*test)); fresh)
          at->second = &answers_->column(rules_of(kCode), *test);
  std::set<std::string> seen;
  std::vector<Value> kept{Value(law::NotKnown())};
  for (const std::string& text : codes_) {
    const Value code(text);
    const std::size_t number = answers_->number(code);
    std::string says;
    for (const auto& [key, test] : tests) says += char('0' + int(test->says(number, code)));
    if (seen.insert(std::move(says)).second) kept.push_back(code);
  }
  return kept;
}

// Each literal, and a little less and more than it.
std::vector<Value> Conditions::numbers(const std::string& fact) const {
  const Decimal little = Decimal::parse("0.000001").value();
  std::set<Decimal> found{Decimal()};
  if (const auto it = tests_.find(fact); it != tests_.end())
    for (const law::Test* test : it->second)
      for (const law::Literal& literal : test->literals)
        if (const auto* number = std::get_if<Decimal>(&literal))
          found.insert({number->minus(little), *number, number->plus(little)});
  return {found.begin(), found.end()};
}

std::vector<Value> Conditions::days(const std::string& fact) const {
  std::set<Day> found{parse_day("2020-01-01").value()};
  if (const auto it = tests_.find(fact); it != tests_.end())
    for (const law::Test* test : it->second)
      for (const law::Literal& literal : test->literals)
        if (const auto* day = std::get_if<Day>(&literal))
          found.insert({day->plus(-1), *day, day->plus(1)});
  if (const auto it = turns_.find(fact); it != turns_.end())
    for (Day day : it->second)
      if (kAlways < day && day < kForever) found.insert({day.plus(-1), day});
  return {found.begin(), found.end()};
}

std::vector<std::string> Conditions::texts(const std::string& fact) const {
  std::set<std::string> found;
  if (const auto it = tests_.find(fact); it != tests_.end())
    for (const law::Test* test : it->second)
      for (const law::Literal& literal : test->literals) found.insert(law::to_string(literal));
  return {found.begin(), found.end()};
}

// The words that conditions name, and one that none does.
std::vector<Value> Conditions::words(const law::FactInfo& fact) const {
  const std::vector<std::string> named = texts(fact.name);
  std::vector<Value> found(named.begin(), named.end());
  for (const std::string& word : rules_of(fact.name).vocabulary().words(fact.section))
    if (std::find(named.begin(), named.end(), word) == named.end()) {
      found.emplace_back(word);
      break;
    }
  if (found.size() == named.size()) found.emplace_back(std::string("other"));
  return found;
}

// Each code, what lies above and below it, every entry of the control list and something else.
std::vector<Value> Conditions::codes(const law::FactInfo& fact) const {
  std::set<std::string> found{"other"};
  const bool eccn = fact.type == FactType::kEccn || fact.name.ends_with("eccn");
  for (const std::string& text : texts(fact.name)) {
    for (std::size_t dots = text.find(".."); dots != std::string::npos; dots = std::string::npos)
      found.insert({text.substr(0, dots), text.substr(dots + 2)});
    if (text.find("..") != std::string::npos) continue;
    found.insert({text, text + (fact.type == FactType::kCode && !eccn ? "0" : ".a")});
    for (std::size_t point = text.rfind('.'); point != std::string::npos && point > 0;
         point = text.rfind('.', point - 1))
      found.insert(text.substr(0, point));
  }
  if (eccn) {
    found.insert("EAR99");
    for (const law::RuleSet* rules : {&before_, &after_})
      for (const law::Norm& row : rules->norms())
        if (!row.entry.empty()) found.insert(row.entry);
  }
  return {found.begin(), found.end()};
}

CodeTest::CodeTest(const law::RuleSet& rules, const law::Test& test)
    : rules_(rules), test_(test), paragraph_(test.fact == kParagraph) {
  for (const law::Literal& literal : test.literals) literals_.push_back(law::to_string(literal));
}

Tri CodeTest::says(const Value& value) const {
  const auto* code = std::get_if<std::string>(&value);
  std::string_view text = code == nullptr ? std::string_view() : *code;
  if (paragraph_ && code != nullptr) {
    const auto point = text.find('.');
    const bool whole = point == std::string_view::npos;
    if (whole && text != "EAR99") code = nullptr;
    text = whole ? "none" : text.substr(point + 1);
  }
  if (code == nullptr || test_.op != law::Operator::kIn) {
    law::FactFrame frame = empty_frame();
    if (code != nullptr) say(frame, test_.fact, std::string(text));
    return law::Evaluator(rules_, frame, {parse_day("2020-01-01").value(), false})
        .judge(law::Predicate::of(test_), kEverything).value;
  }
  Tri any = Tri::kFalse;
  for (const std::string& literal : literals_)
    any = std::max(any, paragraph_ ? law::paragraph_covers(literal, text)
                                   : law::eccn_covers(literal, text));
  return any;
}

law::FactFrame empty_frame() {
  law::FactFrame frame;
  frame.lines.emplace_back().pointer = "items/0";
  frame.parties.emplace_back().pointer = "parties/0";
  frame.parties[0].listings.emplace_back().pointer = "parties/0/listed/0";
  frame.licences.push_back({"", "licences/0", {{}}, {""}, {}});
  return frame;
}

law::FactFrame frame_of(const Facts& facts) {
  law::FactFrame frame = empty_frame();
  frame.parties[0].listings[0].covers = law::Predicate::unclear("nobody said what it reaches");
  for (const auto& [fact, value] : facts) say(frame, fact, value);
  return frame;
}

void say(law::FactFrame& frame, const std::string& fact, Value value) {
  if (std::holds_alternative<law::NotKnown>(value)) return;
  const auto under = [&](std::string_view prefix) { return fact.starts_with(prefix); };
  const std::string name = fact.substr(fact.find('.') + 1);
  if (fact == "total.value") {
    frame.lines[0].facts["value"] = std::move(value);  // of the one line
  } else if (under("item.")) {
    frame.lines[0].facts[name] = std::move(value);
  } else if (under("party.")) {
    frame.parties[0].facts[name] = std::move(value);
  } else if (fact == kCoversItem) {
    frame.parties[0].listings[0].covers = value == Value(true) ? law::Predicate::always()
                                                               : law::Predicate::never();
  } else if (under("listing.")) {
    frame.parties[0].listings[0].facts[name] = std::move(value);
  } else if (under("licence.")) {
    frame.licences[0].by_line[0][name] = std::move(value);
  } else {
    frame.question[fact] = std::move(value);
  }
}

bool is_derived(const std::string& fact) {
  return law::is_flag(fact) || fact == kCoversItem || fact.starts_with("age.");
}

}  // namespace licet::prove
