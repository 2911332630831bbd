#pragma once
#include "kernel_program.h"

// What a classification code says by itself. Private to this module.
namespace licet::law {

struct Code {
  std::uint32_t page = kNoPage;
  bool seen = false, empty = true, ear99 = false, known = false;
  bool series_600 = false, series_9x515 = false, series_0x5zz = false;

  bool in_series(const FlagName& flag) const {  // of kind kSeries
    return flag.name == "600_series" ? series_600
           : flag.name == "9x515"    ? series_9x515
                                     : series_0x5zz;
  }
};
Code read_code(const Program& program, const Value& value);

}  // namespace licet::law
