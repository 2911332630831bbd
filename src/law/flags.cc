#include "licet/law/flags.h"

#include <algorithm>
#include <set>

#include "flag_orders.h"
#include "kernel_tree.h"
#include "licet/base/text.h"
#include "licet/law/evaluator.h"
#include "served.h"
#include "table_cells.h"
#include "table_norms.h"

namespace licet::law {
namespace {

// Tables may speak of the reason for which the item is controlled. The list itself answers that, so
// nobody need be asked: "not MT" reads control.MT, "no mark under RS2" reads the chart.
Predicate derived(Predicate predicate, bool negated = false) {
  if (predicate.kind == Predicate::Kind::kTest && predicate.test.fact == "item.chart_mark_absent") {
    std::vector<Predicate> absent;
    for (const Literal& column : predicate.test.literals)
      absent.push_back(Predicate::negation(Predicate::chart_mark(to_string(column))));
    return Predicate::any(std::move(absent));
  }
  if (negated && predicate.kind == Predicate::Kind::kTest &&
      predicate.test.fact == "item.controlled_reason") {
    std::vector<Predicate> any;
    for (const Literal& literal : predicate.test.literals) {
      std::string word = to_string(literal);
      for (char& c : word) c = c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
      if (!is_flag("control." + word)) return predicate;  // "un" and the like stay a question
      any.push_back(Predicate::of({"control." + word, Operator::kIn, {true}}));
    }
    return Predicate::any(std::move(any));
  }
  const bool turns = predicate.kind == Predicate::Kind::kNot;
  for (Predicate& part : predicate.parts) part = derived(std::move(part), turns != negated);
  return predicate;
}

Result<Predicate> expression(const CsvTable& table, std::size_t row, std::string_view column,
                             const Vocabulary& vocabulary) {
  if (table.at(row, column).empty()) return Predicate::always();
  auto parsed = parse_expression(table.at(row, column), vocabulary);
  if (!parsed.ok())
    return Error{parsed.error().code, table.place(row, column), parsed.error().detail};
  return derived(with_served(std::move(parsed.value())));
}

constexpr std::string_view kExceptions[] = {"ACE", "ACM", "AIA", "APP", "ENC", "GBS",
                                            "HBM", "IEC", "LPP", "LVS", "TSR"};
// The reasons of the control list behind each letter code.
constexpr std::string_view kControls[] = {"AT", "CB", "CC", "CW", "EI", "FC", "MT",
                                          "NP", "NS", "RS", "SI", "SL", "SS"};
constexpr std::string_view kSeries[] = {"600_series", "9x515", "0x5zz"};

template <std::size_t N>
bool one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string_view after_point(std::string_view fact) { return fact.substr(fact.find('.') + 1); }

class FlagJudge {
 public:
  FlagJudge(const RuleSet& rules, const FactFrame& frame, const Evaluator& evaluator,
            const Binding& binding)
      : rules_(rules), frame_(frame), judge_(evaluator), binding_(binding) {
    const Value given = judge_.value("item.eccn", binding_);
    if (const auto* text = std::get_if<std::string>(&given)) code_ = *text;
    entry_ = code_.substr(0, code_.find('.'));
  }

  Judgement judge(std::string_view fact) const {
    const std::string_view name = after_point(fact);
    if (code_.empty())
      return Judgement::unknown({CauseKind::kMissing, judge_.pointer("item.eccn", binding_)});
    if (fact.starts_with("flag.")) return flag(name);
    if (fact.starts_with("sta.")) return sta(name == "c1_barred");
    return one_of(name, kSeries) ? Judgement::of(in_series(name)) : control(name);
  }

