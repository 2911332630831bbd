#include "wording.h"

#include <algorithm>
#include <set>

#include "licence_words.h"
#include "licet/base/text.h"

namespace licet::decide {
namespace {

using law::CauseKind;
using law::Instance;
using law::Norm;

std::string when_it_ran(const Norm& norm, law::Force force) {
  const std::string span = to_string(norm.in_force);
  if (force == law::Force::kNotYet)
    return cat("not yet in force: it begins on ", to_string(norm.in_force.from));
  if (force == law::Force::kEnded)
    return cat("no longer in force: it ended on ", to_string(norm.in_force.until.plus(-1)));
  return cat("suspended on that day (in force ", span, ")");
}

// The row of a list that a pointer of a cause names, if it is one.
const law::ListingFacts* row_at(const Decided& decided, std::string_view pointer) {
  for (const auto& party : decided.frame.parties)
    for (const auto& row : party.listings)
      if (pointer.starts_with(row.pointer + "/")) return &row;
  return nullptr;
}

// " 2B350 offers LVS up to USD 2000; above it a licence." for the value of a line.
std::string threshold(const Knowledge& known, const Decided& decided, std::string_view pointer) {
  const law::Evaluator evaluate(known.rules, decided.frame, {decided.law_day});
  for (int line = 0; line < int(decided.frame.lines.size()); ++line) {
    if (pointer != decided.frame.lines[std::size_t(line)].pointer + "/value") continue;
    const law::Value offered = evaluate.value("flag.LVS", {line});
    if (!std::holds_alternative<law::NotKnown>(offered)) return "";
    const auto reason =
        law::explain_flag(known.rules, decided.frame, evaluate, "flag.LVS", {line});
    return cat(" ", reason.because, "; above it a licence.");
  }
  return "";
}

Json question_for(const std::string& fact, std::string ask, std::string_view who) {
  Json::Object object;
  object["fact"] = fact;
  object["ask"] = std::move(ask);
  object["who"] = std::string(who);
  return object;
}

}  // namespace

std::string fact_of_pointer(const Knowledge& known, std::string_view pointer) {
  const auto parts = split(pointer, '/');
  const auto has = [&](const std::string& name) {
    return known.rules.vocabulary().fact(name) != nullptr;
  };
  if (parts[0] == "items" && parts.size() >= 3) return cat("item.", parts.back());
  if (parts[0] == "parties" && parts.size() >= 3)
    return parts[2] == "owners" ? "party.has_listed_owner" : cat("party.", parts[2]);
  if (parts[0] == "exporter" && parts.size() == 2)
    return has(cat("exporter.", parts[1])) ? cat("exporter.", parts[1]) : cat("party.", parts[1]);
  if (parts.size() == 2) return cat(parts[0], ".", parts[1]);
  return std::string(pointer);
}

Json strings(const std::vector<std::string>& texts) {
  Json::Array array;
  for (const auto& text : texts) array.emplace_back(text);
  return array;
}

Json add_cites(Json cites, const std::vector<std::string>& more) {
  for (const auto& cite : more)
    if (std::find(cites.array().begin(), cites.array().end(), Json(cite)) == cites.array().end())
      cites.array().emplace_back(cite);
  return cites;
}

std::string line_name(const Question& question, std::size_t line) {
  const std::string_view given = question.document.find("items")->array()[line].text("line");
  return given.empty() ? std::to_string(line + 1) : std::string(given);
}

std::string authority_id(const Knowledge& known, const Decided& decided, const LineFinding& line,
                         std::uint32_t instance) {
  const Instance& authority = line.outcome.instances[instance];
  if (authority.binding.licence < 0) return known.rules.norm(authority.norm).authority;
  return "licence:" + decided.frame.licences[std::size_t(authority.binding.licence)].id;
}

Day authority_until(const Knowledge& known, const Question& question, const LineFinding& line,
                    std::uint32_t instance) {
  const Instance& authority = line.outcome.instances[instance];
  if (authority.binding.licence >= 0)
    return question.licences[std::size_t(authority.binding.licence)].expires;
  Day until = known.rules.norm(authority.norm).in_force.until;
  Day window = kAlways;
  for (law::NormIndex support : known.rules.supports_of(authority.norm))
    for (const Instance& other : line.outcome.instances)
      if (other.norm == support && other.holds.is_true())
        window = std::max(window, known.rules.norm(support).in_force.until);
  if (window != kAlways) until = std::min(until, window);
  return until >= kForever ? kForever : until.plus(-1);
}

namespace {

// A bar that holds against the authority here, whether or not its own conditions are met.
const Norm* bar_against(const Knowledge& known, const LineFinding& line,
                        const Instance& authority) {
  for (law::NormIndex bar : known.rules.defeaters_of(authority.norm))
    for (const Instance& other : line.outcome.instances)
      if (other.norm == bar && other.holds.is_true() &&
          law::compatible(other.binding, authority.binding))
        return &known.rules.norm(bar);
  return nullptr;
}

// The first cell that failed, in words.
std::string failed_cell(const Knowledge& known, const Decided& decided, const Instance& authority,
                        std::vector<std::string>& cite) {
  const law::Evaluator evaluate(known.rules, decided.frame, {decided.law_day});
  for (const auto& cell : authority.cells) {
    const std::string& fact = cell.cell->fact;
    if (!cell.judgement.is_false()) continue;
    if (!law::is_flag(fact))
      return cat("it needs ", fact, " ", cell.cell->text, "; here ",
                 law::to_string(evaluate.value(fact, authority.binding)));
    auto reason = law::explain_flag(known.rules, decided.frame, evaluate, fact, authority.binding);
    cite.insert(cite.begin(), reason.cite.begin(), reason.cite.end());
    return reason.because;
  }
  return "";
}

// What is due before an authority whose conditions are met may be used.
std::string due_first(const Knowledge& known, const Instance& authority,
                      std::vector<std::string>& cite) {
  std::string due;
  if (!authority.applies.is_true()) return due;
  for (const auto& unmet : authority.requisites) {
    const auto* fact = known.rules.vocabulary().fact(unmet.requisite->cell.fact);
    due += cat(due.empty() ? "due first: " : " ", fact == nullptr ? "" : fact->means);
    cite.insert(cite.begin(), unmet.requisite->cite.begin(), unmet.requisite->cite.end());
  }
  return due;
}

}  // namespace

namespace {

// Each text once, in the order of its first place.
std::vector<std::string> once(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const auto& text : texts)
    if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(text);
  return out;
}

}  // namespace

