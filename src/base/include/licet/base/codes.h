#pragma once
#include <cstdint>
#include <span>
#include <string_view>

// Every way a command can fail, numbered by hundreds a module. Numbers are stored and printed:
// never reused, never renumbered. docs/reference/errors.md is generated from this table.
namespace licet {

enum class Code : std::uint16_t {
  // 100 base: forms of input
  JsonSyntax = 101,
  JsonDuplicateKey = 102,
  JsonUnknownKey = 103,
  JsonWrongType = 104,
  JsonTooLarge = 105,
  JsonMissingKey = 106,
  BadUtf8 = 107,
  BadDay = 108,
  BadDecimal = 109,
  BadMoney = 110,
  BadCode = 111,
  UnknownWord = 112,
  BadSpan = 113,
  BadValue = 114,
  // 200 snapshot
  SnapshotCorrupt = 201,
  SnapshotTooLarge = 202,
  SnapshotMissing = 203,
  SnapshotWrongId = 204,
  // 300 match
  NameTooLong = 301,
  NameEmpty = 302,
  // 400 law
  RuleSyntax = 401,
  RuleUnknownFact = 402,
  RuleUnknownWord = 403,
  RuleDuplicateId = 404,
  RuleUnknownTarget = 405,
  RuleCycle = 406,
  RuleMissingKey = 407,
  RuleTable = 408,
  RuleClash = 409,
  RuleUnknownEntry = 410,
  RuleDead = 411,
  RuleOvercomes = 412,
  RuleNotProved = 413,
  RuleGap = 414,
  // 500 licence
  LicenceMalformed = 501,
  // 600 decide
  QuestionMalformed = 601,
  AnswerMalformed = 602,
  ReplayDiffers = 603,
  CostLimit = 604,
  // 700 ledger
  RecordMalformed = 701,
  LedgerCorrupt = 702,
  LedgerRolledBack = 703,
  LedgerFull = 704,
  EntryMalformed = 705,
  KeyTrouble = 706,
  // 800 ingest
  FileUnreadable = 801,
  FileUnknownFormat = 802,
  ListColumnsMoved = 803,
  ListTruncated = 804,
  ListShrunk = 805,
  ListCanaryMissing = 806,
  ListOlder = 807,
  ListWrongSource = 808,
  ListBadRow = 809,
  FileTooLarge = 810,
  GzipDamaged = 811,
  // 900 apps
  Usage = 901,
  FileUnwritable = 902,
  NoSnapshot = 903,
  Locked = 904,
  // 1000 report
  ReportUnbalanced = 1001,
  ReportWithheld = 1002,
  EditionsOverlap = 1003,
  // 1100 letter
  GlyphMissing = 1101,
  FontMissing = 1102,
};

// What the code means and what to do next; one row a code.
struct CodeRow {
  Code code;
  std::string_view name;  // stable identifier, also printed
  std::string_view text;  // one line for a person
  std::string_view next;  // the remedy
  int exit_status;        // 2 usage or malformed input, 3 data or system
};

std::span<const CodeRow> code_table();

// Never fails: every enumerator has a row (checked by a test).
const CodeRow& code_row(Code code);

}  // namespace licet
