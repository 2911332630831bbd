#include "random_facts.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "licet/base/text.h"
#include "norm_reader.h"

namespace licet::law::testing {
namespace {

constexpr const char* kHardPlaces[] = {"HK", "UA-43", "CU", "RU", "BY", "PS", "US", "CN", "MO"};
// Facts without which hardly anything holds: given more often than others.
const std::set<std::string> kCore{"activity", "from", "destination", "item.eccn", "item.origin",
                                  "item.kind", "party.role", "party.country", "listing.list",
                                  "listing.requirement", "licence.covers_line", "licence.status"};

bool given_freely(const FactInfo& fact) {
  return !is_flag(fact.name) && !fact.name.starts_with("age.") &&
         fact.name != "listing.covers_item" && fact.name != "total.value" &&
         fact.type != FactType::kObject;
}

}  // namespace

int runs(int usual) {
  // tidy-allow: getenv tests only: how long a run is wanted
  const char* more = std::getenv("LICET_TWIN_RUNS");
#ifdef __SANITIZE_ADDRESS__
  usual /= 10;  // every step is watched, and takes its time
#endif
  return more == nullptr ? usual : std::max(usual, std::atoi(more));
}

RandomFacts::RandomFacts(const RuleSet& rules, std::uint64_t seed) : rules_(rules), random_(seed) {
  std::set<std::string> entries;
  for (const Norm& norm : rules.norms()) {
    for_each_cell(norm, [&](const Cell& cell) { harvest(cell.test); });
    if (!norm.entry.empty()) entries.insert(norm.entry);
  }
  entries_.assign(entries.begin(), entries.end());
  countries_ = rules.places().codes();
  for (const FactInfo* fact : rules.vocabulary().facts("")) {
    if (!given_freely(*fact)) continue;
    std::string prefix;
    for (const char* each : {"item.", "party.", "listing.", "licence."})
      if (fact->name.starts_with(each)) prefix = each;
    facts_[prefix].push_back(fact);
  }
}

void RandomFacts::harvest(const Predicate& predicate) {
  if (predicate.kind == Predicate::Kind::kTest) {
    auto& known = literals_[predicate.test.fact];
    known.insert(known.end(), predicate.test.literals.begin(), predicate.test.literals.end());
    if (predicate.test.fact.starts_with("item.") || predicate.test.fact == "end_use")
      tests_.push_back(&predicate);
  }
  for (const Predicate& part : predicate.parts) harvest(part);
}

std::string RandomFacts::eccn() {
  if (entries_.empty() || one_in(6)) return "EAR99";
  std::string code = any(entries_);
  if (one_in(3)) return code;
  const auto rows = rules_.rows_of(code);
  std::vector<std::string> paragraphs{"a", "b.1", "x", "y.3", "z.1"};
  for (NormIndex row : rows)
    for_each_cell(rules_.norm(row), [&](const Cell& cell) {
      for_each_test(cell.test, [&](const Test& test) {
        if (test.fact != "item.para") return;
        for (const Literal& literal : test.literals) paragraphs.push_back(to_string(literal));
      });
    });
  return cat(code, ".", any(paragraphs));
}

std::string RandomFacts::country() {
  return one_in(3) ? kHardPlaces[below(std::size(kHardPlaces))] : any(countries_);
}

Decimal RandomFacts::number(const std::vector<Literal>& literals) {
  std::vector<Decimal> numbers{Decimal(0), Decimal(1000)};
  for (const Literal& literal : literals)
    if (const auto* number = std::get_if<Decimal>(&literal)) numbers.push_back(*number);
  return any(numbers).plus(Decimal(below(3) - 1));
}

// What a question about everyday trade says; now and then something else.
std::optional<Value> RandomFacts::plain_value(const FactInfo& fact) {
  static const std::map<std::string, std::string> kUsual{
      {"activity", "export"},       {"from", "US"},        {"item.origin", "US"},
      {"item.kind", "commodity"},   {"exporter.country", "US"}, {"regime", "us-ear"},
      {"item.controlled_reason", ""}, {"party.role", "end_user"}};
  if (!plain_ || one_in(60)) return std::nullopt;
  if (const auto it = kUsual.find(fact.name); it != kUsual.end()) return Value(it->second);
  if (fact.name == "exporter.us_person") return Value(true);
  if (fact.name == "end_use") return Value(Words{"civil"});
  if (fact.type == FactType::kWords) return Value(Words{});
  if (fact.type == FactType::kBool && !fact.name.starts_with("documents.")) return Value(false);
  return std::nullopt;
}

Value RandomFacts::value(const FactInfo& fact) {
  if (auto plain = plain_value(fact)) return *plain;
  const auto& literals = literals_[fact.name];
  const auto word = [&]() -> std::string {
    const auto words = rules_.vocabulary().words(fact.section);
    if (!literals.empty() && !one_in(4)) return to_string(any(literals));
    return words.empty() ? "other" : any(words);
  };
  switch (fact.type) {
    case FactType::kBool: return one_in(2);
    case FactType::kEccn: {
      if (literals.empty() || one_in(2)) return eccn();
      return to_string(any(literals));
    }
    case FactType::kDecimal: return number(literals);
    case FactType::kCountry: return country();
    case FactType::kDay: return day();
    case FactType::kCountries:
    case FactType::kWords: {
      Words words;
      const bool places = fact.type == FactType::kCountries;
      for (int n = below(3); n > 0; --n) words.push_back(places ? country() : word());
      return words;
    }
    default: return word();
  }
}

void RandomFacts::fill(FactMap& facts, std::string_view prefix, int percent) {
  for (const FactInfo* fact : facts_[std::string(prefix)]) {
    const bool flag = fact->type == FactType::kBool || fact->type == FactType::kWords;
    const int usual = plain_ && !flag ? 4 : percent;
    if (in_hundred(kCore.contains(fact->name) ? 85 + 10 * int(plain_) : usual))
      facts[fact->name.substr(prefix.size())] = value(*fact);
  }
}

Day RandomFacts::day() {
  const auto& days = rules_.boundaries();
  if (days.empty() || one_in(2)) return Day{18017 + below(2900)};  // 2019-05-01 and eight years
  return any(days).plus(below(3) - 1);
}

LineFacts RandomFacts::line(int index, int percent) {
  LineFacts line;
  line.pointer = cat("items/", index);
  fill(line.facts, "item.", percent);
  if (one_in(30)) line.facts["destination"] = country();
  line.facts.erase("para");
  derive_line_facts(rules_, line.facts);
  if (one_in(2)) line.facts["value"] = Decimal(below(20000));
  if (one_in(8)) line.facts["order"] = std::string(one_in(2) ? "A" : "B");
  if (one_in(9)) line.facts["year_value_same_eccn_consignee_usd"] = Decimal(below(90000));
  const auto& facts = facts_["item."];
  if (plain_) return line;
  if (one_in(5)) line.open[any(facts)->name.substr(5)] = "somewhere";
  if (one_in(40)) line.open["destination"] = "somewhere";
  if (one_in(5))
    line.rests[any(facts)->name.substr(5)] = {{RestKind::kAssumed, "somewhere", "false", "c"}};
  return line;
}

// The words of a list row: which items it reaches.
Predicate RandomFacts::reach() {
  const int shape = below(6);
  if (tests_.empty() || shape < 3) return Predicate::always();
  if (shape == 3) return Predicate::unclear("the row");
  std::vector<Predicate> parts{*any(tests_), *any(tests_)};
  if (shape == 4) parts.push_back(Predicate::negation(*any(tests_)));
  return one_in(2) ? Predicate::any(std::move(parts)) : Predicate::all(std::move(parts));
}

ListingFacts RandomFacts::listing(const std::string& pointer, int percent) {
  ListingFacts row;
  row.pointer = pointer;
  row.list = "a-list";
  row.entry_id = "1";
  fill(row.facts, "listing.", percent);
  row.covers = reach();
  if (one_in(3)) row.possible_from = day();
  row.certain_from = row.possible_from.plus(one_in(3) ? below(400) : 0);
  if (one_in(5)) row.until = day();
  if (one_in(3)) row.text_from = day();
  row.possible_match = one_in(5);
  row.via_owner = one_in(5);
  return row;
}

PartyFacts RandomFacts::party(int index, int percent) {
  PartyFacts party;
  party.pointer = cat("parties/", index);
  fill(party.facts, "party.", percent);
  for (int k = plain_ && !one_in(5) ? 0 : below(3); k > 0; --k)
    party.listings.push_back(
        listing(cat(party.pointer, "/listed/", party.listings.size()), percent));
  if (!plain_ && one_in(6)) party.open[any(facts_["party."])->name.substr(6)] = "somewhere";
  return party;
}

FactFrame RandomFacts::frame() {
  static constexpr int kPercent[] = {2, 5, 15, 40, 90}, kPlain[] = {8, 30, 97};
  plain_ = one_in(2);
  const int percent =
      plain_ ? kPlain[below(std::size(kPlain))] : kPercent[below(std::size(kPercent))];
  FactFrame frame;
  fill(frame.question, "", percent);
  for (int n = 1 + one_in(4), i = 0; i < n; ++i) frame.lines.push_back(line(i, percent));
  for (int n = below(4), i = 0; i < n; ++i) frame.parties.push_back(party(i, percent));
  for (int n = one_in(4) ? 1 + below(2) : 0, i = 0; i < n; ++i) {
    LicenceFacts licence{"D", cat("licences/", i), {}, {}, {}};
    for (std::size_t k = 0; k < frame.lines.size(); ++k) {
      fill(licence.by_line.emplace_back(), "licence.", percent);
      licence.why.emplace_back();
    }
    frame.licences.push_back(std::move(licence));
  }
  return frame;
}

}  // namespace licet::law::testing
