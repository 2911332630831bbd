#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "licet/report/fold.h"

namespace licet::report {

// One docket on its way through the log. Events change it in place.
class DocketFold {
 public:
  DocketFold(const licence::Profile& profile, licence::Docket docket, int number)
      : profile_(profile), docket_(std::move(docket)), number_(number) {}

  // It begins here. Gives by how many the applications in hand have grown.
  int begin(const licence::Instant& at);
  // One event; the refusal, if there is one, ends the fold.
  struct Applied {
    std::optional<licence::Refusal> refusal;
    int grown = 0;
  };
  Applied apply(const licence::Policies& policies, const licence::DocketEvent& event);

  std::vector<Stay>& stays() { return stays_; }
  const licence::Docket& docket() const { return docket_; }

 private:
  struct Span {
    std::string state;
    licence::Instant from, until;
  };
  struct Spoken {
    std::string body, type;
    licence::Instant asked, at;
  };
  bool pending() const;
  void move(bool was_pending, const licence::Instant& at);
  void name_outcome(Stay& stay, const licence::AuditRow& closing) const;
  void close(Stay& stay, const licence::Instant& at);
  void note_asked(const licence::DocketEvent& event);
  void describe(Stay& stay) const;
  int net_days(const licence::Instant& from, const licence::Instant& until) const;

  const licence::Profile& profile_;
  licence::Docket docket_;
  int number_ = 0;
  licence::Instant since_;  // in the present state
  std::vector<Span> spans_;
  std::vector<Spoken> spoken_;
  std::vector<std::pair<std::string, licence::Instant>> asked_;
  std::size_t licences_before_ = 0;  // when the last event began
  std::vector<Stay> stays_;
};

}  // namespace licet::report
