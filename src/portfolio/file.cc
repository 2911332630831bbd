#include "licet/portfolio/file.h"

#include <algorithm>

#include "licet/base/json.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/score.h"

namespace licet::portfolio {
namespace {

constexpr std::string_view kFormat = "licet-portfolio/1";

Json evidence_json(const std::vector<match::Evidence>& evidence) {
  Json::Array out;
  for (const auto& piece : evidence)
    out.emplace_back(Json::Object{{"what", Json(piece.what)},
                                  {"left", Json(piece.left)},
                                  {"right", Json(piece.right)},
                                  {"points", Json(piece.permille)}});
  return Json(std::move(out));
}

Json hit_json(const Hit& hit) {
  return Json(Json::Object{{"list", Json(hit.list)},
                           {"entry_id", Json(hit.entry_id)},
                           {"name", Json(hit.name)},
                           {"matched_name", Json(hit.matched_name)},
                           {"score", Json(hit.score_permille)},
                           {"same_name", Json(hit.same_name)},
                           {"entry", Json(to_id(hit.entry))},
                           {"evidence", evidence_json(hit.evidence)}});
}

Json party_json(const Screened& screened) {
  Json::Array hits;
  for (const Hit& hit : screened.hits) hits.push_back(hit_json(hit));
  Json::Object o{{"id", Json(screened.party.id)},
                 {"name", Json(screened.party.name)},
                 {"country", Json(screened.party.country)},
                 {"type", Json(type_word(screened.party.type))},
                 {"hits", Json(std::move(hits))}};
  if (!screened.party.born.empty()) o["born"] = screened.party.born;
  if (!screened.party.identifiers.empty()) o["identifiers"] = screened.party.identifiers;
  if (!screened.problem.empty()) o["problem"] = screened.problem;
  return Json(std::move(o));
}

Error wrong(const std::string& place, std::string why) {
  return {Code::BadValue, place, std::move(why)};
}

Result<std::int64_t> whole_number(const Json& json, std::string_view key,
                                  const std::string& place) {
  const Json* value = json.find(key);
  if (value != nullptr && value->is_integer()) return value->integer();
  return wrong(place, cat("`", key, "` is no whole number"));
}

Result<const Json::Array*> array_at(const Json& json, std::string_view key,
                                    const std::string& place) {
  const Json* value = json.find(key);
  if (value != nullptr && value->is_array()) return &value->array();
  return wrong(place, cat("`", key, "` is no array"));
}

Result<Hit> read_hit(const Json& json, const std::string& place) {
  Hit hit;
  hit.list = json.text("list");
  hit.entry_id = json.text("entry_id");
  hit.name = json.text("name");
  hit.matched_name = json.text("matched_name");
  LICET_TRY(score, whole_number(json, "score", place));
  hit.score_permille = int(score);
  const Json* same = json.find("same_name");
  if (same == nullptr || !same->is_bool() || hit.list.empty() || hit.entry_id.empty())
    return wrong(place, "a hit without list, entry_id or same_name");
  hit.same_name = same->boolean();
  if (!parse_digest(json.text("entry"), hit.entry)) return wrong(place, "`entry` is no digest");
  LICET_TRY(evidence, array_at(json, "evidence", place));
  for (const Json& piece : *evidence) {
    LICET_TRY(points, whole_number(piece, "points", place));
    hit.evidence.push_back({std::string(piece.text("what")), std::string(piece.text("left")),
                            std::string(piece.text("right")), int(points)});
  }
  return hit;
}

Result<Screened> read_party(const Json& json, const std::string& place) {
  Screened out;
  out.party.id = json.text("id");
  out.party.name = json.text("name");
  out.party.country = json.text("country");
  out.problem = json.text("problem");
  out.party.born = json.text("born");
  out.party.identifiers = json.text("identifiers");
  if (out.party.id.empty()) return wrong(place, "a party without id");
  LICET_TRY(type, type_of_word(json.text("type"), place));
  out.party.type = type;
  LICET_TRY(hits, array_at(json, "hits", place));
  for (const Json& one : *hits) {
    LICET_TRY(hit, read_hit(one, place));
    out.hits.push_back(std::move(hit));
  }
  return out;
}

Result<std::size_t> read_header(const Json& json, const std::string& place, Portfolio& out) {
  if (json.text("format") != kFormat) return wrong(place, cat("is not of the form ", kFormat));
  if (!parse_digest(json.text("snapshot"), out.snapshot))
    return wrong(place, "`snapshot` is no digest");
  LICET_TRY(threshold, whole_number(json, "threshold", place));
  LICET_TRY(parties, whole_number(json, "parties", place));
  out.threshold_permille = int(threshold);
  out.keys = json.text("keys");
  return std::size_t(parties);
}

}  // namespace

std::string keys_of_this_program() { 
  return cat("keys ", match::kKeyVersion, ", scores ", match::kScoreVersion);
}

std::string write_portfolio(const Portfolio& portfolio) {
  const Json header(Json::Object{{"format", Json(kFormat)},
                                 {"snapshot", Json(to_id(portfolio.snapshot))},
                                 {"threshold", Json(portfolio.threshold_permille)},
                                 {"keys", Json(portfolio.keys)},
                                 {"parties", Json(std::int64_t(portfolio.parties.size()))}});
  std::string out = to_canonical(header) + "\n";
  std::vector<const Screened*> sorted;
  for (const Screened& party : portfolio.parties) sorted.push_back(&party);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto* a, const auto* b) { return a->party.id < b->party.id; });
  for (const Screened* party : sorted) out += to_canonical(party_json(*party)) + "\n";
  return out;
}

Result<Portfolio> read_portfolio(std::string_view text, const std::string& file) {
  Portfolio out;
  std::size_t number = 0, due = 0;
  if (text.empty() || !text.ends_with('\n')) return wrong(file, "is empty or was cut");
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    const std::string place = cat(file, ":", ++number);
    auto json = read_json(line);
    if (!json.ok()) return Error{json.error().code, place, json.error().detail};
    if (number == 1) {
      LICET_TRY(parties, read_header(json.value(), place, out));
      due = parties;
      continue;
    }
    LICET_TRY(party, read_party(json.value(), place));
    if (!out.parties.empty() && out.parties.back().party.id >= party.party.id)
      return wrong(place, "parties are not sorted by id, each once");
    out.parties.push_back(std::move(party));
  }
  if (out.parties.size() != due)
    return wrong(file, cat(out.parties.size(), " parties where ", due, " are due"));
  return out;
}

}  // namespace licet::portfolio
