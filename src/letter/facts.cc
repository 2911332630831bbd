#include "facts.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/licence/clocks.h"

namespace licet::letter {
namespace {

std::string day_of(const std::optional<licence::Instant>& at) {
  return at ? to_string(at->day) : std::string();
}

std::string party_of(const licence::Docket& docket, std::string_view role) {
  for (const licence::DocketParty& party : docket.parties)
    if (party.role == role) return party.name;
  return "";
}

std::string asked_exporter(const licence::Docket& docket) {
  const Json* exporter =
      docket.question.is_object() ? docket.question.find("exporter") : nullptr;
  return exporter != nullptr && exporter->is_object() ? std::string(exporter->text("name")) : "";
}

std::string first_of(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts)
    if (!text.empty()) return text;
  return "";
}

std::string applicant(const View& view) {
  return first_of({party_of(view.docket(), "applicant"), party_of(view.docket(), "exporter"),
                   asked_exporter(view.docket())});
}

std::string licensee(const View& view) {
  return first_of({view.source.holder, party_of(view.docket(), "exporter"),
                   party_of(view.docket(), "applicant"), asked_exporter(view.docket())});
}

std::string licence_number(const View& view) {
  return view.licence != nullptr ? view.licence->reference : "not yet given";
}

std::string issued(const View& view) {
  return view.licence != nullptr ? to_string(view.licence->issued) : "not yet issued";
}

std::string last_day_of(const View& view) {
  if (view.licence == nullptr) return "set when it is issued";
  return to_string(licence::last_day(view.source.profile, *view.licence));
}

std::string replaces(const View& view) {
  if (view.licence == nullptr || view.licence->replaces.empty()) return "no earlier licence";
  return view.licence->replaces;
}

std::string reason(const View& view) {
  const std::string given = view.detail("reason");
  const auto& outcome = view.docket().outcome;
  if (!given.empty() || view.form.machine == "licence" || !outcome) return given;
  return outcome->reason;
}

std::string provisions(const View& view) {
  const auto& outcome = view.docket().outcome;
  return outcome ? join(outcome->cites, "; ") : "";
}

std::string destination(const View& view) {
  const licence::Docket& docket = view.docket();
  std::string out(docket.question.is_object() ? docket.question.text("destination") : "");
  if (!out.empty()) return out;
  std::vector<std::string> seen;
  for (const licence::DocketParty& party : docket.parties) {
    const bool ours = party.role == "exporter" || party.role == "applicant";
    if (!ours && !party.country.empty() &&
        std::find(seen.begin(), seen.end(), party.country) == seen.end())
      seen.push_back(party.country);
  }
  return join(seen, ", ");
}

// A licence that names no port leaves them open.
std::string ports(const View& view) {
  const licence::Ports& named = view.docket().ports;
  std::string out;
  if (!named.exit.empty()) out = cat("of export ", join(named.exit, ", "));
  if (!named.unlading.empty())
    out += cat(out.empty() ? "" : "; ", "of unlading ", join(named.unlading, ", "));
  return out.empty() ? "any" : out;
}

std::string person(const View& view) {
  const auto& event = view.source.event;
  return event ? cat(event->person, ", ", spoken(event->role)) : "";
}

std::string proposed(const View& view) {
  const auto& outcome = view.docket().outcome;
  return outcome ? spoken(outcome->type) : "";
}

std::string decision(const View& view) {
  if (view.request.draft) return "not yet decided";
  const licence::State* state = view.source.profile.application().find(view.docket().state);
  return state == nullptr ? view.docket().state : state->label;
}

std::string due_text(const View& view, std::string_view clock) {
  if (view.source.profile.clock(clock) == nullptr) return "";
  return to_string(licence::due(view.source.profile, clock, view.day));
}

struct Word {
  std::string_view word, label;
  std::string (*value)(const View&);
};

const Word kWords[] = {
    {"application", "Application", [](const View& v) { return v.docket().reference; }},
    {"licence", "Licence", licence_number},
    {"applicant", "Applicant", applicant},
    {"licensee", "Licensee", licensee},
    {"submitted", "Submitted on", [](const View& v) { return day_of(v.docket().submitted); }},
    {"day", "Date", [](const View& v) { return to_string(v.day); }},
    {"issued", "Issued on", issued},
    {"last_day", "Last day", last_day_of},
    {"replaces", "Replaces", replaces},
    {"decision", "Decision", decision},
    {"reason", "Reason", reason},
    {"provisions", "Provisions", provisions},
    {"modifications", "Changes that might allow it",
     [](const View& v) { return v.detail("modifications"); }},
    {"end_use", "End use", [](const View& v) { return join(v.docket().end_use, "; "); }},
    {"destination", "Destination", destination},
    {"ports", "Ports", ports},
    {"proposed", "Proposed", proposed},
    {"person", "Official", person},
    {"officer", "Officer in charge", [](const View& v) { return v.docket().officer; }},
    {"second_person", "Approved by", [](const View& v) { return v.detail("approved_by"); }},
    {"told_of_intent", "Told of the intent on",
     [](const View& v) { return day_of(v.docket().intent); }},
    {"answer_by", "Answer by", [](const View& v) { return due_text(v, "denial_response"); }},
    {"final_on", "Denial final on", [](const View& v) { return due_text(v, "denial_final"); }},
    {"appeal_by", "Appeal by", [](const View& v) { return due_text(v, "appeal"); }},
    {"tolerance", "Tolerance, per cent",
     [](const View& v) { return v.source.profile.text("tolerance.value_percent"); }},
    {"authority", "Authority", [](const View& v) { return v.source.profile.text("authority"); }},
};

}  // namespace

std::string View::detail(std::string_view key) const {
  if (!source.event || !source.event->details.is_object()) return "";
  return std::string(source.event->details.text(key));
}

std::optional<Fact> fact(const View& view, std::string_view word) {
  for (const Word& one : kWords)
    if (one.word == word) return Fact{one.label, stated(one.value(view))};
  return std::nullopt;
}

std::string stated(std::string_view text) {
  return trim(text).empty() ? std::string(kNotStated) : visible(text);
}

std::string spoken(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace licet::letter
