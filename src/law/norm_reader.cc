#include "norm_reader.h"

#include <algorithm>
#include <optional>

#include "licet/base/text.h"
#include "norm_checks.h"
#include "toml_document.h"

namespace licet::law {
namespace {

// Reads one norm; every method takes the key and returns the value or the placed error.
class NormReader {
 public:
  NormReader(const TomlDocument& document, const std::string& pointer, const Json& table,
             const Vocabulary& vocabulary)
      : document_(document), pointer_(pointer), table_(table), vocabulary_(vocabulary) {}

  Result<Norm> read() {
    LICET_TRY_DONE(placed(check_keys(table_)));
    LICET_TRY_DONE(read_identity());
    LICET_TRY_DONE(read_time());
    LICET_TRY_DONE(read_conditions());
    LICET_TRY_DONE(read_effect());
    LICET_TRY_DONE(read_requisites());
    norm_.binds = binds_of(norm_);
    LICET_TRY_DONE(placed(check_kind(norm_, table_)));
    return std::move(norm_);
  }

 private:
  Error fail(Code code, std::string_view key, std::string detail) const {
    return Error{code, document_.place(pointer_ + pointer_step(key)),
                 cat("`", printable(key), "`: ", detail)};
  }

  Status placed(const std::optional<KeyProblem>& problem) const {
    if (problem) return fail(problem->code, problem->key, problem->detail);
    return Done{};
  }

  Result<std::string> text(std::string_view key, bool needed = false) const {
    const Json* value = table_.find(key);
    if (value == nullptr) {
      if (needed) return fail(Code::RuleMissingKey, key, "is missing");
      return std::string();
    }
    if (!value->is_string() || value->string().empty())
      return fail(Code::RuleSyntax, key, "must be text");
    return value->string();
  }

  Result<std::vector<std::string>> texts(std::string_view key) const {
    std::vector<std::string> result;
    const Json* value = table_.find(key);
    if (value == nullptr) return result;
    if (value->is_string()) {
      result.push_back(value->string());
      return result;
    }
    if (!value->is_array()) return fail(Code::RuleSyntax, key, "must be a list of texts");
    for (const Json& element : value->array()) {
      if (!element.is_string()) return fail(Code::RuleSyntax, key, "must be a list of texts");
      result.push_back(element.string());
    }
    return result;
  }

  Result<bool> flag(std::string_view key) const {
    const Json* value = table_.find(key);
    if (value == nullptr) return false;
    if (!value->is_bool()) return fail(Code::RuleSyntax, key, "must be true or false");
    return value->boolean();
  }

  Status check_word(std::string_view section, std::string_view key, const std::string& word) const {
    if (vocabulary_.word(section, word) != nullptr) return Done{};
    const auto words = vocabulary_.words(section);
    return fail(Code::RuleUnknownWord, key,
                cat("`", word, "` is not in [", section, "]; nearest: `",
                    nearest_word(word, words), "`"));
  }

  Result<std::optional<Day>> day(std::string_view key) const {
    LICET_TRY(written, text(key));
    if (written.empty()) return std::optional<Day>();
    auto parsed = parse_day(written);
    if (!parsed.ok()) return fail(Code::RuleSyntax, key, parsed.error().detail);
    return std::optional<Day>(parsed.value());
  }

  Status read_identity() {
    LICET_TRY(id, text("id", true));
    LICET_TRY(kind, text("kind", true));
    LICET_TRY(title, text("title", true));
    LICET_TRY(cite, texts("cite"));
    LICET_TRY(confidence, text("confidence", true));
    const auto known = norm_kind(kind);
    if (!known) return fail(Code::RuleSyntax, "kind", cat("`", kind, "` is no kind of norm"));
    if (cite.empty() || std::find(cite.begin(), cite.end(), "") != cite.end())
      return fail(Code::RuleMissingKey, "cite", "a norm needs a citation");
    if (confidence != "high" && confidence != "medium" && confidence != "low")
      return fail(Code::RuleSyntax, "confidence", "is high, medium or low");
    norm_.id = id;
    norm_.kind = *known;
    norm_.title = title;
    norm_.cite = cite;
    norm_.confidence = confidence;
    norm_.file = document_.file;
    if (const auto it = document_.lines.find(pointer_); it != document_.lines.end())
      norm_.line = it->second;
    return Done{};
  }

