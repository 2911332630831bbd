#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>

// The bytes of the snapshot file, as docs/formats/snapshot.md describes them. Private to this
// module.
namespace licet::snapshot::layout {

static_assert(std::endian::native == std::endian::little, "the file is mapped and read as it lies");

inline constexpr std::array<char, 8> kMagic{'L', 'I', 'C', 'E', 'T', 'S', 'N', 'P'};
inline constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30;
inline constexpr std::uint64_t kTrailerBytes = 32;
inline constexpr std::uint32_t kExtractFlag = 1;

enum class Section : std::uint32_t {
  kTextOffsets = 1,
  kTextPool = 2,
  kKeyOffsets = 3,
  kKeyPool = 4,
  kSources = 5,
  kEntries = 6,
  kNames = 7,
  kAddresses = 8,
  kReferences = 9,
  kRules = 10,
  kSignatures = 11,
};
inline constexpr std::uint32_t kSectionCount = 11;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t format, section_count;
  std::uint64_t file_bytes, reserved;
};
struct SectionRow {
  std::uint32_t kind, record_bytes;
  std::uint64_t offset, count;
};
struct Source {
  std::uint32_t list, title, provenance;
  std::int32_t published;
  std::uint32_t rows, flags;
  std::array<std::uint8_t, 32> file_digest;
};
struct Entry {
  std::uint32_t list, entry_id, requirement, policy, remarks, type;
  std::int32_t possible_from, certain_from, until, published;
  std::uint32_t first_name, name_count, first_address, address_count;
  std::uint32_t first_reference;
  std::uint32_t programmes, identifiers, citations, instruments;  // counts, in this order
};
struct Name {
  std::uint32_t text, key, entry, kind;
};
struct Address {
  std::uint32_t text, country;
};
struct Rule {
  std::uint32_t path, text;
};
static_assert(sizeof(Header) == 32 && sizeof(SectionRow) == 24 && sizeof(Source) == 56);
static_assert(sizeof(Entry) == 76 && sizeof(Name) == 16 && sizeof(Address) == 8);
static_assert(sizeof(Rule) == 8);

inline constexpr std::uint64_t kTableEnd = sizeof(Header) + kSectionCount * sizeof(SectionRow);
inline constexpr std::array<std::uint32_t, kSectionCount> kRecordBytes{
    4, 1, 4, 1, sizeof(Source), sizeof(Entry), sizeof(Name), sizeof(Address), 4, sizeof(Rule), 1};

constexpr std::uint64_t aligned(std::uint64_t offset) { return (offset + 7) & ~std::uint64_t{7}; }

// One section as it lies in the file. The file may start at any address, so records are copied out.
struct Part {
  const std::uint8_t* data = nullptr;
  std::uint32_t count = 0;

  template <class T>
  T at(std::uint32_t index) const {
    T record;
    std::memcpy(&record, data + std::size_t{index} * sizeof(T), sizeof(T));
    return record;
  }
};

struct Parts {
  std::array<Part, kSectionCount> all;
  const Part& of(Section s) const { return all[std::uint32_t(s) - 1]; }
};

}  // namespace licet::snapshot::layout
