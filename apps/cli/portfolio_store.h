#pragma once
#include <functional>
#include <string>
#include <vector>

#include "context.h"
#include "licet/portfolio/disposition.h"
#include "licet/portfolio/file.h"
#include "licet/portfolio/rescreen.h"

// The portfolio in the data folder: portfolio/parties.jsonl and portfolio/dispositions.jsonl. Both
// are replaced whole, under the lock of the folder.
namespace licet::cli {

struct Kept {
  portfolio::Portfolio portfolio;
  std::vector<portfolio::Disposition> dispositions;
  bool stale = false;  // screened against other lists than those in force, or by another engine
};

// An empty portfolio when there is none yet. Errors of the files.
Result<Kept> read_kept(const Globals& globals);

// NotFound-like usage error that names the nearest id.
Result<const portfolio::Screened*> find_party(const Kept& kept, const std::string& id);

// The portfolio against the lists of `now`: by what changed where the old snapshot is still there
// and this engine screened it, else as a whole.
Result<portfolio::Portfolio> brought_on(const Globals& globals, const Kept& kept,
                                        const snapshot::Snapshot& now, bool full,
                                        const portfolio::Step& step);

using Change = std::function<Result<portfolio::Portfolio>(const Kept&, const snapshot::Snapshot&)>;
// Prints what became other; true when something must be reviewed.
using Teller = std::function<bool(const portfolio::Portfolio& before,
                                  const portfolio::Portfolio& now, const Globals&)>;

// Reads, changes, writes, tells. The exit status.
int change_portfolio(const Globals& globals, const Change& change, const Teller& tell);

using Decide =
    std::function<Result<portfolio::Disposition>(const portfolio::Party&, const portfolio::Hit&)>;
// Adds one word on a hit that is there.
Status add_disposition(const Globals& globals, const std::string& party, const std::string& list,
                       const std::string& entry, const Decide& decide);

}  // namespace licet::cli
