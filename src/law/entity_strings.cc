#include "licet/law/entity_strings.h"

#include "licet/base/text.h"

namespace licet::law {
namespace {

Result<Predicate> expression(const CsvTable& table, std::size_t row, std::string_view column,
                             const Vocabulary& vocabulary) {
  auto parsed = parse_expression(table.at(row, column), vocabulary);
  if (!parsed.ok())
    return Error{parsed.error().code, table.place(row, column), parsed.error().detail};
  return std::move(parsed.value());
}

Result<Day> day_or_always(const CsvTable& table, std::size_t row, std::string_view column) {
  const std::string_view text = table.at(row, column);
  if (text.empty()) return kAlways;
  auto day = parse_day(text);
  if (!day.ok()) return Error{Code::RuleTable, table.place(row, column), day.error().detail};
  return day.value();
}

Predicate eccn_is(std::string code) {
  return Predicate::of({"item.eccn", Operator::kIn, {std::move(code)}});
}
Predicate flag_is_true(std::string fact) {
  return Predicate::of({std::move(fact), Operator::kIn, {true}});
}

Result<std::vector<PolicyRule>> carve_outs(const CsvTable& table, std::size_t row,
                                           const Vocabulary& vocabulary) {
  std::vector<PolicyRule> rules;
  const std::string_view text = table.at(row, "carve_outs");
  if (trim(text).empty()) return rules;
  for (std::string_view piece : split(text, ';')) {
    const auto arrow = piece.find("->");
    if (arrow == std::string_view::npos)
      return Error{Code::RuleTable, table.place(row, "carve_outs"), "a carve-out needs `->`"};
    const std::string_view condition = trim(piece.substr(0, arrow));
    auto parsed = parse_expression(condition, vocabulary);
    if (!parsed.ok())
      return Error{parsed.error().code, table.place(row, "carve_outs"), parsed.error().detail};
    PolicyRule rule;
    rule.when.push_back({"carve-out", std::string(condition), std::move(parsed.value())});
    rule.policy = std::string(trim(piece.substr(arrow + 2)));
    rules.push_back(std::move(rule));
  }
  return rules;
}

// Bytes of a blank beyond ASCII at the start: no-break, narrow no-break, en quad to hair space.
std::size_t wide_blank(std::string_view text) {
  if (text.starts_with("\xC2\xA0")) return 2;
  if (!text.starts_with("\xE2\x80") || text.size() < 3) return 0;
  const auto last = static_cast<unsigned char>(text[2]);
  return last == 0xAF || (last >= 0x80 && last <= 0x8A) ? 3 : 0;
}

}  // namespace

std::string normalise_printed(std::string_view printed) {
  std::string out;
  const auto blank = [&] {
    if (!out.empty() && out.back() != ' ') out += ' ';
  };
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const std::string_view rest = printed.substr(i);
    if (const std::size_t length = wide_blank(rest); length > 0) {
      blank();
      i += length - 1;
    } else if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r') {
      blank();
    } else if (rest.starts_with("\xC2\xA7")) {  // §, or §§
      if (!out.ends_with("\xC2\xA7")) blank();
      out += "\xC2\xA7";
      ++i;
      if (!printed.substr(i + 1).starts_with("\xC2\xA7")) blank();
    } else {
      out += rest[0];
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Predicate scope_predicate(std::string_view scope) {
  const auto on_list = [] { return Predicate::negation(eccn_is("EAR99")); };
  if (scope == "all_items" || scope == "all_dealings" || scope == "statement_required")
    return Predicate::always();
  if (scope == "ccl_items") return on_list();
  if (scope == "supp2_744_items") return flag_is_true("item.supp2_744");
  if (scope == "ccl_and_supp7_746_items")
    return Predicate::any({on_list(), flag_is_true("item.supp7_746")});
  if (scope == "used_in_746_8_a_4_projects")
    return Predicate::of(
        {"end_use", Operator::kIn,
         {std::string("russian_deepwater_arctic_shale"), std::string("oil_gas_undetermined")}});
  return Predicate::unclear(cat("scope ", scope));
}

Status EntityStrings::add_requirements(const CsvTable& table, const Vocabulary& vocabulary) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    RequirementReading reading;
    reading.scope = std::string(table.at(row, "scope"));
    reading.unclear = table.at(row, "status") == "refer";
    std::vector<Predicate> parts;
    for (std::string_view column : {"item_predicate", "end_use_predicate"}) {
      if (table.at(row, column).empty()) continue;
      LICET_TRY(part, expression(table, row, column, vocabulary));
      parts.push_back(std::move(part));
      if (!reading.covers_text.empty()) reading.covers_text += " and ";
      reading.covers_text += table.at(row, column);
    }
    if (parts.empty()) parts.push_back(scope_predicate(reading.scope));
    reading.covers = Predicate::all(std::move(parts));
    LICET_TRY(predicate_from, day_or_always(table, row, "predicate_from"));
    LICET_TRY(footnotes_from, day_or_always(table, row, "footnotes_from"));
    reading.predicate_from = predicate_from;
    reading.footnotes_from = footnotes_from;
    for (std::string_view footnote : split(table.at(row, "footnotes"), ','))
      if (!trim(footnote).empty()) reading.footnotes.emplace_back(trim(footnote));
    const auto printed = normalise_printed(table.at(row, "string"));
    if (!requirements_.emplace(printed, std::move(reading)).second)
      return Error{Code::RuleTable, table.place(row, "string"), "stands in the table twice"};
  }
  return Done{};
}

Status EntityStrings::add_policies(const CsvTable& table, const Vocabulary& vocabulary) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    PolicyReading reading;
    reading.unclear = table.at(row, "status") == "refer";
    LICET_TRY(rules, carve_outs(table, row, vocabulary));
    reading.rules = std::move(rules);
    const std::string code(table.at(row, "policy_code"));
    reading.rules.push_back({{}, code});
    for (const PolicyRule& rule : reading.rules)
      if (!reading.unclear && vocabulary.word("policies", rule.policy) == nullptr)
        return Error{Code::RuleUnknownWord, table.place(row, "policy_code"),
                     cat("`", printable(rule.policy), "` is not in [policies]")};
    const auto printed = normalise_printed(table.at(row, "string"));
    if (!policies_.emplace(printed, std::move(reading)).second)
      return Error{Code::RuleTable, table.place(row, "string"), "stands in the table twice"};
  }
  return Done{};
}

const RequirementReading* EntityStrings::requirement(std::string_view printed) const {
  const auto it = requirements_.find(normalise_printed(printed));
  return it == requirements_.end() || it->second.unclear ? nullptr : &it->second;
}

void EntityStrings::add_boundaries(std::vector<Day>& days) const {
  for (const auto& [printed, reading] : requirements_)
    days.insert(days.end(), {reading.predicate_from, reading.footnotes_from});
}

const PolicyReading* EntityStrings::policy(std::string_view printed) const {
  const auto it = policies_.find(normalise_printed(printed));
  return it == policies_.end() || it->second.unclear ? nullptr : &it->second;
}

}  // namespace licet::law
