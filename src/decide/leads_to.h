#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/decide/decide.h"

// What each answer to a missing fact would lead to: the question is put again with that answer.
// Private to this module.
namespace licet::decide {

struct Lead {
  Json answer;  // a value of the question; for numbers and days a range as text: "[10..25)",
                // "> 25", "2019-05-16..2020-01-01"; for words no rule tells apart "any other"
  Verdict verdict = Verdict::kIndeterminate;
};

// Decisions that one answer may spend on this, and answers that one fact may have. A fact beyond
// either gets no leads, never a part of them.
inline constexpr std::size_t kMostLeads = 64;
inline constexpr std::size_t kMostAnswers = 24;

// Asks for one missing fact after the other and counts what it spends.
class LeadFinder {
 public:
  LeadFinder(const Knowledge& known, const Question& question, const Screening& screening,
             const Options& options, const Decided& decided)
      : known_(known), question_(question), screening_(screening), options_(options),
        decided_(decided) {}

  // `fact` is the full name ("item.mass_market"), `pointer` its place in the question. Nothing
  // where the answers cannot be told off: countries, codes, names, objects, documents of others,
  // numbers and days that no test compares.
  std::optional<std::vector<Lead>> find(const std::string& fact, const std::string& pointer);

 private:
  std::optional<std::vector<Lead>> of_words(const law::FactInfo& fact, const std::string& pointer);
  std::optional<std::vector<Lead>> of_open_words(const law::FactInfo& fact,
                                                 const std::string& pointer);
  std::optional<std::vector<Lead>> of_numbers(const std::string& fact, const std::string& pointer);
  std::optional<std::vector<Lead>> of_days(const std::string& fact, const std::string& pointer);
  std::optional<Verdict> with(const std::string& pointer, const Json& answer) const;
  bool afford(std::size_t answers);

  const Knowledge& known_;
  const Question& question_;
  const Screening& screening_;
  const Options& options_;
  const Decided& decided_;
  std::size_t spent_ = 0;
};

// The `missing` of an answer, from everything that leaves it open: the most telling first (those of
// which more answers settle the verdict and change it, then those that are read most often, then by
// kind and name), each with its `leads_to`.
Json missing_facts(const Knowledge& known, const Question& question, const Screening& screening,
                   const Options& options, const Decided& decided,
                   std::vector<law::Cause> causes);

}  // namespace licet::decide
