#include "licet/law/kernel.h"

#include <algorithm>
#include <bit>

#include "kernel_rooms.h"

namespace licet::law {
namespace {

constexpr std::uint32_t kDead = kNoInstance;             // judged, and does not apply
constexpr std::uint32_t kNotJudged = kDead - 1;
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
    row_numbers.clear();
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
    const bool bound = binding.party >= 0 || binding.listing >= 0 || binding.licence >= 0;
    parts.each(rooms.alive(), [&](const MaskPart& part) {
      if ((part.bits & rooms.at(0).may(part.word)) == 0) return false;
      rooms.need(part.room);
      for (std::size_t c = rooms.first(part.room), end = c + rooms.count(part.room); c < end; ++c) {
        if (bound && part.room != Room::kLine && !compatible(binding, rooms.at(c).binding))
          continue;
        std::uint64_t bits = part.bits & rooms.at(c).may(part.word);
        for (; bits != 0; bits &= bits - 1)
          if (visit(c, part.word * 64 + std::uint32_t(std::countr_zero(bits)))) return true;
      }
      return false;
    });
  }

  // Does one of the line's own norms among them hold at first sight?
  Label plainly(const MaskParts& parts) {
    Context& line = rooms.at(0);
    Label found = Label::no();
    parts.each(rooms.alive(), [&](const MaskPart& part) {
      if (part.room != Room::kLine) return true;
      const std::uint64_t bits = part.bits & program.plain[part.word] & line.may(part.word);
      const std::uint64_t sure = bits == 0 ? 0 : bits & line.must(part.word);
      if (sure == 0) return false;
      found = out[demand(0, part.word * 64 + std::uint32_t(std::countr_zero(sure)))].holds;
      return true;
    });
    return found;
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

  // Rows of the entry that are in force, as candidates.
  void add_rows(std::vector<Candidate>& into) {
    if (conditions.page() == kNoPage) return;
    const auto [first, count] = program.rows_of[conditions.page()];
    row_numbers.resize(count, kNotJudged);
    for (std::uint32_t i = first; i < first + count; ++i) {
      const ListRow& row = program.list_rows[i];
      if (!row.dated || (row.from <= law_day && law_day < row.until))
        into.push_back({kOfTheList, i});
    }
  }

  // The number of the instance, or kDead.
  std::uint32_t demand_row(std::uint32_t place) {
    std::uint32_t& number = row_numbers[place - program.rows_of[conditions.page()][0]];
    if (number != kNotJudged) return number;
    const ListRow& row = program.list_rows[place];
    conditions.bind({});
    const Label tests = row.bounded ? conditions.tests(row) : Label::yes();
    return number = tests.is_false() ? kDead : judge_row(row, tests);
  }

  bool may_be_sure(std::size_t index, std::uint32_t bit) {
    Context& context = rooms.at(index);
    return (context.must(bit / 64) >> (bit % 64) & 1) != 0 && context.stands.is_true();
  }

  std::uint32_t demand(Candidate candidate) {
    return candidate.context == kOfTheList ? demand_row(candidate.place)
                                           : demand(candidate.context, candidate.place);
  }

  std::uint32_t judge_row(const ListRow& listed, Label applies) {
    const CompiledNorm& row = program.rows[listed.row];
    if (!listed.whole) {
      if (row.dated && !in_force(row)) return kDead;
      applies = judge_rest(row, Label::yes(), true);
      if (applies.is_false()) return kDead;
    }
    const std::uint32_t number = std::uint32_t(out.size());
    out.push_back({row.norm, -1, -1, -1, applies, applies, kOfTheList, listed.row});
    settle(number, row);
    return number;
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
  std::vector<std::uint32_t> row_numbers;  // of the entry's rows: of the instance, or kDead
  std::vector<LabelledInstance> out;
  std::vector<Candidate> leading, authorities;
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

std::span<const Candidate> Desk::candidates(Leading kind) {
  State& s = *state_;
  s.leading.clear();
  if (kind == Leading::kRequirement) s.add_rows(s.leading);
  s.each_standing(s.program.leading[std::size_t(kind)], {}, [&](std::size_t c, std::uint32_t bit) {
    s.leading.push_back({std::uint32_t(c), bit, s.may_be_sure(c, bit)});
    return false;
  });
  return s.leading;
}

std::span<const Candidate> Desk::authorities(std::uint32_t requirement) {
  State& s = *state_;
  s.authorities.clear();
  const LabelledInstance target = s.out[requirement];
  s.each_standing(s.compiled(target).authorities, State::binding_of(target),
                  [&](std::size_t c, std::uint32_t bit) {
                    s.authorities.push_back({std::uint32_t(c), bit});
                    return false;
                  });
  return s.authorities;
}

std::uint32_t Desk::judge(Candidate candidate) {
  const std::uint32_t number = state_->demand(candidate);
  return number == kDead || state_->out[number].holds.is_false() ? kNoInstance : number;
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
  s.leading.clear();
  s.add_rows(s.leading);
  for (Candidate row : s.leading) s.demand(row);
  for (std::size_t room = 0; room < kRooms; ++room) s.rooms.need(Room(room));
  for (std::size_t c = 0; c < s.rooms.size(); ++c)
    for (std::uint32_t word = s.rooms.at(c).low; word < s.rooms.at(c).own_high; ++word)
      for (std::uint64_t bits = s.rooms.at(c).may(word); bits != 0; bits &= bits - 1)
        s.demand(c, word * 64 + std::uint32_t(std::countr_zero(bits)));
}

}  // namespace licet::law
