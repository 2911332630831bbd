// Impact between two snapshots over seeded orders to parties of their own lists, and a sample of it
// against brute force. Not a test:
//   licet_impact_bench FROM.licet TO.licet [orders 1000000] [sample 20000] [parties 2000]
//                      [threads 0] [seed 1]
// Exit 1 when one verdict of the sample differs.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>

#include "licet/api/engine.h"
#include "licet/api/impact.h"
#include "licet/base/text.h"
#include "licet/decide/verdict_on.h"

namespace licet::api {
namespace {

using decide::Impact;
using decide::Judged;
using decide::Knowledge;
using decide::RecordedRow;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// splitmix64: the same orders from the same seed on any machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return std::size_t(next() % n); }
  bool percent(std::size_t n) { return below(100) < n; }
  template <class T>
  const T& of(const std::vector<T>& some) { return some[below(some.size())]; }

 private:
  std::uint64_t state_;
};

struct Party {
  std::string name, country;
};

const std::vector<std::string> kWords{"Orbit", "Maple",  "Silver", "Delta", "Harbour", "Lotus",
                                      "Amber", "Summit", "Coral",  "Birch", "Falcon",  "Meridian"};
const std::vector<std::string> kTrades{"Trading", "Tools", "Foods", "Furniture", "Logistics",
                                       "Dental Supply", "Textiles", "Printing"};
const std::vector<std::string> kForms{"Co., Ltd.", "GmbH", "LLC", "S.A.", "Pte. Ltd.", "Inc."};
const std::vector<std::string> kPlaces{"CN", "HK", "RU", "AE", "TR", "IN", "DE", "BR", "SG",
                                       "IR", "TW", "MY", "GB", "KZ", "VN", "MX"};

// The name of an entry as it stands, in capitals, or with a letter wrong.
Party listed_party(const snapshot::Snapshot& known, Chance& chance) {
  for (;;) {
    const auto entry =
        known.entry(snapshot::EntryId{std::uint32_t(chance.below(known.entry_count()))});
    if (entry.name_count == 0) continue;
    std::string name(known.name(snapshot::NameId{entry.first_name}).text);
    if (chance.percent(30))
      for (char& c : name)
        if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    if (chance.percent(20) && name.size() > 6 && invalid_utf8_at(name.substr(0, 5)) == std::nullopt)
      std::swap(name[3], name[4]);
    if (invalid_utf8_at(name) || name.size() > 400) continue;
    return {name, entry.addresses.empty() ? "" : std::string(entry.addresses[0].country)};
  }
}

std::vector<Party> pool_of(const snapshot::Snapshot& from, const snapshot::Snapshot& to,
                           std::size_t parties, Chance& chance) {
  std::vector<Party> pool;
  while (pool.size() < parties) {
    const std::size_t kind = chance.below(10);
    if (kind < 4) {
      pool.push_back(listed_party(kind < 1 ? from : to, chance));
      if (pool.back().country.size() != 2) pool.back().country = chance.of(kPlaces);
    } else {
      pool.push_back({cat(chance.of(kWords), " ", chance.of(kWords), " ", chance.of(kTrades), " ",
                          chance.of(kForms)),
                      chance.of(kPlaces)});
    }
  }
  return pool;
}

struct Orders {
  std::uint64_t seed;
  std::vector<Party> pool;
  std::vector<std::string> eccns;  // entries of the control list
  const law::RuleSet* rules;

  std::string place(const std::string& code) const {
    return rules->places().known(code) ? code : "AE";
  }

  Json party(Chance& chance, const char* role) const {
    const Party& one = chance.of(pool);
    Json::Object object{{"role", role},
                        {"name", one.name},
                        {"country", place(one.country)},
                        {"government", false},
                        {"military_end_user", chance.percent(2)}};
    return object;
  }

