#include "licet/law/kernel.h"

#include <algorithm>
#include <bit>

#include "kernel_conditions.h"

namespace licet::law {
namespace {

constexpr std::uint32_t kDead = ~std::uint32_t(0);       // judged, and does not apply
constexpr std::uint32_t kOfTheList = ~std::uint32_t(0);  // context of rows of the control list

// Norms of one room, about one party, list row or licence. `masks` cover the words [low, high):
// must, may, person; those of the room itself are [low, own_high).
struct Context {
  Binding binding;
  Bound bound;
  Label stands = Label::yes();  // the list row
  std::uint32_t low = 0, own_high = 0, high = 0;
  std::vector<std::uint64_t> masks;
  std::vector<std::uint64_t> seen;     // judged already
  std::vector<std::uint32_t> numbers;  // by bit: of the instance, or kDead

  std::size_t width() const { return high - low; }
  std::uint64_t& must(std::uint32_t word) { return masks[word - low]; }
  std::uint64_t& may(std::uint32_t word) { return masks[width() + word - low]; }
  std::uint64_t& person(std::uint32_t word) { return masks[2 * width() + word - low]; }
};

}  // namespace

struct Desk::State {
  State(const Kernel& the_kernel, const Casebook& the_cases)
      : kernel(the_kernel), program(the_kernel.program()), cases(the_cases),
        memo(the_kernel, the_cases), conditions(the_kernel, the_cases, memo) {}

  // ---- contexts and their masks

  Context& add_context(Room room, const Binding& binding, std::uint32_t high) {
    if (used == contexts.size()) contexts.emplace_back();
    Context& context = contexts[used++];
    ++count[std::size_t(room)];
    context.binding = binding;
    context.bound = {};
    context.stands = Label::yes();
    context.low = program.room_low[std::size_t(room)];
    context.own_high = program.room_high[std::size_t(room)];
    context.high = high;
    context.masks.resize(3 * context.width());
    context.seen.assign(context.own_high - context.low, 0);
    context.numbers.resize(std::size_t(context.own_high - context.low) * 64);
    return context;
  }

  static void intersect(Context& into, const MaskRow& row) {
    const std::uint32_t low = std::max(into.low, row.low), high = std::min(into.high, row.high);
    if (low >= high) return;
    const std::size_t width = row.high - row.low, own = into.width();
    const std::uint64_t* from = row.words - row.low;
    std::uint64_t* to = into.masks.data() - into.low;
    for (std::size_t w = low; w < high; ++w) {
      to[w] &= from[w];
      to[own + w] &= from[width + w];
    }
    if (!row.person) return;
    for (std::size_t w = low; w < high; ++w) to[2 * own + w] |= from[2 * width + w];
  }

  void intersect_room(Context& into, Room room, const GivenFacts& facts) {
    intersect(into, memo.absent(room, facts.shape));
    const std::uint32_t span = conditions.place_span();
    for (const Given& given : cases.given(facts))
      if (memo.used(given.attribute()))
        intersect(into, memo.row(given.attribute(), given.value(), span));
  }

  static void copy_masks(Context& to, const Context& from) {
    for (int part = 0; part < 3; ++part)
      std::copy_n(from.masks.data() + std::size_t(part) * from.width() + (to.low - from.low),
                  to.width(), to.masks.data() + std::size_t(part) * to.width());
  }

  void open(CaseId id, Day day) {
    law_day = day;
    the_case = &cases.at(id);
    conditions.open(*the_case, day);
    out.clear();
    used = 0;
    count.fill(0);
    rows_judged = false;
    opened.fill(false);
    open_line();
  }

  // Parties, list rows and licences are looked at when a norm about them stands after the line's
  // own facts; mostly none does.
  void open_room(std::size_t room) {
    if (opened[room]) return;
    opened[room] = true;
    switch (Room(room)) {
      case Room::kLine: return;
      case Room::kParty: return open_parties();
      case Room::kLicence: return open_licences();
      case Room::kListing: break;
    }
    open_room(std::size_t(Room::kParty));
    first[room] = used;
    for (std::size_t p = 0; p < the_case->parties; ++p) open_listings(p);
  }

  void open_line() {
    first[std::size_t(Room::kLine)] = 0;
    Context& line = add_context(Room::kLine, {}, program.words);
    if (law_day != span_day || force == kDead) {
      span_day = law_day;
      force = span_of(program.spans, law_day);
    }
    const std::uint64_t* in_force = memo.force(force);
    std::copy_n(in_force, program.words, line.masks.begin());
    std::copy_n(in_force, program.words, line.masks.begin() + program.words);
    std::fill_n(line.masks.begin() + 2 * std::ptrdiff_t(program.words), program.words, 0);
    intersect_room(line, Room::kLine, the_case->facts);
  }

  void open_parties() {
    first[std::size_t(Room::kParty)] = used;
    for (std::uint32_t p = 0; p < the_case->parties; ++p) {
      const CaseParty& party = cases.party(*the_case, p);
      const std::uint32_t high =
          program.room_high[std::size_t(party.listings == 0 ? Room::kParty : Room::kListing)];
      Context& context = add_context(Room::kParty, {0, int(p), -1, -1}, high);
      context.bound.party = &party.facts;
      copy_masks(context, contexts[0]);
      intersect_room(context, Room::kParty, party.facts);
    }
  }

