#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/snapshot/snapshot.h"

// A search that reckons as the Treasury says its public page "Sanctions List Search" does
// (https://ofac.treasury.gov/faqs/249 and 247, read 2026): Jaro-Winkler of the whole name; for each
// part of it Jaro-Winkler and Soundex against the parts of a listed name, and a score of them all;
// the higher of the two. For comparing hits with somebody who used the page. It settles nothing:
// it knows no other script, no legal form, no reading, and nobody is clear because it is silent.
//
// Not published, so ours: an equal Soundex of two parts lifts their likeness half way to 1000; the
// score of the parts is their mean. The page also leaves out listed names that are less than half
// alike by edit distance; here they are kept, so that more is found and not less.
namespace licet::match {

struct PortalMatch {
  snapshot::EntryId entry;
  snapshot::NameId name;
  int score_permille = 0;                     // the higher of the two
  int whole_permille = 0, parts_permille = 0;
};

// Every entry with a name at or above the threshold, best first, ties by list, entry id and name.
// `list` empty = the lists of the Treasury. Each name is looked at: 60,000 take about a tenth of a
// second. Errors of key_of().
Result<std::vector<PortalMatch>> portal_search(const snapshot::Snapshot& snapshot,
                                               std::string_view name, std::string_view list,
                                               int threshold_permille);

// Winkler (1990), prefix of up to four letters at a tenth each; in thousandths, rounded down.
// Reckoned in whole numbers. Two empty texts are 0.
int jaro_winkler(std::u32string_view a, std::u32string_view b);

// American Soundex (US 1,261,167 and the rule of H and W): a letter and three digits. Of the Latin
// letters a to z; empty where there is none.
std::string soundex(std::u32string_view word);

// sdn, ssi, fse, plc, cap, ns-cmic, ns-mbs
bool is_of_treasury(std::string_view list);

}  // namespace licet::match