  // Order number `n`; depends on nothing else.
  RecordedRow row(std::uint64_t n) const {
    Chance chance(seed * 1000003 + n);
    Json::Array parties{party(chance, "end_user")};
    if (chance.percent(30)) parties.push_back(party(chance, "intermediate_consignee"));
    const std::string to = parties[0].object()["country"].string();
    const std::string eccn = chance.percent(55) ? "EAR99" : chance.of(eccns);
    Json::Object item{{"line", "1"},
                      {"eccn", eccn},
                      {"kind", chance.percent(70) ? "commodity" : "software"},
                      {"origin", "US"},
                      {"value", Json::Object{{"amount", std::to_string(500 + chance.below(90000))},
                                             {"currency", "USD"}}}};
    const Day on = parse_day("2022-06-01").value().plus(std::int32_t(chance.below(1500)));
    const Json exporter = Json::Object{{"name", "Sender Works"}, {"country", "US"},
                                       {"us_person", true},      {"listed", Json::Array{}}};
    RecordedRow made;
    made.line = n + 1;
    made.question = Json::Object{{"regime", "us-ear"},
                                 {"activity", chance.percent(90) ? "export" : "reexport"},
                                 {"from", "US"},
                                 {"destination", to},
                                 {"exporter", exporter},
                                 {"items", Json::Array{std::move(item)}},
                                 {"parties", std::move(parties)},
                                 {"end_use", Json::Array{"civil"}},
                                 {"knowledge", Json::Array{}},
                                 {"red_flags", Json::Array{}},
                                 {"dates", Json::Object{{"departure", to_string(on)}}}};
    return made;
  }
};

Orders orders_of(const Engine& from, const Engine& to, std::size_t parties, std::uint64_t seed) {
  Chance chance(seed);
  Orders orders{seed, pool_of(from.snapshot(), to.snapshot(), parties, chance), {}, &from.rules()};
  for (const law::Norm& norm : from.rules().norms())
    if (!norm.entry.empty() && (orders.eccns.empty() || orders.eccns.back() != norm.entry))
      orders.eccns.push_back(norm.entry);
  return orders;
}

// Nothing shared with Impact: the question read anew for each side, its parties screened by
// match::screen (each distinct name once a side, in a memory of its own), the law asked in full.
class Brute {
 public:
  explicit Brute(const Engine& engine) : engine_(engine) {}

  decide::Verdict ask(const RecordedRow& row) {
    const Knowledge known{engine_.snapshot(), engine_.rules()};
    const auto question = decide::read_question(row.question, engine_.rules()).value();
    const auto screening =
        decide::screen_parties(known, question, [&](const match::Query& query) {
          return screen(query);
        }).value();
    const auto options = decide::day_of_question(question, Day{0});
    return decide::decide_on(known, question, screening, options).verdict;
  }

 private:
  Result<std::vector<match::Match>> screen(const match::Query& query) {
    const std::string key = cat(query.name, "\n", query.country);
    {
      const std::lock_guard guard(mutex_);
      if (const auto it = seen_.find(key); it != seen_.end()) return it->second;
    }
    auto found = match::screen(engine_.snapshot(), query);
    if (!found.ok()) return found;
    const std::lock_guard guard(mutex_);
    seen_.emplace(key, found.value());
    return found;
  }

