#include <algorithm>

#include "kernel_program.h"
#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

Room room_of(const Norm& norm) {
  if (norm.binds.licence) return Room::kLicence;
  if (norm.binds.listing) return Room::kListing;
  return norm.binds.party ? Room::kParty : Room::kLine;
}

// Every fact of the vocabulary that a frame may hold, in the order of its names.
class AttributeTable {
 public:
  AttributeTable(const RuleSet& rules, Program& program) : rules_(rules), program_(program) {}

  void build() {
    for (const FactInfo* fact : rules_.vocabulary().facts("")) {
      const bool derived = is_flag(fact->name) || fact->name.starts_with("age.") ||
                           fact->name == "listing.covers_item";
      if (!derived && fact->type != FactType::kObject) add(*fact);
    }
    LICET_CHECK(program_.attributes.size() + 3 < (std::size_t(1) << (32 - Given::kValueBits)),
                "a vocabulary of more facts than a casebook can number");
    program_.attributes.reserve(program_.attributes.size() + 3);  // names are pointed at
    for (AttributeId id = 0; id < program_.attributes.size(); ++id) index(id);
    program_.eccn = number("item.eccn");
    program_.destination = number("destination");
    program_.controlled_reason = number("item.controlled_reason");
  }

 private:
  void add(const FactInfo& fact) {
    Attribute attribute;
    attribute.fact = attribute.name = fact.name;
    const auto under = [&](std::string_view prefix, Room room) {
      if (!fact.name.starts_with(prefix)) return;
      attribute.name = fact.name.substr(prefix.size());
      attribute.room = room;
    };
    under("item.", Room::kLine);
    under("party.", Room::kParty);
    under("listing.", Room::kListing);
    under("licence.", Room::kLicence);
    attribute.of_item = fact.name.starts_with("item.");
    attribute.place = fact.type == FactType::kCountry || fact.type == FactType::kCountries;
    const bool read = rules_.reads(fact.name, "");
    attribute.encoded = fact.type != FactType::kText || fact.adverse || read;
    const bool counted = fact.name.starts_with("item.") || fact.name.starts_with("party.") ||
                         fact.name.starts_with("documents.");
    attribute.derives = fact.name == "item.for_eccn" || fact.name == "item.us_content_eccns" ||
                        fact.name == "item.de_minimis";
    attribute.unread = counted && fact.adverse && !read;
    if (fact.name == "knowledge" || fact.name == "red_flags" || fact.name == "end_use")
      attribute.words = fact.name;
    program_.attributes.push_back(std::move(attribute));
  }

  // A fact that the vocabulary lacks is nobody's: its place is never filled.
  AttributeId number(std::string_view fact) {
    const auto it = program_.by_fact.find(fact);
    if (it != program_.by_fact.end()) return it->second;
    program_.attributes.emplace_back();
    return AttributeId(program_.attributes.size() - 1);
  }

  void index(AttributeId id) {
    const Attribute& attribute = program_.attributes[id];
    program_.by_fact.emplace(attribute.fact, id);
    auto& names = attribute.of_item ? program_.of_item
                                    : program_.by_name[std::size_t(attribute.room)];
    names.emplace(attribute.name, id);
  }

  const RuleSet& rules_;
  Program& program_;
};

// Bits of the masks, sorted, as words.
MaskParts parts_of(const Program& program, std::vector<std::uint32_t> bits) {
  std::sort(bits.begin(), bits.end());
  std::vector<MaskPart> parts;
  std::size_t room = 0;
  for (std::uint32_t bit : bits) {
    const std::uint32_t word = bit / 64;
    while (word >= program.room_high[room]) ++room;
    if (parts.empty() || parts.back().word != word) parts.push_back({word, Room(room), 0});
    parts.back().bits |= std::uint64_t(1) << (bit % 64);
  }
  return MaskParts(std::move(parts));
}

// The literals between which every condition on a number or a day says the same; nothing when one
// of the conditions compares with something else.
class Cuts {
 public:
  void read(const Predicate& test) {
    for_each_test(test, [&](const Test& part) {
      for (const Literal& literal : part.literals) {
        const bool ordered = std::holds_alternative<Decimal>(literal) ||
                             std::holds_alternative<Day>(literal);
        pure_ &= ordered && (cuts_.empty() || cuts_.front().index() == literal.index());
        cuts_.push_back(literal);
      }
    });
  }
  std::vector<Literal> take() {
    if (!pure_) cuts_.clear();
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    return std::move(cuts_);
  }

