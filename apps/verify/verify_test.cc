#include "verify.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "licet/base/text.h"
#include "licet/ledger/ledger.h"

// The writer makes a log; the verifier, which shares nothing with it, must find whatever is done to
// it. LICET_LONG=1 tries every value of every byte.
namespace verify {
namespace {

using licet::cat;
namespace ledger = licet::ledger;

struct Made {
  std::string log, points, key;
};

Made make_log(int records, int salt = 0) {
  ledger::Ledger book(ledger::open_sqlite(":memory:").value());
  const ledger::KeyPair key = ledger::make_key().value();
  Made made;
  for (int i = 1; i <= records; ++i) {
    (void)book.post({{"s", "note", cat("k", i), "2025-01-01T00:00:00",
                      licet::read_json(cat(R"({"n":)", i + salt, "}")).value()}}).value();
    if (i % 40 != 0 && i != records) continue;
    const ledger::Head head = book.head().value();
    made.points +=
        to_text(ledger::sign_checkpoint("test", head.size, head.root, key.secret).value());
  }
  made.log = book.export_lines().value();
  made.key = ledger::public_line(key.shown);
  return made;
}

// Empty when everything is as it was written.
std::string finding(const std::string& log, const std::string& points, const std::string& key) {
  std::string raw;
  if (!read_key(key, raw)) return "no key";
  std::vector<Point> read;
  Finding found;
  if (!read_points(points, raw, read, found)) return found.text;
  Log rows(read);
  read_export(log, rows);
  return rows.finish().text;
}

// The same with the checkpoints read before.
std::string log_finding(const std::string& log, const std::vector<Point>& points) {
  Log rows(points);
  read_export(log, rows);
  return rows.finish().text;
}

TEST(Verify, AnUnchangedLogHolds) {
  const Made made = make_log(200);
  EXPECT_EQ(finding(made.log, made.points, made.key), "");
}

// Every byte of the log and of the checkpoints, changed one at a time.
TEST(Verify, EverySingleByteChangeIsFound) {
  const bool all = std::getenv("LICET_LONG") != nullptr;
  const Made made = make_log(200);
  std::size_t tried = 0, missed = 0;
  std::string raw;
  std::vector<Point> points;
  Finding none;
  ASSERT_TRUE(read_key(made.key, raw) && read_points(made.points, raw, points, none));
  for (const bool in_log : {true, false}) {
    const std::string& text = in_log ? made.log : made.points;
    for (std::size_t at = 0; at < text.size(); ++at)
      for (int step = 1; step < 256; step += all ? 5 : 256) {
        const int flip = all ? step : 1 << (at % 8);
        std::string changed = text;
        changed[at] = char(changed[at] ^ flip);
        const std::string why = in_log ? log_finding(changed, points)
                                       : finding(made.log, changed, made.key);
        ++tried;
        if (why.empty()) {
          ++missed;
          ADD_FAILURE() << (in_log ? "log" : "checkpoints") << " byte " << at << " xor " << flip;
        }
      }
  }
  std::cout << tried << " single-byte changes tried, " << missed << " missed\n";
  EXPECT_GT(tried, all ? 1'000'000u : 20'000u);
}

TEST(Verify, RowsTakenOutPutInSwappedOrCut) {
  const Made made = make_log(100);
  std::vector<std::string> lines;
  for (std::string_view line : licet::split(made.log, '\n'))
    if (!line.empty()) lines.push_back(std::string(line) + "\n");
  const auto joined = [](const std::vector<std::string>& rows) {
    std::string out;
    for (const auto& row : rows) out += row;
    return out;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto rows = lines;
    rows.erase(rows.begin() + std::ptrdiff_t(i));
    EXPECT_NE(finding(joined(rows), made.points, made.key), "") << i;
    rows = lines;
    rows.insert(rows.begin() + std::ptrdiff_t(i), lines[i]);
    EXPECT_NE(finding(joined(rows), made.points, made.key), "") << i;
    if (i + 1 == lines.size()) continue;
    rows = lines;
    std::swap(rows[i], rows[i + 1]);
    EXPECT_NE(finding(joined(rows), made.points, made.key), "") << i;
    rows = lines;
    rows.resize(i);
    EXPECT_NE(finding(joined(rows), made.points, made.key), "") << i;
  }
}

// Somebody writes the whole log anew, with right hashes: only the signed roots tell.
TEST(Verify, ARewrittenHistoryIsFound) {
  const Made made = make_log(100), other = make_log(100, 7);
  EXPECT_EQ(finding(other.log, other.points, other.key), "");
  EXPECT_NE(finding(other.log, made.points, made.key), "");
  EXPECT_NE(finding(made.log, other.points, made.key), "");
  EXPECT_NE(finding(made.log, made.points, other.key), "");
  EXPECT_NE(finding(made.log, "", made.key), "");
}

// The control: without checkpoints that rewritten log would pass, so it is they that find it.
TEST(Verify, TheTailNobodySignedIsSaidSo) {
  Made made = make_log(81);
  const auto first = made.points.find("—", made.points.find("—") + 1);
  const std::string two = made.points.substr(0, made.points.find('\n', first) + 1);
  EXPECT_EQ(finding(made.log, two, made.key), "");  // one record is newer than these
  std::string cut = made.log.substr(0, made.log.rfind('\n', made.log.size() - 2) + 1);
  EXPECT_EQ(finding(cut, two, made.key), "");
  EXPECT_NE(finding(cut, made.points, made.key), "");
}

// A log with one record whose bytes were purged by order, and the same without the order.
Made make_purged_log(bool ordered) {
  ledger::Ledger book(ledger::open_sqlite(":memory:").value());
  const ledger::KeyPair key = ledger::make_key().value();
  const auto post = [&](const char* kind, const std::string& name, const std::string& body) {
    (void)book.post({{"s", kind, name, "2025-01-01T00:00:00", licet::read_json(body).value()}})
        .value();
  };
  post("answer", "a \"1\"", R"({"answer":{"x":"secret"},"answer_id":"sha256:aa"})");
  post("note", "n", "{}");
  const auto row = book.store().records(1, 1, "").value().at(0);
  if (ordered)
    post("purge", "p",
         cat(R"({"answer_id":"sha256:aa","by":"A","second":"B","records":[{"key":"a \"1\"",)",
             R"("kind":"answer","leaf":")", licet::to_hex(row.leaf),
             R"(","sequence":1,"stream":"s"}]})"));
  else
    (void)book.store().purge(1, 2);
  const ledger::Head head = book.head().value();
  return {book.export_lines().value(),
          to_text(ledger::sign_checkpoint("test", head.size, head.root, key.secret).value()),
          ledger::public_line(key.shown)};
}