Json foreclosed(const Knowledge& known, const Decided& decided, const LineFinding& line,
                std::uint32_t instance) {
  const Instance& authority = line.outcome.instances[instance];
  const Norm& norm = known.rules.norm(authority.norm);
  std::string because;
  std::vector<std::string> cite = norm.cite;
  if (authority.binding.licence >= 0) {
    const auto& licence = decided.frame.licences[std::size_t(authority.binding.licence)];
    because = licence.why[std::size_t(authority.binding.line)];
    cite.insert(cite.begin(), licence.cite.begin(), licence.cite.end());
  }
  if (because.empty() && authority.force != law::Force::kInForce)
    because = when_it_ran(norm, authority.force);
  if (because.empty()) because = failed_cell(known, decided, authority, cite);
  const Norm* bar = bar_against(known, line, authority);
  // What a party lacks does not matter where the exception was never asked for.
  if (bar != nullptr && !because.empty() && bar->binds.party) bar = nullptr;
  if (bar != nullptr) {
    // What became of a licence says more than the provision about it.
    const bool licence = authority.binding.licence >= 0 && !because.empty();
    if (!licence) because = because.empty() ? bar->title : cat(bar->title, " And: ", because);
    cite.insert(cite.begin(), bar->cite.begin(), bar->cite.end());
  }
  if (because.empty()) because = due_first(known, authority, cite);
  if (because.empty() && !known.rules.supports_of(authority.norm).empty() &&
      authority.applies.is_true())
    because = "no window of it was in force on that day";
  if (because.empty()) because = "its conditions are not met";
  Json::Object object;
  object["authority"] = authority_id(known, decided, line, instance);
  object["because"] = because;
  object["cite"] = strings(once(cite));
  return object;
}

std::vector<std::string> facts_seen(const Knowledge& known, const Decided& decided,
                                    const Instance& instance) {
  std::vector<std::string> seen;
  const law::Evaluator evaluate(known.rules, decided.frame, {decided.law_day});
  std::set<std::string> names;
  for (const auto& cell : instance.cells) {
    law::for_each_test(cell.cell->test, [&](const law::Test& test) {
      if (test.fact == "listing.covers_item" || !names.insert(test.fact).second) return;
      seen.push_back(cat(test.fact, " = ",
                         law::to_string(evaluate.value(test.fact, instance.binding))));
    });
    if (cell.cell->test.kind == law::Predicate::Kind::kChartMark)
      seen.push_back(cat(cell.cell->text, " for ",
                         law::to_string(evaluate.value("destination", instance.binding)), ": ",
                         cell.judgement.is_true()    ? "marked"
                         : cell.judgement.is_false() ? "not marked"
                                                     : "not known"));
  }
  if (instance.binding.listing >= 0) {
    const auto& row = decided.frame.parties[std::size_t(instance.binding.party)]
                          .listings[std::size_t(instance.binding.listing)];
    seen.push_back(cat("list row: ", row.list, row.entry_id.empty() ? "" : " ", row.entry_id, " ",
                       row.name));
  }
  return seen;
}