  const Engine& engine_;
  std::mutex mutex_;
  std::map<std::string, std::vector<match::Match>> seen_;
};

// Every verdict pair that was judged, one byte each, to be compared.
std::vector<std::uint16_t> run(const Engine& from, const Engine& to, const Orders& orders,
                               std::uint64_t count, unsigned threads) {
  const Impact impact({from.snapshot(), from.rules()}, {to.snapshot(), to.rules()}, {});
  std::vector<std::uint16_t> seen;
  seen.reserve(count);
  decide::ImpactSummary summary;
  const auto start = Clock::now();
  std::uint64_t at = 0;
  run_impact(
      impact,
      [&]() -> std::optional<ImpactRow> {
        if (at == count) return std::nullopt;
        const std::uint64_t n = at++;
        return ImpactRow{n + 1, [&orders, n]() -> Result<RecordedRow> { return orders.row(n); }};
      },
      [&](std::uint64_t line, const Result<Judged>& judged) {
        if (judged.ok()) summary.add(judged.value());
        else summary.add_failure();
        seen.push_back(judged.ok() ? std::uint16_t(unsigned(judged.value().from) * 256 +
                                                   unsigned(judged.value().to))
                                   : std::uint16_t(0));
        if (line % 50000 == 0)
          std::fprintf(stderr, "%llu orders, %.0f a second\n", (unsigned long long)line,
                       double(line) / seconds_since(start));
      },
      threads);
  const double spent = seconds_since(start);
  std::printf("%llu orders in %.1f s, %.0f a second; %llu flip, %llu stay, %llu failed\n",
              (unsigned long long)count, spent, double(count) / spent,
              (unsigned long long)summary.flipped, (unsigned long long)summary.stayed,
              (unsigned long long)summary.failed);
  for (const auto& [pair, rows] : summary.by_verdict)
    std::printf("  %9llu  %s -> %s\n", (unsigned long long)rows,
                std::string(to_string(pair.first)).c_str(),
                std::string(to_string(pair.second)).c_str());
  return seen;
}

// Every (count / sample)th order again, by brute force; the number of differences.
std::uint64_t check(const Engine& from, const Engine& to, const Orders& orders,
                    const std::vector<std::uint16_t>& seen, std::uint64_t sample,
                    unsigned threads) {
  const std::uint64_t step = std::max<std::uint64_t>(1, seen.size() / std::max<std::uint64_t>(
                                                                          1, sample));
  const std::uint64_t tried = std::min<std::uint64_t>(sample, seen.size() / step);
  std::atomic<std::uint64_t> at = 0, differ = 0;
  const auto start = Clock::now();
  Brute before(from), after(to);
  std::vector<std::thread> workers;
  for (unsigned t = 0; t < std::max(1u, threads); ++t)
    workers.emplace_back([&] {
      for (std::uint64_t i = at++; i < tried; i = at++) {
        const RecordedRow row = orders.row(i * step);
        const unsigned pair = unsigned(before.ask(row)) * 256 + unsigned(after.ask(row));
        if (pair != seen[i * step]) {
          ++differ;
          std::printf("DIFFERS: order %llu\n", (unsigned long long)row.line);
        }
      }
    });
  for (auto& worker : workers) worker.join();
  std::printf("brute force: %llu of them again in %.1f s, %llu differ\n",
              (unsigned long long)tried, seconds_since(start), (unsigned long long)differ.load());
  return differ;
}

std::uint64_t number(int argc, char** argv, int at, std::uint64_t otherwise) {
  if (at >= argc) return otherwise;
  const std::string_view text = argv[at];
  std::uint64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Result<Engine> opened(const char* path) {
  LICET_TRY(file, snapshot::Snapshot::open(path));
  return Engine::open(std::make_shared<const snapshot::Snapshot>(std::move(file)));
}

int main_of(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "see the head of impact_bench.cc\n"), 2;
  auto from = opened(argv[1]), to = opened(argv[2]);
  if (!from.ok() || !to.ok()) {
    const Error& error = from.ok() ? to.error() : from.error();
    return std::fprintf(stderr, "%s\n", to_line(error).c_str()), 3;
  }
  const auto orders = orders_of(from.value(), to.value(), number(argc, argv, 5, 2000),
                                number(argc, argv, 7, 1));
  auto threads = unsigned(number(argc, argv, 6, 0));
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  const auto seen = run(from.value(), to.value(), orders, number(argc, argv, 3, 1000000), threads);
  const auto sample = number(argc, argv, 4, 20000);
  return check(from.value(), to.value(), orders, seen, sample, threads) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace licet::api

int main(int argc, char** argv) { return licet::api::main_of(argc, argv); }
