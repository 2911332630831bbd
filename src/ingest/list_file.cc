#include "licet/ingest/list_file.h"

#include "licet/ingest/extract.h"

#include "csl_row.h"
#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::ingest {
namespace {

Error unknown_form(const std::string& file, std::string why) {
  return Error{Code::FileUnknownFormat, file, std::move(why)};
}

// A CSV whose header shares words with the CSL is a CSL whose columns moved, not a stranger.
bool like_a_csl_header(std::string_view line) {
  std::size_t shared = 0;
  for (std::string_view column : kCslColumns)
    if (line.find(column) != std::string_view::npos) ++shared;
  return shared >= 10;
}

template <class Rows>
Result<ListFile> finish(Rows rows, std::string_view text, const ReadOptions& options,
                        std::string_view form) {
  if (!rows.ok()) return rows.error();
  return list_file_of(rows.value(), text, options, form);
}

}  // namespace

namespace {

Result<ListFile> read_form(std::string_view text, const ReadOptions& options) {
  const std::string& file = options.file_name;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view body = trim(text);
  if (body.empty()) return Error{Code::ListTruncated, file, "the file is empty"};
  if (body.front() == '<')
    return unknown_form(file, "an HTML or XML page; the address of the list may have moved");
  if (body.find('\0') != std::string_view::npos) return unknown_form(file, "holds NUL bytes");
  if (looks_like_extract(body)) return read_extract(text, options);
  if (body.front() == '{') return finish(read_csl_json(text, file), text, options, "CSL JSON");
  const std::string_view header = body.substr(0, body.find('\n'));
  if (header.starts_with("_id,") || like_a_csl_header(header))
    return finish(read_csl_csv(text, file), text, options, "CSL CSV");
  return unknown_form(file, cat("begins with `", printable(header, 60), "`"));
}

}  // namespace

Result<ListFile> read_list(std::string_view text, const ReadOptions& options) {
  LICET_TRY(file, read_form(text, options));
  // Of what the file says, not of its bytes: the order of its rows must not reach the snapshot.
  const Digest digest = sha256(write_extract(file));
  for (auto& source : file.sources) source.file_digest = digest;
  return std::move(file);
}

Result<ListFile> read_list_file(const std::string& path, ReadOptions options) {
  if (options.file_name.empty()) options.file_name = path;
  LICET_TRY(text, read_file(path));
  return read_list(text, options);
}

std::optional<Day> day_in_name(std::string_view file_name) {
  file_name = file_name.substr(file_name.rfind('/') + 1);
  for (std::size_t at = 0; at + 7 <= file_name.size(); ++at) {
    if (at > 0 && file_name[at - 1] >= '0' && file_name[at - 1] <= '9') continue;
    if (const auto day = parse_day(file_name.substr(at, 10)); day.ok()) return day.value();
  }
  for (std::size_t at = 0; at + 7 <= file_name.size(); ++at) {
    if (at > 0 && file_name[at - 1] >= '0' && file_name[at - 1] <= '9') continue;
    const auto first = parse_day(cat(file_name.substr(at, 7), "-01"));
    if (!first.ok()) continue;
    Day last = first.value().plus(27);
    while (to_string(last.plus(1)).substr(5, 2) == to_string(first.value()).substr(5, 2))
      last = last.plus(1);
    return last;
  }
  return std::nullopt;
}

}  // namespace licet::ingest
