#include "licet/decide/licence_check.h"

#include <algorithm>
#include <tuple>

#include "licence_words.h"
#include "licet/base/text.h"
#include "wording.h"

namespace licet::decide {
namespace {

using licence::Fit;

constexpr int kWhole = 1000;

std::string_view word(Fit fit) {
  switch (fit) {
    case Fit::kNo: return "no";
    case Fit::kUnknown: return "unknown";
    case Fit::kYes: return "yes";
  }
  return "";
}

// The share of `limit` that `rest` is, in thousandths, rounded down; nothing is no limit.
int share_of(const std::optional<Decimal>& rest, const Decimal& limit) {
  if (!rest) return kWhole;
  int low = 0, high = kWhole;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (limit.scaled(middle, kWhole) <= *rest)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

struct Checked {
  Json json;
  Fit serves = Fit::kYes;
  int lines_covered = 0, conditions_open = 0, share = kWhole;
  Day expires;
  std::string id;
};

Json clause_json(const licence::Clause& clause) {
  Json::Object object{{"clause", clause.clause}, {"fits", std::string(word(clause.fit))}};
  if (!clause.about.empty()) object["about"] = clause.about;
  if (!clause.because.empty()) object["because"] = clause.because;
  object["cite"] = strings({clause.cite});
  return Json(std::move(object));
}

class LicenceCheck {
 public:
  LicenceCheck(const Question& question, Day day)
      : question_(question), day_(day), shipment_(shipment_of(question)) {}

  Checked run(std::size_t which) const {
    const licence::Licence& licence = question_.licences[which];
    const licence::Standing standing = standing_on(licence, day_);
    Checked made;
    made.id = licence.id;
    made.expires = licence.expires;
    if (standing.status != licence::Status::kLive) made.serves = Fit::kNo;
    Json::Object object{{"licence", licence.id}, {"holder", licence.holder},
                        {"status", std::string(to_string(standing.status))},
                        {"since", standing.since == kAlways ? Json()
                                                            : Json(to_string(standing.since))},
                        {"expires", to_string(licence.expires)}};
    Json::Array lines;
    for (std::size_t line = 0; line < shipment_.lines.size(); ++line)
      lines.push_back(line_json(which, line, made));
    object["lines"] = std::move(lines);
    object["conditions"] = conditions(which, made);
    object["serves"] = std::string(word(made.serves));
    made.json = Json(std::move(object));
    return made;
  }

 private:
  Json line_json(std::size_t which, std::size_t line, Checked& made) const {
    const licence::Licence& licence = question_.licences[which];
    const licence::Coverage coverage = covers(licence, shipment_, line, day_);
    made.serves = std::min(made.serves, coverage.fit);
    made.lines_covered += coverage.fit == Fit::kYes ? 1 : 0;
    Json::Array clauses;
    for (const licence::Clause& clause : coverage.clauses) clauses.push_back(clause_json(clause));
    if (coverage.left) {
      const licence::Item& item = licence.items[*coverage.item];
      if (item.quantity)
        made.share = std::min(made.share, share_of(coverage.left->quantity, *item.quantity));
      if (item.value)
        made.share = std::min(made.share, share_of(coverage.left->value, item.value->amount));
    }
    return Json::Object{{"line", line_name(question_, line)},
                        {"covers", std::string(word(coverage.fit))},
                        {"item", coverage.item ? Json(licence.items[*coverage.item].line) : Json()},
                        {"clauses", std::move(clauses)},
                        {"remains", remains_json(question_, which, line, day_)}};
  }

  Json::Array conditions(std::size_t which, Checked& made) const {
    const licence::Licence& licence = question_.licences[which];
    Json::Array all;
    for (const licence::Condition& condition : licence.conditions) {
      const Fit free = condition_on(question_, condition, day_);
      made.serves = std::min(made.serves, free);
      made.conditions_open += free == Fit::kYes ? 0 : 1;
      Json one = condition_json(condition);
      one.object()["free"] = std::string(word(free));
      all.push_back(std::move(one));
    }
    return all;
  }

  const Question& question_;
  Day day_;
  licence::Shipment shipment_;
};

// The better one first.
bool before(const Checked& a, const Checked& b) {
  const auto rank = [](const Checked& one) {
    return std::tuple(-int(one.serves), -one.lines_covered, one.conditions_open, -one.share,
                      -one.expires.number, std::string_view(one.id));
  };
  return rank(a) < rank(b);
}

}  // namespace

Result<Json> check_licences(const Question& question, Day day) {
  LICET_TRY_DONE(check_cost(question, {}));
  const LicenceCheck check(question, day);
  std::vector<Checked> all;
  for (std::size_t i = 0; i < question.licences.size(); ++i) all.push_back(check.run(i));
  std::sort(all.begin(), all.end(), before);
  Json::Array licences;
  Fit best = Fit::kNo;
  for (Checked& one : all) {
    best = std::max(best, one.serves);
    licences.push_back(std::move(one.json));
  }
  return Json(Json::Object{{"on", to_string(day)}, {"question", question.digest()},
                           {"serves", std::string(word(best))},
                           {"licences", std::move(licences)}});
}

}  // namespace licet::decide
