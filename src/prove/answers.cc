#include "answers.h"

#include "licet/base/text.h"

namespace licet::prove {

using law::Tri;

std::string text_of(const law::Test& test) {
  std::string text = cat(test.fact, "|", int(test.op), test.low_open, test.high_open);
  for (const law::Literal& literal : test.literals) text += cat("|", law::to_string(literal));
  return text;
}

Tri CodeColumn::says(std::size_t number, const law::Value& code) {
  if (said_.size() <= number) said_.resize(number + number / 2 + 64, -1);
  signed char& said = said_[number];
  if (said < 0) said = static_cast<signed char>(test_.says(code));
  return Tri(said);
}

std::size_t Answers::number(const std::string& text) {
  return numbers_.emplace(text, numbers_.size() + 1).first->second;
}

std::size_t Answers::number(const law::Value& code) {
  const auto* text = std::get_if<std::string>(&code);
  return text == nullptr ? 0 : number(*text);
}

CodeColumn& Answers::column(const law::RuleSet& rules, const law::Test& test) {
  return columns_.try_emplace({&rules, text_of(test)}, rules, test).first->second;
}

}  // namespace licet::prove
