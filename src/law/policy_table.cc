#include "policy_table.h"

#include <map>

#include "licet/base/text.h"
#include "norm_checks.h"
#include "table_cells.h"

namespace licet::law {
namespace {

using Rules = std::map<std::string, std::vector<PolicyRule>, std::less<>>;

Error at(const CsvTable& table, std::size_t row, std::string_view column, const Error& error) {
  return Error{error.code, table.place(row, column), error.detail};
}

Status checked(const CsvTable& table, std::size_t row, std::string_view column,
               const TableContext& context, const Predicate& predicate) {
  if (auto fits = check_predicate(predicate, context.vocabulary, context.places); !fits.ok())
    return at(table, row, column, fits.error());
  bool of_one = false;
  for_each_test(predicate, [&](const Test& test) {
    of_one |= test.fact.starts_with("party.") || test.fact.starts_with("listing.") ||
              test.fact.starts_with("licence.");
  });
  if (of_one)
    return Error{Code::RuleTable, table.place(row, column), "asks about one party or list row"};
  return Done{};
}

Result<PolicyRule> read_rule(const CsvTable& table, std::size_t row, const TableContext& context) {
  PolicyRule rule;
  rule.policy = std::string(table.at(row, "policy"));
  if (context.vocabulary.word("policies", rule.policy) == nullptr)
    return Error{Code::RuleUnknownWord, table.place(row, "policy"),
                 cat("`", printable(rule.policy), "` is not in [policies]; nearest: `",
                     nearest_word(rule.policy, context.vocabulary.words("policies")), "`")};
  LICET_TRY(span, span_of(table, row));
  rule.span = span;
  for (std::string_view cite : split(table.at(row, "cite"), ';'))
    if (!trim(cite).empty()) rule.cite.emplace_back(trim(cite));
  if (rule.cite.empty())
    return Error{Code::RuleTable, table.place(row, "cite"), "a policy needs a citation"};
  const std::string where(table.at(row, "destinations"));
  auto places = parse_destination_rule(where);
  if (!places.ok()) return at(table, row, "destinations", places.error());
  LICET_TRY_DONE(checked(table, row, "destinations", context, places.value()));
  if (places.value().kind != Predicate::Kind::kAlways)
    rule.when.push_back({"destination", where, std::move(places.value())});
  const std::string text(table.at(row, "condition"));
  if (text.empty()) return rule;
  auto condition = parse_expression(text, context.vocabulary);
  if (!condition.ok()) return at(table, row, "condition", condition.error());
  LICET_TRY_DONE(checked(table, row, "condition", context, condition.value()));
  rule.when.push_back({"item.eccn", text, std::move(condition.value())});
  return rule;
}

}  // namespace

Status add_policies(const CsvTable& table, const TableContext& context, std::vector<Norm>& norms) {
  Rules rules;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    LICET_TRY(rule, read_rule(table, row, context));
    for (std::string_view reason : split(table.at(row, "reason"), ' ')) {
      if (reason.empty()) continue;
      if (reason != "*" && context.vocabulary.word("reasons", reason) == nullptr)
        return Error{Code::RuleUnknownWord, table.place(row, "reason"),
                     cat("`", printable(reason), "` is not in [reasons]; nearest: `",
                         nearest_word(reason, context.vocabulary.words("reasons")), "`")};
      rules[std::string(reason)].push_back(rule);
    }
  }
  const std::vector<PolicyRule>& all = rules["*"];
  for (Norm& norm : norms) {
    if (norm.kind != NormKind::kRequirement) continue;
    if (norm.policy.empty())
      if (const auto it = rules.find(norm.reason); it != rules.end()) norm.policy = it->second;
    norm.policy.insert(norm.policy.begin(), all.begin(), all.end());
  }
  return Done{};
}

}  // namespace licet::law
