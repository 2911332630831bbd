#include "licet/report/fold.h"

#include <charconv>

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

struct Case {
  licence::Docket docket;
  int number = 0;
  std::vector<Stay> stays;
};

class Folder {
 public:
  explicit Folder(const licence::Profile& profile) : profile_(profile) {}

  Status add(const Json& record, const std::string& place);
  Folded finish();

 private:
  bool pending(const std::string& state) const {
    const auto& machine = profile_.application();
    return state != machine.states().front().id && !machine.in(state, "terminal");
  }
  Status open(const Json& body, const std::string& id, const licence::Instant& at,
              const std::string& place);
  Status event(const Json& body, Case& one, const std::string& place);
  void move(Case& one, bool was_pending, const licence::Instant& at, std::string_view cite);
  void describe(const licence::Docket& docket, Stay& stay) const;

  const licence::Profile& profile_;
  licence::Policies policies_;
  std::map<std::string, Case, std::less<>> cases_;
  std::int64_t events_ = 0;
};

void Folder::describe(const licence::Docket& docket, Stay& stay) const {
  stay.state = docket.state;
  stay.lines = int(docket.goods.size());
  stay.value.clear();
  for (const licence::Good& good : docket.goods) {
    if (!good.value) continue;
    const std::string& currency =
        good.currency.empty() ? profile_.text("currency") : good.currency;
    stay.value[currency] = stay.value[currency].plus(*good.value);
  }
}

void Folder::move(Case& one, bool was_pending, const licence::Instant& at, std::string_view cite) {
  const bool is_pending = pending(one.docket.state);
  if (!was_pending && is_pending) {
    one.stays.emplace_back();
    one.stays.back().in = at;
    one.stays.back().again = one.stays.size() > 1;
  }
  if (one.stays.empty() || one.stays.back().out) return;
  Stay& stay = one.stays.back();
  describe(one.docket, stay);
  if (is_pending) return;
  stay.out = at;
  stay.cite = std::string(cite);
  stay.days = at.day.number - stay.in.day.number;
  if (!stay.again) stay.clock_days = licence::processing_days(profile_, one.docket, at);
}

Status Folder::open(const Json& body, const std::string& id, const licence::Instant& at,
                    const std::string& place) {
  if (body.text("profile") != profile_.id())
    return Error{Code::BadValue, place, cat("this log follows ", printable(body.text("profile")),
                                            ": name it by --profile")};
  const Json* given = body.find("given");
  if (given == nullptr || cases_.contains(id))
    return Error{Code::LedgerCorrupt, place, "an opening without content, or a second one"};
  LICET_TRY(docket, licence::open_docket(profile_, *given));
  Case& one = cases_[id];
  one.docket = std::move(docket);
  one.docket.amendment_of = std::string(given->text("amendment_of"));
  one.docket.opened_by = std::string(given->text("opened_by"));
  if (const auto state = given->text("state"); !state.empty())
    one.docket.state = std::string(state);
  one.number = number_of_id(id);
  move(one, false, at, "");
  return Done{};
}

Status Folder::event(const Json& body, Case& one, const std::string& place) {
  LICET_TRY(told, licence::read_docket_event(body));
  const bool was = pending(one.docket.state);
  const licence::Setting setting{profile_, policies_, one.number, "report"};
  licence::Step step = licence::apply(setting, one.docket, told);
  if (step.refusal)
    return Error{Code::LedgerCorrupt, place,
                 cat("was accepted and is refused by today's tables: ", step.refusal->rule)};
  one.docket = std::move(step.docket);
  std::string_view cite;
  for (const licence::AuditRow& row : one.docket.audit)
    if (row.machine == "application" && row.to == one.docket.state) cite = row.cite;
  move(one, was, told.at, cite);
  return Done{};
}

Status Folder::add(const Json& record, const std::string& place) {
  ++events_;
  const Json* body = record.find("body");
  const Json* sequence = record.find("sequence");
  if (body == nullptr || sequence == nullptr || !sequence->is_integer() ||
      sequence->integer() != events_)
    return Error{Code::LedgerCorrupt, place, cat("record ", events_, " is due here")};
  const std::string_view kind = record.text("kind");
  if (kind == "policy") return licence::add_policy(policies_, *body);
  if (kind != "application_opened" && kind != "application_event") return Done{};
  std::string_view stream = record.text("stream");
  if (!stream.starts_with(kStream))
    return Error{Code::LedgerCorrupt, place, "an application's record in another stream"};
  const std::string id(stream.substr(kStream.size()));
  if (kind == "application_opened") {
    LICET_TRY(at, licence::parse_instant(record.text("at")));
    return open(*body, id, at, place);
  }
  const auto it = cases_.find(id);
  if (it == cases_.end())
    return Error{Code::LedgerCorrupt, place, "an event of an application that was never opened"};
  return event(*body, it->second, place);
}

Folded Folder::finish() {
  Folded out;
  out.events = events_;
  for (auto& [id, one] : cases_) {
    for (Stay& stay : one.stays) {
      stay.application = id;
      out.stays.push_back(std::move(stay));
    }
    for (const licence::DecisionEntry& entry : one.docket.decisions)
      out.decisions.push_back({entry.at, entry.kind, entry.criteria});
  }
  return out;
}

}  // namespace

Result<Folded> fold(const licence::Profile& profile, std::string_view lines,
                    std::string_view name) {
  Folder folder(profile);
  std::size_t number = 0;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string place = cat(name, ":", ++number);
    auto json = read_json(rest.substr(0, end));
    const Json* record = json.ok() ? json.value().find("record") : nullptr;
    if (record == nullptr)
      return Error{Code::LedgerCorrupt, place, "no line of an export of `licet ledger export`"};
    if (auto done = folder.add(*record, place); !done.ok()) {
      Error error = done.error();  // what reads a record knows its place in it only
      if (error.place != place) error.place = cat(place, "#", error.place);
      return error;
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  Folded out = folder.finish();
  out.log = to_hex(sha256(lines));
  return out;
}

}  // namespace licet::report
