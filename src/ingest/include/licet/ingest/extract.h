#pragma once
#include <string>

#include "licet/ingest/list_file.h"

namespace licet::ingest {

// licet-list/1 (docs/formats/lists.md): one canonical JSON object a line, the header first. Entries
// are sorted by list, id and text, so the same content gives the same bytes. Comparison keys are
// not written. read_list() reads it back; days are inclusive in the file.
std::string write_extract(const ListFile& file);

}  // namespace licet::ingest
