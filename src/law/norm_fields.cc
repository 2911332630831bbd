#include "norm_fields.h"

#include "licet/base/text.h"

namespace licet::law {
namespace {

std::string_view word_of(ScopeEffect effect) {
  switch (effect) {
    case ScopeEffect::kIn: return "in";
    case ScopeEffect::kOut: return "out";
    case ScopeEffect::kRefer: return "refer";
    default: return "";
  }
}

std::string cells_text(const std::vector<Cell>& cells) {
  std::vector<std::string> texts;
  for (const Cell& cell : cells) texts.push_back(cat(cell.fact, " ", cell.text));
  return join(texts, " and ");
}

class Collector {
 public:
  explicit Collector(const Norm& norm) : norm_(norm) {}

  NormFields run() {
    add("kind", std::string(to_string(norm_.kind)));
    add("title", norm_.title);
    add("cite", norm_.cite);
    add("confidence", norm_.confidence);
    add_time();
    for (const Cell& cell : norm_.when) add(cat("when.", cell.fact), cell.text);
    std::vector<std::string> any;
    for (const auto& cells : norm_.when_any) any.push_back(cells_text(cells));
    add("when_any", any);
    for (const Cell& cell : norm_.unless) add(cat("unless.", cell.fact), cell.text);
    add_effect();
    return std::move(fields_);
  }

 private:
  void add(std::string key, std::vector<std::string> values) {
    if (!values.empty()) fields_.emplace_back(std::move(key), std::move(values));
  }
  void add(std::string key, std::string value) {
    if (!value.empty()) add(std::move(key), std::vector<std::string>{std::move(value)});
  }

  void add_time() {
    add("in_force", to_string(norm_.in_force));
    if (norm_.published) add("published", to_string(*norm_.published));
    std::vector<std::string> stays;
    for (const Span& stay : norm_.stayed) stays.push_back(to_string(stay));
    add("stayed", stays);
    if (norm_.contingent_from) add("contingent_from", to_string(*norm_.contingent_from));
    if (norm_.unverified_history) add("history", "unverified");
    add("reads", norm_.reads);
  }

  void add_effect() {
    add("effect", std::string(word_of(norm_.effect)));
    add("reason", norm_.reason);
    std::vector<std::string> policies;
    for (const PolicyRule& rule : norm_.policy)
      policies.push_back(rule.when.empty() ? rule.policy
                                           : cat(rule.policy, " when ", cells_text(rule.when)));
    add("policy", policies);
    if (norm_.untranslatable) add("untranslatable", "true");
    add("authority", norm_.authority);
    add("overcomes", norm_.overcomes);
    add("defeats", norm_.defeats);
    add("spares", norm_.spares);
    add("rests_on", norm_.rests_on);
    std::vector<std::string> requisites;
    for (const Requisite& one : norm_.require)
      requisites.push_back(cat(one.cell.fact, " ", one.cell.text,
                               one.condition.empty() ? "" : cat(", then ", one.condition),
                               one.cite.empty() ? "" : cat(" [", join(one.cite, "; "), "]")));
    add("require", requisites);
    add("conditions", norm_.conditions);
    add("referrals", norm_.referrals);
    add("for_verdicts", norm_.for_verdicts);
    if (norm_.hold) add("hold", "true");
  }

  const Norm& norm_;
  NormFields fields_;
};

}  // namespace

NormFields fields_of(const Norm& norm) { return Collector(norm).run(); }

}  // namespace licet::law
