#include "listing.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::decide {
namespace {

using law::Predicate;

// First pages of the known rules behind citations.
law::Words instruments_of(const std::vector<std::string>& cites, const law::RuleSet& rules) {
  law::Words found;
  for (const auto& cite : cites)
    for (const law::Citation& citation : law::parse_citations(cite))
      if (const law::Instrument* rule = rules.federal_register().find(citation))
        found.push_back(rule->id());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Predicate one_of(std::string fact, const law::Words& words) {
  law::Test test{std::move(fact), law::Operator::kIn, {}};
  for (const auto& word : words) test.literals.push_back(word);
  return Predicate::of(std::move(test));
}

law::Cell as_cell(std::string text, Predicate test) {
  return {"policy", std::move(text), std::move(test)};
}

// One element of an ordered `policy`: {policy, eccn?, ear99?, end_use?, wafer_size_mm?}.
Result<law::PolicyRule> read_policy_rule(const Json& json, const FactReader& reader,
                                         const std::string& pointer) {
  LICET_TRY_DONE(
      reader.keys(json, {"policy", "eccn", "ear99", "end_use", "wafer_size_mm"}, pointer));
  law::PolicyRule rule;
  const Json* policy = json.find("policy");
  if (policy == nullptr) return Error{Code::JsonMissingKey, pointer + "/policy", ""};
  LICET_TRY(word, reader.word(*policy, "policies", pointer + "/policy"));
  rule.policy = word;
  if (const Json* eccn = json.find("eccn")) {
    const Json list = eccn->is_array() ? *eccn : Json(Json::Array{*eccn});
    LICET_TRY(codes, reader.texts(list, pointer + "/eccn"));
    rule.when.push_back(as_cell("eccn " + join(codes, ", "), one_of("item.eccn", codes)));
  }
  if (const Json* ear99 = json.find("ear99")) {
    if (!ear99->is_bool()) return wrong_type(*ear99, pointer + "/ear99", "true or false");
    Predicate test = one_of("item.eccn", {"EAR99"});
    rule.when.push_back(
        as_cell("EAR99", ear99->boolean() ? std::move(test)
                                          : Predicate::negation(std::move(test))));
  }
  if (const Json* uses = json.find("end_use")) {
    const Json list = uses->is_array() ? *uses : Json(Json::Array{*uses});
    LICET_TRY(words, reader.words(list, "end_use", pointer + "/end_use"));
    rule.when.push_back(as_cell("end use " + join(words, ", "), one_of("end_use", words)));
  }
  if (const Json* size = json.find("wafer_size_mm")) {
    LICET_TRY(number, reader.decimal(*size, pointer + "/wafer_size_mm"));
    rule.when.push_back(as_cell(
        "wafer size", Predicate::of({"item.wafer_size_mm", law::Operator::kIn, {number}})));
  }
  return rule;
}

Status read_policy(const Json& json, const FactReader& reader, const std::string& pointer,
                   law::ListingFacts& row) {
  if (json.is_array()) {
    for (std::size_t i = 0; i < json.array().size(); ++i) {
      LICET_TRY(rule, read_policy_rule(json.array()[i], reader, cat(pointer, "/", i)));
      row.policy.push_back(std::move(rule));
    }
    return Done{};
  }
  LICET_TRY(word, reader.word(json, "policies", pointer));
  row.policy.push_back({{}, word});
  return Done{};
}

// `except`: {hs: [...], eccn: [...]} takes items out of the reach.
Status read_except(const Json& json, const FactReader& reader, const std::string& pointer,
                   law::ListingFacts& row) {
  LICET_TRY_DONE(reader.keys(json, {"hs", "eccn"}, pointer));
  std::vector<Predicate> out;
  for (auto [key, fact] : {std::pair{"hs", "item.hs"}, std::pair{"eccn", "item.eccn"}}) {
    const Json* list = json.find(key);
    if (list == nullptr) continue;
    LICET_TRY(codes, reader.texts(*list, cat(pointer, "/", key)));
    out.push_back(one_of(fact, codes));
  }
  row.covers = Predicate::all({row.covers, Predicate::negation(Predicate::any(std::move(out)))});
  row.covers_text += " except " + to_canonical(json);
  return Done{};
}

Status read_days(const Json& json, const FactReader& reader, const std::string& pointer,
                 law::ListingFacts& row) {
  if (const Json* from = json.find("from")) {
    LICET_TRY(day, reader.day(*from, pointer + "/from"));
    row.possible_from = row.certain_from = day;
  }
  if (const Json* until = json.find("until")) {
    LICET_TRY(day, reader.day(*until, pointer + "/until"));
    row.until = day.plus(1);
  }
  return Done{};
}

Status read_texts(const Json& json, const FactReader& reader, const std::string& pointer,
                  law::ListingFacts& row) {
  for (const char* key : {"footnotes", "programmes", "exceptions"}) {
    law::Words words;
    if (const Json* list = json.find(key)) {
      LICET_TRY(given, reader.texts(*list, cat(pointer, "/", key)));
      words = given;
    }
    row.facts[key] = words;
  }
  row.facts["instrument"] = law::Words();
  if (const Json* cites = json.find("cite")) {
    LICET_TRY(given, reader.texts(*cites, pointer + "/cite"));
    row.cite = given;
    row.facts["instrument"] = instruments_of(given, reader.rules());
  }
  return Done{};
}

}  // namespace

Result<law::ListingFacts> read_listed(const Json& json, const FactReader& reader,
                                      const std::string& pointer) {
  LICET_TRY_DONE(reader.keys(json, {"list", "from", "until", "requirement", "policy", "footnotes",
                                    "programmes", "except", "exceptions", "savings", "match",
                                    "cite",
                                    "name"}, pointer));
  law::ListingFacts row;
  row.pointer = pointer.substr(1);
  const Json* list = json.find("list");
  if (list == nullptr) return Error{Code::JsonMissingKey, pointer + "/list", ""};
  LICET_TRY(list_word, reader.word(*list, "lists", pointer + "/list"));
  row.list = list_word;
  row.facts["list"] = list_word;
  std::string scope = "all_items";
  if (const Json* requirement = json.find("requirement")) {
    LICET_TRY(word, reader.word(*requirement, "scopes", pointer + "/requirement"));
    scope = word;
  }
  row.facts["requirement"] = scope;
  row.covers = scope == "all_items_except" ? Predicate::always() : law::scope_predicate(scope);
  row.covers_text = scope;
  LICET_TRY_DONE(read_days(json, reader, pointer, row));
  LICET_TRY_DONE(read_texts(json, reader, pointer, row));
  if (const Json* policy = json.find("policy"))
    LICET_TRY_DONE(read_policy(*policy, reader, pointer + "/policy", row));
  if (const Json* savings = json.find("savings")) {
    const std::string at = pointer + "/savings";
    LICET_TRY_DONE(reader.keys(*savings, {"en_route_on", "until"}, at));
    for (auto [key, target] : {std::pair{"en_route_on", &row.savings_en_route},
                               std::pair{"until", &row.savings_until}}) {
      const Json* given = savings->find(key);
      if (given == nullptr) return Error{Code::JsonMissingKey, cat(at, "/", key), ""};
      LICET_TRY(day, reader.day(*given, cat(at, "/", key)));
      *target = day;
    }
  }
  if (const Json* except = json.find("except"))
    LICET_TRY_DONE(read_except(*except, reader, pointer + "/except", row));
  std::string match = "confirmed";
  if (const Json* given = json.find("match")) {
    LICET_TRY(word, reader.text(*given, pointer + "/match"));
    match = word;
  }
  if (match != "confirmed" && match != "possible" && match != "address")
    return Error{Code::BadValue, pointer + "/match", "is confirmed, possible or address"};
  row.facts["match"] = match;
  row.possible_match = match == "possible";
  return row;
}

law::ListingFacts listing_of(const snapshot::EntryView& entry, const law::RuleSet& rules,
                             Day source_day, Day law_day, const std::string& pointer) {
  law::ListingFacts row;
  row.pointer = pointer;
  row.list = std::string(entry.list);
  row.entry_id = std::string(entry.entry_id);
  // A list without a word of its own is still a list: some norm speaks of `other`.
  const bool known = rules.vocabulary().word("lists", row.list) != nullptr;
  row.facts["list"] = known ? row.list : std::string("other");
  row.facts["match"] = std::string("confirmed");
  row.facts["programmes"] = law::Words(entry.programmes.begin(), entry.programmes.end());
  row.facts["instrument"] = law::Words(entry.instruments.begin(), entry.instruments.end());
  row.cite.assign(entry.citations.begin(), entry.citations.end());
  row.policy_text = std::string(entry.policy);
  row.covers_text = std::string(entry.requirement);
  row.possible_from = entry.possible_from;
  row.certain_from = entry.certain_from;
  row.until = entry.until;
  row.text_from = source_day;
  law::Words footnotes;
  if (row.list != "entity-list") {
    row.covers = row.list == "meu-list" ? law::scope_predicate("supp2_744_items")
                                        : Predicate::always();
  } else if (const auto* reading = rules.entity_strings().requirement(entry.requirement)) {
    row.facts["requirement"] = reading->scope;
    row.covers = law_day < reading->predicate_from ? Predicate::always() : reading->covers;
    if (law_day >= reading->footnotes_from) footnotes = reading->footnotes;
  } else {
    row.covers = Predicate::unclear(cat("list/", row.list, "/", row.entry_id, "/requirement"));
  }
  row.facts["footnotes"] = footnotes;
  if (const auto* policy = rules.entity_strings().policy(entry.policy)) row.policy = policy->rules;
  return row;
}

}  // namespace licet::decide
