#include "licet/law/vocabulary.h"

#include "licet/base/text.h"
#include "licet/law/flags.h"
#include "toml_document.h"

namespace licet::law {
namespace {

// Sections whose keys are facts, and the prefixes under which rules read them.
struct FactSection {
  std::string_view section;
  std::string_view prefix;
  std::string_view untyped = "text";  // the type of a fact that names none
};
constexpr FactSection kFactSections[] = {{"item", "item."},
                                         {"parameters", "item.", "decimal"},
                                         {"documents", "documents."},
                                         {"party_flags", "party."},
                                         {"party_flags", "exporter."},
                                         {"dates", "dates."}};

struct BuiltIn {
  std::string_view name;
  FactType type;
  std::string_view section;  // of its words, if any
  std::string_view ask, who, cite;
};
constexpr BuiltIn kBuiltIn[] = {
    {"regime", FactType::kWord, "regimes", "Under which law?", "compliance officer", ""},
    {"activity", FactType::kWord, "activity", "What exactly is done with the item?", "exporter",
     "15 CFR 734.13"},
    {"from", FactType::kCountry, "", "From which country does it go?", "logistics",
     "15 CFR 734.13"},
    {"destination", FactType::kCountry, "", "To which country, or part of a country, does it go?",
     "logistics", "15 CFR 738.3"},
    {"end_use", FactType::kWords, "end_use", "What will the item be used for, and where?",
     "end user", "15 CFR 732.3(f)"},
    {"knowledge", FactType::kWords, "knowledge",
     "Is there any sign of a use or user that part 744 names?", "compliance officer",
     "15 CFR 732.3(g)"},
    {"red_flags", FactType::kWords, "red_flags", "Were there red flags, and are they resolved?",
     "compliance officer", "Supp. No. 3 to part 732"},
    {"ports.export", FactType::kText, "", "Through which port does it leave?", "logistics",
     "15 CFR 750.7(a)"},
    {"ports.unlading", FactType::kText, "", "At which port is it taken off the carrier?",
     "logistics", "15 CFR 750.7(a)"},
    {"exporter.country", FactType::kCountry, "", "In which country is the exporter?", "exporter",
     "15 CFR 748.5(a)"},
    {"item.kind", FactType::kWord, "kind",
     "Is the line a commodity, software, technology or a service?", "classification officer",
     "15 CFR 772.1"},
    {"item.para", FactType::kParagraph, "", "Which paragraph of the entry is the line?",
     "classification officer", "15 CFR 738.2(d)"},
    {"item.entry_known", FactType::kBool, "", "What is the classification of the line?",
     "classification officer", "15 CFR 738.4(a)"},
    {"item.paragraph_known", FactType::kBool, "", "Which paragraph of the entry is the line?",
     "classification officer", "15 CFR 738.2(d)"},
    {"party.role", FactType::kWord, "role", "What does this party do in the transaction?", "sales",
     "15 CFR 748.5"},
    {"party.country", FactType::kCountry, "", "In which country is this party?", "sales",
     "15 CFR 748.5"},
    {"party.name", FactType::kText, "", "What is the name of this party?", "sales",
     "15 CFR 748.5"},
    {"party.has_listed_owner", FactType::kBool, "", "Who owns this party, and with what share?",
     "compliance officer", "Supp. No. 8 to part 744"},
    {"party.listed_ownership", FactType::kWord, "ownership",
     "Who owns this party, and with what share?", "compliance officer", "Supp. No. 8 to part 744"},
    {"parties.lists", FactType::kWords, "lists", "", "", "15 CFR 744.19"},
    {"parties.headquarters", FactType::kCountries, "",
     "Where is the head office of the end user, and that of the ultimate parent?",
     "compliance officer", "15 CFR 742.6(b)"},
    {"listing.via", FactType::kWord, "listing_via", "", "", ""},
    {"listing.list", FactType::kWord, "lists", "", "", ""},
    {"listing.requirement", FactType::kWord, "scopes", "", "", ""},
    {"listing.covers_item", FactType::kBool, "", "Which items does the list entry reach?",
     "compliance officer", "Supp. No. 4 to part 744"},
    {"listing.footnotes", FactType::kWords, "", "", "", ""},
    {"listing.programmes", FactType::kWords, "", "", "", ""},
    {"total.value", FactType::kDecimal, "", "What is the net value of every line?", "sales",
     "15 CFR 740.12(a)(2)"},
    {"listing.exceptions", FactType::kWords, "", "Which exceptions does the list entry name?",
     "compliance officer", "Supp. No. 4 to part 744"},
    {"listing.instrument", FactType::kWords, "", "", "", ""},
    {"listing.policy", FactType::kWord, "policies", "", "", ""},
    {"listing.savings_met", FactType::kBool, "",
     "On which day did the goods leave for the port, and when are they delivered?", "logistics",
     "savings clauses of listing rules"},
    {"listing.match", FactType::kWord, "", "Is the party the one on the list?",
     "compliance officer", ""},
    {"licence.covers_line", FactType::kBool, "", "", "", "15 CFR 750.7"},
    {"licence.status", FactType::kWord, "", "", "", "15 CFR 750.7"},
    {"licence.conditions_met", FactType::kBool, "",
     "Are the conditions of the licence that are due before shipment met?", "exporter",
     "15 CFR 750.7(d)"},
};

bool derived_fact(std::string_view name) {
  return name == "item.para" || name == "item.entry_known" || name == "item.paragraph_known" ||
         name == "party.has_listed_owner" || name == "party.listed_ownership";
}

bool assumed_by_default(std::string_view name) {
  return name == "knowledge" || name == "red_flags" || name == "party.has_listed_owner" ||
         name == "party.listed_ownership";
}

Result<FactType> type_of(std::string_view word) {
  if (word.starts_with("word")) return FactType::kWord;
  static constexpr std::pair<std::string_view, FactType> kTypes[] = {
      {"bool", FactType::kBool},           {"text", FactType::kText},
      {"code", FactType::kCode},           {"eccn", FactType::kEccn},
      {"paragraph", FactType::kParagraph}, {"decimal", FactType::kDecimal},
      {"country", FactType::kCountry},     {"place", FactType::kCountry},
      {"countries", FactType::kCountries}, {"day", FactType::kDay},
      {"list", FactType::kObject},         {"words", FactType::kWords},
      {"object", FactType::kObject},       {"tree", FactType::kObject}};
  for (const auto& [name, type] : kTypes)
    if (name == word) return type;
  return Error{Code::RuleSyntax, "", cat("`", printable(word), "` is no type of fact")};
}

bool flag(const Json& entry, std::string_view key) {
  const Json* value = entry.find(key);
  return value != nullptr && value->is_bool() && value->boolean();
}

// The value taken when the fact is absent, where it is not the plain negative.
Value assumed_of(const Json& entry) {
  const Json* value = entry.find("assumed");
  if (value == nullptr) return Value();
  if (value->is_bool()) return value->boolean();
  return value->is_string() ? Value(value->string()) : Value();
}

WordInfo word_of(const std::string& name, const Json& entry) {
  WordInfo word;
  word.word = name;
  word.means = entry.text("means");
  word.ask = entry.text("ask");
  word.who = entry.text("who");
  word.cite = entry.text("cite");
  word.effect = entry.text("effect");
  word.assume = entry.text("unknown") == "assume";
  word.adverse = flag(entry, "adverse");
  return word;
}

}  // namespace

Result<Vocabulary> Vocabulary::read(std::string_view text, std::string_view file) {
  LICET_TRY(document, read_toml(text, file));
  Vocabulary result;
  for (const BuiltIn& fact : kBuiltIn) {
    FactInfo info{std::string(fact.name), fact.type, "", std::string(fact.ask),
                  std::string(fact.who), std::string(fact.cite), assumed_by_default(fact.name),
                  Value(), false, std::string(fact.section),
                  derived_fact(fact.name)};
    result.facts_.emplace(fact.name, std::move(info));
  }
  for (const std::string& name : flag_facts()) {
    FactInfo info{name, FactType::kBool, "What the control list says of the line.", "",
                  "classification officer", "Supp. No. 1 to part 774", false, Value(), false, "",
                  true};
    result.facts_.emplace(name, std::move(info));
  }
  for (const auto& [section, entries] : document.root.object()) {
    if (!entries.is_object()) continue;
    for (const auto& [name, entry] : entries.object()) {
      const std::string pointer = pointer_step(section) + pointer_step(name);
      if (!entry.is_object() || entry.text("means").empty())
        return Error{Code::RuleSyntax, document.place(pointer), "a word needs `means`"};
      const WordInfo word = word_of(name, entry);
      result.words_[section][name] = word;
      for (const FactSection& facts : kFactSections) {
        if (facts.section != section) continue;
        auto type = type_of(entry.text("type").empty() ? facts.untyped : entry.text("type"));
        if (!type.ok())
          return Error{type.error().code, document.place(pointer), type.error().detail};
        const std::string full = cat(facts.prefix, name);
        const bool eccn = name == "eccn" || name.ends_with("_eccn");
        FactInfo info{full, eccn ? FactType::kEccn : type.value(), word.means, word.ask, word.who,
                      word.cite, word.assume, assumed_of(entry), word.adverse, section,
                      flag(entry, "derived")};
        result.facts_.try_emplace(full, info);
        // Days between a date of the question and the day asked about.
        if (section == "dates") {
          info.name = cat("age.", name);
          info.type = FactType::kDecimal;
          info.assume = false;
          result.facts_.try_emplace(info.name, info);
        }
      }
    }
  }
  return result;
}

const FactInfo* Vocabulary::fact(std::string_view full_name) const {
  const auto it = facts_.find(full_name);
  return it == facts_.end() ? nullptr : &it->second;
}

const WordInfo* Vocabulary::word(std::string_view section, std::string_view word) const {
  const auto it = words_.find(section);
  if (it == words_.end()) return nullptr;
  const auto found = it->second.find(word);
  return found == it->second.end() ? nullptr : &found->second;
}

bool Vocabulary::has_section(std::string_view section) const { return words_.contains(section); }

std::vector<std::string> Vocabulary::words(std::string_view section) const {
  std::vector<std::string> names;
  if (const auto it = words_.find(section); it != words_.end())
    for (const auto& [name, word] : it->second) names.push_back(name);
  return names;
}

std::vector<const FactInfo*> Vocabulary::facts(std::string_view prefix) const {
  std::vector<const FactInfo*> found;
  for (auto it = facts_.lower_bound(prefix); it != facts_.end(); ++it) {
    if (!it->first.starts_with(prefix)) break;
    found.push_back(&it->second);
  }
  return found;
}

std::string Vocabulary::full_name(std::string_view written) const {
  if (written.find('.') != std::string_view::npos)
    return fact(written) != nullptr ? std::string(written) : "";
  for (std::string_view prefix : {"item.", "", "documents.", "party.", "dates."})
    if (const auto name = cat(prefix, written); fact(name) != nullptr) return name;
  return "";
}

std::string Vocabulary::nearest_fact(std::string_view wrong) const {
  std::vector<std::string> names;
  for (const auto& [name, info] : facts_) names.push_back(name);
  return nearest_word(wrong, names);
}

}  // namespace licet::law
