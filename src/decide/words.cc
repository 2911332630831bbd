#include "licet/decide/words.h"

#include "wording.h"

namespace licet::decide {

Json evidence_json(const std::vector<match::Evidence>& evidence) {
  Json::Array array;
  for (const auto& piece : evidence) {
    Json::Object one;
    one["what"] = piece.what;
    one["left"] = piece.left;
    one["right"] = piece.right;
    one["points"] = piece.permille;
    array.emplace_back(std::move(one));
  }
  return array;
}

Json match_json(const Knowledge& known, const match::Match& match) {
  const auto entry = known.snapshot.entry(match.entry);
  Json::Object object;
  object["list"] = std::string(entry.list);
  object["entry_id"] = std::string(entry.entry_id);
  object["name"] = std::string(known.snapshot.name({entry.first_name}).text);
  object["matched_name"] = std::string(known.snapshot.name(match.name).text);
  object["score"] = match.score_permille;
  object["requirement"] = std::string(entry.requirement);
  object["policy"] = std::string(entry.policy);
  object["cite"] = strings({entry.citations.begin(), entry.citations.end()});
  object["in_force_from"] =
      entry.certain_from == kAlways ? Json() : Json(to_string(entry.certain_from));
  object["evidence"] = evidence_json(match.evidence);
  return object;
}

Json coverage_json(const Knowledge& known) {
  Json::Array array;
  for (std::uint32_t i = 0; i < known.snapshot.source_count(); ++i) {
    const auto source = known.snapshot.source(i);
    Json::Object object;
    object["list"] = std::string(source.list);
    object["published"] = to_string(source.published);
    object["rows"] = std::int64_t(source.rows);
    object["extract"] = source.extract;
    array.emplace_back(std::move(object));
  }
  return array;
}

}  // namespace licet::decide
