#pragma once
#include <map>
#include <string>

#include "cells.h"
#include "counts.h"

namespace licet::report {

// The counts that the public edition prints, as one network, so that no table can be played off
// against another. Numbers are those of `cells`.
struct PublicCells {
  explicit PublicCells(int threshold) : cells(threshold) {}
  Cells cells;
  int opening = 0, received = 0, again = 0, in = 0, closed = 0, closing = 0, decided = 0,
      merits = 0, still_open = 0;
  std::map<std::string, int> outcomes, cohort;
  std::map<std::string, std::map<std::string, int>> cites, positions;
  std::map<std::string, int> bodies;
};

// Nothing is suppressed yet.
PublicCells public_cells(const Counts& counts, int threshold);

}  // namespace licet::report
