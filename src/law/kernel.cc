#include "licet/law/kernel.h"

#include <algorithm>
#include <bit>

#include "kernel_memo.h"

namespace licet::law {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t(0);
constexpr std::uint8_t kNotJudged = 255;

// What a classification code says by itself.
struct Code {
  std::uint32_t page = kNoPage;
  bool seen = false, empty = true, ear99 = false, known = false;
  bool series_600 = false, series_9x515 = false, series_0x5zz = false;
};

Code read_code(const Program& program, const Value& value) {
  Code code;
  code.seen = true;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || text->empty()) return code;
  code.empty = false;
  code.ear99 = *text == "EAR99";
  const auto it = program.page_of.find(text->substr(0, text->find('.')));
  if (it != program.page_of.end()) {
    code.page = it->second;
    code.known = program.pages[it->second].known;
  }
  if (text->size() < 5 || code.ear99) return code;
  code.series_600 = (*text)[2] == '6';
  code.series_9x515 = (*text)[0] == '9' && text->substr(2, 3) == "515";
  code.series_0x5zz = (*text)[0] == '0' && (*text)[2] == '5' && text->substr(3, 2) != "21";
  return code;
}

}  // namespace

struct Desk::State {
  State(const Kernel& the_kernel, const Casebook& the_cases)
      : kernel(the_kernel), program(the_kernel.program()), cases(the_cases),
        memo(the_kernel, the_cases), values(program.attributes.size(), kAbsentValue),
        shared(3 * std::size_t(program.words)), party_masks(shared.size()),
        masks(shared.size()), head(program.norms.size(), kNone),
        live((program.norms.size() + 63) / 64), flags(program.flags.size(), kNotJudged),
        reach(program, reach_tree, memo.extra_atoms(), AtomId(program.atoms.size())) {}

  // ---- one case

  void begin(CaseId id, Day day) {
    for (AttributeId attribute : touched) values[attribute] = kAbsentValue;
    touched.clear();
    for (const LabelledInstance& instance : out)
      if (slot_of(instance) != kNone) head[slot_of(instance)] = kNone;
    out.clear();
    slots.clear();
    next.clear();
    std::fill(live.begin(), live.end(), 0);
    std::fill(flags.begin(), flags.end(), kNotJudged);
    law_day = day;
    place_span = span_of(program.places, day);
    the_case = &cases.at(id);
    for (const Given& given : cases.given(the_case->facts)) {
      values[given.attribute()] = given.value();
      touched.push_back(given.attribute());
    }
    const ValueId eccn = values[program.eccn];
    if (eccn >= codes.size()) codes.resize(cases.values(program.eccn));
    if (!codes[eccn].seen)
      codes[eccn] = read_code(program, cases.value(program.eccn, eccn).value);
    code = codes[eccn];
  }

  std::uint32_t slot_of(const LabelledInstance& instance) const {
    return slots[std::size_t(&instance - out.data())];
  }

  // ---- masks: words of `must`, then of `may`, then of `person`

  void intersect(std::vector<std::uint64_t>& into, const MaskRow& row) const {
    const std::size_t width = row.high - row.low, all = program.words;
    std::uint64_t* must = into.data() + row.low;
    std::uint64_t* may = must + all;
    for (std::size_t i = 0; i < width; ++i) must[i] &= row.words[i];
    for (std::size_t i = 0; i < width; ++i) may[i] &= row.words[width + i];
    if (!row.person) return;
    std::uint64_t* person = may + all;
    for (std::size_t i = 0; i < width; ++i) person[i] |= row.words[2 * width + i];
  }

  void intersect_room(std::vector<std::uint64_t>& into, Room room, const GivenFacts& facts) {
    intersect(into, memo.absent(room, facts.shape));
    for (const Given& given : cases.given(facts)) {
      const Attribute& attribute = program.attributes[given.attribute()];
      if (attribute.uses.empty()) continue;
      intersect(into, memo.row(given.attribute(), given.value(), place_span));
    }
  }

  void judge_shared() {
    const std::size_t all = program.words;
    const std::uint64_t* force = memo.force(span_of(program.spans, law_day));
    std::copy_n(force, all, shared.begin());
    std::copy_n(force, all, shared.begin() + std::ptrdiff_t(all));
    std::fill_n(shared.begin() + std::ptrdiff_t(2 * all), all, 0);
    intersect_room(shared, Room::kLine, the_case->facts);
  }

