#include "foreign_made.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/law/interpreter.h"
#include "licet/match/key.h"
#include "listing.h"

namespace licet::decide {
namespace {

using law::Judgement;
using law::Tri;

const Decimal kTen(10);
const Decimal kQuarter(25);
const Decimal kWhole(100);
constexpr std::size_t kMostContent = 200;

std::string text_of(const law::FactMap& facts, std::string_view key) {
  const auto it = facts.find(key);
  const auto* text = it == facts.end() ? nullptr : std::get_if<std::string>(&it->second);
  return text == nullptr ? "" : *text;
}

// Persons named inside `fdp`: name, country, listed.
Result<Owner> read_person(const Json& json, const FactReader& reader, const std::string& pointer) {
  LICET_TRY_DONE(reader.keys(json, {"name", "country", "listed"}, pointer));
  Owner person;
  person.pointer = pointer.substr(1);
  person.name = std::string(json.text("name"));
  if (const Json* country = json.find("country")) {
    LICET_TRY(code, reader.country(*country, pointer + "/country"));
    person.country = code;
  }
  const Json* listed = json.find("listed");
  person.screened_or_listed = listed != nullptr;
  if (listed == nullptr) {
    auto key = match::key_of(person.name);
    if (!key.ok()) return Error{key.error().code, pointer + "/name", "or `listed` is due"};
    return person;
  }
  if (!listed->is_array()) return wrong_type(*listed, pointer + "/listed", "a list");
  for (std::size_t i = 0; i < listed->array().size(); ++i) {
    LICET_TRY(row, read_listed(listed->array()[i], reader, cat(pointer, "/listed/", i)));
    row.name = person.name;
    person.listings.push_back(std::move(row));
  }
  return person;
}

Result<law::Words> read_eccns(const Json& json, const FactReader& reader,
                              const std::string& pointer) {
  if (!json.is_array()) return wrong_type(json, pointer, "a list of ECCNs");
  law::Words eccns;
  for (std::size_t i = 0; i < json.array().size(); ++i) {
    LICET_TRY(eccn, reader.eccn(json.array()[i], cat(pointer, "/", i)));
    eccns.push_back(eccn);
  }
  return eccns;
}

Status read_content(const Json& json, const FactReader& reader, const std::string& pointer,
                    ForeignMade& made) {
  if (!json.is_array()) return wrong_type(json, pointer, "a list of components");
  if (json.array().size() > kMostContent)
    return Error{Code::JsonTooLarge, pointer, cat("at most ", kMostContent, " components")};
  made.content_given = true;
  for (std::size_t i = 0; i < json.array().size(); ++i) {
    const Json& given = json.array()[i];
    const std::string at = cat(pointer, "/", i);
    LICET_TRY_DONE(reader.keys(given, {"eccn", "percent", "description"}, at));
    UsContent content;
    if (const Json* eccn = given.find("eccn")) {
      LICET_TRY(code, reader.eccn(*eccn, at + "/eccn"));
      content.eccn = code;
    }
    if (const Json* percent = given.find("percent")) {
      LICET_TRY(number, reader.decimal(*percent, at + "/percent"));
      if (number > kWhole) return Error{Code::BadDecimal, at + "/percent", "is over 100"};
      content.percent = number;
    }
    made.content.push_back(std::move(content));
  }
  return Done{};
}

Status read_fdp(const Json& json, const FactReader& reader, const std::string& pointer,
                ForeignMade& made) {
  LICET_TRY_DONE(reader.keys(json, reader.vocabulary().words("item_fdp"), pointer));
  for (auto [key, target] : {std::pair{"technology_eccns", &made.technology},
                             std::pair{"plant_eccns", &made.plant}})
    if (const Json* given = json.find(key)) {
      LICET_TRY(eccns, read_eccns(*given, reader, cat(pointer, "/", key)));
      *target = std::move(eccns);
    }
  if (const Json* chip = json.find("contains_us_ic")) {
    if (!chip->is_bool()) return wrong_type(*chip, pointer + "/contains_us_ic", "true or false");
    made.us_ic = chip->boolean();
  }
  if (const Json* designer = json.find("designed_by")) {
    LICET_TRY(person, read_person(*designer, reader, pointer + "/designed_by"));
    made.designed_by.push_back(std::move(person));
  }
  const Json* into = json.find("incorporated_into");
  made.incorporated = into != nullptr || json.find("ordered_by") != nullptr;
  if (into != nullptr)
    LICET_TRY_DONE(
        reader.keys(*into, {"description", "ordered_by"}, pointer + "/incorporated_into"));
  const Json* inner = into == nullptr ? nullptr : into->find("ordered_by");
  const Json* buyer = inner == nullptr ? json.find("ordered_by") : inner;
  if (buyer == nullptr) return Done{};
  const std::string at = inner == nullptr ? "/ordered_by" : "/incorporated_into/ordered_by";
  LICET_TRY(person, read_person(*buyer, reader, pointer + at));
  made.ordered_by.push_back(std::move(person));
  return Done{};
}

bool counts(const law::Norm& norm) {
  if (norm.kind != law::NormKind::kRequirement) return false;
  if (!norm.entry.empty()) return true;
  for (std::string_view part : {"us.ear.738.", "us.ear.742.", "us.ear.746."})
    if (norm.id.starts_with(part)) return true;
  return false;
}

// The requirement as the count reads it: not one that exception GBS lets go.
Judgement counted(const law::RuleSet& rules, const law::LineOutcome& outcome, std::uint32_t i) {
  std::vector<Judgement> let_go;
  for (std::uint32_t a : outcome.authorities(rules, i)) {
    const law::Instance& authority = outcome.instances[a];
    if (rules.norm(authority.norm).authority != "exception:GBS") continue;
    const Judgement both[] = {authority.holds, authority.ready};
    let_go.push_back(law::all_of(both));
  }
  const Judgement parts[] = {outcome.instances[i].holds, law::negate(law::any_of(let_go))};
  return law::all_of(parts);
}

// A fact of the line, or what would settle it.
template <class T>
void set_or_open(law::LineFacts& line, const std::string& fact, const std::optional<T>& value,
                 const std::string& pointer) {
  if (value)
    line.facts[fact] = *value;
  else
    line.open[fact] = pointer;
}

// Footnotes of the Entity List rows that the person is on that day; nothing when that cannot be
// told.
std::optional<law::Words> footnotes(const std::vector<Owner>& persons, Day day) {
  law::Words words;
  for (const Owner& person : persons) {
    if (!person.screened_or_listed) return std::nullopt;
    for (const law::ListingFacts& row : person.listings) {
      if (row.list != "entity-list" || day < row.possible_from || day >= row.until) continue;
      const auto it = row.facts.find("footnotes");
      const auto* printed = it == row.facts.end() ? nullptr : std::get_if<law::Words>(&it->second);
      if (printed == nullptr) return std::nullopt;
      if (printed->empty()) continue;
      if (day < row.certain_from || row.possible_match) return std::nullopt;
      words.insert(words.end(), printed->begin(), printed->end());
    }
  }
  return words;
}

// Is the item known to go into equipment of a footnoted entity?
bool known_to_be_incorporated(const law::FactMap& question) {
  const auto it = question.find("knowledge");
  const auto* words = it == question.end() ? nullptr : std::get_if<law::Words>(&it->second);
  return words != nullptr && std::find(words->begin(), words->end(),
                                       "incorporated_for_footnote_entity") != words->end();
}

void add_fdp(const ForeignMade& made, const law::FactMap& question, Day day,
             law::LineFacts& line) {
  const std::string fdp = line.pointer + "/fdp";
  set_or_open(line, "fdp_technology_eccns", made.technology, fdp);
  set_or_open(line, "fdp_plant_eccns", made.plant, fdp);
  set_or_open(line, "fdp_contains_us_ic", made.us_ic, fdp);
  std::optional<law::Words> designer, buyer;
  if (!made.designed_by.empty()) designer = footnotes(made.designed_by, day);
  set_or_open(line, "fdp_designed_by_footnotes", designer, fdp);
  if (!made.ordered_by.empty())
    buyer = footnotes(made.ordered_by, day);
  else if (!made.incorporated && !known_to_be_incorporated(question))
    buyer = law::Words();
  set_or_open(line, "fdp_ordered_by_footnotes", buyer, fdp);
}

}  // namespace

std::string_view de_minimis(const UsShare& share, Tri ten_percent_place) {
  if (share.most == Decimal()) return "none";
  const Decimal lower = ten_percent_place == Tri::kFalse ? kQuarter : kTen;
  const Decimal upper = ten_percent_place == Tri::kTrue ? kTen : kQuarter;
  if (share.most <= lower) return "within";
  return share.least > upper ? "exceeded" : "";
}

std::string_view content_family(std::string_view eccn) {
  if (eccn.size() < 5 || eccn == "EAR99") return "";
  const bool y = eccn.substr(5).starts_with(".y");
  if (eccn.starts_with('9') && eccn.substr(2, 3) == "515") return y ? "9x515_y" : "9x515";
  return eccn[2] != '6' ? "" : y ? "600_series_y" : "600_series";
}

Result<ForeignMade> read_foreign_made(const Json& item, const FactReader& reader,
                                      const std::string& pointer) {
  ForeignMade made;
  if (const Json* content = item.find("us_content"))
    LICET_TRY_DONE(read_content(*content, reader, pointer + "/us_content", made));
  if (const Json* fdp = item.find("fdp"))
    LICET_TRY_DONE(read_fdp(*fdp, reader, pointer + "/fdp", made));
  return made;
}

Judgement controlled(const law::RuleSet& rules, const law::FactFrame& frame, std::size_t line,
                     const std::string& eccn, const law::AsOf& as_of) {
  law::FactFrame alone;
  alone.question = frame.question;
  alone.question["activity"] = std::string("reexport");
  for (const char* list : {"end_use", "knowledge", "red_flags"})
    alone.question[list] = law::Words();
  law::LineFacts content;
  content.pointer = frame.lines[line].pointer;
  content.facts = {{"eccn", eccn}, {"origin", std::string("US")}};
  for (const char* fact : {"kind", "destination"})
    if (const auto it = frame.lines[line].facts.find(fact); it != frame.lines[line].facts.end())
      content.facts.insert(*it);
  const bool mass_market = eccn.starts_with("5A992.c") || eccn.starts_with("5D992.c");
  if (mass_market) content.facts["mass_market"] = content.facts["classified_under_740_17"] = true;
  law::derive_line_facts(rules, content.facts);
  if (content.facts["entry_known"] != law::Value(true))
    return Judgement::unknown({law::CauseKind::kDatum, cat("controls/", eccn)});
  alone.lines.push_back(std::move(content));
  const law::LineOutcome outcome = law::interpret_reference(rules, alone, 0, as_of);
  std::vector<Judgement> parts;
  for (std::uint32_t i = 0; i < outcome.instances.size(); ++i) {
    const law::Norm& norm = rules.norm(outcome.instances[i].norm);
    if (!counts(norm)) continue;
    Judgement one = counted(rules, outcome, i);
    if (one.is_true() && norm.untranslatable)
      one = Judgement::unknown({law::CauseKind::kUntranslatable, norm.id});
    parts.push_back(std::move(one));
  }
  Judgement result = law::any_of(parts);
  if (mass_market)
    result = std::move(result).resting_on({law::RestKind::kAssumed,
                                           frame.lines[line].pointer + "/us_content",
                                           "mass-market content has passed its step under 740.17",
                                           "15 CFR 740.17(b)"});
  return result;
}

namespace {

// What of the content counts, from the answer of the rules for each classification.
UsShare share_of(const law::RuleSet& rules, const ForeignMade& made, const law::AsOf& as_of,
                 const law::FactFrame& frame, std::size_t line, std::vector<law::Rest>& rests) {
  UsShare share;
  for (const UsContent& content : made.content) {
    Judgement judged = Judgement::unknown({law::CauseKind::kMissing, "eccn"});
    if (content.eccn) judged = controlled(rules, frame, line, *content.eccn, as_of);
    merge(rests, judged.rests);
    if (judged.is_false()) continue;
    share.most = share.most.plus(content.percent.value_or(kWhole));
    if (judged.is_true()) share.least = share.least.plus(content.percent.value_or(Decimal()));
  }
  return share;
}

void add_content_kinds(const ForeignMade& made, bool no_content, law::LineFacts& line) {
  if (!made.content_given && !no_content) return;  // the vocabulary says what may be assumed
  law::Words eccns, families;
  for (const UsContent& content : made.content) {
    if (!content.eccn) {
      for (const char* fact : {"us_content_eccns", "us_content_families"})
        line.open[fact] = line.pointer + "/us_content";
      return;
    }
    eccns.push_back(*content.eccn);
    if (const auto family = content_family(*content.eccn); !family.empty())
      families.emplace_back(family);
  }
  line.facts["us_content_eccns"] = eccns;
  line.facts["us_content_families"] = families;
}

}  // namespace

void add_foreign_made(const Knowledge& known, const ForeignMade& made, const law::AsOf& as_of,
                      law::FactFrame& frame, std::size_t at) {
  law::LineFacts& line = frame.lines[at];
  const std::string from = text_of(frame.question, "from");
  if (text_of(line.facts, "origin") == "US" || from == "US") return;
  if (!from.empty()) line.facts.try_emplace("located_in", std::string("elsewhere"));
  add_fdp(made, frame.question, as_of.law_day, line);
  std::optional<UsShare> share;
  std::vector<law::Rest> rests;
  if (made.content_given) share = share_of(known.rules, made, as_of, frame, at, rests);
  if (const auto it = line.facts.find("us_controlled_percent"); it != line.facts.end()) {
    const auto given = std::get<Decimal>(it->second);
    // Given by hand it stands, unless the parts that certainly count come to more.
    const Decimal certain = share ? std::max(given, share->least) : given;
    share = UsShare{certain, certain};
  }
  add_content_kinds(made, share && share->most == Decimal(), line);
  const std::string percent = line.pointer + "/us_controlled_percent";
  Judgement ten = Judgement::unknown({law::CauseKind::kMissing, "destination"});
  const law::Evaluator evaluate(known.rules, frame, as_of);
  const law::Value place = evaluate.value("destination", {int(at)});
  if (const auto* code = std::get_if<std::string>(&place)) {
    const Judgement groups[] = {
        known.rules.places().member(*code, "E:1", as_of.law_day, as_of.strict),
        known.rules.places().member(*code, "E:2", as_of.law_day, as_of.strict)};
    ten = law::any_of(groups);
  }
  const std::string_view word = share ? de_minimis(*share, ten.value) : "";
  std::optional<std::string> known_word;
  if (!word.empty()) known_word = std::string(word);
  set_or_open(line, "de_minimis", known_word, percent);
  merge(rests, ten.rests);
  line.rests["de_minimis"] = std::move(rests);
}

}  // namespace licet::decide
