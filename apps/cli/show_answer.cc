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

// What an officer reads at once; --json has all. The rest is counted, never dropped in silence.
constexpr std::size_t kMostShown = 6;

std::string and_more(std::string_view indent, std::size_t all, std::string_view what) {
  if (all <= kMostShown) return "";
  return cat(indent, "… and ", all - kMostShown, " more ", what, " (--json shows all)\n");
}

std::string heading(std::string_view text) { return cat("\n", strong(text), "\n"); }

std::string day_from(std::string_view word) {
  if (word == "departure") return "the day of departure";
  return word == "today" ? "today" : "the day asked for";
}

// ", then 400 licence and 4000 USD left of line 1".
std::string left_after(const Json& authority) {
  const Json* remains = authority.find("remains");
  if (remains == nullptr) return "";
  std::vector<std::string> parts;
  if (remains->find("quantity") != nullptr)
    parts.push_back(cat(remains->text("quantity"), " ", remains->text("unit")));
  if (remains->find("value") != nullptr)
    parts.push_back(cat(remains->text("value"), " ", remains->text("currency")));
  if (parts.empty()) return "";
  const std::string_view line = remains->text("line");
  return cat(", after it ", join(parts, " and "), " left",
             line.empty() ? "" : cat(" of line ", line));
}

// Which licences of the ledger were looked at, and what could not be.
std::string of_ledger(const Json& document) {
  const Json* ledger = document.find("asked")->find("ledger");
  if (ledger == nullptr) return "";
  std::vector<std::string> ids;
  for (const Json& id : list(*ledger, "licences")) ids.push_back(id.string());
  std::string out =
      wrapped("ledger: ", cat("of ", ledger->find("size")->integer(), " records, licences ",
                              ids.empty() ? "none" : join(ids, ", ")));
  for (const Json& one : list(*ledger, "left_out"))
    out += wrapped("ledger: ", cat("licence ", one.text("licence"), " could not be read into the "
                                   "question: ", one.text("because")));
  return out;
}

