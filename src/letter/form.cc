#include "form.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/letter/compose.h"

namespace licet::letter {
namespace {

Status set_edge(const licence::Profile& profile, const FormRow& row, Form& form) {
  const auto colon = row.text.find(':');
  const Error wrong{Code::RuleTable, row.place, "an edge is application:EVENT or licence:EVENT"};
  if (colon == std::string::npos) return wrong;
  form.machine = row.text.substr(0, colon);
  form.event = row.text.substr(colon + 1);
  form.cite = row.cite;
  if (form.machine != "application" && form.machine != "licence") return wrong;
  const auto& machine = form.machine == "licence" ? profile.licence() : profile.application();
  if (!machine.knows(form.event)) return wrong;
  return Done{};
}

}  // namespace

std::vector<std::string> kinds(const licence::Profile& profile) {
  std::vector<std::string> out;
  const CsvTable* table = profile.table("letters");
  for (std::size_t i = 0; table != nullptr && i < table->rows(); ++i) {
    std::string kind(table->at(i, "kind"));
    if (std::find(out.begin(), out.end(), kind) == out.end()) out.push_back(std::move(kind));
  }
  return out;
}

Result<Form> form_of(const licence::Profile& profile, const std::string& kind) {
  const auto known = kinds(profile);
  if (known.empty())
    return Error{Code::BadValue, "--kind",
                 cat("the profile ", profile.id(), " has no letters: its table letters.csv is not "
                                                   "in the rules of this snapshot")};
  if (std::find(known.begin(), known.end(), kind) == known.end())
    return Error{Code::BadValue, "--kind",
                 cat("`", printable(kind), "`: the letters of ", profile.id(), " are ",
                     join(known, ", "))};
  Form form;
  const CsvTable& table = *profile.table("letters");
  std::string place;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (table.at(i, "kind") != kind) continue;
    FormRow row{std::string(table.at(i, "part")), std::string(table.at(i, "text")),
                std::string(table.at(i, "cite")), table.place(i, "text")};
    place = row.place;
    if (row.part == "edge")
      LICET_TRY_DONE(set_edge(profile, row, form));
    else if (row.part == "title")
      form.title = row.text;
    else
      form.rows.push_back(std::move(row));
  }
  if (form.event.empty() || form.title.empty())
    return Error{Code::RuleTable, place, "a letter needs an edge and a title"};
  return form;
}

}  // namespace licet::letter
