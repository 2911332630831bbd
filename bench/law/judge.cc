#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "workload.h"

// The meaning of the workload, and so the judge over every engine. With all facts known: a licence
// is needed when a requirement applies and no exception from its reason applies that no bar
// defeats. With facts missing: the verdict that every completion gives, else none ('?'). A
// completion puts for each missing fact any value that a norm tells apart, or one no norm names.
namespace licet::bench {
namespace {

using Norms = std::vector<const Norm*>;

struct Law {
  std::map<std::string, Norms> exceptions, bars;  // by reason, by exception
  Norms requirements;
};

Law law_of(const std::vector<Norm>& norms) {
  Law law;
  for (const Norm& norm : norms) {
    if (norm.kind == Kind::kRequirement) law.requirements.push_back(&norm);
    if (norm.kind == Kind::kException)
      for (const auto& reason : norm.to) law.exceptions[reason].push_back(&norm);
    if (norm.kind == Kind::kBar)
      for (const auto& exception : norm.to) law.bars[exception].push_back(&norm);
  }
  return law;
}

const Norms& at(const std::map<std::string, Norms>& map, const std::string& key) {
  static const Norms kNone;
  const auto it = map.find(key);
  return it == map.end() ? kNone : it->second;
}

// All facts known.
bool licence_needed(const Law& law, const Norms& requirements, const Question& asked) {
  return std::any_of(requirements.begin(), requirements.end(), [&](const Norm* requirement) {
    if (applies(*requirement, asked) != Truth::kYes) return false;
    const Norms& offered = at(law.exceptions, requirement->to.front());
    return std::none_of(offered.begin(), offered.end(), [&](const Norm* exception) {
      if (applies(*exception, asked) != Truth::kYes) return false;
      const Norms& bars = at(law.bars, exception->id);
      return std::none_of(bars.begin(), bars.end(), [&](const Norm* bar) {
        return applies(*bar, asked) == Truth::kYes;
      });
    });
  });
}

// May the exceptions from its reason lift the requirement?
Truth lifted(const Law& law, const Norm& requirement, const Question& asked) {
  Truth best = Truth::kNo;
  for (const Norm* exception : at(law.exceptions, requirement.to.front())) {
    Truth serves = applies(*exception, asked);
    for (const Norm* bar : at(law.bars, exception->id))
      serves = std::min(serves, Truth(2 - int(applies(*bar, asked))));
    best = std::max(best, serves);
  }
  return best;
}

// The norms that the answer may still hang on: requirements that may apply, what may lift them.
Norms live_norms(const Law& law, const Norms& requirements, const Question& asked) {
  std::set<const Norm*> live(requirements.begin(), requirements.end());
  for (const Norm* requirement : requirements)
    for (const Norm* exception : at(law.exceptions, requirement->to.front())) {
      if (applies(*exception, asked) == Truth::kNo) continue;
      live.insert(exception);
      for (const Norm* bar : at(law.bars, exception->id))
        if (applies(*bar, asked) != Truth::kNo) live.insert(bar);
    }
  return {live.begin(), live.end()};
}

// Every value of the fact that the norms tell apart, and one that none of them names.
std::set<std::int64_t> values_of(std::size_t fact, const Norms& norms) {
  if (fact >= kMilitary) return {0, 1};
  std::set<std::int64_t> values;
  if (fact == kValue) {
    values.insert(1);
    for (const Norm* norm : norms)
      for (const std::int64_t limit : {norm->above, norm->upto})
        if (limit >= 0 && limit != kNoLimit) values.insert({limit, limit + 1});
    return values;
  }
  for (const Norm* norm : norms) values.insert(norm->words[fact].begin(), norm->words[fact].end());
  values.insert(-1);
  return values;
}

struct Found {
  bool allow = false, licence = false;
  bool both() const { return allow && licence; }
};

// Tries all completions, leaving out requirements that can no longer apply or are lifted whatever
// the open facts are; stops when both verdicts are found, or one requirement settles the matter.
void complete(const Law& law, const Norms& candidates, Question asked, Found& found) {
  Norms requirements;
  for (const Norm* norm : candidates) {
    const Truth stands = applies(*norm, asked);
    if (stands == Truth::kNo) continue;
    const Truth over = lifted(law, *norm, asked);
    if (over == Truth::kYes) continue;
    if (stands == Truth::kYes && over == Truth::kNo) {
      found.licence = true;
      return;
    }
    requirements.push_back(norm);
  }
  if (requirements.empty()) {
    found.allow = true;
    return;
  }
  const Norms live = live_norms(law, requirements, asked);
  std::size_t chosen = kFacts, fewest = ~std::size_t(0);
  for (std::size_t fact = 0; fact < kFacts; ++fact) {
    if (asked.facts[fact]) continue;
    const std::size_t count = values_of(fact, live).size();
    if (count < fewest) fewest = count, chosen = fact;
  }
  if (chosen == kFacts) {
    (licence_needed(law, requirements, asked) ? found.licence : found.allow) = true;
    return;
  }
  for (const std::int64_t value : values_of(chosen, live)) {
    asked.facts[chosen] = value;
    complete(law, requirements, asked, found);
    if (found.both()) return;
  }
}

// A completion that meets the norm's conditions where it can, and no other norm's.
Question completed(const Norm& norm, Question asked) {
  for (std::size_t fact = 0; fact < kWordFacts; ++fact)
    if (!asked.facts[fact]) asked.facts[fact] = norm.words[fact].empty() ? -1 : norm.words[fact][0];
  if (!asked.facts[kValue]) asked.facts[kValue] = std::max<std::int64_t>(1, norm.above + 1);
  if (!asked.facts[kMilitary]) asked.facts[kMilitary] = norm.military.value_or(false);
  if (!asked.facts[kCertificate]) asked.facts[kCertificate] = norm.certificate.value_or(false);
  return asked;
}

// Looks for both verdicts among likely completions: what it finds is found, and soon.
void probe(const Law& law, const Question& asked, Found& found) {
  constexpr int kMost = 100;
  const auto note = [&](const Norm& norm) {
    const Question whole = completed(norm, asked);
    (licence_needed(law, law.requirements, whole) ? found.licence : found.allow) = true;
  };
  note(Norm{});
  int tried = 0;
  for (const Norm* requirement : law.requirements) {
    if (found.both() || tried == kMost) return;
    if (applies(*requirement, asked) == Truth::kNo) continue;
    note(*requirement);
    ++tried;
  }
}

// The definition by plain enumeration, for small rule sets.
void enumerate(const Law& law, const Norms& all, Question asked, std::size_t fact, Found& found) {
  if (fact == kFacts) {
    (licence_needed(law, law.requirements, asked) ? found.licence : found.allow) = true;
    return;
  }
  if (asked.facts[fact]) return enumerate(law, all, asked, fact + 1, found);
  for (const std::int64_t value : values_of(fact, all)) {
    asked.facts[fact] = value;
    enumerate(law, all, asked, fact + 1, found);
    if (found.both()) return;
  }
}

char letter(const Found& found) { return found.both() ? '?' : found.licence ? 'L' : 'A'; }

int run(const std::string& norms_path, const std::string& questions_path, bool check) {
  Dictionary words;
  const auto norms = read_norms(norms_path, words);
  const auto questions = read_questions(questions_path, words);
  const Law law = law_of(norms);
  Norms all;
  for (const Norm& norm : norms) all.push_back(&norm);
  std::string letters;
  for (const Question& question : questions) {
    Found found;
    if (std::find(question.facts.begin(), question.facts.end(), std::nullopt) !=
        question.facts.end())
      probe(law, question, found);
    if (!found.both()) complete(law, law.requirements, question, found);
    letters += letter(found);
    if (!check) continue;
    Found plain;
    enumerate(law, all, question, 0, plain);
    if (letter(plain) == letters.back()) continue;
    std::fprintf(stderr, "question %zu: the search says %c, enumeration %c\n", letters.size(),
                 letters.back(), letter(plain));
    return 1;
  }
  std::printf("%s\n", letters.c_str());
  return 0;
}

}  // namespace
}  // namespace licet::bench

int main(int argc, char** argv) {
  const bool check = argc == 4 && std::string(argv[3]) == "--check";
  if (argc != 3 && !check) {
    std::fputs("usage: licet_law_judge NORMS QUESTIONS [--check]\n", stderr);
    return 2;
  }
  return licet::bench::run(argv[1], argv[2], check);
}
