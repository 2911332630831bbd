#include "licet/decide/question.h"

#include <map>
#include <set>

#include "fact_reader.h"
#include "foreign_made.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licence_words.h"
#include "listing.h"

namespace licet::decide {
namespace {

const std::vector<std::string> kTopKeys{
    "regime",  "activity",  "from",      "destination", "exporter", "items",    "parties",
    "end_use", "knowledge", "red_flags", "dates",       "documents", "licences", "ports"};

// Facts of a line that the engine finds and nobody may give.
constexpr const char* kDerived[] = {"para", "entry_known", "de_minimis", "us_content_eccns",
                                    "us_content_families", "fdp_technology_eccns",
                                    "fdp_plant_eccns", "fdp_contains_us_ic",
                                    "fdp_designed_by_footnotes", "fdp_ordered_by_footnotes",
                                    "released_to_foreign_person", "recipient_permanent_employee",
                                    "schedule_b_value", "served_cb", "served_cc", "served_ei",
                                    "served_mt", "served_np", "served_ns", "served_rs",
                                    "served_un"};

class Reader {
 public:
  Reader(const Json& document, const law::RuleSet& rules) : document_(document), in_(rules) {}

  Result<Question> read() {
    LICET_TRY_DONE(in_.keys(document_, kTopKeys, ""));
    question_.document = document_;
    LICET_TRY_DONE(read_regime());
    LICET_TRY_DONE(read_top());
    LICET_TRY_DONE(check_ports(question_.frame.question));
    LICET_TRY_DONE(read_items());
    LICET_TRY_DONE(read_parties());
    LICET_TRY_DONE(read_exporter());
    LICET_TRY_DONE(read_licences());
    return std::move(question_);
  }

 private:
  Status read_regime() {
    const Json* regime = document_.find("regime");
    if (regime == nullptr) return Error{Code::JsonMissingKey, "/regime", "`us-ear`"};
    LICET_TRY(word, in_.word(*regime, "regimes", "/regime"));
    if (word != in_.rules().regime())
      return Error{Code::BadValue, "/regime",
                   cat("no rules of `", word, "` are loaded; `", in_.rules().regime(), "` are")};
    question_.frame.question["regime"] = word;
    return Done{};
  }

  Status read_top() {
    law::FactMap& facts = question_.frame.question;
    for (const char* key :
         {"activity", "from", "destination", "end_use", "knowledge", "red_flags"}) {
      const Json* given = document_.find(key);
      if (given == nullptr) continue;
      LICET_TRY(value, in_.value(*given, *in_.vocabulary().fact(key), cat("/", key)));
      facts[key] = std::move(value);
    }
    for (const char* group : {"dates", "documents", "ports"}) {
      const Json* given = document_.find(group);
      if (given == nullptr) continue;
      law::FactMap inner;
      LICET_TRY_DONE(in_.facts(*given, cat(group, "."), {}, cat("/", group), inner));
      for (auto& [key, value] : inner) facts[cat(group, ".", key)] = std::move(value);
    }
    question_.departure = day_of("dates.departure");
    question_.order = day_of("dates.order");
    return Done{};
  }

  std::optional<Day> day_of(std::string_view fact) const {
    const auto it = question_.frame.question.find(fact);
    if (it == question_.frame.question.end()) return std::nullopt;
    return std::get<Day>(it->second);
  }

  Status read_items() {
    const Json* items = document_.find("items");
    if (items == nullptr) return Error{Code::JsonMissingKey, "/items", "at least one line"};
    if (!items->is_array()) return wrong_type(*items, "/items", "a list");
    if (items->array().empty() || items->array().size() > kMostLines)
      return Error{Code::JsonTooLarge, "/items", cat("1 to ", kMostLines, " lines")};
    for (std::size_t i = 0; i < items->array().size(); ++i)
      LICET_TRY_DONE(read_item(items->array()[i], cat("/items/", i)));
    add_schedule_b_values(question_.frame.lines);
    return Done{};
  }

