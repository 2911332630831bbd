#include "licet/decide/timeline.h"

#include <algorithm>

#include "licet/base/text.h"
#include "wording.h"

namespace licet::decide {
namespace {

std::string authority_of(const Knowledge& known, const Decided& decided) {
  for (const LineFinding& line : decided.lines) {
    if (line.verdict != decided.verdict) continue;
    for (const auto& found : line.requirements)
      if (found.standing == Standing::kOvercome)
        return authority_id(known, decided, line, *found.authority);
  }
  return "";
}

bool rests_on_history(const Decided& decided) {
  const auto history = [](const law::Rest& rest) { return rest.kind == law::RestKind::kHistory; };
  if (std::any_of(decided.rests.begin(), decided.rests.end(), history)) return true;
  return std::any_of(decided.lines.begin(), decided.lines.end(), [&](const LineFinding& line) {
    return std::any_of(line.rests.begin(), line.rests.end(), history);
  });
}

}  // namespace

Result<std::vector<Stretch>> timeline(const Knowledge& known, const Question& question,
                                      const Options& options, Day from, Day last) {
  if (last < from)
    return Error{Code::BadSpan, "", cat(to_string(from), "..", to_string(last))};
  LICET_TRY(screening, screen_parties(known, question));
  std::vector<Day> days{from};
  for (Day day : boundaries(known, question, screening))
    if (from < day && day <= last) days.push_back(day);
  std::vector<Stretch> stretches;
  std::optional<Decided> before;
  for (Day day : days) {
    Options then = options;
    then.law_day = day;
    Decided decided = decide_on(known, question, screening, then);
    const std::string authority = authority_of(known, decided);
    if (!stretches.empty() && stretches.back().verdict == decided.verdict &&
        stretches.back().authority == authority) {
      before = std::move(decided);
      continue;
    }
    Stretch stretch{day, last, decided.verdict, authority, "", rests_on_history(decided)};
    if (before) stretch.because = difference(known, *before, decided);
    if (!stretches.empty()) stretches.back().last = day.plus(-1);
    stretches.push_back(std::move(stretch));
    before = std::move(decided);
  }
  return stretches;
}

Json timeline_json(const Knowledge& known, const Question& question,
                   const std::vector<Stretch>& stretches) {
  Json::Array array;
  for (const Stretch& stretch : stretches) {
    Json::Object object;
    object["from"] = to_string(stretch.from);
    object["until"] = to_string(stretch.last);
    object["verdict"] = std::string(to_string(stretch.verdict));
    object["may_proceed"] = may_proceed(stretch.verdict);
    object["authority"] = stretch.authority.empty() ? Json() : Json(stretch.authority);
    object["because"] = stretch.because;
    object["history_unverified"] = stretch.history_unverified && may_proceed(stretch.verdict);
    array.emplace_back(std::move(object));
  }
  Json::Object result;
  result["question"] = question.digest();
  result["snapshot"] = to_id(known.snapshot.id());
  result["engine"] = std::string(kEngine);
  result["spans"] = std::move(array);
  return result;
}

}  // namespace licet::decide
