#include "acceptance.h"

#include <algorithm>
#include <filesystem>

#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

namespace fs = std::filesystem;

std::string trusted_path(const std::string& folder) { return folder + "/keys/trusted"; }
std::string accepted_path(const std::string& folder) { return folder + "/accepted.json"; }

Result<std::vector<ledger::PublicKey>> trusted_keys(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code failed;
  for (fs::directory_iterator it(trusted_path(folder), failed), end; !failed && it != end;
       it.increment(failed))
    if (it->path().extension() == ".pub") paths.push_back(it->path().string());
  if (failed && fs::exists(trusted_path(folder)))
    return Error{Code::FileUnreadable, trusted_path(folder), failed.message()};
  std::sort(paths.begin(), paths.end());
  std::vector<ledger::PublicKey> keys;
  for (const std::string& path : paths) {
    LICET_TRY(line, ingest::read_file(path));
    auto key = ledger::read_public(line);
    if (!key.ok()) return Error{key.error().code, path, key.error().detail};
    keys.push_back(key.value());
  }
  return keys;
}

// {"exceptions": […], "newest": {series: {"issued", "subject"}}, "vouched": {subject: text}}
Result<Json::Object> read_kept(const std::string& folder) {
  std::error_code failed;
  if (!fs::exists(accepted_path(folder), failed)) return Json::Object();
  LICET_TRY(text, ingest::read_file(accepted_path(folder)));
  auto json = read_json(text);
  if (!json.ok() || !json.value().is_object())
    return Error{Code::RecordMalformed, accepted_path(folder), "is not as it was written"};
  return json.value().object();
}

evidence::Accepted accepted_of(const Json::Object& kept) {
  evidence::Accepted out;
  const auto it = kept.find("newest");
  if (it == kept.end() || !it->second.is_object()) return out;
  for (const auto& [series, one] : it->second.object())
    out[series] = {std::string(one.text("subject")), std::string(one.text("issued"))};
  return out;
}

Result<evidence::Statement> read_signature(const Vouching& vouching, const std::string& kind,
                                           const std::string& subject,
                                           const std::vector<ledger::PublicKey>& keys) {
  LICET_TRY(text, ingest::read_file(vouching.signature));
  auto statement = evidence::read_statement(text);
  const auto bad = [&](std::string detail) {
    return Error{Code::KeyTrouble, vouching.signature, std::move(detail)};
  };
  if (!statement.ok()) return bad(statement.error().detail);
  if (keys.empty())
    return Error{Code::KeyTrouble, vouching.signature,
                 "no key is trusted yet: `licet keys trust FILE`"};
  if (statement.value().kind != kind || statement.value().subject != subject)
    return bad(cat("is about ", statement.value().kind, " ", statement.value().subject));
  for (const ledger::PublicKey& key : keys)
    if (holds(statement.value(), key)) return statement.value();
  return bad("is of no key that is trusted here");
}

}  // namespace

Result<Judged> judge(const std::string& folder, const std::string& kind,
                      const std::string& subject, const Vouching& vouching) {
  const bool named = !vouching.by.empty() && !vouching.because.empty();
  LICET_TRY(keys, trusted_keys(folder));
  Judged verdict;
  if (vouching.signature.empty()) {
    verdict.said = cat("unsigned: nobody vouches for this ", kind == "rules" ? "pack of " : "",
                       kind);
    verdict.exception = !keys.empty();
    if (verdict.exception && !named)
      return Error{Code::KeyTrouble, subject,
                   "keys are trusted here; without a signature --by and --because are due"};
    return verdict;
  }
  LICET_TRY(statement, read_signature(vouching, kind, subject, keys));
  verdict.said = cat("signed by key ", statement.key, ", source ", statement.source, ", issued ",
                     statement.issued);
  verdict.statement = statement;
  LICET_TRY(kept, read_kept(folder));
  const auto newer = evidence::check_newer(accepted_of(kept), statement);
  verdict.exception = !newer.ok();
  if (verdict.exception && !named) return newer.error();
  if (verdict.exception) verdict.said += "; older than the newest accepted";
  return verdict;
}

Status keep(const std::string& folder, const std::string& kind, const std::string& subject,
            const Vouching& vouching, const Judged& verdict) {
  LICET_TRY(kept, read_kept(folder));
  evidence::Accepted accepted = accepted_of(kept);
  if (verdict.statement) evidence::accept(accepted, *verdict.statement);
  Json::Object newest;
  for (const auto& [series, one] : accepted)
    newest[series] = Json::Object{{"issued", one.issued}, {"subject", one.subject}};
  kept["newest"] = std::move(newest);
  if (!kept.contains("vouched")) kept["vouched"] = Json::Object();
  kept["vouched"].object()[subject] = verdict.said;
  if (verdict.exception) {
    if (!kept.contains("exceptions")) kept["exceptions"] = Json::Array();
    kept["exceptions"].array().emplace_back(Json::Object{{"at", now()},
                                                         {"because", vouching.because},
                                                         {"by", vouching.by},
                                                         {"kind", kind},
                                                         {"subject", subject}});
  }
  return write_output(accepted_path(folder), to_pretty(Json(std::move(kept))));
}

std::string vouched(const std::string& folder, const std::string& subject) {
  auto kept = read_kept(folder);
  if (kept.ok())
    if (const auto it = kept.value().find("vouched"); it != kept.value().end())
      if (const std::string_view said = it->second.text(subject); !said.empty())
        return std::string(said);
  return "unsigned: nobody vouches for this snapshot";
}

Status trust_key(const std::string& folder, const std::string& name, const std::string& line) {
  LICET_TRY(key, ledger::read_public(line));
  const bool plain = !name.empty() && name.size() <= 40 &&
                     std::all_of(name.begin(), name.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                     });
  if (!plain) return Error{Code::BadValue, "--name", "lower-case letters, digits and hyphens"};
  std::error_code failed;
  fs::create_directories(trusted_path(folder), failed);
  const std::string path = cat(trusted_path(folder), "/", name, ".pub");
  if (failed) return Error{Code::FileUnwritable, trusted_path(folder), failed.message()};
  if (fs::exists(path, failed))
    return Error{Code::FileUnwritable, path, "a key of this name is trusted already"};
  return write_output(path, ledger::public_line(key));
}

}  // namespace licet::cli