  // Every norm of the room that the masks leave standing.
  void collect(const std::vector<std::uint64_t>& from, Room room, const Binding& binding,
               Label listing = Label::yes()) {
    const std::size_t all = program.words;
    bound = binding;
    for (std::uint32_t w = program.room_low[std::size_t(room)];
         w < program.room_high[std::size_t(room)]; ++w) {
      std::uint64_t may = from[all + w];
      while (may != 0) {
        const unsigned b = unsigned(std::countr_zero(may));
        may &= may - 1;
        const std::uint64_t bit = std::uint64_t(1) << b;
        const std::uint32_t slot = program.slot_of_bit[std::size_t(w) * 64 + b];
        if (slot == kNone) continue;
        const Label cells = (from[w] & bit) != 0
                                ? Label::yes()
                                : Label::of(Tri::kUnknown, (from[2 * all + w] & bit) != 0);
        add(program.norms[slot], slot, both(listing, cells));
      }
    }
  }

  void add(const CompiledNorm& norm, std::uint32_t slot, Label applies) {
    if (!norm.dated) applies = both(applies, force_by_fact(norm));
    if (norm.rest != kNoNode && !applies.is_false())
      applies = both(applies, judge<false>(program.tree, norm.rest));
    if (norm.strict_history) applies = history(norm, applies);
    if (applies.is_false()) return;
    const std::uint32_t index = std::uint32_t(out.size());
    out.push_back({norm.norm, bound.party, bound.listing, bound.licence, applies, applies});
    slots.push_back(slot);
    next.push_back(slot == kNone ? kNone : head[slot]);
    if (slot == kNone) return;
    head[slot] = index;
    live[slot / 64] |= std::uint64_t(1) << (slot % 64);
  }

  Label force_by_fact(const CompiledNorm& norm) const {
    const ValueId id = value(norm.reads);
    if (id <= kOpenValue) return Label::missing();
    const Value& given = cases.value(norm.reads, id).value;
    if (!std::holds_alternative<Day>(given)) return Label::missing();
    const Force force = force_on(kernel.rules().norm(norm.norm), std::get<Day>(given));
    return force == Force::kInForce ? Label::yes() : Label::no();
  }

  Label history(const CompiledNorm& norm, Label applies) const {
    const bool before = law_day < kernel.rules().issue_day();
    const bool of_list = !kernel.rules().norm(norm.norm).entry.empty();
    if (!before || applies.is_unknown() || !(of_list || applies.is_true())) return applies;
    return Label::missing();
  }

  // ---- rooms

  void judge_parties() {
    for (std::uint32_t p = 0; p < the_case->parties; ++p) {
      const CaseParty& party = cases.party(*the_case, p);
      masks = shared;
      intersect_room(masks, Room::kParty, party.facts);
      party_facts = &party.facts;
      collect(masks, Room::kParty, {0, int(p), -1, -1});
      if (party.listings == 0) continue;
      party_masks = masks;
      for (std::uint32_t k = 0; k < party.listings; ++k)
        judge_listing(cases.listing(party, k), int(p), int(k));
    }
    party_facts = nullptr;
    listing_facts = nullptr;
  }

  void judge_listing(const CaseListing& row, int party, int index) {
    if (law_day >= row.until || law_day < row.possible_from) return;
    Label stands = Label::yes();
    if (law_day < row.certain_from) stands = Label::missing();
    if (row.possible_match) stands = both(stands, Label::for_a_person());
    masks = party_masks;
    intersect_room(masks, Room::kListing, row.facts);
    listing_facts = &row.facts;
    the_listing = &row;
    own_row = !row.via_owner;
    collect_listing(party, index, stands);
    listing_facts = nullptr;
  }

  // Rows of owners are read only by norms that ask for them.
  void collect_listing(int party, int index, Label stands) {
    if (own_row) return collect(masks, Room::kListing, {0, party, index, -1}, stands);
    const std::size_t all = program.words;
    for (std::uint32_t w = program.room_low[std::size_t(Room::kListing)];
         w < program.room_high[std::size_t(Room::kListing)]; ++w)
      for (std::uint32_t b = 0; b < 64; ++b) {
        const std::uint32_t slot = program.slot_of_bit[std::size_t(w) * 64 + b];
        if (slot != kNone && !program.norms[slot].via)
          masks[all + w] &= ~(std::uint64_t(1) << b);
      }
    collect(masks, Room::kListing, {0, party, index, -1}, stands);
  }

