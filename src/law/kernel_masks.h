#pragma once
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
    for (const MaskPart& part : parts_)
      if (part.word < 64) first_ |= std::uint64_t(1) << part.word;
    few_ = parts_.empty() || parts_.back().word < 64;
  }

  bool empty() const { return parts_.empty(); }

  // Calls visit(part), by word, for those whose words are among `words`, until it says true.
  template <class Visit>
  void each(const WordBits& words, const Visit& visit) const {
    if (few_ && (first_ & words[0]) == 0) return;
    for (const MaskPart& part : parts_)
      if ((words[part.word / 64] >> (part.word % 64) & 1) != 0 && visit(part)) return;
  }

 private:
  std::vector<MaskPart> parts_;
  std::uint64_t first_ = 0;  // of the first 64 words, those that have a part
  bool few_ = true;          // there are no others
};

}  // namespace licet::law
