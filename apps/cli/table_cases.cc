#include "table_cases.h"

#include <algorithm>
#include <map>
#include <set>

#include "licet/base/text.h"

namespace licet::cli {
namespace {

std::string_view word_of(const law::Judgement& judgement) {
  if (judgement.is_true()) return "yes";
  return judgement.is_false() ? "no" : "unknown";
}

Json texts(const std::vector<std::string>& values) {
  Json::Array array;
  for (const auto& value : values) array.emplace_back(value);
  return array;
}

Json policies(const std::vector<law::PolicyRule>& rules) {
  Json::Array array;
  for (const auto& rule : rules) array.emplace_back(rule.policy);
  return array;
}

std::string as_written(const law::PolicyRule& rule) {
  std::string text = rule.policy;
  for (const law::Cell& cell : rule.when) text += cat(" | ", cell.fact, ": ", cell.text);
  if (rule.span.from != kAlways || rule.span.until != kForever)
    text += cat(" | ", to_string(rule.span));
  return text;
}

std::vector<std::string> as_written(const std::vector<law::PolicyRule>& rules) {
  std::vector<std::string> found;
  for (const law::PolicyRule& rule : rules) found.push_back(as_written(rule));
  return found;
}

// Marks and groups of a place, those that are not known with a question mark.
Json of_place(const law::Places& places, std::string_view code, Day on) {
  std::string marks, groups;
  const auto add = [](std::string& list, std::string_view what, const law::Judgement& judgement) {
    if (!judgement.is_false()) list += cat(list.empty() ? "" : " ",
                                           judgement.is_true() ? "" : "?", what);
  };
  for (const std::string& column : places.columns())
    add(marks, column, places.chart_mark(code, column, on, false));
  for (const std::string& grouping : places.groupings())
    add(groups, grouping, places.member(code, grouping, on, false));
  return Json::Object{{"marks", marks}, {"in", groups}, {"name", places.name_of(code)}};
}

Json offers_of(const law::RuleSet& rules, std::string_view entry) {
  Json::Array found;
  for (const std::string_view exception : law::Flags::exceptions())
    if (const auto* rows = rules.flags().rows(entry, exception))
      for (const law::FlagRow& row : *rows) {
        static constexpr const char* kOffer[] = {"", "no", "yes", "unclear"};
        found.emplace_back(cat(exception, " ", kOffer[std::size_t(row.offer)],
                               row.limit ? cat(" ", row.limit->to_string()) : "", " | ",
                               row.scope_text, " | ", row.condition_text, " | ",
                               to_string(row.span)));
      }
  if (const auto* rows = rules.flags().sta_rows(entry))
    for (const law::StaRow& row : *rows)
      found.emplace_back(cat("STA bars", row.c1 ? " c1" : "", row.c2 ? " c2" : "", " | ",
                             row.text));
  return found;
}

Json reading_of(const law::RequirementReading& reading) {
  return Json::Object{{"scope", reading.scope},
                      {"covers", reading.covers_text},
                      {"from", to_string(reading.predicate_from)},
                      {"footnotes", texts(reading.footnotes)},
                      {"footnotes_from", to_string(reading.footnotes_from)},
                      {"unclear", reading.unclear}};
}

Json rule_of(const law::FederalRegister& rules, std::string_view citation) {
  const auto cited = law::parse_citations(citation);
  const law::Instrument* found = cited.empty() ? nullptr : rules.find(cited.front());
  if (found == nullptr) return "not known";
  return Json::Object{{"last_page", found->last_page},
                      {"published", to_string(found->published)},
                      {"effective", to_string(found->effective)}};
}

// Printed strings of the Entity List.
std::optional<Json> asked_of_strings(const law::EntityStrings& strings, const Json& test, Day on) {
  const std::string_view kind = test.text("kind");
  if (kind == "requirement_string" || kind == "requirement_reading") {
    const auto* reading = strings.requirement(test.text("string"));
    if (reading == nullptr) return Json("unclear");
    if (kind == "requirement_reading") return reading_of(*reading);
    const bool all = on < reading->predicate_from;
    return Json(Json::Object{
        {"scope", all ? "all_items" : reading->scope},
        {"footnotes", on < reading->footnotes_from ? Json(Json::Array{})
                                                   : texts(reading->footnotes)}});
  }
  if (kind != "policy_string" && kind != "policy_reading") return std::nullopt;
  const auto* reading = strings.policy(test.text("string"));
  if (reading == nullptr) return Json("unclear");
  return kind == "policy_reading" ? texts(as_written(reading->rules)) : policies(reading->rules);
}

Json code_of_all(const law::Places& places, const Json* names) {
  if (names == nullptr || !names->is_array() || names->array().empty()) return "no names";
  std::string code;
  for (const Json& name : names->array()) {
    const auto it = name.is_string() ? places.names().find(lower_ascii(name.string()))
                                     : places.names().end();
    if (it == places.names().end()) return cat("not known: ", to_canonical(name));
    const std::string one = it->second.empty() ? "ambiguous" : it->second;
    if (&name != &names->array().front() && one != code) return cat("not of one place: ", code);
    code = one;
  }
  return code;
}

}  // namespace

std::optional<Json> asked_of_table(const law::RuleSet& rules, const Json& test, Day on) {
  const std::string_view kind = test.text("kind");
  const law::Places& places = rules.places();
  if (kind == "chart")
    return Json(
        word_of(places.chart_mark(test.text("destination"), test.text("column"), on, false)));
  if (kind == "member")
    return Json(word_of(places.member(test.text("place"), test.text("of"), on, false)));
  if (kind == "place") return of_place(places, test.text("place"), on);
  if (kind == "names") return code_of_all(places, test.find("names"));
  if (kind == "entry") return Json(rules.has_entry(test.text("eccn")) ? "yes" : "no");
  if (kind == "offers") return offers_of(rules, test.text("eccn"));
  if (kind == "served") {
    const law::ServedItems* served = rules.served_by(test.text("eccn"));
    return served == nullptr ? Json("not known") : texts(served->eccns);
  }
  if (kind == "policies") {
    const law::Norm* norm = rules.find(test.text("norm"));
    return norm == nullptr ? Json("there is no such norm") : texts(as_written(norm->policy));
  }
  if (kind == "tariff") {
    std::vector<std::string> facts;
    for (const law::TariffCode& code : rules.tariff_codes())
      if (test.text("hs").starts_with(code.code)) facts.push_back(code.fact);
    return texts(facts);
  }
  if (kind == "federal_register") return rule_of(rules.federal_register(), test.text("string"));
  return asked_of_strings(rules.entity_strings(), test, on);
}

namespace {

class Maker {
 public:
  explicit Maker(const law::RuleSet& rules)
      : rules_(rules), folder_(rules.folder()), ear_(rules.folder() == law::kEarFolder),
        today_(rules.issue_day()) {}

