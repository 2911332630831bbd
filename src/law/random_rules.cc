#include "random_rules.h"

#include <algorithm>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

std::pair<const char*, const char*> cell_of(const Want& want) {
  const std::size_t i = std::size_t(want.fact);
  if (i < kRandomFacts.size()) return {kRandomFacts[i].name, kRandomFacts[i].is_true};
  const TypedCell& cell = kTypedCells[i - kRandomFacts.size()];
  return {cell.fact, cell.text};
}

Owner owner_of(const Want& want) {
  const std::size_t i = std::size_t(want.fact);
  if (i < kRandomFacts.size()) return kRandomFacts[i].owner;
  const std::string_view fact = kTypedCells[i - kRandomFacts.size()].fact;
  if (fact.starts_with("party.")) return Owner::kParty;
  if (fact.starts_with("listing.")) return Owner::kListing;
  return fact.starts_with("licence.") ? Owner::kLicence : Owner::kLine;
}

bool reads(const RandomNorm& norm, Owner owner) {
  const auto in = [&](const Wants& wants) {
    return std::any_of(wants.begin(), wants.end(), [&](const Want& want) {
      return owner_of(want) == owner;
    });
  };
  return in(norm.when) || in(norm.unless) ||
         std::any_of(norm.when_any.begin(), norm.when_any.end(), in);
}

constexpr Day kBase{18262};  // 2020-01-01

std::string toml(const Wants& wants) {
  std::string out = "{ ";
  for (const Want& want : wants) {
    const auto [name, is_true] = cell_of(want);
    out += cat(out == "{ " ? "" : ", ", "\"", name, "\" = '", want.negated ? "not(" : "", is_true,
               want.negated ? ")" : "", "'");
  }
  return out + " }";
}

std::string list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const auto& text : texts) out += cat(out == "[" ? "" : ", ", "\"", text, "\"");
  return out + "]";
}

std::string block(const RandomNorm& n) {
  const Span in_force{kBase.plus(n.from), kBase.plus(n.until + 1)};
  std::string more =
      cat("in_force = \"", to_string(in_force), "\"\nwhen = ", toml(n.when), "\n");
  if (!n.unless.empty()) more += cat("unless = ", toml(n.unless), "\n");
  if (!n.when_any.empty())
    more += cat("when_any = [", toml(n.when_any[0]), ", ", toml(n.when_any[1]), "]\n");
  if (n.stayed_from <= n.stayed_until)
    more += cat("stayed = \"",
                to_string(Span{kBase.plus(n.stayed_from), kBase.plus(n.stayed_until + 1)}), "\"\n");
  if (!n.reason.empty()) more += cat("reason = \"", n.reason, "\"\n");
  if (!n.authority.empty())
    more += cat("authority = \"", n.authority, "\"\novercomes = [\"reason:*\"]\n");
  if (!n.defeats.empty()) more += cat("defeats = ", list(n.defeats), "\n");
  if (!n.rests_on.empty()) more += cat("rests_on = ", list(n.rests_on), "\n");
  more += n.more;
  return norm(n.id, n.kind, more);
}

void set(FactMap& facts, const char* name, int value, Value yes, Value no) {
  if (value >= 0) facts[name] = value == 1 ? std::move(yes) : std::move(no);
}

}  // namespace

// A norm may not read a licence and a party (the loader refuses it): the licence gives way.
void without_licence(RandomNorm& norm) {
  if (!reads(norm, Owner::kParty) && !reads(norm, Owner::kListing)) return;
  const auto drop = [](Wants& wants) {
    std::erase_if(wants, [](const Want& want) { return owner_of(want) == Owner::kLicence; });
  };
  drop(norm.when);
  drop(norm.unless);
  for (Wants& wants : norm.when_any) drop(wants);
}

FactFrame as_frame(const RandomFrame& random) {
  FactFrame frame = frame_of({}, {});
  set(frame.question, "documents.certificate", random.facts[0], true, false);
  set(frame.question, "documents.notice", random.facts[1], true, false);
  set(frame.question, "knowledge", random.facts[2], Words{"diversion"}, Words{});
  FactMap& item = frame.lines[0].facts;
  set(item, "published", random.facts[3], true, false);
  set(item, "net_value_usd", random.facts[4], Decimal(5000), Decimal(5001));
  set(item, "supp2_744", random.facts[5], true, false);
  for (const RandomParty& party : random.parties) {
    PartyFacts facts;
    facts.pointer = cat("parties/", frame.parties.size());
    set(facts.facts, "military", party.military, true, false);
    for (const RandomListing& row : party.listings) {
      ListingFacts listing;
      listing.pointer = cat(facts.pointer, "/listed/", facts.listings.size());
      set(listing.facts, "list", row.on_list, std::string("entity-list"), std::string("sdn"));
      listing.possible_from = kBase.plus(row.possible_from);
      listing.certain_from = kBase.plus(row.certain_from);
      listing.until = kBase.plus(row.until);
      listing.possible_match = row.possible_match;
      facts.listings.push_back(std::move(listing));
    }
    frame.parties.push_back(std::move(facts));
  }
  for (int covers : random.licences) {
    frame.licences.push_back({"D", cat("licences/", frame.licences.size()), {{}}, {""}, {}});
    set(frame.licences.back().by_line[0], "covers_line", covers, true, false);
  }
  return frame;
}

