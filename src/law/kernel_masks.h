#pragma once
#include <bit>
#include <cstdint>
#include <vector>

// Sets of norms as bits of the norm masks. Private to the kernel.
namespace licet::law {

// Whose fact it is. Facts of question and line share a room: a line stands in one question.
enum class Room : std::uint8_t { kLine = 0, kParty = 1, kListing = 2, kLicence = 3 };
inline constexpr std::size_t kRooms = 4;

// Bits of one word of the norm masks.
struct MaskPart {
  std::uint32_t word;
  Room room;  // the word's
  std::uint64_t bits;
};

// Words, a bit each.
using WordBits = std::vector<std::uint64_t>;

class MaskParts {
 public:
  MaskParts() = default;
  explicit MaskParts(std::vector<MaskPart> parts) : parts_(std::move(parts)) {  // by word
    for (const MaskPart& part : parts_) {
      while (groups_.size() <= part.word / 64)
        groups_.push_back({0, std::uint32_t(&part - parts_.data())});
      groups_.back().words |= std::uint64_t(1) << (part.word % 64);
    }
  }

  bool empty() const { return parts_.empty(); }

  // Calls visit(part), by word, for those whose words are among `words`, until it says true.
  template <class Visit>
  void each(const WordBits& words, const Visit& visit) const {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const Group& group = groups_[i];
      for (std::uint64_t left = group.words & words[i]; left != 0; left &= left - 1) {
        const std::uint64_t below = (left & (0 - left)) - 1;
        if (visit(parts_[group.first + std::size_t(std::popcount(group.words & below))])) return;
      }
    }
  }

 private:
  // Of 64 words: which have a part, and where the first of these stands.
  struct Group {
    std::uint64_t words = 0;
    std::uint32_t first = 0;
  };
  std::vector<MaskPart> parts_;
  std::vector<Group> groups_;
};

}  // namespace licet::law
