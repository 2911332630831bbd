#include "licet/ingest/check.h"

#include <gtest/gtest.h>

#include <random>

#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;
using snapshot::Snapshot;

Snapshot compiled(ListFile file) {
  Change change;
  change.lists.push_back(std::move(file));
  auto bytes = compile({}, std::move(change));
  EXPECT_TRUE(bytes.ok());
  return std::move(Snapshot::from_bytes(std::move(bytes).value())).value();
}

CheckOptions canaries() {
  CheckOptions options;
  for (const KnownList& known : known_lists())
    if (known.mandatory)
      options.canaries.push_back(
          {std::string(known.list), cat(known.list, " company 0"), kAlways});
  return options;
}

// Read and check, as one: what a file that wants to get in has to pass.
Status admit(std::string_view text, const Snapshot* old, const CheckOptions& how,
             const char* published = "2022-05-06") {
  auto file = read_list(text, options(published));
  if (!file.ok()) return file.error();
  return check_list(file.value(), old, how);
}

Code refused(std::string_view text, const Snapshot* old, const CheckOptions& how,
             const char* published = "2022-05-06") {
  const Status status = admit(text, old, how, published);
  EXPECT_FALSE(status.ok());
  return status.ok() ? Code::Usage : status.error().code;
}

std::string without_rows(const std::string& text, std::string_view mark, std::size_t most) {
  std::string out;
  for (std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    const bool drop = most > 0 && line.find(mark) != std::string_view::npos;
    if (drop) --most;
    else out += cat(line, "\n");
  }
  return out;
}

TEST(CheckList, AGoodFilePassesAloneAndAgainstItself) {
  const std::string text = small_csl();
  EXPECT_TRUE(admit(text, nullptr, canaries()).ok());
  const Snapshot old = compiled(read_ok(text, options("2022-05-06")));
  EXPECT_TRUE(admit(text, &old, canaries()).ok());
  EXPECT_TRUE(admit(small_csl(100), &old, canaries()).ok());  // growth
}

TEST(CheckList, EveryMandatoryPartMustBeThere) {
  for (const KnownList& known : known_lists())
    if (known.mandatory) {
      EXPECT_EQ(refused(without_rows(small_csl(), known.title, 99), nullptr, {}),
                Code::ListTruncated)
          << known.list;
    }
}

TEST(CheckList, ShrinkingIsBoundedByRowsAndByPercent) {
  const std::string big = small_csl(2000);
  const Snapshot old = compiled(read_ok(big, options("2022-05-06")));
  EXPECT_TRUE(admit(without_rows(big, "UVL", 25), &old, {}).ok());
  EXPECT_EQ(refused(without_rows(big, "UVL", 26), &old, {}), Code::ListShrunk);
  const std::string middle = small_csl(100);
  const Snapshot small_old = compiled(read_ok(middle, options("2022-05-06")));
  EXPECT_TRUE(admit(without_rows(middle, "UVL", 2), &small_old, {}).ok());
  EXPECT_EQ(refused(without_rows(middle, "UVL", 3), &small_old, {}), Code::ListShrunk);
  CheckOptions released;
  released.may_shrink = {"unverified-list"};
  EXPECT_TRUE(admit(without_rows(middle, "UVL", 3), &small_old, released).ok());
}

TEST(CheckList, CanariesAndAgeAndSwappedParts) {
  const std::string text = small_csl();
  const Snapshot old = compiled(read_ok(text, options("2022-05-06")));
  EXPECT_EQ(refused(without_rows(text, "entity-list company 0", 1), nullptr, canaries()),
            Code::ListCanaryMissing);
  EXPECT_EQ(refused(text, &old, canaries(), "2022-05-05"), Code::ListOlder);
  std::string swapped = text;  // both lists are of the same office: only a canary can tell
  for (const auto& [from, to] : {std::pair("Entity List (EL)", "@@"), {"Unverified List (UVL)",
                                 "Entity List (EL)"}, {"@@", "Unverified List (UVL)"}})
    for (auto at = swapped.find(from); at != std::string::npos; at = swapped.find(from))
      swapped = cat(std::string_view(swapped).substr(0, at), to,
                    std::string_view(swapped).substr(at + std::string_view(from).size()));
  EXPECT_EQ(refused(swapped, nullptr, canaries()), Code::ListWrongSource);
  std::string crossed = text;  // rows of one office under the title of another
  const std::string_view uvl = "Unverified List (UVL) - Bureau of Industry and Security";
  crossed = cat(std::string_view(crossed).substr(0, crossed.find(uvl)),
                "Specially Designated Nationals (SDN) - Treasury Department",
                std::string_view(crossed).substr(crossed.find(uvl) + uvl.size()));
  EXPECT_EQ(refused(crossed, nullptr, {}), Code::ListWrongSource);
}

