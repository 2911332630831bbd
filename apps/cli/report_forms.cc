#include "report_forms.h"

#include <filesystem>

#include "licet/base/text.h"
#include "licet/report/tables.h"

namespace licet::cli {
namespace {

void row(std::string_view name, const Json* number) {
  if (number == nullptr) return;
  const std::string text = number->is_integer() ? std::to_string(number->integer())
                                                : number->string();
  print(cat("  ", name, std::string(name.size() < 28 ? 28 - name.size() : 1, ' '), text, "\n"));
}

void print_flow(const Json& flow) {
  row("opening", flow.find("opening"));
  row("received", flow.find("received"));
  row("came back", flow.find("came_back"));
  for (const auto& [state, number] : flow.find("closed")->object()) row(state, &number);
  row("closing", flow.find("closing"));
}

void print_days(const Json& edition) {
  const auto line = [&](std::string_view name, const char* key) {
    const Json* all = edition.find(key)->find("all");
    if (all == nullptr || !all->is_object()) return;
    const Json* p90 = all->find("p90");
    print(cat("  ", name, std::string(28 - name.size(), ' '), "mean ", all->text("mean"),
              ", median ", all->find("median")->integer()));
    print(p90 == nullptr ? std::string("\n") : cat(", p90 ", p90->integer(), "\n"));
  };
  line("days", "days");
  line("days, stops left out", "clock_days");
}

void print_published(const Json& published) {
  print(cat("published: ", printable(published.text("source")), "\n"));
  if (!published.find("balanced")->boolean())
    print(cat("  DOES NOT ADD UP: ", published.find("in")->integer(), " in, ",
              published.find("out")->integer(), " accounted for; difference ",
              published.find("difference")->integer(), "\n"));
  if (const Json* shares = published.find("shares"); shares && !shares->find("balanced")->boolean())
    print(cat("  SHARES DO NOT ADD UP: ", shares->text("sum"), " %, ", shares->text("difference"),
              " % are missing; rounding explains ", shares->text("rounding_explains"), " %\n"));
  for (const Json& differs : published.find("rows_that_differ")->array())
    print(cat("  ", printable(differs.text("row")), ": published ",
              differs.find("published")->integer(), ", the record says ",
              differs.find("log")->integer(), "\n"));
}

void print_since(const Json& since) {
  print(cat("since the edition of ", since.text("last_period"), "\n"));
  for (const Json& line : since.find("words")->array()) print(cat("  ", line.string(), "\n"));
  for (const auto& [key, name] :
       {std::pair("restated", "restated"), std::pair("changed", "changed")})
    for (const Json& differs : since.find(key)->array())
      print(cat("  ", name, ": ", printable(differs.text("words"), 200), "\n"));
}

}  // namespace

void print_edition(const Json& edition, const Json& since) {
  print(cat("applications, ", edition.text("period"), " (", edition.text("profile"), "), ",
            edition.text("edition"), " edition\n"));
  print_flow(*edition.find("flow"));
  print_days(edition);
  if (!edition.text("note").empty()) print(cat("  ", edition.text("note"), "\n"));
  if (const Json* published = edition.find("published")) print_published(*published);
  if (since.is_object()) print_since(since);
  print(cat(edition.find("balanced")->boolean() ? "balanced" : "NOT BALANCED", "\nreport ",
            report::digest_of(edition), "\nlog ", edition.text("log"), "\n"));
}

Status write_tables(const std::string& folder, const Json& edition) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Error{Code::FileUnwritable, folder, error.message()};
  for (const report::Table& table : report::tables(edition))
    LICET_TRY_DONE(write_output((std::filesystem::path(folder) / (table.name + ".csv")).string(),
                                report::csv(table)));
  return Done{};
}

}  // namespace licet::cli
