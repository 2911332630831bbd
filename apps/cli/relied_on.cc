#include "relied_on.h"

#include <algorithm>
#include <set>
#include <vector>

#include "licet/base/text.h"

namespace licet::cli {
namespace {

const Json::Array& list(const Json& object, std::string_view key) {
  static const Json::Array kNone;
  const Json* found = object.find(key);
  return found != nullptr && found->is_array() ? found->array() : kNone;
}

std::string cited(const Json& object) {
  std::string out;
  for (const Json& cite : list(object, "cite"))
    out += cat(out.empty() ? " [" : "; ", cite.string());
  return out.empty() ? out : out + "]";
}

// Every authority that a rule states, and the licences that the question brings.
std::vector<std::string> known_names(const law::RuleSet& rules, const Json& question) {
  std::set<std::string> known;
  for (const law::Norm& norm : rules.norms())
    if (norm.is_authority() && norm.kind != law::NormKind::kLicence) known.insert(norm.authority);
  for (const Json& licence : list(question, "licences"))
    known.insert(cat("licence:", licence.text("id")));
  return {known.begin(), known.end()};
}

Status check_name(const law::RuleSet& rules, const Json& question, const std::string& wanted) {
  const std::vector<std::string> known = known_names(rules, question);
  if (std::find(known.begin(), known.end(), wanted) != known.end()) return Done{};
  const std::string nearest = nearest_word(wanted, known);
  return Error{Code::BadValue, "--by",
               cat("`", printable(wanted), "` is no authority of the rules and no licence of the "
                   "question", nearest.empty() ? "" : cat("; nearest: `", nearest, "`"))};
}

// The authority as it stands beside the requirement; null where it does not overcome it.
const Json* other_way(const Json& requirement, const std::string& wanted) {
  for (const Json& other : list(requirement, "also"))
    if (other.text("authority") == wanted) return &other;
  return nullptr;
}

// What it asks for itself; the duties of the act stand in the answer as a whole.
void add_conditions(const Json& of, std::set<std::string>& seen, std::string& text) {
  for (const Json& fact : list(of, "rests_on"))
    if (seen.insert(fact.string()).second) text += cat("  assumed: ", fact.string(), "\n");
  for (const Json& condition : list(of, "conditions"))
    if (seen.emplace(condition.text("kind")).second)
      text += cat("  on condition: ", condition.text("text"), cited(condition), "\n");
}

// Why it does not serve for the requirement.
std::string reason(const Json& requirement, const std::string& wanted) {
  for (const Json& no : list(requirement, "foreclosed"))
    if (no.text("authority") == wanted) return cat(no.text("because"), cited(no));
  return "it does not reach this requirement, or more than one of its conditions fails";
}

std::string about(const Json& requirement) {
  return cat("line ", requirement.text("line"), ", ", requirement.text("reason"),
             cited(requirement));
}

}  // namespace

Result<Reliance> relied_on(const law::RuleSet& rules, const Json& question, const Json& answer,
                           const std::string& wanted) {
  LICET_TRY_DONE(check_name(rules, question, wanted));
  const bool goes = answer.find("may_proceed")->boolean();
  bool overcomes = true;
  std::set<std::string> seen;
  std::string grounds, conditions;
  for (const Json& requirement : list(answer, "requirements")) {
    const Json* other = other_way(requirement, wanted);
    const bool by = requirement.text("by") == wanted;
    if (by || other != nullptr) {
      grounds += cat("  serves for ", about(requirement), "\n");
      add_conditions(by ? answer : *other, seen, conditions);
      continue;
    }
    overcomes = false;
    grounds += requirement.text("status") == "undecided"
                   ? cat("  undecided: ", about(requirement),
                         ": ask without --by what is missing\n")
                   : cat("  refused for ", about(requirement), ": ", reason(requirement, wanted),
                         "\n");
  }
  const std::string whole = cat("the answer as a whole: ", answer.text("verdict"), "\n");
  if (!overcomes) return Reliance{false, cat(wanted, " cannot be used\n", grounds, whole)};
  if (!goes) return Reliance{false, cat(wanted, " does not let it go\n", grounds, whole)};
  if (grounds.empty())
    return Reliance{true, cat(wanted, " is not needed: no requirement stands\n", whole)};
  return Reliance{true, cat(wanted, " may be used\n", grounds, conditions,
                            "filing, records and what else was assumed: ask without --by\n")};
}

}  // namespace licet::cli
