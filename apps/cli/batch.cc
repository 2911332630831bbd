#include "batch.h"

#include "batch_row.h"
#include "ledger_licences.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

std::string_view without_gz(std::string_view path) {
  return path.ends_with(".gz") ? path.substr(0, path.size() - 3) : path;
}

struct Row {
  Result<Json> question;
};

Result<std::vector<Row>> rows_of_csv(const std::string& path, std::string_view text) {
  LICET_TRY(records, read_csv(text, path));
  std::vector<Row> rows;
  for (std::size_t i = 1; i < records.size(); ++i)
    rows.push_back({question_of_row(records[0].fields, records[i].fields)});
  return rows;
}

std::vector<Row> rows_of_lines(std::string_view text) {
  std::vector<Row> rows;
  for (std::string_view line : split(text, '\n'))
    if (!trim(line).empty()) rows.push_back({read_json(line)});
  return rows;
}

}  // namespace

bool is_batch(const std::string& path) {
  const auto name = without_gz(path);
  return name.ends_with(".jsonl") || name.ends_with(".csv");
}

Json error_object(const Error& error) {
  Json::Object inner;
  inner["code"] = std::string(code_row(error.code).name);
  inner["place"] = error.place;
  inner["detail"] = to_line(error);
  Json::Object outer;
  outer["error"] = std::move(inner);
  return outer;
}

int ask_batch(const api::Engine& engine, const std::string& path, const api::AskOptions& options,
              const std::optional<ledger::KeptLicences>& kept) {
  auto text = read_input(path);
  if (!text.ok()) return fail(text.error());
  std::vector<Row> rows;
  if (without_gz(path).ends_with(".csv")) {
    auto read = rows_of_csv(path, text.value());
    if (!read.ok()) return fail(read.error());
    rows = std::move(read.value());
  } else {
    rows = rows_of_lines(text.value());
  }
  Progress progress("asking", rows.size());
  bool all = true;
  for (const Row& row : rows) {
    api::AskOptions each = options;
    const auto answer = row.question.ok()
                            ? engine.ask(filled(row.question.value(), kept, each), each)
                            : Result<decide::Answer>(row.question.error());
    all = all && answer.ok();
    const Json line = answer.ok() ? answer.value().document : error_object(answer.error());
    print(to_canonical(line) + "\n");
    progress.step();
  }
  return all ? 0 : 3;
}

}  // namespace licet::cli
