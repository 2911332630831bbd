#include "kernel_program.h"

namespace licet::law {
namespace {

std::size_t parts_of_all(const Tree& tree, NodeId id) {
  return tree.nodes[id].kind == NodeKind::kAll ? tree.nodes[id].count : 1;
}

// The conditions on one fact among the parts that must all hold.
void add_tests(const Tree& tree, NodeId id, std::vector<AtomId>& tests) {
  const Node& node = tree.nodes[id];
  if (node.kind == NodeKind::kAtom) tests.push_back(node.first);
  if (node.kind != NodeKind::kAll) return;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Node& part = tree.nodes[tree.children[node.first + i]];
    if (part.kind == NodeKind::kAtom) tests.push_back(part.first);
  }
}

// A row that is judged strictly may stay open although a test is false (Desk, judge_rest).
ListRow lined_up(Program& program, std::uint32_t number) {
  const CompiledNorm& row = program.rows[number];
  ListRow lined{row.in_force.from, row.in_force.until, number,
                std::uint32_t(program.row_tests.size())};
  lined.dated = row.dated;
  lined.bounded = !row.strict_history;
  if (row.rest == kNoNode) return lined;
  add_tests(program.tree, row.rest, program.row_tests);
  lined.tests = std::uint16_t(program.row_tests.size() - lined.first);
  lined.whole = lined.bounded && row.dated && !row.stayed && lined.tests > 0 &&
                lined.tests == parts_of_all(program.tree, row.rest);
  return lined;
}

}  // namespace

void line_up_rows(Program& program) {
  for (const Page& page : program.pages) {
    program.rows_of.push_back({std::uint32_t(program.list_rows.size()),
                               std::uint32_t(page.rows.size())});
    for (const std::uint32_t number : page.rows)
      program.list_rows.push_back(lined_up(program, number));
  }
}

}  // namespace licet::law
