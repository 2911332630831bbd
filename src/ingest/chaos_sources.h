#pragma once
#include <string>
#include <vector>

// What chaos_test.cc corrupts. Test only.
namespace licet::ingest {

using Texts = std::vector<std::string>;

struct Source {
  std::string name;
  Texts good;                           // one text, or the parts of the Treasury
  std::string only;                     // the list it must be, for lists with a file of their own
  std::string own_day;                  // the day as the file writes it; empty: it carries none
  std::string older_day;
  std::vector<std::string> partitions;  // a mark of every row of a part
  std::string alias_mark;               // what stands in lines that hold aliases alone, or
  int alias_column = -1;                // the column of aliases
  std::string record_end;               // XML: what ends a record; else a record is a line
};

// Every form that is read, each with some hundred rows.
std::vector<Source> chaos_sources();

}  // namespace licet::ingest
