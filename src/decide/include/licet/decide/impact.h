#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "licet/decide/decide.h"

// What a change of lists or rules turns: recorded questions asked of two states of knowledge.
namespace licet::decide {

// One recorded row. `options` absent = a question: its departure, else Impact's `today`.
struct RecordedRow {
  std::uint64_t line = 0;  // of the file it came from, 1 = the first
  std::string id;          // how its owner knows it, or empty
  Json question;
  std::optional<Options> options;
  std::optional<Verdict> recorded;  // of a recorded answer
};

// A question, {"id", "question", "on"?, "options"?} as in the compatibility kit, or an answer that
// `licet ask` gave: told by its keys. AnswerMalformed, BadDay; `line` is left to the caller.
Result<RecordedRow> read_recorded(const Json& document);

// One thing that only one of the two answers rests on.
struct Ground {
  bool after = false;  // it stands after the change; else it stood before
  std::string effect;  // open, overcome, awaits, refer, undecided: a requirement; due: a duty;
                       // outside: a scope norm; lacks: a fact or datum
  std::string id;      // of the norm, or the place of the fact
  std::string says;
  std::string by;      // what overcomes it, or would, or empty
  std::string policy;  // of review, of an open requirement, or empty
  std::vector<std::string> cite;
  std::string line, party;                        // name of the line and of the party, or empty
  std::string list, entry_id, entry;              // the list row behind it, or empty
};

// A row whose verdict is another one.
struct Flip {
  std::uint64_t line = 0;
  std::string id, question;  // `question` is its digest
  Day on;
  Verdict from, to;
  std::string destination;             // or empty
  std::vector<std::string> eccns;      // of the lines, sorted, each once
  std::vector<std::string> parties;    // named in the grounds; where none is, all of the question
  std::vector<Ground> because;         // what decides comes first
};

struct Judged {
  Verdict from, to;
  bool recorded_differs = false;  // the recorded answer had another verdict than `from` gives
  std::optional<Flip> flip;
  std::optional<Flip> stir;  // the verdict stays on other grounds; only where Settings asks for it
};

// Two states of knowledge, asked one row at a time. Immutable but for what it remembers of names:
// any number of threads may ask one Impact, and the result does not depend on how many.
class Impact {
 public:
  struct Settings {
    Day today;               // the law day of a question without departure
    std::optional<Day> on;   // the law day of every row, instead of its own
    bool strict = false;     // of questions; an answer keeps its own
    bool stirs = false;      // fill Judged::stir
  };
  // Borrows both for its life.
  Impact(const Knowledge& from, const Knowledge& to, const Settings& settings);
  ~Impact();

  // Errors of read_question, screening and CostLimit, with the JSON pointer; where only one side
  // refuses the row, the detail says which. The age of lists does not count here.
  Result<Judged> judge(const RecordedRow& row) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Counts over any number of rows; the order of adding does not matter.
struct ImpactSummary {
  std::uint64_t asked = 0, stayed = 0, flipped = 0, failed = 0, recorded_differs = 0;
  std::map<std::pair<Verdict, Verdict>, std::uint64_t> by_verdict;  // flips only
  std::map<std::string, std::uint64_t> by_country, by_eccn, by_party, by_norm, by_entry;

  void add(const Judged& judged);
  void add_failure();
};

// docs/formats/impact.md
Json to_json(const Flip& flip);
Json to_json(const ImpactSummary& summary);

}  // namespace licet::decide
