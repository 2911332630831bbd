#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

#include "composed_log.h"
#include "licet/report/report.h"
#include "tree_profile.h"

// licet_report_bench [EVENTS]: composes a log of so many events, folds it and makes the restricted
// report of all of it; prints seconds of each and events a second.
namespace licet::report {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

// Nine events an application: opened, submitted, registered, referred, advised, concluded,
// consolidated, countersigned, granted.
ComposedLog log_of(std::int64_t events) {
  ComposedLog log;
  const Day first = day_from_ymd(2015, 1, 1);
  for (int number = 1; log.size() + 9 <= events; ++number) {
    Story story;
    story.number = number;
    story.in = first.plus(number % 3000);
    story.days = 20 + number % 40;
    story.outcome = number % 7 == 0 ? "granted_with_conditions" : "granted";
    story.value = std::to_string(1000 + number % 9973);
    story.agency = number % 3 == 0 ? "defense" : number % 3 == 1 ? "state" : "energy";
    story.agency_days = 3 + number % 15;
    if (!tell_story(log, story).ok()) return log;
  }
  return log;
}

int run(std::int64_t events) {
  const licence::Profile& profile = licence::testing::tree_profile("us-bis");
  const ComposedLog log = log_of(events);
  std::printf("log: %lld events, 9 an application, %.0f MB\n",
              static_cast<long long>(log.size()), double(log.text().size()) / 1e6);
  const auto start = Clock::now();
  auto folded = fold(profile, log.text(), "log");
  if (!folded.ok()) {
    std::printf("%s\n", to_line(folded.error()).c_str());
    return 1;
  }
  const double fold_seconds = seconds(start);
  const auto second = Clock::now();
  const Json made = report(profile, folded.value(), Span{}, {}).value();
  const double report_seconds = seconds(second);
  std::printf("fold %.2f s, report %.2f s, together %.2f s; %.0f events a second\n", fold_seconds,
              report_seconds, fold_seconds + report_seconds,
              double(log.size()) / (fold_seconds + report_seconds));
  std::printf("received %lld\n",
              static_cast<long long>(made.find("flow")->find("received")->integer()));
  return 0;
}

}  // namespace
}  // namespace licet::report

int main(int argc, char** argv) {
  return licet::report::run(argc > 1 ? std::stoll(argv[1]) : 1'000'000);
}
