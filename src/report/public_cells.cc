#include "public_cells.h"

namespace licet::report {
namespace {

std::int64_t sum(const std::map<std::string, std::int64_t>& rows) {
  std::int64_t out = 0;
  for (const auto& [word, number] : rows) out += number;
  return out;
}

// What was closed, body after body: those on which it spoke, by what it said, and the others.
int add_bodies(const Counts& counts, int from, PublicCells& out) {
  for (const auto& [body, types] : counts.positions) {
    const int spoke = out.cells.node(), next = out.cells.node();
    const std::int64_t all = sum(types);
    out.bodies[body] = out.cells.cell(from, spoke, all);
    for (const auto& [type, number] : types)
      out.positions[body][type] = out.cells.cell(spoke, next, number);
    out.cells.hidden(from, next, counts.closed.count - all);
    from = next;
  }
  return from;
}

// An outcome by citation, and then by whether it came in within the period.
void add_outcome(const Counts& counts, const std::string& outcome, int group, int received,
                 int world, PublicCells& out) {
  const int own = out.cells.node(), cited = out.cells.node();
  const std::int64_t number = counts.outcomes.at(outcome).count;
  out.outcomes[outcome] = out.cells.cell(group, own, number);
  for (const auto& [cite, count] : counts.cites.at(outcome))
    out.cites[outcome][cite] = out.cells.cell(own, cited, count);
  const auto it = counts.cohort.find(outcome);
  const std::int64_t cohort = it == counts.cohort.end() ? 0 : it->second.count;
  out.cohort[outcome] = out.cells.cell(cited, received, cohort);
  out.cells.hidden(cited, world, number - cohort);
}

}  // namespace

PublicCells public_cells(const Counts& counts, int threshold) {
  PublicCells out(threshold);
  Cells& cells = out.cells;
  const int world = cells.node(), in = cells.node(), middle = cells.node(), open = cells.node(),
            received = cells.node(), spoken = cells.node();
  out.opening = cells.cell(world, in, counts.opening.count);
  out.received = cells.cell(received, in, counts.received.count);
  out.again = cells.cell(world, in, counts.again.count);
  out.in = cells.cell(in, middle,
                      counts.opening.count + counts.received.count + counts.again.count);
  out.closed = cells.cell(middle, spoken, counts.closed.count);
  out.closing = cells.cell(middle, open, counts.closing.count);
  out.still_open = cells.cell(open, received, counts.cohort_open.count);
  cells.hidden(open, world, counts.closing.count - counts.cohort_open.count);

  const int all = add_bodies(counts, spoken, out);
  const int decided = cells.node(), undecided = cells.node(), merits = cells.node(),
            others = cells.node();
  std::int64_t on_merits = 0;
  for (const auto& [outcome, tally] : counts.outcomes)
    if (counts.decided_outcome.at(outcome) && counts.merits_outcome.at(outcome))
      on_merits += tally.count;
  out.decided = cells.cell(all, decided, counts.decided.count);
  cells.hidden(all, undecided, counts.closed.count - counts.decided.count);
  out.merits = cells.cell(decided, merits, on_merits);
  cells.hidden(decided, others, counts.decided.count - on_merits);
  for (const auto& [outcome, tally] : counts.outcomes) {
    const bool is_decided = counts.decided_outcome.at(outcome);
    const int group = !is_decided ? undecided : counts.merits_outcome.at(outcome) ? merits : others;
    add_outcome(counts, outcome, group, received, world, out);
  }
  return out;
}

}  // namespace licet::report
