#include <CLI/CLI.hpp>
#include <map>

#include "commands.h"
#include "coverage.h"
#include "diff.h"
#include "law_boundary.h"
#include "law_cases.h"
#include "law_history.h"
#include "law_mutate.h"
#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/law/conflicts.h"
#include "licet/law/rule_checks.h"
#include "licet/prove/checks.h"

namespace licet::cli {
namespace {

using Files = std::vector<snapshot::RuleFile>;

Result<Files> files_of(const std::string& folder, const Globals& globals) {
  if (!folder.empty()) return ingest::read_rules(folder);
  LICET_TRY(opened, open_snapshot(globals));
  Files files;
  for (std::uint32_t i = 0; i < opened->rule_count(); ++i)
    files.push_back({std::string(opened->rule_path(i)), std::string(opened->rule_text(i))});
  return files;
}

Result<Regimes> rules_of(const std::string& folder, const Globals& globals) {
  LICET_TRY(files, files_of(folder, globals));
  return law::load_regimes(files);
}

// The faults that only the whole of the rules shows, one a line; their exit status.
int report_faults(const Regimes& regimes, const Files& files) {
  int status = 0;
  for (const auto& rules : regimes)
    for (const Error& error : law::check_rules(*rules, files)) status = fail(error);
  if (auto conflicts = law::read_conflicts(files, regimes); !conflicts.ok())
    status = fail(conflicts.error());
  return status;
}

Json counted(const law::RuleSet& rules) {
  std::map<std::string, std::int64_t> kinds, confidence;
  std::int64_t untranslatable = 0;
  for (const law::Norm& norm : rules.norms()) {
    ++kinds[std::string(to_string(norm.kind))];
    ++confidence[norm.confidence];
    untranslatable += norm.untranslatable ? 1 : 0;
  }
  Json::Object result, by_kind, by_confidence;
  for (const auto& [kind, count] : kinds) by_kind[kind] = count;
  for (const auto& [word, count] : confidence) by_confidence[word] = count;
  result["regime"] = std::string(rules.regime());
  result["norms"] = std::int64_t(rules.norms().size());
  result["kinds"] = std::move(by_kind);
  result["confidence"] = std::move(by_confidence);
  result["untranslatable"] = untranslatable;
  result["days_of_change"] = std::int64_t(rules.boundaries().size());
  return result;
}

// One object a regime.
int run_check(const std::string& folder, bool prove, const Globals& globals) {
  auto files = files_of(folder, globals);
  if (!files.ok()) return fail(files.error());
  auto regimes = law::load_regimes(files.value());
  if (!regimes.ok()) return fail(regimes.error());
  if (const int status = report_faults(regimes.value(), files.value()); status != 0) return status;
  int unproved = 0;
  if (prove)
    for (const auto& rules : regimes.value())
      for (const Error& error : prove::check_rules(*rules)) unproved = fail(error);
  if (unproved != 0) return unproved;
  for (const auto& rules : regimes.value()) {
    const Json result = counted(*rules);
    print(globals.json ? to_canonical(result) + "\n" : to_pretty(result));
  }
  return 0;
}

std::string cells_text(const std::vector<law::Cell>& cells) {
  std::string out;
  for (const law::Cell& cell : cells) out += cat("    ", cell.fact, ": ", cell.text, "\n");
  return out;
}

std::string shown(const law::Norm& norm) {
  std::string out = cat(norm.id, "  (", to_string(norm.kind), ", confidence ", norm.confidence,
                        ")\n  ", norm.title, "\n  in force ", to_string(norm.in_force), "\n");
  if (norm.published) out += cat("  published ", to_string(*norm.published), "\n");
  for (const Span& stay : norm.stayed) out += cat("  stayed ", to_string(stay), "\n");
  out += cat("  cited ", join(norm.cite, "; "), "\n");
  if (!norm.when.empty()) out += "  when\n" + cells_text(norm.when);
  for (const auto& cells : norm.when_any) out += "  and, or else\n" + cells_text(cells);
  if (!norm.unless.empty()) out += "  unless\n" + cells_text(norm.unless);
  if (!norm.reason.empty()) out += cat("  reason ", norm.reason, "\n");
  if (!norm.authority.empty()) out += cat("  authority ", norm.authority, "\n");
  if (!norm.overcomes.empty()) out += cat("  overcomes ", join(norm.overcomes, ", "), "\n");
  if (!norm.defeats.empty()) out += cat("  defeats ", join(norm.defeats, ", "), "\n");
  if (!norm.rests_on.empty()) out += cat("  rests on ", join(norm.rests_on, ", "), "\n");
  if (norm.untranslatable) out += "  not stated as a rule: refer\n";
  return out + cat("  read in rules/", norm.file, ":", norm.line, "\n");
}

int run_show(const std::string& id, const std::string& folder, const Globals& globals) {
  auto rules = rules_of(folder, globals);
  if (!rules.ok()) return fail(rules.error());
  std::string out;
  std::vector<std::string> ids;
  for (const auto& one : rules.value())
    for (const law::Norm& norm : one->norms()) {
      ids.push_back(norm.id);
      if (norm.id == id || norm.id.starts_with(id + ".")) out += shown(norm);
    }
  if (out.empty())
    return fail({Code::BadValue, id,
                 cat("no norm of this id; nearest: `", nearest_word(id, ids), "`")});
  print(out);
  return 0;
}

void add_coverage(CLI::App& group, Globals& globals, int& status) {
  auto* coverage = group.add_subcommand("coverage", "what the control list asks for, everywhere");
  auto folder = std::make_shared<std::string>();
  auto output = std::make_shared<std::string>();
  auto expected = std::make_shared<std::string>();
  coverage->add_option("--rules", *folder, "a folder (default: the rules of the snapshot)");
  coverage->add_option("-o,--output", *output, "write the page here");
  coverage->add_option("--check", *expected, "exit status 2 when this page differs");
  coverage->footer("example\n  licet law coverage --rules rules -o docs/reference/coverage.md");
  coverage->callback([=, &globals, &status] {
    auto rules = rules_of(*folder, globals);
    status = rules.ok() ? run_coverage(rules.value(), *output, *expected) : fail(rules.error());
  });
}

}  // namespace

void add_law(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("law", "the rules: check, show, test, diff, coverage");
  group->require_subcommand(1);
  group->footer("examples\n  licet law check --rules rules\n  licet law test --rules rules\n"
                "  licet law show us.ear.744.supp7.tgl\n  licet law diff rules ../draft/rules");
  auto folder = std::make_shared<std::string>();
  auto id = std::make_shared<std::string>();
  auto* check = group->add_subcommand("check", "reads all rules; faults by file and line");
  check->add_option("--rules", *folder, "a folder (default: the rules of the snapshot)");
  auto prove = std::make_shared<bool>(false);
  check->add_flag("--prove", *prove,
                  "ask a solver too: norms that can never apply, exceptions always barred");
  check->footer(
      "examples\n  licet law check --rules rules\n  licet law check --rules rules --prove");
  check->callback(
      [folder, prove, &globals, &status] { status = run_check(*folder, *prove, globals); });
  add_coverage(*group, globals, status);
  auto* show = group->add_subcommand("show", "one norm, or all below an id");
  show->add_option("id", *id, "us.ear.744.11.a, us.ear.774.5D992 …")->required();
  show->add_option("--rules", *folder, "a folder (default: the rules of the snapshot)");
  show->footer(
      "examples\n  licet law show us.ear.744.supp7.tgl\n  licet law show us.ear.774.5D992");
  show->callback([folder, id, &globals, &status] { status = run_show(*id, *folder, globals); });
  add_law_diff(*group, globals, status);
  add_law_test(*group, globals, status);
  add_law_boundary(*group, globals, status);
  add_law_mutate(*group, globals, status);
  add_law_history(*group, globals, status);
}

}  // namespace licet::cli
