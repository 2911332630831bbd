#include "watch.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "kernel_projection.h"

namespace licet::law {

Watch::Watch(std::vector<Side> sides, const Casebook& cases)
    : sides_(std::move(sides)), cases_(cases),
      attributes_(sides_.front().kernel.program().attributes),
      destination_(sides_.front().kernel.program().destination),
      eccn_(sides_.front().kernel.program().eccn), facts_(attributes_.size()) {
  for (std::uint32_t side = 0; side < sides_.size(); ++side) {
    const Program& program = sides_[side].kernel.program();
    memos_.push_back(std::make_unique<Memo>(sides_[side].kernel, cases));
    std::vector<NormIndex> norms = sides_[side].norms;
    std::sort(norms.begin(), norms.end());
    for (std::size_t room = 0; room < kRooms; ++room)
      for (std::size_t bit = std::size_t(program.room_low[room]) * 64;
           bit < program.room_bits[room]; ++bit)
        if (std::binary_search(norms.begin(), norms.end(), program.norms[bit].norm))
          watched_.push_back({side, &program.norms[bit], std::uint32_t(bit)});
  }
  width_ = std::max<std::size_t>(1, (watched_.size() + kBits - 1) / kBits);
  left_.resize(width_);
  met_.resize(width_);
  for (auto& room : of_room_) room.assign(width_, 0);
  for (std::uint32_t i = 0; i < watched_.size(); ++i)
    of_room_[std::size_t(watched_[i].norm->room)][i / kBits] |= Word(1) << (i % kBits);
  find_facts();
  find_days();
  slots_.assign(attributes_.size(), 0);
  for (AttributeId id = 0; id < facts_.size(); ++id) {
    if (!facts_[id].read()) continue;
    auto& read = read_[std::size_t(attributes_[id].room)];
    read.push_back(id);
    slots_[id] = std::uint16_t(read.size());
  }
  given_.resize(read_[std::size_t(Room::kLine)].size());
}

void Watch::find_facts() {
  for (std::uint32_t i = 0; i < watched_.size(); ++i) {
    const auto& own = sides_[watched_[i].side].kernel.program().attributes;
    for (AttributeId id = 0; id < own.size(); ++id)
      for (const Use& use : own[id].uses)
        if (use.bit == watched_[i].bit) facts_[id].asked.push_back({i, use.atom});
    if (watched_[i].norm->rest != kNoNode) note_tree(i, watched_[i].norm->rest);
  }
}

// Facts that the tree of the norm reads; offers of an entry are read off its code.
void Watch::note_tree(std::uint32_t watched, NodeId id) {
  const Program& program = sides_[watched_[watched].side].kernel.program();
  const Node& node = program.tree.nodes[id];
  const auto note = [&](AttributeId attribute) {
    auto& norms = facts_[attribute].in_trees;
    if (norms.empty() || norms.back() != watched) norms.push_back(watched);
  };
  if (node.kind == NodeKind::kAtom) return note(program.atoms[node.first].attribute);
  if (node.kind == NodeKind::kFlag) return note(program.eccn);
  const bool inner = node.kind == NodeKind::kAll || node.kind == NodeKind::kAny ||
                     node.kind == NodeKind::kNot;
  for (std::uint32_t i = 0; inner && i < node.count; ++i)
    note_tree(watched, program.tree.children[node.first + i]);
}

void Watch::find_days() {
  std::vector<Day> days;
  const auto norm_of = [this](const Watched& one) -> const Norm& {
    return sides_[one.side].kernel.rules().norm(one.norm->norm);
  };
  for (const Watched& one : watched_) {
    days.insert(days.end(), {norm_of(one).in_force.from, norm_of(one).in_force.until});
    for (const Span& stay : norm_of(one).stayed) days.insert(days.end(), {stay.from, stay.until});
  }
  days_ = DaySpans(std::move(days));
  in_force_.assign(days_.size() * width_, kKnown);
  for (std::uint32_t span = 0; span < days_.size(); ++span)
    for (std::uint32_t i = 0; i < watched_.size(); ++i)
      if (!watched_[i].norm->dated ||
          force_on(norm_of(watched_[i]), days_.first_day(span)) == Force::kInForce)
        in_force_[span * width_ + i / kBits] |= Word(1) << (i % kBits);
}

// ---- what one value leaves standing

std::vector<std::uint32_t> spans_of(const Kernel& kernel, const Casebook& cases, AttributeId id,
                                    ValueId value) {
  std::vector<std::uint32_t> spans(1, 0);
  if (!kernel.program().attributes[id].place || value <= kOpenValue) return spans;
  const DaySpans& all = kernel.program().places;
  const Value& place = cases.value(id, value).value;
  const auto* code = std::get_if<std::string>(&place);
  const auto* codes = std::get_if<Words>(&place);
  if (kernel.strict() || (code == nullptr && codes == nullptr)) {
    for (std::uint32_t span = 1; span < all.size(); ++span) spans.push_back(span);
    return spans;
  }
  std::vector<Day> days;
  const Places& places = kernel.rules().places();
  if (code != nullptr) places.add_boundaries_of(*code, days);
  if (codes != nullptr)
    for (const auto& one : *codes) places.add_boundaries_of(one, days);
  for (Day day : days) spans.push_back(all.at(day));
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

void Watch::share_conditions() {
  shared_.resize(attributes_.size());
  std::unordered_map<std::string, AtomId> numbers;
  const auto& theirs = sides_[1].kernel.program().atoms;
  for (AtomId id = 0; id < theirs.size(); ++id)
    if (attributes_[theirs[id].attribute].place)
      numbers.emplace(text_of(*theirs[id].test), id);
  const auto& ours = sides_[0].kernel.program().atoms;
  for (AtomId id = 0; id < ours.size(); ++id) {
    if (!attributes_[ours[id].attribute].place) continue;
    const auto it = numbers.find(text_of(*ours[id].test));
    if (it != numbers.end()) shared_[ours[id].attribute].emplace_back(id, it->second);
  }
}

void Watch::add_differing(AttributeId id, ValueId value, Conditions& found) {
  if (shared_.empty()) share_conditions();
  std::set<Day> days;
  for (const Side& side : sides_)
    for (const std::uint32_t span : spans_of(side.kernel, cases_, id, value))
      days.insert(side.kernel.program().places.first_day(span));
  const DaySpans &before = sides_[0].kernel.program().places,
                 &after = sides_[1].kernel.program().places;
  for (const auto& [ours, theirs] : shared_[id])
    for (Day day : days)
      if (!(memos_[0]->atom(ours, value, before.at(day)) ==
            memos_[1]->atom(theirs, value, after.at(day)))) {
        found[0].insert(ours);
        found[1].insert(theirs);
        break;
      }
}

namespace {

class Asking {
 public:
  Asking(const Program& program, const std::set<AtomId>& of) : program_(program), of_(of) {}

  std::optional<std::vector<NormIndex>> run() const {
    for (const Page& page : program_.pages)
      if (asks(page)) return std::nullopt;
    std::set<std::uint32_t> bits;
    for (const Attribute& attribute : program_.attributes)
      for (const Use& use : attribute.uses)
        if (of_.contains(use.atom)) bits.insert(use.bit);
    std::vector<NormIndex> norms;
    for (std::size_t room = 0; room < kRooms; ++room)
      for (std::size_t bit = std::size_t(program_.room_low[room]) * 64;
           bit < program_.room_bits[room]; ++bit)
        if (bits.contains(std::uint32_t(bit)) || asks(program_.norms[bit]))
          norms.push_back(program_.norms[bit].norm);
    return norms;
  }

 private:
  bool asks(NodeId id) const {
    if (id == kNoNode) return false;
    const Node& node = program_.tree.nodes[id];
    if (node.kind == NodeKind::kAtom) return of_.contains(node.first);
    const bool inner = node.kind == NodeKind::kAll || node.kind == NodeKind::kAny ||
                       node.kind == NodeKind::kNot;
    for (std::uint32_t i = 0; inner && i < node.count; ++i)
      if (asks(program_.tree.children[node.first + i])) return true;
    return false;
  }
  bool asks(const std::vector<NodeId>& nodes) const {
    return std::any_of(nodes.begin(), nodes.end(), [this](NodeId node) { return asks(node); });
  }
  bool asks(const CompiledNorm& norm) const { return asks(norm.rest) || asks(norm.requisites); }

  bool asks(const Page& page) const {
    bool any = asks(page.sta_c1) || asks(page.sta_c2);
    for (const std::uint32_t row : page.rows) any = any || asks(program_.rows[row]);
    for (const Page::Control& control : page.controls) any = any || asks(control.test);
    for (const auto& [flag, offer] : page.offers)
      for (const FlagProgram::Row& row : offer.rows)
        any = any || asks(row.scope) || asks(row.condition);
    return any;
  }

  const Program& program_;
  const std::set<AtomId>& of_;
};

}  // namespace

std::optional<std::vector<NormIndex>> asking(const Program& program, const std::set<AtomId>& of) {
  return Asking(program, of).run();
}

const Watch::Word* Watch::build(AttributeId id, ValueId value) {
  Fact& fact = facts_[id];
  const std::size_t at = std::size_t(value) * width_;
  if (at >= fact.words.size()) fact.words.resize(cases_.values(id) * width_);
  std::fill_n(fact.words.begin() + std::ptrdiff_t(at), width_, ~Word(0));
  const auto clear_unless = [&](std::uint32_t watched, const auto& may) {
    const auto spans = spans_of(sides_[watched_[watched].side].kernel, cases_, id, value);
    if (std::none_of(spans.begin(), spans.end(), may))
      fact.words[at + watched / kBits] &= ~(Word(1) << (watched % kBits));
  };
  for (const Asked& asked : fact.asked)
    clear_unless(asked.watched, [&](std::uint32_t span) {
      return !memos_[watched_[asked.watched].side]->atom(asked.atom, value, span).is_false();
    });
  for (std::uint32_t watched : fact.in_trees)
    clear_unless(watched, [&](std::uint32_t span) {
      const Watched& one = watched_[watched];
      return project(sides_[one.side].kernel, cases_, *memos_[one.side], one.norm->rest,
                     Given{std::uint32_t(id) << Given::kValueBits | value}, span) != Tri::kFalse;
    });
  return &fact.words[at];
}

// ---- what a case leaves standing

bool Watch::may_stand(const Case& one, Day law_day) {
  if (watched_.empty()) return false;
  const Word* force = &in_force_[days_.at(law_day) * width_];
  std::copy_n(force, width_, left_.begin());
  if (!any_left()) return false;
  if (slots_[destination_] != 0 && !meet(words(destination_, one.destination))) return false;
  if (slots_[eccn_] != 0 && !meet(words(eccn_, one.eccn))) return false;
  std::fill(given_.begin(), given_.end(), false);
  for (const Given& fact : cases_.given(one.facts)) {
    const std::uint16_t slot = slots_[fact.attribute()];
    if (slot == 0) continue;
    if (!meet(words(fact.attribute(), fact.value()))) return false;
    given_[slot - 1u] = true;
  }
  const auto& read = read_[std::size_t(Room::kLine)];
  for (std::size_t i = 0; i < read.size(); ++i)
    if (!given_[i] && !meet(words(read[i], kAbsentValue))) return false;
  return may_stand_in_rooms(one);
}

bool Watch::any_left() const {
  return std::any_of(left_.begin(), left_.end(),
                     [](Word word) { return (word & ~kKnown) != 0; });
}

// What is left of `left_`; is anything?
bool Watch::meet(const Word* row) {
  Word any = 0;
  for (std::size_t w = 0; w < width_; ++w) any |= (left_[w] &= row[w]) & ~kKnown;
  return any != 0;
}

// The facts of a party, list row or licence, given or not.
void Watch::meet(Room room, const GivenFacts& facts, std::vector<Word>& into) {
  const auto given = cases_.given(facts);
  for (const AttributeId id : read_[std::size_t(room)]) {
    const auto it = std::find_if(given.begin(), given.end(),
                                 [id](const Given& fact) { return fact.attribute() == id; });
    const Word* row = words(id, it == given.end() ? kAbsentValue : it->value());
    for (std::size_t w = 0; w < width_; ++w) into[w] &= row[w];
  }
}

// Norms about a party, or about one of its list rows, that the two leave standing together.
const Watch::Word* Watch::of_party(const Case& one, std::uint32_t i) {
  const std::size_t at = std::size_t(cases_.party_number(one, i)) * width_;
  if (at >= parties_.size()) parties_.resize(at + at / 2 + width_);
  if ((parties_[at] & kKnown) != 0) return &parties_[at];
  const CaseParty& party = cases_.party(one, i);
  std::vector<Word> own(width_, ~Word(0)), listed(width_, 0), row;
  meet(Room::kParty, party.facts, own);
  for (std::uint32_t k = 0; k < party.listings; ++k) {
    row.assign(width_, ~Word(0));
    meet(Room::kListing, cases_.listing(party, k).facts, row);
    for (std::size_t w = 0; w < width_; ++w) listed[w] |= row[w];
  }
  for (std::size_t w = 0; w < width_; ++w)
    parties_[at + w] = kKnown | (own[w] & (of_room_[std::size_t(Room::kParty)][w] |
                                           (of_room_[std::size_t(Room::kListing)][w] & listed[w])));
  return &parties_[at];
}

bool Watch::may_stand_in_rooms(const Case& one) {
  const auto wanted = [this](Room room, std::size_t w) {
    return left_[w] & of_room_[std::size_t(room)][w];
  };
  Word of_line = 0, of_parties = 0, of_licences = 0;
  for (std::size_t w = 0; w < width_; ++w) {
    of_line |= wanted(Room::kLine, w);
    of_parties |= wanted(Room::kParty, w) | wanted(Room::kListing, w);
    of_licences |= wanted(Room::kLicence, w);
  }
  if (of_line != 0) return true;
  for (std::uint32_t i = 0; of_parties != 0 && i < one.parties; ++i) {
    const Word* row = of_party(one, i);
    for (std::size_t w = 0; w < width_; ++w)
      if ((left_[w] & row[w] & ~kKnown) != 0) return true;
  }
  for (std::uint32_t i = 0; of_licences != 0 && i < one.licences; ++i) {
    met_ = left_;
    meet(Room::kLicence, cases_.licence(one, i), met_);
    for (std::size_t w = 0; w < width_; ++w)
      if ((met_[w] & of_room_[std::size_t(Room::kLicence)][w]) != 0) return true;
  }
  return false;
}

}  // namespace licet::law
