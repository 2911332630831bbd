#include "licet/law/casebook.h"

#include <algorithm>

#include "flag_orders.h"
#include "kernel_program.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

constexpr std::size_t kMostValues = std::size_t(1) << Given::kValueBits;
constexpr std::size_t kMostFacts = ~std::uint32_t(0);
constexpr std::size_t kMostOfOneCase = 0xffff;  // parties, licences

// A text that two values of one fact share exactly when they are the same. Plain texts stand for
// themselves; no text begins with a control character, so no other value looks like one.
std::string_view key_of(const Value& value, const std::vector<Rest>* rests, std::string& scratch) {
  const auto* text = std::get_if<std::string>(&value);
  if (text != nullptr && rests == nullptr && (text->empty() || (*text)[0] >= ' ')) return *text;
  scratch.assign({'\x01', char('0' + value.index())});
  if (const auto* words = std::get_if<Words>(&value)) {
    for (const auto& word : *words) scratch.append(word).push_back('\x03');
  } else if (const auto* flag = std::get_if<bool>(&value)) {
    scratch.push_back(*flag ? 't' : 'f');
  } else {
    scratch += to_string(value);
  }
  if (rests == nullptr) return scratch;
  for (const Rest& rest : *rests)
    scratch += cat("\x04", int(rest.kind), rest.fact, "\x05", rest.assumed, "\x05", rest.cite);
  return scratch;
}

void append_bytes(std::string& text, const std::vector<Given>& facts) {
  for (const Given& given : facts)
    text.append(reinterpret_cast<const char*>(&given.packed), sizeof given.packed);
}

PlaceBits bits_of(const Value& value) {
  if (const auto* code = std::get_if<std::string>(&value)) return place_bit(*code);
  PlaceBits places = 0;
  if (const auto* codes = std::get_if<Words>(&value))
    for (const std::string& code : *codes) places |= place_bit(code);
  return places;
}

const Decimal* year_value(const LineFacts& line) {
  const auto it = line.facts.find("year_value_same_eccn_consignee_usd");
  return it == line.facts.end() ? nullptr : std::get_if<Decimal>(&it->second);
}

}  // namespace

PlaceBits place_bit(std::string_view code) {
  unsigned hash = 0;
  for (char c : code.substr(0, code.find('-'))) hash = 31 * hash + std::uint8_t(c);
  return PlaceBits(1) << (hash % 64);
}

// Takes in one line; what was added before an error is unreachable and harmless.
class Casebook::Encoder {
 public:
  Encoder(Casebook& book, const FactFrame& frame, int line)
      : book_(book), program_(book.program_), frame_(frame),
        line_(frame.lines[std::size_t(line)]), index_(line) {}

  Result<CaseId> add() {
    if (frame_.parties.size() > kMostOfOneCase || frame_.licences.size() > kMostOfOneCase)
      return Error{Code::CostLimit, "", cat("a case has at most ", kMostOfOneCase,
                                            " parties and as many licences")};
    Case added;
    read_line();
    take_out(added);
    added.facts = store_read();
    added.parties = std::uint16_t(frame_.parties.size());
    added.licences = std::uint16_t(frame_.licences.size());
    std::vector<std::uint32_t> parties;
    for (const PartyFacts& party : frame_.parties) {
      parties.push_back(party_number(party));
      added.places |= book_.parties_[parties.back()].places;
    }
    added.first_party = std::uint32_t(book_.party_refs_.size());
    book_.party_refs_.insert(book_.party_refs_.end(), parties.begin(), parties.end());
    added.first_licence = std::uint32_t(book_.licences_.size());
    for (const LicenceFacts& licence : frame_.licences) {
      read(licence.by_line[std::size_t(index_)], program_.by_name[std::size_t(Room::kLicence)]);
      added.places |= places_of(facts_);
      book_.licences_.push_back(store_read());
    }
    added.order = order_number();
    if (too_many_ || book_.given_.size() > kMostFacts)
      return Error{Code::CostLimit, "", "more distinct values or facts than a casebook holds"};
    book_.cases_.push_back(added);
    return CaseId(book_.cases_.size() - 1);
  }

 private:
  using Names = std::unordered_map<std::string_view, AttributeId>;

