#include "licet/decide/knowledge.h"

#include <algorithm>
#include <set>

#include "licet/base/text.h"
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

// Was the shipment under way when the row came into force, and is it over in time? Left open where a day
// is not given; a row without a savings clause saves nothing.
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

// The rows somebody is, and those he may be. Whoever is a row of one list is not also held up by rows of
// that list with other names.
std::vector<law::ListingFacts> rows_of(const Knowledge& known, const std::string& pointer,
                                       const std::string& country,
                                       const std::vector<match::Match>& matches, Day law_day) {
  std::set<std::string_view> settled;
  for (const auto& match : matches)
    if (same_party(known, country, match)) settled.insert(known.snapshot.entry(match.entry).list);
  std::vector<law::ListingFacts> rows;
  for (const auto& match : matches) {
    const bool sure = same_party(known, country, match);
    if (sure || !settled.contains(known.snapshot.entry(match.entry).list))
      rows.push_back(row_of(known, match, law_day, pointer, sure));
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

Status screen_owners(const Knowledge& known, const std::vector<Owner>& owners,
                     Screening& screening) {
  for (const Owner& owner : owners) {
    if (!owner.screened_or_listed) {
      screening.any_screened = true;
      match::Query query;
      query.name = owner.name;
      query.country = owner.country;
      auto found = match::screen(known.snapshot, query);
      if (!found.ok())
        return Error{found.error().code, cat("/", owner.pointer, "/name"), found.error().detail};
      screening.owner_matches[owner.pointer] = std::move(found.value());
    }
    LICET_TRY_DONE(screen_owners(known, owner.owners, screening));
  }
  return Done{};
}

bool consignee_role(std::string_view role) {
  return role == "purchaser" || role == "intermediate_consignee" || role == "ultimate_consignee" ||
         role == "end_user";
}

std::string text_of(const law::FactMap& facts, std::string_view key) {
  const auto it = facts.find(key);
  const auto* text = it == facts.end() ? nullptr : std::get_if<std::string>(&it->second);
  return text == nullptr ? "" : *text;
}

licence::Shipment shipment_of(const Question& question, std::size_t line) {
  licence::Shipment shipment;
  const law::FactMap& item = question.frame.lines[line].facts;
  const Json& written = question.document.find("items")->array()[line];
  shipment.destination = text_of(question.frame.question, "destination");
  shipment.eccn = text_of(item, "eccn");
  shipment.kind = text_of(item, "kind");
  if (const Json* quantity = written.find("quantity")) {
    shipment.unit = std::string(quantity->text("unit"));
    shipment.quantity = Decimal::parse(quantity->text("amount")).value();
  }
  if (const Json* value = written.find("value"))
    shipment.value = parse_money(value->text("amount"), value->text("currency")).value();
  if (const auto it = question.frame.question.find("end_use"); it != question.frame.question.end())
    shipment.end_use = std::get<law::Words>(it->second);
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

void add_licences(const Question& question, Day law_day, law::FactFrame& frame) {
  for (std::size_t i = 0; i < question.licences.size(); ++i) {
    const licence::Licence& licence = question.licences[i];
    const licence::Standing standing = standing_on(licence, law_day);
    law::LicenceFacts facts;
    facts.id = licence.id;
    facts.pointer = cat("licences/", i);
    facts.cite = {standing.status == licence::Status::kLive ? "15 CFR 750.7(a)(1)"
                  : standing.status == licence::Status::kExpired ? "15 CFR 750.7(g)"
                                                                 : "15 CFR 750.8(a)"};
    for (std::size_t line = 0; line < frame.lines.size(); ++line) {
      const licence::Coverage coverage = covers(licence, shipment_of(question, line));
      law::FactMap map;
      map["status"] = std::string(to_string(standing.status));
      if (coverage.fit != licence::Fit::kUnknown)
        map["covers_line"] = coverage.fit == licence::Fit::kYes;
      facts.by_line.push_back(std::move(map));
      const bool live = standing.status == licence::Status::kLive;
      facts.why.push_back(live ? coverage.because
                               : cat("it is ", to_string(standing.status),
                                     standing.since == kAlways
                                         ? ""
                                         : cat(" since ", to_string(standing.since))));
    }
    frame.licences.push_back(std::move(facts));
  }
}

}  // namespace

bool same_party(const Knowledge& known, const std::string& country, const match::Match& match) {
  const EntryView entry = known.snapshot.entry(match.entry);
  // A weak alias is shared by many: the same one proves nothing.
  const bool weak = known.snapshot.name(match.name).kind == snapshot::AliasKind::kWeak;
  return match.same_name && !weak && entry.type != snapshot::PartyType::kPerson &&
         (country.empty() || in_country(entry, country));
}

Result<Screening> screen_parties(const Knowledge& known, const Question& question) {
  Screening screening;
  screening.matches.resize(question.parties.size());
  for (std::size_t p = 0; p < question.parties.size(); ++p) {
    const AskedParty& party = question.parties[p];
    LICET_TRY_DONE(screen_owners(known, party.owners, screening));
    if (!party.to_screen) continue;
    screening.any_screened = true;
    match::Query query;
    query.name = party.name;
    query.country = party.country;
    auto found = match::screen(known.snapshot, query);
    if (!found.ok()) return Error{found.error().code, "/" + party.pointer + "/name", found.error().detail};
    screening.matches[p] = std::move(found.value());
  }
  if (screening.any_screened)
    for (const auto& list : known.rules.mandatory_lists()) {
      const auto source = known.snapshot.source_of(list);
      if (!source || source->rows == 0) screening.missing_lists.push_back(list);
    }
  return screening;
}

law::FactFrame frame_on(const Knowledge& known, const Question& question,
                        const Screening& screening, Day law_day) {
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
  add_licences(question, law_day, frame);
  return frame;
}

}  // namespace licet::decide
