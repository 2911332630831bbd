#include "kernel_memo.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

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

}  // namespace

// The frame with one fact; takes it out again.
class Memo::OneFact {
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

Memo::Memo(const Kernel& kernel, const Casebook& cases)
    : kernel_(kernel), program_(kernel.program()), cases_(cases),
      places_(program_.places.size()), frame_(empty_frame()),
      firsts_(program_.attributes.size()) {
  for (AttributeId id = 0; id < program_.attributes.size(); ++id)
    columns_.push_back(column_of(id));
  for (const Atom& atom : program_.atoms) {
    Column& column = columns_[atom.attribute];
    LICET_CHECK(column.slots < 0xffff, "more than 65,535 conditions on one fact");
    const bool of_line = program_.attributes[atom.attribute].room == Room::kLine;
    atoms_.push_back({atom.test, {AtomId(atoms_.size()), atom.attribute, atom.attribute,
                                  std::uint16_t(column.slots++), of_line}});
  }
}

void Memo::add_atoms(std::span<const Atom> atoms) {
  for (const Atom& atom : atoms) {
    atoms_.push_back({atom.test, {AtomId(atoms_.size()), std::uint32_t(columns_.size()),
                                  atom.attribute, 0, false}});
    columns_.push_back(column_of(atom.attribute));
    columns_.back().slots = 1;
  }
}

std::uint8_t* Memo::blank(std::uint32_t slots) {
  constexpr std::size_t kPage = 1 << 16;
  if (free_ < slots) {
    free_ = std::max<std::size_t>(kPage, slots);
    pages_.push_back(std::make_unique<std::uint8_t[]>(free_));
    std::fill_n(pages_.back().get(), free_, kNotJudged);
  }
  free_ -= slots;
  return pages_.back().get() + free_;
}

// Values of which the program's conditions all say the same share a sheet.
const std::uint8_t* Memo::new_sheet(std::uint32_t number, ValueId value, std::uint32_t span) {
  Column& column = columns_[number];
  const bool shares = number < program_.attributes.size();
  const ValueId same = shares ? like(column.attribute, value) : value;
  const std::size_t places = column.place ? places_ : 1;
  const std::size_t index = std::size_t(value) * places + (column.place ? span : 0);
  if (index >= column.sheets.size())
    column.sheets.resize(cases_.values(column.attribute) * places);
  if (same == value)
    column.sheets[index] = blank(column.slots);
  else
    column.sheets[index] = const_cast<std::uint8_t*>(sheet(number, same, span));
  return column.sheets[index];
}

void Memo::learn_from(const Memo& other, std::function<bool(std::string_view)> place_differs) {
  LICET_CHECK(&other.cases_ == &cases_ && other.kernel_.strict() == kernel_.strict(),
              "a memo learns from one of the same cases, judged as strictly");
  lent_ = {&other, std::move(place_differs), {}, {}};
  std::unordered_map<std::string, AtomId> numbers;
  for (AtomId id = 0; id < other.program_.atoms.size(); ++id)
    numbers.emplace(text_of(*other.program_.atoms[id].test), id);
  for (const Atom& atom : program_.atoms) {
    const auto it = numbers.find(text_of(*atom.test));
    lent_.same.push_back(it == numbers.end() ? kNoAtom : it->second);
  }
  for (std::uint32_t span = 0; span < places_; ++span)
    lent_.spans.push_back(other.program_.places.at(program_.places.first_day(span)));
}

bool Memo::differs(AttributeId attribute, ValueId value) const {
  const Value& place = cases_.value(attribute, value).value;
  if (const auto* code = std::get_if<std::string>(&place)) return lent_.place_differs(*code);
  const auto* codes = std::get_if<Words>(&place);
  return codes != nullptr && std::any_of(codes->begin(), codes->end(), lent_.place_differs);
}

// kNotJudged where the other does not know either.
std::uint8_t Memo::lent(AtomId id, ValueId value, std::uint32_t span) const {
  if (lent_.from == nullptr || id >= lent_.same.size() || lent_.same[id] == kNoAtom)
    return kNotJudged;
  const Place& at = lent_.from->atoms_[lent_.same[id]].at;
  const Column& column = lent_.from->columns_[at.column];
  if (column.place && differs(at.attribute, value)) return kNotJudged;
  const std::size_t index =
      column.place ? std::size_t(value) * lent_.from->places_ + lent_.spans[span] : value;
  if (index >= column.sheets.size() || column.sheets[index] == nullptr) return kNotJudged;
  return column.sheets[index][at.slot];
}

std::uint8_t& Memo::label(AtomId id, ValueId value, std::uint32_t span) {
  const Place& at = atoms_[id].at;
  return const_cast<std::uint8_t*>(sheet(at.column, value, span))[at.slot];
}

Label Memo::judge_atom(AtomId id, ValueId value, std::uint32_t span) {
  const AttributeId attribute = atoms_[id].at.attribute;
  if (const std::uint8_t told = lent(id, value, span); told != kNotJudged)
    return {label(id, value, span) = told};
  const OneFact fact(frame_, program_.attributes[attribute], value,
                     cases_.value(attribute, value));
  const Evaluator evaluate(kernel_.rules(), frame_,
                           {program_.places.first_day(span), kernel_.strict()});
  const Label judged = label_of(evaluate.judge(*atoms_[id].test, Binding{0, 0, 0, 0}));
  return {label(id, value, span) = judged.bits};
}

std::span<const Label> Memo::ask_all(AttributeId attribute, ValueId value, std::uint32_t span) {
  std::optional<OneFact> fact;
  std::optional<Evaluator> evaluate;
  asked_.clear();
  for (const Use& use : program_.attributes[attribute].uses) {
    if (const std::uint8_t told = lent(use.atom, value, span); told != kNotJudged) {
      asked_.push_back({told});
      continue;
    }
    std::uint8_t& known = label(use.atom, value, span);
    if (known == kNotJudged) {
      if (!fact) {
        fact.emplace(frame_, program_.attributes[attribute], value,
                     cases_.value(attribute, value));
        evaluate.emplace(kernel_.rules(), frame_,
                         AsOf{program_.places.first_day(span), kernel_.strict()});
      }
      known = label_of(evaluate->judge(*atoms_[use.atom].test, Binding{0, 0, 0, 0})).bits;
    }
    asked_.push_back({known});
  }
  return asked_;
}

ValueId Memo::like(AttributeId attribute, ValueId value) {
  const auto& cuts = program_.attributes[attribute].cuts;
  if (cuts.empty() || value <= kOpenValue) return value;
  const Casebook::Stored& stored = cases_.value(attribute, value);
  if (!stored.rests.empty()) return value;
  Literal given;
  if (const auto* number = std::get_if<Decimal>(&stored.value))
    given = *number;
  else if (const auto* day = std::get_if<Day>(&stored.value))
    given = *day;
  if (given.index() != cuts.front().index()) return value;
  const auto at = std::lower_bound(cuts.begin(), cuts.end(), given);
  const std::size_t place = 2 * std::size_t(at - cuts.begin()) +
                            std::size_t(at != cuts.end() && *at == given);
  auto& firsts = firsts_[attribute];
  if (firsts.empty()) firsts.resize(2 * cuts.size() + 1, kAbsentValue);
  if (firsts[place] == kAbsentValue) firsts[place] = value;
  return firsts[place];
}

Memo::Range Memo::like_spans(AttributeId attribute, ValueId value, std::uint32_t span) const {
  const Range alone{span, span + 1};
  if (kernel_.strict() || value <= kOpenValue) return alone;  // what it rests on counts too
  std::vector<Day> days;
  const Value& place = cases_.value(attribute, value).value;
  if (const auto* code = std::get_if<std::string>(&place))
    kernel_.rules().places().add_boundaries_of(*code, days);
  else if (const auto* codes = std::get_if<Words>(&place))
    for (const auto& one : *codes) kernel_.rules().places().add_boundaries_of(one, days);
  else
    return alone;
  Range range{0, std::uint32_t(program_.places.size())};
  for (Day day : days) {
    const std::uint32_t begins = program_.places.at(day);
    if (begins <= span)
      range.first = std::max(range.first, begins);
    else
      range.end = std::min(range.end, begins);
  }
  return range;
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
