#include "listed.h"

#include <algorithm>
#include <array>
#include <map>

#include "csl_row.h"
#include "licet/base/text.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;

// Letters of UTF-8 that were taken for Latin-1 and written as UTF-8 again: a capital of U+00C2 to
// U+00F4 and then a sign of U+0080 to U+00BF. No published list has had one; three are no accident.
bool encoded_twice(std::string_view text) {
  int pairs = 0;
  for (std::size_t at = 0; at + 3 < text.size(); ++at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (byte(0) != 0xC3 || byte(1) < 0x82 || byte(1) > 0xB4) continue;
    if (byte(2) == 0xC2 && byte(3) >= 0x80) ++pairs;
  }
  return pairs >= 3;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Letters beyond Latin begin at U+0370, the two bytes CD B0.
bool has_other_script(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xCE; });
}

void add_once(EntryRecord& entry, std::string_view text, AliasKind kind) {
  text = trim(text);
  if (text.empty()) return;
  for (auto& name : entry.names)
    if (name.text == text) {
      name.kind = std::min(name.kind, kind);  // once strong, it stays strong
      return;
    }
  entry.names.push_back({std::string(text), kind, {}});
}

std::array<std::string_view, 3> parts_of(std::string_view text) {
  const auto pieces = split(text, '/');
  if (pieces.size() != 3) return {};
  return {trim(pieces[0]), trim(pieces[1]), trim(pieces[2])};
}

bool is_unknown(std::string_view part) {
  return part == "00" || part == "0" || lower_ascii(part) == "dd" || lower_ascii(part) == "mm";
}

bool is_column(std::string_view known, std::string_view written) {
  const auto spellings = split(known, '|');
  return std::find(spellings.begin(), spellings.end(), written) != spellings.end();
}

Status check_columns(const CsvRow& header, const std::string& file,
                     const std::vector<std::string_view>& columns) {
  const auto& fields = header.fields;
  for (std::size_t i = 0; i < std::max(fields.size(), columns.size()); ++i) {
    if (i < fields.size() && i < columns.size() && is_column(columns[i], fields[i])) continue;
    return Error{Code::ListColumnsMoved, cat(file, ":", header.line),
                 cat("column ", i + 1, " is `",
                     i < fields.size() ? printable(fields[i], 40) : std::string("absent"),
                     "` where `", i < columns.size() ? columns[i] : std::string_view("none"),
                     "` is due")};
  }
  return Done{};
}

}  // namespace

Status check_text(std::string_view text, const std::string& place) {
  if (text.find('\0') != std::string_view::npos)
    return Error{Code::FileUnknownFormat, place, "holds NUL bytes"};
  if (const auto at = invalid_utf8_at(text); at)
    return Error{*at + 4 > text.size() ? Code::ListTruncated : Code::ListBadRow,
                 cat(place, ":",
                     1 + std::count(text.begin(), text.begin() + std::ptrdiff_t(*at), '\n')),
                 "is not UTF-8"};
  if (encoded_twice(text))
    return Error{Code::ListBadRow, place, "its letters were encoded as UTF-8 twice"};
  return Done{};
}

void add_listed_name(EntryRecord& entry, std::string_view text, AliasKind kind) {
  add_once(entry, text, kind);
  const AliasKind inner = kind == AliasKind::kWeak ? kind : AliasKind::kAlias;
  for (const std::string& name : names_inside(trim(text))) add_once(entry, name, inner);
  const auto open = text.rfind('(');
  if (open == std::string_view::npos || !trim(text).ends_with(')')) return;
  const std::string_view inside = text.substr(open + 1, text.rfind(')') - open - 1);
  if (!has_other_script(inside) || has_other_script(text.substr(0, open))) return;
  add_once(entry, text.substr(0, open), inner);
  add_once(entry, inside, inner);
}

void add_fact(EntryRecord& entry, std::string_view what, std::string_view text) {
  if (trim(text).empty()) return;
  std::string fact = cat(what, ": ", trim(text));
  auto& all = entry.identifiers;
  if (std::find(all.begin(), all.end(), fact) == all.end()) all.push_back(std::move(fact));
}

std::string country_code(std::string_view name, const law::Places* places) {
  name = trim(name);
  if (const auto code = read_address(name).country; name.size() == 2 && !code.empty()) return code;
  const std::string code = places == nullptr ? std::string() : places->code_of_name(name);
  return code.size() == 2 ? code : std::string();
}

