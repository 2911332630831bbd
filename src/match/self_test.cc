#include "licet/match/self_test.h"

#include <algorithm>

#include "licet/base/cores.h"
#include "licet/base/text.h"
#include "licet/match/mutants.h"
#include "licet/match/screen.h"

namespace licet::match {
namespace {

using snapshot::NameId;
using snapshot::Snapshot;

struct Sampled {
  NameId name;
  std::vector<Mutant> mutants;
  std::vector<bool> found;
};

std::uint64_t seed_of(const Snapshot& snapshot) {
  std::uint64_t seed = 0;
  for (int i = 0; i < 8; ++i) seed = seed << 8 | snapshot.id()[std::size_t(i)];
  return seed;
}

// Names of each list, drawn without putting back; addresses have none to ask for.
std::vector<NameId> sample(const Snapshot& snapshot, std::uint32_t names_a_list,
                           Sequence& random) {
  std::map<std::string, std::vector<NameId>, std::less<>> by_list;
  for (std::uint32_t i = 0; i < snapshot.name_count(); ++i) {
    const auto entry = snapshot.entry(snapshot.name({i}).entry);
    if (entry.type != snapshot::PartyType::kAddress && !snapshot.name({i}).key.empty())
      by_list[std::string(entry.list)].push_back({i});
  }
  std::vector<NameId> out;
  for (auto& [list, names] : by_list)
    for (std::size_t i = 0; i < names.size() && i < names_a_list; ++i) {
      std::swap(names[i], names[i + random.below(names.size() - i)]);
      out.push_back(names[i]);
    }
  return out;
}

bool finds(const Snapshot& snapshot, const std::string& name, std::string_view list,
           std::string_view entry_id) {
  Query query;
  query.name = name;
  query.list = list;
  const auto found = screen(snapshot, query);
  return found.ok() &&
         std::any_of(found.value().begin(), found.value().end(), [&](const Match& match) {
           return snapshot.entry(match.entry).entry_id == entry_id;
         });
}

bool finds_canary(const Snapshot& snapshot, const std::string& list, const std::string& name) {
  Query query;
  query.name = name;
  query.list = list;
  const auto found = screen(snapshot, query);
  return found.ok() && std::any_of(found.value().begin(), found.value().end(),
                                   [](const Match& match) { return match.same_name; });
}

void count(const Snapshot& snapshot, const Sampled& one, SelfTest& out) {
  const auto entry = snapshot.entry(snapshot.name(one.name).entry);
  for (std::size_t i = 0; i < one.mutants.size(); ++i) {
    const Mutant& mutant = one.mutants[i];
    for (Tried* tried : {&out.by_class[mutant.name_class],
                         &out.by_list[{std::string(entry.list), mutant.name_class}]}) {
      ++tried->tried;
      tried->found += one.found[i];
    }
    if (!one.found[i] && mutant.name_class.starts_with("M0"))
      out.as_listed_missed.push_back(cat(entry.list, " ", entry.entry_id, ": ", mutant.name_class,
                                         ": ", printable(mutant.name, 80)));
  }
}

}  // namespace

SelfTest self_test(const Snapshot& snapshot, const Canaries& canaries, std::uint32_t names_a_list,
                   const std::function<void()>& step, unsigned threads) {
  SelfTest out;
  for (const auto& [list, name] : canaries) {
    const auto source = snapshot.source_of(list);
    if (!source || source->rows == 0) continue;
    ++out.canaries;
    if (!finds_canary(snapshot, list, name)) out.canaries_missed.push_back(cat(list, ": ", name));
  }
  Sequence random(seed_of(snapshot));
  std::vector<Sampled> sampled;
  for (const NameId name : sample(snapshot, names_a_list, random)) {
    const auto view = snapshot.name(name);
    Sampled one{name, mutants_of(snapshot.entry(view.entry).type, std::string(view.text), random),
                {}};
    one.found.resize(one.mutants.size());
    sampled.push_back(std::move(one));
  }
  on_all_cores(
      sampled.size(),
      [&](std::size_t i) {
        Sampled& one = sampled[i];
        const auto entry = snapshot.entry(snapshot.name(one.name).entry);
        for (std::size_t m = 0; m < one.mutants.size(); ++m)
          one.found[m] = finds(snapshot, one.mutants[m].name, entry.list, entry.entry_id);
        if (step) step();
      },
      threads);
  for (const Sampled& one : sampled) count(snapshot, one, out);
  return out;
}

}  // namespace licet::match
