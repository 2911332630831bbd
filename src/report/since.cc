#include "licet/report/since.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "licet/base/text.h"
#include "licet/report/tables.h"

namespace licet::report {
namespace {

using Rows = std::map<std::string, std::string>;

std::string text_of(const Json& value) {
  if (value.is_integer()) return std::to_string(value.integer());
  if (value.is_bool()) return value.boolean() ? "yes" : "no";
  return value.is_string() ? value.string() : "";
}

// Every figure by the words that lead to it.
void flatten(const Json& value, const std::string& path, Rows& out) {
  if (value.is_object()) {
    for (const auto& [key, one] : value.object())
      if (key != "note") flatten(one, cat(path, path.empty() ? "" : "; ", key), out);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.array().size(); ++i) {
      const Json& one = value.array()[i];
      const std::string id(one.is_object() ? one.text("id") : "");
      flatten(one, cat(path, "; ", id.empty() ? cat(i + 1) : id), out);
    }
  } else if (!value.is_null()) {
    out[path] = text_of(value);
  }
}

Rows rows_of(const Json& edition) {
  static constexpr std::array<std::string_view, 8> kNoFigures{
      "edition", "profile", "period", "log", "events", "note", "balanced", "published"};
  Rows out;
  for (const auto& [key, value] : edition.object())
    if (std::find(kNoFigures.begin(), kNoFigures.end(), key) == kNoFigures.end())
      flatten(value, key, out);
  return out;
}

bool whole_number(const std::string& text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

std::string change_in_words(const std::string& row, const std::string& was,
                            const std::string& is) {
  std::string words = cat(row, ": ", was.empty() ? "nothing" : was, " → ",
                          is.empty() ? "nothing" : is);
  std::int64_t before = 0, after = 0;
  if (whole_number(was, before) && whole_number(is, after))
    words += cat(" (", after > before ? "+" : "", after - before, ")");
  return words;
}

Json differing(const Rows& was, const Rows& is) {
  Rows all = was;
  all.insert(is.begin(), is.end());
  Json::Array out;
  for (const auto& [row, unused] : all) {
    const auto a = was.find(row), b = is.find(row);
    const std::string before = a == was.end() ? "" : a->second;
    const std::string after = b == is.end() ? "" : b->second;
    if (before == after) continue;
    out.emplace_back(Json::Object{{"row", row},
                                  {"was", before},
                                  {"is", after},
                                  {"words", change_in_words(row, before, after)}});
  }
  return out;
}

Error wrong(std::string_view key, std::string detail) {
  return {Code::BadValue, cat("/", key), std::move(detail)};
}

}  // namespace

Result<Last> read_last(const Json& json) {
  const Json* whole = json.find("report");
  Last out;
  out.edition = whole == nullptr ? json : *whole;
  if (!out.edition.is_object()) return wrong("", "an edition of `licet report --json` is due");
  out.edition_kind = std::string(out.edition.text("edition"));
  out.profile = std::string(out.edition.text("profile"));
  if (out.edition_kind != "public" && out.edition_kind != "restricted")
    return wrong("edition", "public or restricted is due");
  if (out.profile.empty()) return wrong("profile", "the profile's name is due");
  const Json* flow = out.edition.find("flow");
  if (flow == nullptr || !flow->is_object()) return wrong("flow", "the flow table is due");
  auto period = parse_span(out.edition.text("period"));
  if (!period.ok()) return wrong("period", period.error().detail);
  out.period = period.value();
  if (const Json* threshold = out.edition.find("threshold");
      threshold != nullptr && threshold->is_integer() && threshold->integer() >= 0 &&
      threshold->integer() <= 1000)
    out.threshold = int(threshold->integer());
  return out;
}

Status may_follow(const Last& last, const Json& now) {
  if (last.profile != now.text("profile"))
    return wrong("profile", cat("the last edition is of ", printable(last.profile)));
  if (last.edition_kind != now.text("edition"))
    return wrong("edition", cat("the last edition is the ", last.edition_kind, " one"));
  if (last.edition_kind != "public") return Done{};
  LICET_TRY(period, parse_span(now.text("period")));
  const bool apart = period.until <= last.period.from || last.period.until <= period.from;
  if (!apart && period != last.period)
    return Error{Code::EditionsOverlap, "--period",
                 cat(to_string(last.period), " and ", to_string(period))};
  const Json* threshold = now.find("threshold");
  if (threshold->integer() != last.threshold)
    return wrong("threshold", cat("the last edition has ", last.threshold,
                                  ": two thresholds give away what lies between them"));
  return Done{};
}

Json difference(const Last& last, const Json& then, const Json& now) {
  const Json restated = differing(rows_of(last.edition), rows_of(then));
  const bool same = last.edition.text("period") == now.text("period");
  const Json changed = same ? Json(Json::Array{})
                            : differing(rows_of(last.edition), rows_of(now));
  const bool same_log = last.edition.text("log") == now.text("log");
  Json::Array words;
  if (restated.array().empty())
    words.emplace_back(cat("Of ", last.edition.text("period"), " nothing is restated."));
  else
    words.emplace_back(cat("Restated of ", last.edition.text("period"), ": ",
                           restated.array().size(), " figures, because ",
                           same_log ? "the program or its tables changed: the log is the same."
                                    : "the log has grown or is another."));
  return Json::Object{{"last", digest_of(last.edition)},
                      {"last_period", last.edition.text("period")},
                      {"last_log", last.edition.text("log")},
                      {"same_log", same_log},
                      {"restated", restated},
                      {"changed", changed},
                      {"words", std::move(words)}};
}

}  // namespace licet::report
