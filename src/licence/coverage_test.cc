#include "licet/licence/coverage.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"

namespace licet::licence {
namespace {

Day day(const char* text) { return parse_day(text).value(); }
const Day kOn = parse_day("2020-06-01").value();

// A licence of one end user with the items given.
Licence with_items(std::string_view items) {
  const Json json = read_json(cat(R"({"id":"D1","holder":"Sender","items":)", items,
    R"(,"parties":[{"role":"end_user","name":"Huawei","country":"CN"}],
    "end_use":["internal_use"],"issued":"2019-11-20","expires":"2023-11-30"})")).value();
  Licence licence = read_licence(json, "/licences/0").value();
  licence.holder_key = "sender";
  licence.parties[0].key = "huawei";
  return licence;
}

Licence founding() {
  return with_items(R"([{"eccn":"5D992.c","kind":"software",
    "quantity":{"amount":"100","unit":"licence"}}])");
}

ShippedLine line(const char* eccn, int quantity, int value = 0) {
  ShippedLine made{eccn, "software", "licence", Decimal(quantity), std::nullopt};
  if (value > 0) made.value = Money{Decimal(value), "USD"};
  return made;
}

Shipment shipment(std::vector<ShippedLine> lines) {
  Shipment s;
  s.exporter_key = "sender";
  s.activity = "export";
  s.destination = "CN";
  s.lines = std::move(lines);
  s.parties = {{"end_user", "Huawei", "CN", "huawei"}};
  s.end_use = {{"internal_use"}};
  return s;
}

Coverage judged(const Licence& licence, std::vector<ShippedLine> lines, std::size_t which = 0) {
  return covers(licence, shipment(std::move(lines)), which, kOn);
}

TEST(Covers, EverythingTheLicenceNames) {
  const Licence licence = founding();
  const auto with = [&](auto change) {
    Shipment s = shipment({line("5D992.c", 100)});
    change(s);
    return covers(licence, s, 0, kOn).fit;
  };
  EXPECT_EQ(with([](Shipment&) {}), Fit::kYes);
  EXPECT_EQ(with([](Shipment& s) { s.exporter_key = "other"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.exporter_key = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].eccn = "5D992.b"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].eccn = "5D992"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].eccn = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].kind = "commodity"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].kind = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].quantity = Decimal(101); }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].quantity.reset(); }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.lines[0].unit = "piece"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.destination = "RU"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.end_use.reset(); }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.end_use = {{"new_device"}}; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.end_use = std::vector<std::string>{}; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.parties.clear(); }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.activity = "reexport"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.activity = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.parties.push_back({"end_user", "X", "CN", "x"}); }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.parties[0].role = "purchaser"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.parties[0].role = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.parties[0].country = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.parties[0].country = "RU"; }), Fit::kNo);
}

TEST(Covers, ADestinationThatNobodyNamedIsNotCovered) {
  Licence licence = founding();
  licence.parties[0].country = "";
  Shipment s = shipment({line("5D992.c", 1)});
  EXPECT_EQ(covers(licence, s, 0, kOn).fit, Fit::kNo);
  licence.parties[0] = {"purchaser", "Huawei", "CN", "huawei"};
  s.parties[0].role = "purchaser";
  EXPECT_EQ(covers(licence, s, 0, kOn).fit, Fit::kNo);
}

// One "no" settles it, whatever else is not known.
TEST(Covers, WhatDoesNotFitOutweighsWhatIsNotKnown) {
  Shipment s = shipment({line("5D992.b", 1)});
  s.exporter_key = "";
  EXPECT_EQ(covers(founding(), s, 0, kOn).fit, Fit::kNo);
}

// Lines under one item draw on it together, also where their paragraphs differ.
TEST(Covers, AllLinesThatTheItemNamesDrawOnIt) {
  const Licence licence =
      with_items(R"([{"eccn":"5D992","quantity":{"amount":"100","unit":"licence"}}])");
  EXPECT_EQ(judged(licence, {line("5D992.c", 60), line("5D992.b", 40)}).fit, Fit::kYes);
  EXPECT_EQ(judged(licence, {line("5D992.c", 60), line("5D992.b", 41)}).fit, Fit::kNo);
  EXPECT_EQ(judged(licence, {line("5D992.c", 60), line("3A001", 90)}).fit, Fit::kYes);
  // A line of unknown paragraph may be one of them.
  EXPECT_EQ(judged(licence, {line("5D992.c", 60), line("", 41)}).fit, Fit::kNo);
  ShippedLine uncounted = line("5D992.b", 1);
  uncounted.quantity.reset();
  EXPECT_EQ(judged(licence, {line("5D992.c", 60), uncounted}).fit, Fit::kUnknown);
  EXPECT_EQ(judged(licence, {line("5D992.c", 101), uncounted}).fit, Fit::kNo);
}

