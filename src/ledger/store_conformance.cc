#include "store_conformance.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"

namespace licet::ledger::testing {
namespace {

Account account() {
  Account account;
  account.licence = "D1";
  account.line = "1";
  account.unit = "piece";
  account.currency = "USD";
  account.status = "open";
  account.quantity_cap = 100;
  account.value_cap = 1000;
  account.tolerance_percent = 10;
  account.first = Day{10};
  account.last = Day{20};
  return account;
}

StoredRecord record(std::uint64_t sequence, std::string key) {
  StoredRecord record{sequence, "s", "k", std::move(key), cat("bytes ", sequence), {}, 0};
  record.leaf = leaf_hash(record.bytes);
  return record;
}

void appends(Store& store) {
  Frontier tree = store.frontier().value();
  EXPECT_EQ(tree.size(), 0u);
  ASSERT_TRUE(store.begin().ok());
  for (std::uint64_t i = 1; i <= 3; ++i) {
    const StoredRecord one = record(i, cat("key ", i));
    tree.append(one.leaf);
    ASSERT_TRUE(store.append(one, tree).ok());
  }
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(store.frontier().value().root(), tree.root());
  EXPECT_EQ(store.records(2, 10, "").value().size(), 2u);
  EXPECT_EQ(store.records(1, 2, "").value()[1].key, "key 2");
  EXPECT_TRUE(store.records(1, 10, "other").value().empty());
  EXPECT_EQ(store.leaves().value().size(), 3u);
  EXPECT_EQ(store.find_key("key 3").value()->bytes, "bytes 3");
  EXPECT_FALSE(store.find_key("key 4").value());
  EXPECT_EQ(store.streams("").value(), std::vector<std::string>{"s"});
  // A key twice is refused by the store itself.
  ASSERT_TRUE(store.begin().ok());
  EXPECT_FALSE(store.append(record(4, "key 1"), tree).ok());
  store.rollback();
  EXPECT_EQ(store.leaves().value().size(), 3u);
}

void purges(Store& store) {
  Frontier tree;
  ASSERT_TRUE(store.begin().ok());
  for (std::uint64_t i = 1; i <= 2; ++i) {
    StoredRecord one = record(i, cat("key ", i));
    if (i == 2) one.bytes.clear();
    one.purged = i == 2 ? 7 : 0;  // as an import brings it
    tree.append(one.leaf);
    ASSERT_TRUE(store.append(one, tree).ok());
  }
  ASSERT_TRUE(store.purge(1, 8).ok());
  ASSERT_TRUE(store.commit().ok());
  const auto rows = store.records(1, 10, "").value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].bytes, "");
  EXPECT_EQ(rows[0].purged, 8u);
  EXPECT_EQ(rows[0].leaf, leaf_hash("bytes 1"));
  EXPECT_EQ(rows[1].purged, 7u);
  // Empty bytes without saying who took them are refused by the table itself.
  StoredRecord bad = record(3, "key 3");
  bad.bytes.clear();
  ASSERT_TRUE(store.begin().ok());
  EXPECT_FALSE(store.append(bad, tree).ok());
  store.rollback();
}

void rolls_back(Store& store) {
  ASSERT_TRUE(store.begin().ok());
  ASSERT_TRUE(store.put_account(account()).ok());
  store.rollback();
  EXPECT_FALSE(store.account("D1", "1").value());
  store.rollback();  // with nothing open: no harm
  ASSERT_TRUE(store.begin().ok());
  ASSERT_TRUE(store.commit().ok());
}

void guards(Store& store) {
  ASSERT_TRUE(store.begin().ok());
  ASSERT_TRUE(store.put_account(account()).ok());
  const auto add = [&](std::int64_t qu, std::int64_t qh, std::int64_t vu, std::int64_t vh) {
    return store.add("D1", "1", qu, qh, vu, vh, 1100).value();
  };
  EXPECT_TRUE(add(60, 30, 500, 400));
  EXPECT_FALSE(add(11, 0, 0, 0));     // 101 of 100
  EXPECT_FALSE(add(0, 11, 0, 0));
  EXPECT_FALSE(add(0, 0, 201, 0));    // 1101 of 1100
  EXPECT_FALSE(add(0, -31, 0, 0));    // below nought
  EXPECT_FALSE(add(0, 0, -501, 0));
  EXPECT_TRUE(add(30, -30, 400, -400));
  EXPECT_TRUE(add(10, 0, 200, 0));
  EXPECT_FALSE(store.add("D1", "2", 1, 0, 0, 0, 1100).value());  // no such line
  ASSERT_TRUE(store.commit().ok());
  const Account now = store.account("D1", "1").value().value();
  EXPECT_EQ(now.quantity_used, 100);
  EXPECT_EQ(now.quantity_held, 0);
  EXPECT_EQ(now.value_used, 1100);
  EXPECT_EQ(now.quantity_cap, 100);
  EXPECT_EQ(now.first, Day{10});
  EXPECT_FALSE(now.order_cap);
  EXPECT_EQ(store.accounts("D1").value().size(), 1u);
  EXPECT_EQ(store.accounts("").value().size(), 1u);
  EXPECT_TRUE(store.accounts("D2").value().empty());
}

void keeps_draws(Store& store) {
  ASSERT_TRUE(store.begin().ok());
  for (int i = 0; i < 4; ++i)
    ASSERT_TRUE(store.put_draw({cat("d", i), "D1", "1", i == 3 ? "released" : "used", 1, 100,
                                Day{100 + i}, kLastDay}).ok());
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(store.draw("d1").value()->on, Day{101});
  EXPECT_FALSE(store.draw("d9").value());
  EXPECT_EQ(store.draws("D1").value().size(), 4u);
  EXPECT_EQ(store.value_between("D1", "1", Day{101}, Day{103}).value(), 200);
  EXPECT_EQ(store.value_between("D1", "1", Day{200}, Day{300}).value(), 0);
}

}  // namespace

void check_store(const std::function<std::unique_ptr<Store>()>& make) {
  for (const auto check : {appends, purges, rolls_back, guards, keeps_draws}) check(*make());
}

}  // namespace licet::ledger::testing
