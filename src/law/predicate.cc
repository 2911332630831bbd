#include "licet/law/predicate.h"

namespace licet::law {

Predicate Predicate::never() {
  Predicate result;
  result.kind = Kind::kNever;
  return result;
}

Predicate Predicate::all(std::vector<Predicate> parts) {
  Predicate result;
  if (parts.size() == 1) return std::move(parts.front());
  if (parts.empty()) return result;
  result.kind = Kind::kAll;
  result.parts = std::move(parts);
  return result;
}

Predicate Predicate::any(std::vector<Predicate> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Predicate result;
  result.kind = parts.empty() ? Kind::kNever : Kind::kAny;
  result.parts = std::move(parts);
  return result;
}

Predicate Predicate::negation(Predicate part) {
  Predicate result;
  result.kind = Kind::kNot;
  result.parts.push_back(std::move(part));
  return result;
}

Predicate Predicate::of(Test test) {
  Predicate result;
  result.kind = Kind::kTest;
  result.test = std::move(test);
  return result;
}

Predicate Predicate::chart_mark(std::string column) {
  Predicate result;
  result.kind = Kind::kChartMark;
  result.column = std::move(column);
  return result;
}

Predicate Predicate::unclear(std::string what) {
  Predicate result;
  result.kind = Kind::kUnclear;
  result.column = std::move(what);
  return result;
}

}  // namespace licet::law