  FlagReason explain(std::string_view fact) const {
    const std::string name(after_point(fact));
    if (fact.starts_with("sta.")) return explain_sta(name == "c1_barred");
    if (!fact.starts_with("flag."))
      return {cat("the item is ", judge(fact).is_false() ? "not " : "", "controlled as ", name),
              {"Supp. No. 1 to part 774"}};
    const auto* rows = rules_.flags().rows(entry_, name);
    const FlagRow* near = nullptr;
    if (rows != nullptr)
      for (const FlagRow& row : *rows) {
        if (row.offer == Offer::kNo || !in_force(row)) continue;
        const bool reaches = !judge_.judge(row.scope, binding_).is_false();
        if (near == nullptr || reaches) near = &row;
        if (reaches && judge_.judge(row.condition, binding_).is_true()) break;
      }
    if (near == nullptr)
      return {cat(entry_, " offers no ", name), {"Supp. No. 1 to part 774, ECCN " + entry_}};
    return explain_row(name, *near);
  }

 private:
  bool in_force(const FlagRow& row) const { return row.span.contains(judge_.as_of().law_day); }

  Judgement flag(std::string_view exception) const {
    std::vector<Judgement> any;
    if (const auto* rows = rules_.flags().rows(entry_, exception))
      for (const FlagRow& row : *rows)
        if (row.offer != Offer::kNo && in_force(row)) any.push_back(judge_row(row));
    Judgement result = any_of(any);
    // What an earlier issue printed is not known: this issue is taken back with a note.
    const bool before = judge_.as_of().law_day < rules_.issue_day();
    if (!before || result.is_unknown() || !rules_.has_entry(entry_)) return result;
    const std::string fact = cat("history:flags/", entry_, "/", exception);
    if (judge_.as_of().strict) return Judgement::unknown({CauseKind::kHistory, fact});
    return std::move(result).resting_on(
        {RestKind::kHistory, fact, cat("as in the issue of ", to_string(rules_.issue_day())),
         "Supp. No. 1 to part 774, ECCN " + entry_});
  }

  Judgement judge_row(const FlagRow& row) const {
    std::vector<Judgement> parts{judge_.judge(row.scope, binding_),
                                 judge_.judge(row.condition, binding_)};
    if (row.offer == Offer::kUnclear)
      parts.push_back(Judgement::unknown({CauseKind::kUntranslatable, cat("flags/", entry_)}));
    if (row.limit) {
      parts.push_back(within_order(frame_, binding_.line, *row.limit));
      parts.push_back(within_year(frame_, binding_.line, *row.limit, judge_.as_of().strict));
    }
    return all_of(parts);
  }

  Judgement sta(bool c1) const {
    std::vector<Judgement> any;
    if (const auto* rows = rules_.flags().sta_rows(entry_))
      for (const StaRow& row : *rows)
        if (c1 ? row.c1 : row.c2) any.push_back(judge_.judge(row.bars, binding_));
    return any_of(any);
  }

  FlagReason explain_sta(bool c1) const {
    FlagReason reason{cat("the STA line of ", entry_, " shuts 740.20(c)(", c1 ? 1 : 2, ")"), {}};
    if (const auto* rows = rules_.flags().sta_rows(entry_)) reason.cite = {rows->front().cite};
    return reason;
  }

  // Controlled for the reason, wherever it goes: the rows of the entry that reach the line.
  Judgement control(std::string_view reason) const {
    if (code_ == "EAR99") return Judgement::no();
    const std::string prefix = lower_ascii(reason);
    const Value said = judge_.value("item.controlled_reason", binding_);
    if (const auto* word = std::get_if<std::string>(&said); word != nullptr && *word == prefix)
      return Judgement::yes();
    if (!rules_.has_entry(entry_))
      return Judgement::unknown({CauseKind::kMissing, judge_.pointer("item.eccn", binding_)});
    std::vector<Judgement> any;
    for (NormIndex index : rules_.rows_of(entry_)) {
      const Norm& row = rules_.norm(index);
      const bool meant = row.reason.starts_with(prefix) && !row.reason.starts_with("other_agency");
      if (!meant || force_on(row, judge_.as_of().law_day) != Force::kInForce) continue;
      for (const Cell& cell : row.when)
        if (cell.fact == "item.para") any.push_back(judge_.judge(cell.test, binding_));
    }
    return any_of(any);
  }