  // The facts of the question; those of the line stand before them.
  void read_line() {
    const Names& names = program_.by_name[std::size_t(Room::kLine)];
    for (const auto& [name, value] : frame_.question) {
      const bool of_line = line_.open.contains(name) || line_.facts.contains(name);
      if (name == "destination" && of_line) continue;
      take(names, name, value, nullptr);
    }
    for (const auto& [name, value] : line_.facts) {
      if (line_.open.contains(name)) continue;
      const auto rests = line_.rests.find(name);
      const auto* why = rests == line_.rests.end() ? nullptr : &rests->second;
      take(name == "destination" ? names : program_.of_item, name, value, why);
    }
    for (const auto& [name, pointer] : line_.open) {
      const Names& own = name == "destination" ? names : program_.of_item;
      if (const auto it = own.find(name); it != own.end()) push(it->second, kOpenValue);
    }
    if (const auto it = names.find("total.value"); it != names.end())
      if (const Value total = total_value(frame_); !std::holds_alternative<NotKnown>(total))
        push(it->second, number(it->second, total, nullptr));
  }

  void take_out(Case& added) const {
    for (const Given& given : facts_) {
      const AttributeId id = given.attribute();
      if (id == program_.destination) added.destination = given.value();
      if (id == program_.eccn) added.eccn = given.value();
      added.derives |= program_.attributes[id].derives;
    }
    added.places = places_of(facts_);
  }

  PlaceBits places_of(std::span<const Given> facts) const {
    PlaceBits places = 0;
    for (const Given& given : facts)
      places |= book_.values_[given.attribute()][given.value()].places;
    return places;
  }

  void read(const FactMap& facts, const Names& names) {
    for (const auto& [name, value] : facts) take(names, name, value, nullptr);
  }

  void take(const Names& names, std::string_view name, const Value& value,
            const std::vector<Rest>* rests) {
    const auto it = names.find(name);
    if (it == names.end() || !program_.attributes[it->second].encoded) return;
    if (std::holds_alternative<NotKnown>(value)) return;
    push(it->second, number(it->second, value, rests));
  }

  void push(AttributeId attribute, ValueId value) {
    facts_.push_back({std::uint32_t(attribute) << Given::kValueBits | value});
  }

  ValueId number(AttributeId attribute, const Value& value, const std::vector<Rest>* rests) {
    auto& numbers = book_.numbers_[attribute];
    auto& values = book_.values_[attribute];
    const std::string_view key = key_of(value, rests, scratch_);
    if (const auto it = numbers.find(key); it != numbers.end()) return it->second;
    if (values.size() >= kMostValues) {
      too_many_ = true;
      return kOpenValue;
    }
    const auto it = numbers.emplace(std::string(key), ValueId(values.size())).first;
    values.push_back({value, rests == nullptr ? std::vector<Rest>() : *rests,
                      program_.attributes[attribute].place ? bits_of(value) : 0});
    return it->second;
  }

  // What was read so far, sorted; nothing is read afterwards.
  std::vector<Given>& sorted() {
    std::sort(facts_.begin(), facts_.end(),
              [](const Given& a, const Given& b) { return a.packed < b.packed; });
    return facts_;
  }

  // Moves facts into the book.
  GivenFacts store(std::span<const Given> facts) {
    const GivenFacts stored{std::uint32_t(book_.given_.size()), std::uint32_t(facts.size())};
    book_.given_.insert(book_.given_.end(), facts.begin(), facts.end());
    return stored;
  }

  GivenFacts store_read() {
    const GivenFacts stored = store(sorted());
    facts_.clear();
    return stored;
  }

  // A party that stands in many questions is kept once.
  std::uint32_t party_number(const PartyFacts& party) {
    std::string key;
    read_party(party);
    append_bytes(key, sorted());
    const std::vector<Given> own = std::move(facts_);
    facts_.clear();
    std::vector<std::vector<Given>> rows;
    for (const ListingFacts& row : party.listings) {
      read(row.facts, program_.by_name[std::size_t(Room::kListing)]);
      key += cat("\x07", sorted().size(), ",", row.possible_from.number, ",",
                 row.certain_from.number, ",", row.until.number, ",", row.text_from.number, ",",
                 int(row.possible_match), int(row.via_owner), ",", covers_number(row), ".");
      append_bytes(key, facts_);
      rows.push_back(std::move(facts_));
      facts_.clear();
    }
    const std::size_t hash = std::hash<std::string>()(key);
    const auto [first, last] = book_.party_numbers_.equal_range(hash);
    for (auto it = first; it != last; ++it)
      if (is(book_.parties_[it->second], party, own, rows)) return it->second;
    add_party(party, own, rows);
    const auto number = std::uint32_t(book_.parties_.size() - 1);
    book_.party_numbers_.emplace(hash, number);
    return number;
  }

