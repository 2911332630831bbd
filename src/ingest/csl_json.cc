#include <algorithm>

#include "csl_row.h"
#include "licet/base/json.h"
#include "licet/base/text.h"

namespace licet::ingest {
namespace {

constexpr std::array<std::string_view, 5> kAddressKeys{"address", "city", "state", "postal_code",
                                                       "country"};
constexpr std::array<std::string_view, 6> kIdKeys{"country", "number", "type", "issue_date",
                                                  "expiration_date", "id"};

std::string_view json_key(std::string_view column) { return column == "_id" ? "id" : column; }

Error moved(const std::string& place, std::string why) {
  return Error{Code::ListColumnsMoved, place, std::move(why)};
}

// Reads one result; the first thing wrong is kept and ends the row.
class RowReader {
 public:
  RowReader(const Json& json, std::string place) : json_(json), place_(std::move(place)) {}

  Result<CslRow> read() {
    if (!json_.is_object()) return moved(place_, "not an object");
    LICET_TRY_DONE(check_keys());
    CslRow row;
    row.place = place_;
    read_texts(row);
    row.programs = list("programs");
    row.alt_names = list("alt_names");
    row.citizenships = list("citizenships");
    row.dates_of_birth = list("dates_of_birth");
    row.nationalities = list("nationalities");
    row.addresses = objects("addresses", kAddressKeys);
    row.ids = objects("ids", kIdKeys);
    if (error_) return *error_;
    return row;
  }

 private:
  Status check_keys() const {
    for (std::string_view column : kCslColumns)
      if (json_.find(json_key(column)) == nullptr)
        return moved(place_, cat("the key `", json_key(column), "` is missing"));
    if (json_.object().size() == kCslColumns.size()) return Done{};
    for (const auto& member : json_.object())
      if (std::none_of(kCslColumns.begin(), kCslColumns.end(),
                       [&](std::string_view c) { return json_key(c) == member.first; }))
        return moved(place_, cat("a new key `", printable(member.first), "`"));
    return Done{};
  }

  void read_texts(CslRow& row) {
    row.id = text("id");
    row.source = text("source");
    row.entity_number = text("entity_number");
    row.type = text("type");
    row.name = text("name");
    row.notice = text("federal_register_notice");
    row.start_date = text("start_date");
    row.end_date = text("end_date");
    row.requirement = text("license_requirement");
    row.policy = text("license_policy");
    row.call_sign = text("call_sign");
    row.remarks = text("remarks");
  }

  void fail(std::string_view key, std::string_view why) {
    if (!error_) error_ = moved(cat(place_, "/", key), std::string(why));
  }

  std::string scalar(const Json& value, std::string_view key) {
    if (value.is_null()) return {};
    if (value.is_string()) return value.string();
    if (value.is_integer()) return std::to_string(value.integer());
    fail(key, cat("a ", value.type_name(), " where a text is due"));
    return {};
  }

  std::string text(std::string_view key) { return scalar(*json_.find(key), key); }

  const Json::Array* array(std::string_view key) {
    const Json& value = *json_.find(key);
    if (value.is_array()) return &value.array();
    if (!value.is_null()) fail(key, cat("a ", value.type_name(), " where an array is due"));
    return nullptr;
  }

  // Some elements are themselves lists joined by "; ": taken apart, as in the CSV, where they look
  // alike.
  std::vector<std::string> list(std::string_view key) {
    std::vector<std::string> out;
    const auto* elements = array(key);
    if (elements == nullptr) return out;
    for (const Json& element : *elements)
      for (std::string& one : split_list(scalar(element, key))) out.push_back(std::move(one));
    return out;
  }

  // Objects of texts, joined by ", " in the order of `keys`: the text that the CSV carries.
  std::vector<std::string> objects(std::string_view key, std::span<const std::string_view> keys) {
    std::vector<std::string> out;
    const auto* elements = array(key);
    if (elements == nullptr) return out;
    for (const Json& element : *elements) {
      std::string one = element.is_object() ? joined(element, key, keys) : scalar(element, key);
      if (!trim(one).empty()) out.push_back(std::move(one));
    }
    return out;
  }

  std::string joined(const Json& element, std::string_view key,
                     std::span<const std::string_view> keys) {
    for (const auto& [name, value] : element.object())
      if (std::find(keys.begin(), keys.end(), name) == keys.end())
        fail(key, cat("a new key `", printable(name), "`"));
    std::string out;
    for (std::string_view name : keys) {
      const Json* value = element.find(name);
      const std::string piece = value ? scalar(*value, key) : std::string();
      if (piece.empty()) continue;
      if (!out.empty()) out += ", ";
      out += piece;
    }
    return out;
  }

  const Json& json_;
  std::string place_;
  std::optional<Error> error_;
};

Result<Json> read_document(std::string_view text, const std::string& file) {
  JsonLimits limits;
  limits.most_bytes = 256u << 20;
  limits.fractions_as_text = true;
  auto json = read_json(text, limits);
  if (json.ok()) return json;
  Error error = json.error();
  // An API answer is machine-made: broken syntax means that a part of it did not arrive.
  if (error.code == Code::JsonSyntax) error.code = Code::ListTruncated;
  error.place = cat(file, error.place.empty() ? "" : "#", error.place);
  return error;
}

}  // namespace

Result<std::vector<CslRow>> read_csl_json(std::string_view text, const std::string& file) {
  LICET_TRY(json, read_document(text, file));
  const Json* results = json.find("results");
  const Json* total = json.find("total");
  if (results == nullptr || !results->is_array()) return moved(file, "no array `results`");
  if (total == nullptr || !total->is_integer()) return moved(file, "no number `total`");
  for (const auto& [key, value] : json.object())
    if (key != "results" && key != "total" && key != "sources_used" && key != "sources")
      return moved(file, cat("a new key `", printable(key), "`"));
  if (total->integer() != std::int64_t(results->array().size()))
    return Error{Code::ListTruncated, file,
                 cat(results->array().size(), " results where `total` says ", total->integer())};
  std::vector<CslRow> rows;
  rows.reserve(results->array().size());
  for (const Json& result : results->array()) {
    LICET_TRY(row, RowReader(result, cat(file, "#/results/", rows.size())).read());
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace licet::ingest
