#pragma once
#include "licet/law/predicate.h"

namespace licet::law {

// The tables write "for_eccn_reason in (mt)"; rules read `item.served_mt`. Private to this module.
Predicate with_served(Predicate predicate);

}  // namespace licet::law
