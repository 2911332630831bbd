#include <algorithm>
#include <map>
#include <set>

#include "licet/base/text.h"
#include "licet/evidence/pack.h"

// Which records of the ledger belong to one answer, how long they are kept, and their end.
namespace licet::evidence {
namespace {

constexpr std::size_t kPage = 10000;

std::string answer_key(std::string_view id) { return cat("answer/", id); }

// One record of the log, read.
struct Read {
  ledger::StoredRecord stored;
  std::string answer, of, licence, on;
};

bool is_of_licence(std::string_view kind) {
  constexpr std::string_view kKinds[] = {"grant", "amend", "block", "unblock", "close", "void"};
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

bool draws(std::string_view kind) {
  constexpr std::string_view kKinds[] = {"reserve", "ship", "release", "reverse",
                                         "customs_report"};
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

Result<Read> read_one(const ledger::StoredRecord& stored) {
  LICET_TRY(json, read_json(stored.bytes));
  const Json* body = json.find("body");
  if (body == nullptr)
    return Error{Code::LedgerCorrupt, cat("record ", stored.sequence), "has no body"};
  return Read{stored, std::string(body->text("answer_id")), std::string(body->text("of")),
              std::string(body->text("licence")), std::string(body->text("on"))};
}

// Records that could belong to it: those that name it, every draw, every change of a licence.
Result<std::vector<Read>> candidates(ledger::Ledger& ledger, const std::string& id) {
  std::vector<Read> out;
  for (std::uint64_t next = 1;;) {
    LICET_TRY(page, ledger.store().records(next, kPage, ""));
    for (const ledger::StoredRecord& record : page) {
      if (record.purged != 0) continue;
      if (!draws(record.kind) && !is_of_licence(record.kind) &&
          record.bytes.find(id) == std::string::npos)
        continue;
      LICET_TRY(read, read_one(record));
      out.push_back(std::move(read));
    }
    if (page.size() < kPage) return out;
    next = page.back().sequence + 1;
  }
}

// Keys of the draws of the answer: named themselves, or tied by `of` to one that is, either way.
std::set<std::string> draws_of(const std::vector<Read>& all, const std::string& id) {
  std::set<std::string> keys;
  for (std::size_t before = ~std::size_t{0}; before != keys.size();) {
    before = keys.size();
    for (const Read& one : all) {
      if (!draws(one.stored.kind)) continue;
      if (one.answer == id || (!one.of.empty() && keys.contains(one.of) && one.answer.empty()))
        keys.insert(one.stored.key);
      if (!one.of.empty() && keys.contains(one.stored.key)) keys.insert(one.of);
    }
  }
  return keys;
}

}  // namespace

ledger::Entry answer_entry(const ledger::AnswerRecord& answer, std::string at) {
  return {cat("answer/", answer.id), "answer", answer_key(answer.id), std::move(at),
          Json(Json::Object{{"answer", answer.document}, {"answer_id", answer.id}})};
}

Result<ledger::Entry> document_entry(const std::string& answer_id, const Part& document,
                                     std::string at) {
  LICET_TRY(step, path_step(document.path));
  const std::string digest = to_hex(sha256(document.bytes));
  return ledger::Entry{cat("answer/", answer_id), "document",
                       cat("document/", answer_id.substr(answer_id.find(':') + 1), "/",
                           digest.substr(0, 16), "/", step.substr(0, 60)),
                       std::move(at),
                       Json(Json::Object{{"answer_id", answer_id},
                                         {"bytes", std::int64_t(document.bytes.size())},
                                         {"name", document.path},
                                         {"path", cat("documents/", step)},
                                         {"sha256", digest}})};
}

Result<Matter> read_matter(ledger::Ledger& ledger, const std::string& answer_id) {
  LICET_TRY(found, ledger.store().find_key(answer_key(answer_id)));
  if (!found)
    return Error{Code::RecordMalformed, answer_id, "no such answer is recorded in the ledger"};
  if (found->purged != 0)
    return Error{Code::RecordMalformed, answer_id,
                 cat("this answer was purged by record ", found->purged)};
  LICET_TRY(json, read_json(found->bytes));
  LICET_TRY(answer, ledger::read_record(to_canonical(*json.find("body")->find("answer"))));
  if (answer.id != answer_id)
    return Error{Code::LedgerCorrupt, cat("record ", found->sequence), "holds another answer"};
  Matter matter;
  matter.answer = std::move(answer);
  LICET_TRY(all, candidates(ledger, answer_id));
  const std::set<std::string> drawn = draws_of(all, answer_id);
  std::set<std::string> licences;
  if (const Json* authority = matter.answer.document.find("authority");
      authority != nullptr && authority->text("kind") == "licence")
    licences.insert(std::string(authority->text("id")));
  for (const Read& one : all)
    if (drawn.contains(one.stored.key) && !one.licence.empty()) licences.insert(one.licence);
  for (Read& one : all)
    if (drawn.contains(one.stored.key) || (!draws(one.stored.kind) && one.answer == answer_id) ||
        (is_of_licence(one.stored.kind) && licences.contains(one.licence)))
      matter.records.push_back(std::move(one.stored));
  matter.licences.assign(licences.begin(), licences.end());
  return matter;
}

Retention retention_of(const Matter& matter) {
  std::vector<Day> days;
  const auto add = [&](std::string_view text) {
    if (auto day = parse_day(text.substr(0, 10)); day.ok()) days.push_back(day.value());
  };
  add(matter.answer.on);
  for (const ledger::StoredRecord& record : matter.records) {
    // The licence's life and a hold are no events of the transaction.
    if (is_of_licence(record.kind) || record.stream == ledger::kHoldsStream) continue;
    const auto json = read_json(record.bytes);
    if (!json.ok()) continue;
    add(json.value().text("at"));
    if (const Json* body = json.value().find("body")) add(body->text("on"));
  }
  return retention_of(matter.answer.document, days);
}

Result<ledger::Entry> purge_entry(const Matter& matter, const PurgeRequest& request) {
  const Retention keep = retention_of(matter);
  if (request.today <= keep.until)
    return Error{Code::BadValue, matter.answer.id,
                 cat("its records are kept through ", to_string(keep.until), " (",
                     join(keep.cite, ", "), ")")};
  Json::Array records;
  for (const ledger::StoredRecord& record : matter.records)
    if (ledger::is_purgeable(record.kind))
      records.emplace_back(Json::Object{{"key", record.key},
                                        {"kind", record.kind},
                                        {"leaf", to_hex(record.leaf)},
                                        {"sequence", std::int64_t(record.sequence)},
                                        {"stream", record.stream}});
  return ledger::Entry{"purges", "purge", cat("purge/", matter.answer.id),
                       cat(to_string(request.today), "T00:00:00"),
                       Json(Json::Object{{"answer_id", matter.answer.id},
                                         {"because", request.because},
                                         {"by", request.by},
                                         {"kept_until", to_string(keep.until)},
                                         {"records", std::move(records)},
                                         {"second", request.second}})};
}

}  // namespace licet::evidence
