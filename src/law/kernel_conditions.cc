#include "kernel_conditions.h"

#include <algorithm>

namespace licet::law {
namespace {

constexpr std::uint8_t kNotJudged = 255;

// Folds parts with "or"; the first part stands for itself, so that no assumption is lost.
class AnyOf {
 public:
  void add(Label part) {
    label_ = first_ ? part : either(label_, part);
    first_ = false;
  }
  Label label() const { return label_; }

 private:
  Label label_ = Label::no();
  bool first_ = true;
};

}  // namespace

Conditions::Conditions(const Kernel& kernel, const Casebook& cases, Memo& memo)
    : kernel_(kernel), program_(kernel.program()), cases_(cases), memo_(memo),
      values_(program_.attributes.size()), sheets_(program_.attributes.size()),
      flags_(program_.flags.size(), kNotJudged),
      reach_(program_, reach_tree_, reach_atoms_, AtomId(program_.atoms.size())) {
  for (const Attribute& attribute : program_.attributes) rooms_.push_back(attribute.room);
  for (AtomId test : program_.row_tests) row_tests_.push_back(memo_.place(test));
}

void Conditions::open(const Case& the_case, Day law_day) {
  for (std::uint32_t flag : flags_found_) flags_[flag] = kNotJudged;
  flags_found_.clear();
  count_opening();
  case_ = &the_case;
  bound_ = {};
  law_day_ = law_day;
  place_span_ = program_.places.at(law_day);
  Said* values = values_.data();
  for (const Given& given : cases_.given(the_case.facts))
    values[given.attribute()] = {given.value(), opened_};
  const ValueId eccn = of_line(program_.eccn);
  if (eccn >= codes_.size()) codes_.resize(cases_.values(program_.eccn));
  if (!codes_[eccn].seen)
    codes_[eccn] = read_code(program_, cases_.value(program_.eccn, eccn).value);
  code_ = codes_[eccn];
}

// What was said in openings before counts for nothing; once in four thousand million the count
// begins anew.
void Conditions::count_opening() {
  if (++opened_ != 0) return;
  std::fill(values_.begin(), values_.end(), Said{});
  std::fill(sheets_.begin(), sheets_.end(), Sheet{});
  opened_ = 1;
}

ValueId Conditions::find(const GivenFacts* facts, AttributeId attribute) const {
  if (facts == nullptr) return kAbsentValue;
  for (const Given& given : cases_.given(*facts))
    if (given.attribute() == attribute) return given.value();
  return kAbsentValue;
}

Label Conditions::force_by_fact(const CompiledNorm& norm) const {
  const ValueId id = value(norm.reads);
  if (id <= kOpenValue) return Label::missing();
  const Value& given = cases_.value(norm.reads, id).value;
  if (!std::holds_alternative<Day>(given)) return Label::missing();
  const Force force = force_on(kernel_.rules().norm(norm.norm), std::get<Day>(given));
  return force == Force::kInForce ? Label::yes() : Label::no();
}

template <bool kRests>
Label Conditions::judge_in(const Tree& tree, NodeId id) {
  const Node& node = tree.nodes[id];
  switch (node.kind) {
    case NodeKind::kConstant: return node.constant;
    case NodeKind::kAtom: return atom(node.first);
    case NodeKind::kNot: return judge_in<kRests>(tree, tree.children[node.first]).negated();
    case NodeKind::kFlag: return node.wanted ? flag(node.first) : flag(node.first).negated();
    case NodeKind::kCovers: return node.wanted ? covers() : covers().negated();
    case NodeKind::kAge: return age(*tree.ages[node.first]);
    case NodeKind::kAll:
    case NodeKind::kAny: break;
  }
  const bool all = node.kind == NodeKind::kAll;
  const Tri settles = all ? Tri::kFalse : Tri::kTrue;
  Label result = all ? Label::yes() : Label::no();
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Node& child = tree.nodes[tree.children[node.first + i]];
    const Label part = child.kind == NodeKind::kAtom
                           ? atom(child.first)
                           : judge_in<kRests>(tree, tree.children[node.first + i]);
    result = i == 0 ? part : settled(result, part, settles);
    if (!kRests && result.tri() == settles) return result;
  }
  return result;
}

template Label Conditions::judge_in<true>(const Tree&, NodeId);
template Label Conditions::judge_in<false>(const Tree&, NodeId);

