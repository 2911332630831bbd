#pragma once
#include <cstdint>
#include <utility>
#include <vector>

// Which cells of a set of tables have to be left out, so that nobody can work out a small one.
//
// Every sum of the edition is a node of a network and every count an edge: what flows in is what
// flows out. A count of which no reader knows more than the sums is hidden. What a reader may still
// take for possible of a cell is then exactly the room of the flow through its edge, and that is
// computed, not estimated (integral flows: Ford and Fulkerson 1956; cells as flows: Cox 1980).
namespace licet::report {

enum class Mark { Shown, Small, Withheld, Hidden };

class Cells {
 public:
  // Counts from 1 to threshold - 1 are small.
  explicit Cells(int threshold) : threshold_(threshold) {}

  int node() { return nodes_++; }
  // A count that is to be printed; gives its number.
  int cell(int from, int to, std::int64_t value);
  // A count that no table prints, but that a reader could take from two others.
  int hidden(int from, int to, std::int64_t value);

  // At every node but the first what flows in flows out; false is a fault of whoever built it.
  bool balanced() const;

  // Small cells are marked; nothing else is.
  void suppress_small();
  // Leaves out more cells until each small count, printed or hidden, may be anything from 1 to
  // threshold - 1 as far as the edition tells; where a small total forbids that, at least two
  // values are possible, as of each cell left out for it. False where no choice achieves it.
  bool protect();

  Mark mark(int edge) const { return edges_[std::size_t(edge)].mark; }
  std::int64_t value(int edge) const { return edges_[std::size_t(edge)].value; }
  // The least and the greatest value that the printed ones leave possible, no further than
  // `threshold` from the true one.
  std::pair<std::int64_t, std::int64_t> room(int edge) const;

 private:
  struct Edge {
    int from, to;
    std::int64_t value;
    Mark mark;
  };
  struct Arc {
    int edge = -1;
    bool up = true;  // along the edge: the count grows
  };
  std::int64_t up(const Edge& edge) const;
  std::int64_t down(const Edge& edge) const;
  bool small(std::int64_t value) const { return value >= 1 && value < threshold_; }
  std::int64_t push(int edge, bool grow, std::int64_t most, std::vector<std::int64_t>& flow) const;
  std::vector<Arc> path(int edge, bool grow, const std::vector<std::int64_t>& flow,
                        bool through_shown) const;
  bool widen(int edge, bool grow, std::int64_t wanted);

  int threshold_, nodes_ = 0;
  std::vector<Edge> edges_;
};

}  // namespace licet::report
