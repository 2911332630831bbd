#include "composed_log.h"

#include <algorithm>
#include <array>
#include <random>

#include "licet/base/json.h"
#include "licet/base/text.h"

namespace licet::report {
namespace {

constexpr std::string_view kOfficer = "licensing_officer", kLee = "Lee";

std::string quoted(std::string_view text) { return to_canonical(Json(text)); }

std::string list_of(const std::vector<std::string>& words) {
  Json::Array out;
  for (const auto& word : words) out.emplace_back(word);
  return to_canonical(Json(std::move(out)));
}

std::string given_of(const Story& story) {
  const std::string value =
      story.value.empty() ? "" : cat(R"(,"value":)", quoted(story.value));
  return cat(R"({"goods":[{"currency":)", quoted(story.currency), R"(,"rating":)",
             quoted(story.rating), R"(,"ref":"1")", value, R"(}],"parties":[{"country":)",
             quoted(story.country), R"(,"name":"P","role":"end_user"}]})");
}

void restart(ComposedLog& log, const Story& story) {
  if (story.stop_days > 0)
    log.tell(story.number, "restart_clock", kOfficer, kLee, story.in.plus(1 + story.stop_days),
             R"({"ground":"consultation"})");
}

void refer(ComposedLog& log, const Story& story) {
  const std::string body = story.agency == "defense" ? "DoD" : story.agency == "state" ? "DoS"
                                                                                       : "DoE";
  log.tell(story.number, "refer", kOfficer, kLee, story.in.plus(1),
           cat(R"({"bodies":[")", body, "\"]}"));
  restart(log, story);
  const bool against = story.outcome == "denied";
  log.tell(story.number, "advise", story.agency, "Ode", story.in.plus(1 + story.agency_days),
           against ? R"({"reason":"security","type":"deny"})" : R"({"type":"approve"})");
  log.tell(story.number, "conclude", kOfficer, kLee, story.in.plus(1 + story.agency_days));
}

std::string proposal_of(const Story& story) {
  if (story.outcome == "denied")
    return cat(R"({"cites":)", list_of(story.cites), R"(,"criteria":)",
               list_of(story.criteria.empty() ? std::vector<std::string>{"C-deny"}
                                              : story.criteria),
               R"(,"type":"deny"})");
  if (story.outcome == "no_licence_required") return R"({"type":"no_licence_required"})";
  const std::string criteria = cat(R"("criteria":)", list_of(story.criteria));
  if (story.outcome == "granted_with_conditions")
    return cat(R"({"conditions":[{"cite":)", quoted(story.condition_cite), R"(,"kind":)",
               quoted(story.condition.empty() ? "end_use" : story.condition),
               R"(,"text":"as stated"}],)", criteria, R"(,"type":"approve_conditions"})");
  if (story.outcome == "granted_in_part") return cat("{", criteria, R"(,"type":"approve_part"})");
  return cat("{", criteria, R"(,"type":"approve"})");
}

void decide(ComposedLog& log, const Story& story, Day proposed, Day end) {
  log.tell(story.number, "consolidate", kOfficer, kLee, proposed, proposal_of(story));
  if (story.outcome == "granted_in_part")
    log.tell(story.number, "grant_line", kOfficer, kLee, proposed,
             cat(R"({"good":"1","quantity":"1","value":)", quoted(story.authorised), "}"));
  log.tell(story.number, "countersign", "countersigner", "Marsh", proposed);
  if (story.outcome == "denied") {
    log.tell(story.number, "intend_to_deny", kOfficer, kLee, proposed);
    log.tell(story.number, "deny", kOfficer, kLee, end);
  } else if (story.outcome == "no_licence_required") {
    log.tell(story.number, "find_no_licence_required", kOfficer, kLee, end);
  } else {
    log.tell(story.number, "grant", kOfficer, kLee, end);
  }
}

}  // namespace

void ComposedLog::put(std::string_view kind, std::string_view stream, Day on,
                      std::string_view body, std::string_view key) {
  ++size_;
  text_ += cat(R"({"leaf":"","record":{"at":")", to_string(on), R"(T00:00:00","body":)", body,
               R"(,"key":")", key, R"(","kind":")", kind, R"(","sequence":)", size_,
               R"(,"stream":")", stream, "\"}}\n");
}

