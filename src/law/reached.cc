#include <algorithm>

#include "kernel_memo.h"
#include "licet/base/check.h"
#include "licet/law/amendment.h"
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

}  // namespace

class Reached::State {
 public:
  State(const Amendment& amendment, const Kernel& before, const Kernel& after,
        const Casebook& cases)
      : amendment_(amendment), cases_(cases), attributes_(before.program().attributes),
        watch_({{before, amendment.before}, {after, amendment.after}}, cases),
        seen_(attributes_.size()), parties_age_(cases.age()) {
    LICET_CHECK(before.strict() == after.strict() && cases.fits(before) && cases.fits(after),
                "cases are compared under kernels of the same facts");
    everything_ = !amendment.everything.empty() || !reads_the_same(before, after);
    something_ = !amendment.before.empty() || !amendment.after.empty() ||
                 !amendment.entries.empty() || !amendment.places.empty();
    codes_ = {before.program().eccn, number("item.for_eccn"), number("item.us_content_eccns")};
    de_minimis_ = number("item.de_minimis");
    if (codes_[2] == kNone && de_minimis_ != kNone) everything_ = true;
    sort_facts();
  }

  Reach of(CaseId id, Day law_day) {
    LICET_CHECK(parties_age_ == cases_.age(), "the casebook was emptied meanwhile");
    if (everything_ || amendment_.unverified.contains(law_day)) return Reach::kRead;
    if (!something_) return Reach::kNone;
    const Case& one = cases_.at(id);
    Reach reach = of_line(one);
    if (reach == Reach::kNone && watch_.may_stand(one, law_day)) reach = Reach::kJudge;
    return reach;
  }

 private:
  static constexpr AttributeId kNone = ~AttributeId(0);

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

  // What is to be known of a fact of the line.
  enum Kind : std::uint8_t { kPlain = 0, kCode = 1, kPlace = 2, kShare = 3 };

  void sort_facts() {
    kinds_.assign(attributes_.size(), kPlain);
    for (AttributeId id = 0; id < attributes_.size(); ++id)
      if (attributes_[id].place && !amendment_.places.empty()) kinds_[id] = kPlace;
    for (const AttributeId id : codes_)
      if (id < kinds_.size()) kinds_[id] = kCode;
    if (de_minimis_ != kNone) kinds_[de_minimis_] = kShare;
  }

  // What the codes of the case have to do with entries that changed, whether it holds content that
  // was weighed by the rules, and whether it names a place that changed.
  Reach of_line(const Case& one) {
    bool named = false, share = false;
    Reach reach = Reach::kNone;
    for (const Given& fact : cases_.given(one.facts)) {
      const std::uint8_t kind = kinds_[fact.attribute()];
      if (kind == kPlain) continue;
      named |= kind == kPlace && is_named(fact);
      share |= kind == kShare;
      if (kind == kCode) reach = std::max(reach, of_code(fact));
    }
    if (reach == Reach::kRead || amendment_.places.empty()) return reach;
    if (!named && !party_or_licence_is_named(one)) return reach;
    // The share of US content that counts is derived with the place that the item goes to.
    return share ? Reach::kRead : Reach::kJudge;
  }

  Reach of_code(const Given& fact) {
    const AttributeId id = fact.attribute();
    return Reach(seen_[id].at(fact.value(), cases_.values(id), [&](ValueId value) {
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

  bool party_or_licence_is_named(const Case& one) {
    for (std::uint32_t i = 0; i < one.parties; ++i)
      if (party_is_named(one, i)) return true;
    for (std::uint32_t i = 0; i < one.licences; ++i)
      if (any_place(cases_.licence(one, i))) return true;
    return false;
  }

  bool party_is_named(const Case& one, std::uint32_t i) {
    return parties_.at(cases_.party_number(one, i), cases_.party_number(one, i) + 1, [&](ValueId) {
      const CaseParty& party = cases_.party(one, i);
      bool any = any_place(party.facts);
      for (std::uint32_t k = 0; k < party.listings; ++k)
        any = any || any_place(cases_.listing(party, k).facts);
      return std::uint8_t(any);
    }) != 0;
  }

  bool any_place(const GivenFacts& facts) {
    const auto given = cases_.given(facts);
    return std::any_of(given.begin(), given.end(), [this](const Given& fact) {
      return attributes_[fact.attribute()].place && is_named(fact);
    });
  }

  bool is_named(const Given& fact) {
    const AttributeId id = fact.attribute();
    return seen_[id].at(fact.value(), cases_.values(id), [&](ValueId value) {
      return std::uint8_t(is_named(cases_.value(id, value).value));
    }) != 0;
  }

  bool is_named(const Value& value) const {
    const auto named = [this](std::string_view code) { return amendment_.differs(code); };
    if (const auto* code = std::get_if<std::string>(&value)) return named(*code);
    const auto* codes = std::get_if<Words>(&value);
    return codes != nullptr && std::any_of(codes->begin(), codes->end(), named);
  }

  const Amendment& amendment_;
  const Casebook& cases_;
  const std::vector<Attribute>& attributes_;
  Watch watch_;
  bool everything_ = false, something_ = false;
  std::array<AttributeId, 3> codes_{};  // of the item, of what it serves, of its content
  AttributeId de_minimis_ = kNone;
  std::vector<std::uint8_t> kinds_;  // by attribute
  std::vector<ByValue> seen_;  // by attribute
  ByValue parties_;
  std::uint32_t parties_age_;
};

Reached::Reached(const Amendment& amendment, const Kernel& before, const Kernel& after,
                 const Casebook& cases)
    : state_(std::make_unique<State>(amendment, before, after, cases)) {}
Reached::~Reached() = default;

Reach Reached::of(CaseId id, Day law_day) { return state_->of(id, law_day); }

}  // namespace licet::law
