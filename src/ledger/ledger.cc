#include "licet/ledger/ledger.h"

#include <map>

#include "draws.h"
#include "licet/base/text.h"
#include "purge.h"

namespace licet::ledger {
namespace {

constexpr std::size_t kPage = 10000;

// "YYYY-MM-DDThh:mm:ss", an optional Z.
bool is_moment(std::string_view at) {
  if (at.ends_with('Z')) at.remove_suffix(1);
  return at.size() == 19 && parse_day(at.substr(0, 10)).ok() && at[10] == 'T';
}

Status check_form(const Entry& entry) {
  const auto wrong = [](std::string_view key, std::string_view detail) {
    return Error{Code::EntryMalformed, cat("/", key), std::string(detail)};
  };
  if (entry.stream.empty() || entry.stream.size() > 200) return wrong("stream", "a name is due");
  if (entry.kind.empty() || entry.kind.size() > 60) return wrong("kind", "a word is due");
  if (entry.key.empty() || entry.key.size() > 200) return wrong("key", "an own key is due");
  if (!is_moment(entry.at)) return wrong("at", "YYYY-MM-DDThh:mm:ss is due");
  if (!entry.body.is_object()) return wrong("body", "an object is due");
  return Done{};
}

// The same but for its place in the log.
bool same_entry(const StoredRecord& stored, const Entry& entry) {
  const std::string bytes = record_bytes(entry, stored.sequence);
  return stored.purged == 0 ? stored.bytes == bytes : stored.leaf == leaf_hash(bytes);
}

Entry entry_of(const Json& record) {
  const Json* body = record.find("body");
  return {std::string(record.text("stream")), std::string(record.text("kind")),
          std::string(record.text("key")), std::string(record.text("at")),
          body == nullptr ? Json() : *body};
}


Json::Array hex_array(const std::vector<Digest>& path) {
  Json::Array out;
  for (const Digest& digest : path) out.emplace_back(to_hex(digest));
  return out;
}

Json amount_json(std::int64_t parts, int places) { return from_parts(parts, places); }

Json account_json(const Account& a) {
  Json::Object out;
  out["licence"] = a.licence;
  out["line"] = a.line;
  out["status"] = a.status;
  out["unit"] = a.unit;
  out["currency"] = a.currency;
  out["first"] = to_string(a.first);
  out["last"] = to_string(a.last);
  out["quantity_used"] = amount_json(a.quantity_used, kQuantityPlaces);
  out["quantity_held"] = amount_json(a.quantity_held, kQuantityPlaces);
  out["value_used"] = amount_json(a.value_used, kValuePlaces);
  out["value_held"] = amount_json(a.value_held, kValuePlaces);
  if (a.quantity_cap) {
    out["quantity"] = amount_json(*a.quantity_cap, kQuantityPlaces);
    out["quantity_left"] =
        amount_json(*a.quantity_cap - a.quantity_used - a.quantity_held, kQuantityPlaces);
  }
  if (a.value_cap) {
    out["value"] = amount_json(*a.value_cap, kValuePlaces);
    out["value_left"] =
        amount_json(std::max<std::int64_t>(0, *a.value_cap - a.value_used - a.value_held),
                    kValuePlaces);
    out["tolerance_percent"] = a.tolerance_percent;
  }
  return Json(std::move(out));
}

// Every record in order, a page at a time.
template <class Use>
Status for_each_record(Store& store, Use use) {
  std::uint64_t next = 1;
  for (;;) {
    LICET_TRY(page, store.records(next, kPage, ""));
    for (const StoredRecord& record : page) LICET_TRY_DONE(use(record));
    if (page.size() < kPage) return Done{};
    next = page.back().sequence + 1;
  }
}

}  // namespace

std::string record_bytes(const Entry& entry, std::uint64_t sequence) {
  Json::Object record;
  record["at"] = entry.at;
  record["body"] = entry.body;
  record["key"] = entry.key;
  record["kind"] = entry.kind;
  record["sequence"] = std::int64_t(sequence);
  record["stream"] = entry.stream;
  return to_canonical(record);
}

Result<Receipt> Ledger::post_one(const Entry& entry, Frontier& tree,
                                 std::optional<licence::Refusal>& refusal) {
  LICET_TRY(known, store_->find_key(entry.key));
  if (known) {
    if (!same_entry(*known, entry))
      refusal = licence::Refusal{"key_used", "this key stands for another entry", "in-house rule"};
    return Receipt{known->sequence, known->leaf, true};
  }
  LICET_TRY(refused, is_about_records(entry.kind)
                         ? apply_to_records(*store_, entry, tree.size() + 1)
                         : apply_entry(*store_, entry));
  if (refused) {
    refusal = refused;
    return Receipt{};
  }
  StoredRecord record{tree.size() + 1, entry.stream, entry.kind, entry.key, "", {}, 0};
  record.bytes = record_bytes(entry, record.sequence);
  record.leaf = leaf_hash(record.bytes);
  tree.append(record.leaf);
  LICET_TRY_DONE(store_->append(record, tree));
  return Receipt{record.sequence, record.leaf, false};
}

Result<Posting> Ledger::post(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) LICET_TRY_DONE(check_form(entry));
  Posting posting;
  LICET_TRY_DONE(store_->begin());
  const auto work = [&]() -> Status {
    LICET_TRY(tree, store_->frontier());
    for (const Entry& entry : entries) {
      LICET_TRY(receipt, post_one(entry, tree, posting.refusal));
      if (posting.refusal) return Done{};
      posting.receipts.push_back(receipt);
    }
    return Done{};
  };
  if (auto status = work(); !status.ok()) {
    store_->rollback();
    return status.error();
  }
  if (posting.refusal) {
    posting.receipts.clear();
    store_->rollback();
    return posting;
  }
  if (auto status = store_->commit(); !status.ok()) {
    store_->rollback();
    return status.error();
  }
  return posting;
}

