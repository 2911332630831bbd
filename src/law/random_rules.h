#pragma once
#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "licet/law/facts.h"

// Random small rule sets as plain data: what a norm says, before it is written as TOML. The naive
// interpreter of the tests works on these, so it shares nothing with the loader and the kernel.
namespace licet::law::testing {

// The facts that random norms read. Each is true, false or not known; `text` is what a rule writes
// to ask whether it is true, and whose fact it is.
enum class Owner { kQuestion, kLine, kParty, kListing, kLicence };
struct RandomFact {
  const char* name;     // full, as rules write it
  const char* is_true;  // cell that holds when the fact is true
  Owner owner;
  bool assumed;  // not known counts as false, with a note
};
inline constexpr std::array<RandomFact, 9> kRandomFacts{{
    {"documents.certificate", "true", Owner::kQuestion, false},
    {"documents.notice", "true", Owner::kQuestion, true},
    {"knowledge", "\"diversion\"", Owner::kQuestion, true},
    {"item.published", "true", Owner::kLine, false},
    {"item.net_value_usd", "<= 5000", Owner::kLine, false},
    {"item.supp2_744", "true", Owner::kLine, true},
    {"party.military", "true", Owner::kParty, false},
    {"listing.list", "\"entity-list\"", Owner::kListing, false},
    {"licence.covers_line", "true", Owner::kLicence, false},
}};

struct Want {
  int fact = 0;
  bool negated = false;
};
using Wants = std::vector<Want>;

struct RandomNorm {
  std::string id, kind;
  std::string reason;     // requirements
  std::string authority;  // exceptions
  Wants when, unless;
  std::vector<Wants> when_any;
  std::vector<std::string> defeats, rests_on;
  int from = 0, until = 99;                    // days of 2020, both in
  int stayed_from = 1000, stayed_until = 999;  // empty
  std::string more;                            // further lines of TOML
};

// -1 not known, 0 false, 1 true.
struct RandomListing {
  int on_list = -1;
  int possible_from = 0, certain_from = 0, until = 1000;  // until: the first day after
  bool possible_match = false;
};
struct RandomParty {
  int military = -1;
  std::vector<RandomListing> listings;
};
struct RandomFrame {
  std::array<int, 6> facts{-1, -1, -1, -1, -1, -1};  // of the question and the line
  std::vector<RandomParty> parties;
  std::vector<int> licences;
  int day = 0;
  bool strict = false;
};

// Cells of other types, for rule sets that the naive interpreter is not asked about.
struct TypedCell {
  const char* fact;
  const char* text;
};
inline constexpr std::array<TypedCell, 16> kTypedCells{{
    {"destination", "in group D:1"}, {"destination", "in group D:5, \"CU\""},
    {"destination", "in set foes"}, {"item.eccn", "\"5D002\""}, {"item.eccn", "\"5D002.a\""},
    {"item.eccn", "\"5D\""}, {"item.made_on", "< 2020-01-20"},
    {"item.made_on", "[2019-12-01..2020-02-01)"}, {"item.speed", "[10..20]"},
    {"flag.TSR", "true"}, {"control.NS", "true"}, {"control.AT", "true"},
    {"end_use", "\"nuclear\""}, {"party.country", "in group A:1"}, {"item.hs", "\"8471\""},
    {"listing.covers_item", "true"},
}};

// "us.r1|party|listing|licence" -> 0 false, 1 unknown, 2 true; what is absent is false.
std::string key_of(const std::string& id, int party, int listing, int licence);

// Draws rule sets and facts. `below(n)` gives a number from 0 to n - 1; it is the only source of
// chance.
class RandomRules {
 public:
  explicit RandomRules(std::function<int(int)> below, bool typed = false)
      : below_(std::move(below)), typed_(typed) {}

  Wants wants(int most);
  std::vector<RandomNorm> norms();
  RandomFrame frame();

 private:
  int below(int n) { return below_(n); }
  bool one_in(int n) { return below(n) == 0; }
  RandomNorm norm(int index, const std::vector<RandomNorm>& earlier);
  void add_typed(RandomNorm& norm);

  std::function<int(int)> below_;
  bool typed_;
};

// The same, as the module reads them.
std::string blocks(const std::vector<RandomNorm>& norms);
FactFrame as_frame(const RandomFrame& random);
Day day_of(const RandomFrame& frame);
void without_licence(RandomNorm& norm);

}  // namespace licet::law::testing
