#include "purge.h"

#include <algorithm>
#include <vector>

#include "licet/base/text.h"

namespace licet::ledger {
namespace {

constexpr std::size_t kMostHolds = 1'000'000;

Refused no(std::string_view rule, std::string because, std::string_view cite) {
  return licence::Refusal{std::string(rule), std::move(because), std::string(cite)};
}

Error wrong(std::string_view key, std::string_view detail) {
  return {Code::EntryMalformed, cat("/body/", key), std::string(detail)};
}

// What an order says of one record.
struct Named {
  std::uint64_t sequence = 0;
  std::string leaf, key, kind, stream;
  bool operator==(const Named&) const = default;
};

Named named_of(const StoredRecord& record) {
  return {record.sequence, to_hex(record.leaf), record.key, record.kind, record.stream};
}

Result<std::vector<Named>> named_in(const Json& body) {
  const Json* records = body.find("records");
  if (records == nullptr || !records->is_array() || records->array().empty())
    return wrong("records", "a list is due");
  std::vector<Named> out;
  for (const Json& one : records->array()) {
    const Json* sequence = one.find("sequence");
    if (sequence == nullptr || !sequence->is_integer() || sequence->integer() < 1)
      return wrong("records", "each has key, kind, leaf, sequence, stream");
    out.push_back({std::uint64_t(sequence->integer()), std::string(one.text("leaf")),
                   std::string(one.text("key")), std::string(one.text("kind")),
                   std::string(one.text("stream"))});
  }
  return out;
}

// All that a row says of itself, in one text.
std::string row_of(std::uint64_t by, const Named& named) {
  return to_canonical(Json(Json::Array{std::int64_t(by), named.leaf, named.key, named.kind,
                                       named.stream}));
}

Refused two_persons(const Json& body, const char* what) {
  const std::string by = lower_ascii(trim(body.text("by")));
  const std::string second = lower_ascii(trim(body.text("second")));
  if (by.empty() || second.empty() || by == second)
    return no("separation_of_duties", cat("two different persons ", what), "in-house rule");
  return {};
}

// A row that says it was purged by this very order was brought so by an import.
Result<Refused> purge_one(Store& store, const Named& named, std::string_view answer,
                          std::uint64_t by) {
  LICET_TRY(rows, store.records(named.sequence, 1, ""));
  if (rows.empty() || named_of(rows[0]) != named)
    return no("another_record", cat("record ", named.sequence, " is not the one named"),
              "in-house rule");
  const StoredRecord& record = rows[0];
  if (!is_purgeable(record.kind))
    return no("not_purgeable", cat("`", record.kind, "`: balances and dockets rest on it"),
              "in-house rule");
  if (record.purged != 0)
    return record.purged == by
               ? Refused()
               : no("already_purged", cat("record ", named.sequence), "in-house rule");
  LICET_TRY(json, read_json(record.bytes));
  if (json.find("body")->text("answer_id") != answer)
    return no("another_record", cat("record ", named.sequence, " is of another matter"),
              "in-house rule");
  LICET_TRY_DONE(store.purge(record.sequence, by));
  return Refused();
}

Result<Refused> purge(Store& store, const Entry& entry, std::uint64_t sequence) {
  LICET_TRY(all, named_in(entry.body));
  const std::string answer(entry.body.text("answer_id"));
  if (answer.empty()) return wrong("answer_id", "the answer whose matter is over is due");
  if (Refused refused = two_persons(entry.body, "purge")) return refused;
  LICET_TRY(holds, holds_on(store, answer));
  if (!holds.empty())
    return no("legal_hold", cat("`", printable(holds.front()), "` holds it"), "15 CFR 762.6(b)");
  for (const Named& named : all) {
    LICET_TRY(refused, purge_one(store, named, answer, sequence));
    if (refused) return refused;
  }
  return Refused();
}

Result<Refused> hold(Store& store, const Entry& entry, bool lifted) {
  if (entry.stream != kHoldsStream)
    return Error{Code::EntryMalformed, "/stream", "holds stand in the stream `holds`"};
  if (!lifted) {
    for (const char* key : {"answer_id", "by", "because"})
      if (entry.body.text(key).empty()) return wrong(key, "is due");
    return Refused();
  }
  if (Refused refused = two_persons(entry.body, "lift a hold")) return refused;
  const std::string of(entry.body.text("of"));
  LICET_TRY(found, store.find_key(of));
  if (!found || found->kind != "legal_hold")
    return no("no_hold", cat("`", printable(of), "` is no hold"), "in-house rule");
  LICET_TRY(json, read_json(found->bytes));
  LICET_TRY(standing, holds_on(store, json.find("body")->text("answer_id")));
  if (std::find(standing.begin(), standing.end(), of) == standing.end())
    return no("no_hold", cat("`", printable(of), "` was lifted before"), "in-house rule");
  return Refused();
}

}  // namespace

bool is_purgeable(std::string_view kind) {
  return kind == "answer" || kind == "document" || kind == "hold_release";
}

Result<std::vector<std::string>> holds_on(Store& store, std::string_view answer) {
  LICET_TRY(rows, store.records(1, kMostHolds, kHoldsStream));
  std::vector<std::string> standing;
  for (const StoredRecord& row : rows) {
    LICET_TRY(json, read_json(row.bytes));
    const Json& body = *json.find("body");
    if (row.kind == "legal_hold" && (body.text("answer_id") == answer ||
                                     body.text("answer_id") == "*"))
      standing.push_back(row.key);
    if (row.kind == "legal_hold_lifted") std::erase(standing, std::string(body.text("of")));
  }
  return standing;
}

bool is_about_records(std::string_view kind) {
  return kind == kPurge || kind == "legal_hold" || kind == "legal_hold_lifted";
}

Result<Refused> apply_to_records(Store& store, const Entry& entry, std::uint64_t sequence) {
  if (entry.kind == kPurge) return purge(store, entry, sequence);
  return hold(store, entry, entry.kind == "legal_hold_lifted");
}

std::string gone_text(const StoredRecord& record) {
  return to_canonical(Json::Object{{"by", std::int64_t(record.purged)},
                                   {"key", record.key},
                                   {"kind", record.kind},
                                   {"sequence", std::int64_t(record.sequence)},
                                   {"stream", record.stream}});
}

Status append_gone(Store& store, const Json& gone, std::string_view leaf, std::uint64_t number) {
  const Json* by = gone.find("by");
  StoredRecord record{number, std::string(gone.text("stream")), std::string(gone.text("kind")),
                      std::string(gone.text("key")), "", {}, 0};
  if (by == nullptr || !by->is_integer() || by->integer() <= std::int64_t(number) ||
      !parse_digest(leaf, record.leaf) || !is_purgeable(record.kind) ||
      record.key.empty())
    return Error{Code::RecordMalformed, cat("line ", number), "a purged record is due"};
  record.purged = std::uint64_t(by->integer());
  LICET_TRY_DONE(store.begin());
  const auto work = [&]() -> Status {
    LICET_TRY(tree, store.frontier());
    if (tree.size() + 1 != number)
      return Error{Code::RecordMalformed, cat("line ", number), "is out of its place"};
    tree.append(record.leaf);
    return store.append(record, tree);
  };
  auto done = work();
  if (done.ok()) done = store.commit();
  if (!done.ok()) store.rollback();
  return done;
}

Status Purges::add_gone(const StoredRecord& record) {
  if (!record.bytes.empty() || !is_purgeable(record.kind))
    return Error{Code::LedgerCorrupt, cat("record ", record.sequence), "cannot have been purged"};
  gone_[record.sequence] = row_of(record.purged, named_of(record));
  return Done{};
}

Status Purges::add_order(std::uint64_t sequence, const Json& body) {
  auto all = named_in(body);
  if (!all.ok())
    return Error{Code::LedgerCorrupt, cat("record ", sequence), all.error().detail};
  for (const Named& named : all.value()) ordered_[named.sequence] = row_of(sequence, named);
  return Done{};
}

Status Purges::settle() const {
  for (const auto& [sequence, row] : gone_) {
    const auto it = ordered_.find(sequence);
    if (it == ordered_.end() || it->second != row)
      return Error{Code::LedgerCorrupt, cat("record ", sequence), "is gone and nobody purged it"};
  }
  for (const auto& [sequence, row] : ordered_)
    if (!gone_.contains(sequence))
      return Error{Code::LedgerCorrupt, cat("record ", sequence), "was purged and is there again"};
  return Done{};
}

}  // namespace licet::ledger
