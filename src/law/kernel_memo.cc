#include "kernel_memo.h"

#include <algorithm>

#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

constexpr std::size_t kMostShapes = 1 << 16;  // of one room; further ones are found each time

// A frame in which every room has one member, to ask about one fact alone.
FactFrame empty_frame() {
  FactFrame frame;
  frame.lines.emplace_back().pointer = "items/0";
  frame.parties.emplace_back().pointer = "parties/0";
  frame.parties[0].listings.emplace_back().pointer = "parties/0/listed/0";
  frame.licences.push_back({"", "licences/0", {{}}, {""}, {}});
  return frame;
}

FactMap& map_of(FactFrame& frame, const Attribute& attribute) {
  switch (attribute.room) {
    case Room::kParty: return frame.parties[0].facts;
    case Room::kListing: return frame.parties[0].listings[0].facts;
    case Room::kLicence: return frame.licences[0].by_line[0];
    case Room::kLine: break;
  }
  return attribute.of_item ? frame.lines[0].facts : frame.question;
}

// The frame with one fact; takes it out again.
class OneFact {
 public:
  OneFact(FactFrame& frame, const Attribute& attribute, ValueId id, const Casebook::Stored& stored)
      : frame_(frame), attribute_(attribute), id_(id) {
    if (id == kAbsentValue) return;
    if (id == kOpenValue) {
      open()[attribute.name] = attribute.name;
      return;
    }
    facts()[name()] = stored.value;
    if (!stored.rests.empty()) frame.lines[0].rests[attribute.name] = stored.rests;
  }
  ~OneFact() {
    if (id_ == kAbsentValue) return;
    open().clear();
    facts().clear();
    frame_.lines[0].rests.clear();
  }
  OneFact(const OneFact&) = delete;
  OneFact& operator=(const OneFact&) = delete;

 private:
  bool total() const { return attribute_.fact == "total.value"; }  // found by adding lines up
  std::string name() const { return total() ? "value" : attribute_.name; }
  FactMap& facts() { return total() ? frame_.lines[0].facts : map_of(frame_, attribute_); }
  std::map<std::string, std::string, std::less<>>& open() {
    return attribute_.room == Room::kParty ? frame_.parties[0].open : frame_.lines[0].open;
  }

  FactFrame& frame_;
  const Attribute& attribute_;
  ValueId id_;
};

}  // namespace

Memo::Memo(const Kernel& kernel, const Casebook& cases)
    : kernel_(kernel), program_(kernel.program()), cases_(cases),
      places_(program_.places.size() + 1), frame_(empty_frame()), pool_(1),
      force_(program_.spans.size() + 1) {
  add_atoms(program_.atoms);
  for (std::size_t room = 0; room < kRooms; ++room) low_[room] = program_.words;
  for (const Attribute& attribute : program_.attributes) {
    rows_.push_back({{}, attribute.low, attribute.high, attribute.place, !attribute.uses.empty()});
    if (attribute.uses.empty()) continue;
    auto& low = low_[std::size_t(attribute.room)];
    auto& high = high_[std::size_t(attribute.room)];
    low = std::min(low, attribute.low);
    high = std::max(high, attribute.high);
  }
  for (std::size_t room = 0; room < kRooms; ++room) low_[room] = std::min(low_[room], high_[room]);
}

void Memo::add_atoms(std::span<const Atom> atoms) {
  for (const Atom& atom : atoms)
    atoms_.push_back({{}, atom.test, atom.attribute, program_.attributes[atom.attribute].place});
}

Label Memo::judge(const KnownAtom& atom, ValueId value, Day day) {
  const OneFact fact(frame_, program_.attributes[atom.attribute], value,
                     cases_.value(atom.attribute, value));
  const Evaluator evaluate(kernel_.rules(), frame_, {day, kernel_.strict()});
  return label_of(evaluate.judge(*atom.test, Binding{0, 0, 0, 0}));
}

Label Memo::judge_atom(AtomId id, ValueId value, std::uint32_t span) {
  KnownAtom& known = atoms_[id];
  const std::size_t index = known.place ? std::size_t(value) * places_ + span : value;
  if (index >= known.labels.size()) {
    const std::size_t values = cases_.values(known.attribute);
    known.labels.resize(known.place ? values * places_ : values, kNotJudged);
  }
  const Day day = span == 0 ? Day{kFirstDay.number - 1} : program_.places[span - 1];
  known.labels[index] = judge(known, value, day).bits;
  return {known.labels[index]};
}