Result<Head> Ledger::head() {
  LICET_TRY(tree, store_->frontier());
  return Head{tree.size(), tree.root()};
}

Result<Json> Ledger::balance(const std::string& licence) {
  LICET_TRY(accounts, store_->accounts(licence));
  Json::Array out;
  for (const Account& account : accounts) out.push_back(account_json(account));
  return Json(std::move(out));
}

Status Ledger::check_log() {
  Frontier tree;
  Purges purges;
  LICET_TRY_DONE(for_each_record(*store_, [&](const StoredRecord& record) -> Status {
    const auto bad = [&](std::string_view what) {
      return Error{Code::LedgerCorrupt, cat("record ", tree.size() + 1), std::string(what)};
    };
    if (record.sequence != tree.size() + 1) return bad("is missing or out of order");
    if (record.purged != 0) {
      tree.append(record.leaf);
      return purges.add_gone(record);
    }
    if (leaf_hash(record.bytes) != record.leaf) return bad("its bytes are not those hashed");
    LICET_TRY(json, read_json(record.bytes));
    const Entry entry = entry_of(json);
    if (record_bytes(entry, record.sequence) != record.bytes || entry.key != record.key ||
        entry.stream != record.stream || entry.kind != record.kind)
      return bad("its columns are not what its bytes say");
    tree.append(record.leaf);
    if (entry.kind == kPurge) return purges.add_order(record.sequence, entry.body);
    return Done{};
  }));
  LICET_TRY_DONE(purges.settle());
  LICET_TRY(now, head());
  if (now.size != tree.size() || now.root != tree.root())
    return Error{Code::LedgerCorrupt, "head", "is not the root of the records"};
  return Done{};
}

