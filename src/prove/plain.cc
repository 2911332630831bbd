#include "plain.h"

#include <algorithm>
#include <utility>

#include "licet/base/text.h"
#include "licet/law/evaluator.h"
#include "licet/law/facts.h"
#include "licet/law/offer_norms.h"

namespace licet::prove {

using law::Literal;
using law::Norm;
using law::Operator;
using law::Predicate;
using law::Test;

namespace {

std::string_view after_point(std::string_view fact) { return fact.substr(fact.find('.') + 1); }

bool in_series(std::string_view entry, std::string_view series) {
  if (entry.size() < 5) return false;
  if (series == "600_series") return entry[2] == '6';
  if (series == "9x515") return entry[0] == '9' && entry.substr(2, 3) == "515";
  return entry[0] == '0' && entry[2] == '5' && entry.substr(3, 2) != "21";
}

// Facts of the item that its code settles.
bool settled_by_code(std::string_view fact) {
  return fact == "item.controlled_only_at" || fact == "item.entry_known" ||
         fact == "item.paragraph_known";
}

bool is_series(std::string_view name) {
  return name == "600_series" || name == "9x515" || name == "0x5zz";
}

std::set<std::string> entries_of(const law::RuleSet& rules) {
  std::set<std::string> entries;
  for (const Norm& norm : rules.norms())
    if (!norm.entry.empty()) entries.insert(norm.entry);
  return entries;
}

}  // namespace

Norm Plainly::norm(const Norm& written) {
  Norm norm = written;
  for (const law::Cell& cell : norm.when) read(cell.test, written.entry);
  for (const auto& cells : norm.when_any)
    for (const law::Cell& cell : cells) read(cell.test, written.entry);
  for (const law::Cell& cell : norm.unless) read(cell.test, written.entry);
  for (const law::Requisite& one : norm.require) read(one.cell.test, written.entry);
  if (!written.entry.empty())
    norm.when.push_back({"item.eccn", written.entry, of_entry(written.entry)});
  return norm;
}

void Plainly::read(const Predicate& predicate, const std::string& entry) {
  for_each_test(predicate, [&](const Test& test) {
    if (test.fact == "item.para" && !entry.empty()) note_paragraphs(test, entry);
    if (test.fact == "item.eccn") note_codes(test);
    const bool follows = law::is_flag(test.fact) || settled_by_code(test.fact);
    if (!follows || definitions_.contains(test.fact)) return;
    definitions_.emplace(test.fact, Predicate::never());  // no definition reads itself
    definitions_[test.fact] = truth_of(test.fact);
  });
}

// Paragraphs of an entry, what lies above and below them: "3A001", "3A001.b", "3A001.b.1",
// "3A001.b.1.a".
void Plainly::note_paragraphs(const Test& test, const std::string& entry) {
  codes_.insert(entry);
  for (const Literal& literal : test.literals) {
    std::string code = cat(entry, ".", law::to_string(literal));
    codes_.insert(code + ".a");
    for (; code.size() > entry.size(); code.resize(code.rfind('.'))) codes_.insert(code);
  }
}

// Each code, what lies above and below it; of a range, or of the beginning of one, entries in it.
void Plainly::note_codes(const Test& test) {
  for (const Literal& literal : test.literals) {
    std::string code = law::to_string(literal);
    if (code == "EAR99") continue;
    if (code.size() < 5 || code.find("..") != std::string::npos) {
      for (const std::string& entry : entries_of(rules_))
        if (law::eccn_covers(code, entry) == law::Tri::kTrue) codes_.insert(entry);
      continue;
    }
    codes_.insert(code + ".a");
    for (; code.size() > 5; code.resize(code.rfind('.') == std::string::npos ? 5
                                                                           : code.rfind('.')))
      codes_.insert(code);
    codes_.insert(code);
  }
}

Predicate Plainly::truth_of(std::string_view fact) {
  const std::string_view name = after_point(fact);
  if (fact == "item.controlled_only_at") return only_anti_terrorism();
  if (fact == "item.entry_known") return known();
  if (fact == "item.paragraph_known") return Predicate::always();  // worlds name no other
  if (fact.starts_with("flag.")) return offered(name);
  if (fact.starts_with("sta.")) return barred(name == "c1_barred");
  return controlled(name);
}

Predicate Plainly::of_entry(const std::string& entry) {
  codes_.insert(entry);
  return Predicate::of({"item.eccn", Operator::kIn, {entry}});
}

Predicate Plainly::of_entries(const std::set<std::string>& entries) {
  if (entries.empty()) return Predicate::never();
  codes_.insert(entries.begin(), entries.end());
  return Predicate::of({"item.eccn", Operator::kIn, {entries.begin(), entries.end()}});
}

Predicate Plainly::offered(std::string_view exception) {
  std::vector<Predicate> any;
  for (const std::string& entry : rules_.flags().entries()) {
    const auto* rows = rules_.flags().rows(entry, exception);
    for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
      if (!(*rows)[i].span.contains(day_) || (*rows)[i].offer == law::Offer::kNo) continue;
      std::vector<Predicate> all;
      for (law::Cell& cell : law::offer_as_norm(entry, exception, (*rows)[i]).when) {
        read(cell.test, entry);
        all.push_back(std::move(cell.test));
      }
      codes_.insert(entry);
      any.push_back(Predicate::all(std::move(all)));
    }
  }
  return Predicate::any(std::move(any));
}

Predicate Plainly::barred(bool c1) {
  std::vector<Predicate> any;
  for (const std::string& entry : rules_.flags().entries()) {
    const auto* rows = rules_.flags().sta_rows(entry);
    for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i)
      if (c1 ? (*rows)[i].c1 : (*rows)[i].c2) {
        read((*rows)[i].bars, entry);
        any.push_back(Predicate::all({of_entry(entry), (*rows)[i].bars}));
      }
  }
  return Predicate::any(std::move(any));
}

// As the rows of the entry say, wherever it goes.
Predicate Plainly::controlled(std::string_view reason) {
  std::vector<Predicate> any;
  if (is_series(reason)) {
    std::set<std::string> entries = entries_of(rules_);
    std::erase_if(entries, [&](const std::string& entry) { return !in_series(entry, reason); });
    return of_entries(entries);
  }
  const std::string prefix = lower_ascii(reason);
  any.push_back(Predicate::of({"item.controlled_reason", Operator::kIn, {prefix}}));
  for (const Norm& row : rules_.norms()) {
    const bool meant = !row.entry.empty() && row.reason.starts_with(prefix) &&
                       !row.reason.starts_with("other_agency");
    if (!meant || law::force_on(row, day_) != law::Force::kInForce) continue;
    for (const law::Cell& cell : row.when)
      if (cell.fact == "item.para") {
        read(cell.test, row.entry);
        any.push_back(Predicate::all({of_entry(row.entry), cell.test}));
      }
  }
  return Predicate::any(std::move(any));
}

Predicate Plainly::only_anti_terrorism() {
  std::set<std::string> entries = entries_of(rules_);
  std::erase_if(entries, [&](const std::string& entry) {
    const auto rows = rules_.rows_of(entry);
    return !std::all_of(rows.begin(), rows.end(), [&](law::NormIndex row) {
      return rules_.norm(row).reason.starts_with("at");
    });
  });
  return of_entries(entries);
}

Predicate Plainly::known() {
  std::set<std::string> entries{"EAR99"};
  for (const Norm& row : rules_.norms())
    if (!row.entry.empty() && row.in_force.contains(day_)) entries.insert(row.entry);
  return of_entries(entries);
}

}  // namespace licet::prove
