#pragma once
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/law/rule_set.h"

namespace licet::bench {

// Random questions about the EAR, typed by the vocabulary: any entry and paragraph, destination,
// activity, end use, knowledge, parties with and without rows of lists, documents, days. A fact is
// left out about as often as it is given. More than half of the questions are plain: one that many
// exporters might ask; the others put everything together. The same seed gives the same questions.
class EarQuestions {
 public:
  EarQuestions(const law::RuleSet& rules, std::uint32_t seed);

  // A question in the form of docs/formats/question.md.
  Json next();
  // A day from 2019-01-01 to 2026-12-31.
  Day day();

 private:
  std::size_t below(std::size_t n) { return std::size_t(dice_()) % n; }
  bool chance(std::size_t percent) { return below(100) < percent; }
  const std::string& pick(const std::vector<std::string>& values);
  Json::Array some(const std::vector<std::string>& values, std::size_t most);
  std::vector<std::string> facts_of(const char* prefix) const;
  Json value_of(const std::string& fact);
  void add_facts(const std::vector<std::string>& facts, std::size_t most, Json::Object& into);
  std::string eccn();
  Json item();
  Json party();
  Json listed();

  const law::RuleSet& rules_;
  std::mt19937 dice_;
  bool plain_ = false;
  std::vector<std::string> entries_, places_;
  std::map<std::string, std::vector<std::string>> paragraphs_, words_;
  std::vector<std::string> item_facts_, party_facts_, document_facts_, date_facts_;
};

}  // namespace licet::bench