  // Does the party of the book say all of this and nothing else?
  bool is(const CaseParty& known, const PartyFacts& party, std::span<const Given> own,
          const std::vector<std::vector<Given>>& rows) {
    if (known.listings != rows.size() || !same(known.facts, own)) return false;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const CaseListing& theirs = book_.listings_[known.first_listing + k];
      const ListingFacts& row = party.listings[k];
      if (!same(theirs.facts, rows[k]) || theirs.possible_from != row.possible_from ||
          theirs.certain_from != row.certain_from || theirs.until != row.until ||
          theirs.text_from != row.text_from || theirs.possible_match != row.possible_match ||
          theirs.via_owner != row.via_owner || theirs.covers != covers_number(row))
        return false;
    }
    return true;
  }

  bool same(const GivenFacts& stored, std::span<const Given> facts) const {
    const auto theirs = book_.given(stored);
    return std::equal(theirs.begin(), theirs.end(), facts.begin(), facts.end(),
                      [](Given a, Given b) { return a.packed == b.packed; });
  }

  void add_party(const PartyFacts& party, const std::vector<Given>& own,
                 const std::vector<std::vector<Given>>& rows) {
    CaseParty added{store(own), std::uint32_t(book_.listings_.size()),
                    std::uint32_t(rows.size()), places_of(own)};
    for (std::size_t k = 0; k < rows.size(); ++k) {
      added.places |= places_of(rows[k]);
      const ListingFacts& row = party.listings[k];
      book_.listings_.push_back({store(rows[k]), row.possible_from, row.certain_from, row.until,
                                 row.text_from, row.possible_match, row.via_owner,
                                 covers_number(row)});
    }
    book_.parties_.push_back(added);
  }

  void read_party(const PartyFacts& party) {
    const Names& names = program_.by_name[std::size_t(Room::kParty)];
    for (const auto& [name, value] : party.facts)
      if (!party.open.contains(name)) take(names, name, value, nullptr);
    for (const auto& [name, pointer] : party.open)
      if (const auto it = names.find(name); it != names.end()) push(it->second, kOpenValue);
  }

  std::uint32_t covers_number(const ListingFacts& row) {
    const auto [it, fresh] = book_.covers_numbers_.emplace(
        law::text_of(row.covers), std::uint32_t(book_.covers_.size()));
    if (fresh) book_.covers_.push_back(row.covers);
    return it->second;
  }

  std::uint32_t order_number() {
    const OrderSum sum = order_sum(frame_, index_);
    CaseOrder order{sum.sure, sum.most, std::nullopt, !sum.missing.empty(), sum.value_missing};
    if (const Decimal* year = year_value(line_)) order.year = *year;
    const auto [it, fresh] =
        book_.order_numbers_.emplace(order, std::uint32_t(book_.orders_.size()));
    if (fresh) book_.orders_.push_back(order);
    return it->second;
  }

  Casebook& book_;
  const Program& program_;
  const FactFrame& frame_;
  const LineFacts& line_;
  int index_;
  std::vector<Given> facts_;
  std::string scratch_;
  bool too_many_ = false;
};

Casebook::Casebook(const Kernel& kernel)
    : program_(kernel.program()), values_(program_.attributes.size()),
      numbers_(program_.attributes.size()) {
  for (auto& values : values_) values.resize(2);
}

Result<CaseId> Casebook::add(const FactFrame& frame, int line) {
  return Encoder(*this, frame, line).add();
}

void Casebook::forget_cases() {
  ++age_;
  cases_.clear();
  given_.clear();
  party_refs_.clear();
  parties_.clear();
  party_numbers_.clear();
  listings_.clear();
  licences_.clear();
  orders_.clear();
  order_numbers_.clear();
}

bool Casebook::fits(const Kernel& kernel) const {
  const auto& ours = program_.attributes;
  const auto& theirs = kernel.program().attributes;
  return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                    [](const Attribute& a, const Attribute& b) {
                      return a.fact == b.fact && a.encoded == b.encoded && a.place == b.place;
                    });
}

}  // namespace licet::law
