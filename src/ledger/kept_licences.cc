#include "licet/ledger/kept_licences.h"

#include <algorithm>
#include <set>

#include "draws.h"
#include "licet/base/text.h"
#include "licet/match/key.h"

namespace licet::ledger {
namespace {

constexpr int kMostTries = 5;  // another writer may add a record between two reads

std::string quantity_text(std::int64_t parts) { return from_parts(parts, kQuantityPlaces); }
std::string value_text(std::int64_t parts) { return from_parts(parts, kValuePlaces); }

Json pair_json(std::string amount, const char* key, const std::string& word) {
  return Json(Json::Object{{"amount", std::move(amount)}, {key, word}});
}

// Who holds it: the exporter or applicant of the application, or to whom it was transferred.
std::string holder_of(const licence::Docket& docket, const std::vector<Json>& history,
                      const std::string& licence) {
  std::string holder, applicant;
  for (const licence::DocketParty& party : docket.parties) {
    if (party.role == "exporter") holder = party.name;
    if (party.role == "applicant") applicant = party.name;
  }
  if (holder.empty()) holder = applicant;
  if (const Json* exporter = docket.question.is_object() ? docket.question.find("exporter")
                                                         : nullptr;
      holder.empty() && exporter != nullptr)
    holder = std::string(exporter->text("name"));
  for (const Json& record : history) {
    const Json* body = record.find("body");
    if (record.text("kind") != "application_event" || body->text("event") != "transfer") continue;
    const Json* details = body->find("details");
    const std::string_view named = details->text("licence");
    if (named.empty() || named == licence) holder = std::string(details->text("to"));
  }
  return holder;
}

// The word for what ended the account, by the state that the licence went to at that moment.
std::string end_word(const licence::Docket& docket, const std::string& licence,
                     std::string_view at) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"surrendered", "surrender"}, {"superseded", "supersede"}, {"cancelled", "supersede"},
      {"exhausted", "exhaust"}};
  for (const licence::AuditRow& row : docket.audit)
    for (const auto& [state, word] : kWords)
      if (row.machine == "licence" && row.about == licence && to_string(row.at) == at &&
          row.to == state)
        return std::string(word);
  return "revoke";
}

// What the account was told, in order: the border goes by this.
Json::Array events_of(const licence::Docket& docket, const std::vector<Json>& history,
                      const std::string& licence) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"block", "suspend"}, {"unblock", "resume"}, {"void", "void"}};
  Json::Array events;
  const auto add = [&](std::string word, std::string_view at) {
    events.emplace_back(
        Json::Object{{"event", std::move(word)}, {"on", std::string(at.substr(0, 10))}});
  };
  for (const Json& record : history) {
    const Json* body = record.find("body");
    if (body == nullptr || body->text("licence") != licence) continue;
    const std::string_view kind = record.text("kind"), at = record.text("at");
    for (const auto& [word, event] : kWords)
      if (kind == word) add(std::string(event), at);
    if (kind == "close") add(end_word(docket, licence, at), at);
  }
  return events;
}

Json::Array conditions_of(const licence::IssuedLicence& licence) {
  Json::Array conditions;
  for (licence::Condition condition : licence.conditions) {
    if (condition.lifted) continue;
    if (condition.text.empty()) condition.text = condition.kind;
    conditions.push_back(condition_json(condition));
  }
  return conditions;
}

class Reader {
 public:
  Reader(Ledger& ledger, const std::vector<licence::Profile>& profiles,
         const std::vector<std::string>& reservations)
      : ledger_(ledger), profiles_(profiles) {
    for (const auto& key : reservations) open_.insert(key);
  }

  Result<KeptLicences> read() {
    KeptLicences kept;
    LICET_TRY(head, ledger_.head());
    kept.head = head;
    kept.reservations.assign(open_.begin(), open_.end());
    if (profiles_.empty()) return kept;
    LICET_TRY(ids, Register(ledger_, profiles_.front(), "").ids());
    for (const auto& id : ids) LICET_TRY_DONE(add(id, kept.all));
    for (const auto& key : open_)
      if (!found_.contains(key))
        return Error{Code::BadValue, printable(key), "no open reservation of this key"};
    return kept;
  }

