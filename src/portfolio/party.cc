#include "licet/portfolio/party.h"

#include <set>

#include "licet/base/codes.h"
#include "licet/base/text.h"

namespace licet::portfolio {
namespace {

using snapshot::EntryView;
using snapshot::PartyType;
using snapshot::Snapshot;

// Each text with its length before it, so that no two lists of texts give the same bytes.
class Said {
 public:
  Said& add(std::string_view text) {
    text_ += cat(text.size(), ":", text);
    return *this;
  }
  Said& add(const std::vector<std::string_view>& texts) {
    add(cat(texts.size()));
    for (const auto text : texts) add(text);
    return *this;
  }
  Digest digest() const { return sha256(text_); }

 private:
  std::string text_;
};

// A party without a name is not screened, whatever its numbers are: it would look clear.
Result<match::Query> query_of(const Party& party, int threshold_permille) {
  if (trim(party.name).empty()) return Error{Code::NameEmpty, "name", ""};
  match::Query query{party.name, party.country, party.type, "", threshold_permille};
  for (const std::string_view number : split(party.identifiers, ';'))
    if (!trim(number).empty()) query.identifiers.emplace_back(trim(number));
  if (party.born.empty()) return query;
  LICET_TRY(born, match::born_span(party.born));
  query.born = born;
  return query;
}

Hit hit_of(const Snapshot& snapshot, match::Match match) {
  const EntryView entry = snapshot.entry(match.entry);
  Hit hit;
  hit.list = entry.list;
  hit.entry_id = entry.entry_id;
  hit.name = snapshot.name({entry.first_name}).text;
  hit.matched_name = snapshot.name(match.name).text;
  hit.score_permille = match.score_permille;
  hit.same_name = match.same_name;
  hit.evidence = std::move(match.evidence);
  hit.entry = identity_of(snapshot, entry);
  return hit;
}

}  // namespace

Digest identity_of(const Snapshot& snapshot, const EntryView& entry) {
  Said said;
  said.add(entry.list).add(entry.entry_id).add(cat(int(entry.type))).add(cat(entry.name_count));
  for (std::uint32_t i = 0; i < entry.name_count; ++i) {
    const auto name = snapshot.name({entry.first_name + i});
    said.add(name.text).add(cat(int(name.kind)));
  }
  said.add(cat(entry.addresses.size()));
  for (const auto& address : entry.addresses) said.add(address.text).add(address.country);
  return said.add(entry.identifiers).add(entry.programmes).add(entry.remarks).digest();
}

Digest identity_of(const Party& party) {
  Said said;
  said.add(party.id).add(party.name).add(party.country).add(type_word(party.type));
  said.add(party.born).add(party.identifiers);
  return said.digest();
}

Digest identity_of(const Hit& hit) {
  Said said;
  said.add(hit.list).add(hit.entry_id).add(hit.matched_name).add(cat(hit.score_permille));
  for (const auto& piece : hit.evidence)
    said.add(piece.what).add(piece.left).add(piece.right).add(cat(piece.permille));
  return said.digest();
}

std::string_view type_word(PartyType type) {
  switch (type) {
    case PartyType::kPerson: return "person";
    case PartyType::kCompany: return "company";
    case PartyType::kVessel: return "vessel";
    default: return "";
  }
}

Result<PartyType> type_of_word(std::string_view word, const std::string& place) {
  if (word.empty()) return PartyType::kUnknown;
  for (const PartyType type : {PartyType::kPerson, PartyType::kCompany, PartyType::kVessel})
    if (type_word(type) == word) return type;
  return Error{Code::BadValue, place,
               cat("`", printable(word, 40), "` is not person, company or vessel")};
}

Result<std::vector<Party>> read_parties(const CsvTable& table) {
  std::vector<Party> parties;
  std::set<std::string> ids;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Party party;
    party.id = trim(table.at(row, "id"));
    party.name = table.at(row, "name");
    party.country = trim(table.at(row, "country"));
    party.born = trim(table.at(row, "dob"));
    party.identifiers = trim(table.at(row, "identifier"));
    if (party.id.empty())
      return Error{Code::BadValue, table.place(row, "id"), "a party without id"};
    if (!ids.insert(party.id).second)
      return Error{Code::BadValue, table.place(row, "id"),
                   cat("the id `", printable(party.id, 60), "` stands twice")};
    LICET_TRY(type, type_of_word(trim(table.at(row, "type")), table.place(row, "type")));
    party.type = type;
    parties.push_back(std::move(party));
  }
  return parties;
}

Screened screen_party(const Snapshot& snapshot, const Party& party, int threshold_permille) {
  Screened out{party, {}, {}};
  auto query = query_of(party, threshold_permille);
  auto found = query.ok() ? match::screen(snapshot, query.value())
                          : Result<std::vector<match::Match>>(query.error());
  if (!found.ok()) {
    out.problem = code_row(found.error().code).name;
    return out;
  }
  for (auto& match : found.value()) out.hits.push_back(hit_of(snapshot, std::move(match)));
  return out;
}

}  // namespace licet::portfolio
