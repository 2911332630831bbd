#include "thresholds.h"

#include <algorithm>
#include <charconv>

#include "licet/base/text.h"

namespace licet::decide {
namespace {

using law::Predicate;

template <class T>
void sort_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <class Visit>
void visit_cells(const std::vector<law::Cell>& cells, const Visit& visit) {
  for (const law::Cell& cell : cells) law::for_each_test(cell.test, visit);
}

// Every test that was or could have been asked in this decision.
template <class Visit>
void visit_tests(const Knowledge& known, const Decided& decided, const Visit& visit) {
  std::vector<law::NormIndex> norms;
  for (const LineFinding& line : decided.lines)
    for (const law::Instance& instance : line.outcome.instances) norms.push_back(instance.norm);
  sort_once(norms);
  for (law::NormIndex index : norms) {
    const law::Norm& norm = known.rules.norm(index);
    visit_cells(norm.when, visit);
    visit_cells(norm.unless, visit);
    for (const auto& cells : norm.when_any) visit_cells(cells, visit);
    for (const auto& requisite : norm.require) law::for_each_test(requisite.cell.test, visit);
    for (const auto& rule : norm.policy) visit_cells(rule.when, visit);
  }
  for (const auto& party : decided.frame.parties)
    for (const auto& row : party.listings) law::for_each_test(row.covers, visit);
}

std::string entry_of(const law::LineFacts& line) {
  const auto it = line.facts.find("eccn");
  const std::string code = it == line.facts.end() ? "" : law::to_string(it->second);
  return code.substr(0, code.find('.'));
}

// What the entry of every line offers, with its limit and conditions.
template <class Visit>
void visit_flags(const Knowledge& known, const Decided& decided, const Visit& visit) {
  for (const law::LineFacts& line : decided.frame.lines)
    for (const std::string& flag : law::flag_facts()) {
      if (!flag.starts_with("flag.")) continue;
      const auto* rows = known.rules.flags().rows(entry_of(line), flag.substr(5));
      if (rows == nullptr) continue;
      for (const law::FlagRow& row : *rows) visit(row);
    }
}

// The owners among whom the one at the pointer stands; null where there is none.
const std::vector<Owner>* among(const std::vector<Owner>& owners, std::string_view pointer) {
  for (const Owner& owner : owners) {
    if (cat(owner.pointer, "/percent") == pointer) return &owners;
    if (const auto* found = among(owner.owners, pointer)) return found;
  }
  return nullptr;
}

// A share turns the answer where it makes up half with some of the others, or leaves half to those
// whose share nobody knows.
std::vector<Decimal> share_thresholds(const Question& question, std::string_view pointer) {
  constexpr std::size_t kMostBeside = 3;
  const std::vector<Owner>* all = nullptr;
  for (const AskedParty& party : question.parties)
    if (all == nullptr) all = among(party.owners, pointer);
  std::vector<Decimal> beside;
  Decimal known;
  if (all == nullptr) return {};
  for (const Owner& owner : *all)
    if (owner.percent) {
      beside.push_back(*owner.percent);
      known = known.plus(*owner.percent);
    }
  if (beside.size() > kMostBeside) return {};
  std::vector<Decimal> found;
  for (std::size_t some = 0; some < std::size_t(1) << beside.size(); ++some) {
    Decimal sum;
    for (std::size_t i = 0; i < beside.size(); ++i)
      if ((some >> i & 1u) != 0) sum = sum.plus(beside[i]);
    found.push_back(Decimal(50).minus(sum));
    found.push_back(Decimal(50).minus(known).plus(sum));
  }
  std::erase_if(found, [](const Decimal& at) { return at.negative() || at > Decimal(100); });
  return found;
}

}  // namespace

std::vector<Decimal> number_thresholds(const Knowledge& known, const Question& question,
                                       const Decided& decided, const std::string& fact,
                                       const std::string& pointer) {
  std::vector<Decimal> found;
  const bool value = fact == "item.value";
  // The values of several lines count together: no one of them has a threshold of its own.
  if (value && decided.frame.lines.size() > 1) return {};
  const auto visit = [&](const law::Test& test) {
    if (test.fact != fact && !(value && test.fact == "total.value")) return;
    for (const law::Literal& literal : test.literals)
      if (const auto* number = std::get_if<Decimal>(&literal)) found.push_back(*number);
  };
  visit_tests(known, decided, visit);
  visit_flags(known, decided, [&](const law::FlagRow& row) {
    law::for_each_test(row.scope, visit);
    law::for_each_test(row.condition, visit);
    if (value && row.limit) found.push_back(*row.limit);
  });
  // 15 CFR 734.4(c), (d)
  if (fact == "item.us_controlled_percent")
    found.insert(found.end(), {Decimal(), Decimal(10), Decimal(25)});
  if (pointer.ends_with("/percent") && pointer.find("/owners/") != std::string::npos)
    for (const Decimal& at : share_thresholds(question, pointer)) found.push_back(at);
  sort_once(found);
  return found;
}

std::vector<Day> day_thresholds(const Knowledge& known, const Decided& decided,
                                const std::string& fact) {
  std::vector<Day> found;
  const std::string age = fact.starts_with("dates.") ? cat("age.", fact.substr(6)) : "";
  visit_tests(known, decided, [&](const law::Test& test) {
    for (const law::Literal& literal : test.literals) {
      if (const auto* day = std::get_if<Day>(&literal); day != nullptr && test.fact == fact)
        found.insert(found.end(), {*day, day->plus(1)});
      if (age.empty() || test.fact != age) continue;
      const std::string text = law::to_string(literal);
      std::int32_t days = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), days);
      if (read.ec == std::errc())
        found.insert(found.end(), {decided.law_day.plus(-days), decided.law_day.plus(1 - days)});
    }
  });
  for (const LineFinding& line : decided.lines)
    for (const law::Instance& instance : line.outcome.instances) {
      const law::Norm& norm = known.rules.norm(instance.norm);
      if (norm.reads != fact) continue;
      found.insert(found.end(), {norm.in_force.from, norm.in_force.until});
      for (const Span& stay : norm.stayed) found.insert(found.end(), {stay.from, stay.until});
    }
  for (const auto& party : decided.frame.parties)
    for (const auto& row : party.listings) {
      if (fact == "dates.en_route" && row.savings_en_route)
        found.push_back(row.savings_en_route->plus(1));
      if (fact == "dates.delivery" && row.savings_until)
        found.push_back(row.savings_until->plus(1));
    }
  std::erase_if(found, [](Day day) { return day <= kFirstDay || day >= kForever; });
  sort_once(found);
  return found;
}

std::vector<std::string> words_read(const Knowledge& known, const Decided& decided,
                                    const std::string& fact) {
  std::vector<std::string> found;
  const auto visit = [&](const law::Test& test) {
    if (test.fact != fact) return;
    for (const law::Literal& literal : test.literals)
      if (const auto* word = std::get_if<std::string>(&literal)) found.push_back(*word);
  };
  visit_tests(known, decided, visit);
  visit_flags(known, decided, [&](const law::FlagRow& row) {
    law::for_each_test(row.scope, visit);
    law::for_each_test(row.condition, visit);
  });
  sort_once(found);
  return found;
}

}  // namespace licet::decide
