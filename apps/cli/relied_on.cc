#include "relied_on.h"

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

Status check_name(const law::RuleSet& rules, const std::string& wanted) {
  if (wanted.starts_with("licence:")) return Done{};
  std::set<std::string> known;
  for (const law::Norm& norm : rules.norms())
    if (norm.is_authority()) known.insert(norm.authority);
  if (known.contains(wanted)) return Done{};
  const std::vector<std::string> names(known.begin(), known.end());
  return Error{Code::BadValue, "--by",
               cat("`", printable(wanted), "` is no authority; nearest: `",
                   nearest_word(wanted, names), "`")};
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

Result<Reliance> relied_on(const law::RuleSet& rules, const Json& answer,
                           const std::string& wanted) {
  LICET_TRY_DONE(check_name(rules, wanted));
  Reliance found;
  if (list(answer, "requirements").empty()) {
    found.serves = answer.find("may_proceed")->boolean();
    found.text = cat(wanted, " is not needed: no requirement stands; the answer is ",
                     answer.text("verdict"), "\n");
    return found;
  }
  found.serves = answer.find("may_proceed")->boolean();
  std::set<std::string> seen;
  std::string conditions;
  for (const Json& requirement : list(answer, "requirements")) {
    const Json* other = other_way(requirement, wanted);
    const bool by = requirement.text("by") == wanted;
    if (by || other != nullptr) {
      found.text += cat("  serves for ", about(requirement), "\n");
      add_conditions(by ? answer : *other, seen, conditions);
      continue;
    }
    found.serves = false;
    found.text += cat("  refused for ", about(requirement), ": ", reason(requirement, wanted),
                      "\n");
  }
  found.text = cat(wanted, found.serves ? " may be used" : " cannot be used", "\n", found.text);
  if (found.serves)
    found.text += conditions + "filing, records and what was assumed: ask without --by\n";
  else
    found.text += cat("the answer as a whole: ", answer.text("verdict"), "\n");
  return found;
}

}  // namespace licet::cli
