#include "kernel_projection.h"

#include <algorithm>

#include "kernel_code.h"

namespace licet::law {
namespace {

class Projection {
 public:
  Projection(const Kernel& kernel, const Casebook& cases, Memo& memo, const Given& fact,
             std::uint32_t span)
      : kernel_(kernel), program_(kernel.program()), cases_(cases), memo_(memo), fact_(fact),
        span_(span) {}

  Tri of(NodeId id) {
    const Node& node = program_.tree.nodes[id];
    switch (node.kind) {
      case NodeKind::kConstant: return node.constant.tri();
      case NodeKind::kAtom:
        if (memo_.attribute_of(node.first) != fact_.attribute()) return Tri::kUnknown;
        return memo_.atom(node.first, fact_.value(), span_).tri();
      case NodeKind::kFlag: {
        const Tri found = of_flag(program_.flags[node.first], node.first);
        return node.wanted ? found : Tri(2 - int(found));
      }
      case NodeKind::kNot: return Tri(2 - int(of(program_.tree.children[node.first])));
      case NodeKind::kCovers:
      case NodeKind::kAge: return Tri::kUnknown;
      case NodeKind::kAll:
      case NodeKind::kAny: break;
    }
    const bool all = node.kind == NodeKind::kAll;
    Tri result = all ? Tri::kTrue : Tri::kFalse;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Tri part = of(program_.tree.children[node.first + i]);
      result = all ? std::min(result, part) : std::max(result, part);
    }
    return result;
  }

 private:
  // What the code alone says (Conditions::judge_flag): an entry without a row for an exception does
  // not offer it.
  Tri of_flag(const FlagName& flag, std::uint32_t number) {
    if (fact_.attribute() != program_.eccn || fact_.value() <= kOpenValue) return Tri::kUnknown;
    const Code code = read_code(program_, cases_.value(program_.eccn, fact_.value()).value);
    if (code.empty) return Tri::kUnknown;
    const Page* page = code.page == kNoPage ? nullptr : &program_.pages[code.page];
    switch (flag.kind) {
      case FlagKind::kOffer:
        return kernel_.strict() || (page != nullptr && page->offers.contains(number))
                   ? Tri::kUnknown
                   : Tri::kFalse;
      case FlagKind::kSta: {
        const bool none = page == nullptr || (flag.c1 ? page->sta_c1 : page->sta_c2).empty();
        return none ? Tri::kFalse : Tri::kUnknown;
      }
      case FlagKind::kControl: return code.ear99 ? Tri::kFalse : Tri::kUnknown;
      case FlagKind::kSeries: return code.in_series(flag) ? Tri::kTrue : Tri::kFalse;
    }
    return Tri::kUnknown;
  }

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  Memo& memo_;
  Given fact_;
  std::uint32_t span_;
};

void note_tree(Program& program, std::uint32_t bit, NodeId id) {
  const Node& node = program.tree.nodes[id];
  const auto note = [&](AttributeId attribute) {
    Attribute& asked = program.attributes[attribute];
    const Room room = program.norms[bit].room;
    const bool bound = asked.room == Room::kLine || asked.room == room ||
                       (asked.room == Room::kParty && room == Room::kListing);
    if (bound && (asked.in_trees.empty() || asked.in_trees.back() != bit))
      asked.in_trees.push_back(bit);
  };
  if (node.kind == NodeKind::kAtom) return note(program.atoms[node.first].attribute);
  if (node.kind == NodeKind::kFlag) return note(program.eccn);
  const bool inner = node.kind == NodeKind::kAll || node.kind == NodeKind::kAny ||
                     node.kind == NodeKind::kNot;
  for (std::uint32_t i = 0; inner && i < node.count; ++i)
    note_tree(program, bit, program.tree.children[node.first + i]);
}

}  // namespace

Tri project(const Kernel& kernel, const Casebook& cases, Memo& memo, NodeId node, const Given& fact,
            std::uint32_t span) {
  return Projection(kernel, cases, memo, fact, span).of(node);
}

void note_trees(Program& program) {
  for (std::uint32_t bit = 0; bit < program.norms.size(); ++bit)
    if (program.norms[bit].rest != kNoNode) note_tree(program, bit, program.norms[bit].rest);
}

}  // namespace licet::law