void ComposedLog::open(int number, Day on, std::string_view given) {
  put("application_opened", cat("application/A-", number), on,
      cat(R"({"by":"Ann","given":)", given, R"(,"profile":")", profile_, "\"}"));
}

void ComposedLog::tell(int number, std::string_view event, std::string_view role,
                       std::string_view person, Day on, std::string_view details) {
  put("application_event", cat("application/A-", number), on,
      cat(R"({"at":")", to_string(on), R"(","details":)", details, R"(,"event":")", event,
          R"(","person":")", person, R"(","role":")", role, R"("})"));
}

Status tell_story(ComposedLog& log, const Story& story) {
  const bool decides = story.outcome != "open" && story.outcome != "withdrawn" &&
                       story.outcome != "returned_without_action";
  int early = 0;  // days before a proposal can be made
  if (!story.agency.empty()) early = std::max(early, 1 + story.agency_days);
  if (story.stop_days > 0) early = std::max(early, 1 + story.stop_days);
  const int late = story.outcome == "denied" ? 45 : 0;
  if (!story.agency.empty() && story.stop_days > story.agency_days)
    return Error{Code::BadValue, cat("A-", story.number), "the stop outlasts the referral"};
  if (story.outcome != "open" && story.days < early + late)
    return Error{Code::BadValue, cat("A-", story.number),
                 cat(story.days, " days are too few for ", story.outcome)};
  log.open(story.number, story.in, given_of(story));
  log.tell(story.number, "submit", "applicant", "Ann", story.in);
  log.tell(story.number, "register", kOfficer, kLee, story.in);
  if (story.stop_days > 0)
    log.tell(story.number, "stop_clock", kOfficer, kLee, story.in.plus(1),
             R"({"ground":"consultation"})");
  if (story.agency.empty())
    restart(log, story);
  else
    refer(log, story);
  const Day end = story.in.plus(story.days);
  if (story.outcome == "withdrawn")
    log.tell(story.number, "withdraw", "applicant", "Ann", end);
  else if (story.outcome == "returned_without_action")
    log.tell(story.number, "return", kOfficer, kLee, end, R"({"reason":"incomplete"})");
  else if (decides)
    decide(log, story, end.plus(-late), end);
  return Done{};
}

ComposedLog random_log(std::uint64_t seed, int applications, Day from, int days) {
  static constexpr std::array<std::string_view, 8> kOutcomes{
      "granted", "granted_with_conditions", "granted_in_part", "denied",
      "returned_without_action", "no_licence_required", "withdrawn", "open"};
  static constexpr std::array<std::string_view, 5> kAgencies{"", "", "defense", "state", "energy"};
  static constexpr std::array<std::string_view, 4> kRatings{"EAR99", "3A001", "5D002", "5D992.c"};
  static constexpr std::array<std::string_view, 3> kCountries{"CN", "RU", "FR"};
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t n) { return random() % n; };
  // Each seed favours some outcomes, so that small cells are common.
  std::array<std::uint64_t, 8> weights{};
  std::uint64_t sum = 0;
  for (auto& weight : weights) sum += weight = 1 + below(10) * below(10);
  ComposedLog log;
  for (int number = 1; number <= applications; ++number) {
    Story story;
    std::uint64_t at = below(sum);
    std::size_t outcome = 0;
    while (at >= weights[outcome]) at -= weights[outcome++];
    story.number = number;
    story.outcome = kOutcomes[outcome];
    story.in = from.plus(int(below(std::uint64_t(days))));
    story.agency = kAgencies[below(kAgencies.size())];
    story.agency_days = 1 + int(below(20));
    story.stop_days = below(4) == 0 && story.agency.empty() ? 1 + int(below(15)) : 0;
    story.days = 22 + int(below(60)) + (story.outcome == "denied" ? 45 : 0);
    story.rating = kRatings[below(kRatings.size())];
    story.country = kCountries[below(kCountries.size())];
    if (below(8) != 0) story.value = cat(1 + below(90000), ".", 10 + below(90));
    if (below(20) == 0) story.currency = "EUR";
    story.authorised = "1.5";
    if (below(2) == 0) story.criteria = {below(2) == 0 ? "C-1" : "C-2"};
    story.cites = {below(2) == 0 ? "15 CFR 744.11(a)" : "15 CFR 742.4(b)"};
    story.condition_cite = "15 CFR 750.7(d)";
    (void)tell_story(log, story);
  }
  return log;
}

}  // namespace licet::report
