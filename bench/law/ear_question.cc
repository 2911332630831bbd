#include "ear_question.h"

#include <algorithm>
#include <set>

#include "licet/base/text.h"

namespace licet::bench {
namespace {

using law::FactType;

constexpr const char* kWordLists[] = {"activity", "kind",      "end_use", "knowledge", "red_flags",
                                      "role",     "lists",     "scopes",  "policies"};

std::string after_point(const std::string& fact) { return fact.substr(fact.find('.') + 1); }

}  // namespace

EarQuestions::EarQuestions(const law::RuleSet& rules, std::uint32_t seed)
    : rules_(rules), dice_(seed), places_(rules.places().codes()) {
  std::set<std::string> entries{"EAR99"};
  for (const law::Norm& norm : rules.norms()) {
    if (norm.entry.empty()) continue;
    entries.insert(norm.entry);
    for (const law::Cell& cell : norm.when)
      law::for_each_test(cell.test, [&](const law::Test& test) {
        if (test.fact != "item.para") return;
        for (const law::Literal& literal : test.literals)
          paragraphs_[norm.entry].push_back(law::to_string(literal));
      });
  }
  entries_.assign(entries.begin(), entries.end());
  for (const char* list : kWordLists) words_[list] = rules.vocabulary().words(list);
  item_facts_ = facts_of("item.");
  party_facts_ = facts_of("party.");
  document_facts_ = facts_of("documents.");
  date_facts_ = facts_of("dates.");
}

// Facts that some rule reads and a question may give, of types that can be drawn.
std::vector<std::string> EarQuestions::facts_of(const char* prefix) const {
  std::vector<std::string> found;
  for (const law::FactInfo* fact : rules_.vocabulary().facts(prefix)) {
    const bool plain = fact->type == FactType::kBool || fact->type == FactType::kDecimal ||
                       fact->type == FactType::kDay;
    if (plain && !fact->derived && rules_.reads(fact->name, "") && fact->name != "item.value" &&
        fact->name != "item.quantity")
      found.push_back(fact->name);
  }
  return found;
}

const std::string& EarQuestions::pick(const std::vector<std::string>& values) {
  return values[below(values.size())];
}

Json::Array EarQuestions::some(const std::vector<std::string>& values, std::size_t most) {
  std::set<std::string> taken;
  for (std::size_t n = below(most + 1); n > 0; --n) taken.insert(pick(values));
  return {taken.begin(), taken.end()};
}

Day EarQuestions::day() {
  static const Day kFirst = parse_day("2019-01-01").value();
  static const Day kLast = parse_day("2026-12-31").value();
  return kFirst.plus(std::int32_t(below(std::size_t(kLast.number - kFirst.number + 1))));
}

Json EarQuestions::value_of(const std::string& fact) {
  switch (rules_.vocabulary().fact(fact)->type) {
    case FactType::kBool: return chance(50);
    case FactType::kDay: return to_string(day());
    default: return cat(below(chance(50) ? 100 : 20000));
  }
}

void EarQuestions::add_facts(const std::vector<std::string>& facts, std::size_t most,
                             Json::Object& into) {
  for (std::size_t n = below(most + 1); n > 0; --n) {
    const std::string& fact = pick(facts);
    const law::FactInfo* info = rules_.vocabulary().fact(fact);
    if (info->section == "parameters") {
      Json& parameters = into["parameters"];
      if (!parameters.is_object()) parameters = Json::Object{};
      parameters.object()[after_point(fact)] = value_of(fact);
    } else {
      into[after_point(fact)] = value_of(fact);
    }
  }
}

std::string EarQuestions::eccn() {
  const std::string& entry = pick(entries_);
  const auto it = paragraphs_.find(entry);
  if (it == paragraphs_.end() || chance(20)) return entry;
  return cat(entry, ".", pick(it->second));
}

Json EarQuestions::item() {
  Json::Object made{{"line", "1"}};
  if (chance(97)) made["eccn"] = eccn();
  if (chance(97)) made["kind"] = plain_ ? std::string("commodity") : pick(words_["kind"]);
  if (chance(95)) made["origin"] = chance(80) ? std::string("US") : pick(places_).substr(0, 2);
  if (chance(70))
    made["value"] = Json::Object{{"amount", cat(1 + below(20000))}, {"currency", "USD"}};
  add_facts(item_facts_, plain_ ? 4 : 12, made);
  return made;
}

Json EarQuestions::listed() {
  Json::Object made{{"list", pick(words_["lists"])}, {"from", to_string(day())}};
  made["requirement"] = pick(words_["scopes"]);
  if (chance(70)) made["policy"] = pick(words_["policies"]);
  if (chance(30)) made["footnotes"] = Json::Array{cat(1 + below(5))};
  if (chance(20)) made["match"] = "possible";
  return made;
}

Json EarQuestions::party() {
  Json::Object made{{"name", "Some Party"}};
  if (chance(95)) made["role"] = pick(words_["role"]);
  if (chance(95)) made["country"] = pick(places_).substr(0, 2);
  Json::Array rows;
  if (chance(plain_ ? 0 : 50)) rows.push_back(listed());
  if (chance(plain_ ? 0 : 10)) rows.push_back(listed());
  made["listed"] = std::move(rows);
  if (plain_) made["role"] = "end_user", made["government"] = made["military_end_user"] = false;
  add_facts(party_facts_, 5, made);
  return made;
}

Json EarQuestions::next() {
  plain_ = chance(60);
  Json::Object made{{"regime", "us-ear"}};
  const bool export_from_us = plain_ && chance(90);
  if (chance(97)) made["activity"] = export_from_us ? "export" : pick(words_["activity"]);
  if (chance(95)) made["from"] = export_from_us ? "US" : pick(places_).substr(0, 2);
  if (chance(97)) made["destination"] = pick(places_);
  if (chance(80)) made["end_use"] = some(words_["end_use"], plain_ ? 1 : 3);
  if (chance(90)) made["knowledge"] = some(words_["knowledge"], plain_ || chance(60) ? 0 : 2);
  if (chance(90)) made["red_flags"] = some(words_["red_flags"], plain_ || chance(80) ? 0 : 1);
  made["exporter"] = Json::Object{
      {"name", "Some Exporter"}, {"country", "US"}, {"us_person", true}, {"listed", Json::Array{}}};
  made["items"] = Json::Array{item()};
  Json::Array parties;
  for (std::size_t n = 1 + below(3); n > 0; --n) parties.push_back(party());
  made["parties"] = std::move(parties);
  Json::Object documents, dates;
  add_facts(document_facts_, 4, documents);
  add_facts(date_facts_, 4, dates);
  made["documents"] = std::move(documents);
  made["dates"] = std::move(dates);
  return made;
}

}  // namespace licet::bench
