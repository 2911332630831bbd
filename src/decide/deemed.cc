#include "deemed.h"

#include <algorithm>

#include "alternatives.h"
#include "licet/base/text.h"

namespace licet::decide {
namespace {

using law::RestKind;

const law::Value* find(const law::FactMap& facts, std::string_view name) {
  const auto it = facts.find(name);
  return it == facts.end() ? nullptr : &it->second;
}

std::string text_of(const law::FactMap& facts, std::string_view name) {
  const law::Value* value = find(facts, name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "" : *text;
}

bool is_true(const law::FactMap& facts, std::string_view name) {
  const law::Value* value = find(facts, name);
  return value != nullptr && *value == law::Value(true);
}

// Everybody but those who only send, carry, pay or sell.
bool receives(const law::PartyFacts& party) {
  const std::string role = text_of(party.facts, "role");
  for (std::string_view other : {"exporter", "bank", "carrier", "freight_forwarder", "seller",
                                 "supplier_of_service", "designer"})
    if (role == other) return false;
  return true;
}

std::vector<Release> releases_of(const law::FactFrame& frame) {
  std::vector<Release> releases;
  const std::string place = text_of(frame.question, "from");
  const bool reexport = text_of(frame.question, "activity") == "deemed_reexport";
  for (std::size_t p = 0; p < frame.parties.size(); ++p) {
    if (!receives(frame.parties[p])) continue;
    releases.push_back(release_to(frame.parties[p], place, reexport));
    releases.back().party = p;
  }
  if (releases.empty()) {
    releases.emplace_back();
    releases.back().missing = "parties";
  }
  return releases;
}

void apply(const Release& release, const law::FactFrame& frame, bool strict, law::LineFacts& line) {
  if (release.country.empty())
    line.open["destination"] = release.missing;
  else
    line.facts["destination"] = release.country;
  const std::string& pointer = release.party < frame.parties.size()
                                   ? frame.parties[release.party].pointer
                                   : std::string("parties");
  const std::string resident = pointer + "/us_permanent_resident";
  if (release.residency_assumed && strict)
    line.open["released_to_foreign_person"] = resident;
  else
    line.facts["released_to_foreign_person"] = release.foreign_person;
  if (release.residency_assumed && !strict)
    line.rests["released_to_foreign_person"] = {
        {RestKind::kAssumed, resident, "false", "15 CFR 772.1"}};
  line.open["recipient_permanent_employee"] = pointer + "/permanent_regular_employee";
  if (release.party < frame.parties.size())
    if (const auto* given =
            find(frame.parties[release.party].facts, "permanent_regular_employee")) {
      line.open.erase("recipient_permanent_employee");
      line.facts["recipient_permanent_employee"] = *given;
    }
  // The share was counted for the place of release, not for the nationality.
  const std::string level = text_of(line.facts, "de_minimis");
  if (level == "within" || level == "exceeded")
    line.open["de_minimis"] = line.pointer + "/us_controlled_percent";
}

}  // namespace

bool is_deemed(const law::FactMap& question) {
  return text_of(question, "activity").starts_with("deemed_");
}

Release release_to(const law::PartyFacts& party, std::string_view place, bool reexport) {
  Release release;
  const law::Value* given = find(party.facts, "nationality");
  const auto* countries = given == nullptr ? nullptr : std::get_if<law::Words>(given);
  const bool known = countries != nullptr && !countries->empty();
  const bool citizen =
      known && std::find(countries->begin(), countries->end(), "US") != countries->end();
  if (citizen || is_true(party.facts, "us_person") ||
      is_true(party.facts, "us_permanent_resident")) {
    release.country = "US";
    release.foreign_person = false;
    return release;
  }
  release.residency_assumed = find(party.facts, "us_permanent_resident") == nullptr &&
                              find(party.facts, "us_person") == nullptr;
  if (!known) {
    release.missing = party.pointer + "/nationality";
    return release;
  }
  release.country = countries->front();
  if (reexport && release.country == place) release.foreign_person = false;
  return release;
}

LineFinding judge_released(const Knowledge& known, law::FactFrame& frame, int line,
                           const law::AsOf& as_of) {
  if (!is_deemed(frame.question)) return judge_for_any(known, frame, line, as_of);
  const law::LineFacts as_given = frame.lines[std::size_t(line)];
  std::optional<LineFinding> worst;
  law::LineFacts of_worst;
  for (const Release& release : releases_of(frame)) {
    law::LineFacts& facts = frame.lines[std::size_t(line)];
    facts = as_given;
    apply(release, frame, as_of.strict, facts);
    LineFinding finding = judge_for_any(known, frame, line, as_of);
    if (worst && finding.verdict <= worst->verdict) continue;
    worst = std::move(finding);
    of_worst = facts;
  }
  frame.lines[std::size_t(line)] = of_worst;
  return std::move(*worst);
}

}  // namespace licet::decide
