#pragma once
#include "licet/decide/question.h"

namespace licet::decide {

// Every licence of the question against the shipment that it describes, clause by clause, on that
// day: {"on", "question", "licences" [{"licence", "holder", "status", "since", "expires",
// "serves" ("yes", "no", "unknown"), "lines" [{"line", "covers", "item", "clauses" [{"clause",
// "about"?, "fits", "because"?, "cite"}], "remains"}], "conditions" [{…, "free"}]}], "serves"}. The
// licence to draw on comes first: by whether it serves, by how many lines it covers, by what it
// still asks, by the share that would remain of the item it leaves least of, by its last day, by
// id. Whether a licence is needed at all is not asked here. CostLimit as for an answer.
Result<Json> check_licences(const Question& question, Day day);

}  // namespace licet::decide
