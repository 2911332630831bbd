#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/result.h"

// Exports of a ledger that never was: every event is one that the tables of us-bis accept. For
// tests, for the bench, and to replay published figures (docs/formats/history.md).
namespace licet::report {

// Line by line. The leaf is left empty; the fold does not read it.
class ComposedLog {
 public:
  explicit ComposedLog(std::string profile = "us-bis") : profile_(std::move(profile)) {}

  // `given` is the JSON of what is asked for.
  void open(int number, Day on, std::string_view given);
  // `details` is a JSON object.
  void tell(int number, std::string_view event, std::string_view role, std::string_view person,
            Day on, std::string_view details = "{}");
  void put(std::string_view kind, std::string_view stream, Day on, std::string_view body,
           std::string_view key = "k");
  const std::string& text() const { return text_; }
  std::int64_t size() const { return size_; }

 private:
  std::string profile_, text_;
  std::int64_t size_ = 0;
};

// What one application of us-bis goes through.
struct Story {
  int number = 1;
  Day in;                       // the day it is submitted and registered
  int days = 10;                // from then to its end
  std::string outcome;          // a closing state of us-bis, or "open"
  std::string rating = "EAR99", country = "CN", currency = "USD";
  std::string value;            // of the one good; empty = not said
  std::string authorised;       // granted_in_part only: the value of the licence
  std::string condition;        // of a grant with conditions: kind, and its citation
  std::string condition_cite;
  std::vector<std::string> criteria, cites;  // of a denial
  std::string agency;           // "" or a role of another agency: the application is referred
  int agency_days = 5;
  int stop_days = 0;            // a stop of the clock on the second day
};

// Tells the whole story; BadValue where its days leave no room for it (a denial takes 45).
Status tell_story(ComposedLog& log, const Story& story);

// Stories of every kind from a seed, one after the other; the same seed gives the same log.
ComposedLog random_log(std::uint64_t seed, int applications, Day from, int days);

}  // namespace licet::report
