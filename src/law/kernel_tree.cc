#include <algorithm>

#include "kernel_program.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

// The one attribute that all tests of the predicate read.
class SingleFact {
 public:
  explicit SingleFact(const Program& program) : program_(program) {}

  std::optional<AttributeId> of(const Predicate& predicate) {
    visit(predicate);
    return plain_ ? found_ : std::nullopt;
  }

 private:
  void visit(const Predicate& predicate) {
    if (predicate.kind == Predicate::Kind::kTest) note(predicate.test.fact);
    if (predicate.kind == Predicate::Kind::kChartMark) note("destination");
    for (const Predicate& part : predicate.parts) visit(part);
  }

  void note(std::string_view fact) {
    const auto it = program_.by_fact.find(fact);
    if (it == program_.by_fact.end() || (found_ && *found_ != it->second))
      plain_ = false;
    else
      found_ = it->second;
  }

  const Program& program_;
  std::optional<AttributeId> found_;
  bool plain_ = true;
};

bool wants_true(const Test& test) {
  return std::find(test.literals.begin(), test.literals.end(), Literal(true)) !=
         test.literals.end();
}

void append(std::string& out, const Predicate& predicate) {
  out += char('0' + int(predicate.kind));
  out += predicate.column;
  if (predicate.kind == Predicate::Kind::kTest) {
    const Test& test = predicate.test;
    out += cat(test.fact, "\x01", int(test.op), int(test.low_open), int(test.high_open));
    for (const Literal& literal : test.literals)
      out += cat("\x02", int(literal.index()), to_string(literal));
  }
  out += '(';
  for (const Predicate& part : predicate.parts) append(out, part);
  out += ')';
}

}  // namespace

std::string text_of(const Predicate& predicate) {
  std::string out;
  append(out, predicate);
  return out;
}

NodeId TreeBuilder::push(Node node, const std::vector<NodeId>& children) {
  if (!children.empty()) {
    node.first = std::uint32_t(tree_.children.size());
    node.count = std::uint32_t(children.size());
    tree_.children.insert(tree_.children.end(), children.begin(), children.end());
  }
  tree_.nodes.push_back(node);
  return NodeId(tree_.nodes.size() - 1);
}

NodeId TreeBuilder::all(std::vector<NodeId> parts) {
  if (parts.size() == 1) return parts.front();
  return push({NodeKind::kAll, true, {}, 0, 0}, parts);
}

NodeId TreeBuilder::any(std::vector<NodeId> parts) {
  if (parts.size() == 1) return parts.front();
  return push({NodeKind::kAny, true, {}, 0, 0}, parts);
}

NodeId TreeBuilder::negation(NodeId part) {
  return push({NodeKind::kNot, true, {}, 0, 0}, {part});
}

std::optional<AtomId> TreeBuilder::atom(const Predicate& predicate) {
  const auto attribute = SingleFact(program_).of(predicate);
  if (!attribute) return std::nullopt;
  const auto [it, fresh] =
      numbers_.emplace(text_of(predicate), first_ + AtomId(atoms_.size()));
  if (fresh) atoms_.push_back({*attribute, &predicate});
  return it->second;
}

NodeId TreeBuilder::add(const Predicate& predicate) {
  const auto constant = [&](Label label) {
    return push({NodeKind::kConstant, true, label, 0, 0});
  };
  if (const auto single = atom(predicate))
    return push({NodeKind::kAtom, true, {}, *single, 0});
  std::vector<NodeId> parts;
  switch (predicate.kind) {
    case Predicate::Kind::kAlways: return constant(Label::yes());
    case Predicate::Kind::kNever: return constant(Label::no());
    case Predicate::Kind::kUnclear: return constant(Label::for_a_person());
    case Predicate::Kind::kTest: return add_test(predicate);
    case Predicate::Kind::kNot: return negation(add(predicate.parts.front()));
    default: break;
  }
  for (const Predicate& part : predicate.parts) parts.push_back(add(part));
  return predicate.kind == Predicate::Kind::kAll ? all(std::move(parts)) : any(std::move(parts));
}

// Tests of facts that the engine derives: all others are atoms.
NodeId TreeBuilder::add_test(const Predicate& predicate) {
  const Test& test = predicate.test;
  if (test.fact == "listing.covers_item")
    return push({NodeKind::kCovers, wants_true(test), {}, 0, 0});
  if (is_flag(test.fact)) {
    const auto it = std::find_if(program_.flags.begin(), program_.flags.end(),
                                 [&](const FlagName& flag) { return flag.fact == test.fact; });
    return push({NodeKind::kFlag, wants_true(test), {},
                 std::uint32_t(it - program_.flags.begin()), 0});
  }
  tree_.ages.push_back(&predicate);
  return push({NodeKind::kAge, true, {}, std::uint32_t(tree_.ages.size() - 1), 0});
}

}  // namespace licet::law
