#include <algorithm>

#include "kernel_memo.h"
#include "licet/base/check.h"
#include "licet/law/amendment.h"
#include "reworded.h"
#include "watch.h"

namespace licet::law {
namespace {

constexpr std::uint8_t kNotSeen = 255;

std::string_view entry_of(std::string_view code) { return code.substr(0, code.find('.')); }

// Answers found once for each value of an attribute.
class ByValue {
 public:
  template <class Find>
  std::uint8_t at(ValueId value, std::size_t values, const Find& find) {
    if (value >= known_.size()) known_.resize(values, kNotSeen);
    if (known_[value] == kNotSeen) known_[value] = find(value);
    return known_[value];
  }

 private:
  std::vector<std::uint8_t> known_;
};

// Which cases name a place of which some condition now says something else, and leave a norm
// standing that asks it.
class NamedPlaces {
 public:
  NamedPlaces(const Amendment& amendment, Watch& watch, const Kernel& before, const Kernel& after,
              const Casebook& cases)
      : cases_(cases), destination_(before.program().destination),
        named_(before.program().attributes.size()), asked_(named_.size()) {
    if (amendment.places.empty()) return;
    for (const std::string& place : amendment.places) places_ |= place_bit(place);
    const auto& attributes = before.program().attributes;
    const auto reads = [&before](const Predicate& reach) { return reads_a_place(before, reach); };
    const bool list_asks = std::any_of(cases.covers().begin(), cases.covers().end(), reads);
    Watch::Conditions conditions;
    for (AttributeId id = 0; id < attributes.size(); ++id) {
      if (!attributes[id].place) continue;
      named_[id].resize(cases.values(id));
      const std::size_t known = conditions[0].size();
      for (ValueId value = kOpenValue + 1; value < cases.values(id); ++value) {
        named_[id][value] = is_changed(amendment, cases.value(id, value).value);
        if (named_[id][value] && id != destination_) watch.add_differing(id, value, conditions);
      }
      asked_[id] = list_asks || conditions[0].size() > known;
      line_ |= asked_[id] && attributes[id].room == Room::kLine;
    }
    auto ours = asking(before.program(), conditions[0]),
         theirs = asking(after.program(), conditions[1]);
    everything_ = list_asks || !ours || !theirs;
    if (!everything_ && !(ours->empty() && theirs->empty()))
      watch_.emplace(std::vector<Watch::Side>{{before, *ours}, {after, *theirs}}, cases);
  }

  bool goes_there(const Case& one) const { return named_[destination_][one.destination]; }

  bool named(const Case& one, Day law_day) {
    if ((one.places & places_) == 0) return false;
    if (goes_there(one)) return true;
    return anywhere(one) && (everything_ || (watch_ && watch_->may_stand(one, law_day)));
  }

 private:
  bool anywhere(const Case& one) const {
    if (line_ && any(one.facts)) return true;
    for (std::uint32_t i = 0; i < one.parties; ++i) {
      const CaseParty& party = cases_.party(one, i);
      if ((party.places & places_) == 0) continue;
      if (any(party.facts)) return true;
      for (std::uint32_t k = 0; k < party.listings; ++k)
        if (any(cases_.listing(party, k).facts)) return true;
    }
    for (std::uint32_t i = 0; i < one.licences; ++i)
      if (any(cases_.licence(one, i))) return true;
    return false;
  }

  static bool is_changed(const Amendment& amendment, const Value& value) {
    const auto differs = [&](std::string_view code) { return amendment.differs(code); };
    if (const auto* code = std::get_if<std::string>(&value)) return differs(*code);
    const auto* codes = std::get_if<Words>(&value);
    return codes != nullptr && std::any_of(codes->begin(), codes->end(), differs);
  }

