#include "case_file.h"

#include <algorithm>
#include <filesystem>

#include "context.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

namespace fs = std::filesystem;

void put(Json& target, const Json* changes) {
  if (changes == nullptr || !changes->is_object() || !target.is_object()) return;
  for (const auto& [key, value] : changes->object()) {
    if (value.is_null())
      target.object().erase(key);
    else
      target.object()[key] = value;
  }
}

void put_first(Json& question, const char* list, const Json* changes) {
  if (changes == nullptr) return;
  Json& all = question.object()[list];
  if (!all.is_array()) all = Json::Array{};
  if (all.array().empty()) all.array().emplace_back(Json::Object{});
  put(all.array().front(), changes);
}

Result<std::vector<fs::path>> case_files(const std::string& folder) {
  std::error_code failed;
  std::vector<fs::path> paths;
  fs::recursive_directory_iterator walk(folder, failed);
  for (; !failed && walk != fs::end(walk); walk.increment(failed)) {
    const fs::path& path = walk->path();
    if (path.extension() == ".jsonl" && path.parent_path().filename() == "tests")
      paths.push_back(path);
  }
  if (failed) return Error{Code::FileUnreadable, folder, failed.message()};
  std::sort(paths.begin(), paths.end());
  return paths;
}

// Every key has its place, so that a misspelt expectation is not passed over.
Status check_keys(const Json& test, const std::string& place) {
  static const std::vector<std::string> kKnown{
      "id", "kind", "question", "item", "party", "on", "options", "expect", "source", "note",
      "confidence", "destination", "column", "place", "of", "string", "eccn", "norm", "worlds",
      "names", "hs", "regime"};
  for (const auto& [key, value] : test.object())
    if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end())
      return Error{Code::JsonUnknownKey, place,
                   cat("`", printable(key), "`; nearest: `", nearest_word(key, kKnown), "`")};
  std::vector<const char*> needed{"id", "source"};
  if (test.text("kind") != "norm") needed.insert(needed.end(), {"on", "expect"});  // of each world
  for (const char* key : needed)
    if (test.find(key) == nullptr) return Error{Code::JsonMissingKey, cat(place, "#/", key), ""};
  return Done{};
}

Status read_file(const fs::path& path, const std::string& name, std::vector<WrittenCase>& cases) {
  LICET_TRY(text, read_input(path.string()));
  Json base{Json::Object{}};
  std::uint64_t line = 0;
  for (std::string_view row : split(text, '\n')) {
    ++line;
    if (trim(row).empty()) continue;
    const std::string place = cat(name, ":", line);
    auto read = read_json(row);
    if (!read.ok())
      return Error{read.error().code, cat(place, "#", read.error().place), read.error().detail};
    Json& test = read.value();
    if (!test.is_object()) return Error{Code::JsonWrongType, place, "a case is an object"};
    if (const Json* given = test.find("base")) {
      base = *given;
      continue;
    }
    LICET_TRY_DONE(check_keys(test, place));
    if (test.find("kind") == nullptr) test.object()["kind"] = "determination";
    if (test.text("kind") == "determination")
      test.object()["question"] = changed_question(base, test);
    cases.push_back({place, std::move(test)});
  }
  return Done{};
}

}  // namespace

Json changed_question(const Json& base, const Json& test) {
  Json question = base;
  if (!question.is_object()) question = Json::Object{};
  put(question, test.find("question"));
  put_first(question, "items", test.find("item"));
  put_first(question, "parties", test.find("party"));
  return question;
}

Result<std::vector<WrittenCase>> read_cases(const std::string& folder) {
  LICET_TRY(paths, case_files(folder));
  std::vector<WrittenCase> cases;
  for (const fs::path& path : paths)
    LICET_TRY_DONE(read_file(path, path.lexically_relative(folder).generic_string(), cases));
  return cases;
}

}  // namespace licet::cli
