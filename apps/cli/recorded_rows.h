#pragma once
#include <fstream>
#include <string>
#include <vector>

#include "licet/api/impact.h"

// A file of recorded questions or answers, one row at a time: never held whole.
namespace licet::cli {

class RecordedRows {
 public:
  // .jsonl (one JSON object a line) or .csv (docs/formats/question.md); `-` is standard input, as
  // JSON lines. FileUnreadable; for a CSV also the errors of its header.
  static Result<RecordedRows> open(const std::string& path);

  // The next row with its line; blank lines are passed over. Nothing at the end.
  std::optional<api::ImpactRow> next();

  std::uint64_t bytes_read() const { return bytes_read_; }
  std::uint64_t bytes_in_all() const { return bytes_in_all_; }  // 0 = not known

 private:
  std::istream& in();
  bool read_line(std::string& line);
  bool read_record(std::string& record);

  std::unique_ptr<std::ifstream> file_;  // null for standard input
  bool csv_ = false;
  std::vector<std::string> header_;
  std::uint64_t line_ = 0, bytes_read_ = 0, bytes_in_all_ = 0;
};

}  // namespace licet::cli
