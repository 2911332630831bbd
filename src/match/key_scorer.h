#pragma once
#include <string>
#include <string_view>

#include "align.h"

namespace licet::match {

// score_keys() with one key fixed: it is read once. Internal to `match`; one thread at a time.
class KeyScorer {
 public:
  explicit KeyScorer(std::string_view key);  // the key must outlive this
  int score(std::string_view other_key);

 private:
  std::string_view key_;
  Side side_;
  Side other_;
};

}  // namespace licet::match
