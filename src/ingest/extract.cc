#include "licet/ingest/extract.h"

#include <algorithm>
#include <map>

#include "csl_row.h"
#include "licet/base/json.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;

constexpr std::string_view kFormat = "licet-list/1";
constexpr std::array<std::string_view, 6> kTypes{"unknown", "person",   "company",
                                                 "vessel",  "aircraft", "address"};
constexpr std::array<std::string_view, 3> kKinds{"primary", "alias", "weak"};

// ---- writing

void put_texts(Json::Object& o, const char* key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  Json::Array array;
  for (const auto& text : texts) array.emplace_back(text);
  o[key] = Json(std::move(array));
}

void put_text(Json::Object& o, const char* key, const std::string& text) {
  if (!text.empty()) o[key] = Json(text);
}

void put_day(Json::Object& o, const char* key, Day day) {
  if (day != kAlways && day != kForever) o[key] = Json(to_string(day));
}

Json entry_json(const EntryRecord& e) {
  Json::Object o{{"list", Json(e.list)}, {"id", Json(e.entry_id)}};
  if (e.type != PartyType::kUnknown) o["type"] = Json(kTypes[std::size_t(e.type)]);
  Json::Array names, addresses;
  for (const auto& name : e.names)
    names.push_back(Json(Json::Object{{"text", Json(name.text)},
                                      {"kind", Json(kKinds[std::size_t(name.kind)])}}));
  for (const auto& address : e.addresses) {
    Json::Object one{{"text", Json(address.text)}};
    put_text(one, "country", address.country);
    addresses.push_back(Json(std::move(one)));
  }
  o["names"] = Json(std::move(names));
  if (!addresses.empty()) o["addresses"] = Json(std::move(addresses));
  put_texts(o, "programmes", e.programmes);
  put_texts(o, "identifiers", e.identifiers);
  put_texts(o, "citations", e.citations);
  put_texts(o, "instruments", e.instruments);
  put_text(o, "requirement", e.requirement);
  put_text(o, "policy", e.policy);
  put_text(o, "remarks", e.remarks);
  put_day(o, "possible_from", e.possible_from);
  put_day(o, "certain_from", e.certain_from);
  put_day(o, "published", e.published);
  if (e.until != kForever) o["until"] = Json(to_string(e.until.plus(-1)));
  return Json(std::move(o));
}

Json header_json(const ListFile& file) {
  Json::Array sources;
  for (const auto& s : file.sources)
    sources.push_back(Json(Json::Object{{"list", Json(s.list)},
                                        {"title", Json(s.title)},
                                        {"published", Json(to_string(s.published))},
                                        {"rows", Json(std::int64_t{s.rows})},
                                        {"extract", Json(s.extract)},
                                        {"provenance", Json(s.provenance)}}));
  return Json(Json::Object{{"format", Json(kFormat)}, {"sources", Json(std::move(sources))}});
}

// ---- reading

// One object of a line: every key is asked for once, what is left over is a key of no one.
class Fields {
 public:
  Fields(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json.is_object()) fail(Code::ListBadRow, "not an object");
  }

  std::string text(std::string_view key) {
    const Json* value = take(key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->string();
    fail(Code::ListBadRow, cat("`", key, "` is not a text"));
    return {};
  }

  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> out;
    for (const Json& element : array(key)) {
      if (!element.is_string()) fail(Code::ListBadRow, cat("`", key, "` holds more than texts"));
      else out.push_back(element.string());
    }
    return out;
  }

  const Json::Array& array(std::string_view key) {
    static const Json::Array kNone;
    const Json* value = take(key);
    if (value == nullptr) return kNone;
    if (value->is_array()) return value->array();
    fail(Code::ListBadRow, cat("`", key, "` is not an array"));
    return kNone;
  }

  Day day(std::string_view key, Day absent) {
    const std::string written = text(key);
    if (written.empty()) return absent;
    const auto parsed = parse_day(written);
    if (parsed.ok()) return parsed.value();
    fail(Code::ListBadRow, cat("`", key, "` is not a day"));
    return absent;
  }

  // The position of the word in its table; `absent` when the key is not there.
  std::size_t word(std::string_view key, std::span<const std::string_view> words,
                   std::size_t absent) {
    const std::string written = text(key);
    if (written.empty()) return absent;
    const auto found = std::find(words.begin(), words.end(), written);
    if (found != words.end()) return std::size_t(found - words.begin());
    fail(Code::ListBadRow, cat("`", key, "` cannot be `", printable(written), "`"));
    return absent;
  }

  const Json* take(std::string_view key) {
    const Json* value = json_.find(key);
    if (value != nullptr) ++taken_;
    return value;
  }

  void fail(Code code, std::string why) {
    if (!error_) error_ = Error{code, place_, std::move(why)};
  }

  Status end() {
    if (!error_ && json_.is_object() && taken_ != json_.object().size())
      fail(Code::ListColumnsMoved, "a key that the form does not have");
    return error_ ? Status(*error_) : Status(Done{});
  }

 private:
  const Json& json_;
  std::string place_;
  std::size_t taken_ = 0;
  std::optional<Error> error_;
};

Result<Json> read_line(std::string_view line, const std::string& place) {
  auto json = read_json(line);
  if (!json.ok())
    return Error{Code::ListBadRow, place, cat(json.error().place, " ", json.error().detail)};
  return json;
}

