#include <algorithm>

#include "licet/base/text.h"
#include "licet/law/rule_set.h"
#include "norm_checks.h"
#include "norm_reader.h"
#include "policy_table.h"
#include "table_norms.h"
#include "targets.h"
#include "toml_document.h"

namespace licet::law {
namespace {

// The tables that another regime may have, by the name of their counterpart in the EAR. It has none
// of the others.
constexpr std::pair<std::string_view, std::string_view> kElsewhere[] = {
    {"738-supp1/territories.csv", "places/territories.csv"},
    {"738-supp1/aliases.csv", "places/aliases.csv"},
    {"740-supp1/groups.csv", "places/groups.csv"},
    {"740-supp1/group_history.csv", "places/group_history.csv"},
    {"destination_sets.csv", "places/sets.csv"},
    {"774-supp1/controls", "annex-i/controls"}};

std::vector<std::string> columns(std::string_view list) {
  std::vector<std::string> names;
  for (std::string_view name : split(list, ',')) names.emplace_back(name);
  return names;
}

}  // namespace

// Builds one RuleSet, step by step; each step may refuse.
class RuleLoader {
 public:
  RuleLoader(std::span<const snapshot::RuleFile> files, std::string_view folder)
      : files_(files), folder_(folder) {
    rules_->folder_ = std::string(folder);
  }

  Result<std::shared_ptr<const RuleSet>> load() {
    LICET_TRY_DONE(read_vocabulary());
    LICET_TRY_DONE(read_regime());
    LICET_TRY_DONE(read_places());
    LICET_TRY_DONE(read_lists());
    LICET_TRY_DONE(read_all_norms());
    for (const Norm& norm : rules_->norms_)
      LICET_TRY_DONE(check_cells(norm, rules_->vocabulary_, rules_->places_));
    LICET_TRY_DONE(index_norms());
    LICET_TRY_DONE(resolve_edges());
    LICET_TRY_DONE(check_cycles());
    note_reads();
    collect_boundaries();
    return std::shared_ptr<const RuleSet>(std::move(rules_));
  }

 private:
  Result<std::string_view> file(std::string_view path) const {
    for (const auto& f : files_)
      if (f.path == path) return std::string_view(f.text);
    return Error{Code::RuleMissingKey, std::string(path), "this file of rules is missing"};
  }

  Result<CsvTable> table(std::string_view name, std::string_view needed) const {
    const std::string path = path_of(name);
    if (!of_ear() && !file(path).ok()) return CsvTable::read(cat(needed, "\n"), path, {});
    LICET_TRY(text, file(path));
    return CsvTable::read(text, path, columns(needed));
  }

  bool of_ear() const { return folder_ == kEarFolder; }

  // Where the regime keeps the table that the EAR keeps under this name.
  std::string path_of(std::string_view name) const {
    if (!of_ear())
      for (const auto& [ear, other] : kElsewhere)
        if (name == ear) return cat(folder_, other);
    return cat(folder_, name);
  }

  Status read_vocabulary() {
    LICET_TRY(text, file("vocabulary.toml"));
    LICET_TRY(vocabulary, Vocabulary::read(text, "vocabulary.toml"));
    rules_->vocabulary_ = std::move(vocabulary);
    return Done{};
  }

  Status read_regime() {
    const std::string path = cat(folder_, "regime.toml");
    LICET_TRY(text, file(path));
    LICET_TRY(document, read_toml(text, path));
    rules_->regime_ = std::string(document.root.text("id"));
    for (auto [key, word] : {std::pair{"classification", &rules_->classification_},
                             std::pair{"refer_to", &rules_->refer_to_},
                             std::pair{"control_rows", &control_rows_}})
      if (const auto given = document.root.text(key); !given.empty()) *word = std::string(given);
    for (auto [key, target] : {std::pair{"issue_day", &rules_->issue_day_},
                               std::pair{"newest_rule_day", &rules_->newest_rule_day_}}) {
      auto day = parse_day(document.root.text(key));
      if (!day.ok()) return Error{Code::RuleMissingKey, path, cat("`", key, "` must be a day")};
      *target = day.value();
    }
    const Json* lists = document.root.find("mandatory_lists");
    if (lists == nullptr || !lists->is_array() || rules_->regime_.empty())
      return Error{Code::RuleMissingKey, path, "needs `id` and `mandatory_lists`"};
    for (const Json& list : lists->array())
      rules_->mandatory_lists_.push_back(list.is_string() ? list.string() : "");
    rules_->places_.set_issue_day(rules_->issue_day_);
    return Done{};
  }

