#include "portfolio_store.h"

#include <algorithm>
#include <filesystem>

#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

namespace fs = std::filesystem;

std::string path_of(const Globals& globals, const char* name) {
  return cat(data_path(globals), "/portfolio/", name);
}

Result<std::string> text_of(const std::string& path) {
  std::error_code failed;
  if (!fs::exists(path, failed)) return std::string();
  ingest::FileLimits limits;
  limits.most_bytes = limits.most_inflated = 4ull << 30;
  return ingest::read_file(path, limits);
}

Status write(const std::string& path, std::string_view text) {
  std::error_code failed;
  fs::create_directories(fs::path(path).parent_path(), failed);
  if (failed) return Error{Code::FileUnwritable, path, failed.message()};
  return ingest::replace_file(path, text);
}

Result<Kept> read_against(const Globals& globals, const snapshot::Snapshot& now) {
  Kept kept;
  const std::string parties = path_of(globals, "parties.jsonl");
  LICET_TRY(text, text_of(parties));
  if (text.empty()) {
    kept.portfolio.snapshot = now.id();
    kept.portfolio.keys = portfolio::keys_of_this_program();
  } else {
    LICET_TRY(read, portfolio::read_portfolio(text, parties));
    kept.portfolio = std::move(read);
  }
  kept.stale = kept.portfolio.snapshot != now.id() ||
               kept.portfolio.keys != portfolio::keys_of_this_program();
  const std::string said = path_of(globals, "dispositions.jsonl");
  LICET_TRY(lines, text_of(said));
  LICET_TRY(dispositions, portfolio::read_dispositions(lines, said));
  kept.dispositions = std::move(dispositions);
  return kept;
}

Result<const portfolio::Hit*> find_hit(const portfolio::Screened& screened,
                                       const std::string& list, const std::string& entry) {
  for (const portfolio::Hit& hit : screened.hits)
    if (hit.list == list && hit.entry_id == entry) return &hit;
  return Error{Code::BadValue, "entry",
               cat("`", printable(screened.party.id, 60), "` has no hit `", printable(list, 40),
                   " ", printable(entry, 60), "`; see `licet portfolio show ",
                   printable(screened.party.id, 60), "`")};
}

Status append_line(const Globals& globals, const portfolio::Disposition& disposition) {
  const std::string path = path_of(globals, "dispositions.jsonl");
  LICET_TRY(text, text_of(path));
  std::string_view last = text;
  if (last.ends_with('\n')) last.remove_suffix(1);
  if (const auto at = last.rfind('\n'); at != std::string_view::npos) last = last.substr(at + 1);
  return write(path, cat(text, portfolio::line_of(disposition, last), "\n"));
}

Result<bool> change_locked(const Globals& globals, const Change& change, const Teller& tell) {
  const ingest::DataFolder folder(data_path(globals));
  LICET_TRY(lock, folder.lock());
  (void)lock;
  LICET_TRY(now, open_snapshot(globals));
  LICET_TRY(kept, read_against(globals, *now));
  LICET_TRY(changed, change(kept, *now));
  LICET_TRY_DONE(write(path_of(globals, "parties.jsonl"), portfolio::write_portfolio(changed)));
  return tell(kept.portfolio, changed, globals);
}

}  // namespace

Result<Kept> read_kept(const Globals& globals) {
  LICET_TRY(now, open_snapshot(globals));
  return read_against(globals, *now);
}

Result<const portfolio::Screened*> find_party(const Kept& kept, const std::string& id) {
  std::vector<std::string> ids;
  for (const auto& one : kept.portfolio.parties) {
    if (one.party.id == id) return &one;
    ids.push_back(one.party.id);
  }
  const std::string nearest = nearest_word(id, ids);
  return Error{Code::BadValue, "party",
               cat("no party `", printable(id, 60), "`",
                   nearest.empty() ? "" : cat("; nearest: `", printable(nearest, 60), "`"))};
}

Result<portfolio::Portfolio> brought_on(const Globals& globals, const Kept& kept,
                                        const snapshot::Snapshot& now, bool full,
                                        const portfolio::Step& step) {
  portfolio::Portfolio out = kept.portfolio;
  out.snapshot = now.id();
  out.keys = portfolio::keys_of_this_program();
  const bool same_engine = kept.portfolio.keys == out.keys;
  if (!full && !kept.stale) return out;
  if (!full && same_engine)
    if (auto before = find_snapshot(globals, kept.portfolio.snapshot); before.ok()) {
      LICET_TRY(parties, portfolio::rescreen(kept.portfolio.parties, *before.value(), now,
                                             out.threshold_permille, step));
      out.parties = std::move(parties);
      return out;
    }
  std::vector<portfolio::Party> parties;
  for (const auto& one : kept.portfolio.parties) parties.push_back(one.party);
  out.parties = portfolio::screen_all(now, parties, out.threshold_permille, step);
  return out;
}

int change_portfolio(const Globals& globals, const Change& change, const Teller& tell) {
  const auto changed = change_locked(globals, change, tell);
  if (!changed.ok()) return fail(changed.error());
  return changed.value() ? 12 : 0;
}

Status add_disposition(const Globals& globals, const std::string& party, const std::string& list,
                       const std::string& entry, const Decide& decide) {
  const ingest::DataFolder folder(data_path(globals));
  LICET_TRY(lock, folder.lock());
  (void)lock;
  LICET_TRY(kept, read_kept(globals));
  if (kept.stale)
    return Error{Code::BadValue, "portfolio",
                 "other lists are in force than those that it was screened against: run `licet "
                 "portfolio screen` first"};
  LICET_TRY(screened, find_party(kept, party));
  LICET_TRY(hit, find_hit(*screened, list, entry));
  LICET_TRY(disposition, decide(screened->party, *hit));
  return append_line(globals, disposition);
}

}  // namespace licet::cli
