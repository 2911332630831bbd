#include "identifiers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "licet/base/text.h"

namespace licet::match {
namespace {

constexpr std::size_t kLeastOfNumber = 5;
constexpr std::string_view kBorn = "date of birth: ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; }

// Texts among the identifiers of a list that number nobody.
bool numbers_nobody(std::string_view text) {
  const std::string small = lower_ascii(text);
  for (std::string_view word :
       {"date", "birth", "gender", "nationality", "citizenship", "executive order", "sanctions",
        "website", "http", "email", "directive", "information", "model", "target type",
        "transactions", "vessel type", "vessel flag", "vessel owner", "operator", "issuer name",
        "organization type", "caatsa"})
    if (small.find(word) != std::string::npos) return true;
  return false;
}

std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_digit(c) || is_upper(upper(c))) out.push_back(upper(c));
  return out;
}

bool is_number(std::string_view text) {
  return text.size() >= kLeastOfNumber && std::any_of(text.begin(), text.end(), is_digit);
}

// "2017-01-16" beside a number is the day of its paper.
bool is_day(std::string_view text) { return parse_day(text).ok(); }

// Four letters of the bank, two of the country, two and perhaps three of place and branch.
bool is_bank_code(std::string_view text) {
  return (text.size() == 8 || text.size() == 11) &&
         std::all_of(text.begin(), text.begin() + 6, is_upper);
}

// ISO 17442: as a number, letters counted from 10, the rest by 97 is 1.
bool is_lei(std::string_view text) {
  if (text.size() != 20) return false;
  int rest = 0;
  for (const char c : text) {
    const int value = is_digit(c) ? c - '0' : c - 'A' + 10;
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest == 1;
}

// IMO Resolution A.1117(30): six digits weighed 7 to 2, the last digit of the sum is the seventh.
bool is_imo(std::string_view text) {
  if (text.size() != 7 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
  int sum = 0;
  for (int i = 0; i < 6; ++i) sum += (text[std::size_t(i)] - '0') * (7 - i);
  return sum % 10 == text[6] - '0';
}

// ---- days of birth: "1973-03-25", "12 Feb 1961", "Feb 1961", "1961", "circa 1961", "1960 to 1962"

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> year_in(std::string_view text) {
  if (text.size() != 4 || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 +
                   (text[3] - '0');
  return year >= 1850 && year <= 2150 ? std::optional<int>(year) : std::nullopt;
}

BornSpan whole_year(int year) { return {day_from_ymd(year, 1, 1), day_from_ymd(year, 12, 31)}; }

std::optional<int> month_in(std::string_view text) {
  const std::string small = lower_ascii(text.substr(0, 3));
  const auto it = std::find(kMonths.begin(), kMonths.end(), small);
  return it == kMonths.end() ? std::nullopt : std::optional<int>(int(it - kMonths.begin()) + 1);
}

BornSpan whole_month(int year, int month) {
  const Day first = day_from_ymd(year, month, 1);
  const Day next = month == 12 ? day_from_ymd(year + 1, 1, 1) : day_from_ymd(year, month + 1, 1);
  return {first, next.plus(-1)};
}

std::optional<BornSpan> plain_span(std::string_view text) {
  if (const auto day = parse_day(text); day.ok()) return BornSpan{day.value(), day.value()};
  const auto words = split(text, ' ');
  if (const auto year = year_in(words.back()); year) {
    if (words.size() == 1) return whole_year(*year);
    const auto month = month_in(words[words.size() - 2]);
    if (!month) return std::nullopt;
    if (words.size() == 2) return whole_month(*year, *month);
    if (words.size() == 3 && words[0].size() <= 2) {
      const std::string day = cat(words[0].size() == 1 ? "0" : "", words[0]);
      const auto whole = parse_day(cat(*year, "-", *month < 10 ? "0" : "", *month, "-", day));
      if (whole.ok()) return BornSpan{whole.value(), whole.value()};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<BornSpan> born_span(std::string_view text) {
  text = trim(text);
  const Error wrong{Code::BadDay, "date of birth",
                    cat("`", printable(text, 40),
                        "` is no day of birth: write 1961-02-12, 12 Feb 1961, Feb 1961, 1961, "
                        "circa 1961 or 1960 to 1962")};
  if (text.starts_with("circa ")) {
    const auto span = plain_span(trim(text.substr(6)));
    if (!span) return wrong;
    return BornSpan{span->from.plus(-365), span->last.plus(365)};
  }
  if (const auto at = text.find(" to "); at != std::string_view::npos) {
    const auto from = plain_span(trim(text.substr(0, at)));
    const auto last = plain_span(trim(text.substr(at + 4)));
    if (!from || !last || last->last < from->from) return wrong;
    return BornSpan{from->from, last->last};
  }
  const auto span = plain_span(text);
  if (!span) return wrong;
  return *span;
}

std::vector<BornSpan> born_spans(const snapshot::EntryView& entry) {
  std::vector<BornSpan> out;
  for (const std::string_view identifier : entry.identifiers) {
    if (!identifier.starts_with(kBorn)) continue;
    if (const auto span = born_span(identifier.substr(kBorn.size())); span.ok())
      out.push_back(span.value());
  }
  return out;
}

std::vector<std::string> numbers_of(std::string_view listed) {
  std::vector<std::string> out;
  if (numbers_nobody(listed)) return out;
  const bool bank = listed.find("SWIFT/BIC") != std::string_view::npos;
  std::string_view rest = listed;
  while (!rest.empty()) {
    const auto end = rest.find_first_of(" ,();:#");
    const std::string_view piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (is_day(piece) || piece == "SWIFT/BIC") continue;
    std::string number = bare(piece);
    if (is_number(number) || (bank && is_bank_code(number))) out.push_back(std::move(number));
  }
  return out;
}

Result<std::string> number_asked(std::string_view text) {
  text = trim(text);
  const std::string small = lower_ascii(text);
  const bool lei = small.starts_with("lei ");
  const bool imo = small.starts_with("imo ");
  std::string number = bare(lei || imo ? text.substr(4) : text);
  const auto wrong = [&](std::string why) {
    return Error{Code::BadValue, "identifier", cat("`", printable(text, 60), "` ", why)};
  };
  if ((lei && !is_lei(number)) || (imo && !is_imo(number)))
    return wrong("has a wrong check digit: it was written wrong");
  if (!is_number(number) && !is_bank_code(number))
    return wrong("is too short to tell anybody apart: five letters and digits at least");
  return number;
}

IdentifierIndex::IdentifierIndex(const snapshot::Snapshot& snapshot) {
  for (std::uint32_t i = 0; i < snapshot.entry_count(); ++i)
    for (const std::string_view identifier : snapshot.entry({i}).identifiers)
      for (std::string& number : numbers_of(identifier)) {
        auto& entries = entries_[std::move(number)];
        if (entries.empty() || entries.back().value != i) entries.push_back({i});
      }
}

std::vector<snapshot::EntryId> IdentifierIndex::with(const std::string& number) const {
  const auto it = entries_.find(number);
  return it == entries_.end() ? std::vector<snapshot::EntryId>() : it->second;
}

}  // namespace licet::match
