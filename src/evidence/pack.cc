#include "licet/evidence/pack.h"

#include <algorithm>
#include <map>

#include "licet/base/text.h"

namespace licet::evidence {
namespace {

constexpr const char* kForm = "licet-evidence/1";

std::string_view view(const ledger::Signature& signature) {
  return {reinterpret_cast<const char*>(signature.data()), signature.size()};
}

// {"leaf", "path", "record", "sequence"} a line; the record's bytes stand there as hashed.
std::string record_line(const ledger::StoredRecord& record, const std::vector<Digest>& leaves) {
  Json::Array path;
  for (const Digest& step : ledger::inclusion_path(leaves, record.sequence - 1))
    path.emplace_back(to_hex(step));
  return cat("{\"leaf\":\"", to_hex(record.leaf), "\",\"path\":", to_canonical(Json(path)),
             ",\"record\":", record.bytes, ",\"sequence\":", record.sequence, "}\n");
}

std::string line_of(const Json& json) { return to_canonical(json) + "\n"; }

const Json& member(const Json& object, std::string_view key) {
  static const Json kNone;
  const Json* found = object.find(key);
  return found == nullptr ? kNone : *found;
}

// The lists that were known, and how alike the parties were to their entries.
Json lists_part(const Json& lists, const Json& answer) {
  Json::Array parties;
  const Json& screening = member(answer, "screening");
  if (screening.is_array())
    for (const Json& party : screening.array()) {
      Json::Array scores;
      if (const Json& matches = member(party, "matches"); matches.is_array())
        for (const Json& match : matches.array())
          scores.emplace_back(Json::Object{{"entry_id", member(match, "entry_id")},
                                           {"list", member(match, "list")},
                                           {"matched_name", member(match, "matched_name")},
                                           {"name", member(match, "name")},
                                           {"score", member(match, "score")}});
      parties.emplace_back(Json::Object{{"coverage", member(party, "coverage")},
                                        {"party", member(party, "party")},
                                        {"scores", std::move(scores)}});
    }
  return Json(Json::Object{{"lists", lists},
                           {"screening", std::move(parties)},
                           {"snapshot", member(answer, "snapshot")}});
}

Result<Json> licences_part(ledger::Ledger& ledger, const Matter& matter) {
  Json::Array out;
  for (const std::string& licence : matter.licences) {
    LICET_TRY(balance, ledger.balance(licence));
    out.emplace_back(Json::Object{{"accounts", balance}, {"licence", licence}});
  }
  return Json(std::move(out));
}

// Documents that were recorded: path, hash.
struct Recorded {
  std::string name, path, sha256;
};

std::vector<Recorded> recorded_documents(const Matter& matter) {
  std::vector<Recorded> out;
  for (const ledger::StoredRecord& record : matter.records) {
    if (record.kind != "document") continue;
    const auto json = read_json(record.bytes);
    if (!json.ok()) continue;
    const Json& body = member(json.value(), "body");
    out.push_back({std::string(body.text("name")), std::string(body.text("path")),
                   std::string(body.text("sha256"))});
  }
  return out;
}

// The parts of the documents given; `absent` gets the paths of those recorded and not given.
Result<std::vector<Part>> document_parts(const Matter& matter, const std::vector<Part>& given,
                                         Json::Array& absent) {
  std::vector<Part> out;
  std::vector<Recorded> recorded = recorded_documents(matter);
  for (const Part& document : given) {
    const std::string digest = to_hex(sha256(document.bytes));
    const auto it = std::find_if(recorded.begin(), recorded.end(), [&](const Recorded& one) {
      return one.sha256 == digest && one.name == document.path;
    });
    if (it == recorded.end())
      return Error{Code::BadValue, document.path, "this document is not recorded"};
    out.push_back({it->path, document.bytes});
    recorded.erase(it);
  }
  for (const Recorded& one : recorded)
    absent.emplace_back(Json::Object{{"name", one.name}, {"sha256", one.sha256}});
  return out;
}

Json retention_json(const Retention& keep) {
  Json::Array cite;
  for (const std::string& one : keep.cite) cite.emplace_back(one);
  return Json(Json::Object{{"cite", std::move(cite)},
                           {"latest_event", to_string(keep.latest)},
                           {"until", to_string(keep.until)},
                           {"years", keep.years}});
}

Json parts_json(const std::vector<Part>& parts) {
  Json::Array out;
  for (const Part& part : parts)
    out.emplace_back(Json::Object{{"bytes", std::int64_t(part.bytes.size())},
                                  {"path", part.path},
                                  {"sha256", to_hex(sha256(part.bytes))}});
  return Json(std::move(out));
}

}  // namespace

Result<Pack> make_pack(ledger::Ledger& ledger, const Matter& matter, const Json& lists,
                       const std::vector<Part>& documents, const ledger::KeyPair& key) {
  LICET_TRY(leaves, ledger.store().leaves());
  Pack pack;
  LICET_TRY(point, ledger::sign_checkpoint(cat("licet-ledger-", ledger::key_name(key.shown)),
                                           leaves.size(), ledger::root_of(leaves), key.secret));
  pack.checkpoint = point;
  const Json& answer = matter.answer.document;
  std::vector<Part> parts;
  parts.push_back({"answer.json", matter.answer.bytes});
  parts.push_back({"checkpoint.txt", ledger::to_text(point)});
  Json::Array absent;
  LICET_TRY(attached, document_parts(matter, documents, absent));
  for (Part& part : attached) parts.push_back(std::move(part));
  parts.push_back({"key.pub", ledger::public_line(key.shown)});
  LICET_TRY(licences, licences_part(ledger, matter));
  parts.push_back({"licences.json", line_of(licences)});
  parts.push_back({"lists.json", line_of(lists_part(lists, answer))});
  parts.push_back({"question.json", to_canonical(member(member(answer, "asked"), "question"))});
  std::string records;
  for (const ledger::StoredRecord& record : matter.records) records += record_line(record, leaves);
  parts.push_back({"records.jsonl", std::move(records)});
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.path < b.path; });
  pack.manifest = Json::Object{{"answer", matter.answer.id},
                               {"documents_absent", std::move(absent)},
                               {"engine", matter.answer.engine},
                               {"form", kForm},
                               {"on", matter.answer.on},
                               {"parts", parts_json(parts)},
                               {"question", matter.answer.question},
                               {"retention", retention_json(retention_of(matter))},
                               {"snapshot", matter.answer.snapshot},
                               {"verdict", matter.answer.verdict}};
  const std::string manifest = line_of(pack.manifest);
  LICET_TRY(signature, ledger::sign(key.secret, cat(kForm, "\n", manifest)));
  parts.insert(parts.begin(), {{"manifest.json", manifest},
                               {"manifest.sig", cat(ledger::to_base64(view(signature)), "\n")}});
  LICET_TRY(bytes, tar_of(parts));
  pack.bytes = std::move(bytes);
  return pack;
}

}  // namespace licet::evidence