  bool in_series(std::string_view series) const {
    if (code_.size() < 5 || code_ == "EAR99") return false;
    if (series == "600_series") return code_[2] == '6';
    if (series == "9x515") return code_[0] == '9' && code_.substr(2, 3) == "515";
    return code_[0] == '0' && code_[2] == '5' && code_.substr(3, 2) != "21";
  }

  FlagReason explain_row(const std::string& name, const FlagRow& row) const {
    const Judgement scope = judge_.judge(row.scope, binding_);
    const Judgement condition = judge_.judge(row.condition, binding_);
    const std::string limit = row.limit ? cat(" up to USD ", row.limit->to_string()) : "";
    FlagReason reason{"", {row.cite}};
    if (scope.is_false())
      reason.because =
          cat(entry_, " offers ", name, limit, " for ", row.scope_text, "; here ", code_);
    else if (condition.is_false())
      reason.because = cat(entry_, " offers ", name, limit, " only where ", row.condition_text);
    else if (row.limit && within_order(frame_, binding_.line, *row.limit).is_false())
      reason.because = cat(name, limit, "; the order is ", order_value(frame_, binding_.line));
    else if (row.limit && within_year(frame_, binding_.line, *row.limit, false).is_false())
      reason = {cat(name, limit, "; with this order the year is over twelve times that"),
                {"15 CFR 740.3(d)(2)", row.cite}};
    else
      reason.because = cat(entry_, " offers ", name, limit);
    return reason;
  }

  const RuleSet& rules_;
  const FactFrame& frame_;
  const Evaluator& judge_;
  Binding binding_;
  std::string code_, entry_;
};

std::string flag_key(std::string_view entry, std::string_view exception) {
  return cat(entry, " ", exception);
}

Result<FlagRow> read_flag(const CsvTable& table, std::size_t row, const Vocabulary& vocabulary) {
  FlagRow flag;
  const std::string_view value = table.at(row, "value");
  if (value == "none" || value == "refer" || value == "yes") {
    flag.offer = value == "none" ? Offer::kNo : value == "yes" ? Offer::kYes : Offer::kUnclear;
  } else {
    auto limit = Decimal::parse(value);
    if (!limit.ok() || limit.value().negative() || table.at(row, "exception") != "LVS")
      return Error{Code::RuleTable, table.place(row, "value"),
                   "is yes, none, refer or, for LVS, dollars"};
    flag.offer = Offer::kYes;
    flag.limit = limit.value();
  }
  LICET_TRY(scope, item_scope(table, row, vocabulary));
  LICET_TRY(condition, expression(table, row, "condition", vocabulary));
  LICET_TRY(span, span_of(table, row));
  flag.scope = derived(std::move(scope));
  flag.condition = std::move(condition);
  flag.scope_text = std::string(table.at(row, "item_scope"));
  flag.condition_text = std::string(table.at(row, "condition"));
  flag.span = span;
  flag.cite = std::string(table.at(row, "cite"));
  return flag;
}

}  // namespace

bool is_flag(std::string_view fact) {
  if (fact.starts_with("flag.")) return one_of(after_point(fact), kExceptions);
  if (fact.starts_with("sta.")) return fact == "sta.c1_barred" || fact == "sta.c2_barred";
  if (!fact.starts_with("control.")) return false;
  return one_of(after_point(fact), kControls) || one_of(after_point(fact), kSeries);
}

std::vector<std::string> flag_facts() {
  std::vector<std::string> facts{"sta.c1_barred", "sta.c2_barred"};
  for (std::string_view exception : kExceptions) facts.push_back(cat("flag.", exception));
  for (std::string_view reason : kControls) facts.push_back(cat("control.", reason));
  for (std::string_view series : kSeries) facts.push_back(cat("control.", series));
  return facts;
}

Status Flags::add_exceptions(const CsvTable& table, const Vocabulary& vocabulary) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    LICET_TRY(flag, read_flag(table, row, vocabulary));
    rows_[flag_key(table.at(row, "eccn"), table.at(row, "exception"))].push_back(std::move(flag));
  }
  return Done{};
}

