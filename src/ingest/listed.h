#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/ingest/list_file.h"

// What the readers of lists with a file of their own share. Private to this module.
namespace licet::ingest {

// What every text must be before it is read. FileUnknownFormat: it holds NUL bytes. ListBadRow with
// the line: it is not UTF-8, or was made UTF-8 twice. ListTruncated: its last letter is cut.
Status check_text(std::string_view text, const std::string& place);

// Names that are not there yet; those inside a name, and a name in another script in brackets at
// its end, are added beside it. Blanks at the ends are taken away; nothing of an empty one.
void add_listed_name(snapshot::EntryRecord& entry, std::string_view text,
                     snapshot::AliasKind kind);

// "what: text" among the identifiers, once; nothing of an empty one.
void add_fact(snapshot::EntryRecord& entry, std::string_view what, std::string_view text);

// The pieces that are not empty, joined by ", "; the country by its name or code. Added once.
void add_listed_address(snapshot::EntryRecord& entry, const std::vector<std::string>& pieces,
                        std::string_view country, const law::Places* places);

// ISO code of a country's name (or of a code), or empty.
std::string country_code(std::string_view name, const law::Places* places);

// "31/12/1965" -> 1965-12-31; "00/00/1965" and "dd/mm/1965" -> 1965; "00/12/1965" -> Dec 1965; any
// other text as it is.
std::string born_text(std::string_view text);

// Month and day as one or two digits: 12/31/1965 when `month_first`, else 31/12/1965. BadDay.
Result<Day> day_with_slashes(std::string_view text, bool month_first);

// A CSV whose header, behind `skip` lines of another form, must be these columns: `a|b` for two
// spellings. ListTruncated (last line not ended or short), ListColumnsMoved, ListBadRow.
struct OwnCsv {
  std::vector<std::string> first;  // fields of the line before the header
  std::vector<CsvRow> rows;
};
Result<OwnCsv> read_own_csv(std::string_view text, const std::string& file,
                            const std::vector<std::string_view>& columns, std::size_t skip);

// The file of one list: rows counted, ids made different (`#2`), every entry with a name.
// ListTruncated when it has no row.
Result<ListFile> own_list(std::string_view list, std::vector<snapshot::EntryRecord> entries,
                          const ReadOptions& options, Day published, std::string_view form);

}  // namespace licet::ingest
