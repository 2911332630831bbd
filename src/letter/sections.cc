#include "sections.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::letter {
namespace {

using Blocks = std::vector<Block>;

void add_paragraph(Blocks& blocks, std::string text, const std::string& cite) {
  blocks.push_back({Part::kParagraph, std::move(text), cite});
}

void add_table(Blocks& blocks, Table table, const std::string& cite) {
  blocks.push_back({Part::kTable, "", cite, std::move(table)});
}

// The object of the question's list whose `key` is `value`: what was asked says more of a good or
// a party than the docket's own rows.
const Json* asked(const licence::Docket& docket, std::string_view list, std::string_view key,
                  std::string_view value) {
  const Json* all = docket.question.is_object() ? docket.question.find(list) : nullptr;
  if (all == nullptr || !all->is_array()) return nullptr;
  for (const Json& one : all->array())
    if (one.is_object() && one.text(key) == value) return &one;
  return nullptr;
}

std::string asked_text(const Json* object, std::string_view key) {
  return object == nullptr ? "" : std::string(object->text(key));
}

std::string amount(const std::optional<Decimal>& value, std::string_view unit) {
  if (!value) return "";
  return unit.empty() ? value->to_string() : cat(value->to_string(), " ", unit);
}

void parties(const View& view, const std::string& cite, Blocks& blocks) {
  Table table{{"Role", "Name", "Country", "Address"}, {18, 37, 10, 35}, {}};
  for (const licence::DocketParty& party : view.docket().parties) {
    const Json* more = asked(view.docket(), "parties", "name", party.name);
    table.rows.push_back({stated(spoken(party.role)), stated(party.name), stated(party.country),
                          stated(asked_text(more, "address"))});
  }
  if (table.rows.empty()) return add_paragraph(blocks, "Parties: not stated.", cite);
  add_table(blocks, std::move(table), cite);
}

Table items_table() {
  return {{"Item", "Classification", "Description", "Quantity", "Value"}, {10, 17, 37, 17, 19}, {}};
}

std::string described(const View& view, const std::string& good) {
  return stated(asked_text(asked(view.docket(), "items", "line", good), "description"));
}

void items_applied(const View& view, const std::string& cite, Blocks& blocks) {
  Table table = items_table();
  for (const licence::Good& good : view.docket().goods)
    table.rows.push_back({stated(good.ref), stated(good.rating), described(view, good.ref),
                          stated(amount(good.quantity, good.unit)),
                          stated(amount(good.value, good.currency))});
  if (table.rows.empty()) return add_paragraph(blocks, "Items: not stated.", cite);
  add_table(blocks, std::move(table), cite);
}

// A quantity or value that a licence does not state limits nothing (15 CFR 750.7(f)).
std::string limit(const std::optional<Decimal>& value, std::string_view unit) {
  return value ? stated(amount(value, unit)) : cat(kNotStated, ": no limit");
}

void items_licensed(const View& view, const std::string& cite, Blocks& blocks) {
  Table table = items_table();
  if (view.licence == nullptr && view.docket().draft_lines.empty())
    return items_applied(view, cite, blocks);
  const auto& lines =
      view.licence == nullptr ? view.docket().draft_lines : view.licence->lines;
  for (const licence::LicenceLine& line : lines) {
    const std::string& currency =
        line.currency.empty() ? view.source.profile.text("currency") : line.currency;
    table.rows.push_back({stated(line.good), stated(line.rating), described(view, line.good),
                          limit(line.quantity, line.unit), limit(line.value, currency)});
  }
  if (table.rows.empty()) return add_paragraph(blocks, "Items: not stated.", cite);
  add_table(blocks, std::move(table), cite);
}

std::string due_of_condition(const licence::Condition& condition) {
  const std::string due = spoken(to_string(condition.due));
  if (condition.met_by.empty()) return stated(due);
  return visible(cat(due.empty() ? kNotStated : due, "; met by ", condition.met_by));
}

void conditions(const View& view, const std::string& cite, Blocks& blocks) {
  static const std::vector<licence::Condition> kNone;
  const auto& outcome = view.docket().outcome;
  const auto& all = view.licence != nullptr ? view.licence->conditions
                    : outcome               ? outcome->conditions
                                            : kNone;
  Table table{{"No.", "Condition", "Kind", "Set by", "Due", "Provision"},
              {6, 36, 12, 12, 16, 18}, {}};
  int lifted = 0;
  for (const licence::Condition& condition : all) {
    lifted += condition.lifted ? 1 : 0;
    if (!condition.lifted)
      table.rows.push_back({std::to_string(table.rows.size() + 1), stated(condition.text),
                            stated(spoken(condition.kind)), stated(condition.owner),
                            due_of_condition(condition), stated(condition.cite)});
  }
  if (table.rows.empty())
    add_paragraph(blocks, "No condition is set.", cite);
  else
    add_table(blocks, std::move(table), cite);
  if (lifted > 0)
    add_paragraph(blocks, cat("Conditions lifted with the word of who set them: ", lifted, "."),
                  cite);
}

void criteria(const View& view, const std::string& cite, Blocks& blocks) {
  const auto& outcome = view.docket().outcome;
  if (!outcome || outcome->criteria.empty())
    return add_paragraph(blocks, "Criteria: not stated.", cite);
  Table table{{"Criterion", "What it means", "Made known by", "Provision"}, {18, 42, 18, 22}, {}};
  for (const std::string& id : outcome->criteria) {
    const auto& known = view.source.policies.criteria;
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) {
      return one.id == id && one.from <= view.day && (!one.until || view.day <= *one.until);
    });
    if (found == known.end())
      table.rows.push_back({stated(id), std::string(kNotStated), std::string(kNotStated),
                            std::string(kNotStated)});
    else
      table.rows.push_back(
          {stated(id), stated(found->means), stated(found->author), stated(found->cite)});
  }
  add_table(blocks, std::move(table), cite);
}

