#include "licet/letter/compose.h"

#include <algorithm>

#include "facts.h"
#include "licet/base/text.h"
#include "licet/licence/clocks.h"
#include "sections.h"

namespace licet::letter {
namespace {

const licence::IssuedLicence* licence_of(const licence::Docket& docket, const Request& request) {
  if (!request.licence.empty()) return docket.licence(request.licence);
  return docket.licences.empty() ? nullptr : &docket.licences.back();
}

// A word in braces: a fact, or a clock of the profile counted from the letter's day.
Result<std::string> filled_word(const View& view, const std::string& word,
                                const std::string& place) {
  if (const auto known = fact(view, word)) return isolated(known->value);
  const auto colon = word.find(':');
  const std::string clock = colon == std::string::npos ? "" : word.substr(colon + 1);
  const licence::ClockRule* rule = view.source.profile.clock(clock);
  if (rule == nullptr || (!word.starts_with("due:") && !word.starts_with("days:")))
    return Error{Code::RuleTable, place, cat("`{", printable(word), "}` is no word of a letter")};
  if (word.starts_with("days:"))
    return cat(rule->days, rule->basis == "business" ? " working" : "");
  return to_string(licence::due(view.source.profile, clock, view.day));
}

Result<std::string> filled(const View& view, const FormRow& row) {
  std::string out;
  for (std::size_t i = 0; i < row.text.size(); ++i) {
    const auto end = row.text.find('}', i);
    if (row.text[i] != '{' || end == std::string::npos) {
      out += row.text[i];
      continue;
    }
    LICET_TRY(word, filled_word(view, row.text.substr(i + 1, end - i - 1), row.place));
    out += word;
    i = end;
  }
  return out;
}

Status add_facts(const View& view, const FormRow& row, std::vector<Block>& blocks) {
  Table table{{}, {28, 72}, {}};
  for (const std::string& word : licence::words_of_cell(row.text)) {
    const auto known = fact(view, word);
    if (!known)
      return Error{Code::RuleTable, row.place,
                   cat("`", printable(word), "` is no fact of a letter")};
    table.rows.push_back({std::string(known->label), known->value});
  }
  blocks.push_back({Part::kTable, "", row.cite, std::move(table)});
  return Done{};
}

Status add_row(const View& view, const FormRow& row, std::vector<Block>& blocks) {
  if (row.part == "facts") return add_facts(view, row, blocks);
  if (row.part == "heading" || row.part == "paragraph") {
    LICET_TRY(text, filled(view, row));
    blocks.push_back(
        {row.part == "heading" ? Part::kHeading : Part::kParagraph, text, row.cite});
    return Done{};
  }
  if (add_section(view, row.part, row.cite, blocks)) return Done{};
  return Error{Code::RuleTable, row.place,
               cat("`", printable(row.part), "` is no part of a letter")};
}

std::string capitals(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return out;
}

// A licence document shows what was issued; what has become of the licence is printed over it.
void mark_what_became(const View& view, Letter& letter) {
  if (view.form.event != "issue" || view.licence == nullptr) return;
  const licence::IssuedLicence* today = view.source.now.licence(view.licence->reference);
  if (today == nullptr || today->state == view.licence->state) return;
  const licence::State* state = view.source.profile.licence().find(today->state);
  const std::string label = state == nullptr ? today->state : state->label;
  std::string since(kNotStated);
  for (const licence::AuditRow& row : view.source.now.audit)
    if (row.machine == "licence" && row.about == today->reference && row.to == today->state)
      since = to_string(row.at.day);
  letter.mark = capitals(label);
  letter.blocks.push_back({Part::kParagraph,
                           cat("This licence is no longer as it was issued: ", label, " since ",
                               since, ". What follows is what was issued."),
                           state == nullptr ? "" : state->cite});
}

// The way to the event is open, or will be: nothing is drafted that the tables already rule out.
std::optional<licence::Refusal> draft_refused(const licence::Profile& profile, const Form& form,
                                              const licence::Docket& docket,
                                              const Request& request) {
  if (form.machine == "application") {
    const licence::Machine& machine = profile.application();
    const bool over = machine.in(docket.state, "terminal") || machine.in(docket.state, "closed");
    if (over && machine.moves(docket.state, form.event).empty())
      return machine.refusal(docket.state, form.event);
    return std::nullopt;
  }
  const licence::IssuedLicence* licence = licence_of(docket, request);
  if (licence == nullptr && form.event == "issue" && request.licence.empty()) return std::nullopt;
  if (licence == nullptr) return profile.refusal("no_licence");
  const std::string state = licence::state_at(profile, *licence, request.at);
  if (profile.licence().moves(state, form.event).empty())
    return profile.licence().refusal(state, form.event);
  return std::nullopt;
}

}  // namespace

Result<Found> find_event(const licence::Profile& profile, const licence::Docket& docket,
                         const Request& request) {
  LICET_TRY(form, form_of(profile, request.kind));
  if (request.draft) return Found{std::nullopt, draft_refused(profile, form, docket, request)};
  const licence::IssuedLicence* licence = licence_of(docket, request);
  const std::string about = licence == nullptr ? request.licence : licence->reference;
  for (std::size_t i = docket.audit.size(); i-- > 0;) {
    const licence::AuditRow& row = docket.audit[i];
    const bool same = row.machine == form.machine && row.event == form.event;
    if (same && (form.machine != "licence" || row.about == about)) return Found{i, std::nullopt};
  }
  const std::string what = form.machine == "licence" && !about.empty() ? about
                           : docket.reference.empty()                  ? "the application"
                                                                       : docket.reference;
  return Found{std::nullopt,
               licence::Refusal{"no_such_event",
                                cat("no `", form.event, "` of ", visible(what),
                                    " is recorded, and a letter tells what happened; --draft "
                                    "prepares one"),
                                form.cite}};
}

Result<Letter> compose(const Source& source, const Request& request) {
  LICET_TRY(form, form_of(source.profile, request.kind));
  View view{source, request, form, licence_of(source.docket, request),
            source.event ? source.event->at.day : request.at.day};
  if (!request.licence.empty() && view.licence == nullptr)
    return Error{Code::BadValue, visible(request.licence),
                 cat("the licence was not there on ", to_string(view.day),
                     ": ask by the id of its application")};
  const bool of_licence = form.machine == "licence" && view.licence != nullptr;
  Letter letter;
  letter.kind = request.kind;
  letter.authority = stated(source.profile.text("authority"));
  letter.title = form.title;
  letter.about = of_licence ? cat("Licence ", visible(view.licence->reference))
                            : cat("Application ", stated(source.docket.reference));
  letter.day = view.day;
  if (!source.event) {
    letter.mark = "DRAFT";
    letter.blocks.push_back({Part::kParagraph,
                             "This is a draft. Nothing has been issued, and nothing may be done on "
                             "the strength of it.",
                             ""});
  }
  mark_what_became(view, letter);
  for (const FormRow& row : form.rows) LICET_TRY_DONE(add_row(view, row, letter.blocks));
  return letter;
}

}  // namespace licet::letter
