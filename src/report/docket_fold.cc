#include "docket_fold.h"

#include <algorithm>

#include "licet/licence/clocks.h"

namespace licet::report {
namespace {

const std::string& currency_of(const licence::Profile& profile, const std::string& given) {
  return given.empty() ? profile.text("currency") : given;
}

void add(Amounts& amounts, const std::string& currency, const Decimal& amount) {
  amounts[currency] = amounts[currency].plus(amount);
}

}  // namespace

bool DocketFold::pending() const {
  const auto& machine = profile_.application();
  return docket_.state != machine.states().front().id && !machine.in(docket_.state, "terminal");
}

int DocketFold::begin(const licence::Instant& at) {
  docket_.audit.reserve(12);  // rows are large, and moving them shows
  since_ = at;
  move(false, at);
  return pending() ? 1 : 0;
}

DocketFold::Applied DocketFold::apply(const licence::Policies& policies,
                                      const licence::DocketEvent& event) {
  const bool was = pending();
  const std::string before = docket_.state;
  licences_before_ = docket_.licences.size();
  const licence::Setting setting{profile_, policies, number_, "report"};
  Applied applied{apply_in_place(setting, docket_, event).refusal, 0};
  if (applied.refusal) return applied;
  note_asked(event);
  if (docket_.state != before) {
    if (was) spans_.push_back({before, since_, event.at});
    since_ = event.at;
  }
  move(was, event.at);
  applied.grown = int(pending()) - int(was);
  return applied;
}

void DocketFold::note_asked(const licence::DocketEvent& event) {
  if (event.event == "refer")
    for (const std::string& body : docket_.bodies)
      if (std::none_of(asked_.begin(), asked_.end(),
                       [&](const auto& one) { return one.first == body; }))
        asked_.emplace_back(body, event.at);
  if (event.event != "advise" || docket_.positions.empty()) return;
  const licence::Position& position = docket_.positions.back();
  Spoken spoken{position.body, position.type, since_, event.at};
  for (const auto& [body, at] : asked_)
    if (body == position.body) spoken.asked = at;
  // A body that speaks again has spoken last.
  std::erase_if(spoken_, [&](const Spoken& one) { return one.body == spoken.body; });
  spoken_.push_back(std::move(spoken));
}

void DocketFold::describe(Stay& stay) const {
  stay.state = docket_.state;
  stay.lines = int(docket_.goods.size());
  stay.value.clear();
  for (const licence::Good& good : docket_.goods)
    if (good.value) add(stay.value, currency_of(profile_, good.currency), *good.value);
}

void DocketFold::move(bool was_pending, const licence::Instant& at) {
  const bool is_pending = pending();
  if (!was_pending && is_pending) {
    stays_.emplace_back();
    stays_.back().in = at;
    stays_.back().again = stays_.size() > 1;
    spans_.clear();
    spoken_.clear();
    asked_.clear();
  }
  if (stays_.empty() || stays_.back().out) return;
  Stay& stay = stays_.back();
  describe(stay);
  if (!is_pending) close(stay, at);
}

int DocketFold::net_days(const licence::Instant& from, const licence::Instant& until) const {
  if (profile_.text("clock.basis") != "calendar")
    return licence::business_cutoffs(profile_, from, until, docket_.queries);
  return until.day.number - from.day.number -
         licence::stopped_days(docket_.stops, from.day, until.day);
}

// A state that says how it ended is the outcome. Where one state closes every kind ("finalised"),
// the decision that the closing move entered is.
void DocketFold::name_outcome(Stay& stay, const licence::AuditRow& closing) const {
  const licence::Machine& machine = profile_.application();
  stay.cite = closing.cite;
  stay.decided = machine.in(stay.state, "decided");
  stay.won = machine.in(stay.state, "won");
  stay.lost = machine.in(stay.state, "lost");
  if (!stay.decided || stay.won || stay.lost) return;
  for (const std::string& effect : closing.effects) {
    if (!effect.starts_with("decision:")) continue;
    stay.state = effect.substr(9);
    stay.won = stay.state == profile_.text("decision.grant");
    stay.lost = stay.state == profile_.text("decision.refuse");
  }
}

void DocketFold::close(Stay& stay, const licence::Instant& at) {
  stay.out = at;
  for (auto row = docket_.audit.rbegin(); row != docket_.audit.rend(); ++row)
    if (row->machine == "application" && row->to == docket_.state) {
      name_outcome(stay, *row);
      break;
    }
  stay.days = at.day.number - stay.in.day.number;
  if (!stay.again) stay.clock_days = licence::processing_days(profile_, docket_, at);
  for (std::size_t i = licences_before_; i < docket_.licences.size(); ++i)
    for (const licence::LicenceLine& line : docket_.licences[i].lines)
      if (line.value) add(stay.authorised, currency_of(profile_, line.currency), *line.value);
  for (const licence::Good& good : docket_.goods)
    stay.goods.push_back({good.rating, currency_of(profile_, good.currency), good.value});
  for (const licence::DocketParty& party : docket_.parties)
    stay.countries.push_back(party.country.substr(0, 2));
  std::sort(stay.countries.begin(), stay.countries.end());
  stay.countries.erase(std::unique(stay.countries.begin(), stay.countries.end()),
                       stay.countries.end());
  for (const Span& span : spans_)
    stay.stages.push_back({span.state, span.until.day.number - span.from.day.number,
                           net_days(span.from, span.until)});
  for (const Spoken& one : spoken_)
    stay.advice.push_back({one.body, one.type, one.at.day.number - one.asked.day.number,
                           net_days(one.asked, one.at)});
  if (!docket_.outcome) return;
  for (const licence::Condition& condition : docket_.outcome->conditions)
    if (!condition.lifted) stay.conditions.push_back(condition);
  stay.cites = docket_.outcome->cites;
}

}  // namespace licet::report
