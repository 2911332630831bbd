#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <mutex>

#include "commands.h"
#include "licet/base/text.h"
#include "licet/ingest/file.h"
#include "portfolio_store.h"

namespace licet::cli {
namespace {

using portfolio::Disposition;
using portfolio::Hit;
using portfolio::Party;
using portfolio::Screened;
using portfolio::State;

constexpr int kNothingOpen = 0, kOpen = 12;

struct Arguments {
  std::string file, party, list, entry, reason, by, until;
  std::vector<std::string> ids;
  int threshold = match::kReviewThreshold;
  bool full = false, open = false;
};

// ---- what is shown

struct Shown {
  const Screened* screened;
  const Hit* hit;
  portfolio::Standing standing;
};

bool needs_review(State state) { return state != State::kDismissed; }

std::vector<Shown> shown_hits(const Kept& kept, const std::string& party) {
  std::vector<Shown> out;
  for (const Screened& one : kept.portfolio.parties)
    if (party.empty() || one.party.id == party)
      for (const Hit& hit : one.hits)
        out.push_back({&one, &hit,
                       portfolio::standing_of(one.party, hit, kept.dispositions, today())});
  return out;
}

Json hit_json(const Shown& shown) {
  Json::Object o;
  o["party"] = shown.screened->party.id;
  o["party_name"] = shown.screened->party.name;
  o["list"] = shown.hit->list;
  o["entry_id"] = shown.hit->entry_id;
  o["name"] = shown.hit->name;
  o["matched_name"] = shown.hit->matched_name;
  o["score"] = shown.hit->score_permille;
  o["state"] = std::string(to_string(shown.standing.state));
  o["because"] = shown.standing.because;
  return o;
}

std::string hit_line(const Shown& shown) {
  const Hit& hit = *shown.hit;
  return cat("  ", hit.score_permille, "  ", printable(hit.name, 80), "  (", hit.list, " ",
             hit.entry_id, ")  ", to_string(shown.standing.state),
             shown.standing.because.empty() ? "" : ": ", printable(shown.standing.because, 120),
             "\n");
}

int show_kept(const Kept& kept, const Arguments& arguments, const Globals& globals) {
  const auto all = shown_hits(kept, arguments.party);
  Json::Array hits, problems;
  std::string text;
  const bool unchecked = live(globals).stale;
  bool open = kept.stale || unchecked;
  const Screened* last = nullptr;
  for (const Shown& one : all) {
    const bool review = needs_review(one.standing.state);
    open |= review;
    if (arguments.open && !review) continue;
    if (last != one.screened)
      text += cat(one.screened->party.id, "  ", printable(one.screened->party.name, 80), "\n");
    last = one.screened;
    text += hit_line(one);
    hits.push_back(hit_json(one));
  }
  for (const Screened& one : kept.portfolio.parties) {
    if (one.problem.empty() || !(arguments.party.empty() || one.party.id == arguments.party))
      continue;
    open = true;
    text += cat(one.party.id, "  ", printable(one.party.name, 80),
                "\n  not screened: ", one.problem, "\n");
    problems.emplace_back(
        Json::Object{{"party", Json(one.party.id)}, {"problem", Json(one.problem)}});
  }
  const std::string id = to_id(kept.portfolio.snapshot);
  if (globals.json) {
    print(to_canonical(Json::Object{{"snapshot", Json(id)},
                                    {"stale", Json(kept.stale)},
                                    {"lists_unchecked", Json(unchecked)},
                                    {"parties", Json(std::int64_t(kept.portfolio.parties.size()))},
                                    {"hits", Json(std::move(hits))},
                                    {"not_screened", Json(std::move(problems))}}) +
          "\n");
  } else {
    print(text + cat(kept.portfolio.parties.size(), " parties, screened against ", id, "\n"));
    if (unchecked) print("the lists in force were not all checked in the last 24 hours\n");
    if (kept.stale) print("other lists are in force now: run `licet portfolio screen`\n");
  }
  return open ? kOpen : kNothingOpen;
}

int run_show(const Arguments& arguments, const Globals& globals) {
  auto kept = read_kept(globals);
  if (!kept.ok()) return fail(kept.error());
  if (!arguments.party.empty()) {
    auto party = find_party(kept.value(), arguments.party);
    if (!party.ok()) return fail(party.error());
  }
  return show_kept(kept.value(), arguments, globals);
}

// ---- what is done

std::map<std::string, const Screened*> by_id(const portfolio::Portfolio& portfolio) {
  std::map<std::string, const Screened*> out;
  for (const Screened& one : portfolio.parties) out[one.party.id] = &one;
  return out;
}

Json change_json(const Party& party, const Hit& hit, bool fresh) {
  return Json::Object{{"party", Json(party.id)},       {"party_name", Json(party.name)},
                      {"change", Json(fresh ? "new" : "gone")}, {"list", Json(hit.list)},
                      {"entry_id", Json(hit.entry_id)}, {"name", Json(hit.name)},
                      {"score", Json(hit.score_permille)}};
}

// What became other between two states of the portfolio, party by party; true when a hit came.
bool print_changes(const portfolio::Portfolio& before, const portfolio::Portfolio& now,
                   const Globals& globals) {
  const auto old = by_id(before);
  Json::Array changes;
  std::string text;
  bool fresh = false;
  for (const Screened& one : now.parties) {
    const auto it = old.find(one.party.id);
    const Screened none{one.party, {}, {}};
    const auto found = portfolio::changes_of(it == old.end() ? none : *it->second, one);
    if (!found.any() && one.problem.empty()) continue;
    text += cat(one.party.id, "  ", printable(one.party.name, 80), "\n");
    if (!one.problem.empty()) text += cat("  not screened: ", one.problem, "\n");
    for (const bool is_new : {true, false})
      for (const Hit& hit : is_new ? found.fresh : found.gone) {
        changes.push_back(change_json(one.party, hit, is_new));
        text += cat(is_new ? "  + " : "  - ", hit.score_permille, "  ", printable(hit.name, 80),
                    "  (", hit.list, " ", hit.entry_id, ")\n");
      }
    fresh |= !found.fresh.empty() || !one.problem.empty();
  }
  if (globals.json)
    print(to_canonical(Json::Object{{"snapshot", Json(to_id(now.snapshot))},
                                    {"parties", Json(std::int64_t(now.parties.size()))},
                                    {"changes", Json(std::move(changes))}}) +
          "\n");
  else
    print(text.empty() ? std::string("nothing changed\n") : text);
  return fresh;
}

// A bar that threads may move.
class Bar {
 public:
  explicit Bar(std::size_t total) : progress_("screening", total) {}
  portfolio::Step step() {
    return [this](std::size_t) {
      const std::lock_guard hold(mutex_);
      progress_.step();
    };
  }

