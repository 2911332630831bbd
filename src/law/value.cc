#include "licet/law/value.h"

#include "licet/base/text.h"

namespace licet::law {
namespace {

struct Printer {
  std::string operator()(const NotKnown&) const { return "not known"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const Decimal& value) const { return value.to_string(); }
  std::string operator()(Day value) const { return licet::to_string(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const Words& words) const {
    return words.empty() ? "none" : join(words, ", ");
  }
};

}  // namespace

std::string to_string(const Literal& literal) { return std::visit(Printer{}, literal); }
std::string to_string(const Value& value) { return std::visit(Printer{}, value); }

}  // namespace licet::law
