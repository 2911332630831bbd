#include "licet/licence/machine.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::licence {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

using Pair = std::pair<std::string_view, std::string_view>;
Pair pair_of(const Move& move) { return {move.from, move.event}; }

Error at(const CsvTable& table, std::size_t row, std::string_view column, std::string detail) {
  return {Code::RuleTable, table.place(row, column), std::move(detail)};
}

}  // namespace

std::vector<std::string> words_of_cell(std::string_view cell) {
  std::vector<std::string> words;
  for (std::string_view word : split(cell, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

bool State::in(std::string_view group) const { return holds(groups, group); }

Result<Machine> Machine::read(std::string_view name, const CsvTable& states,
                              const CsvTable& moves, const CsvTable& refusals) {
  Machine machine;
  machine.name_ = std::string(name);
  LICET_TRY_DONE(machine.read_states(states));
  LICET_TRY_DONE(machine.read_moves(moves));
  LICET_TRY_DONE(machine.read_refusals(refusals));
  LICET_TRY_DONE(machine.check_total(refusals));
  return machine;
}

licet::Status Machine::read_states(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.at(row, "machine") != name_) continue;
    State state{std::string(table.at(row, "state")), std::string(table.at(row, "label")),
                std::string(table.at(row, "means")), std::string(table.at(row, "cite")),
                words_of_cell(table.at(row, "groups"))};
    if (find(state.id) != nullptr) return at(table, row, "state", "stands twice");
    if (state.id.empty() || state.cite.empty())
      return at(table, row, "cite", "a state has a name and a citation");
    states_.push_back(std::move(state));
  }
  return Done{};
}

Result<std::vector<std::string>> Machine::expand(std::string_view cell,
                                                 const std::string& place) const {
  std::vector<std::string> chosen;
  for (const std::string& word : words_of_cell(cell)) {
    const std::string_view name = std::string_view(word).substr(1);
    if (word[0] == '-') {
      if (std::erase(chosen, name) == 0)
        return Error{Code::RuleTable, place, cat("`", word, "` takes out what is not in")};
      continue;
    }
    const auto before = chosen.size();
    for (const State& state : states_)
      if (word == "*" || word == state.id || (word[0] == '@' && state.in(name)))
        if (!holds(chosen, state.id)) chosen.push_back(state.id);
    if (before == chosen.size())
      return Error{Code::RuleTable, place, cat("`", word, "` names no further state")};
  }
  if (chosen.empty()) return Error{Code::RuleTable, place, "names no state"};
  return chosen;
}

licet::Status Machine::read_moves(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.at(row, "machine") != name_) continue;
    LICET_TRY(from, expand(table.at(row, "from"), table.place(row, "from")));
    const std::string to(table.at(row, "to"));
    if (to != "=" && find(to) == nullptr) return at(table, row, "to", "is no state");
    if (table.at(row, "cite").empty()) return at(table, row, "cite", "a citation is due");
    const std::string event(table.at(row, "event"));
    if (event.empty()) return at(table, row, "event", "an event is due");
    if (!holds(events_, event)) events_.push_back(event);
    for (const std::string& state : from)
      moves_.push_back({state, event, to == "=" ? state : to, std::string(table.at(row, "cite")),
                        words_of_cell(table.at(row, "when")),
                        words_of_cell(table.at(row, "guards")),
                        words_of_cell(table.at(row, "effects"))});
  }
  for (std::uint32_t i = 0; i < moves_.size(); ++i) by_pair_.push_back(i);
  std::stable_sort(by_pair_.begin(), by_pair_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return pair_of(moves_[a]) < pair_of(moves_[b]);
  });
  return Done{};
}