  // Lines of one Schedule B number count together, 15 CFR 758.1(b)(5); left open where one of them
  // has no value.
  static void add_schedule_b_values(std::vector<law::LineFacts>& lines) {
    std::map<std::string, Decimal> sums;
    std::set<std::string> open;
    for (const law::LineFacts& line : lines) {
      const auto number = line.facts.find("schedule_b"), value = line.facts.find("value");
      if (number == line.facts.end()) continue;
      const std::string& code = std::get<std::string>(number->second);
      if (value == line.facts.end())
        open.insert(code);
      else
        sums[code] = sums[code].plus(std::get<Decimal>(value->second));
    }
    for (law::LineFacts& line : lines) {
      const auto number = line.facts.find("schedule_b"), value = line.facts.find("value");
      if (number == line.facts.end()) {
        if (value != line.facts.end()) line.facts["schedule_b_value"] = value->second;
      } else if (const auto& code = std::get<std::string>(number->second); !open.contains(code)) {
        line.facts["schedule_b_value"] = sums[code];
      }
    }
  }

  Status read_item(const Json& json, const std::string& pointer) {
    law::LineFacts line;
    line.pointer = pointer.substr(1);
    std::vector<std::string> elsewhere{"line", "description", "quantity", "value", "parameters"};
    elsewhere.insert(elsewhere.end(), std::begin(kDerived), std::end(kDerived));
    LICET_TRY_DONE(in_.facts(json, "item.", elsewhere, pointer, line.facts));
    for (const char* derived : kDerived)
      if (json.find(derived) != nullptr)
        return Error{Code::JsonUnknownKey, cat(pointer, "/", derived),
                     "it follows from other keys"};
    for (const char* key : {"line", "description"})
      if (const Json* given = json.find(key))
        LICET_TRY_DONE(text_only(*given, cat(pointer, "/", key)));
    LICET_TRY_DONE(read_amounts(json, pointer, line.facts));
    if (const Json* parameters = json.find("parameters"))
      LICET_TRY_DONE(read_parameters(*parameters, pointer + "/parameters", line.facts));
    LICET_TRY_DONE(read_list_code(json, pointer, line.facts));
    law::derive_line_facts(in_.rules(), line.facts);
    LICET_TRY(made, read_foreign_made(json, in_, pointer));
    question_.made.push_back(std::move(made));
    question_.frame.lines.push_back(std::move(line));
    return Done{};
  }

  // Rules of another regime read its own code as the classification; an ECCN says nothing there.
  Status read_list_code(const Json& json, const std::string& pointer, law::FactMap& facts) const {
    const std::string& key = in_.rules().classification();
    if (key == "eccn") return Done{};
    if (const auto ear = facts.find("eccn"); ear != facts.end()) facts.erase(ear);
    const Json* given = json.find(key);
    if (given == nullptr) return Done{};
    LICET_TRY(code, in_.list_code(*given, cat(pointer, "/", key)));
    facts["eccn"] = code;
    return Done{};
  }

  Status text_only(const Json& json, const std::string& pointer) const {
    auto read = in_.text(json, pointer);
    if (!read.ok()) return read.error();
    return Done{};
  }

  Status read_amounts(const Json& json, const std::string& pointer, law::FactMap& facts) {
    if (const Json* quantity = json.find("quantity")) {
      const std::string at = pointer + "/quantity";
      LICET_TRY_DONE(in_.keys(*quantity, {"amount", "unit"}, at));
      const Json* amount = quantity->find("amount");
      const Json* unit = quantity->find("unit");
      if (amount == nullptr || unit == nullptr)
        return Error{Code::JsonMissingKey, at, "needs `amount` and `unit`"};
      LICET_TRY(number, in_.decimal(*amount, at + "/amount"));
      LICET_TRY_DONE(text_only(*unit, at + "/unit"));
      facts["quantity"] = number;
    }
    if (const Json* value = json.find("value")) {
      const std::string at = pointer + "/value";
      LICET_TRY_DONE(in_.keys(*value, {"amount", "currency"}, at));
      const Json* amount = value->find("amount");
      const Json* currency = value->find("currency");
      if (amount == nullptr || currency == nullptr)
        return Error{Code::JsonMissingKey, at, "needs `amount` and `currency`"};
      if (!amount->is_string()) return wrong_type(*amount, at + "/amount", "a decimal as a string");
      if (!currency->is_string()) return wrong_type(*currency, at + "/currency", "a string");
      auto money = parse_money(amount->string(), currency->string());
      if (!money.ok()) return Error{money.error().code, at, money.error().detail};
      if (currency->string() == "USD") facts["value"] = money.value().amount;
    }
    return Done{};
  }

  static bool amount(std::string_view fact) {
    return fact == "item.quantity" || fact == "item.value" || fact == "item.us_controlled_percent";
  }

