#include "licet/decide/decide.h"

#include <algorithm>
#include <charconv>

#include "answer.h"
#include "deemed.h"
#include "licet/base/text.h"
#include "whole.h"

namespace licet::decide {
namespace {

using law::CauseKind;
using law::RestKind;

// Who the parties are rests on lists of a day, perhaps parts of lists only.
void add_list_grounds(const Knowledge& known, const Question& question, const Screening& screening,
                      const Options& options, Decided& decided) {
  if (!screening.any_screened) return;
  const auto rest = [&](RestKind kind, std::string fact, std::string assumed) {
    if (options.strict && kind == RestKind::kAssumed) {
      const law::Cause open{CauseKind::kMissing, std::move(fact)};
      merge(decided.causes, std::span(&open, 1));
      return;
    }
    const law::Rest one{kind, std::move(fact), std::move(assumed), ""};
    merge(decided.rests, std::span(&one, 1));
  };
  const auto cause = [&](CauseKind kind, std::string fact) {
    const law::Cause one{kind, std::move(fact)};
    merge(decided.causes, std::span(&one, 1));
  };
  for (const auto& list : screening.missing_lists) cause(CauseKind::kMissing, "lists/" + list);
  for (std::uint32_t i = 0; i < known.snapshot.source_count(); ++i) {
    const auto source = known.snapshot.source(i);
    const std::string list(source.list);
    if (source.extract)
      rest(RestKind::kAssumed, "lists_are_an_extract",
           "the bundled extract holds whom it concerns");
    const auto& mandatory = known.rules.mandatory_lists();
    if (std::find(mandatory.begin(), mandatory.end(), list) == mandatory.end()) continue;
    if (options.law_day < source.published) {
      if (options.strict)
        cause(CauseKind::kHistory, "history:list/" + list);
      else
        rest(RestKind::kHistory, "history:list/" + list,
             cat("nobody was taken off the list before ", to_string(source.published)));
    }
    if (source.published < options.law_day)
      rest(RestKind::kLawAsKnown, "list/" + list,
           cat("nobody was put on it after ", to_string(source.published)));
  }
  for (const AskedParty& party : question.parties)
    if (party.to_screen && !party.address.empty())
      rest(RestKind::kAssumed, party.pointer + "/address", "not one of the listed addresses");
}


void add_owner_days(const std::vector<Owner>& owners, std::vector<Day>& days) {
  for (const Owner& owner : owners) {
    for (const auto& row : owner.listings)
      days.insert(days.end(), {row.possible_from, row.certain_from, row.until});
    add_owner_days(owner.owners, days);
  }
}

// Nobody can be judged who is not named: a transaction has an exporter and somebody who receives.
void add_unnamed(const Question& question, Decided& decided) {
  bool exporter = false, receiver = false;
  for (const AskedParty& party : question.parties)
    (party.pointer == "exporter" ? exporter : receiver) = true;
  const auto missing = [&](const char* fact) {
    const law::Cause cause{CauseKind::kMissing, fact};
    merge(decided.causes, std::span(&cause, 1));
  };
  if (!exporter) missing("exporter");
  if (!receiver) missing("parties");
}

}  // namespace

void add_whole_grounds(const Knowledge& known, const Question& question,
                       const Screening& screening, const Options& options, Decided& decided) {
  add_list_grounds(known, question, screening, options, decided);
  add_unnamed(question, decided);
}

// Outside the regime nobody's name matters; inside, and where names decide whether it is, it does.
Verdict whole_verdict(Verdict worst, bool names_matter, bool lacking, bool stale) {
  if (!may_proceed(worst) || !names_matter) return worst;
  if (lacking) worst = Verdict::kIndeterminate;
  return stale ? std::max(worst, Verdict::kHold) : worst;
}

Decided decide_on(const Knowledge& known, const Question& question, const Screening& screening,
                  const Options& options) {
  Decided decided;
  decided.law_day = options.law_day;
  const law::AsOf as_of{options.law_day, options.strict};
  decided.frame = frame_on(known, question, screening, as_of);
  decided.verdict = Verdict::kNotSubject;
  add_whole_grounds(known, question, screening, options, decided);
  if (options.law_day > known.rules.newest_rule_day()) {
    const law::Rest rest{RestKind::kLawAsKnown, "law_as_known",
                         cat("no rule later than ", to_string(known.rules.newest_rule_day())), ""};
    merge(decided.rests, std::span(&rest, 1));
  }
  for (int line = 0; line < int(decided.frame.lines.size()); ++line) {
    decided.lines.push_back(judge_released(known, decided.frame, line, as_of));
    decided.verdict = std::max(decided.verdict, decided.lines.back().verdict);
  }
  const bool names_matter =
      std::any_of(decided.lines.begin(), decided.lines.end(),
                  [](const LineFinding& line) { return line.names_matter; });
  decided.stale = options.live && options.live->stale && screening.any_screened;
  decided.verdict =
      whole_verdict(decided.verdict, names_matter, !decided.causes.empty(), decided.stale);
  return decided;
}

Options day_of_question(const Question& question, Day today) {
  Options options;
  options.law_day = question.departure.value_or(today);
  options.day_from = question.departure ? "departure" : "today";
  return options;
}

namespace {

// Days on which a term or waiting period that a rule names is over ("age.contract" <= 365).
void add_ages(const Knowledge& known, const Question& question, std::vector<Day>& days) {
  for (const law::Norm& norm : known.rules.norms())
    for (const law::Cell& cell : norm.when) {
      if (!cell.fact.starts_with("age.")) continue;
      const auto given = question.frame.question.find(cat("dates.", cell.fact.substr(4)));
      if (given == question.frame.question.end()) continue;
      for (const law::Literal& literal : cell.test.test.literals) {
        const std::string text = law::to_string(literal);
        std::int32_t span = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), span);
        if (read.ec != std::errc()) continue;
        days.push_back(std::get<Day>(given->second).plus(span));
        days.push_back(std::get<Day>(given->second).plus(span + 1));
      }
    }
}

}  // namespace

