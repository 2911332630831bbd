#include "licet/decide/knowledge.h"

#include <algorithm>
#include <set>

#include "foreign_made.h"
#include "licet/base/text.h"
#include "licet/law/served.h"
#include "licet/match/key.h"
#include "listing.h"
#include "ownership.h"

namespace licet::decide {
namespace {

using snapshot::EntryView;

bool in_country(const EntryView& entry, std::string_view country) {
  bool any = false;
  for (const auto& address : entry.addresses) {
    if (address.country.empty()) continue;
    if (address.country == country) return true;
    any = true;
  }
  return !any;  // no country stated: no contradiction
}

// Was the shipment under way when the row came into force, and is it over in time? Left open where
// a day is not given; a row without a savings clause saves nothing.
void add_savings(const law::FactMap& question, law::ListingFacts& row) {
  if (!row.savings_en_route || !row.savings_until) {
    row.facts["savings_met"] = false;
    return;
  }
  const auto day = [&](std::string_view fact) -> std::optional<Day> {
    const auto it = question.find(fact);
    return it == question.end() ? std::nullopt : std::optional(std::get<Day>(it->second));
  };
  const auto en_route = day("dates.en_route"), delivery = day("dates.delivery");
  const bool late = (en_route && *en_route > *row.savings_en_route) ||
                    (delivery && *delivery > *row.savings_until);
  if (late)
    row.facts["savings_met"] = false;
  else if (en_route && delivery)
    row.facts["savings_met"] = day("dates.order").has_value();
}

law::ListingFacts row_of(const Knowledge& known, const match::Match& match, Day law_day,
                         const std::string& pointer, bool sure) {
  const EntryView entry = known.snapshot.entry(match.entry);
  const auto source = known.snapshot.source_of(entry.list);
  law::ListingFacts row =
      listing_of(entry, known.rules, source ? source->published : kAlways, law_day,
                 cat(pointer, "/screening/", entry.list, "/", entry.entry_id));
  row.name = std::string(known.snapshot.name(snapshot::NameId{entry.first_name}).text);
  row.possible_match = !sure;
  if (!sure) row.facts["match"] = std::string("possible");
  return row;
}

// Does the row that somebody is, in force that day, reach at least what the other row reaches?
bool hides(const law::ListingFacts& sure, const law::ListingFacts& other, Day law_day) {
  const bool in_force = sure.certain_from <= law_day && law_day < sure.until;
  const bool as_strict = sure.covers.kind == law::Predicate::Kind::kAlways ||
                         law::normalise_printed(sure.covers_text) ==
                             law::normalise_printed(other.covers_text);
  return in_force && as_strict && sure.list == other.list;
}

// The rows somebody is, and those he may be. Whoever is a row of one list is not also held up by
// rows of that list with other names that reach no further.
std::vector<law::ListingFacts> rows_of(const Knowledge& known, const std::string& pointer,
                                       const std::string& country,
                                       const std::vector<match::Match>& matches, Day law_day) {
  std::vector<law::ListingFacts> rows;
  for (const auto& match : matches)
    if (same_party(known, country, match))
      rows.push_back(row_of(known, match, law_day, pointer, true));
  const std::size_t sure = rows.size();
  for (const auto& match : matches) {
    if (same_party(known, country, match)) continue;
    law::ListingFacts row = row_of(known, match, law_day, pointer, false);
    const bool hidden = std::any_of(rows.begin(), rows.begin() + std::ptrdiff_t(sure),
                                    [&](const auto& one) { return hides(one, row, law_day); });
    if (!hidden) rows.push_back(std::move(row));
  }
  return rows;
}

// Owners without `listed` get the rows that screening found.
void add_owner_rows(const Knowledge& known, const Screening& screening, Day law_day,
                    std::vector<Owner>& owners) {
  for (Owner& owner : owners) {
    if (const auto it = screening.owner_matches.find(owner.pointer);
        it != screening.owner_matches.end()) {
      owner.listings = rows_of(known, owner.pointer, owner.country, it->second, law_day);
      owner.screened_or_listed = true;
    }
    add_owner_rows(known, screening, law_day, owner.owners);
  }
}

Status screen_owners(const Screener& screener, const std::vector<Owner>& owners,
                     Screening& screening) {
  for (const Owner& owner : owners) {
    if (!owner.screened_or_listed) {
      screening.any_screened = true;
      match::Query query;
      query.name = owner.name;
      query.country = owner.country;
      auto found = screener(query);
      if (!found.ok())
        return Error{found.error().code, cat("/", owner.pointer, "/name"), found.error().detail};
      screening.owner_matches[owner.pointer] = std::move(found.value());
    }
    LICET_TRY_DONE(screen_owners(screener, owner.owners, screening));
  }
  return Done{};
}

bool consignee_role(std::string_view role) {
  return role == "purchaser" || role == "intermediate_consignee" || role == "ultimate_consignee" ||
         role == "end_user" || role == "recipient";
}

std::string text_of(const law::FactMap& facts, std::string_view key) {
  const auto it = facts.find(key);
  const auto* text = it == facts.end() ? nullptr : std::get_if<std::string>(&it->second);
  return text == nullptr ? "" : *text;
}

licence::ShippedLine shipped_line(const Question& question, std::size_t line) {
  const law::FactMap& facts = question.frame.lines[line].facts;
  const Json& item = question.document.find("items")->array()[line];
  licence::ShippedLine shipped;
  shipped.eccn = text_of(facts, "eccn");
  shipped.kind = text_of(facts, "kind");
  if (const Json* quantity = item.find("quantity")) {
    shipped.unit = std::string(quantity->text("unit"));
    shipped.quantity = Decimal::parse(quantity->text("amount")).value();
  }
  if (const Json* value = item.find("value"))
    shipped.value = Money{Decimal::parse(value->text("amount")).value(),
                          std::string(value->text("currency"))};
  return shipped;
}

std::string in_words(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// Where the licence stands in the question: those of other regimes were passed over.
std::size_t place_of(const Question& question, const std::string& id) {
  const auto& all = question.document.find("licences")->array();
  std::size_t at = 0;
  while (at + 1 < all.size() && all[at].text("id") != id) ++at;
  return at;
}

std::string why_not(const licence::Standing& standing, const licence::Coverage& coverage) {
  if (standing.status == licence::Status::kLive) return coverage.because;
  return cat("it is ", in_words(to_string(standing.status)),
             standing.since == kAlways ? "" : cat(" since ", to_string(standing.since)));
}

std::string_view cite_of(licence::Status status) {
  switch (status) {
    case licence::Status::kLive: return "15 CFR 750.7(a)(1)";
    case licence::Status::kExpired: return "15 CFR 750.7(g)";
    case licence::Status::kExhausted: return "15 CFR 750.11(a)";
    case licence::Status::kSuperseded: return "15 CFR 750.7(c)";
    case licence::Status::kSurrendered: return "15 CFR 750.7";
    default: return "15 CFR 750.8(a)";
  }
}

// Every condition that is due first must be met; the first that is open is what is asked about.
void add_conditions(const Question& question, const licence::Licence& licence, Day law_day,
                    law::LicenceFacts& facts, law::FactMap& map) {
  licence::Fit worst = licence::Fit::kYes;
  for (std::size_t i = 0; i < licence.conditions.size(); ++i) {
    const licence::Fit free = condition_on(question, licence.conditions[i], law_day);
    worst = std::min(worst, free);
    if (free == licence::Fit::kUnknown)
      facts.open.try_emplace("conditions_met", cat(facts.pointer, "/conditions/", i, "/met"));
  }
  if (worst != licence::Fit::kUnknown) map["conditions_met"] = worst == licence::Fit::kYes;
}

void add_licences(const Question& question, const law::RuleSet& rules, Day law_day,
                  law::FactFrame& frame) {
  if (question.licences.empty()) return;
  const licence::Shipment shipment = shipment_of(question);
  for (const licence::Licence& licence : question.licences) {
    const licence::Standing standing = standing_on(licence, law_day);
    law::LicenceFacts facts;
    facts.id = licence.id;
    facts.pointer = cat("licences/", place_of(question, licence.id));
    if (rules.folder() == law::kEarFolder) facts.cite = {std::string(cite_of(standing.status))};
    for (std::size_t line = 0; line < frame.lines.size(); ++line) {
      const licence::Coverage coverage = covers(licence, shipment, line, law_day);
      law::FactMap map;
      map["status"] = std::string(to_string(standing.status));
      if (coverage.fit != licence::Fit::kUnknown)
        map["covers_line"] = coverage.fit == licence::Fit::kYes;
      add_conditions(question, licence, law_day, facts, map);
      facts.by_line.push_back(std::move(map));
      facts.why.push_back(why_not(standing, coverage));
    }
    frame.licences.push_back(std::move(facts));
  }
}

// The footnotes of list rows in force among the parties: some control rows turn on them. Left open
// where a match or a day is open.
void add_footnotes(Day law_day, law::FactFrame& frame) {
  law::Words footnotes;
  for (const auto& party : frame.parties)
    for (const auto& row : party.listings) {
      if (law_day < row.possible_from || law_day >= row.until || row.via_owner) continue;
      const auto it = row.facts.find("footnotes");
      if (it == row.facts.end() || std::get<law::Words>(it->second).empty()) continue;
      if (row.possible_match || law_day < row.certain_from) return;
      const auto& words = std::get<law::Words>(it->second);
      footnotes.insert(footnotes.end(), words.begin(), words.end());
    }
  for (auto& line : frame.lines) line.facts.try_emplace("listed_footnote", footnotes);
}

// The party roles of 748.5 that an application names.
bool named_in_application(std::string_view role) {
  for (std::string_view named : {"exporter", "other_party", "purchaser", "intermediate_consignee",
                                 "ultimate_consignee", "end_user"})
    if (role == named) return true;
  return false;
}

// What review policies ask of the parties as a whole: the lists that name them, and where the end
// user has its head office, if that is one place.
void add_policy_facts(Day law_day, law::FactFrame& frame) {
  law::Words lists, headquarters;
  bool end_user = false, open = false;
  for (const auto& party : frame.parties)
    end_user = end_user || text_of(party.facts, "role") == "end_user";
  for (const auto& party : frame.parties) {
    const std::string role = text_of(party.facts, "role");
    for (const auto& row : party.listings)
      if (named_in_application(role) && row.certain_from <= law_day && law_day < row.until &&
          !row.possible_match && !row.via_owner)
        lists.push_back(row.list);
    if (role != (end_user ? "end_user" : "ultimate_consignee")) continue;
    const std::string place = text_of(party.facts, "headquarters");
    open = open || place.empty();
    if (headquarters.empty() || headquarters.front() != place) headquarters.push_back(place);
  }
  frame.question["parties.lists"] = std::move(lists);
  if (!open && headquarters.size() == 1)
    frame.question["parties.headquarters"] = std::move(headquarters);
}

}  // namespace

licence::Shipment shipment_of(const Question& question) {
  licence::Shipment shipment;
  shipment.activity = text_of(question.frame.question, "activity");
  shipment.destination = text_of(question.frame.question, "destination");
  for (std::size_t line = 0; line < question.frame.lines.size(); ++line)
    shipment.lines.push_back(shipped_line(question, line));
  if (const auto it = question.frame.question.find("end_use"); it != question.frame.question.end())
    shipment.end_use = std::get<law::Words>(it->second);
  shipment.exit_port = text_of(question.frame.question, "ports.export");
  shipment.unlading_port = text_of(question.frame.question, "ports.unlading");
  for (std::size_t p = 0; p < question.parties.size(); ++p) {
    const AskedParty& asked = question.parties[p];
    const std::string role = text_of(question.frame.parties[p].facts, "role");
    auto key = match::key_of(asked.name);
    const std::string name_key = key.ok() ? key.value() : "";
    if (role == "exporter")
      shipment.exporter_key = name_key;
    else if (role.empty() || consignee_role(role))
      shipment.parties.push_back({role, asked.name, asked.country, name_key});
  }
  return shipment;
}

licence::Fit condition_on(const Question& question, const licence::Condition& condition, Day day) {
  std::optional<bool> document;
  if (condition.met_by.starts_with("documents."))
    if (const auto it = question.frame.question.find(condition.met_by);
        it != question.frame.question.end())
      if (const bool* held = std::get_if<bool>(&it->second)) document = *held;
  return free_of(condition, day, document);
}

bool same_party(const Knowledge& known, const std::string& country, const match::Match& match) {
  const EntryView entry = known.snapshot.entry(match.entry);
  // A weak alias is shared by many: the same one proves nothing.
  const bool weak = known.snapshot.name(match.name).kind == snapshot::AliasKind::kWeak;
  return match.same_name && !weak && entry.type != snapshot::PartyType::kPerson &&
         (country.empty() || in_country(entry, country));
}

Result<Screening> screen_parties(const Knowledge& known, const Question& question) {
  return screen_parties(known, question, [&](const match::Query& query) {
    return match::screen(known.snapshot, query);
  });
}

Result<Screening> screen_parties(const Knowledge& known, const Question& question,
                                 const Screener& screener) {
  Screening screening;
  screening.matches.resize(question.parties.size());
  for (std::size_t p = 0; p < question.parties.size(); ++p) {
    const AskedParty& party = question.parties[p];
    LICET_TRY_DONE(screen_owners(screener, party.owners, screening));
    if (!party.to_screen) continue;
    screening.any_screened = true;
    match::Query query;
    query.name = party.name;
    query.country = party.country;
    auto found = screener(query);
    if (!found.ok())
      return Error{found.error().code, "/" + party.pointer + "/name", found.error().detail};
    screening.matches[p] = std::move(found.value());
  }
  for (const ForeignMade& made : question.made) {
    LICET_TRY_DONE(screen_owners(screener, made.designed_by, screening));
    LICET_TRY_DONE(screen_owners(screener, made.ordered_by, screening));
  }
  screening.missing_lists = missing_lists(known, screening);
  return screening;
}

std::vector<std::string> missing_lists(const Knowledge& known, const Screening& screening) {
  std::vector<std::string> missing;
  if (!screening.any_screened) return missing;
  for (const auto& list : known.rules.mandatory_lists()) {
    const auto source = known.snapshot.source_of(list);
    if (!source || source->rows == 0) missing.push_back(list);
  }
  return missing;
}

law::FactFrame frame_on(const Knowledge& known, const Question& question,
                        const Screening& screening, const law::AsOf& as_of) {
  const Day law_day = as_of.law_day;
  law::FactFrame frame = question.frame;
  for (std::size_t p = 0; p < frame.parties.size(); ++p) {
    const AskedParty& asked = question.parties[p];
    for (auto& row : rows_of(known, asked.pointer, asked.country, screening.matches[p], law_day))
      frame.parties[p].listings.push_back(std::move(row));
    AskedParty with_rows = asked;
    add_owner_rows(known, screening, law_day, with_rows.owners);
    add_ownership(with_rows, law_day, frame.parties[p]);
    for (auto& row : frame.parties[p].listings) add_savings(frame.question, row);
  }
  for (std::size_t line = 0; line < frame.lines.size(); ++line) {
    law::derive_day_facts(known.rules, law_day, frame.lines[line].facts);
    ForeignMade made = question.made[line];
    add_owner_rows(known, screening, law_day, made.designed_by);
    add_owner_rows(known, screening, law_day, made.ordered_by);
    add_foreign_made(known, made, as_of, frame, line);
    law::derive_served(known.rules, law_day, frame.lines[line]);
  }
  add_licences(question, known.rules, law_day, frame);
  add_footnotes(law_day, frame);
  add_policy_facts(law_day, frame);
  return frame;
}

}  // namespace licet::decide