Result<snapshot::SourceRecord> read_source(const Json& json, const std::string& place) {
  Fields f(json, place);
  snapshot::SourceRecord source;
  source.list = f.text("list");
  source.title = f.text("title");
  source.published = f.day("published", kAlways);
  source.provenance = f.text("provenance");
  const Json* rows = f.take("rows");
  const Json* extract = f.take("extract");
  LICET_TRY_DONE(f.end());
  if (source.list.empty() || source.published == kAlways || rows == nullptr ||
      !rows->is_integer() || extract == nullptr || !extract->is_bool())
    return Error{Code::ListColumnsMoved, place,
                 "a source needs `list`, `published`, `rows` and `extract`"};
  if (rows->integer() < 0 || rows->integer() > 10'000'000)
    return Error{Code::ListBadRow, place, "`rows` is out of range"};
  source.rows = std::uint32_t(rows->integer());
  source.extract = extract->boolean();
  return source;
}

Status read_parts(EntryRecord& entry, Fields& f, const std::string& place) {
  for (const Json& json : f.array("names")) {
    Fields name(json, place);
    const std::string text = name.text("text");
    entry.names.push_back({text, AliasKind(name.word("kind", kKinds, 1)), {}});
    LICET_TRY_DONE(name.end());
  }
  for (const Json& json : f.array("addresses")) {
    Fields address(json, place);
    const std::string text = address.text("text");
    entry.addresses.push_back({text, address.text("country")});
    LICET_TRY_DONE(address.end());
  }
  return Done{};
}

Result<EntryRecord> read_entry(const Json& json, const std::string& place) {
  Fields f(json, place);
  EntryRecord e;
  e.list = f.text("list");
  e.entry_id = f.text("id");
  e.type = PartyType(f.word("type", kTypes, 0));
  LICET_TRY_DONE(read_parts(e, f, place));
  e.programmes = f.texts("programmes");
  e.identifiers = f.texts("identifiers");
  e.citations = f.texts("citations");
  e.instruments = f.texts("instruments");
  e.requirement = f.text("requirement");
  e.policy = f.text("policy");
  e.remarks = f.text("remarks");
  e.possible_from = f.day("possible_from", kAlways);
  e.certain_from = f.day("certain_from", kAlways);
  e.published = f.day("published", kAlways);
  e.until = f.day("until", kForever.plus(-1)).plus(1);
  LICET_TRY_DONE(f.end());
  const bool named = !e.names.empty() || !e.addresses.empty();
  if (e.list.empty() || e.entry_id.empty() || !named)
    return Error{Code::ListBadRow, place, "an entry needs `list`, `id` and a name or an address"};
  if (e.possible_from > e.certain_from)
    return Error{Code::ListBadRow, place, "`possible_from` lies after `certain_from`"};
  return e;
}

Status check_rows(const ListFile& file, const std::string& name) {
  std::map<std::string_view, std::uint32_t> rows;
  for (const auto& source : file.sources)
    if (!rows.emplace(source.list, 0).second)
      return Error{Code::ListBadRow, cat(name, ":1"), cat("two sources of `", source.list, "`")};
  for (const auto& entry : file.entries) {
    const auto found = rows.find(entry.list);
    if (found == rows.end())
      return Error{Code::ListWrongSource, name,
                   cat("an entry of `", printable(entry.list), "`, unknown to the header")};
    ++found->second;
  }
  for (const auto& source : file.sources)
    if (rows[source.list] != source.rows)
      return Error{Code::ListTruncated, name,
                   cat(rows[source.list], " rows of `", source.list, "` where the header says ",
                       source.rows)};
  return Done{};
}

}  // namespace

std::string write_extract(const ListFile& file) {
  std::vector<std::tuple<std::string, std::string, std::string>> lines;
  for (const auto& entry : file.entries)
    lines.emplace_back(entry.list, entry.entry_id, to_canonical(entry_json(entry)));
  std::sort(lines.begin(), lines.end());
  std::string out = to_canonical(header_json(file)) + "\n";
  for (const auto& [list, id, line] : lines) out += line + "\n";
  return out;
}

bool looks_like_extract(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return first.starts_with("{\"format\":\"licet-list/");
}

Result<ListFile> read_extract(std::string_view text, const ReadOptions& options) {
  const std::string& name = options.file_name;
  if (!text.ends_with('\n')) return Error{Code::ListTruncated, name, "the last line is not ended"};
  text.remove_suffix(1);
  ListFile file{name.substr(name.rfind('/') + 1), false, {}, {}, 0};
  const Digest digest = sha256(cat(text, "\n"));
  std::uint32_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    const std::string place = cat(name, ":", ++number);
    LICET_TRY(json, read_line(line, place));
    if (number > 1) {
      LICET_TRY(entry, read_entry(json, place));
      file.entries.push_back(std::move(entry));
      continue;
    }
    Fields f(json, place);
    if (f.text("format") != kFormat)
      return Error{Code::FileUnknownFormat, place, cat("this program reads ", kFormat)};
    for (const Json& one : f.array("sources")) {
      LICET_TRY(source, read_source(one, place));
      source.file_digest = digest;
      file.sources.push_back(std::move(source));
    }
    LICET_TRY_DONE(f.end());
  }
  LICET_TRY_DONE(check_rows(file, name));
  return file;
}

}  // namespace licet::ingest
