#include "licet/law/places.h"

#include <algorithm>

#include "licet/base/text.h"
#include "table_cells.h"

namespace licet::law {
namespace {

constexpr std::string_view kColumns[] = {"CB1", "CB2", "CB3", "NP1", "NP2", "NS1", "NS2", "MT1",
                                         "RS1", "RS2", "FC1", "CC1", "CC2", "CC3", "AT1", "AT2"};

Judgement from_history(bool value, bool rests, bool strict, std::string fact,
                       const std::string& cite) {
  if (!rests) return Judgement::of(value);
  if (strict) return Judgement::unknown({CauseKind::kHistory, std::move(fact)});
  return Judgement::of(value).resting_on(
      {RestKind::kHistory, std::move(fact), "as in the issue known", cite});
}

}  // namespace

Status Places::add_chart(const CsvTable& table) {
  columns_.assign(std::begin(kColumns), std::end(kColumns));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    ChartRow entry;
    LICET_TRY(span, span_of(table, row));
    entry.span = span;
    entry.unverified = table.at(row, "history") == "unverified";
    entry.country = std::string(table.at(row, "country"));
    entry.cite = std::string(table.at(row, "cite"));
    for (const auto& column : columns_) {
      const std::string_view cell = table.at(row, column);
      if (cell != "X" && cell != "" && cell != "?")
        return Error{Code::RuleTable, table.place(row, column), "a mark is X, empty or ?"};
      entry.marks += cell.empty() ? ' ' : cell.front();
    }
    const std::string_view pointer = table.at(row, "pointer");
    // An embargoed row carries no marks and points elsewhere: absence of a mark permits nothing.
    entry.elsewhere = !pointer.empty() && !pointer.starts_with("row:");
    if (entry.elsewhere) entry.marks.assign(columns_.size(), '?');
    const std::string code(table.at(row, "iso2"));
    entry.code = code;
    if (code.size() != 2 && code.find('-') == std::string::npos)
      return Error{Code::RuleTable, table.place(row, "iso2"), cat("`", code, "` is no code")};
    // A row that only points at another (Hong Kong since 2020-12-23) is a territory.
    if (pointer.starts_with("row:"))
      territories_[code].push_back({span, std::string(pointer.substr(4)), entry.cite});
    else
      chart_[code].push_back(entry);
    country_names_.try_emplace(code, entry.country);
  }
  return Done{};
}

void Places::leave_to_part_746(std::string_view code, const Span& days) {
  if (chart_.find(code) != chart_.end()) embargoed_[std::string(code)].push_back(days);
}

// On the day, does part 746 ask a licence for everything that the chart could ask one for?
bool Places::left_to_part_746(const ChartRow& row, Day day) const {
  const auto it = embargoed_.find(row.code);
  return row.elsewhere && it != embargoed_.end() &&
         std::any_of(it->second.begin(), it->second.end(),
                     [&](const Span& days) { return days.contains(day); });
}

Status Places::add_territories(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    LICET_TRY(span, span_of(table, row));
    const std::string code(table.at(row, "iso2"));
    territories_[code].push_back(
        {span, std::string(table.at(row, "row_iso2")), std::string(table.at(row, "cite"))});
    country_names_.try_emplace(code, table.at(row, "name"));
  }
  return Done{};
}

Status Places::add_groups(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    LICET_TRY(span, span_of(table, row));
    const Key key{std::string(table.at(row, "iso2")), std::string(table.at(row, "group"))};
    groups_[key].push_back({span, table.at(row, "history") == "unverified",
                            std::string(table.at(row, "cite"))});
    group_complete_from_.try_emplace(key.second, kForever);
  }
  return Done{};
}

Status Places::add_group_history(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    auto day = parse_day(table.at(row, "complete_from"));
    if (!day.ok())
      return Error{Code::RuleTable, table.place(row, "complete_from"), day.error().detail};
    group_complete_from_[std::string(table.at(row, "group"))] = day.value();
  }
  return Done{};
}

Status Places::add_sets(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    auto& members = sets_[std::string(table.at(row, "set"))];
    for (std::string_view member : split(table.at(row, "members"), ' ')) {
      if (member.empty()) continue;
      if (!known(member) && !has_group(member))
        return Error{Code::RuleTable, table.place(row, "members"),
                     cat("`", printable(member), "` is no place or group")};
      members.emplace_back(member);
    }
  }
  return Done{};
}

