#include "reworded.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "norm_fields.h"
#include "watch.h"

namespace licet::law {
namespace {

constexpr std::uint8_t kSame = 1, kOther = 2;  // 0: not known yet

// All that a norm says but when it applies. A share of content counts for the answer beside that.
NormFields but_for_when(const Norm& norm) {
  NormFields fields = fields_of(norm);
  std::erase_if(fields, [](const auto& field) {
    return field.first == "when_any" || field.first.starts_with("unless.") ||
           (field.first.starts_with("when.") && field.first != "when.item.de_minimis");
  });
  return fields;
}

// Do two trees say the same, each under its own rules?
class SameTree {
 public:
  SameTree(const Program& ours, const Program& theirs) : ours_(ours), theirs_(theirs) {}

  bool operator()(NodeId a, NodeId b) const {
    if (a == kNoNode || b == kNoNode) return a == b;
    const Node &ours = ours_.tree.nodes[a], &theirs = theirs_.tree.nodes[b];
    if (ours.kind != theirs.kind || ours.wanted != theirs.wanted) return false;
    switch (ours.kind) {
      case NodeKind::kConstant: return ours.constant == theirs.constant;
      case NodeKind::kAtom:
        return same(ours_.atoms[ours.first].test, theirs_.atoms[theirs.first].test);
      case NodeKind::kAge:
        return same(ours_.tree.ages[ours.first], theirs_.tree.ages[theirs.first]);
      case NodeKind::kFlag: return ours_.flags[ours.first].fact == theirs_.flags[theirs.first].fact;
      case NodeKind::kCovers: return true;
      case NodeKind::kNot: return parts(ours, theirs, 1);
      case NodeKind::kAll:
      case NodeKind::kAny: break;
    }
    return ours.count == theirs.count && parts(ours, theirs, ours.count);
  }

 private:
  static bool same(const Predicate* a, const Predicate* b) { return text_of(*a) == text_of(*b); }

  bool parts(const Node& a, const Node& b, std::uint32_t count) const {
    for (std::uint32_t i = 0; i < count; ++i)
      if (!(*this)(ours_.tree.children[a.first + i], theirs_.tree.children[b.first + i]))
        return false;
    return true;
  }

