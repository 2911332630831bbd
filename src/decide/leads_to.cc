#include "leads_to.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/decide/verdict_on.h"
#include "thresholds.h"
#include "wording.h"

namespace licet::decide {
namespace {

using law::FactInfo;
using law::FactType;
using Leads = std::vector<Lead>;

// The value at items/0/mass_market, with whatever is missing on the way; false where the way leads
// through something else.
bool put(Json& root, std::string_view pointer, const Json& value) {
  Json* at = &root;
  for (std::string_view step : split(pointer, '/')) {
    if (at->is_null()) *at = Json::Object{};
    if (at->is_object()) {
      at = &at->object()[std::string(step)];
      continue;
    }
    if (!at->is_array() || step.empty() || step.size() > 4) return false;
    std::size_t index = 0;
    for (char c : step) {
      if (c < '0' || c > '9') return false;
      index = index * 10 + std::size_t(c - '0');
    }
    if (index >= at->array().size()) return false;
    at = &at->array()[index];
  }
  if (!at->is_null()) return false;  // said already: nothing is missing here
  *at = value;
  return true;
}

// Words of one section only; some word facts name places or free codes.
bool closed(const law::Vocabulary& vocabulary, const FactInfo& fact) {
  return (fact.type == FactType::kWord || fact.type == FactType::kWords) &&
         vocabulary.has_section(fact.section) && fact.section != "item" &&
         fact.section != "party_flags";
}

Json amount(const std::string& pointer, const Decimal& number) {
  if (!pointer.ends_with("/value")) return number.to_string();
  return Json::Object{{"amount", number.to_string()}, {"currency", "USD"}};
}

// A stretch of the number line on which no test turns, and a number in it.
struct Stretch {
  Decimal low, high;           // ends; `low` of the first and `high` of the last are not there
  bool point = false, first = false, last = false;
  Decimal sample;
};

std::vector<Stretch> stretches(const std::vector<Decimal>& at, bool percent) {
  std::vector<Stretch> all;
  if (at.front() > Decimal()) {
    Stretch below{at.front(), at.front(), false, true, false, at.front().scaled(1, 2)};
    all.push_back(below);
  }
  for (std::size_t i = 0; i < at.size(); ++i) {
    all.push_back({at[i], at[i], true, false, false, at[i]});
    if (i + 1 < at.size())
      all.push_back({at[i], at[i + 1], false, false, false, at[i].plus(at[i + 1]).scaled(1, 2)});
  }
  if (!percent || at.back() < Decimal(100)) {
    const Decimal above = percent ? at.back().plus(Decimal(100)).scaled(1, 2)
                                  : at.back().plus(Decimal(1));
    all.push_back({at.back(), at.back(), false, false, true, above});
  }
  return all;
}

// "< 10", "[10..25)", "> 25", "10": the unary tests of rules. `a` and `b` are the first and the
// last stretch with one verdict.
std::string range(const Stretch& a, const Stretch& b, bool only) {
  if (only) return "any";
  if (&a == &b && a.point) return a.low.to_string();
  if (a.first) return cat(b.point ? "<= " : "< ", b.high.to_string());
  if (b.last) return cat(a.point ? ">= " : "> ", a.low.to_string());
  return cat(a.point ? "[" : "(", a.low.to_string(), "..", b.high.to_string(), b.point ? "]" : ")");
}

}  // namespace

bool LeadFinder::afford(std::size_t answers) {
  if (answers == 0 || answers > kMostAnswers || spent_ + answers > kMostLeads) return false;
  spent_ += answers;
  return true;
}

std::optional<Verdict> LeadFinder::with(const std::string& pointer, const Json& answer) const {
  Json document = question_.document;
  if (!put(document, pointer, answer)) return std::nullopt;
  auto read = read_question(document, known_.rules);
  if (!read.ok()) return std::nullopt;
  return verdict_on(known_, read.value(), screening_, options_);
}

std::optional<Leads> LeadFinder::find(const std::string& fact, const std::string& pointer) {
  if (pointer.find("/screening/") != std::string::npos) return std::nullopt;
  if (pointer.ends_with("/percent") && pointer.find("/owners/") != std::string::npos)
    return of_numbers(fact, pointer);
  const FactInfo* info = known_.rules.vocabulary().fact(fact);
  if (info == nullptr || info->derived) return std::nullopt;
  if (info->type == FactType::kDecimal) return of_numbers(fact, pointer);
  if (info->type == FactType::kDay) return of_days(fact, pointer);
  if (closed(known_.rules.vocabulary(), *info)) return of_words(*info, pointer);
  if (info->type == FactType::kWord) return of_open_words(*info, pointer);
  if (info->type != FactType::kBool || !afford(2)) return std::nullopt;
  Leads leads;
  for (bool answer : {true, false}) {
    const auto verdict = with(pointer, answer);
    if (!verdict) return std::nullopt;
    leads.push_back({answer, *verdict});
  }
  return leads;
}

// Words that rules read one by one; all the others come to the same and are tried once.
std::optional<Leads> LeadFinder::of_words(const FactInfo& fact, const std::string& pointer) {
  const bool many = fact.type == FactType::kWords;
  std::vector<std::string> read, others;
  for (const auto& word : known_.rules.vocabulary().words(fact.section)) {
    const law::WordInfo* info = known_.rules.vocabulary().word(fact.section, word);
    const bool told_apart = known_.rules.reads(fact.name, word) || info->adverse;
    (told_apart ? read : others).push_back(word);
  }
  const std::size_t answers = read.size() + (others.empty() ? 0 : 1) + (many ? 1 : 0);
  if (!afford(answers)) return std::nullopt;
  const auto value = [&](const std::string& word) {
    return many ? Json(Json::Array{word}) : Json(word);
  };
  Leads leads;
  const auto add = [&](Json answer, const Json& put_in) {
    const auto verdict = with(pointer, put_in);
    if (verdict) leads.push_back({std::move(answer), *verdict});
    return verdict.has_value();
  };
  if (many && !add(Json::Array{}, Json::Array{})) return std::nullopt;
  for (const auto& word : read)
    if (!add(value(word), value(word))) return std::nullopt;
  if (!others.empty() && !add("any other", value(others.front()))) return std::nullopt;
  return leads;
}

// Words of no section: those that tests name. Codes and places are none of these: a shorter one
// covers others, so that one answer would stand for many.
std::optional<Leads> LeadFinder::of_open_words(const FactInfo& fact, const std::string& pointer) {
  const bool code = fact.name.find("eccn") != std::string::npos ||
                    fact.name.find("usml") != std::string::npos || fact.name == "item.located_in";
  if (code) return std::nullopt;
  const auto words = words_read(known_, decided_, fact.name);
  if (words.empty() || !afford(words.size() + 1)) return std::nullopt;
  Leads leads;
  for (const auto& word : words) {
    const auto verdict = with(pointer, word);
    if (!verdict) return std::nullopt;
    leads.push_back({word, *verdict});
  }
  const auto other = with(pointer, "any other");
  if (!other) return std::nullopt;
  leads.push_back({"any other", *other});
  return leads;
}

std::optional<Leads> LeadFinder::of_numbers(const std::string& fact, const std::string& pointer) {
  const auto at = number_thresholds(known_, question_, decided_, fact, pointer);
  if (at.empty()) return std::nullopt;
  const auto all = stretches(at, pointer.ends_with("percent"));
  if (!afford(all.size())) return std::nullopt;
  std::vector<Verdict> verdicts;
  for (const Stretch& stretch : all) {
    const auto verdict = with(pointer, amount(pointer, stretch.sample));
    if (!verdict) return std::nullopt;
    verdicts.push_back(*verdict);
  }
  Leads leads;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t j = i;
    while (j + 1 < all.size() && verdicts[j + 1] == verdicts[i]) ++j;
    leads.push_back({range(all[i], all[j], i == 0 && j + 1 == all.size()), verdicts[i]});
    i = j + 1;
  }
  return leads;
}