 private:
  std::mutex mutex_;
  Progress progress_;
};

Result<std::vector<Party>> parties_of(const std::string& path) {
  LICET_TRY(text, read_input(path));
  LICET_TRY(table, CsvTable::read(text, path, {"id", "name"}));
  return portfolio::read_parties(table);
}

// Keeps what is known of parties that did not change, screens the others.
portfolio::Portfolio with_parties(const portfolio::Portfolio& known, std::vector<Party> parties,
                                  const snapshot::Snapshot& now) {
  const auto old = by_id(known);
  portfolio::Portfolio out = known;
  std::map<std::string, Screened> merged;
  for (const Screened& one : known.parties) merged[one.party.id] = one;
  std::erase_if(parties, [&](const Party& party) {
    const auto it = old.find(party.id);
    return it != old.end() && it->second->party == party;
  });
  Bar bar(parties.size());
  for (Screened& one :
       portfolio::screen_all(now, parties, known.threshold_permille, bar.step()))
    merged[one.party.id] = std::move(one);
  out.parties.clear();
  for (auto& [id, one] : merged) out.parties.push_back(std::move(one));
  return out;
}

int run_add(const Arguments& arguments, const Globals& globals) {
  auto parties = parties_of(arguments.file);
  if (!parties.ok()) return fail(parties.error());
  return change_portfolio(globals, [&](const Kept& kept, const snapshot::Snapshot& now)
                                       -> Result<portfolio::Portfolio> {
    if (kept.portfolio.parties.empty()) {
      portfolio::Portfolio fresh = kept.portfolio;
      fresh.threshold_permille = arguments.threshold;
      return with_parties(fresh, std::move(parties.value()), now);
    }
    LICET_TRY(current, brought_on(globals, kept, now, false, {}));
    return with_parties(current, std::move(parties.value()), now);
  }, print_changes);
}

int run_remove(const Arguments& arguments, const Globals& globals) {
  return change_portfolio(globals, [&](const Kept& kept, const snapshot::Snapshot&)
                                       -> Result<portfolio::Portfolio> {
    portfolio::Portfolio out = kept.portfolio;
    for (const std::string& id : arguments.ids) {
      LICET_TRY(party, find_party(kept, id));
      (void)party;
      std::erase_if(out.parties, [&](const Screened& one) { return one.party.id == id; });
    }
    return out;
  }, print_changes);
}

int run_screen(const Arguments& arguments, const Globals& globals) {
  return change_portfolio(globals, [&](const Kept& kept, const snapshot::Snapshot& now) {
    Bar bar(kept.portfolio.parties.size());
    return brought_on(globals, kept, now, arguments.full, bar.step());
  }, print_changes);
}

int run_ruling(const Arguments& arguments, portfolio::Ruling ruling, const Globals& globals) {
  std::optional<Day> last;
  if (!arguments.until.empty()) {
    auto day = parse_day(arguments.until);
    if (!day.ok()) return fail({Code::BadDay, "--until", day.error().detail});
    last = day.value();
  }
  const auto done = add_disposition(
      globals, arguments.party, arguments.list, arguments.entry,
      [&](const Party& party, const Hit& hit) {
        return portfolio::disposition_of(party, hit, ruling, arguments.reason, arguments.by,
                                         today(), last);
      });
  if (!done.ok()) return fail(done.error());
  Arguments one;
  one.party = arguments.party;
  auto kept = read_kept(globals);
  return kept.ok() ? show_kept(kept.value(), one, globals) : fail(kept.error());
}

CLI::App* ruling_command(CLI::App& group, const char* name, const char* what,
                         const std::shared_ptr<Arguments>& arguments) {
  auto* command = group.add_subcommand(name, what);
  command->add_option("party", arguments->party, "your id of the party")->required();
  command->add_option("list", arguments->list, "the list of the hit (entity-list, sdn …)")
      ->required();
  command->add_option("entry", arguments->entry, "the id of the row in that list")->required();
  command->add_option("--reason", arguments->reason, "why")->required();
  command->add_option("--by", arguments->by, "who decides")->required();
  return command;
}

}  // namespace

void add_portfolio(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand(
      "portfolio", "your parties, screened again on each change of list or party");
  group->require_subcommand(1);
  group->footer(R"(examples
  licet portfolio add parties.csv
  licet portfolio screen                      after `licet lists add`: only what changed is asked
  licet portfolio show --open
  licet portfolio dismiss 4711 sdn 36 --reason 'another city, other owners' --by 'A. Reviewer'

exit status
  0 nothing to review    12 hits to review, parties not screened, other lists in force, or lists
  that were not checked for 24 hours (show)
  2 the command is malformed    3 data or system)");
  auto arguments = std::make_shared<Arguments>();
  auto* add = group->add_subcommand("add", "adds or changes parties and screens them");
  add->add_option("file", arguments->file, "CSV with id,name[,type,country,dob,identifier]")
      ->required();
  add->add_option("--threshold", arguments->threshold, "thousandths, for a new portfolio")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  add->footer("examples\n  licet portfolio add parties.csv");
  add->callback([arguments, &globals, &status] { status = run_add(*arguments, globals); });
  auto* remove = group->add_subcommand("remove", "takes parties out");
  remove->add_option("ids", arguments->ids, "your ids")->required();
  remove->footer("examples\n  licet portfolio remove 4711 4712");
  remove->callback([arguments, &globals, &status] { status = run_remove(*arguments, globals); });
  auto* screen = group->add_subcommand("screen", "brings every party to the lists in force");
  screen->add_flag("--full", arguments->full, "asks about every row, not only those that changed");
  screen->footer("examples\n  licet portfolio screen\n  licet portfolio screen --full --json");
  screen->callback([arguments, &globals, &status] { status = run_screen(*arguments, globals); });
  auto* show = group->add_subcommand("show", "hits with what reviewers said of them");
  show->add_option("party", arguments->party, "one party only");
  show->add_flag("--open", arguments->open, "only what must be reviewed");
  show->footer("examples\n  licet portfolio show --open\n  licet portfolio show 4711 --json");
  show->callback([arguments, &globals, &status] { status = run_show(*arguments, globals); });
  auto* confirm = ruling_command(*group, "confirm", "this is the party", arguments);
  confirm->footer("examples\n  licet portfolio confirm 4711 sdn 36 --reason 'same tax number' "
                  "--by 'A. Reviewer'");
  confirm->callback([arguments, &globals, &status] {
    status = run_ruling(*arguments, portfolio::Ruling::kConfirmed, globals);
  });
  auto* dismiss = ruling_command(*group, "dismiss", "this is not the party", arguments);
  dismiss->add_option("--until", arguments->until, "last day (default and most: 366 days)");
  dismiss->footer(R"(examples
  licet portfolio dismiss 4711 sdn 36 --reason 'born 1961, not 1985' --by 'A. Reviewer'

It holds for this party, this row and this evidence as they are; when one of them changes, the hit
is open again.)");
  dismiss->callback([arguments, &globals, &status] {
    status = run_ruling(*arguments, portfolio::Ruling::kDismissed, globals);
  });
}

}  // namespace licet::cli
