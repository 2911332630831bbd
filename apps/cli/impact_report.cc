#include "impact_report.h"

#include <algorithm>

#include "context.h"
#include "layout.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

using decide::Flip;
using decide::Ground;
using decide::ImpactSummary;

constexpr std::size_t kMostExamples = 3, kMostCounted = 12, kMostGrounds = 4;

std::string row_of(const std::vector<std::string>& fields) {
  std::string out;
  for (const auto& field : fields) out += cat(out.empty() ? "" : ",", csv_field(field));
  return out + "\n";
}

// The largest counts first, equal ones by name; what is left out is counted.
std::string counted(std::string_view title, const std::map<std::string, std::uint64_t>& counts) {
  if (counts.empty()) return "";
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out = cat("\n", strong(title), "\n");
  for (std::size_t i = 0; i < sorted.size() && i < kMostCounted; ++i) {
    const std::string number = std::to_string(sorted[i].second);
    out += wrapped(cat("  ", std::string(number.size() < 9 ? 9 - number.size() : 0, ' '), number,
                       "  "),
                   sorted[i].first.empty() ? "(not said)" : printable(sorted[i].first, 160));
  }
  if (sorted.size() > kMostCounted)
    out += cat("             … and ", sorted.size() - kMostCounted, " more (--format json)\n");
  return out;
}

std::string shown(const Ground& ground) {
  std::string text = cat(ground.after ? "now " : "before ", ground.effect, ": ", ground.id);
  if (!ground.by.empty()) text += cat(" by ", ground.by);
  if (!ground.policy.empty()) text += cat(", policy ", ground.policy);
  if (!ground.entry.empty())
    text += cat(", ", ground.list, " row of ", printable(ground.entry, 120));
  if (!ground.says.empty()) text += cat(": ", ground.says);
  if (!ground.cite.empty()) text += cat(" [", join(ground.cite, "; "), "]");
  return wrapped("      ", text);
}

std::string shown(const Flip& flip) {
  std::vector<std::string> about;
  if (!flip.destination.empty()) about.push_back(flip.destination);
  for (const auto& eccn : flip.eccns) about.push_back(eccn);
  for (const auto& name : flip.parties) about.push_back(printable(name, 120));
  std::string out =
      wrapped("    ", cat("line ", flip.line, flip.id.empty() ? "" : cat(" (", flip.id, ")"),
                          " on ", to_string(flip.on), ": ", join(about, ", ")));
  return out + impact_grounds(flip);
}

std::string turn(const std::pair<decide::Verdict, decide::Verdict>& pair) {
  return cat(to_string(pair.first), " -> ", to_string(pair.second));
}

}  // namespace

std::string impact_grounds(const Flip& flip) {
  std::string out;
  // What is lacking about a list row says no more than the norm that reads the row.
  std::vector<Ground> grounds;
  for (const Ground& ground : flip.because)
    if (ground.effect != "lacks" || ground.entry.empty() || grounds.empty())
      grounds.push_back(ground);
  for (std::size_t i = 0; i < grounds.size() && i < kMostGrounds; ++i) out += shown(grounds[i]);
  if (flip.because.size() > std::min(grounds.size(), kMostGrounds))
    out += cat("      … and ", flip.because.size() - std::min(grounds.size(), kMostGrounds),
               " more grounds (--format json)\n");
  return out;
}

std::string impact_csv_header() {
  return "line,id,on,from,to,destination,eccns,parties,side,effect,norm,says,by,cite,list,entry_id,"
         "entry,error\n";
}

std::string impact_csv_row(const Flip& flip) {
  const Ground none, &first = flip.because.empty() ? none : flip.because.front();
  return row_of({std::to_string(flip.line), flip.id, to_string(flip.on),
                 std::string(to_string(flip.from)), std::string(to_string(flip.to)),
                 flip.destination, join(flip.eccns, "|"), join(flip.parties, "|"),
                 first.after ? "to" : "from", first.effect, first.id, first.says, first.by,
                 join(first.cite, "|"), first.list, first.entry_id, first.entry, ""});
}

std::string impact_csv_error(std::uint64_t line, const Error& error) {
  std::vector<std::string> fields(18);
  fields.front() = std::to_string(line);
  fields.back() = to_line(error);
  return row_of(fields);
}

void ImpactPage::add(const Flip& flip) {
  auto& some = examples_[{flip.from, flip.to}];
  if (some.size() < kMostExamples) some.push_back(flip);
}

std::string ImpactPage::text(const ImpactSummary& summary) const {
  std::uint64_t stopped = 0, freed = 0;
  for (const auto& [pair, count] : summary.by_verdict) {
    if (may_proceed(pair.first) && !may_proceed(pair.second)) stopped += count;
    if (!may_proceed(pair.first) && may_proceed(pair.second)) freed += count;
  }
  std::string out = cat("from ", from_, "\nto   ", to_, "\n\n", summary.asked, " asked: ",
                        summary.flipped, " flip, ", summary.stayed, " stay, ", summary.failed,
                        " could not be asked\n", stopped, " may no longer proceed, ", freed,
                        " now may, ", summary.flipped - stopped - freed, " change otherwise\n");
  if (summary.recorded_differs > 0)
    out += cat(summary.recorded_differs, " recorded answers already differ from the first state\n");
  if (!summary.by_verdict.empty()) out += cat("\n", strong("by verdict"), "\n");
  for (const auto& [pair, count] : summary.by_verdict) {
    const std::string number = std::to_string(count);
    out += cat("  ", std::string(number.size() < 9 ? 9 - number.size() : 0, ' '), number, "  ",
               turn(pair), "\n");
  }
  out += counted("by norm", summary.by_norm);
  out += counted("by list row", summary.by_entry);
  out += counted("by country", summary.by_country);
  out += counted("by ECCN", summary.by_eccn);
  out += counted("by party", summary.by_party);
  if (!examples_.empty()) out += cat("\n", strong("for example"), "\n");
  for (const auto& [pair, flips] : examples_) {
    out += cat("  ", turn(pair), "\n");
    for (const Flip& flip : flips) out += shown(flip);
  }
  return out;
}

}  // namespace licet::cli