  Status read_time() {
    LICET_TRY(in_force, text("in_force"));
    if (!in_force.empty()) {
      auto span = parse_span(in_force);
      if (!span.ok()) return fail(Code::RuleSyntax, "in_force", span.error().detail);
      norm_.in_force = span.value();
    }
    LICET_TRY(applicable, day("applicable_from"));
    if (applicable && *applicable >= norm_.in_force.from)
      return fail(Code::RuleSyntax, "applicable_from", "must lie before `in_force`");
    if (applicable) norm_.in_force.from = *applicable;
    LICET_TRY(published, day("published"));
    norm_.published = published;
    LICET_TRY(contingent, day("contingent_from"));
    norm_.contingent_from = contingent;
    LICET_TRY(stays, texts("stayed"));
    for (const auto& stay : stays) {
      auto span = parse_span(stay);
      if (!span.ok()) return fail(Code::RuleSyntax, "stayed", span.error().detail);
      norm_.stayed.push_back(span.value());
    }
    LICET_TRY(history, text("history"));
    if (!history.empty() && history != "unverified")
      return fail(Code::RuleSyntax, "history", "is `unverified` or absent");
    norm_.unverified_history = !history.empty();
    LICET_TRY(reads, text("reads"));
    if (!reads.empty()) {
      const FactInfo* fact = vocabulary_.fact(reads);
      if (fact == nullptr || fact->type != FactType::kDay)
        return fail(Code::RuleUnknownFact, "reads", cat("`", reads, "` is no day"));
      norm_.reads = reads;
    }
    return Done{};
  }

  Result<std::vector<Cell>> cells(std::string_view key, const Json& table) const {
    if (!table.is_object()) return fail(Code::RuleSyntax, key, "must be a table of cells");
    std::vector<Cell> result;
    for (const auto& [fact, written] : table.object()) {
      if (!written.is_string() && !written.is_bool())
        return fail(Code::RuleSyntax, key, cat("the cell of `", fact, "` must be text"));
      const std::string cell =
          written.is_string() ? written.string() : (written.boolean() ? "true" : "false");
      LICET_TRY(parsed, this->cell(key, fact, cell));
      result.push_back(std::move(parsed));
    }
    return result;
  }

  Result<Cell> cell(std::string_view key, const std::string& fact,
                    const std::string& written) const {
    if (vocabulary_.fact(fact) == nullptr)
      return fail(Code::RuleUnknownFact, key,
                  cat("`", fact, "` is no fact; nearest: `", vocabulary_.nearest_fact(fact), "`"));
    auto parsed = parse_cell(fact, written);
    if (!parsed.ok()) return fail(parsed.error().code, key, parsed.error().detail);
    return Cell{fact, written, std::move(parsed.value())};
  }

  Status read_conditions() {
    if (const Json* when = table_.find("when")) {
      LICET_TRY(parsed, cells("when", *when));
      norm_.when = std::move(parsed);
    }
    if (const Json* unless = table_.find("unless")) {
      LICET_TRY(parsed, cells("unless", *unless));
      norm_.unless = std::move(parsed);
    }
    if (const Json* any = table_.find("when_any")) {
      if (!any->is_array()) return fail(Code::RuleSyntax, "when_any", "must be a list of tables");
      for (const Json& element : any->array()) {
        LICET_TRY(parsed, cells("when_any", element));
        norm_.when_any.push_back(std::move(parsed));
      }
    }
    return Done{};
  }

  Status read_effect() {
    LICET_TRY(effect, text("effect"));
    if (effect == "in") norm_.effect = ScopeEffect::kIn;
    if (effect == "out") norm_.effect = ScopeEffect::kOut;
    if (effect == "refer") norm_.effect = ScopeEffect::kRefer;
    if (!effect.empty() && norm_.effect == ScopeEffect::kNone)
      return fail(Code::RuleSyntax, "effect", "is in, out or refer");
    LICET_TRY(reason, text("reason"));
    if (!reason.empty()) LICET_TRY_DONE(check_word("reasons", "reason", reason));
    norm_.reason = reason;
    LICET_TRY(untranslatable, flag("untranslatable"));
    LICET_TRY(hold, flag("hold"));
    LICET_TRY(authority, text("authority"));
    if (authority.starts_with("exception:"))
      LICET_TRY_DONE(check_word("exceptions", "authority", authority.substr(10)));
    else if (!authority.empty())
      LICET_TRY_DONE(check_word("authorities", "authority", authority));
    norm_.untranslatable = untranslatable;
    norm_.hold = hold;
    norm_.authority = authority;
    const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
        {"overcomes", &norm_.overcomes},   {"defeats", &norm_.defeats},
        {"spares", &norm_.spares},
        {"rests_on", &norm_.rests_on},     {"conditions", &norm_.conditions},
        {"referrals", &norm_.referrals},   {"for_verdicts", &norm_.for_verdicts}};
    for (const auto& [key, target] : lists) {
      LICET_TRY(values, texts(key));
      *target = std::move(values);
    }
    for (const auto& word : norm_.conditions)
      LICET_TRY_DONE(check_word("conditions", "conditions", word));
    for (const auto& word : norm_.referrals)
      LICET_TRY_DONE(check_word("referrals", "referrals", word));
    for (const auto& word : norm_.for_verdicts)
      LICET_TRY_DONE(check_word("verdicts", "for_verdicts", word));
    return read_policy();
  }

