#include "licet/report/fold.h"

#include <algorithm>
#include <charconv>

#include "docket_fold.h"
#include "licet/base/cores.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::report {
namespace {

constexpr std::string_view kStream = "application/";

int number_of_id(std::string_view id) {
  int number = 0;
  if (id.starts_with("A-")) std::from_chars(id.data() + 2, id.data() + id.size(), number);
  return number;
}

Error at_body(Error error) {
  error.place = cat("/record/body", error.place);
  return error;
}

// The dockets of one shard, with every order. Shards share nothing, so they run side by side.
class Folder {
 public:
  explicit Folder(const licence::Profile& profile) : profile_(profile) {}

  // Errors have the pointer within the line, or no place.
  Status add(const Json& record);

  std::map<std::string, DocketFold, std::less<>> dockets;
  Folded folded;  // of this shard; stays and decisions stay with the dockets

 private:
  Status open(const Json& body, const std::string& id, const licence::Instant& at);
  Status event(const Json& body, DocketFold& one);
  Status draw(const Json& record, const Json& body, bool back);

  const licence::Profile& profile_;
  std::map<std::string, std::size_t, std::less<>> shipments_;  // by key, in folded.drawn
};

Status Folder::open(const Json& body, const std::string& id, const licence::Instant& at) {
  if (body.text("profile") != profile_.id())
    return Error{Code::BadValue, "/record/body/profile",
                 cat("this log follows ", printable(body.text("profile")),
                     ": name it by --profile")};
  const Json* given = body.find("given");
  if (given == nullptr || dockets.contains(id))
    return Error{Code::LedgerCorrupt, "", "an opening without content, or a second one"};
  auto read = licence::open_docket(profile_, *given);
  if (!read.ok()) {
    Error error = read.error();
    error.place = cat("/record/body/given", error.place);
    return error;
  }
  licence::Docket& docket = read.value();
  docket.amendment_of = std::string(given->text("amendment_of"));
  docket.opened_by = std::string(given->text("opened_by"));
  if (const auto state = given->text("state"); !state.empty()) {
    if (profile_.application().find(state) == nullptr)
      return Error{Code::LedgerCorrupt, "/record/body/given/state", "no state of the profile"};
    docket.state = std::string(state);
  }
  const auto made =
      dockets.emplace(id, DocketFold(profile_, std::move(docket), number_of_id(id))).first;
  folded.moved[at.day].in += made->second.begin(at);
  return Done{};
}

Status Folder::event(const Json& body, DocketFold& one) {
  auto told = licence::read_docket_event(body);
  if (!told.ok()) return at_body(told.error());
  const auto applied = one.apply(folded.policies, told.value());
  if (applied.refusal) {
    const bool late = applied.refusal->rule == "back_dated";
    return Error{Code::LedgerCorrupt, late ? "/record/body/at" : "/record/body/event",
                 cat("`", printable(told.value().event),
                     "` was accepted and is refused by today's tables: ", applied.refusal->rule)};
  }
  if (applied.grown > 0) ++folded.moved[told.value().at.day].in;
  if (applied.grown < 0) ++folded.moved[told.value().at.day].out;
  return Done{};
}

// Only shipments and their reversals: a reservation has moved nothing.
Status Folder::draw(const Json& record, const Json& body, bool back) {
  auto on = parse_day(body.text("on"));
  if (!on.ok()) return Error{on.error().code, "/record/body/on", on.error().detail};
  if (back) {
    const auto of = shipments_.find(body.text("of"));
    if (of == shipments_.end()) return Done{};  // of a reservation, or without value
    Drawn taken = folded.drawn[of->second];
    taken.on = on.value();
    taken.back = true;
    folded.drawn.push_back(std::move(taken));
    shipments_.erase(of);
    return Done{};
  }
  const Json* value = body.find("value");
  if (value == nullptr || value->is_null()) return Done{};
  auto amount = Decimal::parse(value->text("amount"));
  if (!amount.ok())
    return Error{amount.error().code, "/record/body/value/amount", amount.error().detail};
  shipments_.emplace(record.text("key"), folded.drawn.size());
  folded.drawn.push_back({on.value(), std::string(body.text("licence")),
                          std::string(value->text("currency")), amount.value(), false});
  return Done{};
}

Status Folder::add(const Json& record) {
  const Json& body = *record.find("body");
  const std::string_view kind = record.text("kind");
  if (kind == "policy") {
    auto added = licence::add_policy(folded.policies, body);
    if (!added.ok()) return at_body(added.error());
    return Done{};
  }
  if (kind == "ship") return draw(record, body, false);
  if (kind == "reverse") return draw(record, body, true);
  const std::string_view id = record.text("stream").substr(kStream.size());
  if (kind == "application_opened") {
    auto at = licence::parse_instant(record.text("at"));
    if (!at.ok()) return Error{at.error().code, "/record/at", at.error().detail};
    return open(body, std::string(id), at.value());
  }
  const auto it = dockets.find(id);
  if (it == dockets.end())
    return Error{Code::LedgerCorrupt, "/record/stream",
                 "an event of an application that was never opened"};
  return event(body, it->second);
}

constexpr std::size_t kShards = 16, kNobody = 254, kEverybody = 255;
constexpr std::size_t kBlock = 1024, kPiece = 64;  // lines; a block stays in the cache

// A line as read: the record, who folds it, and what is wrong with it.
struct Line {
  Json json;
  std::size_t shard = kNobody;
  std::optional<Error> error;
};

// FNV-1a; any function would do, the result does not show it.
std::size_t shard_of(std::string_view id) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : id) hash = (hash ^ std::uint8_t(c)) * 1099511628211u;
  return std::size_t(hash % kShards);
}

