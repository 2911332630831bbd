#include "licet/ledger/open_matters.h"

#include <algorithm>
#include <map>

#include "draws.h"
#include "licet/base/text.h"

namespace licet::ledger {
namespace {

constexpr std::size_t kPage = 10000;

Json pair_json(std::string amount, const char* key, std::string_view word) {
  return Json(Json::Object{{"amount", std::move(amount)}, {key, std::string(word)}});
}

const Json* member(const Json& object, std::string_view key) {
  return object.is_object() ? object.find(key) : nullptr;
}

// Who receives, by the parties of a question.
std::string receiving_country(const Json::Array& parties) {
  std::string country;
  for (const char* role : {"ultimate_consignee", "end_user"})
    for (const Json& party : parties)
      if (party.text("role") == role && !party.text("country").empty())
        country = std::string(party.text("country"));
  return country;
}

// The question the application carries, completed from what it names.
Json completed(const Json& carried, const std::string& regime, const std::string& holder,
               Json::Array items, Json::Array parties, Json::Array uses) {
  Json::Object question = carried.is_object() ? carried.object() : Json::Object();
  const auto add = [&](const char* key, Json value) {
    if (!question.contains(key)) question[key] = std::move(value);
  };
  if (!question.contains("regimes")) add("regime", regime);
  add("activity", "export");
  if (const std::string country = receiving_country(parties); !country.empty())
    add("destination", country);
  if (!holder.empty()) add("exporter", Json::Object{{"name", holder}});
  add("items", std::move(items));
  add("parties", std::move(parties));
  if (!uses.empty()) add("end_use", std::move(uses));
  return Json(std::move(question));
}

Json with(Json question, Json::Array licences) {
  question.object()["licences"] = std::move(licences);
  return question;
}

// Items of a licence as lines of a question.
Json::Array lines_of(const Json& form) {
  Json::Array lines;
  for (const Json& item : form.find("items")->array()) {
    Json::Object line{{"line", std::string(item.text("line"))},
                      {"eccn", std::string(item.text("eccn"))}};
    for (const char* key : {"quantity", "value"})
      if (const Json* amount = item.find(key)) line[key] = *amount;
    lines.emplace_back(std::move(line));
  }
  return lines;
}

Json::Array lines_of(const licence::Docket& docket) {
  Json::Array lines;
  for (const licence::Good& good : docket.goods) {
    Json::Object line{{"line", good.ref}, {"eccn", good.rating}};
    if (good.quantity)
      line["quantity"] =
          pair_json(good.quantity->to_string(), "unit", good.unit.empty() ? "piece" : good.unit);
    if (good.value && !good.currency.empty())
      line["value"] = pair_json(good.value->to_string(), "currency", good.currency);
    lines.emplace_back(std::move(line));
  }
  return lines;
}

// The line of the question that a reservation is of, with the amounts that it holds.
Json::Array held_line(const Json& question, const Draw& draw, const Account& account) {
  const auto& lines = question.find("items")->array();
  Json line = Json::Object{{"line", draw.line}};
  for (const Json& one : lines)
    if (lines.size() == 1 || one.text("line") == draw.line) line = one;
  line.object().erase("quantity");
  line.object().erase("value");
  if (draw.quantity > 0)
    line.object()["quantity"] =
        pair_json(from_parts(draw.quantity, kQuantityPlaces), "unit", account.unit);
  if (draw.value > 0)
    line.object()["value"] =
        pair_json(from_parts(draw.value, kValuePlaces), "currency", account.currency);
  return {std::move(line)};
}

// The licence without what this reservation holds: it is not counted against itself.
Json without_hold(Json form, const Draw& draw) {
  for (Json& item : form.object()["items"].array()) {
    if (item.text("line") != draw.line) continue;
    Json& held = item.object()["held"];
    const auto less = [&](const char* key, std::int64_t parts, int places) {
      if (held.find(key) == nullptr) return;
      const auto all = to_parts(held.text(key), places);
      if (all.ok()) held.object()[key] = from_parts(all.value() - parts, places);
    };
    less("quantity", draw.quantity, kQuantityPlaces);
    less("value", draw.value, kValuePlaces);
  }
  return form;
}

bool ended(const KeptLicence& one, Day day) {
  Json form = one.form;
  form.object().erase("regime");
  const auto read = licence::read_licence(form, "");
  if (!read.ok()) return false;
  const licence::Status status = standing_on(read.value(), day).status;
  return status != licence::Status::kLive && status != licence::Status::kSuspended &&
         status != licence::Status::kNotYetIssued;
}

class Gatherer {
 public:
  Gatherer(Ledger& ledger, const std::vector<licence::Profile>& profiles, Day day)
      : ledger_(ledger), profiles_(profiles), day_(day) {}

