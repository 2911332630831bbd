#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/licence/apply.h"
#include "licet/licence/clocks.h"
#include "licet/licence/lifecycle.h"

// Inside the module: one published question being answered.
namespace licet::licence {

struct Asked {
  const Profile& profile;
  const Json& given;
  const Json& event;
  Day on;

  // A part of `given`, or an empty object.
  const Json& part(std::string_view key) const;
};

Error malformed(std::string_view pointer, std::string_view detail);
Result<Day> needed_day(const Json& json, std::string_view key, std::string_view pointer);
// Absent or null: none. Anything else that is no day is malformed.
Result<std::optional<Day>> maybe_day(const Json& json, std::string_view key,
                                     std::string_view pointer);
Json strings_json(const std::vector<std::string>& words);
bool is_true(const Json& json, std::string_view key);
bool is_false(const Json& json, std::string_view key);

// Is the licence good on that day, by its span, its status and its events up to it; and its last
// day after the roll-over. `why` is the word of [refusals] where it is not.
struct Standing3 {
  bool valid = false;
  std::string why;
  Day last;
};
Result<Standing3> validity_of(const Asked& asked, Day day);

using Answer = Result<Json>;
Answer answer_ship(const Asked& asked);
Answer answer_release(const Asked& asked);
Answer answer_register(const Asked& asked);
Answer answer_refer(const Asked& asked);
Answer answer_agency_deadline(const Asked& asked);
Answer answer_intent(const Asked& asked);
Answer answer_appeal(const Asked& asked);
Answer answer_return(const Asked& asked);
Answer answer_apply(const Asked& asked);
Answer answer_records(const Asked& asked);

}  // namespace licet::licence