TEST(CheckList, RowsAreComparedNotOnlyCounted) {
  std::string text(kHeader), renamed(kHeader), replaced(kHeader);
  for (int i = 0; i < 60; ++i) {
    const std::string id = std::to_string(1000 + i);
    text += csv_row("sdn", id, cat("Company ", i));
    renamed += csv_row("sdn", id, i < 26 ? cat("Works ", i) : cat("Company ", i));
    replaced += csv_row("sdn", std::to_string(2000 + i), cat("Works ", i));
  }
  const Snapshot old = compiled(read_ok(text, options("2022-05-06")));
  const auto code = [&](const std::string& fresh, CheckOptions how = {}) {
    ListFile file = read_ok(fresh, options("2022-05-06"));
    file.consolidated = false;
    const Status status = check_list(file, &old, how);
    return status.ok() ? Code::Usage : status.error().code;
  };
  EXPECT_EQ(code(text), Code::Usage);
  EXPECT_EQ(code(renamed), Code::ListColumnsMoved);
  EXPECT_EQ(code(replaced), Code::ListShrunk);
  CheckOptions released;
  released.may_shrink = {"sdn"};
  EXPECT_EQ(code(renamed, released), Code::Usage);
  CheckOptions expected;
  expected.expected = {"ssi"};
  EXPECT_EQ(code(text, expected), Code::ListWrongSource);
}

TEST(CheckList, APartyTypeThatVanishedIsALoss) {
  ListFile file = read_ok(small_csl(20), options("2022-05-06"));
  for (int i = 0; i < 3; ++i) file.entries[std::size_t(i)].type = snapshot::PartyType::kVessel;
  const Snapshot old = compiled(file);
  EXPECT_TRUE(check_list(file, &old, {}).ok());
  for (int i = 0; i < 3; ++i) file.entries[std::size_t(i)].type = snapshot::PartyType::kUnknown;
  EXPECT_EQ(check_list(file, &old, {}).error().code, Code::ListShrunk);
}

TEST(CheckList, AnExtractNeverReplacesAWholeListButMayBeReplaced) {
  ListFile extract = read_ok(small_csl(50), options("2022-05-06"));
  extract.consolidated = false;
  for (auto& source : extract.sources) source.extract = true;
  const Snapshot whole = compiled(read_ok(small_csl(), options("2022-05-06")));
  EXPECT_EQ(check_list(extract, &whole, {}).error().code, Code::ListShrunk);
  const Snapshot frozen = compiled(extract);
  EXPECT_TRUE(admit(small_csl(), &frozen, {}).ok());
}

// 40 corruptions of the published list; the negative control is the file itself.
TEST(ListChaos, NoCorruptionOfThePublishedListPasses) {
  LICET_NEEDS_SHARED(kCsv2022);
  const std::string good = read_file(shared_path(kCsv2022)).value();
  const Snapshot old = compiled(read_ok(good, options("2022-05-06")));
  const CheckOptions how{real_canaries(), {}};
  ASSERT_TRUE(admit(good, &old, how).ok());
  const Digest before = old.id();
  std::mt19937 random(20220506);
  for (int round = 0; round < 20; ++round) {
    const std::size_t at = random() % (good.size() - 20000);
    EXPECT_FALSE(admit(good.substr(0, at), &old, how).ok()) << "cut at " << at;
    const auto line = good.find('\n', at);  // at the end of a line: only the guards can tell
    EXPECT_FALSE(admit(good.substr(0, line + 1), &old, how).ok()) << "cut after line at " << line;
  }
  for (const char* mark : {"(SDN)", "(EL)", "(DPL)", "(UVL)", "(MEU)", "(SSI)", "(CMIC)", "(ISN)"})
    EXPECT_FALSE(admit(without_rows(good, mark, 50), &old, how).ok()) << mark;
  EXPECT_EQ(refused(without_rows(good, "(SDN)", 20000), nullptr, how), Code::ListTruncated);
  EXPECT_EQ(refused(good, &old, how, "2022-05-05"), Code::ListOlder);
  EXPECT_EQ(old.id(), before);
}

// Any byte changed, dropped or doubled: the file is read or refused, and never breaks the reader.
TEST(ListChaos, MutationsNeverBreakTheReader) {
  std::mt19937 random(99);
  const std::string csv = small_csl();
  const std::string bytes = "\",;\n\r\0{}[]<\xC3\xFF 0A";
  int refusals = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text = csv;
    for (int edit = 0; edit < 1 + int(random() % 4); ++edit) {
      const std::size_t at = random() % text.size();
      if (random() % 3 == 0) text.erase(at, 1 + random() % 40);
      else text[at] = bytes[random() % bytes.size()];
    }
    refusals += admit(text, nullptr, canaries()).ok() ? 0 : 1;
  }
  EXPECT_GT(refusals, 500);
}

TEST(ListChaos, TheListOf2026FollowsOnlyAfterItsLossesAreReleased) {
  LICET_NEEDS_SHARED(kCsv2026);
  const auto old_text = read_file(shared_path(kCsv2022)).value();
  const auto new_text = read_file(shared_path(kCsv2026)).value();
  const Snapshot old = compiled(read_ok(old_text, options("2022-05-06")));
  EXPECT_EQ(refused(new_text, &old, {}, "2026-07-31"), Code::ListShrunk);  // CAP: 53 rows, then 1
  CheckOptions released;
  released.may_shrink = {"cap", "fse"};
  // Four years on, most names of these lists' rows are written otherwise.
  EXPECT_EQ(refused(new_text, &old, released, "2026-07-31"), Code::ListColumnsMoved);
  for (const char* list : {"ns-cmic", "ns-mbs", "plc", "ssi"}) released.may_shrink.push_back(list);
  EXPECT_TRUE(admit(new_text, &old, released, "2026-07-31").ok());
}

}  // namespace
}  // namespace licet::ingest