  Status read_places() {
    Places& places = rules_->places_;
    LICET_TRY(chart, table("738-supp1/chart.csv",
                           "iso2,country,CB1,CB2,CB3,NP1,NP2,NS1,NS2,MT1,RS1,RS2,FC1,CC1,CC2,CC3,"
                           "AT1,AT2,footnotes,pointer,from,until,history,cite"));
    LICET_TRY_DONE(places.add_chart(chart));
    LICET_TRY(territories,
              table("738-supp1/territories.csv", "iso2,name,row_iso2,from,until,cite"));
    LICET_TRY_DONE(places.add_territories(territories));
    LICET_TRY(groups, table("740-supp1/groups.csv", "iso2,group,from,until,history,cite"));
    LICET_TRY_DONE(places.add_groups(groups));
    LICET_TRY(history, table("740-supp1/group_history.csv", "group,complete_from,cite"));
    LICET_TRY_DONE(places.add_group_history(history));
    LICET_TRY(sets, table("destination_sets.csv", "set,members,cite"));
    LICET_TRY_DONE(places.add_sets(sets));
    LICET_TRY(aliases, table("738-supp1/aliases.csv", "name,iso2,kind"));
    return places.add_aliases(aliases);
  }

  Status read_lists() {
    LICET_TRY(instruments,
              table("federal_register.csv",
                    "volume,first_page,last_page,published,effective,what,confidence"));
    LICET_TRY(federal_register, FederalRegister::read(instruments));
    rules_->federal_register_ = std::move(federal_register);
    LICET_TRY(requirements,
              table("744-supp4/entity_requirements.csv",
                    "string,scope,item_predicate,end_use_predicate,footnotes,status,"
                    "predicate_from,footnotes_from,cite"));
    LICET_TRY_DONE(rules_->entity_strings_.add_requirements(requirements, rules_->vocabulary_));
    LICET_TRY(policies, table("744-supp4/entity_policies.csv",
                              "string,policy_code,carve_outs,status,cite"));
    return rules_->entity_strings_.add_policies(policies, rules_->vocabulary_);
  }

  Status read_all_norms() {
    for (const auto& f : files_)
      if (f.path.starts_with(folder_) && f.path.ends_with(".md"))
        LICET_TRY_DONE(read_norms(f.text, f.path, rules_->vocabulary_, rules_->norms_));
    Sections sections;
    LICET_TRY(section_table,
              table("sections.csv", "section,destination_rule,extra_conditions,cite"));
    LICET_TRY_DONE(read_sections(section_table, rules_->vocabulary_, rules_->places_,
                                 sections));
    const TableContext context{rules_->vocabulary_, rules_->places_, sections};
    LICET_TRY(notes, table("738-supp1/chart_footnotes.csv",
                           "footnote,destinations,reason,item_predicate,effect,cite"));
    LICET_TRY_DONE(add_chart_footnotes(
        notes, context, cat(folder_, "738-supp1/chart_footnotes.csv"), rules_->norms_));
    LICET_TRY_DONE(read_control_list(context));
    if (constexpr std::string_view kName = "742/policies.csv"; file(cat(folder_, kName)).ok()) {
      LICET_TRY(policies, table(kName, "reason,destinations,condition,policy,from,until,cite"));
      LICET_TRY_DONE(add_policies(policies, context, rules_->norms_));
    }
    leave_embargoes_to_part_746();
    LICET_TRY_DONE(read_served_items());
    LICET_TRY_DONE(read_tariff_codes());
    return read_flags();
  }

  // Places to which a requirement of part 746 asks a licence for every entry of the control list.
  void leave_embargoes_to_part_746() {
    for (const Norm& norm : rules_->norms_) {
      const bool plain = norm.kind == NormKind::kRequirement && !norm.untranslatable &&
                         norm.id.starts_with("us.ear.746.") && norm.when_any.empty() &&
                         norm.unless.empty() && norm.stayed.empty() && norm.reads.empty();
      const bool all = std::all_of(norm.when.begin(), norm.when.end(), [](const Cell& cell) {
        return cell.fact == "destination" || cell.text == "not(\"EAR99\")";
      });
      if (!plain || !all) continue;
      for (const Cell& cell : norm.when)
        if (cell.fact == "destination" && cell.test.kind == Predicate::Kind::kTest)
          for (const Literal& place : cell.test.test.literals)
            rules_->places_.leave_to_part_746(to_string(place), norm.in_force);
    }
  }

