#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "licet/licence/apply.h"

// Inside the module: one event at work on a copy of the docket. Refusing at any point discards the
// copy.
namespace licet::licence {

struct Work {
  const Setting& setting;
  Docket& docket;
  const DocketEvent& event;
  Step& step;

  const Profile& profile() const { return setting.profile; }
  // The particulars by key; null or empty where they are not given.
  const Json* detail(std::string_view key) const { return event.details.find(key); }
  std::string text(std::string_view key) const { return std::string(event.details.text(key)); }
  std::vector<std::string> words(std::string_view key) const;
  std::string body() const;  // of the role that acts
  // The licence meant: by details.licence, else the newest; null where there is none.
  IssuedLicence* licence() const;
  void alert(std::string_view kind, std::string_view about, std::string_view detail) const;
};

using Check = std::optional<Refusal>;
inline Check refuse(const Work& work, std::string_view rule) {
  return work.profile().refusal(rule);
}

// What the event itself brings to the docket, with its own checks; none for most words.
using Handler = Check (*)(Work&);
Handler application_handler(std::string_view event);
Handler review_handler(std::string_view event);
Handler licence_handler(std::string_view event);

// A guard of the tables. The names known are guard_names().
Check run_guard(const Work& work, std::string_view guard);
// A condition of the tables ("outcome_is:approve"); false for a word not known.
bool condition_holds(const Work& work, std::string_view condition);
bool known_guard(std::string_view guard);
bool known_condition(std::string_view condition);
bool known_effect(std::string_view effect);

// What the edge brings about, word by word, in the order of the row.
Check run_effects(Work& work, const Move& move, IssuedLicence* licence);
// Moves a licence along its own table as part of another event; refuses where the table does.
Check move_licence(Work& work, IssuedLicence& licence, std::string_view event);

// Pieces the handlers share.
std::string outcome_digest(const Docket& docket);
void invalidate_signatures(Docket& docket);
void set_sub_state(Docket& docket, std::string_view sub_state);
// The desks of the routing rules' stage that follows the present queues; the state it belongs to.
struct NextStage {
  std::string status;
  std::vector<const RoutingRule*> rules;
};
NextStage next_stage(const Profile& profile, const Docket& docket);
void enter_stage(Work& work, const NextStage& stage);
// A day that a clock rule gives, from the day it counts from.
Day due_day(const Profile& profile, const ClockRule& rule, Day from);
std::string customs_reference(std::string_view reference);

}  // namespace licet::licence
