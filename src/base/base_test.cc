#include <gtest/gtest.h>

#include <set>

#include "licet/base/codes.h"
#include "licet/base/csv.h"
#include "licet/base/day.h"
#include "licet/base/decimal.h"
#include "licet/base/json.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet {
namespace {

TEST(Codes, EveryCodeHasOneRowANameAndARemedy) {
  std::set<std::string_view> names;
  std::set<int> numbers;
  for (const CodeRow& row : code_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(numbers.insert(int(row.code)).second) << row.name;
    EXPECT_FALSE(row.text.empty());
    EXPECT_FALSE(row.next.empty());
    EXPECT_TRUE(row.exit_status == 2 || row.exit_status == 3);
  }
}

TEST(Day, ReadsOnlyDaysOfTheCalendar) {
  EXPECT_EQ(to_string(parse_day("2020-02-29").value()), "2020-02-29");
  EXPECT_EQ(parse_day("1970-01-01").value().number, 0);
  EXPECT_EQ(to_string(kFirstDay), "0001-01-01");
  EXPECT_EQ(to_string(kLastDay), "9999-12-31");
  for (const char* bad : {"2019-02-29", "2019-13-01", "2019-00-10", "19-01-01", "2019-1-01",
                          "2019/01/01", "2019-01-01 ", "", "2019-01-0a", "0000-01-01"})
    EXPECT_EQ(parse_day(bad).error().code, Code::BadDay) << bad;
}

TEST(Day, EveryDayOfFourCenturiesSurvivesPrinting) {
  for (Day d = day_from_ymd(1800, 1, 1); d < day_from_ymd(2200, 1, 1); d = d.plus(1))
    ASSERT_EQ(parse_day(to_string(d)).value(), d);
}

TEST(Span, IsInclusiveInFilesAndHalfOpenInside) {
  const Span span = parse_span("2019-05-20..2019-08-19").value();
  EXPECT_TRUE(span.contains(parse_day("2019-08-19").value()));
  EXPECT_FALSE(span.contains(parse_day("2019-08-20").value()));
  EXPECT_EQ(to_string(span), "2019-05-20..2019-08-19");
  EXPECT_EQ(to_string(parse_span("..").value()), "..");
  EXPECT_EQ(to_string(parse_span("2019-05-16..").value()), "2019-05-16..");
  EXPECT_EQ(parse_span("2019-05-16").error().code, Code::BadSpan);
  EXPECT_EQ(parse_span("2019-05-16..2019-05-15").error().code, Code::BadSpan);
}

TEST(Decimal, IsExactAndRefusesWhatItCannotHold) {
  const auto d = [](const char* text) { return Decimal::parse(text).value(); };
  EXPECT_EQ(d("0.1").plus(d("0.2")), d("0.3"));
  EXPECT_EQ(d("12.50").to_string(), "12.5");
  EXPECT_EQ(d("-0").to_string(), "0");
  EXPECT_EQ(d("-3.25").to_string(), "-3.25");
  EXPECT_EQ(d("999999999999999999.999999999").to_string(), "999999999999999999.999999999");
  EXPECT_EQ(d("100").scaled(110, 100), d("110"));
  EXPECT_EQ(d("-1").scaled(1, 3).to_string(), "-0.333333334");
  EXPECT_LT(d("9.9"), d("10"));
  for (const char* bad : {"", "-", ".5", "5.", "1e3", "1,5", "+1", " 1", "1.0000000001",
                          "1000000000000000000"})
    EXPECT_EQ(Decimal::parse(bad).error().code, Code::BadDecimal) << bad;
}

TEST(Money, IsNeverNegative) {
  EXPECT_TRUE(parse_money("60000.00", "USD").ok());
  EXPECT_EQ(parse_money("-1", "USD").error().code, Code::BadMoney);
  EXPECT_EQ(parse_money("1", "usd").error().code, Code::BadMoney);
}

TEST(Sha256, AgreesWithTheStandard) {
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Digest back{};
  EXPECT_TRUE(parse_digest(to_id(sha256("abc")), back));
  EXPECT_EQ(back, sha256("abc"));
  EXPECT_FALSE(parse_digest("sha256:ba78", back));
}

TEST(Json, PlacesItsErrors) {
  const auto code = [](std::string_view text) { return read_json(text).error().code; };
  const auto place = [](std::string_view text) { return read_json(text).error().place; };
  EXPECT_EQ(code(R"({"a":{"b":1,"b":2}})"), Code::JsonDuplicateKey);
  EXPECT_EQ(place(R"({"a":{"b":1,"b":2}})"), "/a/b");
  EXPECT_EQ(place(R"({"a":[1,2,0.5]})"), "/a/2");
  EXPECT_EQ(code(R"({"a":0.5})"), Code::JsonWrongType);
  EXPECT_EQ(code("{\"a\":\"\xff\"}"), Code::BadUtf8);
  EXPECT_EQ(code(R"({"a":1} x)"), Code::JsonSyntax);
  EXPECT_EQ(code(R"({"a":"\u0000"})"), Code::JsonSyntax);
  EXPECT_EQ(code(""), Code::JsonSyntax);
  EXPECT_EQ(code(std::string(65, '[')), Code::JsonTooLarge);
  EXPECT_EQ(code(cat("\"", std::string(70'000, 'x'), "\"")), Code::JsonTooLarge);
  EXPECT_EQ(code("99999999999999999999"), Code::JsonWrongType);
}

TEST(Json, OneValueHasOneText) {
  const Json a = read_json(R"({ "b":[1,true,null], "a":"é\n\"" })").value();
  EXPECT_EQ(to_canonical(a), "{\"a\":\"é\\n\\\"\",\"b\":[1,true,null]}");
  EXPECT_EQ(read_json(to_canonical(a)).value(), a);
  EXPECT_EQ(read_json(to_pretty(a)).value(), a);
}

TEST(Csv, ReadsQuotesLineBreaksAndNamesTheLine) {
  const auto table =
      CsvTable::read("a,b\r\n1,\"x,\n\"\"y\"\"\"\n2,z\n", "t.csv", {"a", "b"}).value();
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.at(0, "b"), "x,\n\"y\"");
  EXPECT_EQ(table.line(1), 4u);
  EXPECT_EQ(CsvTable::read("a\n1,2\n", "t.csv", {"a"}).error().place, "t.csv:2");
  EXPECT_EQ(CsvTable::read("a\n", "t.csv", {"b"}).error().code, Code::BadValue);
  EXPECT_EQ(read_csv("a,\"b\n", "t.csv").error().code, Code::BadValue);
  EXPECT_EQ(read_csv("\"a\"b\n", "t.csv").error().code, Code::BadValue);
  EXPECT_EQ(csv_field("=1+1"), "'=1+1");
  EXPECT_EQ(csv_field("a,\"b"), "\"a,\"\"b\"");
}

TEST(Text, KnowsValidUtf8) {
  EXPECT_FALSE(invalid_utf8_at("é漢😀"));
  EXPECT_EQ(invalid_utf8_at("a\xC0\x80").value(), 1u);      // overlong
  EXPECT_EQ(invalid_utf8_at("\xED\xA0\x80").value(), 0u);   // surrogate
  EXPECT_EQ(invalid_utf8_at("ab\xF4\x90\x80\x80").value(), 2u);
  EXPECT_EQ(invalid_utf8_at("ab\xE2\x82").value(), 2u);     // cut short
}

TEST(Text, NamesTheNearestWord) {
  const std::vector<std::string> words{"end_user", "purchaser", "carrier"};
  EXPECT_EQ(nearest_word("end_usr", words), "end_user");
  EXPECT_EQ(nearest_word("Purchser", words), "purchaser");
  EXPECT_EQ(nearest_word("zzzzzzzzzz", words), "");
  EXPECT_EQ(edit_distance("abcd", "abdc"), 1u);
}

TEST(Text, ErrorsStandOnOneLine) {
  const std::string line = to_line(Error{Code::BadDay, "/dates/order", "`2019-\n02-30`"});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_NE(line.find("/dates/order"), std::string::npos);
}

}  // namespace
}  // namespace licet
