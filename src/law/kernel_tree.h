#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "licet/law/casebook.h"
#include "licet/law/label.h"
#include "licet/law/predicate.h"

// Conditions on several facts as trees over conditions on one. Private to the kernel.
namespace licet::law {

struct Program;

using AtomId = std::uint32_t;
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = ~NodeId(0);

// A condition on one attribute.
struct Atom {
  AttributeId attribute;
  const Predicate* test;
};

enum class NodeKind : std::uint8_t {
  kConstant = 1, kAll = 2, kAny = 3, kNot = 4, kAtom = 5, kFlag = 6, kCovers = 7, kAge = 8,
};

struct Node {
  NodeKind kind = NodeKind::kConstant;
  bool wanted = true;      // kFlag, kCovers
  Label constant;
  std::uint32_t first = 0;  // kAll, kAny, kNot: of Tree::children; kAtom, kFlag, kAge: its number
  std::uint32_t count = 0;
};

// Conditions on several facts. Grows only.
struct Tree {
  std::vector<Node> nodes;
  std::vector<NodeId> children;
  std::vector<const Predicate*> ages;  // judged by the evaluator, with the day at hand
};

// Adds conditions to a tree, and the atoms they are made of to `atoms`, numbered from `first`;
// atoms are shared by text.
class TreeBuilder {
 public:
  TreeBuilder(const Program& program, Tree& tree, std::vector<Atom>& atoms, AtomId first)
      : program_(program), tree_(tree), atoms_(atoms), first_(first) {}

  // `predicate` must outlive the tree.
  NodeId add(const Predicate& predicate);
  NodeId all(std::vector<NodeId> parts);
  NodeId any(std::vector<NodeId> parts);
  NodeId negation(NodeId part);

  // The atom of a condition that reads one attribute and nothing derived; nothing otherwise.
  std::optional<AtomId> atom(const Predicate& predicate);

 private:
  NodeId push(Node node, const std::vector<NodeId>& children = {});
  NodeId add_test(const Predicate& predicate);

  const Program& program_;
  Tree& tree_;
  std::vector<Atom>& atoms_;
  AtomId first_;
  std::unordered_map<std::string, AtomId> numbers_;
};

// A text that two predicates share exactly when they are the same.
std::string text_of(const Predicate& predicate);

}  // namespace licet::law
