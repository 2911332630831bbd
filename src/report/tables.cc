#include "licet/report/tables.h"

#include <algorithm>

#include "licet/base/csv.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::report {
namespace {

std::string text_of(const Json* value) {
  if (value == nullptr || value->is_null()) return "";
  if (value->is_integer()) return std::to_string(value->integer());
  if (value->is_bool()) return value->boolean() ? "yes" : "no";
  return value->is_string() ? value->string() : "";
}

const Json::Object& object_of(const Json* value) {
  static const Json::Object kEmpty;
  return value != nullptr && value->is_object() ? value->object() : kEmpty;
}

using Row = std::vector<std::string>;

Table flow(const Json& edition) {
  Table out{"flow", "What came in and what became of it", {"row", "applications"}, {}};
  const Json& flow = *edition.find("flow");
  for (const char* key : {"opening", "received", "came_back", "in"})
    out.rows.push_back({key, text_of(flow.find(key))});
  for (const auto& [state, number] : object_of(flow.find("closed")))
    out.rows.push_back({cat("closed: ", state), text_of(&number)});
  for (const char* key : {"closed_in_all", "decided", "granted_and_denied", "closing"})
    if (flow.find(key) != nullptr) out.rows.push_back({key, text_of(flow.find(key))});
  return out;
}

Table cohort(const Json& edition) {
  Table out{"cohort", "Of those received in the period", {"row", "applications"}, {}};
  if (const Json* cohort = edition.find("cohort")) {
    for (const auto& [state, number] : object_of(cohort->find("closed")))
      out.rows.push_back({cat("closed: ", state), text_of(&number)});
    out.rows.push_back({"still_open", text_of(cohort->find("still_open"))});
  }
  return out;
}

Table rates(const Json& edition) {
  Table out{"rates",
            "Rates under every denominator",
            {"outcome", "rate", "measure", "numerator", "denominator", "percent"},
            {}};
  for (const auto& [outcome, rates] : object_of(edition.find("rates")))
    for (const auto& [rate, measures] : rates.object()) {
      if (measures.is_string()) {
        out.rows.push_back({outcome, rate, "count", "", "", measures.string()});
        continue;
      }
      const auto put = [&](const std::string& measure, const Json& one) {
        out.rows.push_back({outcome, rate, measure, text_of(one.find("numerator")),
                            text_of(one.find("denominator")), text_of(one.find("percent"))});
      };
      put("count", *measures.find("by_count"));
      put("lines", *measures.find("by_lines"));
      for (const auto& [currency, one] : measures.find("by_value")->object()) put(currency, one);
    }
  return out;
}

Row statistics(Row row, const Json* one) {
  if (one != nullptr && one->is_string()) {
    row.insert(row.end(), {"", one->string(), "", ""});
    return row;
  }
  for (const char* key : {"count", "mean", "median", "p90"})
    row.push_back(one == nullptr ? "" : text_of(one->find(key)));
  return row;
}

Table days(const Json& edition) {
  Table out{"days",
            "Days from coming in to the end",
            {"outcome", "days", "count", "mean", "median", "p90"},
            {}};
  for (const auto& [key, one] : object_of(edition.find("days")))
    out.rows.push_back(statistics({key, "gross"}, &one));
  for (const auto& [key, one] : object_of(edition.find("clock_days")))
    out.rows.push_back(statistics({key, "net of stops"}, &one));
  return out;
}

Table spent(const Json& edition, const char* section, const char* title) {
  Table out{section, title, {"where", "days", "count", "mean", "median", "p90"}, {}};
  for (const auto& [key, one] : object_of(edition.find(section))) {
    out.rows.push_back(statistics({key, "gross"}, one.find("gross")));
    out.rows.push_back(statistics({key, "net of stops"}, one.find("net")));
  }
  return out;
}

Table positions(const Json& edition) {
  Table out{"positions", "What each agency said", {"agency", "position", "applications"}, {}};
  for (const auto& [body, one] : object_of(edition.find("agencies"))) {
    for (const auto& [type, number] : object_of(one.find("positions")))
      out.rows.push_back({body, type, text_of(&number)});
    if (const Json* all = one.find("positions_in_all"))
      out.rows.push_back({body, "in all", text_of(all)});
  }
  return out;
}

Table values(const Json& edition) {
  Table out{"values", "Value by outcome", {"outcome", "currency", "applied", "authorised"}, {}};
  for (const auto& [outcome, one] : object_of(edition.find("outcomes")))
    for (const auto& [currency, amount] : object_of(one.find("value_applied")))
      out.rows.push_back({outcome, currency, text_of(&amount),
                          text_of(one.find("value_authorised")->find(currency))});
  if (edition.find("outcomes") != nullptr) return out;
  for (const auto& [outcome, row] : object_of(edition.find("values")))
    for (const auto& [currency, one] : row.object())
      out.rows.push_back(
          {outcome, currency, text_of(one.find("applied")), text_of(one.find("authorised"))});
  return out;
}

Table shipped(const Json& edition) {
  Table out{"shipped", "Applied for, authorised, shipped", {}, {}};
  if (const Json* all = edition.find("shipped")) {
    out.columns = {"currency", "shipped, net"};
    for (const auto& [currency, amount] : object_of(all))
      out.rows.push_back({currency, text_of(&amount)});
    return out;
  }
  const std::vector<std::string> keys{"applied_closed", "applied_pending", "authorised",
                                      "shipped",        "taken_back",      "shipped_net"};
  out.columns = {"currency"};
  out.columns.insert(out.columns.end(), keys.begin(), keys.end());
  for (const auto& [currency, one] : object_of(edition.find("values")->find("by_currency"))) {
    Row row{currency};
    for (const auto& key : keys) row.push_back(text_of(one.find(key)));
    out.rows.push_back(std::move(row));
  }
  return out;
}

Table terms(const Json& edition) {
  Table out{"terms", "Conditions and denials by citation", {"of", "by", "word", "count"}, {}};
  for (const char* of : {"conditions", "denials"})
    if (const Json* section = edition.find(of))
      for (const auto& [by, rows] : section->object())
        for (const auto& [word, number] : object_of(&rows))
          out.rows.push_back({of, by, word, text_of(&number)});
  return out;
}

Table criteria(const Json& edition) {
  Table out{"criteria",
            "Criteria in force, and decisions that name them",
            {"id", "means", "cite", "from", "until", "decisions"},
            {}};
  const Json* section = edition.find("criteria");
  if (section == nullptr) return out;
  for (const Json& one : section->find("in_force")->array())
    out.rows.push_back({text_of(one.find("id")), text_of(one.find("means")),
                        text_of(one.find("cite")), text_of(one.find("from")),
                        text_of(one.find("until")), text_of(one.find("decisions"))});
  for (const Json& one : section->find("named_and_not_in_force")->array()) {
    std::int64_t decisions = 0;
    for (const auto& [kind, number] :
         object_of(section->find("by_criterion")->find(one.string())))
      decisions += number.integer();
    out.rows.push_back({one.string(), "named and not in force", "", "", "", cat(decisions)});
  }
  out.rows.push_back({"", "decisions naming none", "", "", "",
                      text_of(section->find("decisions_naming_none"))});
  return out;
}

Table orders(const Json& edition) {
  Table out{"orders", "Orders in force", {"kind", "id", "author", "cite", "from", "until"}, {}};
  if (const Json* section = edition.find("orders"))
    for (const Json& one : section->array()) {
      Row row;
      for (const auto& column : out.columns) row.push_back(text_of(one.find(column)));
      out.rows.push_back(std::move(row));
    }
  return out;
}

Table breakdown(const Json& edition, const char* key, const char* title) {
  Table out{key, title, {"word", "outcome", "applications", "currency", "applied"}, {}};
  const Json* section = edition.find("breakdowns");
  if (section == nullptr) return out;
  for (const auto& [word, outcomes] : object_of(section->find(key)))
    for (const auto& [outcome, one] : outcomes.object()) {
      const auto& amounts = object_of(one.find("value_applied"));
      const std::string number = text_of(one.find("applications"));
      if (amounts.empty()) out.rows.push_back({word, outcome, number, "", ""});
      for (const auto& [currency, amount] : amounts)
        out.rows.push_back({word, outcome, number, currency, text_of(&amount)});
    }
  return out;
}

Table citations(const Json& edition) {
  Table out{"citations", "On whose authority they ended", {"outcome", "cite", "applications"}, {}};
  for (const auto& [outcome, rows] : object_of(edition.find("citations")))
    for (const auto& [cite, number] : rows.object())
      out.rows.push_back({outcome, cite, text_of(&number)});
  return out;
}

Table published(const Json& edition) {
  Table out{"published", "Published elsewhere", {"row", "published", "log"}, {}};
  const Json* section = edition.find("published");
  if (section == nullptr) return out;
  for (const Json& row : section->find("rows_that_differ")->array())
    out.rows.push_back({text_of(row.find("row")), text_of(row.find("published")),
                        text_of(row.find("log"))});
  out.rows.push_back({"difference between what came in and what is accounted for",
                      text_of(section->find("difference")), ""});
  return out;
}

}  // namespace

std::vector<Table> tables(const Json& edition) {
  std::vector<Table> out{
      flow(edition),
      cohort(edition),
      rates(edition),
      days(edition),
      spent(edition, "stages", "Days in each stage"),
      spent(edition, "agencies", "Days of each agency"),
      positions(edition),
      values(edition),
      shipped(edition),
      terms(edition),
      criteria(edition),
      orders(edition),
      breakdown(edition, "by_rating", "By rating of the goods"),
      breakdown(edition, "by_country", "By country of the parties"),
      citations(edition),
      published(edition)};
  std::erase_if(out, [](const Table& table) { return table.rows.empty(); });
  return out;
}

std::string csv(const Table& table) {
  std::string out;
  const auto put = [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out += cat(i == 0 ? "" : ",", csv_field(row[i]));
    out += "\n";
  };
  put(table.columns);
  for (const Row& row : table.rows) put(row);
  return out;
}

std::string digest_of(const Json& edition) { return to_id(sha256(to_canonical(edition))); }

}  // namespace licet::report
