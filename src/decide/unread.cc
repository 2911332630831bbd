#include "unread.h"

#include "licet/base/text.h"

namespace licet::decide {
namespace {

using law::Cause;
using law::CauseKind;

class Unread {
 public:
  Unread(const law::RuleSet& rules, const law::FactFrame& frame) : rules_(rules), frame_(frame) {}

  std::vector<Cause> of(int line) {
    for (const char* list : {"knowledge", "red_flags", "end_use"}) note_words(list);
    const law::LineFacts& facts = frame_.lines[std::size_t(line)];
    note_flags(facts.facts, "item.", facts.pointer);
    for (const auto& party : frame_.parties) note_flags(party.facts, "party.", party.pointer);
    for (const auto& [fact, value] : frame_.question)
      if (fact.starts_with("documents.")) note_flag(fact, value, fact);
    return std::move(causes_);
  }

 private:
  void note(std::string fact) {
    const Cause cause{CauseKind::kUntranslatable, std::move(fact)};
    merge(causes_, std::span(&cause, 1));
  }

  void note_words(const char* list) {
    const auto it = frame_.question.find(list);
    if (it == frame_.question.end()) return;
    for (const auto& word : std::get<law::Words>(it->second)) {
      const law::WordInfo* info = rules_.vocabulary().word(list, word);
      if (info != nullptr && info->adverse && !rules_.reads(list, word))
        note(cat(list, "/", word));
    }
  }

  void note_flags(const law::FactMap& facts, std::string_view prefix, const std::string& pointer) {
    for (const auto& [name, value] : facts)
      note_flag(cat(prefix, name), value, cat(pointer, "/", name));
  }

  void note_flag(const std::string& fact, const law::Value& value, const std::string& pointer) {
    const law::FactInfo* info = rules_.vocabulary().fact(fact);
    const bool denied = value == law::Value(false);
    if (info != nullptr && info->adverse && !denied && !rules_.reads(fact, "")) note(pointer);
  }

  const law::RuleSet& rules_;
  const law::FactFrame& frame_;
  std::vector<Cause> causes_;
};

}  // namespace

std::vector<law::Cause> unread_words(const law::RuleSet& rules, const law::FactFrame& frame,
                                     int line) {
  return Unread(rules, frame).of(line);
}

}  // namespace licet::decide