bool in_turn(const Json& record, std::size_t number) {
  const Json* sequence = record.find("sequence");
  return sequence != nullptr && sequence->is_integer() &&
         sequence->integer() == std::int64_t(number);
}

// What was purged counts for nothing here; what is folded is never purged (ledger.h).
std::optional<Error> check_purged(const Json& gone, std::size_t number) {
  if (!in_turn(gone, number))
    return Error{Code::LedgerCorrupt, "/purged/sequence", cat("record ", number, " is due here")};
  for (const std::string_view kind : {"policy", "ship", "reverse", "application_opened",
                                      "application_event"})
    if (gone.text("kind") == kind)
      return Error{Code::LedgerCorrupt, "/purged/kind",
                   cat("a record `", kind, "` is never purged")};
  return std::nullopt;
}

Result<std::size_t> shard_of_record(const Json& record, std::size_t number) {
  const Json* body = record.find("body");
  if (body == nullptr) return Error{Code::LedgerCorrupt, "/record/body", "is missing"};
  if (!in_turn(record, number))
    return Error{Code::LedgerCorrupt, "/record/sequence", cat("record ", number, " is due here")};
  const std::string_view kind = record.text("kind"), stream = record.text("stream");
  if (kind == "policy") return kEverybody;
  if (kind == "ship" || kind == "reverse") return std::size_t{0};
  if (kind != "application_opened" && kind != "application_event") return kNobody;
  if (!stream.starts_with(kStream))
    return Error{Code::LedgerCorrupt, "/record/stream",
                 "an application's record in another stream"};
  return shard_of(stream.substr(kStream.size()));
}

