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

namespace {

std::string_view colour(Verdict verdict) {
  if (verdict == Verdict::kProhibited) return "#7f1d1d";
  if (verdict == Verdict::kLicenceRequired) return "#dc2626";
  if (verdict == Verdict::kHold || verdict == Verdict::kRefer) return "#d97706";
  if (verdict == Verdict::kIndeterminate) return "#6b7280";
  return verdict == Verdict::kNlr || verdict == Verdict::kNotSubject ? "#15803d" : "#2563eb";
}

std::string xml(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

}  // namespace

std::string timeline_svg(const std::string& title, const std::vector<Stretch>& stretches) {
  constexpr int kLeft = 20, kWidth = 960, kTop = 56, kRow = 22;
  const int first = stretches.front().from.number;
  const int days = stretches.back().last.number - first + 1;
  const auto x = [&](Day day) { return kLeft + int(std::int64_t(day.number - first) * kWidth / days); };
  const int height = kTop + 60 + kRow * int(stretches.size());
  std::string svg = cat("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"", height,
                        "\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n<title>",
                        xml(title), "</title>\n<rect width=\"1000\" height=\"", height,
                        "\" fill=\"white\"/>\n<text x=\"20\" y=\"24\" font-size=\"15\" "
                        "font-weight=\"bold\">", xml(title), "</text>\n");
  int row = 0;
  for (const Stretch& stretch : stretches) {
    const int left = x(stretch.from), right = std::max(left + 1, x(stretch.last.plus(1)));
    const int y = kTop + 58 + kRow * row++;
    const std::string days_text = cat(to_string(stretch.from), " to ", to_string(stretch.last));
    svg += cat("<rect x=\"", left, "\" y=\"", kTop - 16, "\" width=\"", right - left,
               "\" height=\"34\" fill=\"", colour(stretch.verdict), "\"><title>", days_text, ": ",
               to_string(stretch.verdict), "</title></rect>\n");
    svg += cat("<rect x=\"20\" y=\"", y - 10, "\" width=\"12\" height=\"12\" fill=\"",
               colour(stretch.verdict), "\"/><text x=\"40\" y=\"", y, "\">", days_text, "  ",
               to_string(stretch.verdict), "  ", xml(stretch.authority), "</text>\n");
  }
  svg += cat("<text x=\"20\" y=\"", kTop + 36, "\" fill=\"#444\">", to_string(stretches.front().from),
             "</text><text x=\"980\" y=\"", kTop + 36, "\" text-anchor=\"end\" fill=\"#444\">",
             to_string(stretches.back().last), "</text>\n</svg>\n");
  return svg;
}

}  // namespace licet::decide
