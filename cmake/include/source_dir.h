#pragma once

namespace licet {

// Where this tree lies, for tests and benchmarks that read its scenarios and rules. A symbol, not a
// macro: the path is in one object file, so that every other is the same in any checkout.
extern const char* const kSourceDir;

}  // namespace licet