  // Technical values; the unit is in the name.
  Status read_parameters(const Json& json, const std::string& pointer, law::FactMap& facts) {
    if (!json.is_object()) return wrong_type(json, pointer, "an object");
    std::vector<std::string> known;
    for (const law::FactInfo* fact : in_.vocabulary().facts("item."))
      if (fact->section == "parameters" ||
          (fact->type == law::FactType::kDecimal && !fact->derived && !amount(fact->name)))
        known.push_back(fact->name.substr(5));
    LICET_TRY_DONE(in_.keys(json, known, pointer));
    for (const auto& [key, element] : json.object()) {
      const law::FactInfo* fact = in_.vocabulary().fact("item." + key);
      const std::string at = pointer + pointer_step(key);
      law::FactInfo number = *fact;
      if (fact->section == "parameters") number.type = law::FactType::kDecimal;
      LICET_TRY(value, in_.value(element, number, at));
      if (!facts.emplace(key, std::move(value)).second)
        return Error{Code::JsonDuplicateKey, at, "it stands beside `parameters` too"};
    }
    return Done{};
  }

  Status read_parties() {
    const Json* parties = document_.find("parties");
    if (parties == nullptr) return Done{};
    if (!parties->is_array()) return wrong_type(*parties, "/parties", "a list");
    if (parties->array().size() > kMostParties)
      return Error{Code::JsonTooLarge, "/parties", cat("at most ", kMostParties, " parties")};
    for (std::size_t i = 0; i < parties->array().size(); ++i) {
      const std::string pointer = cat("/parties/", i);
      const Json& party = parties->array()[i];
      LICET_TRY_DONE(read_party(party, "party.", pointer, {"role"}));
      if (const Json* role = party.find("role")) {
        LICET_TRY(word, in_.word(*role, "role", pointer + "/role"));
        question_.frame.parties.back().facts["role"] = word;
      }
    }
    return Done{};
  }

  Status read_exporter() {
    const Json* exporter = document_.find("exporter");
    if (exporter == nullptr) return Done{};
    LICET_TRY_DONE(read_party(*exporter, "exporter.", "/exporter", {}));
    law::PartyFacts& party = question_.frame.parties.back();
    for (const auto& [key, value] : party.facts)
      question_.frame.question[cat("exporter.", key)] = value;
    party.facts["role"] = std::string("exporter");
    return Done{};
  }

  Status read_party(const Json& json, std::string_view prefix, const std::string& pointer,
                    std::vector<std::string> other) {
    law::PartyFacts party;
    AskedParty asked;
    party.pointer = asked.pointer = pointer.substr(1);
    other.insert(other.end(), {"name", "country", "address", "listed", "owners",
                               "has_listed_owner"});
    LICET_TRY_DONE(in_.facts(json, prefix, other, pointer, party.facts));
    if (json.find("has_listed_owner") != nullptr)
      return Error{Code::JsonUnknownKey, pointer + "/has_listed_owner", "it follows from `owners`"};
    for (auto [key, target] :
         {std::pair{"name", &asked.name}, std::pair{"address", &asked.address}})
      if (const Json* given = json.find(key)) {
        LICET_TRY(text, in_.text(*given, cat(pointer, "/", key)));
        *target = text;
      }
    if (!asked.name.empty()) party.facts["name"] = asked.name;
    if (const Json* given = json.find("country")) {
      LICET_TRY(code, in_.country(*given, pointer + "/country"));
      asked.country = code;
      party.facts["country"] = code;
    }
    LICET_TRY_DONE(read_listings(json, pointer, party, asked));
    if (const Json* owners = json.find("owners")) {
      asked.owners_given = true;
      std::size_t count = 0;
      LICET_TRY_DONE(read_owners(*owners, pointer + "/owners", asked.owners, count));
    }
    question_.frame.parties.push_back(std::move(party));
    question_.parties.push_back(std::move(asked));
    return Done{};
  }

  Status read_listings(const Json& json, const std::string& pointer, law::PartyFacts& party,
                       AskedParty& asked) {
    const Json* listed = json.find("listed");
    asked.to_screen = listed == nullptr;
    if (listed == nullptr) {
      if (asked.name.empty()) return Error{Code::JsonMissingKey, pointer + "/name", "or `listed`"};
      auto key = match::key_of(asked.name);
      if (!key.ok()) return Error{key.error().code, pointer + "/name", key.error().detail};
      return Done{};
    }
    if (!listed->is_array()) return wrong_type(*listed, pointer + "/listed", "a list");
    for (std::size_t i = 0; i < listed->array().size(); ++i) {
      LICET_TRY(row, read_listed(listed->array()[i], in_, cat(pointer, "/listed/", i)));
      row.name = asked.name;
      party.listings.push_back(std::move(row));
    }
    return Done{};
  }

