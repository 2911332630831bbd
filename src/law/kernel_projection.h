#pragma once
#include "kernel_memo.h"

// Conditions on several facts, judged where one of these alone is known. Private to this module.
namespace licet::law {

// What the tree says when only this fact is known; whatever else is learnt can but settle it
// further.
Tri project(const Kernel& kernel, const Casebook& cases, Memo& memo, NodeId node, const Given& fact,
            std::uint32_t span);

}  // namespace licet::law
