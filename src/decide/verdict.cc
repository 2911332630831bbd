#include "licet/decide/verdict.h"

#include "licet/base/check.h"

namespace licet::decide {
namespace {

struct Row {
  Verdict verdict;
  std::string_view word;
  std::string_view meaning;
  int exit_status;
};

constexpr Row kRows[] = {
    {Verdict::kProhibited, "PROHIBITED", "nothing known here can authorise it", 11},
    {Verdict::kLicenceRequired, "LICENCE_REQUIRED", "at least one requirement is not overcome", 10},
    {Verdict::kHold, "HOLD", "something named below is due first", 12},
    {Verdict::kRefer, "REFER", "a person must read the law or the match", 12},
    {Verdict::kIndeterminate, "INDETERMINATE", "facts are missing", 12},
    {Verdict::kAuthorisedByLicence, "AUTHORISED_BY_LICENCE", "an individual licence covers it", 0},
    {Verdict::kGeneralAuthorisation, "GENERAL_AUTHORISATION",
     "a general licence covers it, in its window", 0},
    {Verdict::kExceptionAvailable, "EXCEPTION_AVAILABLE",
     "a licence exception overcomes every requirement, on the stated conditions", 0},
    {Verdict::kAuthorisedByOtherAgency, "AUTHORISED_BY_OTHER_AGENCY",
     "another agency's authorisation counts", 0},
    {Verdict::kNlr, "NLR", "no licence required, on the stated assumptions", 0},
    {Verdict::kNotSubject, "NOT_SUBJECT", "outside this regime", 0},
};

const Row& row(Verdict verdict) {
  for (const Row& r : kRows)
    if (r.verdict == verdict) return r;
  LICET_CHECK(false, "a verdict without a row");
}

}  // namespace

std::string_view to_string(Verdict verdict) { return row(verdict).word; }
std::string_view meaning(Verdict verdict) { return row(verdict).meaning; }
int exit_status(Verdict verdict) { return row(verdict).exit_status; }

std::optional<Verdict> verdict_of(std::string_view word) {
  for (const Row& r : kRows)
    if (r.word == word) return r.verdict;
  return std::nullopt;
}

}  // namespace licet::decide
