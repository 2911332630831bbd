#include <algorithm>
#include <set>

#include "deliver.h"
#include "desk_parts.h"
#include "ledger_licences.h"
#include "ledger_home.h"
#include "licet/base/text.h"
#include "licet/desk/orders.h"
#include "record_answer.h"

namespace licet::cli {
namespace {

// Ed25519 over the body, so that a host can tell whom it came from.
std::vector<std::string> headers_of(const desk::Callback& callback, const std::string& body,
                                    const LedgerHome& home) {
  std::vector<std::string> headers{cat("Idempotency-Key: ", callback.sequence)};
  if (!home.key) return headers;
  if (auto made = ledger::sign(home.key->secret, body); made.ok()) {
    const std::string_view bytes(reinterpret_cast<const char*>(made.value().data()),
                                 made.value().size());
    headers.push_back(cat("Licet-Signature: ", ledger::key_name(home.key->shown), " ",
                          ledger::to_base64(bytes)));
  }
  return headers;
}

int deliver_all(const std::vector<desk::Callback>& due, LedgerHome& home,
                const DeskArguments& arguments, const Globals& globals) {
  std::set<std::string> stopped;  // what comes later of such an order waits
  std::int64_t sent = 0;
  for (const desk::Callback& one : due) {
    if (stopped.contains(one.order)) continue;
    const std::string body = to_canonical(one.body);
    if (auto done = deliver(arguments.url, body, headers_of(one, body, home)); !done.ok()) {
      stopped.insert(one.order);
      (void)fail(done.error());
      continue;
    }
    auto kept = desk::Orders(*home.ledger).delivered(one, arguments.url,
                                                     moment_or_now(arguments.at));
    if (!kept.ok()) return fail(kept.error());
    ++sent;
  }
  if (auto point = add_checkpoint(home); sent > 0 && !point.ok()) return fail(point.error());
  const std::int64_t left = std::int64_t(due.size()) - sent;
  print(globals.json ? to_canonical(Json(Json::Object{{"delivered", sent}, {"left", left}})) + "\n"
                     : cat(sent, " delivered, ", left, " left\n"));
  return left == 0 ? 0 : 3;
}

int mark_done(const std::vector<desk::Callback>& due, LedgerHome& home,
              const DeskArguments& arguments) {
  const auto it = std::find_if(due.begin(), due.end(), [&](const desk::Callback& one) {
    return one.key == arguments.done;
  });
  if (it == due.end())
    return fail({Code::BadValue, arguments.done, "no callback of this key is due"});
  if (arguments.to.empty()) return fail({Code::Usage, "--to", "who took it is due"});
  auto kept = desk::Orders(*home.ledger).delivered(*it, arguments.to, moment_or_now(arguments.at));
  if (!kept.ok()) return fail(kept.error());
  if (auto point = add_checkpoint(home); !point.ok()) return fail(point.error());
  print(cat("record ", kept.value().sequence, "\n"));
  return 0;
}

}  // namespace

int run_callbacks(const DeskArguments& arguments, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto due = desk::Orders(*home.value().ledger).callbacks_due();
  if (!due.ok()) return fail(due.error());
  if (!arguments.url.empty()) return deliver_all(due.value(), home.value(), arguments, globals);
  if (!arguments.done.empty()) return mark_done(due.value(), home.value(), arguments);
  for (const desk::Callback& one : due.value()) print(to_canonical(one.body) + "\n");
  return 0;
}

}  // namespace licet::cli
