#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "day_spans.h"
#include "kernel_masks.h"
#include "kernel_tree.h"
#include "licet/law/kernel.h"

// What a rule set is compiled to. Private to the kernel.
namespace licet::law {

inline constexpr std::uint32_t kNoPage = ~std::uint32_t(0);

// The condition `atom` of the norm behind `bit` of the norm masks.
struct Use {
  std::uint32_t bit;
  AtomId atom;
};

// One fact of the vocabulary.
struct Attribute {
  std::string fact;    // "item.eccn"
  std::string name;    // as its fact map has it: "eccn"
  Room room = Room::kLine;
  bool of_item = false;   // stands in the line's own map
  bool place = false;     // what is said of it depends on the day
  bool encoded = true;    // texts that no rule reads are not taken in
  bool derives = false;   // names codes whose rows more facts are derived from
  bool unread = false;    // can only tighten an answer, and no rule reads it
  std::string words;      // of a list: its section of the vocabulary, where words may be unread
  std::vector<Use> uses;
  std::vector<std::uint32_t> in_trees;  // bits of norms whose trees ask it
  // Of numbers and days, sorted: every condition says the same of all values between two of these.
  std::vector<Literal> cuts;
};

// One norm, compiled.
struct CompiledNorm {
  NormIndex norm = 0;
  Room room = Room::kLine;
  bool via = false;
  bool dated = true;              // in force by the law day: then in the masks of force
  bool stayed = false;            // has stays: ask the norm itself
  bool strict_history = false;    // unverified history, judged strictly
  AttributeId reads = 0;          // if not dated: the date fact
  NodeId rest = kNoNode;          // conditions that no mask holds
  Span in_force;
  std::vector<NodeId> requisites; // one each
  MaskParts defeaters, supports, authorities;
};

// What is looked at first of a row of the control list; a page's stand together.
struct ListRow {
  Day from, until;          // if dated
  std::uint32_t row = 0;    // of Program::rows
  std::uint32_t first = 0;  // of Program::row_tests: the row applies only where none is false
  std::uint16_t tests = 0;
  bool dated = true;
  bool bounded = false;     // false tests settle it
  bool whole = false;       // the tests are all there is to judge
};

// What the rows of one entry say of one exception.
struct FlagProgram {
  struct Row {
    Span span;
    NodeId scope, condition;
    bool unclear = false;
    std::optional<Decimal> limit;
  };
  std::vector<Row> rows;
};

// What belongs to one entry of the control list.
struct Page {
  std::string entry;
  bool known = false;                                 // stands in the control list
  bool bound = false;                                 // flags read more than the line
  std::vector<std::uint32_t> rows;                    // of Program::rows
  std::map<std::uint32_t, FlagProgram> offers;        // by flag number
  std::vector<NodeId> sta_c1, sta_c2;
  struct Control {
    std::uint32_t flag;
    NormIndex norm;
    NodeId test;
  };
  std::vector<Control> controls;
};

enum class FlagKind : std::uint8_t { kOffer = 1, kSta = 2, kControl = 3, kSeries = 4 };
struct FlagName {
  std::string fact, name;   // "control.MT", "MT"
  FlagKind kind;
  std::string reason;       // kControl: "mt"
  bool c1 = false;          // kSta
};

struct Program {
  std::vector<Attribute> attributes;
  std::array<std::unordered_map<std::string_view, AttributeId>, kRooms> by_name;  // of the map
  std::unordered_map<std::string_view, AttributeId> of_item;
  std::unordered_map<std::string_view, AttributeId> by_fact;
  std::vector<Atom> atoms;
  Tree tree;

  std::vector<CompiledNorm> norms;   // by bit of the masks; unused bits in between
  std::vector<CompiledNorm> rows;    // of the control list: judged by their trees, attack nothing
  std::array<MaskParts, kLeadings> leading;
  std::array<std::uint32_t, kRooms> room_low{}, room_high{};  // words of each room's norms
  std::array<std::size_t, kRooms> room_bits{};  // the first bit behind each room's norms
  std::vector<std::uint64_t> via;    // by word: norms that read rows of owners
  std::vector<std::uint64_t> plain;  // by word: norms that hold where their masks stand
  std::uint32_t words = 0;

  std::vector<ListRow> list_rows;   // page by page
  std::vector<AtomId> row_tests;
  std::vector<std::array<std::uint32_t, 2>> rows_of;  // by page: first of list_rows, and count
  std::vector<Page> pages;
  std::map<std::string, std::uint32_t, std::less<>> page_of;
  std::vector<FlagName> flags;
  AttributeId eccn = 0, destination = 0, controlled_reason = 0;

  DaySpans places;           // first days of the spans between which places change
  DaySpans spans;            // likewise for norms in force
};

Program compile(const RuleSet& rules, bool strict);
void line_up_rows(Program& program);  // of its pages, into list_rows
void note_trees(Program& program);    // what they ask, at the attributes

}  // namespace licet::law