 private:
  std::vector<Literal> cuts_;
  bool pure_ = true;
};

std::optional<Leading> leading(const Norm& norm) {
  if (norm.kind == NormKind::kProhibition) return Leading::kProhibition;
  if (norm.is_requirement()) return Leading::kRequirement;
  if (norm.kind == NormKind::kDuty && norm.hold) return Leading::kHold;
  switch (norm.effect) {
    case ScopeEffect::kIn: return Leading::kIn;
    case ScopeEffect::kOut: return Leading::kOut;
    case ScopeEffect::kRefer: return Leading::kRefer;
    case ScopeEffect::kNone: break;
  }
  return std::nullopt;
}

int asked_with(const Norm& norm) {
  if (const auto kind = leading(norm)) return int(*kind);
  return int(kLeadings) + (norm.is_authority() ? 0 : int(norm.kind));
}

class Compiler {
 public:
  Compiler(const RuleSet& rules, bool strict)
      : rules_(rules), strict_(strict), trees_(program_, program_.tree, program_.atoms, 0) {}

  Program run() {
    AttributeTable(rules_, program_).build();
    name_flags();
    number_norms();
    for (NormIndex norm : rules_.general_norms()) compile_conditions(norm);
    note_plain();
    compile_pages();
    line_up_rows(program_);
    note_trees(program_);
    cut_attributes();
    cut_days();
    return std::move(program_);
  }

 private:
  void name_flags() {
    for (const std::string& fact : flag_facts()) {
      FlagName flag{fact, fact.substr(fact.find('.') + 1), FlagKind::kControl, "", false};
      if (fact.starts_with("flag.")) flag.kind = FlagKind::kOffer;
      if (fact.starts_with("sta.")) flag.kind = FlagKind::kSta, flag.c1 = flag.name == "c1_barred";
      if (flag.name.ends_with("600_series") || flag.name.ends_with("9x515") ||
          flag.name.ends_with("0x5zz"))
        flag.kind = FlagKind::kSeries;
      flag.reason = lower_ascii(flag.name);
      program_.flags.push_back(std::move(flag));
    }
  }

  // Bits of the masks room by room, each room in words of its own; norms that are asked for
  // together stand together, so that few words are looked at.
  void number_norms() {
    bit_of_.assign(rules_.norms().size(), ~std::uint32_t(0));
    std::vector<NormIndex> norms = rules_.general_norms();
    std::stable_sort(norms.begin(), norms.end(), [this](NormIndex a, NormIndex b) {
      return asked_with(rules_.norm(a)) < asked_with(rules_.norm(b));
    });
    for (std::size_t room = 0; room < kRooms; ++room) {
      program_.room_low[room] = program_.words;
      std::uint32_t bit = program_.words * 64;
      for (NormIndex norm : norms)
        if (std::size_t(room_of(rules_.norm(norm))) == room) bit_of_[norm] = bit++;
      program_.room_bits[room] = bit;
      program_.words = (bit + 63) / 64;
      program_.room_high[room] = program_.words;
    }
    program_.norms.resize(std::size_t(program_.words) * 64);
    std::array<std::vector<std::uint32_t>, kLeadings> leads;
    program_.via.resize(program_.words);
    for (NormIndex norm : rules_.general_norms()) {
      const std::uint32_t bit = bit_of_[norm];
      program_.norms[bit] = linked(norm);
      if (program_.norms[bit].via) program_.via[bit / 64] |= std::uint64_t(1) << (bit % 64);
      if (const auto kind = leading(rules_.norm(norm)))
        leads[std::size_t(*kind)].push_back(bit_of_[norm]);
    }
    for (std::size_t kind = 0; kind < kLeadings; ++kind)
      program_.leading[kind] = parts_of(program_, std::move(leads[kind]));
  }

