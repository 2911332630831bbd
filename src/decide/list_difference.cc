#include "licet/decide/list_difference.h"

#include <algorithm>
#include <map>
#include <set>

#include "licet/base/text.h"

namespace licet::decide {
namespace {

using law::Change;
using snapshot::EntryId;
using snapshot::EntryView;
using snapshot::NameId;
using snapshot::Snapshot;
using Fields = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::vector<std::string> texts(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

std::string_view word_of(snapshot::PartyType type) {
  switch (type) {
    case snapshot::PartyType::kPerson: return "person";
    case snapshot::PartyType::kCompany: return "company";
    case snapshot::PartyType::kVessel: return "vessel";
    case snapshot::PartyType::kAircraft: return "aircraft";
    case snapshot::PartyType::kAddress: return "address";
    default: return "";
  }
}

std::string in_force(const EntryView& entry) {
  if (entry.certain_from == kAlways) return "";
  if (entry.possible_from == entry.certain_from) return to_string(entry.certain_from);
  return cat(to_string(entry.certain_from), " (perhaps from ",
             entry.possible_from == kAlways ? "always" : to_string(entry.possible_from), ")");
}

// All that a row has, in words; what it has not is left out.
class RowReader {
 public:
  RowReader(const Knowledge& known, const EntryView& entry) : known_(known), entry_(entry) {}

  Fields run() {
    std::vector<std::string> names, addresses;
    for (std::uint32_t i = 0; i < entry_.name_count; ++i)
      names.emplace_back(known_.snapshot.name(NameId{entry_.first_name + i}).text);
    for (const auto& address : entry_.addresses) addresses.emplace_back(address.text);
    add("names", names);
    add("type", std::string(word_of(entry_.type)));
    add("addresses", addresses);
    add("in_force", in_force(entry_));
    add("until", entry_.until >= kForever ? "" : to_string(entry_.until.plus(-1)));
    add("requirement", std::string(entry_.requirement));
    add_reading();
    add("programmes", texts(entry_.programmes));
    add("identifiers", texts(entry_.identifiers));
    add("remarks", std::string(entry_.remarks));
    add("cite", texts(entry_.citations));
    return std::move(fields_);
  }

 private:
  void add(std::string key, std::vector<std::string> values) {
    if (!values.empty()) fields_.emplace_back(std::move(key), std::move(values));
  }
  void add(std::string key, std::string value) {
    if (!value.empty()) add(std::move(key), std::vector<std::string>{std::move(value)});
  }

  void add_reading() {
    if (entry_.list != "entity-list") return add("policy", std::string(entry_.policy));
    const auto& strings = known_.rules.entity_strings();
    const auto* reading = strings.requirement(entry_.requirement);
    add("reach", reading == nullptr ? "unclear: a person must read it" : reading->scope);
    if (reading != nullptr) add("footnotes", reading->footnotes);
    add("policy", std::string(entry_.policy));
    const auto* policy = strings.policy(entry_.policy);
    std::vector<std::string> words;
    if (policy != nullptr)
      for (const law::PolicyRule& rule : policy->rules) words.push_back(rule.policy);
    add("policy_word", words);
  }

  const Knowledge& known_;
  const EntryView& entry_;
  Fields fields_;
};

std::vector<law::FieldChange> changes(const Fields& before, const Fields& after) {
  const auto values = [](const Fields& fields, const std::string& key) {
    for (const auto& [name, found] : fields)
      if (name == key) return found;
    return std::vector<std::string>();
  };
  std::vector<std::string> keys;
  for (const Fields* fields : {&after, &before})
    for (const auto& [name, found] : *fields)
      if (std::find(keys.begin(), keys.end(), name) == keys.end()) keys.push_back(name);
  std::vector<law::FieldChange> found;
  for (const auto& key : keys)
    if (auto one = law::field_change(key, values(before, key), values(after, key)))
      found.push_back(std::move(*one));
  return found;
}

using Rows = std::vector<EntryId>;
using Pair = std::pair<std::optional<EntryId>, std::optional<EntryId>>;

// The rows of one list on both sides, paired.
class Pairing {
 public:
  Pairing(const Snapshot& from, const Snapshot& to, Rows before, Rows after)
      : from_(from), to_(to), before_(std::move(before)), after_(std::move(after)) {}

  std::vector<Pair> run() {
    const auto id = [](const Snapshot& known, EntryId row) {
      return std::string(known.entry(row).entry_id);
    };
    const auto name = [](const Snapshot& known, EntryId row) {
      const EntryView entry = known.entry(row);
      return entry.name_count == 0 ? ""
                                   : std::string(known.name(NameId{entry.first_name}).text);
    };
    const auto key = [](const Snapshot& known, EntryId row) {
      const EntryView entry = known.entry(row);
      return entry.name_count == 0 ? ""
                                   : std::string(known.name(NameId{entry.first_name}).key);
    };
    // One name may have a row for each country, or for each address.
    const auto name_and = [&](bool whole_address) {
      return [name, whole_address](const Snapshot& known, EntryId row) {
        std::string text = name(known, row);
        if (text.empty()) return text;
        for (const auto& address : known.entry(row).addresses)
          text += cat("\n", whole_address ? address.text : "", " ", address.country);
        return text;
      };
    };
    pair_by(id);
    pair_by(name_and(true));
    pair_by(name_and(false));
    pair_by(name);
    pair_by(key);
    for (EntryId row : before_) pairs_.push_back({row, std::nullopt});
    for (EntryId row : after_) pairs_.push_back({std::nullopt, row});
    return std::move(pairs_);
  }

 private:
  // In the order of the rows; a row without the text is left.
  template <class Text>
  void pair_by(const Text& text) {
    std::map<std::string, std::vector<EntryId>> waiting;
    for (EntryId row : before_)
      if (auto one = text(from_, row); !one.empty()) waiting[std::move(one)].push_back(row);
    std::set<EntryId> taken;
    std::erase_if(after_, [&](EntryId row) {
      const auto it = waiting.find(text(to_, row));
      if (it == waiting.end() || it->second.empty()) return false;
      pairs_.push_back({it->second.front(), row});
      taken.insert(it->second.front());
      it->second.erase(it->second.begin());
      return true;
    });
    std::erase_if(before_, [&](EntryId row) { return taken.contains(row); });
  }

  const Snapshot &from_, &to_;
  Rows before_, after_;
  std::vector<Pair> pairs_;
};

EntryChange change_of(const Knowledge& from, const Knowledge& to, const Pair& pair) {
  EntryChange made;
  const Knowledge& shown = pair.second ? to : from;
  const EntryView entry = shown.snapshot.entry(pair.second ? *pair.second : *pair.first);
  made.change = !pair.first ? Change::kAdded : !pair.second ? Change::kRemoved : Change::kChanged;
  made.entry_id = std::string(entry.entry_id);
  if (entry.name_count > 0)
    made.name = std::string(shown.snapshot.name(NameId{entry.first_name}).text);
  for (const auto& address : entry.addresses)
    if (made.country.empty()) made.country = std::string(address.country);
  made.cite = texts(entry.citations);
  Fields before, after;
  if (pair.first) {
    const EntryView one = from.snapshot.entry(*pair.first);
    before = RowReader(from, one).run();
    if (pair.second && one.entry_id != entry.entry_id) made.before_id = std::string(one.entry_id);
  }
  if (pair.second) after = RowReader(to, entry).run();
  made.fields = changes(before, after);
  return made;
}

std::map<std::string, Rows> rows_of(const Snapshot& known) {
  std::map<std::string, Rows> rows;
  for (std::uint32_t i = 0; i < known.source_count(); ++i)
    rows[std::string(known.source(i).list)];
  for (std::uint32_t i = 0; i < known.entry_count(); ++i)
    rows[std::string(known.entry(EntryId{i}).list)].push_back(EntryId{i});
  return rows;
}

}  // namespace

std::vector<ListDifference> list_difference(const Knowledge& from, const Knowledge& to) {
  auto before = rows_of(from.snapshot), after = rows_of(to.snapshot);
  std::set<std::string> lists;
  for (const auto* side : {&before, &after})
    for (const auto& [list, rows] : *side) lists.insert(list);
  std::vector<ListDifference> found;
  for (const auto& list : lists) {
    ListDifference one;
    one.list = list;
    if (const auto source = from.snapshot.source_of(list)) one.from_day = source->published;
    if (const auto source = to.snapshot.source_of(list)) one.to_day = source->published;
    one.from_rows = std::uint32_t(before[list].size());
    one.to_rows = std::uint32_t(after[list].size());
    for (const Pair& pair : Pairing(from.snapshot, to.snapshot, before[list], after[list]).run()) {
      EntryChange change = change_of(from, to, pair);
      if (change.fields.empty() && change.change == Change::kChanged) continue;
      ++(change.change == Change::kAdded     ? one.added
         : change.change == Change::kRemoved ? one.removed
                                             : one.changed);
      one.entries.push_back(std::move(change));
    }
    const auto rank = [](Change change) {
      return change == Change::kAdded ? 0 : change == Change::kChanged ? 1 : 2;
    };
    std::sort(one.entries.begin(), one.entries.end(),
              [&](const EntryChange& a, const EntryChange& b) {
                return std::tuple(rank(a.change), std::tie(a.name, a.entry_id)) <
                       std::tuple(rank(b.change), std::tie(b.name, b.entry_id));
              });
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace licet::decide
