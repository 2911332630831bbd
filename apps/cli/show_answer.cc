#include "show_answer.h"

#include <algorithm>
#include <vector>

#include "context.h"
#include "layout.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

using decide::Verdict;

const Json::Array& list(const Json& object, std::string_view key) {
  static const Json::Array kNone;
  const Json* found = object.find(key);
  return found != nullptr && found->is_array() ? found->array() : kNone;
}

std::string cited(const Json& object) {
  std::vector<std::string> cites;
  for (const Json& cite : list(object, "cite")) cites.push_back(cite.string());
  return cites.empty() ? "" : cat(" [", join(cites, "; "), "]");
}

std::string heading(std::string_view text) { return cat("\n", strong(text), "\n"); }

std::string day_from(std::string_view word) {
  if (word == "departure") return "the day of departure";
  return word == "today" ? "today" : "the day asked for";
}

std::string head(const decide::Answer& answer) {
  const Json& document = answer.document;
  std::string out = cat(coloured(answer.verdict), ": ", decide::meaning(answer.verdict), "\n");
  out += cat("on ", document.text("on"), ", ", day_from(document.text("on_from")), "; ",
             decide::may_proceed(answer.verdict) ? "it may proceed" : "it may not proceed", "\n");
  if (const Json* authority = document.find("authority"); authority->is_object()) {
    const std::string_view until = authority->text("until");
    out += wrapped("authority: ", cat(authority->text("kind"), ":", authority->text("id"),
                                      until.empty() ? "" : cat(", until ", until),
                                      cited(*authority)));
  }
  return out;
}

std::string count(std::size_t n, std::string_view what) {
  return cat(n, " ", what, n == 1 ? "" : "s");
}

// One sentence a verdict: what an officer does now.
std::string next_step(const decide::Answer& answer) {
  const Json& document = answer.document;
  const std::size_t asked = list(document, "missing").size();
  switch (answer.verdict) {
    case Verdict::kProhibited:
      return "Stop. Nothing known here can authorise it; take it to counsel.";
    case Verdict::kLicenceRequired:
      return "Do not proceed. Apply for a licence that overcomes every open requirement below, or "
             "find out whether a fact of the question is wrong.";
    case Verdict::kHold:
      return "Wait. Get what stands under `due first`, put it into the question, ask again.";
    case Verdict::kRefer:
      return "Do not proceed. A person must read what stands under `to be referred` or `to be "
             "answered`.";
    case Verdict::kIndeterminate:
      return cat("Do not proceed. Answer ", count(asked, "question"),
                 " below, put the facts into the question, ask again.");
    case Verdict::kNotSubject:
      return "This regime asks for nothing more. Look whether another does.";
    default:
      return list(document, "conditions").empty()
                 ? "Check what was assumed; then it may go."
                 : "Meet the conditions and check what was assumed; then it may go.";
  }
}

std::string lines(const Json& document) {
  if (list(document, "lines").size() < 2) return "";
  std::string out = heading("lines");
  for (const Json& line : list(document, "lines"))
    out += cat("  ", line.text("line"), "  ", line.text("verdict"), "\n");
  return out;
}

std::string requirement(const Json& found) {
  std::string head = cat("  ", found.text("status"), "  ");
  const std::string_view policy = found.text("policy");
  std::string out = wrapped(head, cat(found.text("reason"), ", line ", found.text("line"), ": ",
                                      found.text("because"), cited(found)));
  if (!found.text("by").empty()) out += wrapped("      by ", found.text("by"));
  if (!policy.empty()) out += wrapped("      review policy: ", policy);
  if (!found.text("policy_text").empty())
    out += wrapped("      review policy, as printed: ", found.text("policy_text"));
  for (const Json& entry : list(found, "entries"))
    out += wrapped("      entry: ", cat(entry.text("name"), ", ", entry.text("list"),
                                        entry.text("in_force").empty() ? "" : " from ",
                                        entry.text("in_force"), cited(entry)));
  for (const Json& no : list(found, "foreclosed"))
    out += wrapped("      not ", cat(no.text("authority"), ": ", no.text("because"), cited(no)));
  return out;
}

std::string requirements(const Json& document) {
  if (list(document, "requirements").empty()) return "";
  std::string out = heading("requirements");
  for (const Json& found : list(document, "requirements")) out += requirement(found);
  return out;
}

std::string section(const Json& document, std::string_view key, std::string_view name,
                    std::string_view first, std::string_view second) {
  if (list(document, key).empty()) return "";
  std::string out = heading(name);
  for (const Json& element : list(document, key)) {
    const std::string_view who = element.text("who");
    out += wrapped("  - ", cat(element.text(first), ": ", element.text(second),
                               who.empty() ? "" : cat(" (", who, ")"), cited(element)));
  }
  return out;
}

// Facts of which the same was assumed stand together.
std::string assumptions(const Json& document) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  for (const Json& one : list(document, "assumptions")) {
    const std::string assumed(one.text("assumed"));
    auto it = std::find_if(groups.begin(), groups.end(),
                           [&](const auto& group) { return group.first == assumed; });
    if (it == groups.end()) it = groups.insert(groups.end(), {assumed, {}});
    it->second.emplace_back(one.text("fact"));
  }
  if (groups.empty()) return "";
  std::string out = heading("assumed (--strict asks instead)");
  for (const auto& [assumed, facts] : groups)
    out += wrapped("  - ", cat(assumed == "false" ? "not so" : assumed, ": ", join(facts, ", ")));
  return out;
}

// Equal names of several rows stand once. A name that is merely alike does not count on a list on
// which the party itself stands.
std::string screening(const Json& document) {
  std::vector<std::pair<std::string, int>> found;
  for (const Json& party : list(document, "screening"))
    for (const Json& match : list(party, "matches")) {
      const bool taken = match.find("taken_as_the_party")->boolean();
      std::string text = cat(party.text("party"), taken ? " is " : " is like ", match.text("name"),
                             ", ", match.text("list"), ", ", match.find("score")->integer(),
                             " of 1000");
      if (found.empty() || found.back().first != text) found.emplace_back(std::move(text), 0);
      ++found.back().second;
    }
  std::string out;
  for (const auto& [text, rows] : found)
    out += wrapped("  - ", rows == 1 ? text : cat(text, " (", rows, " rows)"));
  return out.empty() ? "" : heading("found on the lists") + out;
}

std::string changes(const Json& document) {
  std::string out;
  for (const Json& next : list(*document.find("changes"), "next"))
    out += wrapped("  ", cat("on ", next.text("on"), " to ", next.text("verdict"), ": ",
                             next.text("because")));
  return out.empty() ? "" : heading("changes next") + out;
}

}  // namespace

std::string answer_for_people(const decide::Answer& answer) {
  const Json& document = answer.document;
  const bool hold = answer.verdict == Verdict::kHold;
  return head(answer) + wrapped("next: ", next_step(answer)) + lines(document) +
         requirements(document) +
         section(document, "conditions", hold ? "due first, and conditions" : "conditions", "kind",
                 "text") +
         section(document, "missing", "to be answered", "fact", "ask") +
         section(document, "referrals", "to be referred", "to", "because") + screening(document) +
         assumptions(document) + changes(document);
}

}  // namespace licet::cli