  void open_listings(std::size_t p) {
    const CaseParty& party = cases.party(*the_case, std::uint32_t(p));
    for (std::uint32_t k = 0; k < party.listings; ++k) {
      const CaseListing& row = cases.listing(party, k);
      if (law_day >= row.until || law_day < row.possible_from) continue;
      Context& context = add_context(Room::kListing, {0, int(p), int(k), -1},
                                     program.room_high[std::size_t(Room::kListing)]);
      context.bound = {&party.facts, &row.facts, nullptr, &row};
      if (law_day < row.certain_from) context.stands = Label::missing();
      if (row.possible_match) context.stands = both(context.stands, Label::for_a_person());
      copy_masks(context, contexts[first[std::size_t(Room::kParty)] + p]);
      intersect_room(context, Room::kListing, row.facts);
      if (row.via_owner) leave_own_rows_out(context);
    }
  }

  // Rows of owners are read only by norms that ask for them.
  void leave_own_rows_out(Context& context) const {
    for (std::uint32_t word = context.low; word < context.own_high; ++word)
      for (std::uint32_t b = 0; b < 64; ++b)
        if (!program.norms[std::size_t(word) * 64 + b].via)
          context.may(word) &= ~(std::uint64_t(1) << b);
  }

  void open_licences() {
    first[std::size_t(Room::kLicence)] = used;
    for (std::uint32_t k = 0; k < the_case->licences; ++k) {
      const GivenFacts& facts = cases.licence(*the_case, k);
      Context& context = add_context(Room::kLicence, {0, -1, -1, int(k)},
                                     program.room_high[std::size_t(Room::kLicence)]);
      context.bound.licence = &facts;
      copy_masks(context, contexts[0]);
      intersect_room(context, Room::kLicence, facts);
    }
  }

  // ---- judging on demand

  // The number of the instance, or kDead.
  std::uint32_t demand(std::size_t index, std::uint32_t bit) {
    Context& context = contexts[index];
    const std::uint32_t word = bit / 64, local = bit - context.low * 64;
    const std::uint64_t mask = std::uint64_t(1) << (bit % 64);
    if ((context.seen[word - context.low] & mask) != 0) return context.numbers[local];
    context.seen[word - context.low] |= mask;
    const CompiledNorm& norm = program.norms[bit];
    Label applies = (context.must(word) & mask) != 0
                        ? Label::yes()
                        : Label::of(Tri::kUnknown, (context.person(word) & mask) != 0);
    applies = both(context.stands, applies);
    conditions.bind(context.bound);
    applies = judge_rest(norm, applies, false);
    if (applies.is_false()) return context.numbers[local] = kDead;
    const Binding& b = context.binding;
    const std::uint32_t number = std::uint32_t(out.size());
    context.numbers[local] = number;
    out.push_back({norm.norm, b.party, b.listing, b.licence, applies, applies,
                   std::uint32_t(index), bit});
    settle(number, norm);
    return number;
  }

  Label judge_rest(const CompiledNorm& norm, Label applies, bool of_list) {
    if (!norm.dated) applies = both(applies, conditions.force_by_fact(norm));
    if (norm.rest != kNoNode && !applies.is_false())
      applies = both(applies, conditions.judge<false>(norm.rest));
    const bool rests = norm.strict_history && (of_list || applies.is_true()) &&
                       law_day < kernel.rules().issue_day();
    return rests && !applies.is_unknown() ? Label::missing() : applies;
  }

  // Calls visit(context, bit) for what the masks leave standing, tied to `binding`; stops when it
  // says true.
  template <class Visit>
  void each_standing(const MaskParts& parts, const Binding& binding, const Visit& visit) {
    for (const MaskPart& part : parts) {
      std::size_t room = 0;
      while (part.word >= program.room_high[room]) ++room;
      if ((part.bits & contexts[0].may(part.word)) == 0) continue;
      open_room(room);
      for (std::size_t c = first[room], end = c + count[room]; c < end; ++c) {
        if (room != 0 && !compatible(binding, contexts[c].binding)) continue;
        std::uint64_t bits = part.bits & contexts[c].may(part.word);
        for (; bits != 0; bits &= bits - 1)
          if (visit(c, part.word * 64 + std::uint32_t(std::countr_zero(bits)))) return;
      }
    }
  }

  // The strongest of them; a true one settles it.
  Label strongest(const MaskParts& parts, const Binding& binding) {
    Label result = Label::no();
    each_standing(parts, binding, [&](std::size_t context, std::uint32_t bit) {
      const std::uint32_t number = demand(context, bit);
      if (number != kDead) result = either(result, out[number].holds);
      return result.is_true();
    });
    return result;
  }