TEST(Covers, WhatIsShippedAndReservedIsGone) {
  const Licence licence = with_items(R"([{"line":"1","eccn":"5D992.c",
    "quantity":{"amount":"100","unit":"licence"},"used":{"quantity":"60"},
    "held":{"quantity":"10"}}])");
  const Coverage fits = judged(licence, {line("5D992.c", 30)});
  EXPECT_EQ(fits.fit, Fit::kYes);
  EXPECT_EQ(fits.left->quantity->to_string(), "0");
  EXPECT_EQ(fits.left->line, "1");
  EXPECT_EQ(judged(licence, {line("5D992.c", 20)}).left->quantity->to_string(), "10");
  const Coverage over = judged(licence, {line("5D992.c", 31)});
  EXPECT_EQ(over.fit, Fit::kNo);
  EXPECT_EQ(over.because,
            "it allows 100 licence, of which 60 shipped and 10 reserved, not 31 more");
  EXPECT_FALSE(over.left);
}

TEST(Covers, AnExhaustedItemSaysSo) {
  const Licence licence = with_items(R"([{"eccn":"5D992.c",
    "quantity":{"amount":"100","unit":"licence"},"used":{"quantity":"100"}}])");
  EXPECT_EQ(judged(licence, {line("5D992.c", 1)}).because,
            "it is exhausted: 100 licence, of which 100 shipped");
}

// 15 CFR 750.11(b): ten percent more value while units are left and suffice; never more units.
TEST(Covers, TheToleranceIsOfTheValueAlone) {
  const auto licence = [](const char* used) {
    return with_items(cat(R"([{"eccn":"5D992.c","quantity":{"amount":"100","unit":"licence"},
      "value":{"amount":"1000","currency":"USD"},"tolerance_percent":10,"used":)", used, "}]"));
  };
  const Licence fresh = licence("{}");
  EXPECT_EQ(judged(fresh, {line("5D992.c", 100, 1100)}).fit, Fit::kYes);
  EXPECT_EQ(judged(fresh, {line("5D992.c", 100, 1100)}).left->value->to_string(), "0");
  EXPECT_EQ(judged(fresh, {line("5D992.c", 100, 1101)}).fit, Fit::kNo);
  EXPECT_EQ(judged(fresh, {line("5D992.c", 101, 900)}).fit, Fit::kNo);
  ShippedLine uncounted = line("5D992.c", 1, 1050);
  uncounted.quantity.reset();
  EXPECT_EQ(judged(fresh, {uncounted}).fit, Fit::kUnknown);
  EXPECT_EQ(judged(licence(R"({"quantity":"50","value":"1000"})"),
                   {line("5D992.c", 50, 100)}).fit, Fit::kYes);
  EXPECT_EQ(judged(licence(R"({"quantity":"50","value":"1000"})"),
                   {line("5D992.c", 50, 101)}).fit, Fit::kNo);
}

TEST(Covers, LimitsOfAnOrderAndOfAPeriod) {
  const Licence order = with_items(R"([{"eccn":"5D992.c",
    "order_value":{"amount":"500","currency":"USD"}}])");
  EXPECT_EQ(judged(order, {line("5D992.c", 1, 500)}).fit, Fit::kYes);
  EXPECT_EQ(judged(order, {line("5D992.c", 1, 501)}).fit, Fit::kNo);
  EXPECT_EQ(judged(order, {line("5D992.c", 1)}).fit, Fit::kUnknown);
  const auto period = [](int days) {
    return with_items(cat(R"([{"eccn":"5D992.c","period":{"days":)", days,
      R"(,"value":{"amount":"1000","currency":"USD"},"draws":[{"on":"2020-01-02","value":"300"},
      {"on":"2019-12-31","value":"600"}]}}])"));
  };
  const auto fit = [](const Licence& licence, int value, const char* on) {
    return covers(licence, shipment({line("5D992.c", 1, value)}), 0, day(on)).fit;
  };
  EXPECT_EQ(fit(period(366), 700, "2020-06-01"), Fit::kYes);  // the calendar year: 300 drawn
  EXPECT_EQ(fit(period(366), 701, "2020-06-01"), Fit::kNo);
  EXPECT_EQ(fit(period(366), 400, "2019-06-01"), Fit::kYes);  // 600 drawn
  // Thirty days running: both draws lie within 29 days of 29 January, one of 31 January.
  EXPECT_EQ(fit(period(30), 100, "2020-01-29"), Fit::kYes);
  EXPECT_EQ(fit(period(30), 101, "2020-01-29"), Fit::kNo);
  EXPECT_EQ(fit(period(30), 700, "2020-01-31"), Fit::kYes);
  EXPECT_EQ(fit(period(30), 701, "2020-01-31"), Fit::kNo);
  EXPECT_EQ(fit(period(30), 1000, "2020-02-01"), Fit::kYes);
  EXPECT_EQ(fit(period(30), 101, "2019-12-05"), Fit::kNo);  // a span may begin before both
}