  void judge_licences() {
    for (std::uint32_t k = 0; k < the_case->licences; ++k) {
      const GivenFacts& facts = cases.licence(*the_case, k);
      masks = shared;
      intersect_room(masks, Room::kLicence, facts);
      licence_facts = &facts;
      collect(masks, Room::kLicence, {0, -1, -1, int(k)});
    }
    licence_facts = nullptr;
  }

  void judge_rows() {
    bound = {};
    if (code.empty || code.page == kNoPage) return;
    for (std::uint32_t index : program.pages[code.page].rows) {
      const CompiledNorm& row = program.rows[index];
      const Norm& norm = kernel.rules().norm(row.norm);
      if (norm.reads.empty() && force_on(norm, law_day) != Force::kInForce) continue;
      Label applies = Label::yes();
      if (!row.dated) applies = force_by_fact(row);
      if (row.rest != kNoNode) applies = both(applies, judge<false>(program.tree, row.rest));
      if (row.strict_history) applies = history(row, applies);
      if (applies.is_false()) continue;
      out.push_back({row.norm, -1, -1, -1, applies, applies});
      slots.push_back(kNone);
      next.push_back(kNone);
      if (row_of.size() < out.size()) row_of.resize(out.size());
      row_of[out.size() - 1] = index;
    }
  }

  // ---- conditions

  ValueId value(AttributeId id) const {
    switch (program.attributes[id].room) {
      case Room::kLine: return values[id];
      case Room::kParty: return find(bound.party < 0 ? nullptr : party_facts, id);
      case Room::kListing: return find(bound.listing < 0 ? nullptr : listing_facts, id);
      case Room::kLicence: return find(bound.licence < 0 ? nullptr : licence_facts, id);
    }
    return kAbsentValue;
  }

  ValueId find(const GivenFacts* facts, AttributeId id) const {
    if (facts == nullptr) return kAbsentValue;
    for (const Given& given : cases.given(*facts))
      if (given.attribute() == id) return given.value();
    return kAbsentValue;
  }