std::vector<Day> boundaries(const Knowledge& known, const Question& question,
                            const Screening& screening) {
  std::vector<Day> days = known.rules.boundaries();
  const auto add = [&](std::initializer_list<Day> more) { days.insert(days.end(), more); };
  for (const auto& party : question.frame.parties)
    for (const auto& row : party.listings) add({row.possible_from, row.certain_from, row.until});
  for (const auto& matches : screening.matches)
    for (const auto& match : matches) {
      const auto entry = known.snapshot.entry(match.entry);
      add({entry.possible_from, entry.certain_from, entry.until});
    }
  for (const AskedParty& party : question.parties) add_owner_days(party.owners, days);
  for (const ForeignMade& made : question.made) {
    add_owner_days(made.designed_by, days);
    add_owner_days(made.ordered_by, days);
  }
  for (const auto& [pointer, matches] : screening.owner_matches)
    for (const auto& match : matches) {
      const auto entry = known.snapshot.entry(match.entry);
      add({entry.possible_from, entry.certain_from, entry.until});
    }
  for (const auto& licence : question.licences)
    for (Day day : licence::boundaries(licence)) days.push_back(day);
  for (std::uint32_t i = 0; i < known.snapshot.source_count(); ++i) {
    const Day published = known.snapshot.source(i).published;
    add({published, published.plus(1)});
  }
  add_ages(known, question, days);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

// Every line meets every list row of every party.
Status check_cost(const Question& question, const Screening& screening) {
  std::size_t rows = 0;
  for (const auto& party : question.frame.parties) rows += 1 + party.listings.size();
  for (const auto& matches : screening.matches) rows += matches.size();
  for (const auto& [pointer, matches] : screening.owner_matches) rows += matches.size();
  const std::size_t work = question.frame.lines.size() * (rows + question.licences.size());
  if (work <= kMostWork) return Done{};
  return Error{Code::CostLimit, "/items",
               cat(question.frame.lines.size(), " lines meet ", rows,
                   " parties and list rows; at most ", kMostWork, " pairs")};
}

Result<Answer> decide(const Knowledge& known, const Question& question, const Options& options) {
  LICET_TRY(screening, screen_parties(known, question));
  LICET_TRY_DONE(check_cost(question, screening));
  const Decided decided = decide_on(known, question, screening, options);
  return Answer{decided.verdict,
                answer_document(known, question, screening, options, decided)};
}

}  // namespace licet::decide
