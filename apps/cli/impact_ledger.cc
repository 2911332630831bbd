#include "impact_ledger.h"

#include <iostream>
#include <map>

#include "batch.h"
#include "impact_report.h"
#include "layout.h"
#include "ledger_home.h"
#include "ledger_licences.h"
#include "licet/api/impact.h"
#include "licet/base/text.h"
#include "licet/desk/orders.h"
#include "licet/ledger/open_matters.h"
#include "profiles.h"

namespace licet::cli {
namespace {

struct Counts {
  std::int64_t asked = 0, flipped = 0, stirred = 0, failed = 0;
};

Json counts_json(const Counts& counts) {
  return Json::Object{{"asked", counts.asked}, {"flipped", counts.flipped},
                      {"stirred", counts.stirred}, {"failed", counts.failed}};
}

Json matter_json(const ledger::Matter& matter) {
  return Json::Object{{"kind", matter.kind}, {"id", matter.id},
                      {"application", matter.application.empty() ? Json()
                                                                 : Json(matter.application)},
                      {"asked", matter.asked}};
}

std::string title(const ledger::Matter& matter) {
  std::string asked = matter.asked;
  for (char& c : asked) c = c == '_' ? ' ' : c;
  const bool named = !matter.application.empty() && matter.application != matter.id;
  return cat(strong(cat(matter.kind, " ", printable(matter.id))), ", ", asked,
             named ? cat(" (", matter.application, ")") : "");
}

class Teller {
 public:
  Teller(const ledger::OpenMatters& matters, bool json) : matters_(matters), json_(json) {}

  void take(std::uint64_t line, const Result<decide::Judged>& judged) {
    const ledger::Matter& matter = matters_.all[line - 1];
    Counts& counts = by_kind_[matter.kind];
    ++counts.asked;
    if (!judged.ok()) {
      ++counts.failed;
      ++failed_;
      return fault(matter, judged.error());
    }
    if (judged.value().flip) {
      ++counts.flipped;
      tell("flip", matter, *judged.value().flip);
    } else if (judged.value().stir) {
      ++counts.stirred;
      tell("stir", matter, *judged.value().stir);
    }
  }

  int finish() {
    if (json_) {
      Json::Object by_matter;
      for (const auto& [kind, counts] : by_kind_) by_matter[kind] = counts_json(counts);
      const Json ledger = Json::Object{{"size", std::int64_t(matters_.head.size)},
                                       {"root", to_hex(matters_.head.root)},
                                       {"purged", std::int64_t(matters_.purged)}};
      print(to_canonical(Json::Object{
                {"summary", Json::Object{{"by_matter", by_matter}, {"ledger", ledger}}}}) + "\n");
    } else {
      for (const auto& [kind, counts] : by_kind_)
        print(cat(kind, ": ", counts.asked, " asked, ", counts.flipped, " flip, ", counts.stirred,
                  " stay on other grounds, ", counts.failed, " could not be asked\n"));
      if (by_kind_.empty()) print("the ledger holds nothing that could turn\n");
      if (matters_.purged > 0)
        print(cat(matters_.purged, " recorded answers or orders were purged\n"));
    }
    return failed_ == 0 ? 0 : 3;
  }

 private:
  void tell(const char* what, const ledger::Matter& matter, const decide::Flip& flip) const {
    if (json_) {
      Json one = decide::to_json(flip);
      one.object().erase("line");
      one.object()["matter"] = matter_json(matter);
      print(to_canonical(Json::Object{{what, std::move(one)}}) + "\n");
      return;
    }
    const std::string verdicts = flip.from == flip.to
                                     ? cat("stays ", to_string(flip.to))
                                     : cat(to_string(flip.from), " -> ", to_string(flip.to));
    print(cat(title(matter), ": ", verdicts, "\n", impact_grounds(flip)));
  }

  void fault(const ledger::Matter& matter, Error error) const {
    error.place = cat(matter.kind, " ", matter.id, error.place.empty() ? "" : "#", error.place);
    if (!json_) {
      std::cerr << "licet: " << to_line(error) << '\n';
      return;
    }
    Json object = error_object(error);
    object.object()["matter"] = matter_json(matter);
    print(to_canonical(object) + "\n");
  }

  const ledger::OpenMatters& matters_;
  bool json_;
  std::map<std::string, Counts> by_kind_;
  std::int64_t failed_ = 0;
};

// Orders of the desk that have not ended, as they were entered, with the licences of the ledger.
// One whose answer was purged cannot be asked: it is counted among the purged.
Status add_orders(LedgerHome& home, const std::vector<licence::Profile>& profiles,
                  ledger::OpenMatters& matters) {
  desk::Orders orders(*home.ledger);
  LICET_TRY(ids, orders.ids());
  if (ids.empty()) return Done{};
  LICET_TRY(kept, ledger::kept_licences(*home.ledger, profiles, {}));
  for (const std::string& id : ids) {
    LICET_TRY(order, orders.order(id));
    if (!desk::order_machine().in(order.state, "open")) continue;
    for (const std::string& answer : order.answers) {  // one a regime
      auto given = orders.given(answer, {answer});
      if (!given.ok() && given.error().code != Code::RecordMalformed) return given.error();
      if (!given.ok()) {
        ++matters.purged;
        continue;
      }
      decide::RecordedRow row;
      row.line = matters.all.size() + 1;
      row.id = id;
      row.question = ledger::with_licences(given.value(), kept).question;
      matters.all.push_back({"order", id, "", "as_entered", std::move(row)});
    }
  }
  return Done{};
}

}  // namespace

int run_impact_of_ledger(const TwoSides& sides, decide::Impact::Settings settings,
                         const std::string& format, const Globals& globals, unsigned threads) {
  const api::Engine &from = sides.from, &to = sides.to;
  if (format == "csv")
    return fail({Code::Usage, "--format", "of the ledger text and json are printed"});
  if (!has_ledger(globals))
    return fail({Code::Usage, "--ledger", "there is no ledger in the data folder"});
  auto home = open_ledger(globals);
  if (!home.ok()) return fail_of_ledger(home.error());
  auto profiles = all_profiles(to.snapshot());
  if (!profiles.ok()) return fail(profiles.error());
  const Day day = settings.on.value_or(settings.today);
  auto matters = ledger::open_matters(*home.value().ledger, profiles.value(), day);
  if (!matters.ok()) return fail_of_ledger(matters.error());
  if (auto added = add_orders(home.value(), profiles.value(), matters.value()); !added.ok())
    return fail_of_ledger(added.error());
  settings.stirs = true;
  const decide::Impact impact({from.snapshot(), from.rules()}, {to.snapshot(), to.rules()},
                              settings);
  Teller teller(matters.value(), globals.json || format == "json");
  std::size_t next = 0;
  api::run_impact(
      impact,
      [&]() -> std::optional<api::ImpactRow> {
        if (next == matters.value().all.size()) return std::nullopt;
        const decide::RecordedRow* row = &matters.value().all[next++].row;
        return api::ImpactRow{next, [row]() -> Result<decide::RecordedRow> { return *row; }};
      },
      [&](std::uint64_t line, const Result<decide::Judged>& judged) { teller.take(line, judged); },
      threads);
  return teller.finish();
}

}  // namespace licet::cli
