#pragma once
#include <vector>

#include "licet/base/csv.h"
#include "licet/law/norm.h"
#include "table_norms.h"

// 742/policies.csv: how an application is reviewed, by reason, place and circumstance. Private to
// this module.
namespace licet::law {

// Gives every requirement that states no policy of its own the rows of its reason, in order; rows
// of the reason `*` stand before those of every requirement. Refuses a reason, policy, place or
// fact that does not exist, and a condition that asks about one party or list row.
Status add_policies(const CsvTable& table, const TableContext& context, std::vector<Norm>& norms);

}  // namespace licet::law
