#include "licet/desk/orders.h"

#include <algorithm>
#include <set>

#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::desk {
namespace {

constexpr std::string_view kOrders = "order/";
constexpr const char* kCallbacks = "callbacks";
constexpr const char* kReviews = "reviews";
constexpr std::size_t kMostId = 100;
constexpr std::size_t kMostRecords = 1'000'000;

std::string stream_of(const std::string& id) { return cat(kOrders, id); }

bool good_id(const std::string& id) {
  return !id.empty() && id.size() <= kMostId && !invalid_utf8_at(id) &&
         printable(id, kMostId) == id;
}

struct Folded {
  Order order;
  std::string was;           // the state before the last event
  std::vector<std::string> changed;
};

// One record onto the order.
licet::Status fold(const ledger::StoredRecord& record, Folded& folded) {
  LICET_TRY(json, read_json(record.bytes));
  const Json* body = json.find("body");
  const auto bad = [&](std::string_view why) {
    return Error{Code::LedgerCorrupt, cat("record ", record.sequence), std::string(why)};
  };
  if (body == nullptr) return bad("has no body");
  LICET_TRY(event, licence::read_docket_event(*body));
  OrderStep step = apply(folded.order, event);
  if (step.refusal)
    return bad(cat("was accepted and is refused by today's tables: ", step.refusal->rule));
  folded.was = folded.order.state;
  folded.order = std::move(step.order);
  folded.changed = std::move(step.changed);
  return Done{};
}

// What an event owes the host.
Json callback_body(const ledger::StoredRecord& record, const Folded& folded,
                   const Json& event) {
  Json::Array reasons, changed;
  if (!may_go(folded.order))
    for (const Reason& reason : folded.order.reasons) reasons.push_back(to_json(reason));
  for (const std::string& part : folded.changed) changed.emplace_back(part);
  const Order& order = folded.order;
  return Json::Object{{"key", record.key}, {"order", order.id}, {"was", folded.was},
                      {"state", order.state}, {"may_go", may_go(order)},
                      {"verdict", order.verdict}, {"answer", order.answer_id},
                      {"at", std::string(event.text("at"))},
                      {"event", std::string(event.text("event"))},
                      {"changed", std::move(changed)}, {"reasons", std::move(reasons)}};
}

bool owed(std::string_view event) {
  for (const licence::Move& move : order_machine().all_moves())
    if (move.event == event)
      return std::find(move.effects.begin(), move.effects.end(), "callback") != move.effects.end();
  return false;
}

}  // namespace

Result<Order> Orders::order(const std::string& id) {
  if (!good_id(id))
    return Error{Code::BadValue, printable(id),
                 cat("an order's id has 1 to ", kMostId, " bytes, all of them visible")};
  LICET_TRY(records, ledger_.store().records(1, kMostRecords, stream_of(id)));
  Folded folded;
  folded.order.id = id;
  for (const ledger::StoredRecord& record : records) LICET_TRY_DONE(fold(record, folded));
  return std::move(folded.order);
}

Result<std::vector<std::string>> Orders::ids() {
  LICET_TRY(streams, ledger_.store().streams(std::string(kOrders)));
  std::vector<std::string> out;
  for (const std::string& stream : streams) out.push_back(stream.substr(kOrders.size()));
  return out;
}

Result<std::vector<Json>> Orders::history(const std::string& id) {
  LICET_TRY(records, ledger_.store().records(1, kMostRecords, stream_of(id)));
  std::vector<Json> out;
  for (const ledger::StoredRecord& record : records) {
    LICET_TRY(json, read_json(record.bytes));
    out.push_back(std::move(json));
  }
  return out;
}

Result<Orders::Applied> Orders::apply(const std::string& id, const DocketEvent& event) {
  LICET_TRY(before, order(id));
  Applied applied{desk::apply(before, event), {}};
  if (applied.step.refusal || applied.step.unchanged) return applied;
  Json body = event_json(event);
  body.object()["answer_id"] = applied.step.order.answer_id;  // so that its evidence finds it
  body.object()["order"] = id;
  // The number of the event is part of its key: of two writers at once one is refused.
  LICET_TRY(posting, ledger_.post({{stream_of(id), "order_event",
                                    cat(kOrders, id, "/", before.events + 1), to_string(event.at),
                                    std::move(body)}}));
  if (posting.refusal)
    return Error{Code::Locked, id, "another event of this order was recorded at the same moment"};
  applied.receipt = posting.receipts.front();
  return applied;
}