TEST(Covers, TheItemThatFitsBestIsTheOne) {
  const Licence licence = with_items(R"([{"line":"1","eccn":"5D992.c",
    "quantity":{"amount":"5","unit":"licence"}},{"line":"2","eccn":"5D992",
    "quantity":{"amount":"50","unit":"licence"}}])");
  const Coverage fits = judged(licence, {line("5D992.c", 20)});
  EXPECT_EQ(fits.fit, Fit::kYes);
  EXPECT_EQ(fits.left->line, "2");
  EXPECT_EQ(judged(licence, {line("3A001", 1)}).because, "it names 5D992.c, not 3A001");
}

TEST(Covers, EveryClauseIsThere) {
  std::vector<std::string> names;
  for (const Clause& clause : judged(founding(), {line("5D992.c", 101)}).clauses)
    names.push_back(cat(clause.clause, clause.fit == Fit::kNo ? "!" : ""));
  EXPECT_EQ(join(names, " "), "holder activity item quantity! value destination end_use party");
}

// The clauses of ports, in the order in which they are read; none where the licence names none.
std::string ports_of(const char* named, const char* exit, const char* unlading) {
  Licence licence = founding();
  licence.ports = read_ports(read_json(named).value(), "/ports").value();
  Shipment s = shipment({line("5D992.c", 1)});
  s.exit_port = exit;
  s.unlading_port = unlading;
  std::string out;
  for (const Clause& clause : covers(licence, s, 0, kOn).clauses)
    if (clause.clause == "port")
      out += clause.fit == Fit::kYes  ? "yes "
             : clause.fit == Fit::kNo ? "no "
                                      : clause.missing + " ";
  return out;
}

TEST(Covers, PortsWhereTheLicenceNamesThem) {
  const char* const both = R"({"export":["USLAX","USLGB"],"unlading":["CNSHA"]})";
  EXPECT_EQ(ports_of("{}", "", ""), "");
  EXPECT_EQ(ports_of("{}", "USNYC", "CNSHA"), "");
  EXPECT_EQ(ports_of(both, "USLGB", "CNSHA"), "yes yes ");
  EXPECT_EQ(ports_of(both, "USNYC", "CNSHA"), "no yes ");
  EXPECT_EQ(ports_of(both, "", ""), "ports/export ports/unlading ");
  EXPECT_EQ(ports_of(R"({"unlading":["CNSHA"]})", "", "CNNGB"), "no ");
}

TEST(Ports, AreReadStrictly) {
  const auto place = [](const char* ports) {
    const auto read = read_ports(read_json(ports).value(), "/ports");
    return read.ok() ? to_canonical(ports_json(read.value())) : read.error().place;
  };
  EXPECT_EQ(place(R"({"unlading":["CNSHA"],"export":["USLAX"]})"),
            R"({"export":["USLAX"],"unlading":["CNSHA"]})");
  EXPECT_EQ(place(R"({"export":[]})"), "/ports/export");
  EXPECT_EQ(place(R"({"export":"USLAX"})"), "/ports/export");
  EXPECT_EQ(place(R"({"export":["USLAX",5]})"), "/ports/export/1");
  for (const char* code : {"uslax", "USLA", "USLAXX", "U5LAX", "USLA1", "USLA0", "Los A"})
    EXPECT_EQ(place(cat(R"({"export":[")", code, R"("]})").c_str()), "/ports/export/0") << code;
  EXPECT_EQ(place(R"({"exports":["USLAX"]})"), "/ports/exports");
}

TEST(ItemForm, IsReadStrictly) {
  const auto place = [](const char* item) {
    const Json json = read_json(cat(R"({"id":"x","holder":"y","issued":"2020-01-01",
      "expires":"2021-01-01","items":[)", item, "]}")).value();
    const auto read = read_licence(json, "");
    return read.ok() ? std::string("read") : read.error().place;
  };
  EXPECT_EQ(place(R"({"eccn":"EAR99","used":{"quantity":"1"}})"), "/items/0/used/quantity");
  EXPECT_EQ(place(R"({"eccn":"EAR99","quantity":{"amount":"1","unit":"u"},
    "used":{"quantity":"-1"}})"), "/items/0/used/quantity");
  EXPECT_EQ(place(R"({"eccn":"EAR99","tolerance_percent":"10"})"), "/items/0/tolerance_percent");
  EXPECT_EQ(place(R"({"eccn":"EAR99","period":{"days":367,
    "value":{"amount":"1","currency":"USD"}}})"), "/items/0/period/days");
  EXPECT_EQ(place(R"({"eccn":"EAR99","period":{"days":30}})"), "/items/0/period/value");
  EXPECT_EQ(place(R"({"eccn":"EAR99","order_value":{"amount":"1","currency":"dollar"}})"),
            "/items/0/order_value/amount");
}

}  // namespace
}  // namespace licet::licence
