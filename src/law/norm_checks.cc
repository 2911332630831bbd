#include "norm_checks.h"

#include <algorithm>
#include <array>
#include <span>

#include "licet/base/text.h"
#include "norm_reader.h"

namespace licet::law {
namespace {

using Keys = std::span<const std::string_view>;

constexpr std::string_view kCommon[] = {
    "id",       "kind",       "title",   "cite",      "confidence",      "in_force",
    "when",     "when_any",   "unless",  "published", "applicable_from", "stayed",
    "reads",    "referrals",  "history", "rests_on",  "contingent_from", "note",
    "trap",     "basis",      "see",     "instruments", "text_as_of", "spares"};
constexpr std::string_view kOfAuthority[] = {"authority", "overcomes", "require", "conditions"};
constexpr std::string_view kOfScope[] = {"effect"};
constexpr std::string_view kOfProhibition[] = {"reason"};
constexpr std::string_view kOfRequirement[] = {"reason", "policy", "untranslatable"};
constexpr std::string_view kOfAttack[] = {"defeats"};
constexpr std::string_view kOfDuty[] = {"conditions", "hold", "for_verdicts", "require"};
constexpr std::string_view kOfRequisite[] = {"fact", "test", "cite", "condition"};
constexpr std::string_view kOfPolicyRule[] = {"when", "policy"};
constexpr Keys kAllKinds[] = {kOfAuthority, kOfScope,  kOfProhibition, kOfRequirement,
                              kOfAttack,    kOfDuty};

Keys keys_of(NormKind kind) {
  switch (kind) {
    case NormKind::kScope: return kOfScope;
    case NormKind::kProhibition: return kOfProhibition;
    case NormKind::kRequirement: return kOfRequirement;
    case NormKind::kBar:
    case NormKind::kCarveOut: return kOfAttack;
    case NormKind::kDuty: return kOfDuty;
    default: return kOfAuthority;
  }
}

bool has(Keys keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::optional<KeyProblem> closed(const Json& table, Keys keys, const std::string& under) {
  if (!table.is_object()) return std::nullopt;
  const std::vector<std::string> known(keys.begin(), keys.end());
  for (const auto& [key, value] : table.object())
    if (!has(keys, key))
      return KeyProblem{Code::RuleSyntax, under.empty() ? key : under,
                        cat("`", printable(key), "` is no key here; nearest: `",
                            nearest_word(key, known), "`")};
  return std::nullopt;
}

// Literals of a test against the type of its fact; empty when they fit.
std::string misfit(const Test& test, const FactInfo& fact) {
  const auto all = [&](auto wanted) {
    return std::all_of(test.literals.begin(), test.literals.end(), [](const Literal& literal) {
      return std::holds_alternative<decltype(wanted)>(literal);
    });
  };
  if (test.op == Operator::kInterval && test.literals.back() < test.literals.front())
    return "an interval ends before it begins";
  switch (fact.type) {
    case FactType::kDecimal:
      return all(Decimal()) ? "" : "is a number, written without zeros to spare";
    case FactType::kDay: return all(Day()) ? "" : "is a day";
    case FactType::kBool: return all(false) && test.op == Operator::kIn ? "" : "is true or false";
    case FactType::kObject: return "cannot be tested";
    default: return test.op == Operator::kIn ? "" : "has no order";
  }
}

bool is_place(const FactInfo& fact) {
  return fact.type == FactType::kCountry || fact.type == FactType::kCountries;
}

bool known_place(const Literal& literal, const Places& places) {
  const std::string name = to_string(literal);
  return name.starts_with("set:") ? places.has_set(name.substr(4))
                                  : places.has_group(name) || places.known(name);
}

Status check_test(const Test& test, const Vocabulary& vocabulary, const Places& places) {
  const FactInfo* fact = vocabulary.fact(test.fact);
  if (fact == nullptr)
    return Error{Code::RuleUnknownFact, "",
                 cat("`", test.fact, "` is no fact; nearest: `",
                     vocabulary.nearest_fact(test.fact), "`")};
  if (const std::string why = misfit(test, *fact); !why.empty())
    return Error{Code::RuleSyntax, "", cat("`", test.fact, "` ", why)};
  const bool words = fact->type == FactType::kWord || fact->type == FactType::kWords;
  const bool closed_words = words && vocabulary.has_section(fact->section) &&
                            fact->section != "item" && fact->section != "party_flags";
  for (const Literal& literal : test.literals) {
    const std::string word = to_string(literal);
    if (is_place(*fact) && !known_place(literal, places))
      return Error{Code::RuleUnknownWord, "", cat("`", word, "` is no place, group or set")};
    if (closed_words && vocabulary.word(fact->section, word) == nullptr)
      return Error{Code::RuleUnknownWord, "",
                   cat("`", word, "` is not in [", fact->section, "]; nearest: `",
                       nearest_word(word, vocabulary.words(fact->section)), "`")};
  }
  return Done{};
}

}  // namespace

std::optional<KeyProblem> check_keys(const Json& table) {
  std::vector<std::string_view> keys(std::begin(kCommon), std::end(kCommon));
  for (Keys more : kAllKinds) keys.insert(keys.end(), more.begin(), more.end());
  if (auto problem = closed(table, keys, "")) return problem;
  for (auto [key, inner] : {std::pair{"require", Keys(kOfRequisite)},
                            std::pair{"policy", Keys(kOfPolicyRule)}}) {
    const Json* list = table.find(key);
    if (list == nullptr || !list->is_array()) continue;
    for (const Json& element : list->array())
      if (auto problem = closed(element, inner, key)) return problem;
  }
  return std::nullopt;
}

std::optional<KeyProblem> check_kind(const Norm& norm, const Json& table) {
  const auto missing = [](const char* key, const char* why) {
    return KeyProblem{Code::RuleMissingKey, key, why};
  };
  const NormKind kind = norm.kind;
  for (const auto& [key, value] : table.object())
    if (!has(kCommon, key) && !has(keys_of(kind), key))
      return KeyProblem{Code::RuleSyntax, key, cat("a ", to_string(kind), " has no such key")};
  if (kind == NormKind::kScope && norm.effect == ScopeEffect::kNone)
    return missing("effect", "a scope says in, out or refer");
  if (norm.is_requirement() && norm.reason.empty())
    return missing("reason", "a requirement names its reason");
  if ((kind == NormKind::kBar || kind == NormKind::kCarveOut) && norm.defeats.empty())
    return missing("defeats", "it must say what it defeats");
  if ((kind == NormKind::kException || kind == NormKind::kLicence) && norm.authority.empty())
    return missing("authority", "an authority has an id");
  if (norm.is_authority() && norm.overcomes.empty())
    return missing("overcomes", "an authority says what it overcomes");
  if (kind == NormKind::kDuty && norm.conditions.empty() && !norm.hold)
    return missing("conditions", "a duty names conditions or holds");
  if (norm.binds.licence && norm.binds.party)
    return KeyProblem{Code::RuleSyntax, "when", "reads a licence and a party: split the norm"};
  return std::nullopt;
}

Status check_predicate(const Predicate& predicate, const Vocabulary& vocabulary,
                       const Places& places) {
  if (predicate.kind == Predicate::Kind::kChartMark && !places.has_column(predicate.column))
    return Error{Code::RuleUnknownWord, "",
                 cat("the chart has no column `", printable(predicate.column), "`")};
  if (predicate.kind == Predicate::Kind::kTest)
    return check_test(predicate.test, vocabulary, places);
  for (const Predicate& part : predicate.parts)
    LICET_TRY_DONE(check_predicate(part, vocabulary, places));
  return Done{};
}

Status check_cells(const Norm& norm, const Vocabulary& vocabulary, const Places& places) {
  std::optional<Error> wrong;
  for_each_cell(norm, [&](const Cell& cell) {
    if (wrong) return;
    const auto status = check_predicate(cell.test, vocabulary, places);
    if (!status.ok())
      wrong = Error{status.error().code, cat(norm.file, ":", norm.line),
                    cat("`", norm.id, "`, cell of `", cell.fact, "`: ", status.error().detail)};
  });
  if (wrong) return *wrong;
  return Done{};
}

}  // namespace licet::law
