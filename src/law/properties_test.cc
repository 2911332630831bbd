#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>

#include "licet/base/text.h"
#include "naive_interpreter.h"
#include "random_rules.h"
#include "test_rules.h"

// Properties of the interpreter on random small rule sets, random partial facts. The seed is fixed.
namespace licet::law::testing {
namespace {

int below(int n) { return *rc::gen::inRange(0, n); }
bool one_in(int n) { return below(n) == 0; }

template <class T>
std::vector<T> shuffle(std::vector<T> all) {
  for (std::size_t i = all.size(); i > 1; --i)
    std::swap(all[i - 1], all[std::size_t(below(int(i)))]);
  return all;
}

template <class Property>
void holds_always(int runs, Property&& property) {
  rc::detail::TestParams params;
  params.seed = 20260723;
  params.maxSuccess = runs;
  rc::detail::TestMetadata metadata;
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  metadata.id = metadata.description = test->name();
  const auto result = rc::detail::checkTestable(std::forward<Property>(property), metadata, params);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << text.str();
}

// ---- random rule sets

Wants random_wants(int most) {
  Wants wants;
  for (int n = below(most + 1); n > 0; --n) {
    const Want want{below(int(kRandomFacts.size())), one_in(2)};
    const bool again = std::any_of(wants.begin(), wants.end(),
                                   [&](const Want& w) { return w.fact == want.fact; });
    if (!again) wants.push_back(want);
  }
  return wants;
}

bool reads(const RandomNorm& norm, Owner owner) {
  const auto in = [&](const Wants& wants) {
    return std::any_of(wants.begin(), wants.end(), [&](const Want& want) {
      return kRandomFacts[std::size_t(want.fact)].owner == owner;
    });
  };
  return in(norm.when) || in(norm.unless) ||
         std::any_of(norm.when_any.begin(), norm.when_any.end(), in);
}

// A norm may not read a licence and a party (the loader refuses it): the licence gives way.
void without_licence(RandomNorm& norm) {
  if (!reads(norm, Owner::kParty) && !reads(norm, Owner::kListing)) return;
  const auto drop = [](Wants& wants) {
    std::erase_if(wants, [](const Want& want) {
      return kRandomFacts[std::size_t(want.fact)].owner == Owner::kLicence;
    });
  };
  drop(norm.when);
  drop(norm.unless);
  for (Wants& wants : norm.when_any) drop(wants);
}

RandomNorm random_norm(int index, const std::vector<RandomNorm>& earlier) {
  RandomNorm norm;
  static constexpr const char* kKinds[] = {"requirement", "exception", "general_authorisation",
                                           "bar", "carve_out"};
  norm.kind = kKinds[below(5)];
  norm.id = cat("us.", std::string(1, char('p' + below(2))), ".", index);
  if (norm.kind == "requirement") norm.reason = one_in(2) ? "ns1" : "at1";
  if (norm.kind == "exception") norm.authority = one_in(2) ? "exception:GOV" : "exception:TSU";
  norm.when = random_wants(3);
  if (one_in(3)) norm.unless = random_wants(2);
  if (one_in(3)) norm.when_any = {random_wants(2), random_wants(2)};
  without_licence(norm);
  if (one_in(3)) norm.from = below(20), norm.until = norm.from + below(20);
  if (one_in(4)) norm.stayed_from = below(20), norm.stayed_until = norm.stayed_from + below(5);
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

std::vector<RandomNorm> random_norms() {
  std::vector<RandomNorm> norms;
  for (int n = 1 + below(8), i = 0; i < n; ++i) norms.push_back(random_norm(i, norms));
  return norms;
}

RandomFrame random_frame() {
  RandomFrame frame;
  const auto fact = [] { return below(3) - 1; };
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

// ---- the same, as the module reads them

constexpr Day kBase{18262};  // 2020-01-01

std::string toml(const Wants& wants) {
  std::string out = "{ ";
  for (const Want& want : wants) {
    const RandomFact& fact = kRandomFacts[std::size_t(want.fact)];
    out += cat(out == "{ " ? "" : ", ", "\"", fact.name, "\" = '", want.negated ? "not(" : "",
               fact.is_true, want.negated ? ")" : "", "'");
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
  return norm(n.id, n.kind, more);
}

std::shared_ptr<const RuleSet> loaded(const std::vector<RandomNorm>& norms) {
  std::string blocks;
  for (const RandomNorm& each : norms) blocks += block(each);
  return small_rules(blocks);
}

void set(FactMap& facts, const char* name, int value, Value yes, Value no) {
  if (value >= 0) facts[name] = value == 1 ? std::move(yes) : std::move(no);
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

LineOutcome outcome_of(const RuleSet& rules, const RandomFrame& frame) {
  return interpret_reference(rules, as_frame(frame), 0, {kBase.plus(frame.day), frame.strict});
}

// Labels of the random norms; what is not judged is false.
Labels labels_of(const RuleSet& rules, const RandomFrame& frame) {
  Labels labels;
  for (const Instance& instance : outcome_of(rules, frame).instances) {
    const Norm& norm = rules.norm(instance.norm);
    const Binding& b = instance.binding;
    if (norm.id.starts_with("us.ear.")) continue;
    labels[key_of(norm.id, b.party, b.listing, b.licence)] = int(instance.holds.value);
  }
  return labels;
}

int at(const Labels& labels, const std::string& key) {
  const auto it = labels.find(key);
  return it == labels.end() ? 0 : it->second;
}

// ---- the properties

TEST(Property, TheNaiveInterpreterSaysTheSame) {
  holds_always(400, [] {
    const auto norms = random_norms();
    const auto rules = loaded(norms);
    for (int i = 0; i < 12; ++i) {
      const RandomFrame frame = random_frame();
      const Labels ours = labels_of(*rules, frame);
      const Labels naive = naive_labels(norms, frame);
      for (const auto& [key, label] : naive) RC_ASSERT(at(ours, key) == label);
      for (const auto& [key, label] : ours) RC_ASSERT(naive.contains(key));
    }
  });
}

// A completion gives a value to everything asked; what is assumed stays open unless nothing may be.
RandomFrame completed(RandomFrame frame) {
  const auto complete = [](int& fact) {
    if (fact == -1) fact = below(2);
  };
  for (std::size_t i = 0; i < frame.facts.size(); ++i)
    if (frame.strict || !kRandomFacts[i].assumed) complete(frame.facts[i]);
  for (RandomParty& party : frame.parties) {
    complete(party.military);
    for (RandomListing& row : party.listings) complete(row.on_list);
  }
  for (int& covers : frame.licences) complete(covers);
  return frame;
}

TEST(Property, LearningFactsOnlyRefines) {
  holds_always(400, [] {
    const auto rules = loaded(random_norms());
    for (int i = 0; i < 4; ++i) {
      const RandomFrame partial = random_frame();
      const Labels before = labels_of(*rules, partial);
      for (int k = 0; k < 6; ++k) {
        const Labels after = labels_of(*rules, completed(partial));
        RC_ASSERT(after.size() == before.size());
        for (const auto& [key, label] : before) RC_ASSERT(label == 1 || at(after, key) == label);
      }
    }
  });
}

TEST(Property, OrderNeverMatters) {
  holds_always(300, [] {
    auto norms = random_norms();
    const auto rules = loaded(norms);
    RandomFrame frame = random_frame();
    const Labels before = labels_of(*rules, frame);
    const auto shuffled = shuffle(norms);
    const std::size_t half = std::size_t(below(int(shuffled.size()) + 1));
    std::string first, second;
    for (std::size_t i = 0; i < shuffled.size(); ++i)
      (i < half ? first : second) += block(shuffled[i]);
    auto files = small_files(first);
    files.push_back({"us-ear/999/other.md", second});
    if (one_in(2)) std::reverse(files.begin(), files.end());
    RC_ASSERT(labels_of(*load_or_stop(files), frame) == before);
  });
}

TEST(Property, OneMoreAttackOnlyMovesItsTargetDown) {
  holds_always(300, [] {
    auto norms = random_norms();
    const RandomFrame frame = random_frame();
    const Labels before = labels_of(*loaded(norms), frame);
    const std::string target = norms[std::size_t(below(int(norms.size())))].id;
    RandomNorm attack;
    attack.id = "us.z";
    attack.kind = one_in(2) ? "bar" : "carve_out";
    attack.when = random_wants(2);
    without_licence(attack);
    attack.defeats = {target};
    norms.push_back(attack);
    const Labels after = labels_of(*loaded(norms), frame);
    for (const auto& [key, label] : before)
      if (key.starts_with(target + "|")) RC_ASSERT(at(after, key) <= label);
  });
}

// ---- Kleene

Judgement random_judgement() {
  static const std::string kNames[] = {"a", "b", "c"};
  Judgement judgement = one_in(2) ? Judgement::yes() : Judgement::no();
  if (one_in(3)) {
    judgement = Judgement::unknown({CauseKind(1 + below(6)), kNames[below(3)]});
    merge(judgement.causes, std::vector<Cause>{{CauseKind::kMissing, kNames[below(3)]}});
  }
  for (int n = below(3); n > 0; --n)
    judgement = std::move(judgement).resting_on({RestKind(1 + below(3)), kNames[below(3)], "", ""});
  return judgement;
}

bool same(const Judgement& a, const Judgement& b) {
  return a.value == b.value && a.causes == b.causes && a.rests == b.rests;
}

template <class T>
bool sorted_once(const std::vector<T>& all) {
  return std::is_sorted(all.begin(), all.end()) &&
         std::adjacent_find(all.begin(), all.end()) == all.end();
}

TEST(Property, KleeneLaws) {
  holds_always(3000, [] {
    std::vector<Judgement> parts;
    for (int n = below(5); n > 0; --n) parts.push_back(random_judgement());
    const Judgement all = all_of(parts), any = any_of(parts);
    Tri least = Tri::kTrue, most = Tri::kFalse;
    for (const Judgement& part : parts) {
      least = std::min(least, part.value);
      most = std::max(most, part.value);
    }
    RC_ASSERT(all.value == least);
    RC_ASSERT(any.value == most);
    for (const Judgement& result : {all, any}) {
      RC_ASSERT(sorted_once(result.causes) && sorted_once(result.rests));
      RC_ASSERT(result.causes.empty() != result.is_unknown());
    }
    const auto shuffled = shuffle(parts);
    RC_ASSERT(same(all_of(shuffled), all) && same(any_of(shuffled), any));
    std::vector<Judgement> negated;
    for (const Judgement& part : parts) negated.push_back(negate(part));
    RC_ASSERT(same(negate(any_of(negated)), all));  // De Morgan
    RC_ASSERT(same(negate(negate(all)), all));
    const Judgement twice[] = {all, all};
    RC_ASSERT(same(all_of(twice), all) && same(any_of(twice), all));
  });
}

}  // namespace
}  // namespace licet::law::testing
