#include "alternatives.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/law/served.h"

namespace licet::decide {
namespace {

constexpr std::string_view kFact = "for_eccn";

bool asks_for(const LineFinding& finding, const std::string& pointer) {
  return std::any_of(finding.causes.begin(), finding.causes.end(), [&](const law::Cause& cause) {
    return cause.kind == law::CauseKind::kMissing && cause.fact == pointer;
  });
}

std::string entry_of(const law::FactMap& line) {
  const auto it = line.find("eccn");
  const auto* code = it == line.end() ? nullptr : std::get_if<std::string>(&it->second);
  return code == nullptr ? "" : code->substr(0, code->find('.'));
}

// What all of them come to at the least; nothing where one of them may proceed or is open itself.
std::optional<Verdict> common(const Alternatives& alternatives) {
  Verdict mildest = Verdict::kProhibited;
  for (const auto& [value, verdict] : alternatives.each) mildest = std::min(mildest, verdict);
  return mildest >= Verdict::kHold ? std::optional(mildest) : std::nullopt;
}

}  // namespace

bool may_be_for_any(const Knowledge& known, const law::LineFacts& line) {
  return known.rules.served_by(entry_of(line.facts)) != nullptr && !line.facts.contains(kFact);
}

LineFinding judge_for_any(const Knowledge& known, law::FactFrame& frame, int line,
                          const law::AsOf& as_of) {
  LineFinding finding = judge_line(known, frame, line, as_of);
  law::LineFacts& facts = frame.lines[std::size_t(line)];
  const std::string pointer = cat(facts.pointer, "/", kFact);
  if (finding.verdict != Verdict::kIndeterminate || !asks_for(finding, pointer)) return finding;
  if (!may_be_for_any(known, facts)) return finding;
  const law::ServedItems* served = known.rules.served_by(entry_of(facts.facts));
  Alternatives alternatives{pointer, {}, served->cite};
  for (const std::string& code : served->eccns) {
    facts.facts[std::string(kFact)] = code;
    law::derive_served(known.rules, as_of.law_day, facts);
    const Verdict verdict = judge_line(known, frame, line, as_of).verdict;
    alternatives.each.emplace_back(code, verdict);
    if (verdict < Verdict::kHold) break;
  }
  facts.facts.erase(facts.facts.find(kFact));
  law::derive_served(known.rules, as_of.law_day, facts);
  if (const auto verdict = common(alternatives)) {
    finding.verdict = *verdict;
    finding.alternatives = std::move(alternatives);
  }
  return finding;
}

}  // namespace licet::decide
