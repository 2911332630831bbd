#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"

namespace licet::licence {

// A state as the profile's table names it; `groups` are words that rows of the tables may use.
struct State {
  std::string id, label, means, cite;
  std::vector<std::string> groups;
  bool in(std::string_view group) const;
};

// One row: in the state `from` the event leads to `to` where every word of `when` holds (the first
// such row is taken) and no guard refuses. `effects` are what the edge brings about.
struct Move {
  std::string from, event, to, cite;
  std::vector<std::string> when, guards, effects;
};

// Why an event is not possible: the rule that forbids it, in words, with its provision.
struct Refusal {
  std::string rule, because, cite;
  bool operator==(const Refusal&) const = default;
};

// One state table. Total: every pair of state and event either has a move or is refused by a named
// rule; reading the tables fails where a pair has neither.
class Machine {
 public:
  // Rows of the tables whose column `machine` is `name`. Cells hold words with blanks between; in
  // `from`, "@group" is every state of the group, "-state" takes one out, "*" is every state; in
  // `to`, "=" is the same state. RuleTable with the row.
  static Result<Machine> read(std::string_view name, const CsvTable& states,
                              const CsvTable& moves, const CsvTable& refusals);

  const std::string& name() const { return name_; }
  std::span<const State> states() const { return states_; }
  std::span<const std::string> events() const { return events_; }
  const State* find(std::string_view state) const;
  bool knows(std::string_view event) const;
  bool in(std::string_view state, std::string_view group) const;

  // In the order of the table.
  std::vector<const Move*> moves(std::string_view from, std::string_view event) const;
  // The rule for a pair without a move, or whose moves all have conditions that do not hold.
  const Refusal& refusal(std::string_view from, std::string_view event) const;

  // Every state down, every event across: the states it may lead to, or the rule in brackets.
  std::string matrix() const;
  // The same as CSV: from,event,to,rule,cite; one row a pair and target.
  std::string matrix_csv() const;

  std::span<const Move> all_moves() const { return moves_; }

 private:
  struct RefusalRow {
    std::string event;
    std::vector<std::string> from;
    Refusal refusal;
  };
  licet::Status read_states(const CsvTable& table);
  licet::Status read_moves(const CsvTable& table);
  licet::Status read_refusals(const CsvTable& table);
  licet::Status check_total(const CsvTable& refusals) const;
  Result<std::vector<std::string>> expand(std::string_view cell, const std::string& place) const;
  const Refusal* find_refusal(std::string_view from, std::string_view event) const;

  std::string name_;
  std::vector<State> states_;
  std::vector<std::string> events_;
  std::vector<Move> moves_;
  std::vector<std::uint32_t> by_pair_;  // places in moves_: by from and event, then as written
  std::vector<RefusalRow> refusals_;
};

// The words of a cell.
std::vector<std::string> words_of_cell(std::string_view cell);

}  // namespace licet::licence
