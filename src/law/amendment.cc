#include "licet/law/amendment.h"

#include <algorithm>
#include <map>

#include "licet/base/text.h"
#include "norm_fields.h"

namespace licet::law {
namespace {

using Paths = std::set<std::string, std::less<>>;

// Files that differ, or that only one side has. Cases beside the rules are no law.
Paths changed_files(const RulesAsWritten& before, const RulesAsWritten& after) {
  std::map<std::string_view, std::string_view> texts;
  Paths changed;
  for (const auto& file : before.files) texts.emplace(file.path, file.text);
  for (const auto& file : after.files) {
    const auto it = texts.find(file.path);
    if (it == texts.end() || it->second != file.text) changed.insert(file.path);
    if (it != texts.end()) texts.erase(it);
  }
  for (const auto& [path, text] : texts) changed.emplace(path);
  std::erase_if(changed, [](const std::string& path) {
    return path.find("/tests/") != std::string::npos;
  });
  return changed;
}

// Tables whose rows are compared one by one; a change of any other may turn any answer.
bool compared(std::string_view path) {
  constexpr std::string_view kTables[] = {
      "738-supp1/chart.csv",    "738-supp1/territories.csv",     "738-supp1/chart_footnotes.csv",
      "740-supp1/groups.csv",   "774-supp1/exception_flags.csv", "774-supp1/sta_conditions.csv",
      "774-supp1/controls.csv", "regime.toml"};
  return path.ends_with(".md") ||
         std::any_of(std::begin(kTables), std::end(kTables),
                     [&](std::string_view table) { return path.ends_with(cat("/", table)); });
}

bool of_offers(std::string_view path) {
  return path.ends_with("/exception_flags.csv") || path.ends_with("/sta_conditions.csv");
}

using Norms = std::map<std::string_view, NormIndex>;

// Norms of the files.
Norms norms_of(const RuleSet& rules, const Paths& files) {
  Norms norms;
  for (NormIndex i = 0; i < rules.norms().size(); ++i)
    if (files.contains(rules.norm(i).file)) norms.emplace(rules.norm(i).id, i);
  return norms;
}

class Comparison {
 public:
  Comparison(const RuleSet& before, const RuleSet& after) : before_(before), after_(after) {}

  Amendment run(const Paths& files) {
    for (const std::string& path : files)
      if (!compared(path)) found_.everything = path;
    if (before_.regime() != after_.regime() ||
        before_.mandatory_lists() != after_.mandatory_lists())
      found_.everything = "regime.toml";
    compare_norms(norms_of(before_, files), norms_of(after_, files));
    if (std::any_of(files.begin(), files.end(), of_offers)) compare_offers();
    compare_places();
    const Day ours = before_.issue_day(), theirs = after_.issue_day();
    if (ours != theirs) found_.unverified = {std::min(ours, theirs), std::max(ours, theirs)};
    note_derivations();
    note_served();
    return std::move(found_);
  }

 private:
  void compare_norms(const Norms& olds, const Norms& news) {
    for (const auto& [id, norm] : olds) {
      const auto it = news.find(id);
      if (it == news.end() ||
          fields_of(before_.norm(norm)) != fields_of(after_.norm(it->second)))
        note(before_, norm, found_.before);
    }
    for (const auto& [id, norm] : news) {
      const auto it = olds.find(id);
      if (it == olds.end() ||
          fields_of(before_.norm(it->second)) != fields_of(after_.norm(norm)))
        note(after_, norm, found_.after);
    }
  }

  void note(const RuleSet& rules, NormIndex index, std::vector<NormIndex>& norms) {
    const Norm& norm = rules.norm(index);
    if (norm.entry.empty())
      norms.push_back(index);
    else
      found_.entries.insert(norm.entry);
  }

  void compare_offers() {
    std::set<std::string> entries;
    for (const RuleSet* rules : {&before_, &after_})
      for (auto& entry : rules->flags().entries()) entries.insert(entry);
    for (const std::string& entry : entries)
      if (!before_.flags().same_of(entry, after_.flags())) found_.entries.insert(entry);
  }

  void compare_places() {
    auto places = before_.places().differing(after_.places());
    if (places)
      found_.places.insert(places->begin(), places->end());
    else
      found_.everything = "the sets, columns and groups of places";
  }

  // Facts of a case say whether its entry and paragraph exist on the day and are controlled for
  // anti-terrorism only (derive.cc): read off these parts of the rows, and no others.
  using Row = std::pair<bool, std::vector<std::string>>;
  static std::vector<Row> read_by_derivations(const RuleSet& rules, std::string_view entry) {
    std::vector<Row> rows;
    for (NormIndex index : rules.rows_of(entry)) {
      const Norm& norm = rules.norm(index);
      Row row{norm.reason.starts_with("at"), {}};
      for (const Cell& cell : norm.when)
        if (cell.fact == "item.para") row.second.push_back(cell.text);
      rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
  }

  // On which days the entry exists.
  static std::vector<Span> days_of(const RuleSet& rules, std::string_view entry) {
    std::vector<Span> spans, joined;
    for (NormIndex row : rules.rows_of(entry)) spans.push_back(rules.norm(row).in_force);
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.from < b.from; });
    for (const Span& span : spans) {
      if (!joined.empty() && span.from <= joined.back().until)
        joined.back().until = std::max(joined.back().until, span.until);
      else
        joined.push_back(span);
    }
    return joined;
  }

  void note_derivations() {
    for (const std::string& entry : found_.entries)
      if (before_.has_entry(entry) != after_.has_entry(entry) ||
          read_by_derivations(before_, entry) != read_by_derivations(after_, entry) ||
          days_of(before_, entry) != days_of(after_, entry))
        found_.derivations.insert(entry);
  }

  // Technology that does not say what it is for is judged for everything that it may be for.
  void note_served() {
    const auto changed = found_.entries;
    for (const RuleSet* rules : {&before_, &after_})
      for (const Norm& row : rules->norms()) {
        const ServedItems* served = row.entry.empty() ? nullptr : rules->served_by(row.entry);
        if (served == nullptr) continue;
        for (const std::string& code : served->eccns)
          if (changed.contains(code.substr(0, code.find('.')))) {
            found_.entries.insert(row.entry);
            found_.derivations.insert(row.entry);
          }
      }
  }

  const RuleSet& before_;
  const RuleSet& after_;
  Amendment found_;
};

}  // namespace

Amendment amendment(const RulesAsWritten& before, const RulesAsWritten& after) {
  return Comparison(before.rules, after.rules).run(changed_files(before, after));
}

}  // namespace licet::law
