#include "own_lists.h"

#include "xml_records.h"

namespace licet::ingest {

std::optional<OwnForm> own_form(std::string_view text) {
  const std::string_view root = xml_root(text);
  if (root == "CONSOLIDATED_LIST") return OwnForm::kUnitedNations;
  if (root == "export") return OwnForm::kEuropeanUnion;
  if (text.starts_with("Report Date:") || text.starts_with("\"Report Date:"))
    return OwnForm::kUkSanctions;
  if (text.starts_with("Last Updated,") || text.starts_with("\"Last Updated\","))
    return OwnForm::kUkAssetFreeze;
  if (text.starts_with("Source List,")) return OwnForm::kNonproliferation;
  if (text.starts_with("Debarred Party Full Name")) return OwnForm::kDebarred;
  return std::nullopt;
}

Result<ListFile> read_own_list(OwnForm form, std::string_view text, const ReadOptions& options) {
  switch (form) {
    case OwnForm::kUnitedNations: return read_united_nations(text, options);
    case OwnForm::kEuropeanUnion: return read_european_union(text, options);
    case OwnForm::kUkSanctions: return read_uk_sanctions(text, options);
    case OwnForm::kUkAssetFreeze: return read_uk_asset_freeze(text, options);
    case OwnForm::kNonproliferation: return read_nonproliferation(text, options);
    case OwnForm::kDebarred: return read_debarred(text, options);
  }
  return Error{Code::FileUnknownFormat, options.file_name, "no form"};
}

const std::vector<KnownList>& other_lists() {
  static const std::vector<KnownList> kLists{
      {"eu-consolidated",
       "Consolidated list of persons, groups and entities subject to EU financial sanctions", false,
       false},
      {"uk-asset-freeze", "Consolidated List of Financial Sanctions Targets in the UK", false,
       false},
      {"uk-sanctions", "UK Sanctions List", false, false},
      {"un-consolidated", "United Nations Security Council Consolidated List", false, false},
  };
  return kLists;
}

}  // namespace licet::ingest
