#include <gtest/gtest.h>

#include <algorithm>

#include "csl_row.h"

namespace licet::ingest {
namespace {

bool holds(const std::vector<std::string>& names, const char* name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The address in the name of a listed company must not hide the company (Entity List, May 2019).
TEST(CslText, ANameBeforeItsAddressIsAName) {
  const auto inside = names_inside(
      "HiSilicon Technologies Co., Ltd (HiSilicon), Bantian Longgang District");
  EXPECT_TRUE(holds(inside, "HiSilicon Technologies Co., Ltd (HiSilicon)"));
  EXPECT_TRUE(holds(names_inside("Chengdu Huawei Technologies Co., Ltd., Chengdu, Sichuan"),
                    "Chengdu Huawei Technologies Co., Ltd."));
}

TEST(CslText, ACommaInsideAFormOrAPersonIsNoAddress) {
  EXPECT_TRUE(names_inside("Huawei Technologies Co., Ltd.").empty());
  EXPECT_TRUE(names_inside("ABBAS, Rim").empty());
  EXPECT_TRUE(names_inside("Acme Limited, Inc.").empty());
}

}  // namespace
}  // namespace licet::ingest