// The first word of the pool is not used, so that no row stands at 0.
MaskRow Memo::build_row(AttributeId id, ValueId value, std::uint32_t span) {
  const Attribute& attribute = program_.attributes[id];
  KnownRows& known = rows_[id];
  const std::size_t index = known.place ? std::size_t(value) * places_ + span : value;
  if (index >= known.at.size()) {
    const std::size_t values = cases_.values(id);
    known.at.resize(known.place ? values * places_ : values, 0);
  }
  const std::size_t width = attribute.high - attribute.low;
  scratch_.assign(2 * width, ~std::uint64_t(0));
  scratch_.resize(3 * width, 0);
  bool person = false;
  for (const Use& use : attribute.uses) {
    const Label label = atom(use.atom, value, span);
    const std::size_t word = use.bit / 64 - attribute.low;
    const std::uint64_t bit = std::uint64_t(1) << (use.bit % 64);
    if (!label.is_true()) scratch_[word] &= ~bit;
    if (label.is_false()) scratch_[width + word] &= ~bit;
    if (label.person()) scratch_[2 * width + word] |= bit;
    person |= label.person();
  }
  const std::size_t at = place_of(3 * width);
  known.at[index] = std::uint32_t(at << 1 | std::size_t(person));
  return {pool_.data() + at, known.low, known.high, person};
}

std::size_t Memo::place_of(std::size_t count) {
  std::string key(reinterpret_cast<const char*>(scratch_.data()), count * sizeof scratch_[0]);
  LICET_CHECK(pool_.size() + count < (std::size_t(1) << 31), "rows of masks beyond 16 GiB");
  const auto [it, fresh] = places_of_.emplace(std::move(key), pool_.size());
  if (fresh)
    pool_.insert(pool_.end(), scratch_.begin(), scratch_.begin() + std::ptrdiff_t(count));
  return it->second;
}

void Memo::intersect_absent(Room room, std::uint32_t shape) {
  const std::uint32_t low = low_[std::size_t(room)];
  const std::size_t width = high_[std::size_t(room)] - low;
  std::vector<std::uint64_t> words(2 * width, ~std::uint64_t(0));
  words.resize(3 * width, 0);
  const auto given = cases_.shape(shape);
  for (AttributeId id = 0; id < program_.attributes.size(); ++id) {
    const Attribute& attribute = program_.attributes[id];
    if (attribute.room != room || attribute.uses.empty()) continue;
    if (std::binary_search(given.begin(), given.end(), id)) continue;
    const MaskRow absent = row(id, kAbsentValue, 0);
    const std::size_t own = absent.high - absent.low;
    for (std::size_t i = 0; i < own; ++i) {
      const std::size_t word = absent.low - low + i;
      words[word] &= absent.words[i];
      words[width + word] &= absent.words[own + i];
      words[2 * width + word] |= absent.words[2 * own + i];
    }
  }
  scratch_ = std::move(words);
}

MaskRow Memo::absent(Room room, std::uint32_t shape) {
  const std::size_t r = std::size_t(room), width = high_[r] - low_[r];
  auto& shapes = shapes_[r];
  if (shape >= kMostShapes) {
    intersect_absent(room, shape);
    return {scratch_.data(), low_[r], high_[r], true};
  }
  if (shape >= shapes.size()) shapes.resize(std::min(kMostShapes, cases_.shapes()), 0);
  if (shapes[shape] == 0) {
    intersect_absent(room, shape);
    shapes[shape] = std::uint32_t(place_of(3 * width));
  }
  return {pool_.data() + shapes[shape], low_[r], high_[r], true};
}

const std::uint64_t* Memo::force(std::uint32_t span) {
  auto& words = force_[span];
  if (!words.empty() || program_.words == 0) return words.data();
  words.resize(program_.words);
  const Day day = span == 0 ? Day{kFirstDay.number - 1} : program_.spans[span - 1];
  for (std::size_t room = 0; room < kRooms; ++room)
    for (std::size_t bit = std::size_t(program_.room_low[room]) * 64;
         bit < program_.room_bits[room]; ++bit) {
      const CompiledNorm& norm = program_.norms[bit];
      if (!norm.dated || force_on(kernel_.rules().norm(norm.norm), day) == Force::kInForce)
        words[bit / 64] |= std::uint64_t(1) << (bit % 64);
    }
  return words.data();
}

Label Memo::age(const Predicate& test, ValueId date, Day law_day) const {
  FactFrame frame = empty_frame();
  const std::string fact = cat("dates.", test.test.fact.substr(4));
  if (date > kOpenValue)
    frame.question[fact] = cases_.value(program_.by_fact.at(fact), date).value;
  const Evaluator evaluate(kernel_.rules(), frame, {law_day, kernel_.strict()});
  return label_of(evaluate.judge(test, Binding{0, 0, 0, 0}));
}

}  // namespace licet::law
