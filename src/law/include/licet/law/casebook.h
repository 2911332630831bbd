#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "licet/base/result.h"
#include "licet/law/facts.h"
#include "licet/law/predicate.h"

namespace licet::law {

class Kernel;
struct Program;
using CaseId = std::uint32_t;
using AttributeId = std::uint16_t;
using ValueId = std::uint32_t;

inline constexpr ValueId kAbsentValue = 0;  // nobody said
inline constexpr ValueId kOpenValue = 1;    // known to be open: never assumed

// One fact that is given: attribute and number of its value.
struct Given {
  std::uint32_t packed = 0;
  static constexpr unsigned kValueBits = 20;
  AttributeId attribute() const { return AttributeId(packed >> kValueBits); }
  ValueId value() const { return packed & ((1u << kValueBits) - 1); }
};

// Facts of one room (a line with its question, a party, a list row, a licence): a run of
// `given`, sorted by attribute.
struct GivenFacts {
  std::uint32_t first = 0, count = 0;
};

struct CaseListing {
  GivenFacts facts;
  Day possible_from, certain_from, until, text_from;
  bool possible_match = false, via_owner = false;
  std::uint32_t covers = 0;  // of Casebook::covers
};

// Places named, a bit for each code; several codes share one. Parts of a country count as it.
using PlaceBits = std::uint64_t;
PlaceBits place_bit(std::string_view code);

struct CaseParty {
  GivenFacts facts;
  std::uint32_t first_listing = 0, listings = 0;
  PlaceBits places = 0;  // named by it or its list rows
};

// The money of one order, for exceptions with a value limit (15 CFR 740.3).
struct CaseOrder {
  Decimal sure, most;
  std::optional<Decimal> year;
  bool something_missing = false, value_missing = false;
  auto operator<=>(const CaseOrder&) const = default;
};

struct Case {
  GivenFacts facts;
  std::uint32_t first_party = 0, first_licence = 0, order = 0;
  std::uint16_t parties = 0, licences = 0;
  // Taken out of the facts: most of what changes can be told to miss a case by these.
  ValueId destination = kAbsentValue, eccn = kAbsentValue;
  PlaceBits places = 0;  // named anywhere in the case
  bool derives = false;  // names what it serves, or weighs content: more is derived from the rules
};

// Facts of many lines in the numbers that a kernel's bitsets are indexed by; a value stands once.
// Filled by one thread, then read by any number. Serves every kernel of the same facts (see
// `fits`).
class Casebook {
 public:
  explicit Casebook(const Kernel& kernel);

  // Takes in one line of the frame. CostLimit beyond 2^20 values of one fact, 2^32 facts
  // in all, 65,535 parties or licences of one case.
  Result<CaseId> add(const FactFrame& frame, int line);
  // Forgets the cases, keeps the values: for one question after another.
  void forget_cases();
  // How often cases were forgotten: numbers of parties, list rows and licences begin anew.
  std::uint32_t age() const { return age_; }

  // Does the kernel read the same facts under the same numbers?
  bool fits(const Kernel& kernel) const;

  std::size_t size() const { return cases_.size(); }
  const Case& at(CaseId id) const { return cases_[id]; }
  std::span<const Given> given(const GivenFacts& facts) const {
    return {given_.data() + facts.first, facts.count};
  }
  const CaseParty& party(const Case& of, std::uint32_t i) const {
    return parties_[party_refs_[of.first_party + i]];
  }
  std::uint32_t party_number(const Case& of, std::uint32_t i) const {
    return party_refs_[of.first_party + i];
  }
  const CaseListing& listing(const CaseParty& of, std::uint32_t i) const {
    return listings_[of.first_listing + i];
  }
  const GivenFacts& licence(const Case& of, std::uint32_t i) const {
    return licences_[of.first_licence + i];
  }
  const CaseOrder& order(const Case& of) const { return orders_[of.order]; }
  // The reach of list rows by number; they stay where they are while the book grows.
  const std::deque<Predicate>& covers() const { return covers_; }
  std::size_t values(AttributeId attribute) const { return values_[attribute].size(); }

  struct Stored {
    Value value;
    std::vector<Rest> rests;  // what a derived fact rests on
    PlaceBits places = 0;     // of a fact that names places
  };
  const Stored& value(AttributeId attribute, ValueId id) const { return values_[attribute][id]; }

 private:
  class Encoder;
  const Program& program_;
  std::uint32_t age_ = 0;
  std::vector<Case> cases_;
  std::vector<Given> given_;
  std::vector<std::uint32_t> party_refs_;
  std::vector<CaseParty> parties_;
  std::vector<CaseListing> listings_;
  std::vector<GivenFacts> licences_;
  std::vector<CaseOrder> orders_;
  std::deque<Predicate> covers_;
  std::vector<std::vector<Stored>> values_;  // by attribute; 0 and 1 are kAbsentValue, kOpenValue
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class T>
  using Numbers = std::unordered_map<std::string, T, Hash, std::equal_to<>>;
  std::vector<Numbers<ValueId>> numbers_;
  Numbers<std::uint32_t> covers_numbers_;
  std::unordered_multimap<std::size_t, std::uint32_t> party_numbers_;  // by hash of all it says
  std::map<CaseOrder, std::uint32_t> order_numbers_;
};

}  // namespace licet::law
