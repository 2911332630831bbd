#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "test_rules.h"

// What the loader refuses: each error names file:line, the key and, for a word, the nearest one.
namespace licet::law::testing {
namespace {

const std::string kRequirement = "reason = \"ns1\"";

// A requirement with further lines; line 4 of the file is [[norm]], line 10 the first further line.
std::string refused(std::string_view more, std::string_view kind = "requirement") {
  std::string lines(more);
  if (kind == "requirement" && lines.find("reason =") == std::string::npos)
    lines += "\nreason = \"ns1\"";
  return load_error(small_files(norm("us.a", kind, lines)));
}

constexpr const char* kAt10 = " at us-ear/744/test.md:10: ";

// toml++ stops the program at such a header.
TEST(NormReader, AHeaderWithoutAKeyIsRefusedWithItsLine) {
  for (const char* header : {"[,]", "[[ ,norm]]", "[=a]", " [.a]"})
    EXPECT_EQ(load_error(small_files(cat("```toml\n", header, "\n```\n"))),
              "rule_syntax at us-ear/744/test.md:4: the header of a table has no key")
        << header;
}

TEST(NormReader, ReadsEveryKey) {
  const auto rules = small_rules(norm(
      "us.a", "requirement",
      "in_force = \"2019-05-16..2020-08-17\"\napplicable_from = 2019-05-01\n"
      "published = 2019-05-21\nstayed = [\"2019-06-01..2019-06-30\", \"2019-08-01..2019-08-01\"]\n"
      "contingent_from = 2020-01-01\nhistory = \"unverified\"\nreads = \"dates.order\"\n"
      "when = { destination = \"in group D:1\", \"item.mass_market\" = true }\n"
      "when_any = [{ activity = '\"export\"' }, { activity = '\"reexport\"' }]\n"
      "unless = { \"party.role\" = '\"exporter\"' }\nreason = \"entity_list\"\n"
      "policy = [{ when = { activity = '\"export\"' }, policy = \"case_by_case\" }, "
      "\"presumption_of_denial\"]\nreferrals = [\"OFAC\"]\nnote = \"n\"\n"));
  const Norm* norm = rules->find("us.a");
  ASSERT_NE(norm, nullptr);
  EXPECT_EQ(norm->line, 4u);
  EXPECT_EQ(norm->file, "us-ear/744/test.md");
  EXPECT_EQ(to_string(norm->in_force), "2019-05-01..2020-08-17");
  EXPECT_EQ(norm->published, day("2019-05-21"));
  ASSERT_EQ(norm->stayed.size(), 2u);
  EXPECT_EQ(norm->contingent_from, day("2020-01-01"));
  EXPECT_TRUE(norm->unverified_history);
  EXPECT_EQ(norm->reads, "dates.order");
  EXPECT_EQ(norm->when.size(), 2u);
  EXPECT_EQ(norm->when_any.size(), 2u);
  EXPECT_EQ(norm->unless.size(), 1u);
  EXPECT_TRUE(norm->binds.party);
  EXPECT_FALSE(norm->binds.listing);
  ASSERT_EQ(norm->policy.size(), 2u);
  EXPECT_EQ(norm->policy[0].policy, "case_by_case");
  EXPECT_EQ(norm->referrals, std::vector<std::string>{"OFAC"});
}

TEST(NormReader, ForceOnADay) {
  const auto rules = small_rules(norm("us.a", "requirement",
                                      "in_force = \"2019-05-16..2020-08-17\"\nreason = \"ns1\"\n"
                                      "stayed = \"2019-06-01..2019-06-30\""));
  const Norm& norm = *rules->find("us.a");
  EXPECT_EQ(force_on(norm, day("2019-05-15")), Force::kNotYet);
  EXPECT_EQ(force_on(norm, day("2019-05-16")), Force::kInForce);
  EXPECT_EQ(force_on(norm, day("2019-05-31")), Force::kInForce);
  EXPECT_EQ(force_on(norm, day("2019-06-01")), Force::kStayed);
  EXPECT_EQ(force_on(norm, day("2019-06-30")), Force::kStayed);
  EXPECT_EQ(force_on(norm, day("2019-07-01")), Force::kInForce);
  EXPECT_EQ(force_on(norm, day("2020-08-17")), Force::kInForce);
  EXPECT_EQ(force_on(norm, day("2020-08-18")), Force::kEnded);
}

TEST(NormReader, UnknownKeys) {
  EXPECT_EQ(refused("whem = { destination = '\"CN\"' }"),
            cat("rule_syntax", kAt10, "`whem`: `whem` is no key here; nearest: `when`"));
  EXPECT_EQ(refused("policy = [{ whn = {}, policy = \"case_by_case\" }]"),
            cat("rule_syntax", kAt10, "`policy`: `whn` is no key here; nearest: `when`"));
  EXPECT_EQ(refused("conditions = [\"report_due\"]\n"
                    "require = [{ fact = \"documents.certificate\", tset = \"true\" }]", "duty"),
            "rule_syntax at us-ear/744/test.md:11: `require`: `tset` is no key here; nearest: "
            "`test`");
  EXPECT_EQ(refused("defeats = [\"us.b\"]"),
            cat("rule_syntax", kAt10, "`defeats`: a requirement has no such key"));
  EXPECT_EQ(refused("effect = \"in\"\nreason = \"ns1\"", "scope"),
            "rule_syntax at us-ear/744/test.md:11: `reason`: a scope has no such key");
}

TEST(NormReader, UnknownFactsAndWords) {
  EXPECT_EQ(refused("when = { destinatoin = '\"CN\"' }"),
            cat("rule_unknown_fact", kAt10,
                "`when`: `destinatoin` is no fact; nearest: `destination`"));
  EXPECT_EQ(refused("when = { activity = '\"exprt\"' }"),
            "rule_unknown_word at us-ear/744/test.md:4: `us.a`, cell of `activity`: `exprt` is not "
            "in [activity]; nearest: `export`");
  EXPECT_EQ(refused("reason = \"ns2\""),
            cat("rule_unknown_word", kAt10, "`reason`: `ns2` is not in [reasons]; nearest: `ns1`"));
  EXPECT_EQ(refused("policy = \"case_by_cases\""),
            cat("rule_unknown_word", kAt10,
                "`policy`: `case_by_cases` is not in [policies]; nearest: `case_by_case`"));
  EXPECT_EQ(refused("conditions = [\"reprt_due\"]", "duty"),
            cat("rule_unknown_word", kAt10,
                "`conditions`: `reprt_due` is not in [conditions]; nearest: `report_due`"));
  EXPECT_EQ(refused("referrals = [\"OFACS\"]"),
            cat("rule_unknown_word", kAt10,
                "`referrals`: `OFACS` is not in [referrals]; nearest: `OFAC`"));
  EXPECT_EQ(refused("authority = \"exception:GOW\"\novercomes = [\"reason:ns1\"]", "exception"),
            cat("rule_unknown_word", kAt10,
                "`authority`: `GOW` is not in [exceptions]; nearest: `GOV`"));
  EXPECT_EQ(refused("reads = \"dates.ordr\""),
            cat("rule_unknown_fact", kAt10, "`reads`: `dates.ordr` is no day"));
  EXPECT_EQ(refused("reads = \"documents.certificate\""),
            cat("rule_unknown_fact", kAt10, "`reads`: `documents.certificate` is no day"));
}

TEST(NormReader, ATestThatCanNeverHoldIsRefused) {
  const std::string at = " at us-ear/744/test.md:4: `us.a`, cell of ";
  EXPECT_EQ(refused("when = { destination = \"in group D:9\" }"),
            cat("rule_unknown_word", at, "`destination`: `D:9` is no place, group or set"));
  EXPECT_EQ(refused("when = { destination = \"in set nobody\" }"),
            cat("rule_unknown_word", at, "`destination`: `set:nobody` is no place, group or set"));
  EXPECT_EQ(refused("when = { destination = '\"ZZ\"' }"),
            cat("rule_unknown_word", at, "`destination`: `ZZ` is no place, group or set"));
  EXPECT_EQ(refused("when = { \"item.mass_market\" = '\"true\"' }"),
            cat("rule_syntax", at, "`item.mass_market`: `item.mass_market` is true or false"));
  EXPECT_EQ(refused("when = { \"dates.order\" = '\"2019-05-16\"' }"),
            cat("rule_syntax", at, "`dates.order`: `dates.order` is a day"));
  EXPECT_EQ(refused("when = { \"item.net_value_usd\" = '> 2019-05-16' }").substr(0, 11),
            "rule_syntax");
  EXPECT_EQ(refused("when = { \"item.net_value_usd\" = '[10..1]' }"),
            cat("rule_syntax", at,
                "`item.net_value_usd`: `item.net_value_usd` an interval ends before it begins"));
  EXPECT_EQ(refused("when = { activity = '< 5' }"),
            cat("rule_syntax", at, "`activity`: `activity` has no order"));
}

TEST(NormReader, DaysAndSpans) {
  for (const char* bad : {"in_force = \"2019-05-16\"", "in_force = \"2020-01-02..2020-01-01\"",
                          "in_force = \"2019-02-30..\"", "stayed = [\"soon..\"]",
                          "published = \"yesterday\"", "contingent_from = \"2019-13-01\"",
                          "applicable_from = \"x\""}) {
    const std::string key(bad, std::string_view(bad).find(' '));
    const std::string start = cat("rule_syntax", kAt10, "`", key, "`: ");
    EXPECT_TRUE(refused(bad).starts_with(start)) << refused(bad);
  }
  EXPECT_EQ(refused("in_force = \"2019-05-16..\"\napplicable_from = 2019-05-17"),
            "rule_syntax at us-ear/744/test.md:11: `applicable_from`: must lie before `in_force`");
  EXPECT_EQ(refused("history = \"unsure\""),
            cat("rule_syntax", kAt10, "`history`: is `unverified` or absent"));
}

TEST(NormReader, MissingKeys) {
  const auto without = [](std::string_view line) {
    std::string text = norm("us.a", "requirement", kRequirement);
    const auto at = text.find(line);
    text.replace(at, line.size(), "");
    return load_error(small_files(text));
  };
  const std::string at = "rule_missing_key at us-ear/744/test.md:4: ";
  EXPECT_EQ(without("id = \"us.a\""), at + "`id`: is missing");
  EXPECT_EQ(without("kind = \"requirement\""), at + "`kind`: is missing");
  EXPECT_EQ(without("title = \"t\""), at + "`title`: is missing");
  EXPECT_EQ(without("cite = [\"15 CFR 1\"]"), at + "`cite`: a norm needs a citation");
  EXPECT_EQ(without("\"15 CFR 1\""), "rule_missing_key at us-ear/744/test.md:8: `cite`: a norm "
                                     "needs a citation");
  EXPECT_EQ(without("confidence = \"high\""), at + "`confidence`: is missing");
  EXPECT_EQ(without(kRequirement), at + "`reason`: a requirement names its reason");
  EXPECT_EQ(refused("", "scope"), at + "`effect`: a scope says in, out or refer");
  EXPECT_EQ(refused("", "bar"), at + "`defeats`: it must say what it defeats");
  EXPECT_EQ(refused("", "exception"), at + "`authority`: an authority has an id");
  EXPECT_EQ(refused("authority = \"exception:GOV\"", "exception"),
            at + "`overcomes`: an authority says what it overcomes");
  EXPECT_EQ(refused("", "duty"), at + "`conditions`: a duty names conditions or holds");
  EXPECT_EQ(refused("", "rule").substr(0, 40), "rule_syntax at us-ear/744/test.md:6: `ki");
}

TEST(NormReader, WrongTypes) {
  for (const char* bad :
       {"when = \"x\"", "when = [1]", "when_any = {}", "when_any = [\"x\"]", "cite = 5",
        "when = { destination = 5 }", "untranslatable = \"yes\"", "policy = 5", "policy = [5]",
        "in_force = 5", "referrals = [5]", "stayed = true", "unless = [\"x\"]"}) {
    if (std::string_view(bad).starts_with("cite")) continue;  // stands above already
    EXPECT_TRUE(refused(bad).starts_with(cat("rule_syntax", kAt10))) << bad << refused(bad);
  }
  EXPECT_TRUE(refused("when = { destination = 1.5 }")
                  .starts_with("rule_syntax at us-ear/744/test.md:10: numbers with a fraction"));
  EXPECT_TRUE(refused("when = { destination = 'in group' }").starts_with("rule_syntax"));
}

TEST(NormReader, ALicenceAndAPartyInOneNorm) {
  EXPECT_EQ(refused("when = { \"licence.covers_line\" = \"true\", \"party.military\" = \"true\" }"),
            "rule_syntax at us-ear/744/test.md:10: `when`: reads a licence and a party: split the "
            "norm");
}

TEST(NormReader, Blocks) {
  EXPECT_EQ(load_error(small_files("```toml\n[[norm]]\n")),
            "rule_syntax at us-ear/744/test.md:3: the block is never closed");
  EXPECT_EQ(load_error(small_files("```toml\n[[norms]]\n```\n")),
            "rule_syntax at us-ear/744/test.md:4: a block holds [[norm]] tables only");
  EXPECT_TRUE(load_error(small_files("text\n```toml\nid = \n```\n"))
                  .starts_with("rule_syntax at us-ear/744/test.md:5: "));
  EXPECT_EQ(load_error(small_files("```toml \n nothing read here\n``` \n")), "");
  EXPECT_EQ(load_error(small_files("```\ncode\n```\n")), "");
}

// toml++ would run into unreachable code (found by the fuzzer).
TEST(NormReader, LettersBeyondAsciiStandInQuotes) {
  EXPECT_EQ(refused("note = §"),
            "rule_syntax at us-ear/744/test.md:10: letters beyond ASCII stand in quotes");
  EXPECT_EQ(refused("§ = 5"),
            "rule_syntax at us-ear/744/test.md:10: letters beyond ASCII stand in quotes");
  EXPECT_EQ(refused("note = \"\"\"a\n\\\n§\"\"\""),
            "rule_syntax at us-ear/744/test.md:10: a string stands on one line");
  EXPECT_EQ(refused("note = \"§ \\\" §\"  # § it's"), "");
  EXPECT_EQ(refused("note = '§ \\'"), "");
}

TEST(Loader, DuplicateIds) {
  const std::string one = norm("us.a", "requirement", kRequirement);
  EXPECT_EQ(load_error(small_files(one + one)),
            "rule_duplicate_id at us-ear/744/test.md:13: `us.a` stands in us-ear/744/test.md:4 "
            "too");
}

TEST(Loader, Targets) {
  const std::string a = norm("us.a", "requirement", kRequirement);
  const auto with = [&](const char* target) {
    return load_error(small_files(a + norm("us.b", "bar", cat("defeats = [\"", target, "\"]"))));
  };
  for (const char* good : {"us.a", "us.*", "us.ear.774.*", "us.ear.774.5D002.1", "reason:ns1",
                           "reason:*", "reason:end_use", "authority:exception:GOV",
                           "authority:exception:*"})
    EXPECT_EQ(with(good), "") << good;
  for (const char* bad : {"us.c", "us.a.*", "us.b", "us", "reason:ns9", "authority:licence:x",
                          "authority:*", "us.ear.774*", "*", ""})
    EXPECT_EQ(with(bad), cat("rule_unknown_target at us-ear/744/test.md:13: `us.b`: `", bad,
                             "` points at no norm"));
}

TEST(Loader, Cycles) {
  const auto bar = [](const char* id, const char* target) {
    return norm(id, "bar", cat("defeats = [\"", target, "\"]"));
  };
  const std::string error =
      load_error(small_files(bar("us.a", "us.b") + bar("us.b", "us.c") + bar("us.c", "us.a")));
  EXPECT_TRUE(error.starts_with("rule_cycle at us-ear/744/test.md:")) << error;
  EXPECT_EQ(load_error(small_files(bar("us.a", "us.b") + bar("us.b", "us.*"))).substr(0, 10),
            "rule_cycle");
  EXPECT_EQ(load_error(small_files(norm("us.a", "bar", "defeats = [\"us.w\"]\n"
                                                       "rests_on = [\"us.w\"]") +
                                   norm("us.w", "general_authorisation", "")))
                .substr(0, 10),
            "rule_cycle");
}

TEST(Loader, MissingFiles) {
  auto files = small_files("");
  files.erase(files.begin());
  EXPECT_EQ(load_error(files),
            "rule_missing_key at vocabulary.toml: this file of rules is missing");
  EXPECT_EQ(load_error({}), "rule_missing_key at vocabulary.toml: this file of rules is missing");
}

TEST(Loader, ControlRows) {
  const auto with = [](const char* row) {
    auto files = small_files("");
    text_of(files, "us-ear/774-supp1/controls.csv") += row;
    return load_error(files);
  };
  const std::string at = "us-ear/774-supp1/controls.csv:5, column ";
  EXPECT_EQ(with("4A001,1,entire,ns1,chart:NS9,,plain,high,,,c\n"),
            cat("rule_unknown_word at ", at, "destination_rule: the chart has no column `NS9`"));
  EXPECT_EQ(with("4A001,1,entire,ns1,\"in:CN,D:9\",,plain,high,,,c\n"),
            cat("rule_unknown_word at ", at,
                "destination_rule: `D:9` is no place, group or set"));
  EXPECT_EQ(with("4A001,1,entire,ns1,section:15 CFR 999,,plain,high,,,c\n"),
            cat("rule_table at ", at,
                "destination_rule: `section:15 CFR 999` is not in sections.csv"));
  EXPECT_EQ(with("4A001,1,some,ns1,worldwide,,plain,high,,,c\n"),
            cat("rule_table at ", at, "item_scope: `some` is no item scope"));
  EXPECT_EQ(with("4A001,1,predicate: colour = 5,ns1,worldwide,,plain,high,,,c\n"),
            cat("rule_unknown_fact at ", at, "item_scope: `colour` is in no section of facts"));
  EXPECT_EQ(with("4A001,1,entire,ns2,worldwide,,plain,high,,,c\n"),
            cat("rule_unknown_word at ", at, "reason: `ns2` is not in [reasons]; nearest: `ns1`"));
  EXPECT_TRUE(with("4A001,1,entire,ns1,worldwide,,plain,high,2020-01-01,2019-01-01,c\n")
                  .starts_with(cat("rule_table at ", at, "from: ")));
  EXPECT_EQ(with("4A001,1,entire,ns1,worldwide,net_value_usd > 0.10,structured,high,,,c\n"),
            "rule_syntax at us-ear/774-supp1/controls.csv:5: `us.ear.774.4A001.1`, cell of "
            "`item.eccn`: `item.net_value_usd` is a number, written without zeros to spare");
  EXPECT_EQ(with("4A001,1,entire,ns1,worldwide,hs in (0101),structured,high,,,c\n"), "");
  EXPECT_EQ(with("4A001,1,entire,ns1,worldwide,\n"),
            "bad_value at us-ear/774-supp1/controls.csv:5: 6 fields where the header has 11");
}

TEST(Loader, FlagsAndEntries) {
  const auto rules = small_rules("");
  EXPECT_EQ(rules->flags_of("5D002"), (std::vector<std::string>{"GBS", "TSR"}));
  EXPECT_TRUE(rules->flags_of("5D992").empty());
  EXPECT_EQ(rules->rows_of("5D002").size(), 2u);
  EXPECT_TRUE(rules->rows_of("9A001").empty());
  EXPECT_TRUE(rules->reads("item.para", "b.1"));
  EXPECT_FALSE(rules->reads("knowledge", "diversion"));
}

}  // namespace
}  // namespace licet::law::testing
