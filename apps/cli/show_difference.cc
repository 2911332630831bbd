#include "show_difference.h"

#include <algorithm>
#include <map>

#include "context.h"
#include "layout.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

using law::Change;
using law::FieldChange;

char sign_of(Change change) {
  return change == Change::kAdded ? '+' : change == Change::kRemoved ? '-' : '~';
}

std::string quoted(const std::vector<std::string>& texts) {
  std::vector<std::string> safe;
  for (const auto& text : texts) safe.push_back(printable(text, 200));
  return join(safe, "; ");
}

std::string shown(const FieldChange& field) {
  std::string text;
  if (field.before.empty())
    text = cat("+ ", quoted(field.after));
  else if (field.after.empty())
    text = cat("- ", quoted(field.before));
  else
    text = cat(quoted(field.before), " -> ", quoted(field.after));
  return wrapped(cat("      ", field.field, ": "), text);
}

std::string shown(const std::vector<FieldChange>& fields) {
  std::string out;
  for (const FieldChange& field : fields) out += shown(field);
  return out;
}

std::string cited(const std::vector<std::string>& cites) {
  return cites.empty() ? "" : cat(" [", join(cites, "; "), "]");
}

std::string left_out(std::size_t all, std::size_t most) {
  return most == 0 || all <= most
             ? ""
             : cat("  … and ", all - most, " more (--all, or --json)\n");
}

template <class Changes>
std::string counts(const Changes& changes) {
  std::size_t each[4] = {0, 0, 0, 0};
  for (const auto& change : changes) ++each[std::size_t(change.change)];
  return cat(each[1], " added, ", each[2], " removed, ", each[3], " changed");
}

// What a proof says, and the transactions that show it.
std::string shown(const std::optional<law::Proved>& proof) {
  if (!proof) return "";
  if (!proof->direction) return wrapped("      not proved: ", proof->why_not);
  std::string out = cat("      proved: ", law::to_string(*proof->direction), "\n");
  if (!proof->looser.empty()) out += wrapped("        freer: ", proof->looser);
  if (!proof->tighter.empty()) out += wrapped("        stricter: ", proof->tighter);
  return out;
}

Json to_json(const std::optional<law::Proved>& proof) {
  if (!proof || !proof->direction) return {};
  return std::string(law::to_string(*proof->direction));
}

// Adds what the proof shows, where there is one.
void add_proof(const std::optional<law::Proved>& proof, Json::Object& object) {
  object["proved"] = to_json(proof);
  if (!proof) return;
  object["not_proved_because"] = proof->why_not.empty() ? Json() : Json(proof->why_not);
  object["freer"] = proof->looser.empty() ? Json() : Json(proof->looser);
  object["stricter"] = proof->tighter.empty() ? Json() : Json(proof->tighter);
}

std::string shown(const law::NormChange& change) {
  std::string out = wrapped(cat("  ", sign_of(change.change), " "),
                            cat(change.id, ": ", change.title, cited(change.cite)));
  out += shown(change.proof);
  return out + (change.change == Change::kChanged ? shown(change.fields) : "");
}

std::string shown(const law::RowChange& change) {
  std::string out =
      wrapped(cat("  ", sign_of(change.change), " "),
              cat(printable(change.row, 200),
                  change.cite.empty() ? "" : cat(" [", change.cite, "]")));
  return out + shown(change.proof) + shown(change.fields);
}

std::string day_of(Day day) { return day == kAlways ? "not held" : to_string(day); }

std::string shown(const decide::EntryChange& change) {
  std::string out = wrapped(cat("  ", sign_of(change.change), " "),
                            cat(printable(change.name, 200),
                                change.country.empty() ? "" : cat(" (", change.country, ")"), ", ",
                                change.entry_id,
                                change.before_id.empty() ? "" : cat(", was ", change.before_id),
                                cited(change.cite)));
  if (change.change == Change::kChanged) return out + shown(change.fields);
  for (const FieldChange& field : change.fields)
    for (const char* key : {"in_force", "until", "reach", "footnotes", "policy_word"})
      if (field.field == key)
        out += wrapped(cat("      ", field.field, ": "),
                       quoted(change.change == Change::kAdded ? field.after : field.before));
  return out;
}

Json texts(const std::vector<std::string>& values) {
  Json::Array array;
  for (const auto& value : values) array.emplace_back(value);
  return array;
}

