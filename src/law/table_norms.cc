#include "table_norms.h"

#include "licet/base/text.h"
#include "norm_checks.h"
#include "served.h"
#include "table_cells.h"

namespace licet::law {
namespace {

Error at(const CsvTable& table, std::size_t row, std::string_view column, const Error& error) {
  return Error{error.code, table.place(row, column), error.detail};
}

Result<Predicate> expression(const CsvTable& table, std::size_t row, std::string_view column,
                             const Vocabulary& vocabulary) {
  auto parsed = parse_expression(table.at(row, column), vocabulary);
  if (!parsed.ok()) return at(table, row, column, parsed.error());
  return with_served(std::move(parsed.value()));
}

std::vector<std::string> cites_of(std::string_view text) {
  std::vector<std::string> cites;
  for (std::string_view piece : split(text, ';'))
    if (!trim(piece).empty()) cites.emplace_back(trim(piece));
  return cites;
}

Predicate paragraphs(std::string_view list) {
  Test test{"item.para", Operator::kIn, {}};
  for (std::string_view piece : split(list, ','))
    if (!trim(piece).empty()) test.literals.push_back(std::string(trim(piece)));
  return Predicate::of(std::move(test));
}

// Reasons under which an entry requires nothing and only points elsewhere.
bool points_elsewhere(std::string_view reason) {
  return reason.starts_with("other_agency") || reason == "moved_entry";
}

Status add_destination(const CsvTable& table, std::size_t row, const TableContext& context,
                       Norm& norm) {
  const std::string text(table.at(row, "destination_rule"));
  if (text.starts_with("section:")) {
    const auto it = context.sections.find(text.substr(8));
    if (it == context.sections.end())
      return Error{Code::RuleTable, table.place(row, "destination_rule"),
                   cat("`", text, "` is not in sections.csv")};
    norm.when.push_back({"destination", text, it->second.destinations});
    if (it->second.extra.kind != Predicate::Kind::kAlways)
      norm.when.push_back({"end_use", text, it->second.extra});
    norm.cite.insert(norm.cite.end(), it->second.cite.begin(), it->second.cite.end());
    return Done{};
  }
  auto rule = parse_destination_rule(text);
  if (!rule.ok()) return at(table, row, "destination_rule", rule.error());
  if (auto fits = check_predicate(rule.value(), context.vocabulary, context.places); !fits.ok())
    return at(table, row, "destination_rule", fits.error());
  if (rule.value().kind == Predicate::Kind::kChartMark)
    norm.cite.insert(norm.cite.end(), {"Supp. No. 1 to part 738", "15 CFR 738.4(a)(2)"});
  norm.when.push_back({"destination", text, std::move(rule.value())});
  return Done{};
}

Status add_reason(const CsvTable& table, std::size_t row, const TableContext& context, Norm& norm) {
  norm.reason = std::string(table.at(row, "reason"));
  const WordInfo* reason = context.vocabulary.word("reasons", norm.reason);
  if (reason == nullptr)
    return Error{Code::RuleUnknownWord, table.place(row, "reason"),
                 cat("`", norm.reason, "` is not in [reasons]; nearest: `",
                     nearest_word(norm.reason, context.vocabulary.words("reasons")), "`")};
  for (auto& cite : cites_of(reason->cite)) norm.cite.push_back(std::move(cite));
  norm.title = cat(norm.entry, norm.entry.empty() ? "" : ": ", reason->means);
  return Done{};
}

// An item goes to another country under these activities; the others have rules of their own.
Cell moves() {
  const std::string text =
      "\"export\", \"reexport\", \"transfer_in_country\", \"export_from_abroad\", "
      "\"deemed_export\", \"deemed_reexport\", \"purchase_from\"";
  return {"activity", text, parse_cell("activity", text).value()};
}

Cell leaves_us() {
  const std::string text = "not(\"US\")";
  return {"destination", text, parse_cell("destination", text).value()};
}

Result<Norm> control_row(const CsvTable& table, std::size_t row, const TableContext& context,
                         const ControlList& list) {
  Norm norm;
  norm.entry = std::string(table.at(row, "eccn"));
  norm.id = cat(list.prefix, norm.entry, ".", table.at(row, "row"));
  norm.file = std::string(list.file);
  norm.line = table.line(row);
  norm.kind = NormKind::kRequirement;
  norm.confidence = std::string(table.at(row, "confidence"));
  norm.cite = cites_of(table.at(row, "cite"));
  LICET_TRY(span, span_of(table, row));
  norm.in_force = span;
  norm.unverified_history =
      table.at(row, "from").empty() || table.at(row, "history") == "unverified";
  LICET_TRY_DONE(add_reason(table, row, context, norm));
  // Elsewhere the rule of destinations says it, and whatever is done counts.
  if (list.prefix.starts_with("us.ear.")) {
    norm.when.push_back(moves());
    norm.when.push_back(leaves_us());
  }
  LICET_TRY(scope, item_scope(table, row, context.vocabulary));
  norm.when.push_back({"item.para", std::string(table.at(row, "item_scope")), std::move(scope)});
  if (points_elsewhere(norm.reason)) {
    norm.untranslatable = true;
    if (norm.reason == "other_agency_ddtc") norm.referrals.push_back("DDTC");
    return norm;
  }
  LICET_TRY_DONE(add_destination(table, row, context, norm));
  if (!table.at(row, "extra_conditions").empty()) {
    LICET_TRY(extra, expression(table, row, "extra_conditions", context.vocabulary));
    norm.when.push_back(
        {"item.eccn", std::string(table.at(row, "extra_conditions")), std::move(extra)});
  }
  // Announced as not enforced, or not stated at all: a person must read it.
  const bool refer = table.at(row, "status") == "refer";
  const bool announced = table.at(row, "law_status") == "announced_not_enforced";
  norm.untranslatable = refer || announced;
  if (refer) norm.title += " (the row could not be read)";
  if (announced) norm.title += " (in the text, announced as not enforced)";
  if (refer && norm.when.size() > 3) norm.when.erase(norm.when.begin() + 3, norm.when.end());
  return norm;
}

}  // namespace

Result<Predicate> item_scope(const CsvTable& table, std::size_t row, const Vocabulary& vocabulary) {
  const std::string_view text = trim(table.at(row, "item_scope"));
  if (text == "entire") return Predicate::always();
  if (text.starts_with("include:")) return paragraphs(text.substr(8));
  if (text.starts_with("exclude:")) return Predicate::negation(paragraphs(text.substr(8)));
  if (text.starts_with("predicate:")) {
    auto parsed = parse_expression(text.substr(10), vocabulary);
    if (!parsed.ok()) return at(table, row, "item_scope", parsed.error());
    return with_served(std::move(parsed.value()));
  }
  return Error{Code::RuleTable, table.place(row, "item_scope"),
               cat("`", printable(text), "` is no item scope")};
}

Status read_sections(const CsvTable& table, const Vocabulary& vocabulary, const Places& places,
                     Sections& sections) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Section section;
    auto rule = parse_destination_rule(table.at(row, "destination_rule"));
    if (!rule.ok()) return at(table, row, "destination_rule", rule.error());
    if (auto fits = check_predicate(rule.value(), vocabulary, places); !fits.ok())
      return at(table, row, "destination_rule", fits.error());
    section.destinations = std::move(rule.value());
    if (!table.at(row, "extra_conditions").empty()) {
      LICET_TRY(extra, expression(table, row, "extra_conditions", vocabulary));
      section.extra = std::move(extra);
    }
    section.cite = cites_of(table.at(row, "cite"));
    sections[std::string(table.at(row, "section"))] = std::move(section);
  }
  return Done{};
}

