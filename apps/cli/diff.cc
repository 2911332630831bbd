#include "diff.h"

#include <CLI/CLI.hpp>
#include <iterator>
#include <span>

#include "licet/base/text.h"
#include "licet/prove/prover.h"
#include "licet/prove/whole.h"
#include "show_difference.h"
#include "two_sides.h"

namespace licet::cli {
namespace {

struct DiffArguments {
  std::string from, to, list;
  bool all = false, prove = false, whole = false;
};

constexpr std::size_t kMostShown = 12;

law::Proved proved(const prove::Proof& proof) {
  const auto told = [](const std::optional<prove::Example>& example) {
    return example ? prove::in_words(*example) : std::string();
  };
  return {proof.direction, proof.why_not, told(proof.looser), told(proof.tighter)};
}

using Files = std::span<const snapshot::RuleFile>;

Result<law::RuleDifference> between(const law::RuleSet& left, Files before,
                                    const law::RuleSet& right, Files after, bool prove) {
  if (!prove) return law::difference({left, before}, {right, after});
  prove::Prover prover(left, right);
  return law::difference({left, before}, {right, after},
                         [&](const law::Norm* was, const law::Norm* is) {
                           return proved(prover.compare(was, is));
                         });
}

// Can a part, by itself, let something go, or stop something? One that is not proved can do both.
void note(const std::optional<law::Proved>& part, prove::MayDo& may) {
  const auto direction = part ? part->direction : std::nullopt;
  may.looser |= !direction || *direction == law::Direction::kLoosens ||
                *direction == law::Direction::kBoth;
  may.tighter |= !direction || *direction == law::Direction::kTightens ||
                 *direction == law::Direction::kBoth;
}

// Of one regime, and the files that all share.
std::vector<snapshot::RuleFile> of_regime(Files files, const law::RuleSet& rules) {
  std::vector<snapshot::RuleFile> found;
  for (const snapshot::RuleFile& file : files)
    if (file.path.find('/') == std::string::npos || file.path.starts_with(rules.folder()))
      found.push_back(file);
  return found;
}

law::Proved proved_whole(const law::RuleSet& left, Files before, const law::RuleSet& right,
                         Files after, const law::RuleDifference& difference) {
  prove::MayDo may{false, false};
  for (const law::NormChange& norm : difference.norms) note(norm.proof, may);
  for (const law::RowChange& row : difference.rows) note(row.proof, may);
  const auto olds = of_regime(before, left), news = of_regime(after, right);
  const prove::WholeProof proof = prove::prove_whole({left, olds}, {right, news}, may);
  const auto told = [](const std::optional<prove::Turned>& turned) {
    return turned ? prove::in_words(*turned) : std::string();
  };
  return {proof.direction, proof.why_not, told(proof.looser), told(proof.tighter)};
}

Result<law::RuleDifference> rules_between(const DiffArguments& arguments, const Globals& globals) {
  LICET_TRY(before, rule_files_of(arguments.from, globals));
  LICET_TRY(after, rule_files_of(arguments.to, globals));
  LICET_TRY(left, law::load_regimes(before));
  LICET_TRY(right, law::load_regimes(after));
  LICET_TRY(found, between(*left.front(), before, *right.front(), after, arguments.prove));
  if (arguments.whole && !found.empty())
    found.whole.emplace(left.front()->regime(),
                        proved_whole(*left.front(), before, *right.front(), after, found));
  // Rows of all tables stand in the first; of the other regimes only the norms are left. A regime
  // that is new, or gone, shows in its rows.
  for (const auto& was : left)
    for (const auto& is : right) {
      if (was->folder() == law::kEarFolder || was->folder() != is->folder()) continue;
      LICET_TRY(more, between(*was, {}, *is, {}, arguments.prove));
      if (arguments.whole && !more.norms.empty())
        found.whole.emplace(was->regime(), proved_whole(*was, before, *is, after, more));
      std::move(more.norms.begin(), more.norms.end(), std::back_inserter(found.norms));
    }
  return found;
}

int run_law(const DiffArguments& arguments, const Globals& globals) {
  auto found = rules_between(arguments, globals);
  if (!found.ok()) return fail(found.error());
  if (globals.json)
    print(to_canonical(to_json(found.value())) + "\n");
  else
    print(shown(found.value(), arguments.all ? 0 : kMostShown));
  return 0;
}

int run_snapshot(const DiffArguments& arguments, const Globals& globals) {
  auto sides = open_two(arguments.from, arguments.to, globals);
  if (!sides.ok()) return fail(sides.error());
  auto rules = rules_between(arguments, globals);
  if (!rules.ok()) return fail(rules.error());
  const api::Engine &from = sides.value().from, &to = sides.value().to;
  auto lists = decide::list_difference({from.snapshot(), from.rules()},
                                       {to.snapshot(), to.rules()});
  if (!arguments.list.empty())
    std::erase_if(lists, [&](const auto& one) { return one.list != arguments.list; });
  if (!arguments.list.empty() && lists.empty())
    return fail({Code::BadValue, arguments.list, "neither snapshot holds this list"});
  if (globals.json) {
    Json::Object object;
    object["from"] = to_id(from.snapshot().id());
    object["to"] = to_id(to.snapshot().id());
    object["lists"] = to_json(lists);
    object["rules"] = to_json(rules.value());
    print(to_canonical(object) + "\n");
    return 0;
  }
  const std::size_t most = arguments.all ? 0 : kMostShown;
  print(cat("from ", to_id(from.snapshot().id()), "\nto   ", to_id(to.snapshot().id()), "\n\n",
            shown(lists, most), "\n", shown(rules.value(), most)));
  return 0;
}

std::shared_ptr<DiffArguments> sides_of(CLI::App& command, const char* what) {
  auto arguments = std::make_shared<DiffArguments>();
  command.add_option("from", arguments->from, what)->required();
  command.add_option("to", arguments->to, "likewise")->required();
  command.add_flag("--all", arguments->all, "every change, not the first twelve of each kind");
  return arguments;
}

}  // namespace

void add_law_diff(CLI::App& group, Globals& globals, int& status) {
  auto* command = group.add_subcommand("diff", "norms and table rows added, removed, changed");
  auto arguments = sides_of(*command, "a folder of rules, or a snapshot whose rules are meant");
  command->add_flag("--prove", arguments->prove,
                    "which transactions each norm lets go or stops, by a solver");
  command->add_flag("--whole", arguments->whole,
                    "and what all of it does under all the law together; half a minute or more");
  command->footer(R"(examples
  licet law diff rules ../draft/rules
  licet law diff rules ../draft/rules --prove
  licet law diff rules ../draft/rules --prove --whole
  licet law diff 2f9c41aa rules --json

A proof speaks of each norm and row alone: whether it stops or frees a transaction on any day. With
--whole, what all of it does under all the law stands at the end. A transaction that shows it stands
beside it, and is one that the interpreter confirms.

What follows for recorded questions: licet impact --from A --to B.)");
  command->callback([arguments, &globals, &status] {
    arguments->prove |= arguments->whole;
    status = run_law(*arguments, globals);
  });
}

void add_snapshot_diff(CLI::App& group, Globals& globals, int& status) {
  auto* command = group.add_subcommand(
      "diff", "who came on the lists, who went, what was changed; and the rules");
  auto arguments = sides_of(*command, "a snapshot: id, first digits or file");
  command->add_option("--list", arguments->list, "one list only (entity-list)");
  command->footer(R"(examples
  licet snapshot diff 2f9c41aa 7be01d55
  licet snapshot diff OLD.licet NEW.licet --list entity-list --all)");
  command->callback([arguments, &globals, &status] { status = run_snapshot(*arguments, globals); });
}

}  // namespace licet::cli