 private:
  Status add(const std::string& id, std::vector<KeptLicence>& all) {
    LICET_TRY(history, Register(ledger_, profiles_.front(), "").history(id));
    const Json* opened = history.front().find("body");
    const std::string_view name = opened == nullptr ? "" : opened->text("profile");
    const auto profile = std::find_if(profiles_.begin(), profiles_.end(),
                                      [&](const auto& one) { return one.id() == name; });
    if (profile == profiles_.end())
      return Error{Code::BadValue, id,
                   cat("this application follows ", printable(name), ", a profile that the rules "
                                                                     "in use do not have")};
    LICET_TRY(docket, Register(ledger_, *profile, "").docket(id));
    for (const licence::IssuedLicence& licence : docket.licences) {
      LICET_TRY(one, kept(*profile, docket, licence, history));
      one.application = id;
      all.push_back(std::move(one));
    }
    return Done{};
  }

  Result<KeptLicence> kept(const licence::Profile& profile, const licence::Docket& docket,
                           const licence::IssuedLicence& licence,
                           const std::vector<Json>& history) {
    KeptLicence one;
    one.id = licence.reference;
    one.regime = std::string(profile.text("regime"));
    one.holder = holder_of(docket, history, licence.reference);
    one.state = licence.state;
    if (auto key = match::key_of(one.holder); key.ok()) one.holder_key = key.value();
    LICET_TRY(accounts, ledger_.store().accounts(licence.reference));
    LICET_TRY(draws, ledger_.store().draws(licence.reference));
    one.form = form(docket, licence, history, one, last_day(profile, licence), accounts, draws);
    one.left_out = why_left_out(one, docket, accounts);
    return one;
  }

  static std::string why_left_out(const KeptLicence& one, const licence::Docket& docket,
                                  const std::vector<Account>& accounts) {
    if (one.regime.empty()) return "its authority's profile names no regime";
    if (one.holder_key.empty()) return "the application does not say who holds it";
    if (accounts.empty()) return "the ledger has no account of it";
    for (const licence::DocketParty& party : docket.parties)
      if (!match::key_of(party.name).ok()) return "a party of it has no name";
    return "";
  }

  Json form(const licence::Docket& docket, const licence::IssuedLicence& licence,
            const std::vector<Json>& history, const KeptLicence& one, Day last,
            const std::vector<Account>& accounts, const std::vector<Draw>& draws) {
    Json::Object out;
    Day first = licence.issued;
    for (const Account& account : accounts) {
      first = std::max(first, account.first);
      last = std::min(last, account.last);
    }
    out["id"] = one.id;
    out["regime"] = one.regime;
    out["holder"] = one.holder;
    out["issued"] = to_string(first);
    out["expires"] = to_string(std::max(first, last));
    out["events"] = events_of(docket, history, one.id);
    out["conditions"] = conditions_of(licence);
    Json::Array items, parties, uses;
    for (const licence::LicenceLine& line : licence.lines)
      for (const Account& account : accounts)
        if (account.line == line.good) items.push_back(item(line, account, draws));
    for (const licence::DocketParty& party : docket.parties)
      if (party.role != "exporter" && party.role != "applicant")
        parties.emplace_back(Json::Object{
            {"role", party.role}, {"name", party.name}, {"country", party.country}});
    for (const auto& use : docket.end_use) uses.emplace_back(use);
    out["items"] = std::move(items);
    out["parties"] = std::move(parties);
    out["end_use"] = std::move(uses);
    if (!docket.ports.empty()) out["ports"] = ports_json(docket.ports);
    return Json(std::move(out));
  }

