#include <algorithm>

#include "licet/base/text.h"
#include "licet/report/tables.h"

// The page: everything in it is text that was escaped, or numbers.
namespace licet::report {
namespace {

constexpr std::string_view kStyle = R"(<style>
body{font:15px/1.45 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
body{color:#1b1b1b;background:#fff}
h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.1rem;margin:2rem 0 .4rem}
table{border-collapse:collapse;width:100%;font-size:.87rem}
th,td{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #d5d5d5}
td{vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
th.n{text-align:right}
.facts{color:#444;font-size:.9rem}code{font-size:.78rem;overflow-wrap:anywhere}
.warn{border-left:4px solid #a40000;padding:.4rem .8rem;background:#fbeeee}
svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#1b1b1b}
@media print{body{margin:0;max-width:none;font-size:11px}
h2{break-after:avoid}tr,svg{break-inside:avoid}}
</style>
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
  return out;
}

bool digits(std::string_view text) {
  return !text.empty() && text.size() < 16 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool numeric(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '<';
  });
}

// One bar: what stands before it, its length (below nought: nothing to draw), what stands after.
struct Bar {
  std::string label;
  std::int64_t length = -1;
  std::string text;
};

std::string chart(std::string_view title, const std::vector<Bar>& bars) {
  constexpr std::int64_t kLeft = 250, kWidth = 480, kRow = 24;
  std::int64_t greatest = 1;
  for (const Bar& bar : bars) greatest = std::max(greatest, bar.length);
  const auto height = std::int64_t(bars.size()) * kRow + 8;
  std::string out =
      cat("<svg role=\"img\" viewBox=\"0 0 860 ", height, "\" width=\"860\" height=\"", height,
          "\" aria-label=\"", escaped(title), "\">\n");
  std::int64_t y = 4;
  for (const Bar& bar : bars) {
    const std::int64_t length = bar.length < 0 ? 0 : bar.length * kWidth / greatest;
    out += cat("<text x=\"", kLeft - 8, "\" y=\"", y + 15, "\" text-anchor=\"end\">",
               escaped(bar.label), "</text>");
    if (bar.length > 0)
      out += cat("<rect x=\"", kLeft, "\" y=\"", y + 3, "\" width=\"",
                 std::max<std::int64_t>(length, 1), "\" height=\"", kRow - 8,
                 "\" fill=\"#35608f\"/>");
    out += cat("<text x=\"", kLeft + length + 6, "\" y=\"", y + 15, "\">", escaped(bar.text),
               "</text>\n");
    y += kRow;
  }
  return out + "</svg>\n";
}

std::int64_t whole_part(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  std::int64_t out = -1;
  if (digits(whole)) {
    out = 0;
    for (const char c : whole) out = out * 10 + (c - '0');
  }
  return out;
}

const Table* find(const std::vector<Table>& all, std::string_view name) {
  for (const Table& table : all)
    if (table.name == name) return &table;
  return nullptr;
}

// Bars of one column; rows that are not `only` in the column before are left out.
std::string bars_of(const Table& table, std::size_t column, std::string_view title,
                    std::string_view only = "") {
  std::vector<Bar> bars;
  for (const auto& row : table.rows) {
    if (!only.empty() && row[1] != only) continue;
    bars.push_back({row[0], whole_part(row[column]), row[column]});
  }
  return bars.empty() ? "" : cat("<h2>", escaped(title), "</h2>\n", chart(title, bars));
}

std::string value_bars(const Table& table) {
  std::vector<std::string> currencies;
  for (const auto& row : table.rows)
    if (std::find(currencies.begin(), currencies.end(), row[1]) == currencies.end())
      currencies.push_back(row[1]);
  std::string out;
  for (const std::string& currency : currencies) {
    std::vector<Bar> bars;
    for (const auto& row : table.rows)
      if (row[1] == currency) {
        bars.push_back({cat(row[0], ", applied"), whole_part(row[2]), row[2]});
        if (!row[3].empty())
          bars.push_back({cat(row[0], ", authorised"), whole_part(row[3]), row[3]});
      }
    const std::string title = cat("Value, ", currency);
    out += cat("<h2>", escaped(title), "</h2>\n", chart(title, bars));
  }
  return out;
}

std::string html_table(const Table& table) {
  std::string out = cat("<h2>", escaped(table.title), "</h2>\n<table><thead><tr>");
  std::vector<bool> right(table.columns.size(), true);
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      right[i] = right[i] && (row[i].empty() || numeric(row[i]) || row[i] == "withheld");
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += cat(right[i] ? "<th class=\"n\">" : "<th>", escaped(table.columns[i]), "</th>");
  out += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      out += cat(right[i] ? "<td class=\"n\">" : "<td>", escaped(row[i]), "</td>");
    out += "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::string since_part(const Json& since) {
  if (!since.is_object()) return "";
  std::string out = cat("<h2>Since the last edition (", escaped(since.text("last_period")),
                        ")</h2>\n");
  for (const Json& line : since.find("words")->array())
    out += cat("<p>", escaped(line.string()), "</p>\n");
  for (const auto& [key, title] :
       {std::pair("restated", "Restated"), std::pair("changed", "Changed")}) {
    Table table{key, title, {"row", "was", "is"}, {}};
    for (const Json& row : since.find(key)->array())
      table.rows.push_back({std::string(row.text("row")), std::string(row.text("was")),
                            std::string(row.text("is"))});
    if (!table.rows.empty()) out += html_table(table);
  }
  return out;
}

}  // namespace

std::string html_page(const Json& edition, const Json& since) {
  const std::vector<Table> all = tables(edition);
  const std::string title = cat("Applications, ", edition.text("period"));
  std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>";
  out += cat(escaped(title), "</title>\n", kStyle, "</head><body>\n");
  out += cat("<h1>", escaped(title), "</h1>\n");
  out += cat("<p class=\"facts\">", escaped(edition.text("edition")), " edition, ",
             escaped(edition.text("profile")), "<br>edition <code>", digest_of(edition),
             "</code><br>log <code>", escaped(edition.text("log")), "</code></p>\n");
  if (!edition.text("note").empty())
    out += cat("<p class=\"facts\">", escaped(edition.text("note")), "</p>\n");
  if (!edition.find("balanced")->boolean())
    out += "<p class=\"warn\">The published figures do not add up, or differ from the log: see the "
           "table at the end.</p>\n";
  if (const Table* flow = find(all, "flow")) out += bars_of(*flow, 1, "Applications");
  if (const Table* days = find(all, "days"))
    out += bars_of(*days, 3, "Mean days, gross, by outcome", "gross");
  if (const Table* stages = find(all, "stages"))
    out += bars_of(*stages, 3, "Mean days in each stage, gross", "gross");
  if (const Table* agencies = find(all, "agencies"))
    out += bars_of(*agencies, 3, "Mean days of each agency, gross", "gross");
  if (const Table* values = find(all, "values")) out += value_bars(*values);
  out += since_part(since);
  for (const Table& table : all) out += html_table(table);
  return out + "</body></html>\n";
}

}  // namespace licet::report
