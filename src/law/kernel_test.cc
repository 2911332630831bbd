#include "licet/law/kernel.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "kernel_twin.h"
#include "licet/base/text.h"
#include "random_facts.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

// How many random questions; a long run sets LICET_TWIN_RUNS.
int runs(int usual) {
  const char* more = std::getenv("LICET_TWIN_RUNS");
  return more == nullptr ? usual : std::max(usual, std::atoi(more));
}

TEST(Kernel, EqualsItsTwinOnTheRealRules) {
  const auto rules = load_or_stop(real_files());
  for (bool strict : {false, true}) {
    Twin twin(rules, strict);
    RandomFacts facts(*rules, strict ? 20260724 : 20260723);
    for (int i = 0, n = runs(1000); i < n; ++i) {
      const FactFrame frame = facts.frame();
      const Day day = facts.day();
      for (int line = 0; line < int(frame.lines.size()); ++line)
        ASSERT_EQ(twin.difference(frame, line, day), "") << "question " << i << ", strict " << strict;
    }
  }
}

}  // namespace
}  // namespace licet::law::testing
