#include "deemed.h"

#include <gtest/gtest.h>

namespace licet::decide {
namespace {

law::PartyFacts person(law::Words nationality) {
  law::PartyFacts party;
  party.pointer = "parties/0";
  party.facts["nationality"] = std::move(nationality);
  party.facts["us_permanent_resident"] = false;
  return party;
}

TEST(Deemed, TheLatestNationalityCounts) {
  const Release release = release_to(person({"CA", "CN"}), "US", false);
  EXPECT_EQ(release.country, "CA");
  EXPECT_TRUE(release.foreign_person);
  EXPECT_FALSE(release.residency_assumed);
}

TEST(Deemed, ResidentsAndCitizensAreNoForeignPersons) {
  law::PartyFacts resident = person({"CN"});
  resident.facts["us_permanent_resident"] = true;
  EXPECT_FALSE(release_to(resident, "US", false).foreign_person);
  law::PartyFacts us = person({"CN"});
  us.facts["us_person"] = true;
  EXPECT_FALSE(release_to(us, "FR", true).foreign_person);
  EXPECT_FALSE(release_to(person({"CN", "US"}), "US", false).foreign_person);
}

TEST(Deemed, AnUnknownNationalityIsAskedFor) {
  law::PartyFacts unknown;
  unknown.pointer = "parties/2";
  const Release release = release_to(unknown, "US", false);
  EXPECT_EQ(release.country, "");
  EXPECT_EQ(release.missing, "parties/2/nationality");
  EXPECT_TRUE(release.foreign_person);
  EXPECT_TRUE(release.residency_assumed);
  EXPECT_EQ(release_to(person({}), "US", false).missing, "parties/0/nationality");
}

TEST(Deemed, AbroadANationalOfThePlaceIsOfNoThirdCountry) {
  EXPECT_FALSE(release_to(person({"FR"}), "FR", true).foreign_person);
  EXPECT_TRUE(release_to(person({"DE"}), "FR", true).foreign_person);
  EXPECT_TRUE(release_to(person({"FR"}), "FR", false).foreign_person);
}

TEST(Deemed, OnlyReleasesAreDeemed) {
  EXPECT_TRUE(is_deemed({{"activity", std::string("deemed_reexport")}}));
  EXPECT_FALSE(is_deemed({{"activity", std::string("reexport")}}));
  EXPECT_FALSE(is_deemed({}));
}

}  // namespace
}  // namespace licet::decide