  CompiledNorm linked(NormIndex index) const {
    const Norm& norm = rules_.norm(index);
    CompiledNorm compiled;
    compiled.norm = index;
    compiled.room = room_of(norm);
    compiled.via = norm.binds.via;
    compiled.dated = norm.reads.empty();
    compiled.stayed = !norm.stayed.empty();
    compiled.in_force = norm.in_force;
    if (!compiled.dated) compiled.reads = program_.by_fact.at(norm.reads);
    compiled.strict_history = strict_ && norm.unverified_history;
    compiled.defeaters = bits(rules_.defeaters_of(index));
    compiled.supports = bits(rules_.supports_of(index));
    compiled.authorities = bits(rules_.authorities_over(index));
    return compiled;
  }

  MaskParts bits(std::span<const NormIndex> norms) const {
    std::vector<std::uint32_t> found;
    for (NormIndex norm : norms) {
      LICET_CHECK(rules_.norm(norm).entry.empty(), "a row of the control list attacks nothing");
      found.push_back(bit_of_[norm]);
    }
    return parts_of(program_, std::move(found));
  }

  void note_plain() {
    program_.plain.resize(program_.words);
    for (std::size_t bit = 0; bit < program_.norms.size(); ++bit) {
      const CompiledNorm& norm = program_.norms[bit];
      if (norm.dated && norm.rest == kNoNode && !norm.strict_history && norm.defeaters.empty() &&
          norm.supports.empty())
        program_.plain[bit / 64] |= std::uint64_t(1) << (bit % 64);
    }
  }

  // Conditions on one fact go into the masks, the others into a tree.
  void compile_conditions(NormIndex index) {
    const Norm& norm = rules_.norm(index);
    const std::uint32_t bit = bit_of_[index];
    CompiledNorm& compiled = program_.norms[bit];
    std::vector<NodeId> rest;
    for (const Cell& cell : norm.when) {
      if (const auto atom = trees_.atom(cell.test))
        program_.attributes[program_.atoms[*atom].attribute].uses.push_back({bit, *atom});
      else
        rest.push_back(trees_.add(cell.test));
    }
    add_alternatives(norm, rest);
    if (!rest.empty()) compiled.rest = trees_.all(std::move(rest));
    add_requisites(norm, compiled);
  }

  void add_alternatives(const Norm& norm, std::vector<NodeId>& rest) {
    if (!norm.when_any.empty()) {
      std::vector<NodeId> any;
      for (const auto& cells : norm.when_any) any.push_back(conjunction(cells));
      rest.push_back(trees_.any(std::move(any)));
    }
    if (!norm.unless.empty()) rest.push_back(trees_.negation(conjunction(norm.unless)));
  }

  NodeId conjunction(const std::vector<Cell>& cells) {
    std::vector<NodeId> parts;
    for (const Cell& cell : cells) parts.push_back(trees_.add(cell.test));
    return trees_.all(std::move(parts));
  }

  void add_requisites(const Norm& norm, CompiledNorm& compiled) {
    for (const Requisite& requisite : norm.require)
      compiled.requisites.push_back(trees_.add(requisite.cell.test));
  }

  void compile_pages() {
    for (NormIndex i = 0; i < rules_.norms().size(); ++i) {
      const Norm& norm = rules_.norm(i);
      if (norm.entry.empty()) continue;
      Page& page = page_of(norm.entry);
      page.rows.push_back(std::uint32_t(program_.rows.size()));
      CompiledNorm row = linked(i);
      std::vector<NodeId> rest;
      for (const Cell& cell : norm.when) rest.push_back(trees_.add(cell.test));
      add_alternatives(norm, rest);
      row.rest = rest.empty() ? kNoNode : trees_.all(std::move(rest));
      add_requisites(norm, row);
      program_.rows.push_back(std::move(row));
      add_controls(i, page);
    }
    for (const std::string& entry : rules_.flags().entries()) page_of(entry);
    for (auto& page : program_.pages) {
      add_offers(page);
      page.bound = bound(page);
    }
  }

  Page& page_of(const std::string& entry) {
    const auto it = program_.page_of.find(entry);
    if (it != program_.page_of.end()) return program_.pages[it->second];
    program_.pages.emplace_back().entry = entry;
    program_.pages.back().known = rules_.has_entry(entry);
    program_.page_of.emplace(entry, std::uint32_t(program_.pages.size() - 1));
    return program_.pages.back();
  }