  // `kRests`: what rests on assumptions is told too, which needs every part.
  template <bool kRests>
  Label judge(const Tree& tree, NodeId id) {
    const Node& node = tree.nodes[id];
    switch (node.kind) {
      case NodeKind::kConstant: return node.constant;
      case NodeKind::kAtom:
        return memo.atom(node.first, value(memo.atom_at(node.first).attribute), place_span);
      case NodeKind::kNot: return judge<kRests>(tree, tree.children[node.first]).negated();
      case NodeKind::kFlag: return node.wanted ? flag(node.flag) : flag(node.flag).negated();
      case NodeKind::kCovers: return node.wanted ? covers() : covers().negated();
      case NodeKind::kAge: return age(*node.test);
      case NodeKind::kAll:
      case NodeKind::kAny: break;
    }
    const bool all = node.kind == NodeKind::kAll;
    Label result = all ? Label::yes() : Label::no();
    const Tri settles = all ? Tri::kFalse : Tri::kTrue;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Label part = judge<kRests>(tree, tree.children[node.first + i]);
      result = i == 0 ? part : settled(result, part, settles);
      if (!kRests && result.tri() == settles) return result;
    }
    return result;
  }

  Label age(const Predicate& test) const {
    std::string fact = "dates.";
    fact += test.test.fact.substr(4);
    const auto it = program.by_fact.find(fact);
    return memo.age(test, it == program.by_fact.end() ? kAbsentValue : value(it->second), law_day);
  }

  // The reach of a list row (evaluator.cc, judge_covers).
  Label covers() {
    const std::uint32_t number = the_listing->covers;
    if (number >= reach_nodes.size()) reach_nodes.resize(cases.covers().size(), kNoNode);
    if (reach_nodes[number] == kNoNode) reach_nodes[number] = reach.add(cases.covers()[number]);
    const Label holds = judge<true>(reach_tree, reach_nodes[number]);
    if (!holds.is_false() || !(law_day < the_listing->text_from)) return holds;
    return kernel.strict() ? Label::missing() : holds.resting();
  }

  // ---- what the control list says of the line (flags.cc)

  Label flag(std::uint32_t number) {
    const bool shareable = code.page == kNoPage || !program.pages[code.page].bound;
    if (shareable && flags[number] != kNotJudged) return {flags[number]};
    const Label label = judge_flag(program.flags[number], number);
    if (shareable) flags[number] = label.bits;
    return label;
  }

  Label judge_flag(const FlagName& name, std::uint32_t number) {
    if (code.empty) return Label::missing();
    switch (name.kind) {
      case FlagKind::kOffer: return offer(number);
      case FlagKind::kSta: return sta(name.c1);
      case FlagKind::kControl: return control(name, number);
      case FlagKind::kSeries: break;
    }
    const bool in = name.name == "600_series" ? code.series_600
                    : name.name == "9x515"    ? code.series_9x515
                                              : code.series_0x5zz;
    return in ? Label::yes() : Label::no();
  }

  Label offer(std::uint32_t number) {
    Label result = Label::no();
    if (code.page != kNoPage) {
      const Page& page = program.pages[code.page];
      if (const auto it = page.offers.find(number); it != page.offers.end()) {
        bool first = true;
        for (const FlagProgram::Row& row : it->second.rows) {
          if (!row.span.contains(law_day)) continue;
          const Label one = offered(row);
          result = first ? one : either(result, one);
          first = false;
        }
      }
    }
    const bool before = law_day < kernel.rules().issue_day();
    if (!before || result.is_unknown() || !code.known) return result;
    return kernel.strict() ? Label::missing() : result.resting();
  }

  Label offered(const FlagProgram::Row& row) {
    Label label = both(judge<true>(program.tree, row.scope),
                       judge<true>(program.tree, row.condition));
    if (row.unclear) label = both(label, Label::for_a_person());
    if (!row.limit) return label;
    return both(label, both(within_order(*row.limit), within_year(*row.limit)));
  }

  Label within_order(const Decimal& limit) const {
    const CaseOrder& order = cases.order(*the_case);
    if (limit < order.sure) return Label::no();
    const bool most = order.most <= limit;
    if (!order.value_missing && most) return Label::yes();
    if (order.something_missing) return Label::missing();
    return most ? Label::yes() : Label::no();
  }

  Label within_year(const Decimal& limit) const {
    const CaseOrder& order = cases.order(*the_case);
    if (!order.year) return kernel.strict() ? Label::missing() : Label::yes().resting();
    return order.year->plus(order.sure) <= limit.scaled(12, 1) ? Label::yes() : Label::no();
  }

  Label sta(bool c1) {
    Label result = Label::no();
    if (code.page == kNoPage) return result;
    const Page& page = program.pages[code.page];
    bool first = true;
    for (NodeId bars : c1 ? page.sta_c1 : page.sta_c2) {
      const Label one = judge<true>(program.tree, bars);
      result = first ? one : either(result, one);
      first = false;
    }
    return result;
  }

  Label control(const FlagName& name, std::uint32_t number) {
    if (code.ear99) return Label::no();
    if (const ValueId said = values[program.controlled_reason]; said > kOpenValue) {
      const auto& given = cases.value(program.controlled_reason, said).value;
      const auto* word = std::get_if<std::string>(&given);
      if (word != nullptr && *word == name.reason) return Label::yes();
    }
    if (!code.known) return Label::missing();
    Label result = Label::no();
    bool first = true;
    for (const Page::Control& row : program.pages[code.page].controls) {
      if (row.flag != number) continue;
      if (force_on(kernel.rules().norm(row.norm), law_day) != Force::kInForce) continue;
      const Label one = judge<true>(program.tree, row.test);
      result = first ? one : either(result, one);
      first = false;
    }
    return result;
  }

  // ---- attacks

  // Calls visit(instance) for the live instances of the slots that are tied to `instance`.
  template <class Visit>
  void each_tied(const std::vector<std::uint32_t>& to, const LabelledInstance& instance,
                 const Visit& visit) const {
    for (std::uint32_t slot : to) {
      if ((live[slot / 64] >> (slot % 64) & 1) == 0) continue;
      for (std::uint32_t i = head[slot]; i != kNone; i = next[i])
        if (tied(instance, out[i])) visit(i);
    }
  }

  static bool tied(const LabelledInstance& a, const LabelledInstance& b) {
    const auto one = [](int x, int y) { return x < 0 || y < 0 || x == y; };
    return one(a.party, b.party) && one(a.listing, b.listing) && one(a.licence, b.licence);
  }

  void settle(std::uint32_t index, const CompiledNorm& norm) {
    LabelledInstance& instance = out[index];
    if (norm.defeaters.empty() && norm.supports.empty()) return;
    Label holds = instance.applies;
    Label attack = Label::no();
    each_tied(norm.defeaters, instance,
              [&](std::uint32_t a) { attack = either(attack, out[a].holds); });
    holds = both(holds, attack.negated());
    if (!norm.supports.empty()) {
      Label support = Label::no();
      each_tied(norm.supports, instance,
                [&](std::uint32_t s) { support = either(support, out[s].holds); });
      holds = both(holds, support);
    }
    instance.holds = holds;
  }

  void settle_all() {
    for (std::size_t w = 0; w < live.size(); ++w)
      for (std::uint64_t word = live[w]; word != 0; word &= word - 1) {
        const std::uint32_t slot = std::uint32_t(w * 64) + std::uint32_t(std::countr_zero(word));
        for (std::uint32_t i = head[slot]; i != kNone; i = next[i])
          settle(i, program.norms[slot]);
      }
    for (std::uint32_t i = first_row; i < out.size(); ++i)
      settle(i, program.rows[row_of[i]]);
  }

  const CompiledNorm& compiled(const LabelledInstance& instance) const {
    const std::uint32_t slot = slot_of(instance);
    if (slot != kNone) return program.norms[slot];
    return program.rows[row_of[std::size_t(&instance - out.data())]];
  }

  // Facts of the instance's own party, row and licence at hand.
  void bind(const LabelledInstance& instance) {
    bound = {0, instance.party, instance.listing, instance.licence};
    party_facts = listing_facts = licence_facts = nullptr;
    if (instance.party >= 0) {
      const CaseParty& party = cases.party(*the_case, std::uint32_t(instance.party));
      party_facts = &party.facts;
      if (instance.listing >= 0) {
        the_listing = &cases.listing(party, std::uint32_t(instance.listing));
        listing_facts = &the_listing->facts;
      }
    }
    if (instance.licence >= 0)
      licence_facts = &cases.licence(*the_case, std::uint32_t(instance.licence));
  }

  const Kernel& kernel;
  const Program& program;
  const Casebook& cases;
  Memo memo;

  const Case* the_case = nullptr;
  Day law_day;
  std::uint32_t place_span = 0, first_row = 0;
  Code code;
  std::vector<Code> codes;
  std::vector<ValueId> values;
  std::vector<AttributeId> touched;

  Binding bound;
  const GivenFacts* party_facts = nullptr;
  const GivenFacts* listing_facts = nullptr;
  const GivenFacts* licence_facts = nullptr;
  const CaseListing* the_listing = nullptr;
  bool own_row = true;

  std::vector<std::uint64_t> shared, party_masks, masks;
  std::vector<LabelledInstance> out;
  std::vector<std::uint32_t> slots, next, head, row_of;
  std::vector<std::uint64_t> live;
  std::vector<std::uint8_t> flags;

  Tree reach_tree;
  std::vector<NodeId> reach_nodes;
  TreeBuilder reach;
};