Status Flags::add_sta(const CsvTable& table, const Vocabulary& vocabulary) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view which = table.at(row, "bars_paragraph");
    if (which != "c1" && which != "c2" && which != "all")
      return Error{Code::RuleTable, table.place(row, "bars_paragraph"), "is c1, c2 or all"};
    LICET_TRY(scope, item_scope(table, row, vocabulary));
    std::vector<Predicate> parts{derived(std::move(scope))};
    Test places{"destination", Operator::kIn, {}};
    for (std::string_view place : split(table.at(row, "destinations"), ','))
      if (trim(place) != "all") places.literals.push_back(std::string(trim(place)));
    if (!places.literals.empty()) parts.push_back(Predicate::of(std::move(places)));
    if (!table.at(row, "unless").empty()) {
      LICET_TRY(unless, expression(table, row, "unless", vocabulary));
      parts.push_back(Predicate::negation(std::move(unless)));
    }
    sta_[std::string(table.at(row, "eccn"))].push_back(
        {which != "c2", which != "c1", Predicate::all(std::move(parts)),
         cat(table.at(row, "item_scope"), "; ", table.at(row, "destinations"), "; ",
             table.at(row, "unless")),
         std::string(table.at(row, "cite"))});
  }
  return Done{};
}

const std::vector<FlagRow>* Flags::rows(std::string_view entry, std::string_view exception) const {
  const auto it = rows_.find(flag_key(entry, exception));
  return it == rows_.end() ? nullptr : &it->second;
}

const std::vector<StaRow>* Flags::sta_rows(std::string_view entry) const {
  const auto it = sta_.find(entry);
  return it == sta_.end() ? nullptr : &it->second;
}

std::vector<std::string_view> Flags::exceptions() {
  return {std::begin(kExceptions), std::end(kExceptions)};
}

std::vector<std::string> Flags::entries() const {
  std::set<std::string> entries;
  for (const auto& [key, rows] : rows_) entries.insert(key.substr(0, key.find(' ')));
  for (const auto& [entry, rows] : sta_) entries.insert(entry);
  return {entries.begin(), entries.end()};
}

bool Flags::same_of(std::string_view entry, const Flags& other) const {
  const auto said = [entry](const Flags& flags) {
    std::vector<std::string> rows;
    for (const std::string_view exception : kExceptions)
      if (const auto* offers = flags.rows(entry, exception))
        for (const FlagRow& row : *offers)
          rows.push_back(cat(exception, "|", int(row.offer), "|",
                             row.limit ? row.limit->to_string() : "", "|", text_of(row.scope), "|",
                             text_of(row.condition), "|", to_string(row.span)));
    if (const auto* bars = flags.sta_rows(entry))
      for (const StaRow& row : *bars)
        rows.push_back(cat(int(row.c1), int(row.c2), "|", text_of(row.bars)));
    return rows;
  };
  return said(*this) == said(other);
}

void Flags::add_boundaries(std::vector<Day>& days) const {
  for (const auto& [key, rows] : rows_)
    for (const FlagRow& row : rows) days.insert(days.end(), {row.span.from, row.span.until});
}

Judgement judge_flag(const RuleSet& rules, const FactFrame& frame, const Evaluator& evaluator,
                     std::string_view fact, const Binding& binding) {
  return FlagJudge(rules, frame, evaluator, binding).judge(fact);
}

FlagReason explain_flag(const RuleSet& rules, const FactFrame& frame, const Evaluator& evaluator,
                        std::string_view fact, const Binding& binding) {
  return FlagJudge(rules, frame, evaluator, binding).explain(fact);
}

}  // namespace licet::law