Status add_control_rows(const CsvTable& table, const TableContext& context,
                        const ControlList& list, std::vector<Norm>& norms) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    LICET_TRY(norm, control_row(table, row, context, list));
    norms.push_back(std::move(norm));
  }
  return Done{};
}

Status add_chart_footnotes(const CsvTable& table, const TableContext& context,
                           std::string_view file, std::vector<Norm>& norms) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.at(row, "effect") != "adds_requirement") continue;
    Norm norm;
    norm.id = cat("us.ear.738.footnote.", table.at(row, "footnote"));
    norm.file = std::string(file);
    norm.line = table.line(row);
    norm.confidence = "medium";
    norm.cite = cites_of(table.at(row, "cite"));
    norm.cite.push_back("Supp. No. 1 to part 738");
    norm.unverified_history = true;
    LICET_TRY(span, span_of(table, row));
    norm.in_force = span;
    LICET_TRY_DONE(add_reason(table, row, context, norm));
    norm.when.push_back(moves());
    Test places{"destination", Operator::kIn, {}};
    for (std::string_view code : split(table.at(row, "destinations"), ' '))
      if (!code.empty()) places.literals.push_back(std::string(code));
    norm.when.push_back({"destination", std::string(table.at(row, "destinations")),
                         Predicate::of(std::move(places))});
    LICET_TRY(items, expression(table, row, "item_predicate", context.vocabulary));
    norm.when.push_back(
        {"item.eccn", std::string(table.at(row, "item_predicate")), std::move(items)});
    norms.push_back(std::move(norm));
  }
  return Done{};
}

}  // namespace licet::law