void overseers(const View& view, const std::string& cite, Blocks& blocks) {
  Table table{{"Overseer", "Told on", "Order", "No grant before", "On the word of"},
              {26, 16, 14, 18, 26}, {}};
  std::vector<std::string> named;
  for (const licence::NoticeRule& rule : view.source.policies.notices) {
    const bool runs = rule.from <= view.day && (!rule.until || view.day <= *rule.until);
    if (!runs || !reaches(rule.scope, view.docket())) continue;
    for (const std::string& overseer : rule.overseers) {
      const auto told = view.docket().overseers.find(overseer);
      const bool is_told = told != view.docket().overseers.end();
      const Day day = is_told ? told->second.day : view.day;
      named.push_back(overseer);
      table.rows.push_back({stated(overseer), is_told ? to_string(day) : "not yet",
                            stated(rule.id),
                            is_told || view.request.draft ? to_string(day.plus(rule.waiting_days))
                                                          : "not yet",
                            stated(cat(rule.author, " (", rule.cite, ")"))});
    }
  }
  for (const auto& [overseer, at] : view.docket().overseers)
    if (std::find(named.begin(), named.end(), overseer) == named.end())
      table.rows.push_back({stated(overseer), to_string(at.day), "no standing order",
                            std::string(kNotStated), std::string(kNotStated)});
  if (table.rows.empty()) return add_paragraph(blocks, "Overseers: not stated.", cite);
  add_table(blocks, std::move(table), cite);
}

void signatures(const View& view, const std::string& cite, Blocks& blocks) {
  Table table{{"Step", "Person", "Date"}, {30, 45, 25}, {}};
  std::string content;
  if (const auto& outcome = view.docket().outcome)
    table.rows.push_back({"proposed", stated(outcome->person), to_string(outcome->at.day)});
  for (const licence::Countersignature& signature : view.docket().signatures) {
    if (!signature.valid || !signature.accepted) continue;
    table.rows.push_back({"countersigned", stated(signature.person),
                          to_string(signature.at.day)});
    content = signature.content;
  }
  if (const auto& event = view.source.event)
    table.rows.push_back({"carried out", stated(event->person), to_string(event->at.day)});
  if (table.rows.empty()) return add_paragraph(blocks, "Decided by: not stated.", cite);
  add_table(blocks, std::move(table), cite);
  add_table(blocks, {{}, {28, 72}, {{"Content that was signed", stated(content)}}}, cite);
}

struct Section {
  std::string_view part;
  void (*add)(const View&, const std::string&, Blocks&);
};

constexpr Section kSections[] = {
    {"parties", parties},       {"items_applied", items_applied},
    {"conditions", conditions}, {"items_licensed", items_licensed},
    {"criteria", criteria},     {"overseers", overseers},
    {"signatures", signatures},
};

}  // namespace

bool add_section(const View& view, std::string_view part, const std::string& cite,
                 std::vector<Block>& blocks) {
  for (const Section& section : kSections)
    if (section.part == part) {
      section.add(view, cite, blocks);
      return true;
    }
  return false;
}

}  // namespace licet::letter
