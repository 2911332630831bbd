#include "workload.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::bench {
namespace {

std::int64_t number(std::string_view text) {
  return std::strtoll(std::string(text).c_str(), nullptr, 10);
}

std::vector<std::vector<std::string_view>> rows_of(std::string_view text, std::size_t cells) {
  std::vector<std::vector<std::string_view>> rows;
  for (std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    rows.push_back(split(line, '\t'));
    LICET_CHECK(rows.back().size() == cells, "a row of the workload has another number of cells");
  }
  return rows;
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  LICET_CHECK(in.good(), "a file of the workload is missing");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<bool> flag(std::string_view cell) {
  if (cell == "-") return std::nullopt;
  return cell == "true";
}

Truth both(Truth a, Truth b) { return std::min(a, b); }

Truth flag_is(std::optional<bool> wanted, const std::optional<std::int64_t>& known) {
  if (!wanted) return Truth::kYes;
  if (!known) return Truth::kOpen;
  return (*known == 1) == *wanted ? Truth::kYes : Truth::kNo;
}

}  // namespace

std::int64_t Dictionary::number(std::size_t fact, std::string_view word) {
  auto& words = words_[fact];
  return words.try_emplace(std::string(word), std::int64_t(words.size())).first->second;
}

std::vector<Norm> read_norms(const std::string& path, Dictionary& words) {
  std::vector<Norm> norms;
  const std::string text = text_of(path);
  for (const auto& cells : rows_of(text, 13)) {
    Norm norm;
    norm.kind = cells[0] == "requirement" ? Kind::kRequirement
                : cells[0] == "exception" ? Kind::kException
                                          : Kind::kBar;
    norm.id = cells[1];
    for (std::string_view target : split(cells[2], ',')) norm.to.emplace_back(target);
    for (std::size_t fact = 0; fact < kWordFacts; ++fact) {
      if (cells[3 + fact] == "-") continue;
      for (std::string_view word : split(cells[3 + fact], ','))
        norm.words[fact].push_back(words.number(fact, word));
      std::sort(norm.words[fact].begin(), norm.words[fact].end());
    }
    if (cells[7] != "-") norm.above = number(cells[7]);
    if (cells[8] != "-") norm.upto = number(cells[8]);
    norm.military = flag(cells[9]);
    norm.certificate = flag(cells[10]);
    norm.from = number(cells[11]);
    if (cells[12] != "-") norm.until = number(cells[12]);
    norms.push_back(std::move(norm));
  }
  return norms;
}

std::vector<Question> read_questions(const std::string& path, Dictionary& words) {
  std::vector<Question> questions;
  const std::string text = text_of(path);
  for (const auto& cells : rows_of(text, 8)) {
    Question question;
    for (std::size_t fact = 0; fact < kFacts; ++fact) {
      if (cells[fact] == "?") continue;
      if (fact < kWordFacts) {
        question.texts[fact] = cells[fact];
        question.facts[fact] = words.number(fact, cells[fact]);
      } else if (fact == kValue) {
        question.facts[fact] = number(cells[fact]);
      } else {
        question.facts[fact] = cells[fact] == "true" ? 1 : 0;
      }
    }
    question.day = number(cells[7]);
    questions.push_back(std::move(question));
  }
  return questions;
}

Truth applies(const Norm& norm, const Question& question) {
  if (question.day < norm.from || question.day > norm.until) return Truth::kNo;
  Truth result = Truth::kYes;
  for (std::size_t fact = 0; fact < kWordFacts; ++fact) {
    const auto& list = norm.words[fact];
    if (list.empty()) continue;
    const auto& known = question.facts[fact];
    if (!known)
      result = Truth::kOpen;
    else if (!std::binary_search(list.begin(), list.end(), *known))
      return Truth::kNo;
  }
  if (norm.above >= 0 || norm.upto != kNoLimit) {
    const auto& known = question.facts[kValue];
    if (!known)
      result = Truth::kOpen;
    else if (*known <= norm.above || *known > norm.upto)
      return Truth::kNo;
  }
  result = both(result, flag_is(norm.military, question.facts[kMilitary]));
  return both(result, flag_is(norm.certificate, question.facts[kCertificate]));
}

}  // namespace licet::bench