Status Ledger::check_against(const std::vector<Checkpoint>& checkpoints) {
  LICET_TRY(now, head());
  LICET_TRY(leaves, store_->leaves());
  Frontier tree;
  std::map<std::uint64_t, Digest> roots;
  for (const Checkpoint& checkpoint : checkpoints) {
    if (checkpoint.size > now.size || checkpoint.size > leaves.size())
      return Error{Code::LedgerRolledBack, "ledger",
                   cat("it holds ", now.size, " records, a checkpoint ", checkpoint.size)};
    roots[checkpoint.size];
  }
  if (roots.contains(0)) roots[0] = tree.root();
  for (const Digest& leaf : leaves) {
    tree.append(leaf);
    if (const auto it = roots.find(tree.size()); it != roots.end()) it->second = tree.root();
  }
  if (leaves.size() != now.size || tree.root() != now.root)
    return Error{Code::LedgerCorrupt, "head", "is not the root of the records"};
  for (const Checkpoint& checkpoint : checkpoints)
    if (roots[checkpoint.size] != checkpoint.root)
      return Error{Code::LedgerCorrupt, cat("record ", checkpoint.size),
                   "the log up to here is not the one that was signed"};
  return Done{};
}

Result<Json> Ledger::prove_inclusion(std::uint64_t sequence) {
  LICET_TRY(leaves, store_->leaves());
  if (sequence == 0 || sequence > leaves.size())
    return Error{Code::BadValue, "sequence", cat("records are 1 to ", leaves.size())};
  Json::Object out;
  out["sequence"] = std::int64_t(sequence);
  out["size"] = std::int64_t(leaves.size());
  out["leaf"] = to_hex(leaves[sequence - 1]);
  out["root"] = to_hex(root_of(leaves));
  out["path"] = hex_array(inclusion_path(leaves, sequence - 1));
  return Json(std::move(out));
}

Result<Json> Ledger::prove_consistency(std::uint64_t before) {
  LICET_TRY(leaves, store_->leaves());
  if (before > leaves.size())
    return Error{Code::BadValue, "before", cat("the log has ", leaves.size(), " records")};
  Json::Object out;
  out["before"] = std::int64_t(before);
  out["size"] = std::int64_t(leaves.size());
  out["root_before"] = to_hex(root_of(std::span(leaves).first(before)));
  out["root"] = to_hex(root_of(leaves));
  out["path"] = hex_array(consistency_path(leaves, before));
  return Json(std::move(out));
}

Result<std::string> Ledger::export_lines() {
  std::string out;
  LICET_TRY_DONE(for_each_record(*store_, [&](const StoredRecord& record) -> Status {
    out += cat("{\"leaf\":\"", to_hex(record.leaf),
               record.purged == 0 ? "\",\"record\":" : "\",\"purged\":",
               record.purged == 0 ? record.bytes : gone_text(record), "}\n");
    return Done{};
  }));
  return out;
}

Result<std::uint64_t> Ledger::import_lines(std::string_view text) {
  LICET_TRY(now, head());
  if (now.size != 0)
    return Error{Code::BadValue, "ledger", "import fills an empty ledger, this one has records"};
  std::uint64_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    ++number;
    const auto bad = [&](std::string_view what) {
      return Error{Code::RecordMalformed, cat("line ", number), std::string(what)};
    };
    auto json = read_json(line);
    if (!json.ok()) return bad(json.error().detail);
    if (const Json* gone = json.value().find("purged")) {
      LICET_TRY_DONE(append_gone(*store_, *gone, json.value().text("leaf"), number));
      continue;
    }
    const Json* record = json.value().find("record");
    if (record == nullptr || !record->is_object()) return bad("a record is due");
    auto posted = post({entry_of(*record)});
    if (!posted.ok())
      return Error{posted.error().code, cat("line ", number), posted.error().detail};
    if (posted.value().refusal) return bad(posted.value().refusal->because);
    const Receipt& receipt = posted.value().receipts.front();
    if (receipt.sequence != number || to_hex(receipt.leaf) != json.value().text("leaf"))
      return bad("its hash is not the one it was exported with");
  }
  LICET_TRY_DONE(check_log());  // every row without its bytes is one that a later record purged
  return number;
}

}  // namespace licet::ledger
