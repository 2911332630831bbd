#include "show_order.h"

#include <algorithm>
#include <set>

#include "context.h"
#include "layout.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

using desk::Instant;
using desk::Order;

std::string label(const Order& order) {
  const licence::State* state = desk::order_machine().find(order.state);
  return state == nullptr ? order.state : state->label;
}

constexpr std::size_t kMostReasons = 6, kMostText = 300;

bool held(const Order& order) { return desk::order_machine().in(order.state, "held"); }

std::string days(std::int64_t count) { return cat(count, count == 1 ? " day" : " days"); }

std::string age(const Order& order, const Instant& at) {
  if (!held(order)) return "";
  return cat(", ", days(std::int64_t(at.day.number) - order.blocked_since.day.number),
             " on the desk");
}

std::string kinds(const Order& order) {
  std::set<std::string> seen;
  std::string out;
  for (const desk::Reason& reason : order.reasons)
    if (seen.insert(reason.kind).second) out += cat(out.empty() ? "" : ", ", reason.kind);
  return out;
}

// All reasons of one kind, and what releases them.
std::string kind_lines(const Order& order, const desk::ReasonKind& kind) {
  std::string out;
  std::size_t count = 0;
  for (const desk::Reason& reason : order.reasons) {
    if (reason.kind != kind.kind || ++count > kMostReasons) continue;
    const std::string cite = reason.cite.empty() ? "" : cat(" [", join(reason.cite, "; "), "]");
    out += wrapped("    - ", cat(printable(reason.says, kMostText), cite));
    out += cat("      ", printable(reason.about, kMostText), "\n");
  }
  if (count == 0) return "";
  if (count > kMostReasons)
    out += cat("    … and ", count - kMostReasons, " more (--json shows all)\n");
  return wrapped("  ", cat(strong(kind.kind), ": ", kind.means, "; ",
                           kind.code.empty()
                               ? cat("nobody's word releases it: ", kind.instead)
                               : cat("released by `", kind.code,
                                     "`, evidence and a second person"))) +
         out;
}

std::string proposal_lines(const desk::Proposal& proposal) {
  std::string out =
      cat("proposed by ", printable(proposal.by), " at ", to_string(proposal.at), ": ",
          join(proposal.codes, ", "), "\n",
          wrapped("  because ", printable(proposal.because, kMostText)));
  for (const Json& one : proposal.evidence)
    out += cat("  evidence ", printable(one.text("name")), "  sha256 ", one.text("sha256"), "\n");
  return out + cat("  content ", proposal.digest, "\n");
}

std::string next_step(const Order& order) {
  const std::string id = printable(order.id);
  if (order.state == "proposed")
    return cat("next: another person signs: licet desk approve ", id, " --proposal ",
               order.proposal->digest.substr(0, 16), "\n");
  if (order.state == "blocked") {
    for (const desk::Reason& reason : order.reasons)
      if (desk::reason_kind(reason.kind)->code.empty())
        return wrapped("next: ", cat(desk::reason_kind(reason.kind)->instead,
                                     "; then `licet desk review` asks again"));
    return cat("next: licet desk propose ", id, " --code … --evidence FILE --because …\n");
  }
  if (desk::may_go(order)) return cat("next: licet desk ship ", id, "\n");
  return "";
}

}  // namespace

std::string order_row(const Order& order, const Instant& at) {
  const std::string why = kinds(order);
  return cat(printable(order.id), "  ", label(order), age(order, at),
             held(order) && !why.empty() ? cat("  ", why) : "", "\n");
}

std::string order_page(const Order& order, const Instant& at) {
  std::string out = cat(strong(printable(order.id)), "  ", label(order), " since ",
                        to_string(order.since), age(order, at), "\n", "answer: ", order.verdict,
                        "  ", order.answer_id, "\n");
  if (!order.approved_by.empty() && order.proposal)
    out += cat("released by ", printable(order.proposal->by), " and ",
               printable(order.approved_by), "\n");
  if (!order.reasons.empty()) {
    out += held(order) ? "kept by\n" : "although\n";
    for (const desk::ReasonKind& kind : desk::reason_kinds()) out += kind_lines(order, kind);
  }
  if (order.proposal) out += proposal_lines(*order.proposal);
  return out + next_step(order);
}

}  // namespace licet::cli
