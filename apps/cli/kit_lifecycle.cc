#include <algorithm>

#include "kit.h"
#include "licet/base/text.h"
#include "licet/licence/lifecycle.h"
#include "profiles.h"

// The kit's cases that put one question to the life cycle: given, event, expect.
namespace licet::cli {
namespace {

// What `expect` names must be there: lists hold at least the words, objects at least the keys,
// `cites` at least one citation that begins so.
void compare(const std::string& key, const Json& wanted, const Json* seen,
             std::vector<std::string>& differences) {
  const auto differ = [&] {
    differences.push_back(cat(key, " is ", seen == nullptr ? "absent" : to_canonical(*seen),
                              ", expected ", to_canonical(wanted)));
  };
  if (seen == nullptr) return differ();
  if (key == "cites") {
    for (const Json& cite : wanted.array())
      if (std::none_of(seen->array().begin(), seen->array().end(), [&](const Json& one) {
            return one.string().starts_with(cite.string());
          }))
        return differ();
    return;
  }
  if (wanted.is_array() && seen->is_array()) {
    for (const Json& one : wanted.array())
      if (std::find(seen->array().begin(), seen->array().end(), one) == seen->array().end())
        return differ();
    if (wanted.array().empty() && !seen->array().empty()) differ();
    return;
  }
  if (wanted.is_object()) {
    for (const auto& [inner, value] : wanted.object())
      compare(cat(key, "/", inner), value, seen->find(inner), differences);
    return;
  }
  if (*seen != wanted) differ();
}

Result<Json> answer(const api::Engine& engine, const Json& test, Day on) {
  LICET_TRY(profile, open_profile(engine.snapshot(), kDefaultProfile));
  const Json& given = *test.find("given");
  const Json* event = test.find("event");
  if (event == nullptr || !event->is_object())
    return Error{Code::JsonMissingKey, "/event", "a life-cycle case has an event"};
  return licence::lifecycle_answer(profile, given, *event, on);
}

}  // namespace

KitResult run_lifecycle_case(const api::Engine& engine, const Json& test) {
  KitResult result;
  result.id = std::string(test.text("id"));
  const auto on = parse_day(test.text("on"));
  if (!on.ok() || test.find("given") == nullptr || test.find("expect") == nullptr ||
      !test.find("expect")->is_object()) {
    result.differences.push_back("the case lacks given, expect or its day");
    return result;
  }
  const auto given = answer(engine, test, on.value());
  if (!given.ok()) {
    result.differences.push_back(cat("error ", to_line(given.error())));
    return result;
  }
  for (const auto& [key, wanted] : test.find("expect")->object())
    compare(key, wanted, given.value().find(key), result.differences);
  result.outcome = result.differences.empty() ? Outcome::kPassed : Outcome::kFailed;
  return result;
}

}  // namespace licet::cli
