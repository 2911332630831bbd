#include <map>

#include "draws.h"
#include "licet/base/text.h"

// What follows from the whole record: counts folded again, and customs' figures beside ours.
namespace licet::ledger {
namespace {

// A store in memory that only counts: the entries are folded into it a second time.
struct Counts {
  std::int64_t quantity_used = 0, quantity_held = 0, value_used = 0, value_held = 0;
  bool operator==(const Counts&) const = default;
};

Counts counts_of(const Account& a) {
  return {a.quantity_used, a.quantity_held, a.value_used, a.value_held};
}

// From the draws: what stands in them is what the accounts must say.
std::map<std::string, Counts> fold(const std::vector<Draw>& draws) {
  std::map<std::string, Counts> out;
  for (const Draw& draw : draws) {
    Counts& counts = out[draw.line];
    if (draw.state == "held") {
      counts.quantity_held += draw.quantity;
      counts.value_held += draw.value;
    }
    if (draw.state == "used") {
      counts.quantity_used += draw.quantity;
      counts.value_used += draw.value;
    }
  }
  return out;
}

std::string amounts(const Json& body) {
  const auto one = [&](const char* key, const char* word) {
    const Json* given = body.find(key);
    if (given == nullptr || given->is_null()) return std::string("-");
    auto number = to_parts(given->text("amount"), 6);
    return cat(number.ok() ? from_parts(number.value(), 6) : std::string(given->text("amount")),
               " ", given->text(word));
  };
  return cat(one("quantity", "unit"), ", ", one("value", "currency"));
}

}  // namespace

Status Ledger::check_balances() {
  LICET_TRY(memory, open_sqlite(":memory:", true));
  Ledger again(std::move(memory));
  std::uint64_t next = 1;
  for (;;) {
    LICET_TRY(page, store_->records(next, 10000, ""));
    for (const StoredRecord& record : page) {
      if (!changes_balances(record.kind)) continue;
      LICET_TRY(json, read_json(record.bytes));
      const Json* body = json.find("body");
      const Entry entry{record.stream, record.kind, record.key, std::string(json.text("at")),
                        body == nullptr ? Json() : *body};
      LICET_TRY(posted, again.post({entry}));
      if (posted.refusal)
        return Error{Code::LedgerCorrupt, cat("record ", record.sequence),
                     cat("could not have happened: ", posted.refusal->because)};
    }
    if (page.size() < 10000) break;
    next = page.back().sequence + 1;
  }
  LICET_TRY(ours, store_->accounts(""));
  LICET_TRY(theirs, again.store_->accounts(""));
  if (ours.size() != theirs.size())
    return Error{Code::LedgerCorrupt, "accounts", "are not those of the record"};
  for (const Account& account : ours) {
    LICET_TRY(other, again.store_->account(account.licence, account.line));
    LICET_TRY(draws, store_->draws(account.licence));
    const auto folded = fold(draws);
    const auto it = folded.find(account.line);
    const Counts counted = it == folded.end() ? Counts{} : it->second;
    if (!other || counts_of(*other) != counts_of(account) || other->status != account.status ||
        other->quantity_cap != account.quantity_cap || other->value_cap != account.value_cap ||
        other->last != account.last || counted != counts_of(account))
      return Error{Code::LedgerCorrupt, cat("account ", account.licence, ", ", account.line),
                   "is not what the record makes of it"};
  }
  return Done{};
}

Result<Json> Ledger::reconcile(const std::string& licence) {
  std::map<std::string, std::string> ours, theirs;
  LICET_TRY(draws, store_->draws(licence));
  for (const Draw& draw : draws)
    if (draw.state == "used") {
      LICET_TRY(record, store_->find_key(draw.key));
      if (!record) return Error{Code::LedgerCorrupt, draw.key, "a draw without its record"};
      LICET_TRY(json, read_json(record->bytes));
      ours[draw.key] = amounts(*json.find("body"));
    }
  std::uint64_t next = 1;
  for (;;) {
    LICET_TRY(page, store_->records(next, 10000, ""));
    for (const StoredRecord& record : page) {
      if (record.kind != "customs_report") continue;
      LICET_TRY(json, read_json(record.bytes));
      const Json& body = *json.find("body");
      if (body.text("licence") != licence) continue;
      const std::string of(body.text("of"));
      theirs[of.empty() ? record.key : of] = amounts(body);
    }
    if (page.size() < 10000) break;
    next = page.back().sequence + 1;
  }
  Json::Array missing, extra, differing;
  for (const auto& [key, what] : ours) {
    const auto it = theirs.find(key);
    if (it == theirs.end())
      missing.emplace_back(Json::Object{{"key", key}, {"shipped", what}});
    else if (it->second != what)
      differing.emplace_back(
          Json::Object{{"key", key}, {"shipped", what}, {"reported", it->second}});
  }
  for (const auto& [key, what] : theirs)
    if (!ours.contains(key)) extra.emplace_back(Json::Object{{"key", key}, {"reported", what}});
  Json::Object out;
  out["licence"] = licence;
  out["missing"] = std::move(missing);
  out["extra"] = std::move(extra);
  out["differing"] = std::move(differing);
  return Json(std::move(out));
}

}  // namespace licet::ledger