Line read_line(std::string_view text, std::size_t number) {
  Line line;
  auto json = read_json(text);
  if (!json.ok()) {
    line.error = Error{Code::LedgerCorrupt, "",
                       cat("no line of an export of `licet ledger export`: ",
                           json.error().detail)};
    return line;
  }
  line.json = std::move(json.value());
  if (const Json* gone = line.json.find("purged")) {
    line.error = check_purged(*gone, number);
    return line;
  }
  const Json* record = line.json.find("record");
  if (record == nullptr) {
    line.error =
        Error{Code::LedgerCorrupt, "/record", "no line of an export of `licet ledger export`"};
    return line;
  }
  auto shard = shard_of_record(*record, number);
  if (shard.ok())
    line.shard = shard.value();
  else
    line.error = shard.error();
  return line;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    out.push_back(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return out;
}

// Every shard takes its own lines of the block, in order. The first line at fault counts, whichever
// shard found it; `first` is the number of lines before the block.
std::optional<Error> fold_block(std::vector<Folder>& shards, const std::vector<Line>& block,
                                std::size_t first, std::string_view name) {
  std::vector<std::vector<std::uint32_t>> own(shards.size());
  std::optional<Error> out;
  std::size_t at = block.size();
  for (std::size_t i = 0; i < at; ++i) {
    if (block[i].error) {
      out = block[i].error;
      at = i;
    } else if (block[i].shard == kEverybody) {
      for (auto& lines : own) lines.push_back(std::uint32_t(i));
    } else if (block[i].shard != kNobody) {
      own[block[i].shard].push_back(std::uint32_t(i));
    }
  }
  std::vector<std::pair<std::size_t, std::optional<Error>>> faults(shards.size());
  on_all_cores(shards.size(), [&](std::size_t shard) {
    for (const std::uint32_t i : own[shard])
      if (auto done = shards[shard].add(*block[i].json.find("record")); !done.ok()) {
        faults[shard] = {i, done.error()};
        return;
      }
  });
  for (const auto& [place, error] : faults)
    if (error && place < at) {
      at = place;
      out = error;
    }
  if (out)
    out->place = cat(name, ":", first + at + 1, out->place.empty() ? "" : "#", out->place);
  return out;
}

// Dockets of all shards by id.
Folded joined(std::vector<Folder>& shards) {
  std::map<std::string_view, DocketFold*> all;
  Folded out;
  for (Folder& shard : shards) {
    for (auto& [id, one] : shard.dockets) all.emplace(id, &one);
    for (const auto& [day, moved] : shard.folded.moved) {
      out.moved[day].in += moved.in;
      out.moved[day].out += moved.out;
    }
  }
  out.drawn = std::move(shards[0].folded.drawn);
  out.policies = std::move(shards[0].folded.policies);
  for (auto& [id, one] : all) {
    for (Stay& stay : one->stays()) {
      stay.application = id;
      out.stays.push_back(std::move(stay));
    }
    for (const licence::DecisionEntry& entry : one->docket().decisions)
      out.decisions.push_back({entry.at, entry.kind, entry.criteria});
  }
  return out;
}

}  // namespace

Result<Folded> fold(const licence::Profile& profile, std::string_view text,
                    std::string_view name) {
  const std::vector<std::string_view> lines = lines_of(text);
  std::vector<Folder> shards;
  for (std::size_t i = 0; i < kShards; ++i) shards.emplace_back(profile);
  std::vector<Line> block;
  for (std::size_t first = 0; first < lines.size(); first += kBlock) {
    block.resize(std::min(kBlock, lines.size() - first));
    on_all_cores((block.size() + kPiece - 1) / kPiece, [&](std::size_t piece) {
      const std::size_t end = std::min(block.size(), (piece + 1) * kPiece);
      for (std::size_t i = piece * kPiece; i < end; ++i)
        block[i] = read_line(lines[first + i], first + i + 1);
    });
    if (auto fault = fold_block(shards, block, first, name)) return *fault;
  }
  Folded out = joined(shards);
  on_all_cores(shards.size() + 1, [&](std::size_t i) {
    if (i == 0)
      out.log = to_hex(sha256(text));
    else
      shards[i - 1].dockets.clear();  // giving back the memory is a good part of the work
  });
  out.events = std::int64_t(lines.size());
  return out;
}

}  // namespace licet::report