  // The reach of list rows is judged by conditions of their own.
  static bool reads_a_place(const Kernel& kernel, const Predicate& reach) {
    const Program& program = kernel.program();
    if (reach.kind == Predicate::Kind::kChartMark) return true;
    if (const auto it = program.by_fact.find(reach.test.fact); it != program.by_fact.end())
      return program.attributes[it->second].place;
    return std::any_of(reach.parts.begin(), reach.parts.end(),
                       [&](const Predicate& part) { return reads_a_place(kernel, part); });
  }

  bool any(const GivenFacts& facts) const {
    const auto given = cases_.given(facts);
    return std::any_of(given.begin(), given.end(), [this](const Given& fact) {
      return asked_[fact.attribute()] != 0 && named_[fact.attribute()][fact.value()];
    });
  }

  const Casebook& cases_;
  AttributeId destination_;
  PlaceBits places_ = 0;                  // that differ
  std::vector<std::vector<bool>> named_;  // by attribute and value
  std::vector<std::uint8_t> asked_;       // by attribute: does a condition on it differ?
  bool line_ = false;                     // on one of the line, its destination apart
  bool everything_ = false;               // any norm may ask
  std::optional<Watch> watch_;
};

}  // namespace

class Reached::State {
 public:
  State(const Amendment& amendment, const Kernel& before, const Kernel& after,
        const Casebook& cases)
      : amendment_(amendment), cases_(cases), attributes_(before.program().attributes),
        reworded_(before, after, pairs_of(amendment, amendment.before),
                  pairs_of(amendment, amendment.after), cases),
        watch_({{before, others(amendment.before, 0)}, {after, others(amendment.after, 1)}}, cases),
        seen_(attributes_.size()), places_(amendment, watch_, before, after, cases),
        age_(cases.age()), size_(cases.size()) {
    LICET_CHECK(before.strict() == after.strict() && cases.fits(before) && cases.fits(after),
                "cases are compared under kernels of the same facts");
    if (!reworded_.empty()) {
      const auto norms = reworded_.norms();
      watch_reworded_.emplace(std::vector<Watch::Side>{{before, norms[0]}, {after, norms[1]}},
                              cases);
    }
    everything_ = !amendment.everything.empty() || !reads_the_same(before, after);
    something_ = !amendment.before.empty() || !amendment.after.empty() ||
                 !amendment.entries.empty() || !amendment.places.empty();
    codes_ = {before.program().eccn, number("item.for_eccn"), number("item.us_content_eccns")};
    if (codes_[2] == kNone && number("item.de_minimis") != kNone) everything_ = true;
  }

  Reach of(CaseId id, Day law_day) {
    LICET_CHECK(age_ == cases_.age() && size_ == cases_.size(), "the casebook has changed");
    if (everything_ || amendment_.unverified.contains(law_day)) return Reach::kRead;
    if (!something_) return Reach::kNone;
    const Case& one = cases_.at(id);
    Reach reach = of_line(one, law_day);
    if (reach != Reach::kNone) return reach;
    const bool stands =
        watch_.may_stand(one, law_day) ||
        (watch_reworded_ && watch_reworded_->may_stand(one, law_day) &&
         reworded_.turns(one, law_day));
    return stands ? Reach::kJudge : Reach::kNone;
  }

  bool only_reworded() const {
    const auto norms = reworded_.norms();
    return !everything_ && amendment_.unverified.empty() && amendment_.entries.empty() &&
           amendment_.places.empty() && norms[0].size() == amendment_.before.size() &&
           norms[1].size() == amendment_.after.size();
  }

 private:
  static constexpr AttributeId kNone = ~AttributeId(0);

  // Norms to be paired: where all else is as it was, so that conditions in the same words say the
  // same.
  static std::vector<NormIndex> pairs_of(const Amendment& amendment,
                                         const std::vector<NormIndex>& norms) {
    const bool alone = amendment.places.empty() && amendment.entries.empty() &&
                       amendment.unverified.empty();
    return alone ? norms : std::vector<NormIndex>();
  }

