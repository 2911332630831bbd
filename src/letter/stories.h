#pragma once
#include <string>
#include <utility>
#include <vector>

#include "licet/letter/compose.h"

// Dockets for tests: short stories told to the state tables of this tree.
namespace licet::letter::testing {

class Story {
 public:
  explicit Story(const Json& application, const std::string& profile = "us-bis");

  // The event has to be accepted. `details` is JSON.
  Story& then(const std::string& event, const std::string& role, const std::string& person,
              const std::string& day, const std::string& details = "{}");
  Story& order(const std::string& policy);

  Result<Found> find(const Request& request) const;
  // As the command does it: the docket of the moment of the letter's event.
  Result<Letter> letter(const Request& request) const;
  const licence::Docket& docket() const { return docket_; }

 private:
  struct Step {
    licence::DocketEvent event;
    licence::Docket docket;
    licence::Policies policies;
  };
  const licence::Profile& profile_;
  licence::Policies policies_;
  licence::Docket docket_;
  std::vector<Step> steps_;
};

// One exporter, one end user, two items; every party and text is the caller's to change.
Json application(const std::string& end_user = "Huawei Technologies Co., Ltd.");
Json large_application(int items);

Story granted(const Json& application);   // with conditions, on 2019-11-20: D0000001
Story denied();                           // told 2019-10-10, denied 2019-11-25
Request of(const std::string& kind, const std::string& licence = "");

}  // namespace licet::letter::testing
