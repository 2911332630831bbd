#include "licet/match/address.h"

#include <algorithm>
#include <map>

#include "address_index.h"
#include "address_key.h"
#include "country.h"
#include "name_index.h"

namespace licet::match {
namespace {

using snapshot::EntryId;
using snapshot::EntryView;
using snapshot::Snapshot;

struct Best {
  std::uint32_t address = 0;
  Comparison comparison;
  bool other = false;
};

// Addresses of the entries by their number in the index: entry after entry.
std::vector<AddressMatch> matches_of(const Snapshot& snapshot, const AddressQuery& query,
                                     const std::map<std::uint32_t, Best>& best) {
  std::vector<AddressMatch> out;
  for (const auto& [id, found] : best) {
    AddressMatch match{EntryId{id}, found.address, 0, found.comparison.evidence};
    match.score_permille = with_country(found.comparison.score_permille, found.other);
    if (found.other) {
      const auto address = snapshot.entry(match.entry).addresses[found.address];
      match.evidence.push_back({"country", query.country, std::string(address.country),
                                match.score_permille - found.comparison.score_permille});
    }
    if (match.score_permille >= query.threshold_permille) out.push_back(std::move(match));
  }
  std::sort(out.begin(), out.end(), [](const AddressMatch& a, const AddressMatch& b) {
    if (a.score_permille != b.score_permille) return a.score_permille > b.score_permille;
    return a.entry < b.entry;  // entries lie in the order of list and id
  });
  return out;
}

// The better address of one entry: the higher score, then the earlier one.
void take(const Snapshot& snapshot, const AddressQuery& query, const AddressTokens& asked,
          const AddressPlace& place, const AddressTokens& listed,
          std::map<std::uint32_t, Best>& best) {
  const EntryView entry = snapshot.entry(place.entry);
  if (!query.list.empty() && entry.list != query.list) return;
  Comparison comparison = compare_address_tokens(asked, listed);
  if (comparison.score_permille < query.threshold_permille) return;
  const std::string_view country = entry.addresses[place.index].country;
  const bool other = !query.country.empty() && !country.empty() && country != query.country;
  const auto [at, fresh] = best.try_emplace(place.entry.value);
  const int now = with_country(comparison.score_permille, other);
  const int before = with_country(at->second.comparison.score_permille, at->second.other);
  if (fresh || now > before) at->second = {place.index, std::move(comparison), other};
}

}  // namespace

Result<Comparison> compare_addresses(std::string_view left, std::string_view right) {
  LICET_TRY(a, address_tokens(left));
  LICET_TRY(b, address_tokens(right));
  return compare_address_tokens(a, b);
}

Result<std::vector<AddressMatch>> screen_address(const Snapshot& snapshot,
                                                 const AddressQuery& query) {
  LICET_TRY(asked, address_tokens(query.address));
  const AddressIndex& index = NameIndex::of(snapshot).addresses(snapshot);
  std::map<std::uint32_t, Best> best;
  for (const std::uint32_t number : index.sharing_a_word(asked)) {
    take(snapshot, query, asked, index.place(number), index.tokens(number), best);
  }
  return matches_of(snapshot, query, best);
}

Result<std::vector<AddressMatch>> screen_address_reference(const Snapshot& snapshot,
                                                           const AddressQuery& query) {
  LICET_TRY(asked, address_tokens(query.address));
  std::map<std::uint32_t, Best> best;
  for (std::uint32_t i = 0; i < snapshot.entry_count(); ++i) {
    const EntryView entry = snapshot.entry({i});
    for (std::uint32_t k = 0; k < entry.addresses.size(); ++k) {
      const auto listed = address_tokens(entry.addresses[k].text);
      if (listed.ok()) take(snapshot, query, asked, {{i}, k}, listed.value(), best);
    }
  }
  return matches_of(snapshot, query, best);
}

}  // namespace licet::match
