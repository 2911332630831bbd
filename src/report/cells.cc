#include "cells.h"

#include <algorithm>
#include <limits>

namespace licet::report {
namespace {

constexpr std::int64_t kMuch = std::int64_t{1} << 40;

}  // namespace

int Cells::cell(int from, int to, std::int64_t value) {
  edges_.push_back({from, to, value, Mark::Shown});
  return int(edges_.size()) - 1;
}

int Cells::hidden(int from, int to, std::int64_t value) {
  edges_.push_back({from, to, value, Mark::Hidden});
  return int(edges_.size()) - 1;
}

bool Cells::balanced() const {
  std::vector<std::int64_t> sums(std::size_t(nodes_), 0);
  for (const Edge& edge : edges_) {
    sums[std::size_t(edge.from)] -= edge.value;
    sums[std::size_t(edge.to)] += edge.value;
  }
  return std::all_of(sums.begin(), sums.end(), [](std::int64_t sum) { return sum == 0; });
}

// By how much a reader may think the count greater, or less. The two marks differ in print, so that
// a cell that is withheld is known to be no small one.
std::int64_t Cells::up(const Edge& edge) const {
  if (edge.mark == Mark::Shown) return 0;
  return edge.mark == Mark::Small ? threshold_ - 1 - edge.value : kMuch;
}

std::int64_t Cells::down(const Edge& edge) const {
  if (edge.mark == Mark::Shown) return 0;
  if (edge.mark == Mark::Small) return edge.value - 1;
  return edge.mark == Mark::Hidden ? edge.value : edge.value - threshold_;
}

// A way back from the far end of the edge, so that a change of one goes round. Cells that are shown
// cost one each where they may be crossed at all; the cheapest way, and of equal ones the first.
std::vector<Cells::Arc> Cells::path(int about, bool grow, const std::vector<std::int64_t>& flow,
                                    bool through_shown) const {
  const Edge& own = edges_[std::size_t(about)];
  const int start = grow ? own.to : own.from, goal = grow ? own.from : own.to;
  std::vector<std::int64_t> cost(std::size_t(nodes_), std::numeric_limits<std::int64_t>::max());
  std::vector<Arc> by(std::size_t(nodes_), Arc{});
  cost[std::size_t(start)] = 0;
  const auto relax = [&](int edge, bool along, std::int64_t price) {
    const Edge& e = edges_[std::size_t(edge)];
    const int from = along ? e.from : e.to, to = along ? e.to : e.from;
    const std::int64_t so_far = cost[std::size_t(from)];
    if (so_far == std::numeric_limits<std::int64_t>::max()) return false;
    if (so_far + price >= cost[std::size_t(to)]) return false;
    cost[std::size_t(to)] = so_far + price;
    by[std::size_t(to)] = {edge, along};
    return true;
  };
  // Bellman and Ford: the network has some hundred edges.
  for (bool changed = true; changed;) {
    changed = false;
    for (int i = 0; i < int(edges_.size()); ++i) {
      if (i == about) continue;
      const Edge& e = edges_[std::size_t(i)];
      const bool open = through_shown && e.mark == Mark::Shown && e.value >= threshold_;
      const std::int64_t moved = flow[std::size_t(i)];
      if (up(e) - moved > 0) changed = relax(i, true, 0) || changed;
      if (down(e) + moved > 0) changed = relax(i, false, 0) || changed;
      if (open) changed = relax(i, true, 1) || changed;
      if (open && e.value > threshold_) changed = relax(i, false, 1) || changed;
    }
  }
  std::vector<Arc> way;
  if (cost[std::size_t(goal)] == std::numeric_limits<std::int64_t>::max()) return way;
  for (int at = goal; at != start;) {
    const Arc arc = by[std::size_t(at)];
    way.push_back(arc);
    const Edge& e = edges_[std::size_t(arc.edge)];
    at = arc.up ? e.from : e.to;
  }
  return way;
}

std::int64_t Cells::push(int edge, bool grow, std::int64_t most,
                         std::vector<std::int64_t>& flow) const {
  flow.assign(edges_.size(), 0);
  std::int64_t sent = 0;
  while (sent < most) {
    const auto way = path(edge, grow, flow, false);
    if (way.empty()) break;
    std::int64_t by = most - sent;
    for (const Arc& arc : way) {
      const Edge& e = edges_[std::size_t(arc.edge)];
      const std::int64_t moved = flow[std::size_t(arc.edge)];
      by = std::min(by, arc.up ? up(e) - moved : down(e) + moved);
    }
    for (const Arc& arc : way) flow[std::size_t(arc.edge)] += arc.up ? by : -by;
    sent += by;
  }
  return sent;
}

std::pair<std::int64_t, std::int64_t> Cells::room(int edge) const {
  const Edge& e = edges_[std::size_t(edge)];
  std::vector<std::int64_t> flow;
  const std::int64_t most = threshold_;
  const std::int64_t less = push(edge, false, std::min(most, down(e)), flow);
  const std::int64_t more = push(edge, true, std::min(most, up(e)), flow);
  return {e.value - less, e.value + more};
}

void Cells::suppress_small() {
  for (Edge& edge : edges_)
    if (edge.mark == Mark::Shown && small(edge.value)) edge.mark = Mark::Small;
}

// Withholds what lies on the cheapest way round, until the count can move that far.
bool Cells::widen(int edge, bool grow, std::int64_t wanted) {
  std::vector<std::int64_t> flow;
  while (push(edge, grow, wanted, flow) < wanted) {
    const auto way = path(edge, grow, flow, true);
    bool any = false;
    for (const Arc& arc : way) {
      Edge& e = edges_[std::size_t(arc.edge)];
      if (e.mark != Mark::Shown) continue;
      e.mark = Mark::Withheld;
      any = true;
    }
    if (!any) return false;
  }
  return true;
}

bool Cells::protect() {
  suppress_small();
  const auto sensitive = [&](const Edge& e) {
    return e.mark == Mark::Small || (e.mark == Mark::Hidden && small(e.value));
  };
  // As far as it goes: a small total may leave its parts less than the full span.
  for (int i = 0; i < int(edges_.size()); ++i) {
    const Edge e = edges_[std::size_t(i)];
    if (!sensitive(e)) continue;
    widen(i, true, threshold_ - 1 - e.value);
    widen(i, false, e.value - 1);
  }
  for (int i = 0; i < int(edges_.size()); ++i) {
    if (edges_[std::size_t(i)].mark != Mark::Withheld) continue;
    if (room(i).first == room(i).second) widen(i, true, 1);
  }
  // Withholding a further cell never narrows the room of another, so one look at the end will do.
  for (int i = 0; i < int(edges_.size()); ++i) {
    const Edge& e = edges_[std::size_t(i)];
    if ((sensitive(e) || e.mark == Mark::Withheld) && room(i).first == room(i).second)
      return false;
  }
  return true;
}

}  // namespace licet::report