Status Places::add_aliases(const CsvTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const bool ambiguous = table.at(row, "kind") == "ambiguous";
    names_[lower_ascii(table.at(row, "name"))] =
        ambiguous ? "" : std::string(table.at(row, "iso2"));
  }
  return Done{};
}

bool Places::known(std::string_view code) const {
  return code == "US" || chart_.contains(code) || territories_.contains(code);
}

std::string Places::code_of_name(std::string_view name) const {
  const auto it = names_.find(lower_ascii(name));
  return it == names_.end() ? "" : it->second;
}

std::string Places::name_of(std::string_view code) const {
  if (code == "US") return "United States";
  const auto it = country_names_.find(code);
  return it == country_names_.end() ? std::string(code) : it->second;
}

// The code itself, the country of a sub-national part, and the country whose row governs it.
std::vector<std::string> Places::governing(std::string_view code, Day day) const {
  std::vector<std::string> codes{std::string(code)};
  if (code.size() > 2 && code[2] == '-') codes.emplace_back(code.substr(0, 2));
  for (std::size_t i = 0; i < codes.size() && codes.size() < 8; ++i) {
    const auto it = territories_.find(codes[i]);
    if (it == territories_.end()) continue;
    for (const Territory& territory : it->second)
      if (territory.span.contains(day) && !territory.row.empty() &&
          std::find(codes.begin(), codes.end(), territory.row) == codes.end())
        codes.push_back(territory.row);
  }
  return codes;
}

const Places::ChartRow* Places::row_of(std::string_view code, Day day) const {
  for (const auto& candidate : governing(code, day)) {
    const auto it = chart_.find(candidate);
    if (it == chart_.end()) continue;
    for (const ChartRow& row : it->second)
      if (row.span.contains(day)) return &row;
  }
  return nullptr;
}

Judgement Places::chart_mark(std::string_view code, std::string_view column, Day day,
                             bool strict) const {
  if (code == "US") return Judgement::no();
  const std::string fact = cat("history:chart/", code, "/", column);
  const ChartRow* row = row_of(code, day);
  const auto at = std::find(columns_.begin(), columns_.end(), column);
  if (row == nullptr || at == columns_.end())
    return Judgement::unknown({CauseKind::kDatum, cat("chart/", code, "/", column)});
  if (left_to_part_746(*row, day)) return Judgement::no();
  const char mark = row->marks[std::size_t(at - columns_.begin())];
  if (mark == '?') return Judgement::unknown({CauseKind::kDatum, cat("chart/", code, "/", column)});
  return from_history(mark == 'X', row->unverified && before_issue(day), strict, fact, row->cite);
}

Judgement Places::in_group(std::string_view code, std::string_view group, Day day,
                           bool strict) const {
  const std::string fact = cat("history:group/", code, "/", group);
  for (const auto& candidate : governing(code, day)) {
    const auto it = groups_.find({candidate, std::string(group)});
    if (it == groups_.end()) continue;
    for (const Membership& member : it->second)
      if (member.span.contains(day))
        return from_history(true, member.unverified && before_issue(day), strict, fact,
                            member.cite);
  }
  const auto complete = group_complete_from_.find(group);
  const bool verified = complete != group_complete_from_.end() && complete->second <= day;
  return from_history(false, !verified && before_issue(day), strict, fact,
                      "Supp. No. 1 to part 740");
}

Judgement Places::member(std::string_view code, std::string_view of, Day day, bool strict) const {
  if (of.starts_with("set:")) {
    std::vector<Judgement> parts;
    const auto it = sets_.find(of.substr(4));
    if (it == sets_.end()) return Judgement::unknown({CauseKind::kDatum, std::string(of)});
    for (const auto& element : it->second) parts.push_back(member(code, element, day, strict));
    return any_of(parts);
  }
  if (has_group(of)) return in_group(code, of, day, strict);
  for (const auto& candidate : governing(code, day))
    if (candidate == of) return Judgement::yes();
  // "UA-14" does not say on which side of the line: the part must be named.
  if (code.find('-') != std::string_view::npos && of.size() > code.size() + 1 &&
      of.starts_with(code) && of[code.size()] == '-')
    return Judgement::unknown({CauseKind::kMissing, "destination"});
  return Judgement::no();
}

bool Places::has_column(std::string_view column) const {
  return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}
bool Places::has_group(std::string_view group) const {
  return group_complete_from_.contains(group);
}
bool Places::has_set(std::string_view set) const { return sets_.contains(set); }