  Result<OpenMatters> run() {
    LICET_TRY(kept, kept_licences(ledger_, profiles_, {}));
    found_.head = kept.head;
    LICET_TRY_DONE(add_answers());
    for (const KeptLicence& one : kept.all) by_application_[one.application].push_back(&one);
    if (profiles_.empty()) return std::move(found_);
    LICET_TRY(ids, Register(ledger_, profiles_.front(), "").ids());
    for (const auto& id : ids) LICET_TRY_DONE(add_application(id));
    return std::move(found_);
  }

 private:
  void add(std::string kind, std::string id, std::string application, std::string asked,
           Json question) {
    decide::RecordedRow row;
    row.line = found_.all.size() + 1;
    row.id = id;
    row.question = std::move(question);
    found_.all.push_back({std::move(kind), std::move(id), std::move(application),
                          std::move(asked), std::move(row)});
  }

  licet::Status add_answers() {
    for (std::uint64_t next = 1;;) {
      LICET_TRY(page, ledger_.store().records(next, kPage, ""));
      for (const StoredRecord& record : page) {
        if (record.kind != "answer") continue;
        LICET_TRY(json, read_json(record.bytes));
        const Json* body = json.find("body");
        const Json* document = body == nullptr ? nullptr : member(*body, "answer");
        if (document == nullptr) {
          ++found_.purged;
          continue;
        }
        LICET_TRY(row, decide::read_recorded(*document));
        row.line = found_.all.size() + 1;
        found_.all.push_back({"answer", row.id, "", "as_recorded", row});
      }
      if (page.size() < kPage) return Done{};
      next = page.back().sequence + 1;
    }
  }

  licet::Status add_application(const std::string& id) {
    LICET_TRY(history, Register(ledger_, profiles_.front(), "").history(id));
    const std::string_view name = history.front().find("body")->text("profile");
    const auto profile = std::find_if(profiles_.begin(), profiles_.end(),
                                      [&](const auto& one) { return one.id() == name; });
    LICET_CHECK(profile != profiles_.end(), "kept_licences has read it");
    LICET_TRY(docket, Register(ledger_, *profile, "").docket(id));
    const std::string regime = profile->text("regime");
    if (regime.empty()) return Done{};
    if (profile->application().in(docket.state, "open"))
      add("application", id, id, "without_licence", with(asked_for(docket, regime), {}));
    for (const KeptLicence* one : by_application_[id])
      if (!ended(*one, day_)) LICET_TRY_DONE(add_licence(docket, *one));
    return Done{};
  }

  static Json::Array uses_of(const licence::Docket& docket) {
    Json::Array uses;
    for (const auto& use : docket.end_use) uses.emplace_back(use);
    return uses;
  }

  static Json asked_for(const licence::Docket& docket, const std::string& regime) {
    Json::Array parties;
    std::string holder;
    for (const licence::DocketParty& party : docket.parties) {
      if (party.role == "exporter" || party.role == "applicant")
        holder = party.name;
      else
        parties.emplace_back(Json::Object{
            {"role", party.role}, {"name", party.name}, {"country", party.country}});
    }
    return completed(docket.question, regime, holder, lines_of(docket), std::move(parties),
                     uses_of(docket));
  }

  licet::Status add_licence(const licence::Docket& docket, const KeptLicence& one) {
    const Json question =
        completed(docket.question, one.regime, one.holder, lines_of(one.form),
                  one.form.find("parties")->array(), uses_of(docket));
    const bool usable = one.left_out.empty();
    if (usable)
      add("licence", one.id, one.application, "with_licence", with(question, {one.form}));
    add("licence", one.id, one.application, "without_licence", with(question, {}));
    LICET_TRY(draws, ledger_.store().draws(one.id));
    for (const Draw& draw : draws) {
      if (draw.state != "held") continue;
      LICET_TRY(account, ledger_.store().account(one.id, draw.line));
      if (!account) continue;
      Json held = question;
      held.object()["items"] = held_line(question, draw, *account);
      Json::Array licences;
      if (usable) licences.push_back(without_hold(one.form, draw));
      add("reservation", draw.key, one.application, usable ? "with_licence" : "without_licence",
          with(std::move(held), std::move(licences)));
    }
    return Done{};
  }

  Ledger& ledger_;
  const std::vector<licence::Profile>& profiles_;
  Day day_;
  OpenMatters found_;
  std::map<std::string, std::vector<const KeptLicence*>> by_application_;
};

}  // namespace

Result<OpenMatters> open_matters(Ledger& ledger, const std::vector<licence::Profile>& profiles,
                                 Day day) {
  return Gatherer(ledger, profiles, day).run();
}

}  // namespace licet::ledger
