#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "kernel_memo.h"
#include "kernel_row_pool.h"

// Which norms the facts of one room leave standing, as rows of bits over norms. Private to the
// kernel.
namespace licet::law {

class Rows {
 public:
  Rows(const Kernel& kernel, const Casebook& cases, Memo& memo);

  const RowForm& form(Room room) const { return forms_[std::size_t(room)]; }
  // Valid until the next row is built.
  const std::uint64_t* row(RowAt at) const { return pool_.row(at); }
  const std::uint64_t* profile_row(RowAt at) const { return profile_pool_.row(at); }

  // Nothing to learn from the attribute.
  bool silent(AttributeId attribute) const { return known_[attribute].silent; }
  RowAt at(AttributeId attribute, ValueId value, std::uint32_t span) {
    const Known& known = known_[attribute];
    const std::size_t index = known.place ? std::size_t(value) * memo_.places() + span : value;
    if (index < known.at.size() && known.at[index].built()) return known.at[index];
    return build(attribute, value, span);
  }

  // Attributes of the line that nobody gave, eight at a time.
  std::size_t groups() const { return groups_.size(); }
  using GivenBits = std::array<std::uint64_t, 32>;  // a byte a group
  static constexpr std::uint16_t kNobodys = 2047;   // of the bits: no group has it
  void mark(AttributeId attribute, GivenBits& given) const {
    const std::uint16_t place = known_[attribute].given;
    given[place / 64] |= std::uint64_t(1) << (place % 64);
  }
  static std::uint8_t of_group(const GivenBits& given, std::size_t group) {
    return std::uint8_t(given[group / 8] >> (group % 8 * 8));
  }
  RowAt absent(std::size_t group, std::uint8_t given) {
    const RowAt at = absent_[group * 256 + given];
    return at.built() ? at : build_absent(group, given);
  }

  // All facts of a party, list row or licence at once; `number` is the casebook's. Stands among the
  // profile rows.
  RowAt profile(Room room, std::uint32_t number, const GivenFacts& facts, std::uint32_t span) {
    const Profile* known = profiles_[std::size_t(room)].find(number);
    if (known != nullptr && known->span == span && known->at.built()) return known->at;
    return build_profile(room, number, facts, span);
  }
  void forget_profiles() {
    for (auto& profiles : profiles_) profiles.clear();
    profile_pool_.clear();
  }

  // Norms in force in the span of Program::spans.
  RowAt force(std::uint32_t span) {
    return force_[span].built() ? force_[span] : build_force(span);
  }

 private:
  struct Known {
    std::vector<RowAt> at;  // by value, or by value and span
    Room room = Room::kLine;
    bool place = false, silent = true;
    std::uint16_t given = kNobodys;  // its bit of GivenBits, of attributes in groups
  };

  // The row of a party, list row or licence, and for which span of days; of other spans aside.
  struct Profile {
    RowAt at;
    std::uint32_t span = 0;
  };
  // By number, in pieces that stand only where some number was asked for.
  class Profiles {
   public:
    const Profile* find(std::uint32_t number) const {
      const std::size_t piece = number / kPiece;
      return piece < pieces_.size() && pieces_[piece] ? &(*pieces_[piece])[number % kPiece]
                                                      : nullptr;
    }
    // Where the row is to be put: the profile's own place while that is free.
    RowAt& place(std::uint32_t number, std::uint32_t span);
    void clear();

   private:
    static constexpr std::size_t kPiece = 512;
    std::vector<std::unique_ptr<std::array<Profile, kPiece>>> pieces_;
    std::unordered_map<std::uint64_t, RowAt> others_;  // by number and span
  };

  void form_groups();
  RowAt build(AttributeId attribute, ValueId value, std::uint32_t span);
  RowAt build_like(AttributeId attribute, ValueId value, std::uint32_t span);
  RowAt build_absent(std::size_t group, std::uint8_t given);
  RowAt build_profile(Room room, std::uint32_t number, const GivenFacts& facts,
                      std::uint32_t span);
  RowAt build_force(std::uint32_t span);
  void meet(const RowForm& form, std::vector<std::uint64_t>& into, RowAt at) const;
  bool unread(AttributeId attribute, ValueId value) const;

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  Memo& memo_;
  std::array<RowForm, kRooms> forms_;
  std::vector<Known> known_;                       // by attribute
  std::array<std::vector<AttributeId>, kRooms> read_;  // attributes that the masks read
  std::vector<std::vector<AttributeId>> groups_;   // of the line, eight each
  std::vector<RowAt> absent_;                      // by group and byte
  std::array<Profiles, kRooms> profiles_;
  std::vector<RowAt> force_;
  RowPool pool_, profile_pool_;
};

}  // namespace licet::law
