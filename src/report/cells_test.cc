#include "cells.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace licet::report::testing {
namespace {

constexpr int kThreshold = 4;
// Of any count tried: there are 9 at most, and no room is asked for beyond 4.
constexpr std::int64_t kMost = 14;

struct Drawn {
  int from, to;
  std::int64_t value;
  bool hidden;
};

// A circulation of whole numbers: some cycles laid over one another.
std::vector<Drawn> random_network(std::mt19937_64& random, int nodes, int edges) {
  std::vector<Drawn> out;
  for (int i = 0; i < edges; ++i) {
    const int from = int(random() % std::uint64_t(nodes));
    int to = int(random() % std::uint64_t(nodes - 1));
    if (to >= from) ++to;
    out.push_back({from, to, 0, random() % 8 == 0});
  }
  for (int node = 0; node < nodes; ++node)
    out.push_back({node, (node + 1) % nodes, 0, random() % 8 == 0});
  for (int cycle = 0; cycle < 3; ++cycle) {
    const auto by = std::int64_t(1 + random() % 3);
    const Drawn& edge = out[random() % std::uint64_t(edges)];
    out[std::size_t(&edge - out.data())].value += by;
    for (int at = edge.to; at != edge.from; at = (at + 1) % nodes)
      out[std::size_t(edges + at)].value += by;
  }
  return out;
}

std::int64_t least_of(const Cells& cells, int i) {
  const Mark mark = cells.mark(i);
  return mark == Mark::Shown ? cells.value(i) : mark == Mark::Small ? 1
         : mark == Mark::Withheld ? kThreshold : 0;
}

std::int64_t most_of(const Cells& cells, int i) {
  const Mark mark = cells.mark(i);
  return mark == Mark::Shown ? cells.value(i) : mark == Mark::Small ? kThreshold - 1 : kMost;
}

// Every assignment that fits the printed ones, one by one: which values each edge takes.
struct Tried {
  std::vector<std::int64_t> least, most;
};
Tried try_all(const Cells& cells, const std::vector<Drawn>& network, int nodes) {
  Tried out;
  out.least.assign(network.size(), kMost + 1);
  out.most.assign(network.size(), -1);
  std::vector<std::int64_t> value(network.size(), 0), sums(std::size_t(nodes), 0);
  std::vector<std::size_t> last(std::size_t(nodes), 0);
  for (std::size_t i = 0; i < network.size(); ++i)
    last[std::size_t(network[i].from)] = last[std::size_t(network[i].to)] = i;
  const std::function<void(std::size_t)> go = [&](std::size_t i) {
    if (i == network.size()) {
      for (std::size_t k = 0; k < network.size(); ++k) {
        out.least[k] = std::min(out.least[k], value[k]);
        out.most[k] = std::max(out.most[k], value[k]);
      }
      return;
    }
    const auto from = std::size_t(network[i].from), to = std::size_t(network[i].to);
    for (value[i] = least_of(cells, int(i)); value[i] <= most_of(cells, int(i)); ++value[i]) {
      sums[from] -= value[i];
      sums[to] += value[i];
      if ((last[from] != i || sums[from] == 0) && (last[to] != i || sums[to] == 0)) go(i + 1);
      sums[from] += value[i];
      sums[to] -= value[i];
    }
  };
  go(0);
  return out;
}

Cells built(const std::vector<Drawn>& network, int nodes) {
  Cells cells(kThreshold);
  for (int i = 0; i < nodes; ++i) cells.node();
  for (const Drawn& edge : network)
    edge.hidden ? cells.hidden(edge.from, edge.to, edge.value)
                : cells.cell(edge.from, edge.to, edge.value);
  return cells;
}

// The room that is computed is the room there is, found by trying every assignment.
TEST(Cells, RoomIsExact) {
  std::mt19937_64 random(11);
  int compared = 0, fixed = 0, small = 0, full = 0;
  for (int run = 0; run < 300; ++run) {
    const auto network = random_network(random, 3, 3);
    Cells cells = built(network, 3);
    ASSERT_TRUE(cells.balanced());
    if (run % 2 == 0) cells.suppress_small();
    else if (!cells.protect()) continue;
    const Tried tried = try_all(cells, network, 3);
    for (int i = 0; i < int(network.size()); ++i) {
      const auto [least, most] = cells.room(i);
      EXPECT_EQ(least, std::max(tried.least[std::size_t(i)], cells.value(i) - kThreshold)) << run;
      EXPECT_EQ(most, std::min(tried.most[std::size_t(i)], cells.value(i) + kThreshold)) << run;
      ++compared;
      fixed += cells.mark(i) == Mark::Small && least == most ? 1 : 0;
      if (run % 2 == 1 && cells.mark(i) == Mark::Small) {
        EXPECT_LT(least, most) << run << " " << i;
        full += least == 1 && most == kThreshold - 1 ? 1 : 0;
        ++small;
      }
    }
  }
  EXPECT_GT(compared, 1000);
  EXPECT_GT(full * 2, small);
  EXPECT_GT(fixed, 50);  // small cells marked alone are often given away
}

// What is withheld is known to be no small one; that must not narrow the small one beside it.
TEST(Cells, TheMarkItselfGivesNothingAway) {
  Cells cells(5);
  const int world = cells.node(), all = cells.node();
  const int total = cells.cell(world, all, 9), one = cells.cell(all, world, 1),
            eight = cells.cell(all, world, 8);
  ASSERT_TRUE(cells.protect());
  EXPECT_EQ(cells.room(one), (std::pair<std::int64_t, std::int64_t>{1, 4}));
  EXPECT_NE(cells.mark(total) == Mark::Shown, cells.mark(eight) == Mark::Shown);
  Cells plain(5);
  plain.node();
  plain.node();
  plain.cell(world, all, 9);
  plain.cell(all, world, 1);
  plain.cell(all, world, 8);
  plain.suppress_small();
  EXPECT_EQ(plain.room(1).first, plain.room(1).second);
}

}  // namespace
}  // namespace licet::report::testing