namespace {

// The question of a recorded answer, without what the ledger put in.
Result<Json> question_of(ledger::Store& store, const std::string& id) {
  LICET_TRY(found, store.find_key(cat("answer/", id)));
  if (!found || found->purged != 0)
    return Error{Code::RecordMalformed, id,
                 found ? "this answer was purged: send the order again" : "is not recorded"};
  LICET_TRY(json, read_json(found->bytes));
  const Json* body = json.find("body");
  const Json* answer = body == nullptr ? nullptr : body->find("answer");
  const Json* asked = answer == nullptr ? nullptr : answer->find("asked");
  const Json* question = asked == nullptr ? nullptr : asked->find("question");
  if (question == nullptr || !question->is_object())
    return Error{Code::LedgerCorrupt, cat("record ", found->sequence), "holds no question"};
  Json given = *question;
  if (asked->find("ledger") != nullptr) given.object().erase("licences");
  return given;
}

}  // namespace

Result<Json> Orders::given(const std::string& answer_id, const std::vector<std::string>& answers) {
  LICET_TRY(given, question_of(ledger_.store(), answer_id));
  if (answers.size() < 2) return std::move(given);
  Json::Array regimes;
  for (const std::string& id : answers) {
    LICET_TRY(one, question_of(ledger_.store(), id));
    regimes.emplace_back(std::string(one.text("regime")));
  }
  given.object().erase("regime");
  given.object()["regimes"] = std::move(regimes);
  return std::move(given);
}

Result<std::vector<Callback>> Orders::callbacks_due() {
  LICET_TRY(taken, ledger_.store().records(1, kMostRecords, kCallbacks));
  std::set<std::string> done;
  for (const ledger::StoredRecord& record : taken) done.insert(record.key);
  LICET_TRY(all, ids());
  std::vector<Callback> due;
  for (const std::string& id : all) {
    LICET_TRY(records, ledger_.store().records(1, kMostRecords, stream_of(id)));
    Folded folded;
    folded.order.id = id;
    for (const ledger::StoredRecord& record : records) {
      LICET_TRY_DONE(fold(record, folded));
      if (done.contains(cat("callback/", record.key))) continue;
      LICET_TRY(json, read_json(record.bytes));
      const Json& event = *json.find("body");
      if (owed(event.text("event")))
        due.push_back({record.key, id, record.stream, record.sequence,
                       callback_body(record, folded, event)});
    }
  }
  std::sort(due.begin(), due.end(),
            [](const Callback& a, const Callback& b) { return a.sequence < b.sequence; });
  return due;
}

Result<ledger::Receipt> Orders::delivered(const Callback& callback, const std::string& to,
                                          const std::string& at) {
  const std::string key = cat("callback/", callback.key);
  LICET_TRY(known, ledger_.store().find_key(key));
  if (known) return ledger::Receipt{known->sequence, known->leaf, true};
  const std::string sha = to_hex(sha256(to_canonical(callback.body)));
  LICET_TRY(posting, ledger_.post({{kCallbacks, "callback_delivered", key, at,
                                    Json(Json::Object{{"of", callback.key},
                                                      {"order", callback.order},
                                                      {"sha256", sha},
                                                      {"to", to}})}}));
  if (posting.refusal) return Error{Code::Locked, key, "was recorded at the same moment"};
  return posting.receipts.front();
}

Result<ledger::Receipt> Orders::reviewed(const std::string& snapshot, const std::string& by,
                                         std::int64_t asked, std::int64_t turned,
                                         const std::string& at) {
  LICET_TRY(before, ledger_.store().records(1, kMostRecords, kReviews));
  LICET_TRY(posting,
            ledger_.post({{kReviews, "desk_review", cat("review/", before.size() + 1), at,
                           Json(Json::Object{{"asked", asked}, {"by", by}, {"snapshot", snapshot},
                                             {"turned", turned}})}}));
  if (posting.refusal)
    return Error{Code::Locked, "review", "another was recorded at the same moment"};
  return posting.receipts.front();
}

}  // namespace licet::desk