  // For which reasons the row controls the item wherever it goes (flags.cc, control).
  void add_controls(NormIndex index, Page& page) {
    const Norm& row = rules_.norm(index);
    if (row.reason.starts_with("other_agency")) return;
    for (std::uint32_t flag = 0; flag < program_.flags.size(); ++flag) {
      const FlagName& name = program_.flags[flag];
      if (name.kind != FlagKind::kControl || !row.reason.starts_with(name.reason)) continue;
      for (const Cell& cell : row.when)
        if (cell.fact == "item.para")
          page.controls.push_back({flag, index, trees_.add(cell.test)});
    }
  }

  void add_offers(Page& page) {
    for (std::uint32_t flag = 0; flag < program_.flags.size(); ++flag) {
      if (program_.flags[flag].kind != FlagKind::kOffer) continue;
      const auto* rows = rules_.flags().rows(page.entry, program_.flags[flag].name);
      if (rows == nullptr) continue;
      FlagProgram offer;
      for (const FlagRow& row : *rows)
        if (row.offer != Offer::kNo)
          offer.rows.push_back({row.span, trees_.add(row.scope), trees_.add(row.condition),
                                row.offer == Offer::kUnclear, row.limit});
      page.offers.emplace(flag, std::move(offer));
    }
    const auto* sta = rules_.flags().sta_rows(page.entry);
    if (sta == nullptr) return;
    for (const StaRow& row : *sta) {
      const NodeId bars = trees_.add(row.bars);
      if (row.c1) page.sta_c1.push_back(bars);
      if (row.c2) page.sta_c2.push_back(bars);
    }
  }

  // Do the flags of the page read a party, a list row or a licence?
  bool bound(const Page& page) const {
    std::vector<NodeId> nodes = page.sta_c1;
    nodes.insert(nodes.end(), page.sta_c2.begin(), page.sta_c2.end());
    for (const auto& control : page.controls) nodes.push_back(control.test);
    for (const auto& [flag, offer] : page.offers)
      for (const auto& row : offer.rows) nodes.insert(nodes.end(), {row.scope, row.condition});
    return std::any_of(nodes.begin(), nodes.end(), [&](NodeId node) { return reads_bound(node); });
  }

  bool reads_bound(NodeId id) const {
    const Node& node = program_.tree.nodes[id];
    if (node.kind == NodeKind::kAtom)
      return program_.attributes[program_.atoms[node.first].attribute].room != Room::kLine;
    if (node.kind == NodeKind::kCovers) return true;
    for (std::uint32_t i = 0; i < node.count; ++i)
      if (reads_bound(program_.tree.children[node.first + i])) return true;
    return false;
  }

  void cut_attributes() {
    std::vector<Cuts> cuts(program_.attributes.size());
    for (const Atom& atom : program_.atoms) cuts[atom.attribute].read(*atom.test);
    for (AttributeId id = 0; id < program_.attributes.size(); ++id)
      program_.attributes[id].cuts = cuts[id].take();
  }

  // Elementary spans of days: of places, and of what is in force.
  void cut_days() {
    std::vector<Day> places, spans;
    rules_.places().add_boundaries(places);
    program_.places = DaySpans(std::move(places));
    for (NormIndex index : rules_.general_norms()) {
      const Norm& norm = rules_.norm(index);
      spans.insert(spans.end(), {norm.in_force.from, norm.in_force.until});
      for (const Span& stay : norm.stayed) spans.insert(spans.end(), {stay.from, stay.until});
    }
    program_.spans = DaySpans(std::move(spans));
  }

  const RuleSet& rules_;
  bool strict_;
  Program program_;
  TreeBuilder trees_;
  std::vector<std::uint32_t> bit_of_;
};

}  // namespace

Program compile(const RuleSet& rules, bool strict) { return Compiler(rules, strict).run(); }

Kernel::Kernel(std::shared_ptr<const RuleSet> rules, bool strict)
    : rules_(std::move(rules)), strict_(strict),
      program_(std::make_unique<const Program>(compile(*rules_, strict))) {}

Kernel::~Kernel() = default;

}  // namespace licet::law
