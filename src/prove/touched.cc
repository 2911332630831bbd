#include "touched.h"

#include <algorithm>
#include <map>

#include "law_formula.h"
#include "licet/base/text.h"
#include "licet/law/difference.h"
#include "licet/law/flags.h"
#include "worlds.h"

namespace licet::prove {

using law::Norm;
using law::NormIndex;
using law::NormKind;
using law::RuleSet;

namespace {

// Calls visit(predicate) for every condition of the norm.
template <class Visit>
void for_each_condition(const Norm& norm, const Visit& visit) {
  for (const law::Cell& cell : norm.when) visit(cell.test);
  for (const auto& cells : norm.when_any)
    for (const law::Cell& cell : cells) visit(cell.test);
  for (const law::Cell& cell : norm.unless) visit(cell.test);
  for (const law::Requisite& one : norm.require) visit(one.cell.test);
}

// Facts that the rows and offers of the control list settle.
bool reads_the_list(const Norm& norm) {
  bool reads = false;
  for_each_condition(norm, [&](const law::Predicate& predicate) {
    for_each_test(predicate, [&](const law::Test& test) {
      reads |= law::is_flag(test.fact) || test.fact == "item.controlled_only_at" ||
               test.fact == "item.entry_known";
    });
  });
  return reads;
}

bool reads_places(const RuleSet& rules, const Norm& norm) {
  Conditions conditions(rules, rules);
  for_each_condition(norm, [&](const law::Predicate& one) { conditions.add(one); });
  return conditions.read_places();
}

std::set<NormIndex> changed_in(const law::Amendment& amendment, const RuleSet& rules,
                               const std::vector<NormIndex>& named) {
  std::set<NormIndex> changed(named.begin(), named.end());
  for (const std::string& entry : amendment.entries)
    for (NormIndex row : rules.rows_of(entry)) changed.insert(row);
  for (NormIndex i = 0; i < rules.norms().size(); ++i)
    if (!amendment.places.empty() && reads_places(rules, rules.norm(i))) changed.insert(i);
  return changed;
}

// Norms that say something else of the entries that changed, and of no other.
std::set<NormIndex> reading_the_list(const law::Amendment& amendment, const RuleSet& rules) {
  std::set<NormIndex> found;
  for (NormIndex i = 0; i < rules.norms().size(); ++i)
    if (!amendment.entries.empty() && reads_the_list(rules.norm(i))) found.insert(i);
  return found;
}

// Everything that hangs on them: what they defeat, support or overcome, and so on.
std::set<NormIndex> hanging_on(const RuleSet& rules, const std::set<NormIndex>& changed) {
  std::vector<std::vector<NormIndex>> users(rules.norms().size());
  for (NormIndex i = 0; i < rules.norms().size(); ++i)
    for (const auto& edges :
         {rules.defeaters_of(i), rules.supports_of(i), rules.authorities_over(i)})
      for (NormIndex other : edges) users[other].push_back(i);
  std::set<NormIndex> found;
  std::vector<NormIndex> open(changed.begin(), changed.end());
  while (!open.empty()) {
    const NormIndex norm = open.back();
    open.pop_back();
    if (!found.insert(norm).second) continue;
    open.insert(open.end(), users[norm].begin(), users[norm].end());
  }
  return found;
}

// One side's part of the days: which norms of the cone are in force on it.
std::string force_of(const RuleSet& rules, const std::set<NormIndex>& cone, Day day) {
  std::string bits;
  for (NormIndex norm : cone)
    bits += law::force_on(rules.norm(norm), day) == law::Force::kInForce ? '1' : '0';
  return bits;
}

struct Side {
  const RuleSet& rules;
  std::set<NormIndex> changed, touched, cone;
};

// Does this side have a changed norm in force that day of which the other has not the same?
bool speaks_alone(const Side& side, const Side& other, Day day) {
  return std::any_of(side.changed.begin(), side.changed.end(), [&](NormIndex index) {
    const Norm& norm = side.rules.norm(index);
    if (!norm.reads.empty()) return true;
    if (law::force_on(norm, day) != law::Force::kInForce) return false;
    const Norm* theirs = other.rules.find(norm.id);
    return theirs == nullptr || law::force_on(*theirs, day) != law::Force::kInForce ||
           !law::same_but_days(norm, *theirs);
  });
}

// Likewise where more than texts of norms changed: is anything of it in force?
bool any_in_force(const Side& side, Day day) {
  return std::any_of(side.changed.begin(), side.changed.end(), [&](NormIndex index) {
    const Norm& norm = side.rules.norm(index);
    return !norm.reads.empty() || law::force_on(norm, day) == law::Force::kInForce;
  });
}

// Can the sides say different things on the day?
bool differ(const law::Amendment& amendment, const Side& before, const Side& after, Day day) {
  if (!amendment.places.empty()) return true;
  if (!amendment.entries.empty() || !amendment.unverified.empty())
    return any_in_force(before, day) || any_in_force(after, day);
  return speaks_alone(before, after, day) || speaks_alone(after, before, day);
}

Side side_of(const law::Amendment& amendment, const RuleSet& rules,
             const std::vector<NormIndex>& named) {
  Side side{rules, changed_in(amendment, rules, named), {}, {}};
  side.touched = hanging_on(rules, side.changed);
  const std::set<NormIndex> readers = reading_the_list(amendment, rules);
  for (NormIndex index : hanging_on(rules, readers)) {
    const std::string& entry = rules.norm(index).entry;
    if (entry.empty() || amendment.entries.contains(entry)) side.touched.insert(index);
  }
  side.changed.insert(readers.begin(), readers.end());
  return side;
}

// What a row of the control list says, its entry and paragraph aside.
std::string shape_of(const Norm& row) {
  std::string text = cat(row.reason, "|", to_string(row.in_force));
  for (const law::Cell& cell : row.when)
    if (cell.fact != "item.para") text += cat("|", cell.fact, " ", cell.text);
  return text;
}

// Of the rows that changed all; of the others, which only hang on them, a few of each shape.
void add_norms(const law::Amendment& amendment, const Side& side, Touched& found) {
  constexpr int kOfAShape = 2;
  std::map<std::string, int> shapes;
  for (NormIndex index : side.touched) {
    const Norm& norm = side.rules.norm(index);
    found.scope |= norm.kind == NormKind::kScope;
    const bool holds = norm.kind == NormKind::kDuty && norm.hold && norm.for_verdicts.empty();
    if (!norm.is_requirement() && !holds) continue;
    const bool other = !norm.entry.empty() && !amendment.entries.contains(norm.entry);
    if (other && ++shapes[shape_of(norm)] > kOfAShape)
      ++found.left_out;
    else
      found.norms.insert(norm.id);
  }
}

std::vector<std::vector<Day>> group(const law::Amendment& amendment, const Side& before,
                                    const Side& after) {
  std::vector<Day> days{parse_day("1990-01-01").value()}, turns;
  for (const Side* side : {&before, &after}) {
    days.insert(days.end(), side->rules.boundaries().begin(), side->rules.boundaries().end());
    side->rules.places().add_boundaries(turns);
    side->rules.flags().add_boundaries(turns);
  }
  std::erase_if(days, [](Day day) { return day <= kAlways || kForever <= day; });
  std::sort(days.rbegin(), days.rend());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::sort(turns.begin(), turns.end());
  std::vector<std::vector<Day>> groups;
  std::string last;
  for (Day day : days) {
    if (!differ(amendment, before, after, day)) continue;
    std::string now = force_of(before.rules, before.cone, day) + "|" +
                      force_of(after.rules, after.cone, day) + "|" +
                      std::to_string(std::upper_bound(turns.begin(), turns.end(), day) -
                                     turns.begin());
    if (groups.empty() || now != last) groups.emplace_back();
    groups.back().push_back(day);
    last = std::move(now);
  }
  return groups;
}

}  // namespace

std::set<NormIndex> scope_of(const RuleSet& rules) {
  std::set<NormIndex> found;
  for (NormIndex norm : rules.general_norms())
    if (rules.norm(norm).kind == NormKind::kScope) found.insert(norm);
  return found;
}

Touched touched_by(const law::Amendment& amendment, const RuleSet& before, const RuleSet& after) {
  Touched found;
  Side sides[] = {side_of(amendment, before, amendment.before),
                  side_of(amendment, after, amendment.after)};
  for (Side& side : sides) {
    add_norms(amendment, side, found);
    std::set<NormIndex> kept;
    for (NormIndex index : side.touched)
      if (found.norms.contains(side.rules.norm(index).id) ||
          side.rules.norm(index).kind == NormKind::kScope)
        kept.insert(index);
    side.cone = cone_of(side.rules, kept);
  }
  if (found.scope)  // what comes into scope meets every requirement
    for (const Side& side : sides)
      for (NormIndex index : side.rules.general_norms())
        if (side.rules.norm(index).is_requirement()) found.norms.insert(side.rules.norm(index).id);
  found.days = group(amendment, sides[0], sides[1]);
  return found;
}

}  // namespace licet::prove
