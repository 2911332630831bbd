#include "licet/law/federal_register.h"

#include <algorithm>
#include <tuple>

#include "licet/base/text.h"

namespace licet::law {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Reads all digits at `at`; -1 when there is none or more than seven.
int read_number(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  int n = 0;
  for (; at < text.size() && digit(text[at]); ++at)
    if (at - start < 7) n = n * 10 + (text[at] - '0');
  return at == start || at - start > 7 ? -1 : n;
}

void skip(std::string_view text, std::size_t& at, std::string_view any_of) {
  while (at < text.size() && any_of.find(text[at]) != std::string_view::npos) ++at;
}

// Past "FR", "F.R." or "Fed. Reg." with blanks and points around it.
bool skip_register(std::string_view text, std::size_t& at) {
  skip(text, at, " .\t");
  for (std::string_view form : {"fr", "f.r", "f. r", "fed. reg", "fed reg"}) {
    if (lower_ascii(text.substr(at, form.size())) != form) continue;
    at += form.size();
    skip(text, at, " .\t");
    return true;
  }
  return false;
}

Result<int> read_cell(const CsvTable& table, std::size_t row, std::string_view column) {
  const std::string_view text = table.at(row, column);
  std::size_t at = 0;
  const int n = read_number(text, at);
  if (n < 0 || at != text.size())
    return Error{Code::RuleTable, table.place(row, column),
                 cat("`", printable(text), "` is not a number")};
  return n;
}

Result<Day> read_day(const CsvTable& table, std::size_t row, std::string_view column) {
  auto day = parse_day(table.at(row, column));
  if (!day.ok()) return Error{Code::RuleTable, table.place(row, column), day.error().detail};
  return day.value();
}

}  // namespace

std::vector<Citation> parse_citations(std::string_view text) {
  std::vector<Citation> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!digit(text[at])) {
      ++at;
      continue;
    }
    const int volume = read_number(text, at);
    std::size_t next = at;
    if (volume < 0 || !skip_register(text, next)) continue;
    const int page = read_number(text, next);
    const bool a_day = next < text.size() && text[next] == '/';  // "72 F.R. 1/30/07" has no page
    if (page < 0 || a_day) continue;
    found.push_back({volume, page});
    at = next;
  }
  return found;
}

std::string Instrument::id() const { return cat(volume, " FR ", first_page); }

Result<FederalRegister> FederalRegister::read(const CsvTable& table) {
  FederalRegister result;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Instrument rule;
    LICET_TRY(volume, read_cell(table, row, "volume"));
    LICET_TRY(first, read_cell(table, row, "first_page"));
    LICET_TRY(last, read_cell(table, row, "last_page"));
    LICET_TRY(published, read_day(table, row, "published"));
    LICET_TRY(effective, read_day(table, row, "effective"));
    if (last < first)
      return Error{Code::RuleTable, table.place(row, "last_page"), "lies before the first page"};
    if (licet::year_of(published) != year_of({volume, first}))
      return Error{Code::RuleTable, table.place(row, "published"),
                   cat("volume ", volume, " was printed in ", year_of({volume, first}))};
    rule.volume = volume;
    rule.first_page = first;
    rule.last_page = last;
    rule.published = published;
    rule.effective = effective;
    rule.what = std::string(table.at(row, "what"));
    rule.confidence = std::string(table.at(row, "confidence"));
    result.instruments_.push_back(std::move(rule));
  }
  std::sort(result.instruments_.begin(), result.instruments_.end(),
            [](const Instrument& a, const Instrument& b) {
              return std::tie(a.volume, a.first_page, a.published, a.last_page) <
                     std::tie(b.volume, b.first_page, b.published, b.last_page);
            });
  return result;
}

const Instrument* FederalRegister::find(const Citation& citation) const {
  const Instrument* found = nullptr;
  for (const Instrument& rule : instruments_)
    if (rule.volume == citation.volume && rule.first_page <= citation.page &&
        citation.page <= rule.last_page)
      found = &rule;
  return found;
}

}  // namespace licet::law
