#include "show_docket.h"

#include "licet/base/text.h"
#include "licet/licence/clocks.h"

namespace licet::cli {
namespace {

std::string row(std::string_view name, std::string_view text) {
  std::string out = cat("  ", name);
  out.resize(std::max<std::size_t>(out.size() + 1, 13), ' ');
  return cat(out, text, "\n");
}

std::string amounts(const licence::LicenceLine& line) {
  std::string out;
  if (line.quantity) out += cat(line.quantity->to_string(), " ", line.unit);
  if (line.value) out += cat(out.empty() ? "" : ", ", line.value->to_string(), " ", line.currency);
  return out;
}

}  // namespace

std::string docket_summary(const licence::Profile& profile, const std::string& id,
                           const licence::Docket& docket, const licence::Instant& at) {
  const licence::State* state = profile.application().find(docket.state);
  std::string out = cat(id, docket.reference.empty() ? "" : cat("  ", docket.reference), "  ",
                        state == nullptr ? docket.state : state->label,
                        docket.sub_state.empty() ? "" : cat(" (", docket.sub_state, ")"), "\n");
  out += row("days", cat(processing_days(profile, docket, at),
                         profile.text("clock.basis") == "business" ? " working days" : " days"));
  for (const licence::IssuedLicence& licence : docket.licences)
    out += row("licence", cat(licence.reference, "  ", state_at(profile, licence, at),
                              ", last day ", to_string(last_day(profile, licence))));
  int open_hits = 0;
  for (const licence::ScreeningHit& hit : docket.hits)
    if (hit.cleared_by.empty() && ++open_hits <= 3)
      out += row("match", cat(printable(hit.party), " on ", hit.list, ", entry ", hit.entry));
  if (open_hits > 3) out += row("match", cat("and ", open_hits - 3, " more that nobody cleared"));
  return out;
}

std::string docket_details(const licence::Profile& profile, const licence::Docket& docket,
                           const licence::Instant& at) {
  std::string out;
  for (const licence::DocketParty& party : docket.parties)
    out += row(party.role, cat(printable(party.name), party.country.empty() ? "" : ", ",
                               party.country));
  for (const licence::Good& good : docket.goods)
    out += row("item", cat(good.ref, "  ", good.rating, good.rated_by.empty() ? "" : ", rated by ",
                           good.rated_by));
  if (docket.outcome) {
    out += row("proposed", cat(docket.outcome->type, " by ", docket.outcome->person));
    for (const licence::Condition& condition : docket.outcome->conditions)
      out += row("condition", cat(condition.text, " (", condition.owner,
                                  condition.lifted ? ", lifted)" : ")"));
  }
  for (const licence::Countersignature& signature : docket.signatures)
    out += row("signed", cat(signature.order, "  ", signature.person,
                             signature.accepted ? "" : ", refused",
                             signature.valid ? "" : ", no longer valid"));
  for (const auto& [clock, day] : licence::due_dates(profile, docket))
    out += row("due", cat(to_string(day), "  ", clock));
  for (const licence::IssuedLicence& licence : docket.licences)
    for (const licence::LicenceLine& line : licence.lines)
      out += row("line", cat(licence.reference, "  ", line.good, "  ", amounts(line), ", reported ",
                             line.used.to_string()));
  for (const licence::Alert& alert : docket.alerts)
    out += row("alert", cat(to_string(alert.at), "  ", alert.kind, "  ", alert.about, "  ",
                            alert.detail));
  (void)at;
  return out;
}

std::string docket_history(const licence::Docket& docket, const std::string& about) {
  std::string out;
  for (const licence::AuditRow& move : docket.audit) {
    if (!about.empty() && move.about != about) continue;
    out += cat(to_string(move.at), "  ", move.event, "  ", move.from,
               move.from == move.to ? "" : cat(" → ", move.to), "  ", move.person, " (", move.role,
               ")  ", move.cite, "\n");
  }
  return out;
}

}  // namespace licet::cli