  // Tariff codes that put an item on a list of part 746; the table may be missing.
  Status read_tariff_codes() {
    constexpr std::string_view kName = "746/tariff_codes.csv";
    if (!file(cat(folder_, kName)).ok()) return Done{};
    LICET_TRY(codes, table(kName, "fact,hs,cite"));
    for (std::size_t row = 0; row < codes.rows(); ++row) {
      const FactInfo* fact = rules_->vocabulary_.fact(cat("item.", codes.at(row, "fact")));
      if (fact == nullptr || fact->type != FactType::kBool)
        return Error{Code::RuleUnknownFact, codes.place(row, "fact"), "is no flag of a line"};
      if (codes.at(row, "hs").size() < 4 || codes.at(row, "cite").empty())
        return Error{Code::RuleTable, codes.place(row, "hs"), "needs four digits and a citation"};
      rules_->tariff_codes_.push_back(
          {std::string(codes.at(row, "fact")), std::string(codes.at(row, "hs"))});
    }
    return Done{};
  }

  // What an entry of technology or software can be for; the table may be missing.
  Status read_served_items() {
    constexpr std::string_view kName = "774-supp1/served_items.csv";
    if (!file(cat(folder_, kName)).ok()) return Done{};
    LICET_TRY(items, table(kName, "eccn,for_eccn,cite"));
    for (std::size_t row = 0; row < items.rows(); ++row) {
      ServedItems served{{}, std::string(items.at(row, "cite"))};
      for (std::string_view code : split(items.at(row, "for_eccn"), ' '))
        if (!code.empty()) served.eccns.emplace_back(code);
      if (served.eccns.empty() || served.cite.empty())
        return Error{Code::RuleTable, items.place(row, "for_eccn"), "needs items and a citation"};
      rules_->served_[std::string(items.at(row, "eccn"))] = std::move(served);
    }
    return Done{};
  }

  // controls.csv, or controls-0.csv … controls-9.csv where it is split.
  Status read_control_list(const TableContext& context) {
    bool any = false;
    for (const auto& f : files_) {
      if (!f.path.starts_with(path_of("774-supp1/controls")) || !f.path.ends_with(".csv"))
        continue;
      any = true;
      LICET_TRY(rows, CsvTable::read(
                          f.text, f.path,
                          columns("eccn,row,item_scope,reason,destination_rule,extra_conditions,"
                                  "status,confidence,from,until,cite")));
      LICET_TRY_DONE(add_control_rows(rows, context, {f.path, control_rows_},
                                      rules_->norms_));
    }
    if (!any)
      return Error{Code::RuleMissingKey, cat(path_of("774-supp1/controls"), ".csv"), "is missing"};
    return Done{};
  }

  // Does any norm state the exception?
  bool stated(std::string_view exception) const {
    return std::any_of(rules_->norms_.begin(), rules_->norms_.end(), [&](const Norm& norm) {
      return norm.authority == cat("exception:", exception);
    });
  }

  Status read_flags() {
    LICET_TRY(flags, table("774-supp1/exception_flags.csv",
                           "eccn,exception,item_scope,value,condition,cite"));
    for (std::size_t row = 0; row < flags.rows(); ++row)
      if (flags.at(row, "value") != "none" && !stated(flags.at(row, "exception")))
        rules_->flags_[std::string(flags.at(row, "eccn"))].emplace(flags.at(row, "exception"));
    LICET_TRY_DONE(rules_->offers_.add_exceptions(flags, rules_->vocabulary_));
    LICET_TRY(sta, table("774-supp1/sta_conditions.csv",
                         "eccn,item_scope,bars_paragraph,destinations,unless,cite"));
    return rules_->offers_.add_sta(sta, rules_->vocabulary_);
  }

  Status index_norms() {
    for (NormIndex i = 0; i < rules_->norms_.size(); ++i) {
      const Norm& norm = rules_->norms_[i];
      const auto [it, fresh] = rules_->by_id_.emplace(norm.id, i);
      if (!fresh) {
        const Norm& other = rules_->norms_[it->second];
        return Error{Code::RuleDuplicateId, place(i),
                     cat("`", norm.id, "` stands in ", other.file, ":", other.line, " too")};
      }
      if (norm.entry.empty())
        rules_->general_.push_back(i);
      else
        rules_->entries_[norm.entry].push_back(i);
    }
    return Done{};
  }

  Status resolve_edges() {
    const std::size_t n = rules_->norms_.size();
    const TargetIndex index(rules_->norms_);
    for (auto* edges : {&rules_->defeaters_, &rules_->authorities_, &rules_->supports_})
      edges->resize(n);
    for (NormIndex i = 0; i < n; ++i) {
      const Norm& norm = rules_->norms_[i];
      LICET_TRY(defeats, resolve(index, i, norm.defeats));
      LICET_TRY(spared, resolve(index, i, norm.spares));
      for (NormIndex t : defeats)
        if (!std::binary_search(spared.begin(), spared.end(), t))
          rules_->defeaters_[t].push_back(i);
      LICET_TRY(overcomes, resolve(index, i, norm.overcomes));
      for (NormIndex t : overcomes) rules_->authorities_[t].push_back(i);
      LICET_TRY(supports, resolve(index, i, norm.rests_on));
      rules_->supports_[i] = std::move(supports);
    }
    return Done{};
  }

