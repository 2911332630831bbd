#include "ownership.h"

#include <algorithm>

namespace licet::decide {
namespace {

using law::Tri;

const Decimal kHalf(50);
const Decimal kWhole(100);

bool counts(const law::ListingFacts& row) {
  return row.list == "entity-list" || row.list == "meu-list" || row.list == "sdn";
}

Tri row_in_force(const law::ListingFacts& row, Day day) {
  if (day < row.possible_from || day >= row.until) return Tri::kFalse;
  return day < row.certain_from || row.possible_match ? Tri::kUnknown : Tri::kTrue;
}

// Is the owner listed, or to be treated so? The place of what leaves it open goes to `unknown`.
Tri treated_as_listed(const Owner& owner, Day day, std::string& unknown) {
  Tri result = owner.screened_or_listed ? Tri::kFalse : Tri::kUnknown;
  if (result == Tri::kUnknown) unknown = owner.pointer + "/listed";
  for (const auto& row : owner.listings)
    if (counts(row)) result = std::max(result, row_in_force(row, day));
  if (result == Tri::kTrue) return result;
  const ListedShare above = listed_share(owner.owners, day);
  if (above.least >= kHalf) return Tri::kTrue;
  if (above.most >= kHalf) {
    unknown = above.unknown;
    return Tri::kUnknown;
  }
  return result;
}

void add_rows(const std::vector<Owner>& owners, law::PartyFacts& party) {
  for (const Owner& owner : owners) {
    for (law::ListingFacts row : owner.listings) {
      row.via_owner = true;
      row.facts["via"] = std::string("owner");
      party.listings.push_back(std::move(row));
    }
    add_rows(owner.owners, party);
  }
}

bool any_row(const std::vector<Owner>& owners, Day day) {
  return std::any_of(owners.begin(), owners.end(), [&](const Owner& owner) {
    return any_row(owner.owners, day) ||
           std::any_of(owner.listings.begin(), owner.listings.end(), [&](const auto& row) {
             return row_in_force(row, day) != Tri::kFalse;
           });
  });
}

}  // namespace

ListedShare listed_share(const std::vector<Owner>& owners, Day law_day) {
  ListedShare share;
  Decimal known;  // of all owners whose share is given
  for (const Owner& owner : owners)
    if (owner.percent) known = known.plus(*owner.percent);
  const Decimal rest = known > kWhole ? Decimal() : kWhole.minus(known);
  for (const Owner& owner : owners) {
    std::string unknown;
    const Tri listed = treated_as_listed(owner, law_day, unknown);
    if (listed == Tri::kFalse) continue;
    share.any_listed = true;
    if (!owner.percent) unknown = owner.pointer + "/percent";
    share.most = share.most.plus(owner.percent.value_or(rest));
    if (listed == Tri::kTrue && owner.percent) share.least = share.least.plus(*owner.percent);
    if (share.unknown.empty()) share.unknown = unknown;
  }
  return share;
}

void add_ownership(const AskedParty& asked, Day law_day, law::PartyFacts& party) {
  for (auto& row : party.listings) row.facts["via"] = std::string("self");
  if (!asked.owners_given) return;
  const ListedShare share = listed_share(asked.owners, law_day);
  const bool any = any_row(asked.owners, law_day);
  party.facts["has_listed_owner"] = any;
  if (share.least >= kHalf)
    party.facts["listed_ownership"] = std::string("majority");
  else if (share.most >= kHalf)
    party.open["listed_ownership"] = share.unknown;
  else
    party.facts["listed_ownership"] = std::string(any || share.any_listed ? "minority" : "none");
  add_rows(asked.owners, party);
}

}  // namespace licet::decide
