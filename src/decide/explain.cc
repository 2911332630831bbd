#include "licet/base/text.h"
#include "licet/decide/replay.h"

namespace licet::decide {
namespace {

std::string cites(const Json& object) {
  const Json* cite = object.find("cite");
  if (cite == nullptr || !cite->is_array() || cite->array().empty()) return "";
  std::vector<std::string> texts;
  for (const Json& one : cite->array())
    if (one.is_string()) texts.push_back(one.string());
  return cat("  [", join(texts, "; "), "]");
}

const Json::Array& list(const Json& object, std::string_view key) {
  static const Json::Array kNone;
  const Json* found = object.find(key);
  return found != nullptr && found->is_array() ? found->array() : kNone;
}

void add_requirements(const Json& answer, std::string& out) {
  for (const Json& requirement : list(answer, "requirements")) {
    out += cat("\n", requirement.text("status"), ": ", requirement.text("because"),
               "\n    ", requirement.text("id"), cites(requirement), "\n");
    if (!requirement.text("policy").empty())
      out += cat("    review policy: ", requirement.text("policy"), "\n");
    if (!requirement.text("by").empty())
      out += cat("    overcome by ", requirement.text("by"), "\n");
    for (const Json& other : list(requirement, "also"))
      out += cat("    or by ", other.text("authority"), cites(other), "\n");
    for (const Json& entry : list(requirement, "entries"))
      out += cat("    entry: ", entry.text("name"), " (", entry.text("list"), ")", cites(entry),
                 "\n");
    for (const Json& no : list(requirement, "foreclosed"))
      out += cat("    not ", no.text("authority"), ": ", no.text("because"), cites(no), "\n");
  }
}

void add_section(const Json& answer, std::string_view key, std::string_view heading,
                 std::string_view first, std::string_view second, std::string& out) {
  if (list(answer, key).empty()) return;
  out += cat("\n", heading, "\n");
  for (const Json& element : list(answer, key))
    out += cat("  - ", element.text(first), ": ", element.text(second), cites(element), "\n");
}

void add_proof(const Json& answer, std::string& out) {
  out += "\nsteps\n";
  for (const Json& step : list(answer, "proof")) {
    const Json* number = step.find("step");
    out += cat("  ", number != nullptr && number->is_integer() ? number->integer() : 0, ". ",
               step.text("norm"), " ", step.text("effect"), ": ", step.text("label"), cites(step),
               "\n     ", step.text("says"), "\n");
    for (const Json& fact : list(step, "facts"))
      if (fact.is_string()) out += cat("       ", fact.string(), "\n");
    for (const Json& by : list(step, "because"))
      if (by.is_integer()) out += cat("       defeated by step ", by.integer(), "\n");
    out += cat("       read in ", step.text("source"), "\n");
  }
}

}  // namespace

std::string explain(const Json& answer) {
  std::string out = cat(answer.text("verdict"), " on ", answer.text("on"));
  if (const auto verdict = verdict_of(answer.text("verdict")))
    out += cat(": ", meaning(*verdict));
  const Json* authority = answer.find("authority");
  if (authority != nullptr && authority->is_object())
    out += cat("\nauthority: ", authority->text("kind"), ":", authority->text("id"),
               authority->text("until").empty() ? "" : cat(" until ", authority->text("until")),
               cites(*authority));
  out += "\n";
  add_requirements(answer, out);
  add_section(answer, "conditions", "conditions", "kind", "text", out);
  add_section(answer, "missing", "to be asked", "fact", "ask", out);
  add_section(answer, "referrals", "to be referred", "to", "because", out);
  add_section(answer, "assumptions", "assumed", "fact", "assumed", out);
  if (const Json* changes = answer.find("changes"))
    for (const Json& next : list(*changes, "next"))
      out += cat("\nchanges on ", next.text("on"), " to ", next.text("verdict"), ": ",
                 next.text("because"), "\n");
  add_proof(answer, out);
  out += cat("\nsnapshot ", answer.text("snapshot"), "\nby ", answer.text("engine"), "\n");
  return out;
}

}  // namespace licet::decide