  std::vector<TableCases> run() {
    add_places();
    add_names();
    add_offers();
    add_policies();
    add_strings();
    add_served();
    for (const law::TariffCode& code : rules_.tariff_codes())
      add("746/tariff_codes.csv", code.code, "tariff", {{"hs", code.code}}, "Part 746");
    for (const law::Instrument& one : rules_.federal_register().instruments())
      add("federal_register.csv", one.id(), "federal_register", {{"string", one.id()}}, one.id());
    std::vector<TableCases> found;
    for (auto& [table, cases] : cases_) found.push_back({table, std::move(cases)});
    return found;
  }

 private:
  void add(const std::string& table, const std::string& id, const std::string& kind,
           Json::Object asked, const std::string& source, std::optional<Day> day = {}) {
    const Day on = day.value_or(today_);
    asked["kind"] = kind;
    asked["id"] = cat("table/", ear_ ? "" : cat(rules_.regime(), "/"), kind, "/", id);
    if (!ear_) asked["regime"] = std::string(rules_.regime());
    asked["on"] = to_string(on);
    asked["source"] = source;
    Json test(std::move(asked));
    auto says = asked_of_table(rules_, test, on);
    test.object()["expect"] = std::move(*says);
    cases_[cat(folder_, table)].push_back(std::move(test));
  }

  // One case for each time that something is said anew of the place.
  void add_places() {
    std::vector<std::string> codes = rules_.places().codes();
    if (!ear_) codes.emplace_back("US");
    for (const std::string& code : codes) {
      std::vector<Day> days{parse_day("2019-04-30").value(), parse_day("2019-05-01").value(),
                            today_};
      rules_.places().add_boundaries_of(code, days);
      std::sort(days.begin(), days.end());
      days.erase(std::unique(days.begin(), days.end()), days.end());
      Json before;
      for (Day day : days) {
        if (day <= kAlways || kForever <= day) continue;
        Json now = of_place(rules_.places(), code, day);
        if (now == before) continue;
        before = std::move(now);
        add(ear_ ? "738-supp1/chart.csv" : "places/territories.csv",
            cat(code, "/", to_string(day)), "place", {{"place", code}},
            ear_ ? "Supp. No. 1 to part 738; Supp. No. 1 to part 740" : "Reg. (EU) 2021/821 Art. 2",
            day);
      }
    }
  }

  void add_names() {
    std::map<std::string, Json::Array> by_code;
    for (const auto& [name, code] : rules_.places().names()) by_code[code].emplace_back(name);
    for (auto& [code, names] : by_code)
      add(ear_ ? "738-supp1/aliases.csv" : "places/aliases.csv",
          code.empty() ? "ambiguous" : code, "names", {{"names", std::move(names)}},
          "ISO 3166-1");
  }

  void add_offers() {
    for (const std::string& entry : rules_.flags().entries())
      add("774-supp1/exception_flags.csv", entry, "offers", {{"eccn", entry}},
          cat("Supp. No. 1 to part 774, ECCN ", entry));
  }

  // One requirement for each reason and list of reviews.
  void add_policies() {
    std::set<std::pair<std::string, std::vector<std::string>>> seen;
    for (const law::Norm& norm : rules_.norms())
      if (norm.is_requirement() && !norm.policy.empty() &&
          seen.emplace(norm.reason, as_written(norm.policy)).second)
        add("742/policies.csv", norm.id, "policies", {{"norm", norm.id}}, norm.cite.front());
  }

  void add_strings() {
    for (const auto& [printed, reading] : rules_.entity_strings().requirements())
      add("744-supp4/entity_requirements.csv", printed, "requirement_reading",
          {{"string", printed}}, "Supp. No. 4 to part 744");
    for (const auto& [printed, reading] : rules_.entity_strings().policies())
      add("744-supp4/entity_policies.csv", printed, "policy_reading", {{"string", printed}},
          "Supp. No. 4 to part 744");
  }

  void add_served() {
    for (const auto& [entry, served] : rules_.served())
      add("774-supp1/served_items.csv", entry, "served", {{"eccn", entry}}, served.cite);
  }

  const law::RuleSet& rules_;
  std::string folder_;
  bool ear_;
  Day today_;
  std::map<std::string, std::vector<Json>> cases_;
};

}  // namespace

std::vector<TableCases> table_cases(const law::RuleSet& rules) { return Maker(rules).run(); }

}  // namespace licet::cli
