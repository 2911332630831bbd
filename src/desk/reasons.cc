#include "licet/desk/reasons.h"

#include <algorithm>
#include <set>

#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::desk {
namespace {

const Json::Array& list(const Json& object, std::string_view key) {
  static const Json::Array kNone;
  const Json* found = object.find(key);
  return found != nullptr && found->is_array() ? found->array() : kNone;
}

bool flag(const Json& object, std::string_view key) {
  const Json* found = object.find(key);
  return found != nullptr && found->is_bool() && found->boolean();
}

std::vector<std::string> cites(const Json& object) {
  std::vector<std::string> out;
  for (const Json& one : list(object, "cite"))
    if (one.is_string()) out.push_back(one.string());
  return out;
}

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

// "parties/0/screening/sdn/25482/match": is the party the one of this row?
bool is_a_match(std::string_view place) {
  return has(place, "/screening/") && place.ends_with("/match");
}

bool amounts_only(const Json& licence) {
  constexpr std::string_view kAmounts[] = {"quantity", "value", "order_value", "period"};
  bool any = false;
  for (const Json& line : list(licence, "lines"))
    for (const Json& clause : list(line, "clauses")) {
      if (clause.text("fits") == "yes") continue;
      any = true;
      if (std::find(std::begin(kAmounts), std::end(kAmounts), clause.text("clause")) ==
          std::end(kAmounts))
        return false;
    }
  return any;
}

class Finder {
 public:
  Finder(const Json& answer, const Json& checked) : answer_(answer), checked_(checked) {}

  std::vector<Reason> run() {
    for (const Json& one : list(answer_, "requirements")) add_requirement(one);
    for (const Json& one : list(answer_, "missing")) add_missing(one);
    if (answer_.text("verdict") == "HOLD")
      for (const Json& one : list(answer_, "conditions")) add_condition(one);
    if (const Json* asked = answer_.find("asked"))
      if (const Json* live = asked->find("live"); live != nullptr && flag(*live, "stale"))
        add("list_stale", "lists", "The lists have not been checked lately.", {});
    add_what_is_left();
    std::sort(found_.begin(), found_.end(),
              [](const Reason& a, const Reason& b) { return a.key() < b.key(); });
    return std::move(found_);
  }

 private:
  void add(std::string_view kind, std::string_view about, std::string says,
           std::vector<std::string> cite) {
    Reason reason{std::string(kind), std::string(about), std::move(says), std::move(cite)};
    LICET_CHECK(reason_kind(kind) != nullptr, "a reason of no kind");
    if (seen_.insert(reason.key()).second) found_.push_back(std::move(reason));
  }

  std::string_view verdict_of(std::string_view line) const {
    for (const Json& one : list(answer_, "lines"))
      if (one.text("line") == line) return one.text("verdict");
    return answer_.text("verdict");
  }

  void add_requirement(const Json& one) {
    const std::string_view status = one.text("status");
    const std::string says(one.text("because"));
    if (status == "open" && verdict_of(one.text("line")) == "PROHIBITED")
      add("prohibited", one.text("id"), says, cites(one));
    else if (status == "open")
      add(licence_kind(), one.text("id"), cat(says, why_no_licence(one)), cites(one));
    else if (status == "refer")
      add(list(one, "entries").empty() ? "reading_due" : "party_hit", one.text("id"), says,
          cites(one));
    else if (status == "awaits")
      waits_ = &one;
  }

  // " Licence D1: it names CNSHA, not CNNGB." of each that was looked at.
  static std::string why_no_licence(const Json& requirement) {
    std::string out;
    for (const Json& one : list(requirement, "foreclosed"))
      if (const std::string_view id = one.text("authority"); id.starts_with("licence:"))
        out += cat(" Licence ", id.substr(8), ": ", one.text("because"), ".");
    return out;
  }

  // Why the exporter's licences do not do.
  std::string_view licence_kind() const {
    const Json::Array& licences = list(checked_, "licences");
    if (licences.empty()) return "licence_missing";
    return std::any_of(licences.begin(), licences.end(), amounts_only) ? "licence_exhausted"
                                                                       : "licence_does_not_cover";
  }

  void add_missing(const Json& one) {
    const std::string_view fact = one.text("fact");
    add(is_a_match(fact)       ? "party_hit"
        : has(fact, "red_flag") ? "red_flag"
                                : "fact_missing",
        fact, std::string(one.text("ask")), cites(one));
  }

  // What a HOLD waits for: a fact by its place, a norm by its id, what a licence demands.
  void add_condition(const Json& one) {
    const std::string_view kind = one.text("kind");
    const Json* met = one.find("met");
    const bool of_licence = one.find("licence") != nullptr && !(met != nullptr && flag(one, "met"));
    if (kind == "list_stale" || (!has(kind, ".") && !of_licence)) return;
    add(has(kind, "red_flag") ? "red_flag" : "condition_due",
        of_licence ? one.text("licence") : kind, std::string(one.text("text")), cites(one));
  }

  // An answer that may not proceed has a reason, whatever it is made of.
  void add_what_is_left() {
    if (!found_.empty() || flag(answer_, "may_proceed")) return;
    if (waits_ != nullptr)
      return add("condition_due", waits_->text("id"), std::string(waits_->text("because")),
                 cites(*waits_));
    for (const Json& one : list(answer_, "referrals"))
      add(one.text("to") == "BIS" ? "reading_due" : "other_agency", one.text("to"),
          std::string(one.text("because")), cites(one));
    if (found_.empty())
      add("reading_due", answer_.text("verdict"), "The answer lets it not go.", {});
  }

  const Json& answer_;
  const Json& checked_;
  const Json* waits_ = nullptr;
  std::set<std::string> seen_;
  std::vector<Reason> found_;
};

}  // namespace

Json to_json(const Reason& reason) {
  Json::Array cite;
  for (const std::string& one : reason.cite) cite.emplace_back(one);
  return Json::Object{{"kind", reason.kind}, {"about", reason.about}, {"says", reason.says},
                      {"cite", std::move(cite)}};
}

Result<Reason> read_reason(const Json& json) {
  Reason reason{std::string(json.text("kind")), std::string(json.text("about")),
                std::string(json.text("says")), cites(json)};
  if (reason_kind(reason.kind) == nullptr)
    return Error{Code::BadValue, "reasons", cat("`", printable(reason.kind), "` is no reason")};
  return reason;
}

std::vector<Reason> reasons_of(const Json& answer, const Json& checked) {
  if (flag(answer, "may_proceed")) return {};
  return Finder(answer, checked).run();
}

}  // namespace licet::desk
