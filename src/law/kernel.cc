#include "licet/law/kernel.h"

#include <algorithm>
#include <bit>

#include "kernel_rooms.h"

namespace licet::law {
namespace {

constexpr std::uint32_t kDead = ~std::uint32_t(0);       // judged, and does not apply
constexpr std::uint32_t kOfTheList = ~std::uint32_t(0);  // context of rows of the control list

}  // namespace

struct Desk::State {
  State(const Kernel& the_kernel, const Casebook& the_cases)
      : kernel(the_kernel), program(the_kernel.program()), cases(the_cases),
        memo(the_kernel, the_cases), conditions(the_kernel, the_cases, memo),
        rooms(the_kernel, the_cases, memo) {}

  void open(CaseId id, Day day) {
    law_day = day;
    const Case& the_case = cases.at(id);
    conditions.open(the_case, day);
    rooms.open(the_case, day, conditions.place_span());
    out.clear();
    rows_judged = false;
  }

  // ---- judging on demand

  // The number of the instance, or kDead.
  std::uint32_t demand(std::size_t index, std::uint32_t bit) {
    Context& context = rooms.at(index);
    const std::uint32_t word = bit / 64, local = bit - context.low * 64;
    const std::uint64_t mask = std::uint64_t(1) << (bit % 64);
    if ((context.seen[word - context.low] & mask) != 0) return context.numbers[local];
    context.seen[word - context.low] |= mask;
    const CompiledNorm& norm = program.norms[bit];
    Label applies = (context.must(word) & mask) != 0
                        ? Label::yes()
                        : Label::of(Tri::kUnknown, (context.calm(word) & mask) == 0);
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
      if ((part.bits & rooms.at(0).may(part.word)) == 0) continue;
      rooms.need(part.room);
      for (std::size_t c = rooms.first(part.room), end = c + rooms.count(part.room); c < end; ++c) {
        if (part.room != Room::kLine && !compatible(binding, rooms.at(c).binding)) continue;
        std::uint64_t bits = part.bits & rooms.at(c).may(part.word);
        for (; bits != 0; bits &= bits - 1)
          if (visit(c, part.word * 64 + std::uint32_t(std::countr_zero(bits)))) return;
      }
    }
  }

  // Does one of the line's own norms among them hold at first sight?
  Label plainly(const MaskParts& parts) {
    Context& line = rooms.at(0);
    for (const MaskPart& part : parts) {
      if (part.room != Room::kLine) break;
      const std::uint64_t bits = part.bits & program.plain[part.word] & line.may(part.word);
      const std::uint64_t sure = bits == 0 ? 0 : bits & line.must(part.word);
      if (sure == 0) continue;
      return out[demand(0, part.word * 64 + std::uint32_t(std::countr_zero(sure)))].holds;
    }
    return Label::no();
  }

  // The strongest of them; a true one settles it.
  Label strongest(const MaskParts& parts, const Binding& binding) {
    if (const Label plain = plainly(parts); plain.is_true()) return plain;
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
    const auto [first, count] = program.rows_of[conditions.page()];
    conditions.bind({});
    for (const ListRow& row : std::span(program.list_rows).subspan(first, count)) {
      if (row.dated && !(row.from <= law_day && law_day < row.until)) continue;
      const Label tests = row.bounded ? conditions.tests(row) : Label::yes();
      if (!tests.is_false()) judge_row(row, tests);
    }
  }

  void judge_row(const ListRow& listed, Label applies) {
    const CompiledNorm& row = program.rows[listed.row];
    if (!listed.whole) {
      if (row.dated && !in_force(row)) return;
      conditions.bind({});
      applies = judge_rest(row, Label::yes(), true);
      if (applies.is_false()) return;
    }
    out.push_back({row.norm, -1, -1, -1, applies, applies, kOfTheList, listed.row});
    settle(std::uint32_t(out.size() - 1), row);
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
                                                   : rooms.at(instance.context).bound);
  }

  const Kernel& kernel;
  const Program& program;
  const Casebook& cases;
  Memo memo;
  Conditions conditions;
  Rooms rooms;

  Day law_day;
  bool rows_judged = false;
  std::vector<LabelledInstance> out;
  std::vector<std::uint32_t> found;
};

Desk::Desk(const Kernel& kernel, const Casebook& cases)
    : state_(std::make_unique<State>(kernel, cases)) {}

Desk::~Desk() = default;

std::span<const LabelledInstance> Desk::judged() const { return state_->out; }

void Desk::learn_from(const Desk& other, std::function<bool(std::string_view)> place_differs) {
  state_->memo.learn_from(other.state_->memo, std::move(place_differs));
}

void Desk::open(CaseId id, Day law_day) { state_->open(id, law_day); }

Label Desk::any(Leading kind) {
  return state_->strongest(state_->program.leading[std::size_t(kind)], {});
}

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

bool Desk::unread() { return state_->rooms.unread(); }

void Desk::judge_all() {
  State& s = *state_;
  s.judge_rows();
  for (std::size_t room = 0; room < kRooms; ++room) s.rooms.need(Room(room));
  for (std::size_t c = 0; c < s.rooms.size(); ++c)
    for (std::uint32_t word = s.rooms.at(c).low; word < s.rooms.at(c).own_high; ++word)
      for (std::uint64_t bits = s.rooms.at(c).may(word); bits != 0; bits &= bits - 1)
        s.demand(c, word * 64 + std::uint32_t(std::countr_zero(bits)));
}

}  // namespace licet::law