Desk::Desk(const Kernel& kernel, const Casebook& cases)
    : state_(std::make_unique<State>(kernel, cases)) {}

Desk::~Desk() = default;

std::span<const LabelledInstance> Desk::judged() const { return state_->out; }

std::span<const LabelledInstance> Desk::judge(CaseId id, Day law_day) {
  State& s = *state_;
  s.begin(id, law_day);
  s.judge_shared();
  s.collect(s.shared, Room::kLine, {});
  s.judge_parties();
  s.judge_licences();
  s.first_row = std::uint32_t(s.out.size());
  s.judge_rows();
  s.settle_all();
  return s.out;
}

Label Desk::ready(const LabelledInstance& instance) {
  State& s = *state_;
  s.bind(instance);
  Label ready = Label::yes();
  for (NodeId requisite : s.compiled(instance).requisites)
    ready = both(ready, s.judge<true>(s.program.tree, requisite));
  return ready;
}

bool Desk::curable(const LabelledInstance& instance) {
  State& s = *state_;
  s.bind(instance);
  const auto& requisites = s.compiled(instance).requisites;
  return std::all_of(requisites.begin(), requisites.end(), [&](NodeId requisite) {
    const Label label = s.judge<true>(s.program.tree, requisite);
    return label.is_true() || (label.is_false() && !label.rests());
  });
}

void Desk::gather_authorities(const LabelledInstance& requirement) {
  gathered_.clear();
  State& s = *state_;
  s.each_tied(s.compiled(requirement).authorities, requirement,
              [&](std::uint32_t index) { gathered_.push_back(index); });
}

}  // namespace licet::law