Label Conditions::age(const Predicate& test) const {
  std::string fact = "dates.";
  fact += test.test.fact.substr(4);
  const auto it = program_.by_fact.find(fact);
  const ValueId date = it == program_.by_fact.end() ? kAbsentValue : value(it->second);
  return memo_.age(test, date, law_day_);
}

// The reach of a list row (evaluator.cc, judge_covers).
Label Conditions::covers() {
  const std::uint32_t number = bound_.row->covers;
  if (number >= reach_nodes_.size()) reach_nodes_.resize(cases_.covers().size(), kNoNode);
  if (reach_nodes_[number] == kNoNode) {
    const std::size_t before = reach_atoms_.size();
    reach_nodes_[number] = reach_.add(cases_.covers()[number]);
    memo_.add_atoms(std::span(reach_atoms_).subspan(before));
  }
  const Label holds = judge_in<true>(reach_tree_, reach_nodes_[number]);
  if (!holds.is_false() || !(law_day_ < bound_.row->text_from)) return holds;
  return kernel_.strict() ? Label::missing() : holds.resting();
}

// ---- what the control list says of the line (flags.cc)

Label Conditions::flag(std::uint32_t number) {
  const bool shareable = code_.page == kNoPage || !program_.pages[code_.page].bound;
  if (shareable && flags_[number] != kNotJudged) return {flags_[number]};
  const Label label = judge_flag(program_.flags[number], number);
  if (!shareable) return label;
  flags_[number] = label.bits;
  flags_found_.push_back(number);
  return label;
}

Label Conditions::judge_flag(const FlagName& name, std::uint32_t number) {
  if (code_.empty) return Label::missing();
  switch (name.kind) {
    case FlagKind::kOffer: return offer(number);
    case FlagKind::kSta: return sta(name.c1);
    case FlagKind::kControl: return control(name, number);
    case FlagKind::kSeries: break;
  }
  return code_.in_series(name) ? Label::yes() : Label::no();
}

Label Conditions::offer(std::uint32_t number) {
  AnyOf any;
  if (code_.page != kNoPage) {
    const Page& page = program_.pages[code_.page];
    if (const auto it = page.offers.find(number); it != page.offers.end())
      for (const FlagProgram::Row& row : it->second.rows)
        if (row.span.contains(law_day_)) any.add(offered(row));
  }
  if (!before_issue() || any.label().is_unknown() || !code_.known) return any.label();
  return kernel_.strict() ? Label::missing() : any.label().resting();
}

Label Conditions::offered(const FlagProgram::Row& row) {
  Label label = both(judge<true>(row.scope), judge<true>(row.condition));
  if (row.unclear) label = both(label, Label::for_a_person());
  if (!row.limit) return label;
  return both(label, both(within_order(*row.limit), within_year(*row.limit)));
}

Label Conditions::within_order(const Decimal& limit) const {
  const CaseOrder& order = cases_.order(*case_);
  if (limit < order.sure) return Label::no();
  const bool most = order.most <= limit;
  if (!order.value_missing && most) return Label::yes();
  if (order.something_missing) return Label::missing();
  return most ? Label::yes() : Label::no();
}

Label Conditions::within_year(const Decimal& limit) const {
  const CaseOrder& order = cases_.order(*case_);
  if (!order.year) return kernel_.strict() ? Label::missing() : Label::yes().resting();
  return order.year->plus(order.sure) <= limit.scaled(12, 1) ? Label::yes() : Label::no();
}

Label Conditions::sta(bool c1) {
  AnyOf any;
  if (code_.page == kNoPage) return any.label();
  const Page& page = program_.pages[code_.page];
  for (NodeId bars : c1 ? page.sta_c1 : page.sta_c2) any.add(judge<true>(bars));
  return any.label();
}

Label Conditions::control(const FlagName& name, std::uint32_t number) {
  if (code_.ear99) return Label::no();
  if (const ValueId said = of_line(program_.controlled_reason); said > kOpenValue) {
    const auto& given = cases_.value(program_.controlled_reason, said).value;
    const auto* word = std::get_if<std::string>(&given);
    if (word != nullptr && *word == name.reason) return Label::yes();
  }
  if (!code_.known) return Label::missing();
  AnyOf any;
  for (const Page::Control& row : program_.pages[code_.page].controls) {
    if (row.flag != number) continue;
    if (force_on(kernel_.rules().norm(row.norm), law_day_) == Force::kInForce)
      any.add(judge<true>(row.test));
  }
  return any.label();
}

}  // namespace licet::law