  Json item(const licence::LicenceLine& line, const Account& account,
            const std::vector<Draw>& draws) {
    std::int64_t held_quantity = account.quantity_held, held_value = account.value_held;
    Json::Array dated;
    for (const Draw& draw : draws) {
      if (draw.line != account.line || (draw.state != "held" && draw.state != "used")) continue;
      if (draw.state == "held" && open_.contains(draw.key)) {
        found_.insert(draw.key);
        held_quantity -= draw.quantity;
        held_value -= draw.value;
      } else if (draw.value > 0) {
        dated.emplace_back(
            Json::Object{{"on", to_string(draw.on)}, {"value", value_text(draw.value)}});
      }
    }
    Json::Object out{{"line", account.line}, {"eccn", line.rating}};
    if (account.tolerance_percent > 0) out["tolerance_percent"] = account.tolerance_percent;
    Json::Object used, held;
    if (account.quantity_cap) {
      out["quantity"] = pair_json(quantity_text(*account.quantity_cap), "unit", account.unit);
      used["quantity"] = quantity_text(account.quantity_used);
      held["quantity"] = quantity_text(held_quantity);
    }
    if (account.value_cap) {
      out["value"] = pair_json(value_text(*account.value_cap), "currency", account.currency);
      used["value"] = value_text(account.value_used);
      held["value"] = value_text(held_value);
    }
    out["used"] = std::move(used);
    out["held"] = std::move(held);
    if (account.order_cap)
      out["order_value"] = pair_json(value_text(*account.order_cap), "currency", account.currency);
    if (account.period_cap)
      out["period"] = Json::Object{
          {"days", account.period_days},
          {"value", pair_json(value_text(*account.period_cap), "currency", account.currency)},
          {"draws", std::move(dated)}};
    return Json(std::move(out));
  }

  Ledger& ledger_;
  const std::vector<licence::Profile>& profiles_;
  std::set<std::string> open_, found_;
};

bool asks(const Json& question, const std::string& regime) {
  if (question.text("regime") == regime) return true;
  const Json* regimes = question.find("regimes");
  if (regimes == nullptr || !regimes->is_array()) return false;
  return std::any_of(regimes->array().begin(), regimes->array().end(), [&](const Json& one) {
    return one.is_string() && one.string() == regime;
  });
}

Json texts(const std::vector<std::string>& all) {
  Json::Array out;
  for (const auto& one : all) out.emplace_back(one);
  return Json(std::move(out));
}

}  // namespace

Result<KeptLicences> kept_licences(Ledger& ledger, const std::vector<licence::Profile>& profiles,
                                   const std::vector<std::string>& reservations) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    LICET_TRY(kept, Reader(ledger, profiles, reservations).read());
    LICET_TRY(after, ledger.head());
    if (after.size == kept.head.size) return kept;
  }
  return Error{Code::Locked, "ledger", "it kept growing while it was read"};
}

FilledQuestion with_licences(const Json& question, const KeptLicences& kept) {
  if (!question.is_object() || question.find("licences") != nullptr) return {question, nullptr};
  const Json* exporter = question.find("exporter");
  const auto key = match::key_of(exporter == nullptr ? "" : exporter->text("name"));
  Json::Array licences, ids, left_out;
  std::int64_t of_others = 0;
  for (const KeptLicence& one : kept.all) {
    const bool of_other = key.ok() && !one.holder_key.empty() && one.holder_key != key.value();
    if (of_other) ++of_others;
    if (of_other || (!one.regime.empty() && !asks(question, one.regime))) continue;
    if (!one.left_out.empty()) {
      left_out.emplace_back(Json::Object{{"licence", one.id}, {"because", one.left_out}});
      continue;
    }
    ids.emplace_back(one.id);
    licences.push_back(one.form);
  }
  Json::Object note;
  note["size"] = std::int64_t(kept.head.size);
  note["root"] = to_hex(kept.head.root);
  note["given"] = to_id(sha256(to_canonical(question)));
  note["licences"] = std::move(ids);
  note["left_out"] = std::move(left_out);
  note["of_others"] = of_others;
  note["reservations"] = texts(kept.reservations);
  Json filled = question;
  filled.object()["licences"] = std::move(licences);
  return {std::move(filled), Json(std::move(note))};
}

}  // namespace licet::ledger
