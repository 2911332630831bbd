#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "test_folder.h"

// Records whose time is over lose their bytes; the log stays provable, and nobody else can do it.
namespace licet::ledger::testing {
namespace {

constexpr const char* kId = "sha256:aa";

std::string answer_body(std::string_view secret) {
  return cat(R"({"answer":{"party":")", secret, R"("},"answer_id":")", kId, R"("})");
}

std::string purge_body(Ledger& ledger, const std::vector<std::uint64_t>& which,
                       std::string_view by = "Ann", std::string_view second = "Bob") {
  std::string rows;
  for (std::uint64_t sequence : which) {
    const StoredRecord row = ledger.store().records(sequence, 1, "").value().at(0);
    rows += cat(rows.empty() ? "" : ",", R"({"key":")", row.key, R"(","kind":")", row.kind,
                R"(","leaf":")", to_hex(row.leaf), R"(","sequence":)", row.sequence,
                R"(,"stream":")", row.stream, "\"}");
  }
  return cat(R"({"answer_id":")", kId, R"(","because":"over","by":")", by, R"(","second":")",
             second, R"(","records":[)", rows, "]}");
}

// grant, answer, note: sequences 1, 2, 3.
void fill(Ledger& ledger) {
  ASSERT_EQ(put(ledger, "grant", "g", grant_body("D1", "10", "10")), "");
  ASSERT_EQ(put(ledger, "answer", "a", answer_body("Secret Trading")), "");
  ASSERT_EQ(put(ledger, "note", "n", "{}"), "");
}

std::string whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

TEST(Purge, BytesGoAndTheLogStaysWhole) {
  Ledger ledger = open_ledger();
  fill(ledger);
  const Digest root = ledger.head().value().root;
  ASSERT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2})), "");
  const StoredRecord gone = ledger.store().records(2, 1, "").value().at(0);
  EXPECT_EQ(gone.bytes, "");
  EXPECT_EQ(gone.purged, 4u);
  EXPECT_TRUE(ledger.check_log().ok());
  EXPECT_TRUE(ledger.check_balances().ok());
  const std::vector<Digest> leaves = ledger.store().leaves().value();
  EXPECT_EQ(root_of(std::span(leaves).first(3)), root);
  EXPECT_EQ(ledger.export_lines().value().find("Secret"), std::string::npos);
  // Its key is not free again: the same entry is known by its hash, another is refused.
  EXPECT_EQ(put(ledger, "answer", "a", answer_body("Secret Trading")), "");
  EXPECT_EQ(put(ledger, "answer", "a", answer_body("Other")), "key_used");
  EXPECT_EQ(put(ledger, "purge", "again", purge_body(ledger, {2})), "already_purged");
}

TEST(Purge, IsRefused) {
  Ledger ledger = open_ledger();
  fill(ledger);
  EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2}, "Ann", " ann ")),
            "separation_of_duties");
  EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2}, "Ann", "")), "separation_of_duties");
  EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {1})), "not_purgeable");
  EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2, 3})), "not_purgeable");
  EXPECT_EQ(put(ledger, "purge", "p", R"({"answer_id":"sha256:aa","by":"A","second":"B"})"),
            "error entry_malformed");
  std::string other = purge_body(ledger, {2});
  other.replace(other.find("\"leaf\":\"") + 8, 4, "0000");
  EXPECT_EQ(put(ledger, "purge", "p", other), "another_record");
  ASSERT_EQ(put(ledger, "answer", "b", R"({"answer":{},"answer_id":"sha256:bb"})"), "");
  EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {4})), "another_record");
  // Nothing of a refused order happened.
  EXPECT_NE(ledger.store().records(2, 1, "").value().at(0).bytes, "");
  EXPECT_EQ(ledger.head().value().size, 4u);
}

TEST(Purge, AHoldStopsIt) {
  Ledger ledger = open_ledger();
  fill(ledger);
  const auto hold = [&](const char* key, const char* kind, const std::string& body) {
    auto posting = ledger.post({{kHoldsStream, kind, key, "2025-02-01T12:00:00",
                                 read_json(body).value()}});
    if (!posting.ok()) return std::string(code_row(posting.error().code).name);
    return posting.value().refusal ? posting.value().refusal->rule : std::string();
  };
  EXPECT_EQ(put(ledger, "legal_hold", "h", R"({"answer_id":"*","by":"A","because":"b"})"),
            "error entry_malformed");  // in another stream nobody would find it
  EXPECT_EQ(hold("h", "legal_hold", R"({"answer_id":"*","by":"A"})"), "entry_malformed");
  for (const char* of : {"*", kId}) {
    ASSERT_EQ(hold(of, "legal_hold", cat(R"({"answer_id":")", of, R"(","by":"A","because":"b"})")),
              "");
    EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2})), "legal_hold");
    const std::string lifted = cat(R"({"of":")", of, R"(","by":"A","second":"B"})");
    EXPECT_EQ(hold("l", "legal_hold_lifted", cat(R"({"of":")", of, R"(","by":"A"})")),
              "separation_of_duties");
    ASSERT_EQ(hold(cat("l", of).c_str(), "legal_hold_lifted", lifted), "");
    EXPECT_EQ(hold("twice", "legal_hold_lifted", lifted), "no_hold");
  }
  EXPECT_EQ(hold("x", "legal_hold_lifted", R"({"of":"n","by":"A","second":"B"})"), "no_hold");
  EXPECT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2})), "");
}

TEST(Purge, ExportAndImportKeepEveryHash) {
  Ledger ledger = open_ledger(), again = open_ledger();
  fill(ledger);
  ASSERT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2})), "");
  const std::string text = ledger.export_lines().value();
  EXPECT_EQ(again.import_lines(text).value(), 4u);
  EXPECT_EQ(again.head().value().root, ledger.head().value().root);
  EXPECT_EQ(again.export_lines().value(), text);
  // A row that nobody purged cannot come in without its bytes.
  const auto cut = text.rfind('\n', text.size() - 2) + 1;
  Ledger third = open_ledger();
  EXPECT_EQ(third.import_lines(text.substr(0, cut)).error().code, Code::LedgerCorrupt);
  std::string grant = text;
  grant.replace(grant.find("\"kind\":\"answer\""), 15, "\"kind\":\"grant\",");
  Ledger fourth = open_ledger();
  EXPECT_FALSE(fourth.import_lines(grant).ok());
}

// Who owns the database can empty a row; the log says that no order did.
TEST(Purge, ARowEmptiedWithoutAnOrderIsFound) {
  Ledger ledger = open_ledger();
  fill(ledger);
  ASSERT_TRUE(ledger.store().begin().ok());
  ASSERT_TRUE(ledger.store().purge(2, 3).ok());
  ASSERT_TRUE(ledger.store().commit().ok());
  EXPECT_EQ(ledger.check_log().error().code, Code::LedgerCorrupt);
}

TEST(Purge, NoFileHoldsTheBytesAfterwards) {
  Folder folder;
  const std::string path = folder.file("ledger");
  Ledger ledger(open_sqlite(path).value());
  fill(ledger);
  const auto found = [&] {
    return whole(path).find("Secret Trading") != std::string::npos ||
           whole(path + "-wal").find("Secret Trading") != std::string::npos;
  };
  EXPECT_TRUE(found());  // the control: before, it is there
  ASSERT_EQ(put(ledger, "purge", "p", purge_body(ledger, {2})), "");
  EXPECT_FALSE(found());
}

}  // namespace
}  // namespace licet::ledger::testing
