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
    const Quick& quick = quick_[attribute];
    const std::size_t index = std::size_t(value) * quick.stride + (span & quick.span_mask);
    if (index < quick.size && quick.at[index].built()) return quick.at[index];
    return build(attribute, value, span);
  }

  // Attributes of a room that nobody gave, eight at a time: a bit each, a byte a group; then a word
  // for all others.
  std::size_t groups(Room room) const { return groups_[std::size_t(room)].size(); }
  std::size_t given_words(Room room) const { return (groups(room) + 7) / 8 + 1; }
  void mark(AttributeId attribute, std::uint64_t* given) const {
    const std::uint32_t place = quick_[attribute].given;
    given[place / 64] |= std::uint64_t(1) << (place % 64);
  }
  RowAt absent(Room room, std::size_t group, const std::uint64_t* given) {
    const auto pattern = std::uint8_t(given[group / 8] >> (group % 8 * 8));
    const RowAt at = absent_[std::size_t(room)][group * 256 + pattern];
    return at.built() ? at : build_absent(room, group, pattern);
  }

  // All facts of a party, list row or licence at once; `number` is the casebook's. Stands among the
  // profile rows.
  RowAt profile(Room room, std::uint32_t number, const GivenFacts& facts, std::uint32_t span) {
    const Profile* known = profiles_[std::size_t(room)].find(number);
    if (known != nullptr && known->spans.holds(span)) return known->at;
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
    std::vector<RowAt> at;  // by value, or by value and span; of silent ones one for all
    std::vector<Memo::Range> spans;  // of places, as `at`: for which each row stands
    Room room = Room::kLine;
    bool place = false, silent = true;
  };
  // What is looked at for each fact: where the rows of `at` stand, and how they are counted.
  struct Quick {
    const RowAt* at = nullptr;
    std::uint32_t size = 0, stride = 1;
    std::uint32_t span_mask = 0;
    std::uint32_t given = 0;  // its bit among those of the groups
  };

  // The row of a party, list row or licence, and for which spans of days; none = not built.
  struct Profile {
    RowAt at;
    Memo::Range spans;
  };
  // By number, in pieces that stand only where some number was asked for; of a number's further
  // spans aside.
  class Profiles {
   public:
    const Profile* find(std::uint32_t number) const {
      const std::size_t piece = number / kPiece;
      return piece < pieces_.size() && pieces_[piece] ? &(*pieces_[piece])[number % kPiece]
                                                      : nullptr;
    }
    const Profile* find_aside(std::uint32_t number, std::uint32_t span) const;
    void add(std::uint32_t number, const Profile& profile);
    void clear();

   private:
    static constexpr std::size_t kPiece = 512;
    std::vector<std::unique_ptr<std::array<Profile, kPiece>>> pieces_;
    std::unordered_map<std::uint32_t, std::vector<Profile>> others_;
  };

  void form_groups(Room room);
  RowAt build(AttributeId attribute, ValueId value, std::uint32_t span);
  RowAt build_like(AttributeId attribute, ValueId value, std::uint32_t span);
  RowAt build_absent(Room room, std::size_t group, std::uint8_t given);
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
  std::vector<Quick> quick_;                       // likewise
  std::array<std::vector<AttributeId>, kRooms> read_;  // attributes that the masks read
  std::array<std::vector<std::vector<AttributeId>>, kRooms> groups_;  // of these, eight each
  std::array<std::vector<RowAt>, kRooms> absent_;  // by group and byte
  std::vector<std::uint64_t> given_;               // of the profile at hand
  std::array<Profiles, kRooms> profiles_;
  std::vector<RowAt> force_;
  RowPool pool_, profile_pool_;
};

}  // namespace licet::law