void add_listed_address(EntryRecord& entry, const std::vector<std::string>& pieces,
                        std::string_view country, const law::Places* places) {
  snapshot::AddressRecord address;
  for (const std::string& piece : pieces)
    if (!trim(piece).empty())
      address.text += cat(address.text.empty() ? "" : ", ", trim(piece));
  if (!trim(country).empty())
    address.text += cat(address.text.empty() ? "" : ", ", trim(country));
  if (address.text.empty()) return;
  address.country = country_code(country, places);
  for (const auto& known : entry.addresses)
    if (known.text == address.text) return;
  entry.addresses.push_back(std::move(address));
}

std::string born_text(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  text = trim(text);
  if (const auto day = day_with_slashes(text, false); day.ok()) return to_string(day.value());
  const auto [day, month, year] = parts_of(text);
  if (year.size() != 4 || !is_number(year) || !is_unknown(day)) return std::string(text);
  if (is_unknown(month)) return std::string(year);
  if (!is_number(month) || month.size() > 2) return std::string(text);
  const int number = month.size() == 1 ? month[0] - '0' : (month[0] - '0') * 10 + month[1] - '0';
  if (number < 1 || number > 12) return std::string(text);
  return cat(kMonths[std::size_t(number - 1)], " ", year);
}

Result<Day> day_with_slashes(std::string_view text, bool month_first) {
  auto [day, month, year] = parts_of(trim(text));
  if (month_first) std::swap(day, month);
  const auto two = [](std::string_view part) { return cat(part.size() == 1 ? "0" : "", part); };
  auto read = parse_day(cat(year, "-", two(month), "-", two(day)));
  if (read.ok()) return read;
  return Error{Code::BadDay, "",
               cat("`", printable(text, 40), "` is not a day ",
                   month_first ? "MM/DD/YYYY" : "DD/MM/YYYY")};
}

Result<OwnCsv> read_own_csv(std::string_view text, const std::string& file,
                            const std::vector<std::string_view>& columns, std::size_t skip) {
  if (!text.ends_with('\n'))
    return Error{Code::ListTruncated, file, "the last line is not ended"};
  auto read = read_csv(text, file);
  if (!read.ok()) {
    Error error = read.error();
    if (error.code == Code::BadValue)
      error.code = error.detail.find("never closed") == std::string::npos ? Code::ListBadRow
                                                                          : Code::ListTruncated;
    return error;
  }
  OwnCsv out;
  auto& rows = read.value();
  if (rows.size() <= skip) return Error{Code::ListTruncated, file, "no header line"};
  if (skip > 0) out.first = rows.front().fields;
  LICET_TRY_DONE(check_columns(rows[skip], file, columns));
  for (std::size_t i = skip + 1; i < rows.size(); ++i) {
    if (rows[i].fields.size() != columns.size()) {
      const bool last = i + 1 == rows.size() && rows[i].fields.size() < columns.size();
      return Error{last ? Code::ListTruncated : Code::ListColumnsMoved,
                   cat(file, ":", rows[i].line),
                   cat(rows[i].fields.size(), " fields where ", columns.size(), " are due")};
    }
    out.rows.push_back(std::move(rows[i]));
  }
  return out;
}

Result<ListFile> own_list(std::string_view list, std::vector<EntryRecord> entries,
                          const ReadOptions& options, Day published, std::string_view form) {
  ListFile file;
  file.name = options.file_name.substr(options.file_name.rfind('/') + 1);
  if (entries.empty()) return Error{Code::ListTruncated, file.name, "no row"};
  std::map<std::string, int> times;
  for (EntryRecord& entry : entries) {
    entry.list = list;
    if (const int time = ++times[entry.entry_id]; time > 1) entry.entry_id += cat("#", time);
    file.aliases += std::uint32_t(entry.names.size()) - 1;
  }
  std::string title;
  for (const auto* lists : {&known_lists(), &other_lists()})
    for (const KnownList& known : *lists)
      if (known.list == list) title = known.title;
  file.sources.push_back({std::string(list), title, published, std::uint32_t(entries.size()),
                          false, cat(file.name, ", ", form), {}});
  file.entries = std::move(entries);
  return file;
}

}  // namespace licet::ingest
