#include "grounds.h"

#include <algorithm>

#include "licet/base/text.h"
#include "wording.h"

namespace licet::decide {
namespace {

using law::CauseKind;
using law::Instance;
using law::Norm;
using law::NormKind;

std::string_view effect_of(Standing standing, const Norm& norm) {
  switch (standing) {
    case Standing::kOvercome: return "overcome";
    case Standing::kUndecided: return "undecided";
    case Standing::kRefer: return "refer";
    case Standing::kAwaits: return "awaits";
    case Standing::kOpen: return norm.kind == NormKind::kProhibition ? "prohibits" : "open";
  }
  return "";
}

// Does a ground of this effect by itself make an answer of this verdict?
bool decides(std::string_view effect, Verdict verdict) {
  switch (verdict) {
    case Verdict::kProhibited: return effect == "prohibits";
    case Verdict::kLicenceRequired: return effect == "open";
    case Verdict::kHold: return effect == "awaits" || effect == "due";
    case Verdict::kRefer: return effect == "refer";
    case Verdict::kIndeterminate: return effect == "undecided";
    case Verdict::kNotSubject: return effect == "outside";
    default: return effect == "overcome";
  }
}

// Everything that tells two grounds apart; what is only shown is left out.
auto key_of(const Ground& ground) {
  return std::tie(ground.effect, ground.id, ground.by, ground.policy, ground.line, ground.party,
                  ground.list, ground.entry_id, ground.entry);
}

class Collector {
 public:
  Collector(const Knowledge& known, const Question& question, const Decided& decided, bool after)
      : known_(known), question_(question), decided_(decided), after_(after) {}

  std::vector<Ground> run() {
    for (std::size_t l = 0; l < decided_.lines.size(); ++l) add_line(l);
    for (const law::Cause& cause : decided_.causes) add_cause(cause, "");
    std::stable_sort(all_.begin(), all_.end(), [&](const Ground& a, const Ground& b) {
      return decides(a.effect, decided_.verdict) > decides(b.effect, decided_.verdict);
    });
    return std::move(all_);
  }

 private:
  void add_line(std::size_t l) {
    const LineFinding& line = decided_.lines[l];
    const std::string name = line_name(question_, l);
    for (const RequirementFinding& found : line.requirements) {
      const Instance& instance = line.outcome.instances[found.instance];
      Ground ground = of_norm(instance, name, "");
      ground.effect = std::string(effect_of(found.standing, norm_of(instance)));
      if (found.standing == Standing::kOpen) ground.policy = found.policy;
      const bool named = found.standing == Standing::kOvercome ||
                         found.standing == Standing::kAwaits;
      if (named && found.authority)
        ground.by = authority_id(known_, decided_, line, *found.authority);
      if (named && found.authority)
        add_cites(ground, norm_of(line.outcome.instances[*found.authority]).cite);
      add(std::move(ground));
    }
    for (std::uint32_t awaited : line.awaited)
      if (norm_of(line.outcome.instances[awaited]).kind == NormKind::kDuty)
        add(of_norm(line.outcome.instances[awaited], name, "due"));
    if (line.out_of_scope) add_outside(line, name);
    for (const law::Cause& cause : line.causes) add_cause(cause, name);
  }

  void add_outside(const LineFinding& line, const std::string& name) {
    for (const Instance& instance : line.outcome.instances) {
      const Norm& norm = norm_of(instance);
      if (norm.kind == NormKind::kScope && norm.effect == law::ScopeEffect::kOut &&
          instance.holds.is_true())
        add(of_norm(instance, name, "outside"));
    }
  }

  const Norm& norm_of(const Instance& instance) const { return known_.rules.norm(instance.norm); }

  static void add_cites(Ground& ground, const std::vector<std::string>& cites) {
    for (const auto& cite : cites)
      if (std::find(ground.cite.begin(), ground.cite.end(), cite) == ground.cite.end())
        ground.cite.push_back(cite);
  }

  Ground of_norm(const Instance& instance, const std::string& line, std::string effect) const {
    const Norm& norm = norm_of(instance);
    Ground ground;
    ground.after = after_;
    ground.effect = std::move(effect);
    ground.id = norm.id;
    ground.says = norm.title;
    ground.line = line;
    add_cites(ground, norm.cite);
    if (instance.binding.party >= 0)
      ground.party = question_.parties[std::size_t(instance.binding.party)].name;
    if (instance.binding.listing >= 0)
      add_row(ground, decided_.frame.parties[std::size_t(instance.binding.party)]
                          .listings[std::size_t(instance.binding.listing)]);
    return ground;
  }

  static void add_row(Ground& ground, const law::ListingFacts& row) {
    ground.list = row.list;
    ground.entry_id = row.entry_id;
    ground.entry = row.name;
    add_cites(ground, row.cite);
  }

  void add_cause(const law::Cause& cause, const std::string& line) {
    Ground ground;
    ground.after = after_;
    ground.effect = "lacks";
    ground.id = cause.fact;
    ground.line = line;
    if (const Norm* norm = known_.rules.find(cause.fact)) {
      ground.effect = cause.kind == CauseKind::kUntranslatable ? "refer" : "lacks";
      ground.says = norm->title;
      add_cites(ground, norm->cite);
    } else if (const auto json = missing(known_, question_, decided_, cause)) {
      ground.says = std::string(json->text("ask"));
    } else if (const auto to = referral(known_, cause)) {
      ground.effect = "refer";
      ground.says = std::string(to->text("because"));
    }
    for (std::size_t p = 0; p < decided_.frame.parties.size(); ++p)
      for (const auto& row : decided_.frame.parties[p].listings)
        if (cause.fact.starts_with(row.pointer + "/")) {
          ground.party = question_.parties[p].name;
          add_row(ground, row);
        }
    add(std::move(ground));
  }

  void add(Ground ground) {
    const bool there = std::any_of(all_.begin(), all_.end(), [&](const Ground& other) {
      return key_of(other) == key_of(ground);
    });
    if (!there) all_.push_back(std::move(ground));
  }

  const Knowledge& known_;
  const Question& question_;
  const Decided& decided_;
  bool after_;
  std::vector<Ground> all_;
};

// Those of `some` that `others` has not.
std::vector<Ground> without(const std::vector<Ground>& some, const std::vector<Ground>& others) {
  std::vector<Ground> rest;
  for (const Ground& ground : some)
    if (std::none_of(others.begin(), others.end(),
                     [&](const Ground& other) { return key_of(other) == key_of(ground); }))
      rest.push_back(ground);
  return rest;
}

}  // namespace

std::vector<Ground> grounds_of(const Knowledge& known, const Question& question,
                               const Decided& decided, bool after) {
  return Collector(known, question, decided, after).run();
}

bool same_grounds(const std::vector<Ground>& before, const std::vector<Ground>& after) {
  return without(before, after).empty() && without(after, before).empty();
}

std::vector<Ground> changed_grounds(std::vector<Ground> before, Verdict from,
                                    std::vector<Ground> after, Verdict to) {
  std::vector<Ground> gone = without(before, after), come = without(after, before);
  // The same pieces in another weight (an authority of another kind): all of both.
  if (gone.empty() && come.empty()) {
    gone = std::move(before);
    come = std::move(after);
  }
  std::vector<Ground>& first = from > to ? gone : come;
  std::vector<Ground>& second = from > to ? come : gone;
  first.insert(first.end(), std::make_move_iterator(second.begin()),
               std::make_move_iterator(second.end()));
  return std::move(first);
}

}  // namespace licet::decide
