#include "history.h"

#include <charconv>

#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::report {
namespace {

constexpr int kUsualDays = 30, kDaysOfADenial = 80;

struct Row {
  std::string outcome, rating;
  std::int64_t count = 0, value = -1, days = -1;
};

Result<std::int64_t> number(const CsvTable& table, std::size_t row, std::string_view column,
                            bool due) {
  const std::string_view text = table.at(row, column);
  if (text.empty() && !due) return std::int64_t{-1};
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out < 0)
    return Error{Code::BadValue, table.place(row, column), "a whole number is due"};
  return out;
}

Result<std::vector<Row>> read_rows(std::string_view text, std::string_view name) {
  LICET_TRY(table, CsvTable::read(text, name, {"outcome", "rating", "count", "value", "days"}));
  std::vector<Row> out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Row one{std::string(table.at(row, "outcome")), std::string(table.at(row, "rating"))};
    if (one.outcome.empty())
      return Error{Code::BadValue, table.place(row, "outcome"), "an outcome is due"};
    LICET_TRY(count, number(table, row, "count", true));
    LICET_TRY(value, number(table, row, "value", false));
    LICET_TRY(days, number(table, row, "days", false));
    one.count = count;
    one.value = value;
    one.days = days;
    out.push_back(std::move(one));
  }
  return out;
}

// The i-th of n shares of a whole number; they differ by one at most and make the whole.
std::int64_t share(std::int64_t whole, std::int64_t n, std::int64_t i) {
  return whole / n + (i < whole % n ? 1 : 0);
}

// Days of the whole: denials take eighty each, the others share what is left.
struct DaysShared {
  std::int64_t left = 0, among = 0, next = 0;
  int take(const Row& row) {
    if (row.outcome == "denied") return kDaysOfADenial;
    return among == 0 ? kUsualDays : int(share(left, among, next++));
  }
};

Status tell_row(ComposedLog& log, const Row& row, Day first, int& number, DaysShared& days) {
  for (std::int64_t i = 0; i < row.count; ++i) {
    Story story;
    story.number = ++number;
    story.in = first;
    story.outcome = row.outcome;
    story.rating = row.rating;
    if (row.value >= 0) story.value = std::to_string(share(row.value, row.count, i));
    story.days = row.outcome == "open" ? 0 : days.take(row);
    LICET_TRY_DONE(tell_story(log, story));
  }
  return Done{};
}

}  // namespace

Result<ComposedLog> compose_history(std::string_view table, std::string_view name, Day first,
                                    bool rest_open) {
  LICET_TRY(rows, read_rows(table, name));
  std::int64_t received = -1, accounted = 0, denied = 0;
  DaysShared days;
  for (const Row& row : rows) {
    if (row.outcome == "received") {
      received = row.count;
      days.left = row.days;
      continue;
    }
    accounted += row.count;
    if (row.outcome == "denied") denied += row.count;
    if (row.outcome != "open" && row.outcome != "denied") days.among += row.count;
  }
  if (received < 0)
    return Error{Code::BadValue, std::string(name), "a row `received` is due"};
  if (accounted > received || (accounted < received && !rest_open))
    return Error{Code::ReportUnbalanced, std::string(name),
                 cat(received, " came in, ", accounted, " are accounted for; difference ",
                     received - accounted)};
  if (days.left < 0) days.among = 0;
  days.left -= denied * kDaysOfADenial;
  if (days.among > 0 && days.left < 0)
    return Error{Code::BadValue, std::string(name), "the days are too few for the denials"};
  ComposedLog log;
  int number = 0;
  for (const Row& row : rows)
    if (row.outcome != "received") LICET_TRY_DONE(tell_row(log, row, first, number, days));
  LICET_TRY_DONE(tell_row(log, {"open", "", received - accounted, -1, -1}, first, number, days));
  return log;
}

}  // namespace licet::report