  Status read_policy() {
    const Json* policy = table_.find("policy");
    if (policy == nullptr) return Done{};
    Json::Array rules = policy->is_array() ? policy->array() : Json::Array{*policy};
    for (const Json& element : rules) {
      PolicyRule rule;
      if (element.is_string()) {
        rule.policy = element.string();
      } else if (element.is_object() && element.find("when") != nullptr) {
        LICET_TRY(parsed, cells("policy", *element.find("when")));
        rule.when = std::move(parsed);
        rule.policy = std::string(element.text("policy"));
      } else {
        return fail(Code::RuleSyntax, "policy", "is a word, or a list of words and {when, policy}");
      }
      if (rule.policy != "per_entry")
        LICET_TRY_DONE(check_word("policies", "policy", rule.policy));
      norm_.policy.push_back(std::move(rule));
    }
    return Done{};
  }

  Status read_requisites() {
    const Json* require = table_.find("require");
    if (require == nullptr) return Done{};
    if (!require->is_array()) return fail(Code::RuleSyntax, "require", "must be a list of tables");
    for (const Json& element : require->array()) {
      const Json* cite = element.find("cite");
      if (element.text("fact").empty() || element.text("test").empty())
        return fail(Code::RuleMissingKey, "require", "needs `fact` and `test`");
      Requisite requisite;
      LICET_TRY(parsed, cell("require", std::string(element.text("fact")),
                             std::string(element.text("test"))));
      requisite.cell = std::move(parsed);
      if (cite != nullptr && cite->is_array())
        for (const Json& one : cite->array())
          if (one.is_string()) requisite.cite.push_back(one.string());
      if (cite != nullptr && cite->is_string()) requisite.cite.push_back(cite->string());
      requisite.condition = std::string(element.text("condition"));
      if (!requisite.condition.empty())
        LICET_TRY_DONE(check_word("conditions", "require", requisite.condition));
      norm_.require.push_back(std::move(requisite));
    }
    return Done{};
  }

  const TomlDocument& document_;
  const std::string& pointer_;
  const Json& table_;
  const Vocabulary& vocabulary_;
  Norm norm_;
};

Status read_block(std::string_view block, std::string_view file, std::uint32_t first_line,
                  const Vocabulary& vocabulary, std::vector<Norm>& norms) {
  LICET_TRY(document, read_toml(block, file, first_line));
  const Json* list = document.root.find("norm");
  if (list == nullptr || !list->is_array() || document.root.object().size() != 1)
    return Error{Code::RuleSyntax, cat(file, ":", first_line),
                 "a block holds [[norm]] tables only"};
  for (std::size_t i = 0; i < list->array().size(); ++i) {
    const std::string pointer = cat("/norm/", i);
    LICET_TRY(norm, NormReader(document, pointer, list->array()[i], vocabulary).read());
    norms.push_back(std::move(norm));
  }
  return Done{};
}

}  // namespace

Binds binds_of(const Norm& norm) {
  Binds binds;
  const auto note = [&](std::string_view fact) {
    binds.party |= fact.starts_with("party.");
    binds.listing |= fact.starts_with("listing.");
    binds.via |= fact == "listing.via";
    binds.licence |= fact.starts_with("licence.");
  };
  for_each_cell(norm, [&](const Cell& cell) {
    note(cell.fact);  // a cell `-` has no test, and still names its party
    for_each_test(cell.test, [&](const Test& test) { note(test.fact); });
  });
  binds.party |= binds.listing;
  return binds;
}

Status read_norms(std::string_view text, std::string_view file, const Vocabulary& vocabulary,
                  std::vector<Norm>& norms) {
  std::uint32_t line = 0, opened = 0;
  std::string block;
  for (std::string_view row : split(text, '\n')) {
    ++line;
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (opened == 0 && row == "```toml") {
      opened = line;
      block.clear();
    } else if (opened != 0 && row == "```") {
      LICET_TRY_DONE(read_block(block, file, opened + 1, vocabulary, norms));
      opened = 0;
    } else if (opened != 0) {
      block += row;
      block += '\n';
    }
  }
  if (opened != 0)
    return Error{Code::RuleSyntax, cat(file, ":", opened), "the block is never closed"};
  return Done{};
}

}  // namespace licet::law