  // Defeats and supports; the loader has refused circles.
  void settle(std::uint32_t number, const CompiledNorm& norm) {
    if (norm.defeaters.empty() && norm.supports.empty()) return;
    const Binding binding = binding_of(out[number]);
    Label holds = out[number].applies;
    holds = both(holds, strongest(norm.defeaters, binding).negated());
    if (!norm.supports.empty() && !holds.is_false())
      holds = both(holds, strongest(norm.supports, binding));
    out[number].holds = holds;
  }

  static Binding binding_of(const LabelledInstance& instance) {
    return {0, instance.party, instance.listing, instance.licence};
  }

  void judge_rows() {
    if (rows_judged) return;
    rows_judged = true;
    if (conditions.page() == kNoPage) return;
    for (std::uint32_t index : program.pages[conditions.page()].rows) {
      const CompiledNorm& row = program.rows[index];
      if (row.dated && !in_force(row)) continue;
      conditions.bind({});
      const Label applies = judge_rest(row, Label::yes(), true);
      if (applies.is_false()) continue;
      out.push_back({row.norm, -1, -1, -1, applies, applies, kOfTheList, index});
      settle(std::uint32_t(out.size() - 1), row);
    }
  }

  bool in_force(const CompiledNorm& norm) const {
    if (!norm.in_force.contains(law_day)) return false;
    return !norm.stayed ||
           force_on(kernel.rules().norm(norm.norm), law_day) == Force::kInForce;
  }

  const CompiledNorm& compiled(const LabelledInstance& instance) const {
    return instance.context == kOfTheList ? program.rows[instance.place]
                                          : program.norms[instance.place];
  }

  void bind(const LabelledInstance& instance) {
    conditions.bind(instance.context == kOfTheList ? Bound{}
                                                   : contexts[instance.context].bound);
  }

  const Kernel& kernel;
  const Program& program;
  const Casebook& cases;
  Memo memo;
  Conditions conditions;

  const Case* the_case = nullptr;
  Day law_day, span_day;
  std::uint32_t force = kDead;  // span of Program::spans
  std::vector<Context> contexts;
  std::size_t used = 0;
  std::array<std::size_t, kRooms> first{}, count{};
  std::array<bool, kRooms> opened{};
  bool rows_judged = false;
  std::vector<LabelledInstance> out;
  std::vector<std::uint32_t> found;
};

Desk::Desk(const Kernel& kernel, const Casebook& cases)
    : state_(std::make_unique<State>(kernel, cases)) {}

Desk::~Desk() = default;

std::span<const LabelledInstance> Desk::judged() const { return state_->out; }

void Desk::open(CaseId id, Day law_day) { state_->open(id, law_day); }

std::span<const std::uint32_t> Desk::leading(Leading kind) {
  State& s = *state_;
  s.found.clear();
  if (kind == Leading::kRequirement) s.judge_rows();
  s.each_standing(s.program.leading[std::size_t(kind)], {}, [&](std::size_t c, std::uint32_t bit) {
    const std::uint32_t number = s.demand(c, bit);
    if (number != kDead && !s.out[number].holds.is_false()) s.found.push_back(number);
    return false;
  });
  if (kind == Leading::kRequirement)
    for (std::uint32_t i = 0; i < s.out.size(); ++i)
      if (s.out[i].context == kOfTheList && !s.out[i].holds.is_false()) s.found.push_back(i);
  return s.found;
}

std::span<const std::uint32_t> Desk::authorities(std::uint32_t requirement) {
  State& s = *state_;
  s.found.clear();
  const LabelledInstance target = s.out[requirement];
  s.each_standing(s.compiled(target).authorities, State::binding_of(target),
                  [&](std::size_t c, std::uint32_t bit) {
                    const std::uint32_t number = s.demand(c, bit);
                    if (number != kDead && !s.out[number].holds.is_false())
                      s.found.push_back(number);
                    return false;
                  });
  return s.found;
}

Label Desk::ready(std::uint32_t instance) {
  State& s = *state_;
  s.bind(s.out[instance]);
  Label ready = Label::yes();
  for (NodeId requisite : s.compiled(s.out[instance]).requisites)
    ready = both(ready, s.conditions.judge<true>(requisite));
  return ready;
}

bool Desk::curable(std::uint32_t instance) {
  State& s = *state_;
  s.bind(s.out[instance]);
  const auto& requisites = s.compiled(s.out[instance]).requisites;
  return std::all_of(requisites.begin(), requisites.end(), [&](NodeId requisite) {
    const Label label = s.conditions.judge<true>(requisite);
    return label.is_true() || (label.is_false() && !label.rests());
  });
}

const RuleSet& Desk::rules() const { return state_->kernel.rules(); }

bool Desk::unread() { return state_->conditions.unread(); }

void Desk::judge_all() {
  State& s = *state_;
  s.judge_rows();
  for (std::size_t room = 0; room < kRooms; ++room) s.open_room(room);
  for (std::size_t c = 0; c < s.used; ++c)
    for (std::uint32_t word = s.contexts[c].low; word < s.contexts[c].own_high; ++word)
      for (std::uint64_t bits = s.contexts[c].may(word); bits != 0; bits &= bits - 1)
        s.demand(c, word * 64 + std::uint32_t(std::countr_zero(bits)));
}

}  // namespace licet::law