  Status read_owners(const Json& json, const std::string& pointer, std::vector<Owner>& owners,
                     std::size_t& count) {
    if (!json.is_array()) return wrong_type(json, pointer, "a list of owners");
    for (std::size_t i = 0; i < json.array().size(); ++i) {
      const Json& given = json.array()[i];
      const std::string at = cat(pointer, "/", i);
      if (++count > kMostOwners) return Error{Code::JsonTooLarge, at, cat(kMostOwners, " owners")};
      LICET_TRY_DONE(in_.keys(given, {"name", "percent", "country", "listed", "owners"}, at));
      Owner owner;
      owner.pointer = at.substr(1);
      owner.name = std::string(given.text("name"));
      if (const Json* country = given.find("country")) {
        LICET_TRY(code, in_.country(*country, at + "/country"));
        owner.country = code;
      }
      if (const Json* percent = given.find("percent")) {
        LICET_TRY(number, in_.decimal(*percent, at + "/percent"));
        if (number > Decimal(100)) return Error{Code::BadDecimal, at + "/percent", "is over 100"};
        owner.percent = number;
      }
      LICET_TRY_DONE(read_owner_listings(given, at, owner));
      if (const Json* above = given.find("owners"))
        LICET_TRY_DONE(read_owners(*above, at + "/owners", owner.owners, count));
      owners.push_back(std::move(owner));
    }
    return Done{};
  }

  Status read_owner_listings(const Json& given, const std::string& at, Owner& owner) {
    const Json* listed = given.find("listed");
    owner.screened_or_listed = listed != nullptr;
    if (listed == nullptr) {
      auto key = match::key_of(owner.name);
      if (key.ok()) return Done{};
      return Error{key.error().code, at + "/name", "an owner needs a name or `listed`"};
    }
    if (!listed->is_array()) return wrong_type(*listed, at + "/listed", "a list");
    for (std::size_t k = 0; k < listed->array().size(); ++k) {
      LICET_TRY(row, read_listed(listed->array()[k], in_, cat(at, "/listed/", k)));
      row.name = owner.name;
      owner.listings.push_back(std::move(row));
    }
    return Done{};
  }

  Status read_licences() {
    const Json* licences = document_.find("licences");
    if (licences == nullptr) return Done{};
    if (!licences->is_array()) return wrong_type(*licences, "/licences", "a list");
    for (std::size_t i = 0; i < licences->array().size(); ++i) {
      const std::string pointer = cat("/licences/", i);
      LICET_TRY(ours, of_this_regime(licences->array()[i], pointer));
      if (!ours) continue;
      Json form = licences->array()[i];
      if (form.find("regime") != nullptr) form.object().erase("regime");
      LICET_TRY(licence, licence::read_licence(form, pointer));
      LICET_TRY_DONE(check_papers(in_.rules(), licence, pointer));
      for (const auto& other : question_.licences)
        if (other.id == licence.id)
          return Error{Code::LicenceMalformed, pointer + "/id", "this licence stands twice"};
      LICET_TRY(holder, key(licence.holder, pointer + "/holder"));
      licence.holder_key = holder;
      for (std::size_t k = 0; k < licence.parties.size(); ++k) {
        LICET_TRY(name, key(licence.parties[k].name, cat(pointer, "/parties/", k, "/name")));
        licence.parties[k].key = name;
      }
      question_.licences.push_back(std::move(licence));
    }
    return Done{};
  }

  // A licence lifts what its own regime asks; one that names none is of the EAR.
  Result<bool> of_this_regime(const Json& licence, const std::string& pointer) const {
    const Json* given = licence.is_object() ? licence.find("regime") : nullptr;
    if (given == nullptr) return in_.rules().folder() == law::kEarFolder;
    LICET_TRY(word, in_.word(*given, "regimes", pointer + "/regime"));
    return word == in_.rules().regime();
  }

  Result<std::string> key(const std::string& name, const std::string& pointer) const {
    auto made = match::key_of(name);
    if (!made.ok()) return Error{made.error().code, pointer, made.error().detail};
    return made.value();
  }

  const Json& document_;
  FactReader in_;
  Question question_;
};

}  // namespace

std::string Question::digest() const { return to_id(sha256(to_canonical(document))); }

Result<Question> read_question(const Json& document, const law::RuleSet& rules) {
  return Reader(document, rules).read();
}

}  // namespace licet::decide