Day day_of(const RandomFrame& frame) { return kBase.plus(frame.day); }

std::string blocks(const std::vector<RandomNorm>& norms) {
  std::string text;
  for (const RandomNorm& each : norms) text += block(each);
  return text;
}

Wants RandomRules::wants(int most) {
  Wants wants;
  for (int n = below(most + 1); n > 0; --n) {
    const std::size_t all = kRandomFacts.size() + (typed_ ? kTypedCells.size() : 0);
    const Want want{below(int(all)), one_in(2)};
    const bool again = std::any_of(wants.begin(), wants.end(),
                                   [&](const Want& w) {
                                     return std::string_view(cell_of(w).first) ==
                                            cell_of(want).first;
                                   });
    if (!again) wants.push_back(want);
  }
  return wants;
}

RandomNorm RandomRules::norm(int index, const std::vector<RandomNorm>& earlier) {
  RandomNorm norm;
  static constexpr const char* kKinds[] = {"requirement", "exception", "general_authorisation",
                                           "bar", "carve_out"};
  norm.kind = kKinds[below(5)];
  norm.id = cat("us.", std::string(1, char('p' + below(2))), ".", index);
  if (norm.kind == "requirement") norm.reason = one_in(2) ? "ns1" : "at1";
  if (norm.kind == "exception") norm.authority = one_in(2) ? "exception:GOV" : "exception:TSU";
  norm.when = wants(3);
  if (one_in(3)) norm.unless = wants(2);
  if (one_in(3)) norm.when_any = {wants(2), wants(2)};
  without_licence(norm);
  if (one_in(3)) norm.from = below(20), norm.until = norm.from + below(20);
  if (one_in(4)) norm.stayed_from = below(20), norm.stayed_until = norm.stayed_from + below(5);
  if (typed_) add_typed(norm);
  std::vector<std::string> ids, windows;
  for (const auto& other : earlier) {
    ids.push_back(other.id);
    if (other.kind == "general_authorisation") windows.push_back(other.id);
  }
  if (norm.kind == "bar" || norm.kind == "carve_out") {
    static constexpr const char* kWide[] = {"reason:ns1", "reason:*", "authority:exception:GOV",
                                            "authority:exception:*"};
    for (int n = 1 + below(2); n > 0; --n)
      norm.defeats.push_back(ids.empty() || one_in(3) ? kWide[below(4)]
                                                      : ids[std::size_t(below(int(ids.size())))]);
  } else if (norm.kind != "general_authorisation" && !windows.empty() && one_in(2)) {
    norm.rests_on.push_back(windows[std::size_t(below(int(windows.size())))]);
    if (one_in(3)) norm.rests_on.push_back(windows.front());
  }
  return norm;
}

std::vector<RandomNorm> RandomRules::norms() {
  std::vector<RandomNorm> norms;
  for (int n = 1 + below(8), i = 0; i < n; ++i) norms.push_back(norm(i, norms));
  return norms;
}

RandomFrame RandomRules::frame() {
  RandomFrame frame;
  const auto fact = [this] { return below(3) - 1; };
  for (int& each : frame.facts) each = fact();
  for (int p = below(3); p > 0; --p) {
    RandomParty party;
    party.military = fact();
    for (int k = below(3); k > 0; --k) {
      RandomListing row;
      row.on_list = fact();
      if (one_in(3)) row.possible_from = below(10);
      row.certain_from = row.possible_from + (one_in(3) ? below(10) : 0);
      if (one_in(4)) row.until = below(40);
      row.possible_match = one_in(4);
      party.listings.push_back(row);
    }
    frame.parties.push_back(party);
  }
  for (int k = below(3); k > 0; --k) frame.licences.push_back(fact());
  frame.day = below(40);
  frame.strict = one_in(2);
  return frame;
}

// What only the loader and the kernel know: other dates, requisites, unverified history.
void RandomRules::add_typed(RandomNorm& norm) {
  const bool authority = norm.kind == "exception";
  if (one_in(6)) norm.more += "reads = \"dates.order\"\n";
  if (one_in(6)) norm.more += "history = \"unverified\"\n";
  if (authority && one_in(2))
    norm.more += cat("require = [{ fact = \"documents.", one_in(2) ? "certificate" : "notice",
                     "\", test = \"true\", cite = [\"15 CFR 2\"] }]\n");
  if (norm.kind == "requirement" && one_in(6)) norm.more += "untranslatable = true\n";
}

}  // namespace licet::law::testing
