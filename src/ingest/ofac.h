#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/result.h"
#include "licet/ingest/list_file.h"

// The Treasury's own files: no header, `-0-` for "nothing", a control mark 0x1A at the end. One
// list is spread over three or four of them. Private to this module.
namespace licet::ingest {

enum class OfacPart { kPrimary, kAlternate, kAddress, kComments };

// One file as given: its name for messages, its text inflated.
struct OfacText {
  std::string name;
  std::string_view text;
};

struct OfacRows {
  std::string file;
  std::vector<CsvRow> rows;  // fields verbatim, `-0-` made empty
};

// Which part of a list this is, told by the fields of its first line (12, 5, 6, 2); nothing when it
// does not begin with an entity number.
std::optional<OfacPart> ofac_part(std::string_view text);

// ListTruncated without the end mark, ListBadRow for a row of another number of fields or without
// an entity number.
Result<OfacRows> read_ofac_rows(const OfacText& file, OfacPart part, bool end_mark_lost = false);

// What the remarks of a row hold, taken apart at "; ": names in quotes after `a.k.a.` are weak
// aliases; `DOB …`, `nationality …`, `citizen …` and numbers of papers and registers are
// identifiers.
struct OfacRemarks {
  std::vector<std::string> weak_names, names, identifiers;
};
OfacRemarks read_ofac_remarks(std::string_view remarks);

// The lists of the file: `sdn`, or those of the file of all others (the list follows from the
// programme). Without alternate names or addresses the sources are extracts: a name that is not
// there cannot be found.
Result<ListFile> read_ofac(const std::vector<OfacText>& files, const ReadOptions& options);

}  // namespace licet::ingest