std::optional<Json> missing(const Knowledge& known, const Question& question,
                            const Decided& decided, const law::Cause& cause) {
  const law::ListingFacts* row = row_at(decided, cause.fact);
  switch (cause.kind) {
    case CauseKind::kMissing: {
      if (cause.fact == "exporter")
        return question_for(cause.fact, "Who exports?", "exporter");
      if (cause.fact == "parties")
        return question_for(cause.fact, "Who receives, buys, forwards and uses it?", "sales");
      if (cause.fact.starts_with("lists/"))
        return question_for(cause.fact, "Load this list: `licet lists add FILE`.",
                            "compliance officer");
      if (auto of_licence = missing_of_licence(question, decided, cause.fact)) return of_licence;
      const law::FactInfo* fact = known.rules.vocabulary().fact(fact_of_pointer(known, cause.fact));
      if (fact == nullptr) return question_for(cause.fact, "What is this fact?", "exporter");
      const std::string ask = cat(fact->ask.empty() ? fact->means : fact->ask,
                                  threshold(known, decided, cause.fact));
      Json json = question_for(cause.fact, ask, fact->who);
      if (!fact->cite.empty()) json.object()["cite"] = strings({fact->cite});
      return json;
    }
    case CauseKind::kListGap:
      return question_for(cause.fact,
                          cat("From which day was the entry ", row == nullptr ? "" : row->name,
                              " in force?"),
                          "compliance officer");
    case CauseKind::kHistory:
      return question_for(cause.fact, "Was this the same on the day asked about?",
                          "compliance officer");
    case CauseKind::kPossibleMatch:
      return question_for(cause.fact,
                          cat("Is the party ", row == nullptr ? "" : row->name, " of ",
                              row == nullptr ? "the list" : row->list, "?"),
                          "compliance officer");
    default: return std::nullopt;
  }
}

std::optional<Json> referral(const Knowledge& known, const law::Cause& cause) {
  if (cause.kind != CauseKind::kUntranslatable && cause.kind != CauseKind::kDatum)
    return std::nullopt;
  Json::Object object;
  object["to"] = known.rules.refer_to();
  if (const Norm* norm = known.rules.find(cause.fact)) {
    object["because"] = norm->title;
    object["cite"] = strings(norm->cite);
  } else {
    object["because"] = cause.kind == CauseKind::kDatum
                            ? cat("the tables do not say: ", cause.fact)
                            : cat("no rule reads this; a person must: ", cause.fact);
  }
  return object;
}

// The entry offers exceptions that no rule states yet: the "no" may be too strict, and says so.
Json exceptions_not_judged(const Knowledge& known, const LineFinding& line, std::size_t l) {
  if (line.verdict != Verdict::kLicenceRequired) return Json();
  std::set<std::string> offered;
  for (const auto& found : line.requirements) {
    const Norm& norm = known.rules.norm(line.outcome.instances[found.instance].norm);
    if (found.standing != Standing::kOpen) continue;
    if (norm.entry.empty()) return Json();  // a requirement that part 740 does not lift
    for (const auto& flag : known.rules.flags_of(norm.entry)) offered.insert(flag);
  }
  if (offered.empty()) return Json();
  Json::Object object;
  object["fact"] = cat("items/", l, "/exceptions");
  object["assumed"] = cat("not judged by these rules: ",
                          join(std::vector<std::string>(offered.begin(), offered.end()), ", "));
  object["cite"] = strings({"15 CFR part 740"});
  return object;
}

Json assumption(const law::Rest& rest) {
  Json::Object object;
  object["fact"] = rest.fact;
  object["assumed"] = rest.assumed;
  object["cite"] = rest.cite.empty() ? Json(Json::Array{}) : strings({rest.cite});
  return object;
}

namespace {

// What a day's answer consists of, as short sentences; the difference of two days is what changed.
std::set<std::string> statements(const Knowledge& known, const Decided& decided) {
  std::set<std::string> all;
  for (const LineFinding& line : decided.lines)
    for (const RequirementFinding& found : line.requirements) {
      const Norm& norm = known.rules.norm(line.outcome.instances[found.instance].norm);
      if (found.standing == Standing::kOvercome)
        all.insert(cat(authority_id(known, decided, line, *found.authority), " covers it"));
      all.insert(cat("requirement ", norm.id, found.standing == Standing::kUndecided ||
                                                      found.standing == Standing::kRefer
                                                  ? " (undecided)"
                                                  : ""));
    }
  for (const auto& licence : decided.frame.licences)
    if (const auto it = licence.by_line[0].find("status"); it != licence.by_line[0].end())
      all.insert(cat("licence ", licence.id, " is ", law::to_string(it->second)));
  return all;
}

}  // namespace

std::string difference(const Knowledge& known, const Decided& before, const Decided& after) {
  const auto old_ones = statements(known, before), new_ones = statements(known, after);
  std::vector<std::string> changes;
  for (const auto& text : new_ones)
    if (!old_ones.contains(text)) changes.push_back(text);
  for (const auto& text : old_ones)
    if (!new_ones.contains(text) && !text.starts_with("licence "))
      changes.push_back("no longer: " + text);
  return changes.empty() ? "the grounds change" : join(changes, "; ");
}

}  // namespace licet::decide