  const Program& ours_;
  const Program& theirs_;
};

// Compiled norms of the line among these, by id.
using ById = std::map<std::string_view, const CompiledNorm*>;
ById of_line(const Kernel& kernel, const std::vector<NormIndex>& norms) {
  ById found;
  const Program& program = kernel.program();
  for (std::size_t bit = 0; bit < program.room_bits[std::size_t(Room::kLine)]; ++bit) {
    const CompiledNorm& norm = program.norms[bit];
    if (std::find(norms.begin(), norms.end(), norm.norm) != norms.end())
      found.emplace(kernel.rules().norm(norm.norm).id, &norm);
  }
  return found;
}

}  // namespace

Reworded::Reworded(const Kernel& before, const Kernel& after, const std::vector<NormIndex>& olds,
                   const std::vector<NormIndex>& news, const Casebook& cases)
    : cases_(cases), sides_{Side(before, cases), Side(after, cases)} {
  const ById theirs = of_line(after, news);
  for (const auto& [id, norm] : of_line(before, olds))
    if (const auto it = theirs.find(id); it != theirs.end())
      if (but_for_when(before.rules().norm(norm->norm)) ==
          but_for_when(after.rules().norm(it->second->norm)))
        add(*norm, *it->second);
}

std::array<std::vector<NormIndex>, 2> Reworded::norms() const {
  std::array<std::vector<NormIndex>, 2> norms;
  for (const Pair& pair : pairs_)
    for (std::size_t side = 0; side < 2; ++side) norms[side].push_back(pair.norms[side]->norm);
  return norms;
}

// Conditions of the norm that masks hold.
std::vector<AtomId> Reworded::atoms_of(std::size_t side, const CompiledNorm& norm) const {
  const Program& program = sides_[side].kernel.program();
  const auto bit = std::uint32_t(&norm - program.norms.data());
  std::vector<AtomId> atoms;
  for (const Attribute& attribute : program.attributes)
    for (const Use& use : attribute.uses)
      if (use.bit == bit) atoms.push_back(use.atom);
  return atoms;
}

void Reworded::add(const CompiledNorm& before, const CompiledNorm& after) {
  Pair pair{{&before, &after}, {}, false};
  std::map<std::string, std::array<std::vector<AtomId>, 2>> by_text;
  for (std::size_t side = 0; side < 2; ++side)
    for (AtomId atom : atoms_of(side, *pair.norms[side]))
      by_text[text_of(*sides_[side].kernel.program().atoms[atom].test)][side].push_back(atom);
  std::map<AttributeId, Apart> apart;
  for (const auto& [text, atoms] : by_text) {
    if (!atoms[0].empty() && !atoms[1].empty()) continue;
    for (std::size_t side = 0; side < 2; ++side)
      for (AtomId atom : atoms[side]) {
        const AttributeId id = sides_[side].memo.attribute_of(atom);
        apart[id].attribute = id;
        apart[id].atoms[side].push_back(atom);
      }
  }
  for (auto& [id, one] : apart) pair.apart.push_back(std::move(one));
  pair.same_rest = SameTree(sides_[0].kernel.program(), sides_[1].kernel.program())(before.rest,
                                                                                    after.rest);
  pairs_.push_back(std::move(pair));
}

// ---- single facts

ValueId Reworded::value_of(const Case& one, AttributeId attribute) const {
  if (attribute == sides_[0].kernel.program().destination) return one.destination;
  for (const Given& given : cases_.given(one.facts))
    if (given.attribute() == attribute) return given.value();
  return kAbsentValue;
}

// What the conditions of each side say together of the value, on any day.
bool Reworded::find_differ(const Apart& apart, ValueId value) {
  std::set<Day> days;
  for (const Side& side : sides_)
    for (const std::uint32_t span : spans_of(side.kernel, cases_, apart.attribute, value))
      days.insert(side.kernel.program().places.first_day(span));
  return std::any_of(days.begin(), days.end(), [&](Day day) {
    std::array<Label, 2> said{Label::yes(), Label::yes()};
    for (std::size_t side = 0; side < 2; ++side) {
      const std::uint32_t span = sides_[side].kernel.program().places.at(day);
      for (AtomId atom : apart.atoms[side])
        said[side] = both(said[side], sides_[side].memo.atom(atom, value, span));
    }
    return !(said[0] == said[1]);
  });
}

bool Reworded::differ(Apart& apart, ValueId value) {
  if (apart.differ.empty()) apart.differ.resize(cases_.values(apart.attribute));
  std::uint8_t& known = apart.differ[value];
  if (known == 0) known = find_differ(apart, value) ? kOther : kSame;
  return known == kOther;
}

bool Reworded::any_apart(Pair& pair, const Case& one) {
  return std::any_of(pair.apart.begin(), pair.apart.end(), [&](Apart& apart) {
    return differ(apart, value_of(one, apart.attribute));
  });
}

// ---- the case

bool Reworded::turns(const Case& one, Day law_day) {
  return std::any_of(pairs_.begin(), pairs_.end(), [&](Pair& pair) {
    const bool apart = any_apart(pair, one);
    return (apart || !pair.same_rest) && rest_turns(pair, apart, one, law_day);
  });
}

// With the other conditions: where they are false on both sides, neither applies.
bool Reworded::rest_turns(const Pair& pair, bool apart, const Case& one, Day law_day) {
  const Label ours = rest(0, pair, one, law_day);
  if (apart && !ours.is_false()) return true;
  const Label theirs = rest(1, pair, one, law_day);
  return (!ours.is_false() || !theirs.is_false()) && (apart || !(ours == theirs));
}

Label Reworded::rest(std::size_t side, const Pair& pair, const Case& one, Day law_day) {
  if (pair.norms[side]->rest == kNoNode) return Label::yes();
  Conditions& conditions = sides_[side].conditions;
  conditions.open(one, law_day);
  return conditions.judge<false>(pair.norms[side]->rest);
}

}  // namespace licet::law
