#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/result.h"
#include "licet/law/federal_register.h"
#include "licet/law/places.h"
#include "licet/snapshot/record.h"

namespace licet::ingest {

// A list file as read: records without comparison keys (compile.h makes them), and one source a
// list.
struct ListFile {
  std::string name;           // of the file, for messages and provenance
  bool consolidated = false;  // a whole Consolidated Screening List: every mandatory list is due
  std::vector<snapshot::SourceRecord> sources;
  std::vector<snapshot::EntryRecord> entries;
  std::uint32_t aliases = 0;  // as published, before names inside names are taken apart
};

struct ReadOptions {
  std::string file_name;   // shown in errors; its last part is recorded as provenance
  Day published = kAlways;  // day of the file; the CSL does not carry it, our own form does
  const law::FederalRegister* rules = nullptr;  // null: no rule is known
  const law::Places* places = nullptr;          // null: no name of a country is known
  // Archived copies of the Treasury's files often lost the mark at their end. Without it nobody can
  // see whether rows are missing: whoever sets this answers for that.
  bool end_mark_lost = false;
  // The file is one list alone in the form of the CSL: every row must be of it. Empty: a whole CSL.
  std::string only = {};
};

// Every form of docs/formats/lists.md, told apart by content: CSL CSV and JSON, licet-list/1, the
// lists with a file of their own. The text must be inflated. Refused with one line: an empty file
// or a file that ends too early (ListTruncated), an HTML page or another form (FileUnknownFormat),
// other columns or keys (ListColumnsMoved), a source that is not known or rows that cannot be of
// their source (ListWrongSource), a row that cannot be read (ListBadRow with its line), a CSL
// without a day (BadDay). The answer is one file on its own; check_list() compares it with what is
// in force.
Result<ListFile> read_list(std::string_view text, const ReadOptions& options);

// read_file() and then read_list(). An absent file name is taken from the path.
Result<ListFile> read_list_file(const std::string& path, ReadOptions options);

// The same for files that only together are a list: the Treasury's own, sdn.csv with alt.csv and
// add.csv (and sdn_comments.csv, the rest of long remarks), or cons_prim.csv with its own.
// ListTruncated when a part is missing, ListBadRow when one speaks of an entity that the main file
// lacks: then they are of different days.
Result<ListFile> read_list_files(const std::vector<std::string>& paths, ReadOptions options);

// "consolidated_2026-07-31.csv.gz" -> that day; "…_2022-05.csv" -> the last day of that month, the
// latest it can be from; nothing when the name carries neither.
std::optional<Day> day_in_name(std::string_view file_name);

// The lists of a CSL by their word in the vocabulary and the publisher's titles for them;
// `mandatory` for us-ear.
struct KnownList {
  std::string_view list;
  std::string_view title;
  bool mandatory;
  bool treasury;  // rows carry an entity number and a party type
};
const std::vector<KnownList>& known_lists();
// Lists that only files of their own bring, of other publishers; none of them is mandatory.
const std::vector<KnownList>& other_lists();

}  // namespace licet::ingest