std::vector<std::string> Places::codes() const {
  std::vector<std::string> codes;
  for (const auto& [code, rows] : chart_) codes.push_back(code);
  for (const auto& [code, rows] : territories_)
    if (!chart_.contains(code)) codes.push_back(code);
  return codes;
}

std::vector<std::string> Places::groupings() const {
  std::set<std::string> found;
  for (const auto& [group, day] : group_complete_from_) found.insert(group);
  for (const auto& [key, rows] : groups_) found.insert(key.second);
  for (const auto& [set, members] : sets_) found.insert("set:" + set);
  return {found.begin(), found.end()};
}

void Places::add_boundaries(std::vector<Day>& days) const {
  const auto add = [&](const Span& span) {
    days.push_back(span.from);
    days.push_back(span.until);
  };
  for (const auto& [code, rows] : chart_)
    for (const auto& row : rows) add(row.span);
  for (const auto& [code, spans] : embargoed_)
    for (const Span& days_of : spans) add(days_of);
  for (const auto& [code, rows] : territories_)
    for (const auto& row : rows) add(row.span);
  for (const auto& [key, rows] : groups_)
    for (const auto& row : rows) add(row.span);
  for (const auto& [group, day] : group_complete_from_) days.push_back(day);
  days.push_back(issue_day_);
}

// The code, the country of a part, and all whose row governs one of them at any time.
std::vector<std::string> Places::ever_governing(std::string_view code) const {
  std::vector<std::string> codes{std::string(code)};
  if (code.find('-') != std::string_view::npos) codes.emplace_back(code.substr(0, code.find('-')));
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto territories = territories_.find(codes[i]);
    if (territories == territories_.end()) continue;
    for (const Territory& territory : territories->second)
      if (std::find(codes.begin(), codes.end(), territory.row) == codes.end())
        codes.push_back(territory.row);
  }
  return codes;
}

void Places::add_boundaries_of(std::string_view code, std::vector<Day>& days) const {
  const auto add = [&](const Span& span) { days.insert(days.end(), {span.from, span.until}); };
  const std::vector<std::string> codes = ever_governing(code);
  for (const std::string& each : codes)
    if (const auto territories = territories_.find(each); territories != territories_.end())
      for (const Territory& territory : territories->second) add(territory.span);
  for (const std::string& each : codes) {
    if (const auto rows = chart_.find(each); rows != chart_.end())
      for (const ChartRow& row : rows->second) add(row.span);
    if (const auto spans = embargoed_.find(each); spans != embargoed_.end())
      for (const Span& span : spans->second) add(span);
    for (auto it = groups_.lower_bound({each, ""}); it != groups_.end() && it->first.first == each;
         ++it)
      for (const Membership& member : it->second) add(member.span);
  }
}

std::vector<std::string> Places::all_codes() const {
  std::set<std::string> codes;
  for (const auto& [code, rows] : chart_) codes.insert(code);
  for (const auto& [code, rows] : territories_) codes.insert(code);
  for (const auto& [code, spans] : embargoed_) codes.insert(code);
  for (const auto& [key, rows] : groups_) codes.insert(key.first);
  return {codes.begin(), codes.end()};
}

bool Places::same_rows(const Places& other, const std::string& code) const {
  const auto same = [&code](const auto& ours, const auto& theirs) {
    const auto a = ours.find(code), b = theirs.find(code);
    if (a == ours.end() || b == theirs.end()) return a == ours.end() && b == theirs.end();
    return a->second == b->second;
  };
  const auto memberships = [&code](const Places& places) {
    std::vector<std::pair<std::string, std::vector<Membership>>> found;
    for (auto it = places.groups_.lower_bound({code, ""});
         it != places.groups_.end() && it->first.first == code; ++it)
      found.emplace_back(it->first.second, it->second);
    return found;
  };
  return same(chart_, other.chart_) && same(embargoed_, other.embargoed_) &&
         same(territories_, other.territories_) && memberships(*this) == memberships(other);
}

std::optional<std::set<std::string>> Places::differing(const Places& other) const {
  if (columns_ != other.columns_ || sets_ != other.sets_ ||
      group_complete_from_ != other.group_complete_from_)
    return std::nullopt;
  std::set<std::string> changed, reached;
  for (const Places* places : {this, &other})
    for (const std::string& code : places->all_codes())
      if (!same_rows(other, code)) changed.insert(code);
  for (const Places* places : {this, &other})
    for (const std::string& code : places->all_codes())
      for (const std::string& governs : places->ever_governing(code))
        if (changed.contains(governs)) reached.insert(code);
  return reached;
}

}  // namespace licet::law
