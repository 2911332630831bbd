// How long a question takes, and how much is found, on one core.
//   licet_screen_speed [names] [folder]
// `names` up to the size of the published list of 2026 are that list; more are composed: further
// parties of the volume file, under names of their own. `folder` receives names.txt and queries.tsv
// for rivals.py, so that all answer the same questions.
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "mutate.h"
#include "name_index.h"
#include "signs.h"
#include "test_data.h"

namespace licet::match {
namespace {

struct Asked {
  std::string kind, name, entry;  // `entry` that must be found; empty: none is known
};

// Of this thread on a processor: what others do on the machine is left out.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec);
}

// At most so far.
double megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return double(used.ru_maxrss) / 1024;
}

// Now, without what was freed: the lists as text are gone before the questions begin.
double megabytes_now() {
  malloc_trim(0);
  std::ifstream pages("/proc/self/statm");
  double all = 0;
  double resident = 0;
  pages >> all >> resident;
  return resident * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

void add_parties(snapshot::Contents& contents, std::size_t names) {
  std::size_t have = 0;
  for (const auto& entry : contents.entries) have += entry.names.size();
  const auto text = shared_file("data/volume/parties_1m.tsv.gz");
  if (!text || have >= names) return;
  const auto lines = split(*text, '\n');
  for (std::size_t round = 0; have < names; ++round) {
    for (std::size_t i = 1; i < lines.size() && have < names; ++i) {
      const auto cells = split(lines[i], '\t');
      if (cells.size() < 7 || cells[4] == "planted") continue;
      // A second round gives the same parties a family name more.
      std::string name(cells[2]);
      const auto other = split(lines[(i * 7919 + round) % lines.size()], '\t');
      if (round > 0 && other.size() > 2) name += cat(" ", other[2]);
      const auto key = key_of(name);
      if (!key.ok()) continue;
      snapshot::EntryRecord entry;
      entry.list = "csl";
      entry.entry_id = cat("volume-", round, "-", i);
      entry.names.push_back({std::move(name), snapshot::AliasKind::kPrimary, key.value()});
      contents.entries.push_back(std::move(entry));
      ++have;
    }
  }
  contents.sources[0].rows = std::uint32_t(contents.entries.size());
}

std::vector<Asked> questions(const snapshot::Contents& listed) {
  Sequence random(1);
  std::vector<Asked> out;
  const auto clean = shared_lines("cases/clean_people.jsonl.gz");
  while (out.size() < 4000 && !clean.empty()) {
    const auto& entry = listed.entries[random.below(listed.entries.size())];
    const std::string& name = entry.names[random.below(entry.names.size())].text;
    out.push_back({"clean", std::string(clean[random.below(clean.size())].text("query")), ""});
    out.push_back({"exact", name, entry.entry_id});
    out.push_back({"typo", changed_name(name, random), entry.entry_id});
    out.push_back({"two changes", changed_name(changed_name(name, random), random),
                   entry.entry_id});
  }
  // A letter changed inside a character of several bytes leaves no text.
  std::erase_if(out, [](const Asked& one) { return !key_of(one.name).ok(); });
  return out;
}

bool is_found(const snapshot::Snapshot& snapshot, const std::vector<Match>& found,
              const std::string& entry) {
  return std::any_of(found.begin(), found.end(), [&](const Match& match) {
    return snapshot.entry(match.entry).entry_id == entry;
  });
}

void write_for_rivals(const std::string& folder, const snapshot::Contents& contents,
                      const std::vector<Asked>& asked) {
  std::ofstream names(folder + "/names.tsv");
  for (const auto& entry : contents.entries) {
    const bool person = entry.type == snapshot::PartyType::kPerson;
    for (const auto& name : entry.names)
      names << entry.entry_id << '\t' << (person ? "person" : "other") << '\t' << name.text << '\n';
  }
  std::ofstream queries(folder + "/queries.tsv");
  for (const Asked& one : asked) {
    queries << one.kind << '\t' << one.entry << '\t' << one.name << '\n';
  }
}

void report(const snapshot::Snapshot& snapshot, const std::vector<Asked>& asked) {
  std::vector<double> times;
  std::map<std::string, std::pair<std::size_t, std::size_t>> recall;
  std::size_t alerts = 0;
  for (const Asked& one : asked) {
    Query query;
    query.name = one.name;
    const double start = milliseconds();
    const auto found = screen(snapshot, query);
    times.push_back(milliseconds() - start);
    if (!found.ok()) continue;
    alerts += one.entry.empty() && !found.value().empty();
    if (one.entry.empty()) continue;
    auto& [hits, all] = recall[one.kind];
    ++all;
    hits += is_found(snapshot, found.value(), one.entry);
  }
  double sum = 0;
  for (const double time : times) sum += time;
  std::sort(times.begin(), times.end());
  std::printf("p50 %.3f ms, p99 %.3f ms, most %.1f ms; %.0f names/s a core; %zu clean alert\n",
              times[times.size() / 2], times[times.size() * 99 / 100], times.back(),
              1e3 * double(times.size()) / sum, alerts);
  for (const auto& [kind, counts] : recall) {
    std::printf("recall, %-12s %.4f\n", kind.c_str(),
                double(counts.first) / double(counts.second));
  }
}

// The same questions once more: each thread keeps what it found for a word, as in a batch whose
// names share their words.
void report_again(const snapshot::Snapshot& snapshot, const std::vector<Asked>& asked) {
  std::vector<double> times;
  double sum = 0;
  for (const Asked& one : asked) {
    Query query;
    query.name = one.name;
    const double start = milliseconds();
    if (!screen(snapshot, query).ok()) continue;
    times.push_back(milliseconds() - start);
    sum += times.back();
  }
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  std::printf("asked again: p50 %.3f ms, p99 %.3f ms; %.0f names/s a core\n",
              times[times.size() / 2], times[times.size() * 99 / 100],
              1e3 * double(times.size()) / sum);
}

// One name against one name, keys made of both each time.
void report_pairs(const snapshot::Snapshot& snapshot, const std::vector<Asked>& asked) {
  const double start = milliseconds();
  long long sum = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto listed = snapshot.name({std::uint32_t(i * 7919 % snapshot.name_count())}).text;
    const auto left = key_of(asked[i].name);
    const auto right = key_of(listed);
    if (left.ok() && right.ok()) sum += score_keys(left.value(), right.value());
  }
  const double seconds = (milliseconds() - start) / 1e3;
  std::printf("%.0f pairs/s, mean score %.0f\n", double(asked.size()) / seconds,
              double(sum) / double(asked.size()));
}

}  // namespace

int run(std::size_t names, const std::string& folder) {
  auto contents = consolidated_list("2026-07-31");
  if (contents.entries.empty()) {
    std::printf("skipped: no lists in $LICET_DATA or ../shared\n");
    return 0;
  }
  const auto asked = questions(contents);
  add_parties(contents, names);
  const auto snapshot = snapshot_of(contents);
  if (!folder.empty()) write_for_rivals(folder, contents, asked);
  contents = {};
  const double start = milliseconds();
  NameIndex::of(snapshot);
  std::printf("%u names, index in %.0f ms, scan by %s\n", snapshot.name_count(),
              milliseconds() - start, scan_kernels().front().name);
  const double before = megabytes_now();
  report(snapshot, asked);
  report_again(snapshot, asked);
  report_pairs(snapshot, asked);
  std::printf("memory %.0f MB with the index, %.0f MB after the questions, %.0f MB at most\n",
              before, megabytes_now(), megabytes());
  return 0;
}

}  // namespace licet::match

int main(int argc, char** argv) {
  const std::size_t names = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
  return licet::match::run(names, argc > 2 ? argv[2] : "");
}