std::string head(const decide::Answer& answer) {
  const Json& document = answer.document;
  std::string out = cat(coloured(answer.verdict), ": ", decide::meaning(answer.verdict), "\n");
  out += cat("on ", document.text("on"), ", ", day_from(document.text("on_from")), "; ",
             decide::may_proceed(answer.verdict) ? "it may proceed" : "it may not proceed", "\n");
  const Json* authority = document.find("authority");
  if (decide::may_proceed(answer.verdict) && authority->is_object()) {
    const std::string_view until = authority->text("until");
    out += wrapped("authority: ", cat(authority->text("kind"), ":", authority->text("id"),
                                      until.empty() ? "" : cat(", until ", until),
                                      left_after(*authority), cited(*authority)));
  }
  out += of_ledger(document);
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
  for (const Json& other : list(found, "also"))
    out += wrapped("      or by ", cat(other.text("authority"), cited(other)));
  if (!policy.empty()) out += wrapped("      review policy: ", policy);
  if (!found.text("policy_text").empty())
    out += wrapped("      review policy, as printed: ", found.text("policy_text"));
  const Json::Array& entries = list(found, "entries");
  for (std::size_t i = 0; i < entries.size() && i < kMostShown; ++i)
    out += wrapped("      entry: ", cat(entries[i].text("name"), ", ", entries[i].text("list"),
                                        entries[i].text("in_force").empty() ? "" : " from ",
                                        entries[i].text("in_force"), cited(entries[i])));
  out += and_more("      ", entries.size(), "entries");
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

// "      true: NLR; false: LICENCE_REQUIRED": what each answer would lead to, where that is known.
std::string leads(const Json& missing) {
  std::vector<std::string> each;
  const auto& all = list(missing, "leads_to");
  const bool same = std::all_of(all.begin(), all.end(), [&](const Json& lead) {
    return lead.text("verdict") == all.front().text("verdict");
  });
  if (!all.empty() && same)
    return wrapped("      ", cat("any answer: ", all.front().text("verdict")));
  for (const Json& lead : all) {
    const Json& answer = *lead.find("answer");
    each.push_back(cat(answer.is_string() ? answer.string() : to_canonical(answer), ": ",
                       lead.text("verdict")));
  }
  return each.empty() ? "" : wrapped("      ", join(each, "; "));
}

// Whether a party is a row of a list is asked once a party, however many rows it may be.
std::string missing(const Json& document) {
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  std::string out;
  for (const Json& one : list(document, "missing")) {
    const std::string fact(one.text("fact"));
    const auto at = fact.find("/screening/");
    if (at == std::string::npos) {
      out += wrapped("  - ", cat(fact, ": ", one.text("ask"), " (", one.text("who"), ")",
                                 cited(one)));
      out += leads(one);
      continue;
    }
    const std::string party = fact.substr(0, at);
    if (rows.empty() || rows.back().first != party) rows.push_back({party, {}});
    rows.back().second.emplace_back(one.text("ask"));
  }
  for (const auto& [party, asks] : rows) {
    for (std::size_t i = 0; i < asks.size() && i < kMostShown; ++i)
      out += wrapped("  - ", cat(party, ": ", asks[i], i == 0 ? " (compliance officer)" : ""));
    out += and_more("    ", asks.size(), "rows");
  }
  return out.empty() ? "" : heading("to be answered") + out;
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

// Lists on which the party itself stands: a name there that is merely alike does not count.
std::vector<std::string> settled(const Json& party) {
  std::vector<std::string> lists;
  for (const Json& match : list(party, "matches"))
    if (match.find("taken_as_the_party")->boolean()) lists.emplace_back(match.text("list"));
  return lists;
}

// Equal names of several rows stand once.
std::string screening(const Json& document) {
  std::vector<std::pair<std::string, int>> found;
  bool left_out = false;
  for (const Json& party : list(document, "screening")) {
    const auto lists = settled(party);
    for (const Json& match : list(party, "matches")) {
      const bool taken = match.find("taken_as_the_party")->boolean();
      if (!taken && std::find(lists.begin(), lists.end(), match.text("list")) != lists.end()) {
        left_out = true;
        continue;
      }
      std::string text = cat(party.text("party"), taken ? " is " : " is like ", match.text("name"),
                             ", ", match.text("list"), ", ", match.find("score")->integer(),
                             " of 1000");
      if (found.empty() || found.back().first != text) found.emplace_back(std::move(text), 0);
      ++found.back().second;
    }
  }
  std::string out;
  for (std::size_t i = 0; i < found.size() && i < kMostShown; ++i) {
    const auto& [text, rows] = found[i];
    out += wrapped("  - ", rows == 1 ? text : cat(text, " (", rows, " rows)"));
  }
  out += and_more("  ", found.size(), "names");
  if (left_out) out += "  names merely like it on lists where it stands itself: --json\n";
  return out.empty() ? "" : heading("found on the lists") + out;
}

std::string changes(const Json& document) {
  std::string out;
  for (const Json& next : list(*document.find("changes"), "next"))
    out += wrapped("  ", cat("on ", next.text("on"), " to ", next.text("verdict"), ": ",
                             next.text("because")));
  return out.empty() ? "" : heading("changes next") + out;
}

std::string conflicts(const Json& document) {
  if (list(document, "conflicts").empty()) return "\nno conflict between them is known\n";
  std::string out = heading("obeying one may break another");
  for (const Json& one : list(document, "conflicts")) {
    std::vector<std::string> rules;
    for (const Json& id : list(one, "requirements")) rules.push_back(id.string());
    out += wrapped("  - ", cat(one.text("obeying"), " (", join(rules, ", "), ") against ",
                               one.text("breaks"), one.text("stands") == "yes" ? "" : ", perhaps",
                               ": ", one.text("because"), cited(one)));
    out += wrapped("      ask ", one.text("to"));
  }
  return out;
}

// Each regime's answer by itself; none is folded into another.
std::string answers_for_people(const Json& document) {
  std::string out;
  for (const Json& answer : list(document, "answers")) {
    const auto verdict = decide::verdict_of(answer.text("verdict"));
    if (!verdict) continue;
    out += cat(out.empty() ? "" : "\n", strong(cat("== ", answer.text("regime"))), "\n",
               answer_for_people({*verdict, answer}));
  }
  return out + conflicts(document);
}

}  // namespace

std::string answer_for_people(const decide::Answer& answer) {
  const Json& document = answer.document;
  if (document.find("answers") != nullptr) return answers_for_people(document);
  const bool hold = answer.verdict == Verdict::kHold;
  return head(answer) + wrapped("next: ", next_step(answer)) + lines(document) +
         requirements(document) +
         section(document, "conditions", hold ? "due first, and conditions" : "conditions", "kind",
                 "text") +
         missing(document) +
         section(document, "referrals", "to be referred", "to", "because") + screening(document) +
         assumptions(document) + changes(document);
}

}  // namespace licet::cli
