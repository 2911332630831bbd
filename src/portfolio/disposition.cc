#include "licet/portfolio/disposition.h"

#include "licet/base/json.h"
#include "licet/base/text.h"

namespace licet::portfolio {
namespace {

constexpr std::string_view kConfirmed = "confirmed";
constexpr std::string_view kDismissed = "dismissed";

const Disposition* last_word(const Party& party, const Hit& hit,
                             const std::vector<Disposition>& dispositions) {
  for (auto it = dispositions.rbegin(); it != dispositions.rend(); ++it)
    if (it->party == party.id && it->list == hit.list && it->entry_id == hit.entry_id) return &*it;
  return nullptr;
}

Result<Day> day_at(const Json& json, std::string_view key, const std::string& place) {
  const auto day = parse_day(json.text(key));
  if (day.ok()) return day.value();
  return Error{Code::BadValue, place, cat("`", key, "` is not a day")};
}

Result<Digest> digest_at(const Json& json, std::string_view key, const std::string& place) {
  Digest digest{};
  if (parse_digest(json.text(key), digest)) return digest;
  return Error{Code::BadValue, place, cat("`", key, "` is not a digest")};
}

Result<Disposition> read_line(const Json& json, const std::string& place) {
  Disposition out;
  for (const auto& [key, text] : {std::pair{"party", &out.party}, std::pair{"list", &out.list},
                                  std::pair{"entry_id", &out.entry_id},
                                  std::pair{"reason", &out.reason}, std::pair{"by", &out.by}}) {
    *text = json.text(key);
    if (text->empty()) return Error{Code::BadValue, place, cat("`", key, "` is missing")};
  }
  const std::string_view ruling = json.text("ruling");
  if (ruling != kConfirmed && ruling != kDismissed)
    return Error{Code::BadValue, place, "`ruling` is confirmed or dismissed"};
  out.ruling = ruling == kConfirmed ? Ruling::kConfirmed : Ruling::kDismissed;
  LICET_TRY(on, day_at(json, "on", place));
  out.on = on;
  out.last = kForever;
  if (out.ruling == Ruling::kDismissed) {
    LICET_TRY(last, day_at(json, "last", place));
    out.last = last;
  }
  LICET_TRY(party, digest_at(json, "party_digest", place));
  LICET_TRY(entry, digest_at(json, "entry_digest", place));
  LICET_TRY(hit, digest_at(json, "hit_digest", place));
  out.party_digest = party;
  out.entry_digest = entry;
  out.hit_digest = hit;
  return out;
}

std::string digest_of_line(std::string_view line) {
  return line.empty() ? std::string() : to_id(sha256(line));
}

}  // namespace

std::string_view to_string(State state) {
  switch (state) {
    case State::kOpen: return "open";
    case State::kConfirmed: return "confirmed";
    case State::kDismissed: return "dismissed";
    case State::kExpired: return "expired";
    case State::kReopened: return "re-opened";
  }
  return "";
}

Standing standing_of(const Party& party, const Hit& hit,
                     const std::vector<Disposition>& dispositions, Day today) {
  const Disposition* word = last_word(party, hit, dispositions);
  if (word == nullptr) return {};
  if (word->ruling == Ruling::kConfirmed)
    return {State::kConfirmed, cat("by ", word->by, " on ", to_string(word->on))};
  if (identity_of(party) != word->party_digest) return {State::kReopened, "the party changed"};
  if (hit.entry != word->entry_digest) return {State::kReopened, "the row of the list changed"};
  if (identity_of(hit) != word->hit_digest) return {State::kReopened, "the evidence changed"};
  if (today > word->last)
    return {State::kExpired, cat("dismissed up to ", to_string(word->last))};
  if (today < word->on)
    return {State::kOpen, cat("dismissed only from ", to_string(word->on))};
  return {State::kDismissed, cat("by ", word->by, " up to ", to_string(word->last))};
}

Result<Disposition> disposition_of(const Party& party, const Hit& hit, Ruling ruling,
                                   std::string reason, std::string by, Day on,
                                   std::optional<Day> last) {
  if (trim(reason).empty()) return Error{Code::BadValue, "--reason", "say why"};
  if (trim(by).empty()) return Error{Code::BadValue, "--by", "say who decides"};
  const bool dismissed = ruling == Ruling::kDismissed;
  const Day until = !dismissed ? kForever : last ? *last : on.plus(kMostDaysDismissed - 1);
  if (dismissed && until < on)
    return Error{Code::BadValue, "--until", "lies before the day of the decision"};
  if (dismissed && until > on.plus(kMostDaysDismissed - 1))
    return Error{Code::BadValue, "--until",
                 cat("a dismissal lasts at most ", kMostDaysDismissed, " days")};
  return Disposition{party.id, hit.list, hit.entry_id, ruling, std::move(reason), std::move(by), on,
                     until, identity_of(party), hit.entry, identity_of(hit)};
}

std::string line_of(const Disposition& disposition, std::string_view previous_line) {
  Json::Object o;
  o["party"] = disposition.party;
  o["list"] = disposition.list;
  o["entry_id"] = disposition.entry_id;
  const bool confirmed = disposition.ruling == Ruling::kConfirmed;
  o["ruling"] = confirmed ? kConfirmed : kDismissed;
  o["reason"] = disposition.reason;
  o["by"] = disposition.by;
  o["on"] = to_string(disposition.on);
  if (!confirmed) o["last"] = to_string(disposition.last);
  o["party_digest"] = to_id(disposition.party_digest);
  o["entry_digest"] = to_id(disposition.entry_digest);
  o["hit_digest"] = to_id(disposition.hit_digest);
  o["previous"] = digest_of_line(previous_line);
  return to_canonical(Json(std::move(o)));
}

Result<std::vector<Disposition>> read_dispositions(std::string_view text,
                                                   const std::string& file) {
  std::vector<Disposition> out;
  if (!text.empty() && !text.ends_with('\n'))
    return Error{Code::BadValue, file, "the last line is not ended: the file was cut"};
  std::string_view previous;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    const std::string place = cat(file, ":", ++number);
    auto json = read_json(line);
    if (!json.ok()) return Error{json.error().code, place, json.error().detail};
    if (json.value().text("previous") != digest_of_line(previous))
      return Error{Code::BadValue, place,
                   "does not follow the line before it: a line was changed or taken out"};
    LICET_TRY(disposition, read_line(json.value(), place));
    out.push_back(std::move(disposition));
    previous = line;
  }
  return out;
}

}  // namespace licet::portfolio