std::optional<Leads> LeadFinder::of_days(const std::string& fact, const std::string& pointer) {
  const auto at = day_thresholds(known_, decided_, fact);
  if (at.empty() || !afford(at.size() + 1)) return std::nullopt;
  std::vector<Day> from{kAlways};
  from.insert(from.end(), at.begin(), at.end());
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Day sample = i == 0 ? at.front().plus(-1) : from[i];
    const auto verdict = with(pointer, to_string(sample));
    if (!verdict) return std::nullopt;
    verdicts.push_back(*verdict);
  }
  Leads leads;
  for (std::size_t i = 0; i < from.size();) {
    std::size_t j = i + 1;
    while (j < from.size() && verdicts[j] == verdicts[i]) ++j;
    leads.push_back({to_string(Span{from[i], j < from.size() ? from[j] : kForever}), verdicts[i]});
    i = j;
  }
  return leads;
}

namespace {

// In thousandths: how many of the answers settle the verdict, and as another one than it is now.
int settled_permille(const std::optional<Leads>& leads, Verdict now) {
  if (!leads || leads->empty()) return 0;
  const auto settled = std::count_if(leads->begin(), leads->end(), [&](const Lead& lead) {
    return lead.verdict != Verdict::kIndeterminate && lead.verdict != now;
  });
  return int(settled * 1000 / std::ptrdiff_t(leads->size()));
}

Json leads_json(const std::optional<Leads>& leads) {
  if (!leads) return Json();
  Json::Array array;
  for (const Lead& lead : *leads)
    array.push_back(Json::Object{{"answer", lead.answer},
                                 {"verdict", std::string(to_string(lead.verdict))}});
  return array;
}

// How often the norms that were judged ask for it.
int weight(const Decided& decided, const law::Cause& cause) {
  int n = 0;
  for (const LineFinding& line : decided.lines)
    for (const law::Instance& instance : line.outcome.instances)
      n += int(std::count(instance.holds.causes.begin(), instance.holds.causes.end(), cause));
  return n;
}

}  // namespace

Json missing_facts(const Knowledge& known, const Question& question, const Screening& screening,
                   const Options& options, const Decided& decided,
                   std::vector<law::Cause> causes) {
  std::stable_sort(causes.begin(), causes.end(), [&](const auto& a, const auto& b) {
    return weight(decided, a) > weight(decided, b);
  });
  LeadFinder finder(known, question, screening, options, decided);
  std::vector<std::pair<int, Json>> found;
  for (const auto& cause : causes) {
    auto json = missing(known, question, decided, cause);
    if (!json) continue;
    std::optional<Leads> leads;
    if (cause.kind == law::CauseKind::kMissing)
      leads = finder.find(fact_of_pointer(known, cause.fact), cause.fact);
    json->object()["leads_to"] = leads_json(leads);
    found.emplace_back(settled_permille(leads, decided.verdict), std::move(*json));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Json::Array array;
  for (auto& [settled, json] : found) array.push_back(std::move(json));
  return array;
}

}  // namespace licet::decide
