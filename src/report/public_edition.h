#pragma once
#include "public_cells.h"

namespace licet::report {

// The edition under the marks that `cells` has. The public function protects first; a test also
// shows what would come of marking small cells alone.
Json public_json(const licence::Profile& profile, const Folded& folded, const Span& period,
                 const Counts& counts, const PublicCells& cells, int threshold);

}  // namespace licet::report
