// Figures of this module on published data: licet_match_bench [pairs|clean|companies|planted|speed]
// [errors] [FROM]. Not a test.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "mutate.h"
#include "name_index.h"
#include "test_data.h"

namespace licet::match {
namespace {

constexpr std::size_t kCleanPeople = 5000;

struct Tally {
  int true_hits = 0, false_hits = 0, misses = 0, rejections = 0;

  void take(bool expected, bool hit) {
    ++(expected ? (hit ? true_hits : misses) : (hit ? false_hits : rejections));
  }
  void print(const std::string& label) const {
    const double precision = double(true_hits) / std::max(1, true_hits + false_hits);
    const double recall = double(true_hits) / std::max(1, true_hits + misses);
    const double f1 = 2 * precision * recall / std::max(1e-9, precision + recall);
    std::printf("%-28s tp %3d fp %3d fn %3d tn %3d  P %.3f R %.3f F1 %.3f\n", label.c_str(),
                true_hits, false_hits, misses, rejections, precision, recall, f1);
  }
};

Query query_for(std::string_view name) {
  Query query;
  query.name = std::string(name);
  return query;
}

void pairs(bool errors) {
  std::map<std::string, Tally> tallies;
  for (const Json& row : shared_lines("cases/name_pairs.jsonl")) {
    const Json* expected = row.find("expected_match");
    if (expected == nullptr || !expected->is_bool()) continue;
    const auto compared = compare_names(row.text("query"), row.text("candidate"));
    const int score = compared.ok() ? compared.value().score_permille : -1;
    const bool hit = score >= kReviewThreshold;
    const bool peer = row.find("peer_logic_v2_outcome") != nullptr;
    tallies[peer ? "scored rows" : "other rows"].take(expected->boolean(), hit);
    if (peer) tallies[cat("scored ", row.text("entity_type"))].take(expected->boolean(), hit);
    if (row.text("quality") == "STRONG") tallies["STRONG"].take(expected->boolean(), hit);
    if (row.text("lang") != "Latin>Latin") tallies["non-Latin"].take(expected->boolean(), hit);
    if (errors && hit != expected->boolean()) {
      std::printf("%s %4d %-8s| %s | %s | %s\n", expected->boolean() ? "MISS " : "ALARM", score,
                  std::string(row.text("quality")).c_str(), std::string(row.text("query")).c_str(),
                  std::string(row.text("candidate")).c_str(),
                  std::string(row.text("note")).c_str());
    }
  }
  for (const auto& [label, tally] : tallies) tally.print(label);
}

void alerts_of(const char* label, const std::vector<std::string>& names, bool errors) {
  const auto snapshot = snapshot_of(consolidated_list("2026-07-31"));
  std::size_t alerts = 0;
  for (const std::string& name : names) {
    const auto found = screen(snapshot, query_for(name));
    if (!found.ok() || found.value().empty()) continue;
    ++alerts;
    const Match& first = found.value()[0];
    if (!errors) continue;
    std::printf("%4d %s | %s (%zu)\n", first.score_permille, name.c_str(),
                std::string(snapshot.name(first.name).text).c_str(), found.value().size());
  }
  std::printf("%s: %zu of %zu alert (%.2f %%)\n", label, alerts, names.size(),
              100.0 * double(alerts) / double(std::max<std::size_t>(names.size(), 1)));
}

void clean(bool errors) {
  std::vector<std::string> names;
  for (const Json& row : shared_lines("cases/clean_people.jsonl.gz")) {
    if (names.size() < kCleanPeople) names.emplace_back(row.text("query"));
  }
  alerts_of("clean people", names, errors);
}

// Every hundredth listed company from the fiftieth on (or another); a few are on the list in truth.
void companies(bool errors, std::size_t from) {
  const auto text = shared_file("data/volume/world_listed_companies.tsv.gz");
  if (!text) return;
  std::vector<std::string> names;
  std::size_t line_number = 0;
  for (const std::string_view line : split(*text, '\n')) {
    const std::string_view name = trim(line.substr(0, line.find('\t')));
    if (line_number++ % 100 == from && !name.empty()) names.emplace_back(name);
  }
  alerts_of("listed companies", names, errors);
}

// Mutated names of the 2026 list against the entry they came from: is it at or above the threshold?
void planted(bool errors) {
  const auto contents = consolidated_list("2026-07-31");
  std::map<std::string, const snapshot::EntryRecord*, std::less<>> by_row;
  for (const auto& entry : contents.entries) {
    by_row.emplace(cat("csl2026:", entry.entry_id.substr(entry.entry_id.rfind('-') + 1)), &entry);
  }
  const auto text = shared_file("data/volume/parties_1m.tsv.gz");
  if (!text) return;
  std::map<std::string, std::pair<int, int>> found;
  for (const std::string_view line : split(*text, '\n')) {
    const auto cells = split(line, '\t');
    if (cells.size() < 7 || cells[4] != "planted") continue;
    const auto row = by_row.find(cells[5]);
    const auto key = key_of(cells[2]);
    if (row == by_row.end() || !key.ok()) continue;
    int best = 0;
    for (const auto& name : row->second->names)
      best = std::max(best, score_keys(key.value(), name.key));
    auto& [hits, all] = found[std::string(trim(cells[6]))];
    ++all;
    hits += best >= kReviewThreshold;
    if (errors && best < kReviewThreshold) {
      std::printf("%4d %-10s %s | %s\n", best, std::string(cells[6]).c_str(),
                  std::string(cells[2]).c_str(), row->second->names[0].text.c_str());
    }
  }
  for (const auto& [mutation, counts] : found) {
    std::printf("%-18s %4d of %4d  %.3f\n", mutation.c_str(), counts.first, counts.second,
                double(counts.first) / counts.second);
  }
}

// Of this thread on a processor: what others do on the machine is left out.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec);
}

// The time of single questions: clean people, names as listed, names with a change or two.
void speed(bool slow) {
  const auto contents = consolidated_list("2026-07-31");
  if (contents.entries.empty()) return;
  const auto snapshot = snapshot_of(contents);
  double start = milliseconds();
  const NameIndex& index = NameIndex::of(snapshot);
  std::printf("index: %.1f ms, %u keys, %zu tokens, %zu keys of weak tokens\n",
              milliseconds() - start, index.key_count(), index.dictionary().size(),
              index.weak_keys().size());
  Sequence random(1);
  std::vector<std::string> names;
  const auto clean = shared_lines("cases/clean_people.jsonl.gz");
  while (names.size() < 3000) {
    const auto& entry = contents.entries[random.below(contents.entries.size())];
    const std::string& listed = entry.names[random.below(entry.names.size())].text;
    names.emplace_back(clean[random.below(clean.size())].text("query"));
    names.push_back(listed);
    names.push_back(changed_name(changed_name(listed, random), random));
  }
  std::vector<std::pair<double, std::string>> times;
  const double begin = milliseconds();
  std::size_t matches = 0;
  for (const std::string& name : names) {
    start = milliseconds();
    const auto found = screen(snapshot, query_for(name));
    times.emplace_back(milliseconds() - start, name);
    matches += found.ok() ? found.value().size() : 0;
  }
  const double cpu = (milliseconds() - begin) / double(times.size());
  std::sort(times.begin(), times.end());
  std::printf("%u names: p50 %.3f ms, p99 %.3f ms, most %.3f ms a query, processor %.3f ms; %zu\n",
              snapshot.name_count(), times[times.size() / 2].first,
              times[times.size() * 99 / 100].first, times.back().first, cpu, matches);
  if (!slow) return;
  for (std::size_t i = times.size() - 30; i < times.size(); ++i) {
    std::printf("%.3f ms  %s\n", times[i].first, times[i].second.c_str());
  }
}

void ask(const std::string& day, const std::string& name) {
  const auto snapshot = snapshot_of(consolidated_list(day));
  const auto found = screen(snapshot, query_for(name));
  if (!found.ok()) return void(std::printf("%s\n", to_line(found.error()).c_str()));
  std::printf("%s: %s\n", name.c_str(), readable(key_of(name).value()).c_str());
  for (const Match& match : found.value()) {
    std::printf("  %4d%s %s\n", match.score_permille, match.same_name ? " same" : "",
                std::string(snapshot.name(match.name).text).c_str());
  }
}

void compare(const std::string& left, const std::string& right) {
  const auto compared = compare_names(left, right);
  if (!compared.ok()) return void(std::printf("%s\n", to_line(compared.error()).c_str()));
  std::printf("%d\n  %s\n  %s\n", compared.value().score_permille, key_of(left).value().c_str(),
              key_of(right).value().c_str());
  for (const Evidence& one : compared.value().evidence) {
    std::printf("  %-14s %5d  %s | %s\n", one.what.c_str(), one.permille, one.left.c_str(),
                one.right.c_str());
  }
}

}  // namespace

void run(const std::string& what, const std::vector<std::string>& rest) {
  const bool errors = !rest.empty() && rest[0] == "errors";
  const std::size_t from = rest.size() > 1 ? std::strtoull(rest[1].c_str(), nullptr, 10) % 100 : 50;
  if (what == "pairs" || what.empty()) pairs(errors);
  if (what == "clean" || what.empty()) clean(errors);
  if (what == "companies" || what.empty()) companies(errors, from);
  if (what == "planted" || what.empty()) planted(errors);
  if (what == "speed" || what.empty()) speed(errors);
  if (what == "ask" && rest.size() == 2) ask(rest[0], rest[1]);
  if (what == "compare" && rest.size() == 2) compare(rest[0], rest[1]);
}

}  // namespace licet::match

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  licet::match::run(what, std::vector<std::string>(argv + std::min(argc, 2), argv + argc));
}
