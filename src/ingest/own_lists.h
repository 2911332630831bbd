#pragma once
#include <optional>
#include <string_view>

#include "licet/base/result.h"
#include "licet/ingest/list_file.h"

// The lists that their publishers give as a file of their own, in their own form
// (docs/formats/lists.md, "Lists with a file of their own"). Private to this module.
namespace licet::ingest {

enum class OwnForm {
  kUnitedNations,     // XML, root CONSOLIDATED_LIST
  kEuropeanUnion,     // XML 1.1, root export
  kUkSanctions,       // CSV behind a line `Report Date: …`
  kUkAssetFreeze,     // CSV behind a line `Last Updated,…`
  kNonproliferation,  // CSV of the State Department, `Source List,Programs,Name,…`
  kDebarred,          // CSV of the State Department, `Debarred Party Full Name and Alias,…`
};

// Told by the beginning of the text; nothing when it is none of them.
std::optional<OwnForm> own_form(std::string_view text);

// One source, every row of the file an entry (rows of the British lists that tell of one party are
// one). The file's own day where it carries one, else options.published: BadDay without it. Errors:
// read_list().
Result<ListFile> read_own_list(OwnForm form, std::string_view text, const ReadOptions& options);

Result<ListFile> read_united_nations(std::string_view text, const ReadOptions& options);
Result<ListFile> read_european_union(std::string_view text, const ReadOptions& options);
Result<ListFile> read_uk_sanctions(std::string_view text, const ReadOptions& options);
Result<ListFile> read_uk_asset_freeze(std::string_view text, const ReadOptions& options);
Result<ListFile> read_nonproliferation(std::string_view text, const ReadOptions& options);
Result<ListFile> read_debarred(std::string_view text, const ReadOptions& options);

}  // namespace licet::ingest
