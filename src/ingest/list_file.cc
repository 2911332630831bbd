#include "licet/ingest/list_file.h"

#include "licet/ingest/extract.h"

#include "csl_row.h"
#include "denied_persons.h"
#include "listed.h"
#include "ofac.h"
#include "own_lists.h"
#include "xml_records.h"
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
  if (xml_root(body) == "!DOCTYPE")
    return unknown_form(file, "has a DOCTYPE: a page, or a list that was tampered with");
  const auto own = own_form(body);
  if (body.front() == '<' && !own)
    return unknown_form(file, "an HTML or XML page; the address of the list may have moved");
  if (own) return read_own_list(*own, text, options);
  if (looks_like_extract(body)) return read_extract(text, options);
  if (looks_like_denied_persons(body)) return read_denied_persons(body, options);
  if (ofac_part(body))
    return Error{Code::ListTruncated, file,
                 "is one of the files of a list: name sdn.csv, alt.csv and add.csv together"};
  if (body.front() == '{') return finish(read_csl_json(text, file), text, options, "CSL JSON");
  const std::string_view header = body.substr(0, body.find('\n'));
  if (header.starts_with("_id,") || like_a_csl_header(header))
    return finish(read_csl_csv(text, file), text, options, "CSL CSV");
  return unknown_form(file, cat("begins with `", printable(header, 60), "`"));
}

}  // namespace

namespace {

// Of what the file says, not of its bytes: the order of its rows must not reach the snapshot.
ListFile with_digest(ListFile file) {
  const Digest digest = sha256(write_extract(file));
  for (auto& source : file.sources) source.file_digest = digest;
  return file;
}

}  // namespace

namespace {

Status check_only(const ListFile& file, const ReadOptions& options) {
  for (const auto& source : file.sources)
    if (!options.only.empty() && source.list != options.only)
      return Error{Code::ListWrongSource, options.file_name,
                   cat("the file is of `", source.list, "`, not of `", options.only, "`")};
  return Done{};
}

}  // namespace

Result<ListFile> read_list(std::string_view text, const ReadOptions& options) {
  LICET_TRY_DONE(check_text(text, options.file_name));
  LICET_TRY(file, read_form(text, options));
  LICET_TRY_DONE(check_only(file, options));
  return with_digest(std::move(file));
}

Result<ListFile> read_list_file(const std::string& path, ReadOptions options) {
  if (options.file_name.empty()) options.file_name = path;
  LICET_TRY(text, read_file(path));
  return read_list(text, options);
}

Result<ListFile> read_list_files(const std::vector<std::string>& paths, ReadOptions options) {
  if (paths.empty()) return Error{Code::Usage, "lists", "no file is named"};
  if (paths.size() == 1) return read_list_file(paths.front(), std::move(options));
  if (options.file_name.empty()) options.file_name = paths.front();
  std::vector<std::string> texts;
  for (const std::string& path : paths) {
    LICET_TRY(text, read_file(path));
    texts.push_back(std::move(text));
  }
  std::vector<OfacText> files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i], texts[i]});
  LICET_TRY(file, read_ofac(files, options));
  if (file.sources.front().extract)
    return Error{Code::ListTruncated, paths.front(),
                 "alternate names or addresses are missing: name alt.csv and add.csv with it"};
  return with_digest(std::move(file));
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
