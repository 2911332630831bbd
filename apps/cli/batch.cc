#include "batch.h"

#include "ledger_licences.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

std::string_view without_gz(std::string_view path) {
  return path.ends_with(".gz") ? path.substr(0, path.size() - 3) : path;
}

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Json cell_value(std::string_view key, std::string_view cell) {
  const bool list = key == "end_use" || key == "knowledge" || key == "red_flags" ||
                    key == "footnotes" || key == "programmes";
  if (list) {
    Json::Array words;
    if (cell != "[]")
      for (std::string_view word : split(cell, '|')) words.emplace_back(word);
    return words;
  }
  if (cell == "[]") return Json::Array{};
  if (cell == "true" || cell == "false") return cell == "true";
  return Json(cell);
}

// Puts the value at items/0/eccn, making objects and lists on the way.
Status place(Json& root, std::string_view path, const std::vector<std::string_view>& steps,
             Json value) {
  Json* at = &root;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    if (at->is_array()) {
      if (!digits(steps[i]) || steps[i].size() > 3)
        return Error{Code::BadValue, std::string(path), "a list needs a number"};
      const auto index = std::size_t(std::stoi(std::string(steps[i])));
      if (index > at->array().size())
        return Error{Code::BadValue, std::string(path), "the elements of a list come in order"};
      if (index == at->array().size()) at->array().emplace_back();
      at = &at->array()[index];
    } else {
      at = &at->object()[std::string(steps[i])];
    }
    if (last)
      *at = std::move(value);
    else if (at->is_null())
      *at = digits(steps[i + 1]) ? Json(Json::Array{}) : Json(Json::Object{});
  }
  return Done{};
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

Result<Json> question_of_row(const std::vector<std::string>& header,
                             const std::vector<std::string>& cells) {
  if (cells.size() != header.size())
    return Error{Code::BadValue, "",
                 cat(cells.size(), " cells where the header has ", header.size())};
  Json question{Json::Object{}};
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (cells[i].empty()) continue;
    const auto steps = split(header[i], '/');
    LICET_TRY_DONE(place(question, header[i], steps, cell_value(steps.back(), cells[i])));
  }
  return question;
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
