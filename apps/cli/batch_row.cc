#include "batch_row.h"

#include "licet/base/text.h"

namespace licet::cli {
namespace {

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
    } else if (at->is_object()) {
      at = &at->object()[std::string(steps[i])];
    } else {
      return Error{Code::BadValue, std::string(path), "another column puts a value above this one"};
    }
    if (last && !at->is_null())
      return Error{Code::BadValue, std::string(path), "two columns put a value at this place"};
    if (last)
      *at = std::move(value);
    else if (at->is_null())
      *at = digits(steps[i + 1]) ? Json(Json::Array{}) : Json(Json::Object{});
  }
  return Done{};
}

}  // namespace

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

}  // namespace licet::cli