TEST(Verify, APurgedRecordIsOneThatTheLogSaysWasPurged) {
  const Made made = make_purged_log(true), bare = make_purged_log(false);
  EXPECT_EQ(made.log.find("secret"), std::string::npos);
  EXPECT_EQ(finding(made.log, made.points, made.key), "");
  EXPECT_NE(finding(bare.log, bare.points, bare.key).find("record 1 is gone"), std::string::npos);
  for (std::size_t at = 0; at < made.log.size(); ++at) {
    std::string changed = made.log;
    changed[at] = char(changed[at] ^ (1 << (at % 8)));
    EXPECT_NE(finding(changed, made.points, made.key), "") << at;
  }
}

// Whoever can write the database orders a draw away, and takes its bytes.
TEST(Verify, OnlyWhatNothingRestsOnCanBePurged) {
  const std::string leaf(64, 'a');
  const auto taken = [&](const char* kind) {
    const std::vector<Point> none;
    Log log(none);
    EXPECT_TRUE(log.add_gone(leaf, {1, 2, "", "\"k\"", cat("\"", kind, "\""), "\"s\""}));
    const std::string order =
        cat(R"({"at":"2025-01-01T00:00:00","body":{"answer_id":"x","records":[{"key":"k",)",
            R"("kind":")", kind, R"(","leaf":")", leaf, R"(","sequence":1,"stream":"s"}]},)",
            R"("key":"p","kind":"purge","sequence":2,"stream":"purges"})");
    return log.add(hex(leaf_of(order)), order);
  };
  EXPECT_TRUE(taken("document"));
  EXPECT_FALSE(taken("ship"));
  EXPECT_FALSE(taken("grant"));
}

// The database is read as the export is: forms 1 and 2, purged or not.
TEST(Verify, TheDatabaseItself) {
  const std::string path = testing::TempDir() + "licet-verify-database";
  std::remove(path.c_str());
  std::string raw;
  std::vector<Point> points;
  Finding found;
  {
    const Made made = make_purged_log(true);
    ledger::Ledger book(ledger::open_sqlite(path).value());
    ASSERT_TRUE(book.import_lines(made.log).ok());
    ASSERT_TRUE(read_key(made.key, raw) && read_points(made.points, raw, points, found));
  }
  Log log(points);
  ASSERT_TRUE(read_database(path, log, found)) << found.text;
  EXPECT_EQ(log.finish().text, "");
  EXPECT_EQ(log.size(), 3u);
  for (const char* ending : {"", "-wal", "-shm"}) std::remove((path + ending).c_str());
}

}  // namespace
}  // namespace verify
