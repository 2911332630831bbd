#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernel_conditions.h"
#include "kernel_rows.h"

// The norms that a case leaves standing, room by room. Private to the kernel.
namespace licet::law {

// Norms of one room, about one party, list row or licence. `masks` has the form of the room's rows
// without their summary.
struct Context {
  Binding binding;
  Bound bound;
  Label stands = Label::yes();  // the list row
  std::uint32_t low = 0, own_high = 0, width = 0;
  std::vector<std::uint64_t> masks;
  std::vector<std::uint64_t> seen;     // judged already
  std::vector<std::uint32_t> numbers;  // by bit: of the instance, or kDead

  std::uint64_t& may(std::uint32_t word) { return masks[word - low]; }
  std::uint64_t& must(std::uint32_t word) { return masks[width + word - low]; }
  std::uint64_t& calm(std::uint32_t word) { return masks[2 * std::size_t(width) + word - low]; }
};

// Rows, at most as many as it was made for.
class RowList {
 public:
  explicit RowList(std::size_t most) : rows_(most + 1) {}
  std::span<const RowAt> span() const { return {rows_.data(), count_}; }
  RowAt* begin() { return rows_.data(); }
  void end_at(const RowAt* end) { count_ = std::size_t(end - rows_.data()); }

 private:
  std::vector<RowAt> rows_;
  std::size_t count_ = 0;
};

class Rooms {
 public:
  Rooms(const Kernel& kernel, const Casebook& cases, Memo& memo);

  // The line's own norms; parties, list rows and licences are looked at when a norm about them
  // stands after the line's own facts; mostly none does.
  void open(const Case& the_case, Day law_day, std::uint32_t place_span);
  void need(Room room) {
    if (!opened_[std::size_t(room)]) open_room(room);
  }

  // Words of the masks in which the line's facts leave a norm standing.
  const WordBits& alive() const { return alive_; }

  std::size_t size() const { return used_; }
  Context& at(std::size_t context) { return contexts_[context]; }
  // Contexts [first, first + count) are of the room, once needed.
  std::size_t first(Room room) const { return first_[std::size_t(room)]; }
  std::size_t count(Room room) const { return count_[std::size_t(room)]; }

  // Does the case say something that can only tighten the answer and that no rule reads?
  bool unread();

 private:
  Context& add_context(Room room, const Binding& binding);
  void find_rows();
  void meet_line();
  void note_alive(std::size_t word, std::size_t words);
  void meet_blocks(const RowForm& form);
  void meet_line_at(std::size_t word);
  void meet(Context& into, const Context& from, RowAt at, const RowForm& form);
  void open_room(Room room);
  void open_parties();
  void open_listings(std::uint32_t party);
  void open_licences();
  void leave_own_rows_out(Context& context) const;
  RowAt profile_of_party(std::uint32_t i) {
    return rows_.profile(Room::kParty, cases_.party_number(*case_, i),
                         cases_.party(*case_, i).facts, place_span_);
  }

  const Program& program_;
  const Casebook& cases_;
  Rows rows_;
  const Case* case_ = nullptr;
  Day law_day_;
  std::uint32_t place_span_ = 0, casebook_age_ = 0;
  std::vector<Context> contexts_;
  std::size_t used_ = 0;
  std::array<std::size_t, kRooms> first_{}, count_{};
  std::array<bool, kRooms> opened_{};
  RowList found_, uneasy_;  // rows that the line's facts name, unless open; those for a person
  RowAt said_;              // what they say besides, together
  std::vector<std::uint64_t> given_;  // which facts are, as Rows::mark has it
  WordBits alive_;
  std::uint32_t parties_said_ = 0;    // as `said_`, of the parties, once they are opened
  std::vector<const std::uint64_t*> met_, met_uneasy_;  // the same in the pool
};

}  // namespace licet::law
