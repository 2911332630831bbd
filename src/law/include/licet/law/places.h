#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/day.h"
#include "licet/law/judgement.h"

namespace licet::law {

// The country chart, the country groups, territories and named sets: what a destination is, on a
// day. Codes are ISO 3166-1 alpha-2, or ISO 3166-2 for a part of a country under its own rule
// (UA-43).
class Places {
 public:
  Status add_chart(const CsvTable& table);          // 738-supp1/chart.csv
  Status add_territories(const CsvTable& table);    // 738-supp1/territories.csv
  Status add_groups(const CsvTable& table);         // 740-supp1/groups.csv
  Status add_group_history(const CsvTable& table);  // 740-supp1/group_history.csv
  Status add_sets(const CsvTable& table);           // destination_sets.csv
  Status add_aliases(const CsvTable& table);        // 738-supp1/aliases.csv
  void set_issue_day(Day day) { issue_day_ = day; }
  // A rule of part 746 takes every item to this place on these days: its row, which has no marks
  // and points there, then adds nothing. On all other days the marks of such a row are not known.
  void leave_to_part_746(std::string_view code, const Span& days);

  bool known(std::string_view code) const;
  // The code behind a name that people write ("China"); empty when there is none or it is
  // ambiguous.
  std::string code_of_name(std::string_view name) const;
  std::string name_of(std::string_view code) const;

  // The mark of a chart column ("NS1") for the destination on the day. Rests on
  // `history:chart/CN/NS1` where the day lies before the issue and the row is unverified; under
  // `strict` that is unknown.
  Judgement chart_mark(std::string_view code, std::string_view column, Day day, bool strict) const;

  // Is the place one of: a code, a group ("D:5", "B"), a set ("set:NAME")? A territory counts as
  // the country whose row governs it, a part of a country as that country too.
  Judgement member(std::string_view code, std::string_view of, Day day, bool strict) const;

  bool has_column(std::string_view column) const;
  bool has_group(std::string_view group) const;
  bool has_set(std::string_view set) const;
  const std::vector<std::string>& columns() const { return columns_; }
  std::vector<std::string> codes() const;
  // Everything that `member` can ask of but codes: "A:1", "set:NAME"; sorted.
  std::vector<std::string> groupings() const;
  // Names that people write, in lower case, and the code behind each; empty where it is ambiguous.
  const std::map<std::string, std::string, std::less<>>& names() const { return names_; }

  // Every day on which something in these tables begins or ends.
  void add_boundaries(std::vector<Day>& days) const;
  // Those on which what is said of the place may change, whatever that rests on.
  void add_boundaries_of(std::string_view code, std::vector<Day>& days) const;

  // Codes of which the two say something else, citations and days of issue apart: their own rows or
  // those of a place that governs them. Nothing where they differ in more than single places.
  std::optional<std::set<std::string>> differing(const Places& other) const;

 private:
  struct ChartRow {
    Span span;
    bool unverified = false;
    bool elsewhere = false;  // no marks, and a pointer to another section
    std::string marks;  // one character a column: 'X', ' ', '?'
    std::string code, country, cite;
    bool operator==(const ChartRow& other) const {
      return span == other.span && unverified == other.unverified &&
             elsewhere == other.elsewhere && marks == other.marks;
    }
  };
  struct Territory {
    Span span;
    std::string row;
    std::string cite;
    bool operator==(const Territory& other) const {
      return span == other.span && row == other.row;
    }
  };
  struct Membership {
    Span span;
    bool unverified = false;
    std::string cite;
    bool operator==(const Membership& other) const {
      return span == other.span && unverified == other.unverified;
    }
  };
  using Key = std::pair<std::string, std::string>;  // country, group

  std::vector<std::string> governing(std::string_view code, Day day) const;
  const ChartRow* row_of(std::string_view code, Day day) const;
  Judgement in_group(std::string_view code, std::string_view group, Day day, bool strict) const;
  bool left_to_part_746(const ChartRow& row, Day day) const;
  std::vector<std::string> all_codes() const;  // parts of countries and members of groups too
  std::vector<std::string> ever_governing(std::string_view code) const;
  bool same_rows(const Places& other, const std::string& code) const;
  bool before_issue(Day day) const { return day < issue_day_; }

  std::vector<std::string> columns_;
  std::map<std::string, std::vector<ChartRow>, std::less<>> chart_;
  std::map<std::string, std::vector<Span>, std::less<>> embargoed_;  // by part 746, and when
  std::map<std::string, std::vector<Territory>, std::less<>> territories_;
  std::map<Key, std::vector<Membership>> groups_;
  std::map<std::string, Day, std::less<>> group_complete_from_;
  std::map<std::string, std::vector<std::string>, std::less<>> sets_;
  std::map<std::string, std::string, std::less<>> names_;    // lower case -> code, "" = ambiguous
  std::map<std::string, std::string, std::less<>> country_names_;
  Day issue_day_ = kAlways;
};

}  // namespace licet::law