  // The norms that stand in no pair.
  std::vector<NormIndex> others(std::vector<NormIndex> norms, std::size_t side) const {
    const auto paired = reworded_.norms()[side];
    std::erase_if(norms, [&paired](NormIndex norm) {
      return std::find(paired.begin(), paired.end(), norm) != paired.end();
    });
    return norms;
  }

  AttributeId number(std::string_view fact) const {
    for (AttributeId id = 0; id < attributes_.size(); ++id)
      if (attributes_[id].fact == fact) return id;
    return kNone;
  }

  // A fact that can only tighten turns the answer where no rule reads it.
  static bool reads_the_same(const Kernel& before, const Kernel& after) {
    const auto& ours = before.program().attributes;
    const auto& theirs = after.program().attributes;
    const auto& words = before.rules().vocabulary();
    for (AttributeId id = 0; id < ours.size(); ++id) {
      if (ours[id].unread != theirs[id].unread || ours[id].words != theirs[id].words) return false;
      if (ours[id].words.empty()) continue;
      for (const std::string& word : words.words(ours[id].words))
        if (before.rules().reads(ours[id].fact, word) != after.rules().reads(ours[id].fact, word))
          return false;
    }
    return true;
  }

  // What the codes of the case have to do with entries that changed, whether it holds content that
  // was weighed by the rules, and whether it names a place that changed.
  Reach of_line(const Case& one, Day law_day) {
    Reach reach = of_code({codes_[0], one.eccn});
    if (one.derives)
      for (const Given& fact : cases_.given(one.facts))
        if (fact.attribute() == codes_[1] || fact.attribute() == codes_[2])
          reach = std::max(reach, of_code({fact.attribute(), fact.value()}));
    if (reach == Reach::kRead || amendment_.places.empty()) return reach;
    // The share of US content that counts is derived with the place that the item goes to.
    if (one.derives && places_.goes_there(one)) return Reach::kRead;
    return places_.named(one, law_day) ? Reach::kJudge : reach;
  }

  Reach of_code(std::pair<AttributeId, ValueId> fact) {
    const AttributeId id = fact.first;
    if (fact.second == kAbsentValue) return Reach::kNone;
    return Reach(seen_[id].at(fact.second, cases_.values(id), [&](ValueId value) {
      return std::uint8_t(id == codes_[2] ? by_content(value) : by_code(id, value));
    }));
  }

  Reach by_content(ValueId value) const {
    const auto* codes = std::get_if<Words>(&cases_.value(codes_[2], value).value);
    return codes != nullptr && codes->empty() ? Reach::kNone : Reach::kRead;
  }

  Reach by_code(AttributeId id, ValueId value) const {
    const auto* code = std::get_if<std::string>(&cases_.value(id, value).value);
    if (code == nullptr || !amendment_.entries.contains(entry_of(*code))) return Reach::kNone;
    const bool derives = amendment_.derivations.contains(entry_of(*code));
    return id == codes_[0] && !derives ? Reach::kJudge : Reach::kRead;
  }

  const Amendment& amendment_;
  const Casebook& cases_;
  const std::vector<Attribute>& attributes_;
  Reworded reworded_;
  Watch watch_;                          // norms in no pair
  std::optional<Watch> watch_reworded_;  // norms in pairs
  bool everything_ = false, something_ = false;
  std::array<AttributeId, 3> codes_{};  // of the item, of what it serves, of its content
  std::vector<ByValue> seen_;  // by attribute
  NamedPlaces places_;
  std::uint32_t age_;
  std::size_t size_;
};

Reached::Reached(const Amendment& amendment, const Kernel& before, const Kernel& after,
                 const Casebook& cases)
    : state_(std::make_unique<State>(amendment, before, after, cases)) {}
Reached::~Reached() = default;

bool Reached::only_reworded() const { return state_->only_reworded(); }

Reach Reached::of(CaseId id, Day law_day) { return state_->of(id, law_day); }

}  // namespace licet::law
