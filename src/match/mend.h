#pragma once
#include <vector>

#include "token.h"

// Internal to `match`.
namespace licet::match {

// Words of legal forms that were scanned, cut, glued or moved, before classify() looks for forms:
// "j0int", "LI MITED", "COMPANYALIS", "LIABILITY COMPANY VEGA LIMITED". A word of seven letters and
// more is known anywhere; a phrase whose words stand apart when all of them are there. What is
// mended counts as spelled wrong (kMisspelled): such a name is near the right one, not the same.
void mend_legal_words(std::vector<Token>& tokens);

}  // namespace licet::match