  // Requirements of part 742: by the citation of the reason; never one of part 744 or 746.
  std::vector<NormIndex> part_742() const {
    std::vector<NormIndex> found;
    for (NormIndex i = 0; i < rules_->norms_.size(); ++i) {
      const Norm& norm = rules_->norms_[i];
      const bool elsewhere =
          norm.id.starts_with("us.ear.744.") || norm.id.starts_with("us.ear.746.");
      if (norm.kind != NormKind::kRequirement || norm.untranslatable || elsewhere) continue;
      const WordInfo* reason = rules_->vocabulary_.word("reasons", norm.reason);
      if (reason != nullptr && reason->cite.find("15 CFR 742.") != std::string::npos)
        found.push_back(i);
    }
    return found;
  }

  // Every norm that one of the targets points at, once; never the norm itself.
  Result<std::vector<NormIndex>> resolve(const TargetIndex& index, NormIndex of,
                                         const std::vector<std::string>& targets) const {
    std::vector<NormIndex> found;
    for (const auto& target : targets) {
      std::vector<NormIndex> hits = target == "part:742" ? part_742() : index.find(target);
      std::erase(hits, of);
      if (hits.empty() && !may_be_empty(target))
        return Error{Code::RuleUnknownTarget, place(of),
                     cat("`", rules_->norms_[of].id, "`: `", target, "` points at no norm")};
      found.insert(found.end(), hits.begin(), hits.end());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  // Every exception may be barred even where none is encoded; a reason of the vocabulary may have
  // no requirement that can be lifted.
  bool may_be_empty(std::string_view target) const {
    return target.starts_with("authority:exception:") ||
           (target.starts_with("reason:") &&
            rules_->vocabulary_.word("reasons", target.substr(7)) != nullptr);
  }

  std::string place(NormIndex i) const {
    return cat(rules_->norms_[i].file, ":", rules_->norms_[i].line);
  }

  Status check_cycles() const {
    std::vector<std::uint8_t> state(rules_->norms_.size(), 0);  // 1 = on the way, 2 = done
    for (NormIndex i = 0; i < state.size(); ++i) LICET_TRY_DONE(visit(i, state));
    return Done{};
  }

  Status visit(NormIndex i, std::vector<std::uint8_t>& state) const {
    if (state[i] == 2) return Done{};
    if (state[i] == 1)
      return Error{Code::RuleCycle, place(i),
                   cat("`", rules_->norms_[i].id, "` defeats or supports itself by way of others")};
    state[i] = 1;
    for (NormIndex d : rules_->defeaters_[i]) LICET_TRY_DONE(visit(d, state));
    for (NormIndex d : rules_->supports_[i]) LICET_TRY_DONE(visit(d, state));
    state[i] = 2;
    return Done{};
  }

  void note_reads() {
    for (const Norm& norm : rules_->norms_)
      for_each_cell(norm, [&](const Cell& cell) {
        for_each_test(cell.test, [&](const Test& test) {
          rules_->read_.emplace(test.fact, "");
          for (const Literal& literal : test.literals)
            rules_->read_.emplace(test.fact, to_string(literal));
        });
      });
  }

  void collect_boundaries() {
    auto& days = rules_->boundaries_;
    for (const Norm& norm : rules_->norms_) {
      days.insert(days.end(), {norm.in_force.from, norm.in_force.until});
      for (const Span& stay : norm.stayed) days.insert(days.end(), {stay.from, stay.until});
      if (norm.contingent_from) days.push_back(*norm.contingent_from);
      for (const PolicyRule& rule : norm.policy)
        days.insert(days.end(), {rule.span.from, rule.span.until});
    }
    rules_->places_.add_boundaries(days);
    rules_->entity_strings_.add_boundaries(days);
    rules_->offers_.add_boundaries(days);
    days.push_back(rules_->newest_rule_day_.plus(1));
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::erase_if(days, [](Day d) { return d <= kFirstDay || d >= kForever; });
  }

  std::span<const snapshot::RuleFile> files_;
  std::string_view folder_;
  std::string control_rows_ = "us.ear.774.";  // ids of rows of the control list begin so
  std::shared_ptr<RuleSet> rules_ = std::make_shared<RuleSet>();
};

Result<std::shared_ptr<const RuleSet>> RuleSet::load(std::span<const snapshot::RuleFile> files,
                                                     std::string_view folder) {
  return RuleLoader(files, folder).load();
}

}  // namespace licet::law
