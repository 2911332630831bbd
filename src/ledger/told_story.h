#pragma once
#include <gtest/gtest.h>

#include "licet/ledger/kept_licences.h"
#include "test_folder.h"
#include "tree_profile.h"

// A ledger in which applications are told event by event. Test only.
namespace licet::ledger::testing {

inline const std::vector<licence::Profile>& profiles() {
  static const std::vector<licence::Profile> kAll{licence::testing::tree_profile("us-bis"),
                                                  licence::testing::tree_profile("uk-siel")};
  return kAll;
}

inline Day day(std::string_view text) { return parse_day(text).value(); }

// The founding application, with an exporter and a condition of each kind.
inline const char* const kGiven = R"({"goods":[{"ref":"1","rating":"5D992.c","quantity":"100",
  "unit":"licence","value":"10000","currency":"USD"}],
  "parties":[{"role":"exporter","name":"Sender Works","country":"US"},
  {"role":"end_user","name":"Huawei","country":"CN"}],"end_use":["internal_use"]})";
inline const char* const kOutcome = R"~({"type":"approve_conditions","conditions":[
  {"kind":"text","text":"no use in phones","due":"at_all_times","cite":"15 CFR 750.7(a)"},
  {"kind":"paper","text":"statement of the end user","due":"before_shipment"}]})~";

class Story {
 public:
  Story() : ledger(open_ledger()), book(ledger, profiles().front(), "test") {}

  void tell(const char* id, const char* word, const char* role, const char* person,
            const char* at, const char* details = "{}") {
    auto done = book.apply(id, {word, person, role, licence::parse_instant(at).value(),
                                read_json(details).value()});
    ASSERT_TRUE(done.ok()) << to_line(done.error());
    ASSERT_FALSE(done.value().step.refusal) << done.value().step.refusal->rule;
  }
  void grant(const char* id, const char* given = kGiven) {
    (void)book.open(read_json(given).value(), licence::parse_instant("2019-08-01").value(), "Ann");
    tell(id, "submit", "applicant", "Ann", "2019-08-01");
    tell(id, "register", "licensing_officer", "Lee", "2019-08-05");
    tell(id, "consolidate", "licensing_officer", "Lee", "2019-10-01", kOutcome);
    tell(id, "countersign", "countersigner", "Marsh", "2019-10-02");
    tell(id, "grant", "licensing_officer", "Lee", "2019-11-20");
  }
  KeptLicences kept(const std::vector<std::string>& of = {}) {
    return kept_licences(ledger, profiles(), of).value();
  }
  licence::Licence licence(const std::vector<std::string>& of = {}) {
    Json form = kept(of).all.front().form;
    form.object().erase("regime");
    auto read = licence::read_licence(form, "");
    EXPECT_TRUE(read.ok()) << to_line(read.error());
    return read.value();
  }
  licence::Status status(const char* on) { return standing_on(licence(), day(on)).status; }

  Ledger ledger;
  Register book;
};

}  // namespace licet::ledger::testing
