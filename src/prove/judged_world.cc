#include "judged_world.h"

#include <utility>

#include "formula.h"
#include "licet/base/text.h"
#include "licet/law/interpreter.h"

namespace licet::prove {

using law::Tri;

namespace {

bool take(Facts& facts, const char* name) {
  const auto it = facts.find(name);
  if (it == facts.end()) return false;
  const bool there = it->second == law::Value(true);
  facts.erase(it);
  return there;
}

law::FactFrame with_derived(const law::RuleSet& rules, law::FactFrame frame, Day day) {
  law::derive_line_facts(rules, frame.lines[0].facts);
  law::derive_day_facts(rules, day, frame.lines[0].facts);
  return frame;
}

}  // namespace

JudgedWorld world_of(Facts facts) {
  const bool party = take(facts, kHasParty), listing = take(facts, kHasListing);
  const bool licence = take(facts, kHasLicence);
  std::erase_if(facts, [&](const auto& fact) {
    return fact.first == kParagraph || (!party && fact.first.starts_with("party.")) ||
           (!listing && fact.first.starts_with("listing.")) ||
           (!licence && fact.first.starts_with("licence."));
  });
  JudgedWorld world{frame_of(facts)};
  if (!listing) world.frame.parties[0].listings.clear();
  if (!party) world.frame.parties.clear();
  if (!licence) world.frame.licences.clear();
  return world;
}

std::vector<std::string> facts_of(const law::FactFrame& frame) {
  std::vector<std::string> found{"licence", "listing", "party"};  // a thing before what it says
  const auto add = [&](const law::FactMap& facts, std::string_view prefix) {
    for (const auto& [fact, value] : facts) found.push_back(cat(prefix, fact));
  };
  add(frame.question, "");
  add(frame.lines[0].facts, "item.");
  for (const auto& party : frame.parties) {
    add(party.facts, "party.");
    for (const auto& row : party.listings) add(row.facts, "listing.");
  }
  for (const auto& licence : frame.licences) add(licence.by_line[0], "licence.");
  return found;
}

law::FactFrame without(law::FactFrame frame, const std::string& fact) {
  const std::string name = fact.substr(fact.find('.') + 1);
  const bool party = !frame.parties.empty(), row = party && !frame.parties[0].listings.empty();
  if (fact == "licence")
    frame.licences.clear();
  else if (fact == "party")
    frame.parties.clear();
  else if (fact == "listing" && party)
    frame.parties[0].listings.clear();
  else if (fact.starts_with("item."))
    frame.lines[0].facts.erase(name);
  else if (fact.starts_with("party.") && party)
    frame.parties[0].facts.erase(name);
  else if (fact.starts_with("listing.") && row)
    frame.parties[0].listings[0].facts.erase(name);
  else if (fact.starts_with("licence.") && !frame.licences.empty())
    frame.licences[0].by_line[0].erase(name);
  else
    frame.question.erase(fact);
  return frame;
}

Court::Court(const law::RuleSet& rules)
    : rules_(rules),
      kernel_(std::make_unique<law::Kernel>(
          std::shared_ptr<const law::RuleSet>(std::shared_ptr<void>(), &rules), false)),
      cases_(std::make_unique<law::Casebook>(*kernel_)),
      judge_(std::make_unique<decide::Judge>(*kernel_, *cases_)) {}

decide::Verdict Court::rule(const JudgedWorld& world, Day day) {
  cases_->forget_cases();
  const auto id = cases_->add(with_derived(rules_, world.frame, day), 0);
  return id.ok() ? judge_->rule(id.value(), day).verdict : decide::Verdict::kIndeterminate;
}

std::vector<std::string> what_stops(const law::RuleSet& rules, const JudgedWorld& world, Day day) {
  const law::FactFrame frame = with_derived(rules, world.frame, day);
  const law::LineOutcome outcome = law::interpret_reference(rules, frame, 0, {day, false});
  std::vector<std::string> found;
  for (std::uint32_t i = 0; i < outcome.instances.size(); ++i) {
    const law::Instance& one = outcome.instances[i];
    const law::Norm& norm = rules.norm(one.norm);
    if (one.holds.is_false()) continue;
    if (norm.kind == law::NormKind::kDuty && norm.hold && norm.for_verdicts.empty() &&
        !one.ready.is_true())
      found.push_back(norm.id);
    if (!norm.is_requirement()) continue;
    Tri over = Tri::kFalse;
    for (std::uint32_t authority : outcome.authorities(rules, i)) {
      const law::Instance& by = outcome.instances[authority];
      over = std::max(over, std::min(by.holds.value, by.ready.value));
    }
    if (over != Tri::kTrue) found.push_back(norm.id);
  }
  return found;
}

bool knows_code(const law::RuleSet& rules, const std::string& code) {
  law::FactMap line{{"eccn", law::Value(code)}};
  law::derive_line_facts(rules, line);
  const auto known = [&](const char* fact) {
    const auto it = line.find(fact);
    return it != line.end() && it->second == law::Value(true);
  };
  return known("entry_known") && known("paragraph_known");
}

}  // namespace licet::prove