Json to_json(const std::vector<FieldChange>& fields) {
  Json::Array array;
  for (const FieldChange& field : fields) {
    Json::Object object;
    object["field"] = field.field;
    object["from"] = texts(field.before);
    object["to"] = texts(field.after);
    array.emplace_back(std::move(object));
  }
  return array;
}

}  // namespace

std::string shown(const law::RuleDifference& difference, std::size_t most) {
  if (difference.empty()) return "rules: the same\n";
  std::string out = cat(strong("norms"), ": ", counts(difference.norms), "\n");
  for (std::size_t i = 0; i < difference.norms.size() && (most == 0 || i < most); ++i)
    out += shown(difference.norms[i]);
  out += left_out(difference.norms.size(), most);
  std::map<std::string, std::vector<law::RowChange>> files;
  for (const auto& change : difference.rows) files[change.file].push_back(change);
  for (const auto& [file, changes] : files) {
    out += cat(strong(file), ": ", counts(changes), "\n");
    for (std::size_t i = 0; i < changes.size() && (most == 0 || i < most); ++i)
      out += shown(changes[i]);
    out += left_out(changes.size(), most);
  }
  for (const auto& [regime, proof] : difference.whole)
    out += cat(strong("all of it together"), ", under all the law of ", regime, "\n",
               shown(std::optional(proof)));
  return out;
}

std::string shown(const std::vector<decide::ListDifference>& lists, std::size_t most) {
  std::string out;
  for (const auto& list : lists) {
    const bool same = list.entries.empty() && list.from_day == list.to_day;
    out += cat(strong(list.list), ": ", day_of(list.from_day), " (", list.from_rows, " rows) -> ",
               day_of(list.to_day), " (", list.to_rows, " rows): ",
               same ? "the same" : counts(list.entries), "\n");
    for (std::size_t i = 0; i < list.entries.size() && (most == 0 || i < most); ++i)
      out += shown(list.entries[i]);
    out += left_out(list.entries.size(), most);
  }
  return out;
}

Json to_json(const law::RuleDifference& difference) {
  Json::Array norms, rows;
  for (const auto& change : difference.norms) {
    Json::Object object;
    object["change"] = std::string(law::to_string(change.change));
    object["id"] = change.id;
    object["title"] = change.title;
    object["place"] = change.place;
    object["cite"] = texts(change.cite);
    object["fields"] = to_json(change.fields);
    add_proof(change.proof, object);
    norms.emplace_back(std::move(object));
  }
  for (const auto& change : difference.rows) {
    Json::Object object;
    object["change"] = std::string(law::to_string(change.change));
    object["file"] = change.file;
    object["row"] = change.row;
    object["cite"] = change.cite;
    object["fields"] = to_json(change.fields);
    add_proof(change.proof, object);
    rows.emplace_back(std::move(object));
  }
  Json::Object whole;
  for (const auto& [regime, proof] : difference.whole) {
    Json::Object object;
    add_proof(proof, object);
    whole[regime] = std::move(object);
  }
  return Json::Object{
      {"norms", std::move(norms)}, {"rows", std::move(rows)}, {"whole", std::move(whole)}};
}

Json to_json(const std::vector<decide::ListDifference>& lists) {
  const auto day = [](Day one) { return one == kAlways ? Json() : Json(licet::to_string(one)); };
  Json::Array array;
  for (const auto& list : lists) {
    Json::Array entries;
    for (const auto& change : list.entries) {
      Json::Object object;
      object["change"] = std::string(law::to_string(change.change));
      object["entry_id"] = change.entry_id;
      object["before_id"] = change.before_id.empty() ? Json() : Json(change.before_id);
      object["name"] = change.name;
      object["country"] = change.country.empty() ? Json() : Json(change.country);
      object["cite"] = texts(change.cite);
      object["fields"] = to_json(change.fields);
      entries.emplace_back(std::move(object));
    }
    Json::Object object;
    object["list"] = list.list;
    object["from"] = Json::Object{{"published", day(list.from_day)},
                                  {"rows", std::int64_t(list.from_rows)}};
    object["to"] = Json::Object{{"published", day(list.to_day)},
                                {"rows", std::int64_t(list.to_rows)}};
    object["added"] = std::int64_t(list.added);
    object["removed"] = std::int64_t(list.removed);
    object["changed"] = std::int64_t(list.changed);
    object["entries"] = std::move(entries);
    array.emplace_back(std::move(object));
  }
  return array;
}

}  // namespace licet::cli