licet::Status Machine::read_refusals(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.at(row, "machine") != name_) continue;
    RefusalRow refusal;
    refusal.event = std::string(table.at(row, "event"));
    if (refusal.event != "*" && !knows(refusal.event))
      return at(table, row, "event", "no move has this event");
    LICET_TRY(from, expand(table.at(row, "from"), table.place(row, "from")));
    refusal.from = std::move(from);
    refusal.refusal = {std::string(table.at(row, "rule")), std::string(table.at(row, "because")),
                       std::string(table.at(row, "cite"))};
    if (refusal.refusal.rule.empty() || refusal.refusal.because.empty() ||
        refusal.refusal.cite.empty())
      return at(table, row, "rule", "a refusal has a rule, a reason and a citation");
    refusals_.push_back(std::move(refusal));
  }
  return Done{};
}

licet::Status Machine::check_total(const CsvTable& refusals) const {
  for (const State& state : states_)
    for (const std::string& event : events_) {
      const auto rows = moves(state.id, event);
      const bool always =
          std::any_of(rows.begin(), rows.end(), [](const Move* m) { return m->when.empty(); });
      if (!always && find_refusal(state.id, event) == nullptr)
        return Error{Code::RuleTable, refusals.place(0, "rule"),
                     cat(name_, ": neither a move nor a refusal for ", state.id, " and ", event)};
    }
  return Done{};
}

const State* Machine::find(std::string_view state) const {
  for (const State& one : states_)
    if (one.id == state) return &one;
  return nullptr;
}

bool Machine::knows(std::string_view event) const { return holds(events_, event); }

bool Machine::in(std::string_view state, std::string_view group) const {
  const State* found = find(state);
  return found != nullptr && found->in(group);
}

std::vector<const Move*> Machine::moves(std::string_view from, std::string_view event) const {
  const Pair wanted{from, event};
  std::vector<const Move*> found;
  for (auto it = std::lower_bound(
           by_pair_.begin(), by_pair_.end(), wanted,
           [&](std::uint32_t at, const Pair& pair) { return pair_of(moves_[at]) < pair; });
       it != by_pair_.end() && pair_of(moves_[*it]) == wanted; ++it)
    found.push_back(&moves_[*it]);
  return found;
}

const Refusal* Machine::find_refusal(std::string_view from, std::string_view event) const {
  for (const RefusalRow& row : refusals_)
    if ((row.event == event || row.event == "*") && holds(row.from, from)) return &row.refusal;
  return nullptr;
}

const Refusal& Machine::refusal(std::string_view from, std::string_view event) const {
  static const Refusal kUnknown{"unknown_event", "the profile has no such state or event",
                                "the profile's tables"};
  const Refusal* found = find_refusal(from, event);
  return found == nullptr ? kUnknown : *found;
}

std::string Machine::matrix() const {
  std::string out;
  for (const State& state : states_) {
    out += cat(state.id, "\n");
    for (const std::string& event : events_) {
      std::vector<std::string> targets;
      for (const Move* move : moves(state.id, event))
        if (!holds(targets, move->to)) targets.push_back(move->to);
      std::string name = event;
      name.resize(std::max<std::size_t>(name.size(), 24), ' ');
      out += cat("  ", name, " ");
      out += targets.empty() ? cat("[", refusal(state.id, event).rule, "]") : join(targets, " | ");
      out += '\n';
    }
  }
  return out;
}

std::string Machine::matrix_csv() const {
  std::string out = "machine,from,event,to,rule,cite\n";
  const auto row = [&](const std::string& from, const std::string& event, std::string_view to,
                       std::string_view rule, std::string_view cite) {
    out += cat(name_, ",", from, ",", event, ",", to, ",", rule, ",", csv_field(cite), "\n");
  };
  for (const State& state : states_)
    for (const std::string& event : events_) {
      const auto rows = moves(state.id, event);
      for (const Move* move : rows) row(state.id, event, move->to, "", move->cite);
      const Refusal& no = refusal(state.id, event);
      if (rows.empty()) row(state.id, event, "", no.rule, no.cite);
    }
  return out;
}

}  // namespace licet::licence
