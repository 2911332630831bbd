#include "verify.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "licet/base/day.h"
#include "licet/base/text.h"
#include "licet/snapshot/record.h"
#include "licet/snapshot/snapshot.h"

namespace licet::snapshot {
namespace {

using layout::Part;
using layout::Parts;
using layout::Section;

Error corrupt(std::string place, std::string why) {
  return Error{Code::SnapshotCorrupt, std::move(place), std::move(why)};
}

template <class T>
T read_at(std::span<const std::uint8_t> bytes, std::uint64_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

Status check_header(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < layout::kTableEnd + layout::kTrailerBytes)
    return corrupt("header", "shorter than its header");
  if (bytes.size() > layout::kMostBytes) return corrupt("header", "larger than 1 GiB");
  const auto header = read_at<layout::Header>(bytes, 0);
  if (header.magic != layout::kMagic) return corrupt("header", "not a snapshot file");
  if (header.format != kSnapshotFormat)
    return corrupt("header", cat("format ", header.format, "; this program reads format ",
                                 kSnapshotFormat, ": build it again from its lists and rules"));
  if (header.section_count != layout::kSectionCount) return corrupt("header", "number of sections");
  if (header.file_bytes != bytes.size())
    return corrupt("header", cat(bytes.size(), " bytes where ", header.file_bytes, " are due"));
  if (header.reserved != 0) return corrupt("header", "reserved bytes are set");
  return Done{};
}

bool zero(std::span<const std::uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

// Sections follow each other without a choice of place: only their counts are free.
Result<Parts> find_parts(std::span<const std::uint8_t> bytes) {
  const std::uint64_t end = bytes.size() - layout::kTrailerBytes;
  std::uint64_t at = layout::kTableEnd;
  Parts parts;
  for (std::uint32_t i = 0; i < layout::kSectionCount; ++i) {
    const auto row = read_at<layout::SectionRow>(
        bytes, sizeof(layout::Header) + std::uint64_t{i} * sizeof(layout::SectionRow));
    const std::string place = cat("section ", i + 1);
    const std::uint64_t start = layout::aligned(at);
    if (row.kind != i + 1 || row.record_bytes != layout::kRecordBytes[i])
      return corrupt(place, "kind or record size");
    if (row.offset != start || start > end) return corrupt(place, "offset");
    if (row.count > (end - start) / row.record_bytes) return corrupt(place, "number of records");
    if (!zero(bytes.subspan(at, start - at))) return corrupt(place, "bytes in the gap before it");
    parts.all[i] = {bytes.data() + start, std::uint32_t(row.count)};
    at = start + row.count * row.record_bytes;
  }
  if (at != end) return corrupt("sections", "bytes after the last one");
  if (parts.of(Section::kSignatures).count != 0) return corrupt("signatures", "not empty");
  return parts;
}

bool continuation(std::uint8_t b) { return (b & 0xC0) == 0x80; }

// Most of the pool is ASCII and is passed over eight bytes at a time.
bool valid_utf8(std::string_view pool) {
  std::size_t at = 0;
  while (at < pool.size()) {
    std::uint64_t word = 0;
    if (pool.size() - at >= 8) {
      std::memcpy(&word, pool.data() + at, 8);
      if ((word & 0x8080808080808080u) == 0) {
        at += 8;
        continue;
      }
    }
    while (at < pool.size() && std::uint8_t(pool[at]) < 0x80) ++at;
    const std::size_t from = at;
    while (at < pool.size() && std::uint8_t(pool[at]) >= 0x80) ++at;
    if (invalid_utf8_at(pool.substr(from, at - from))) return false;
  }
  return true;
}

// Offsets rise from 0 to the end of the pool; strings ascend, so each stands once.
Status check_pool(const Part& offsets, const Part& pool, const char* place) {
  if (offsets.count < 2) return corrupt(place, "without the empty text");
  const std::string_view all(reinterpret_cast<const char*>(pool.data), pool.count);
  std::uint32_t from = offsets.at<std::uint32_t>(0);
  if (from != 0) return corrupt(place, "does not begin at 0");
  std::string_view last;
  for (std::uint32_t i = 0; i + 1 < offsets.count; ++i) {
    const auto until = offsets.at<std::uint32_t>(i + 1);
    if (until < from || until > pool.count) return corrupt(place, cat("offset ", i + 1));
    const std::string_view text = all.substr(from, until - from);
    if (i == 0 && !text.empty()) return corrupt(place, "without the empty text");
    if (i > 0 && !(last < text)) return corrupt(place, cat("text ", i, " is out of order"));
    last = text;
    from = until;
  }
  if (from != pool.count) return corrupt(place, "does not reach the end of its pool");
  return Done{};
}

// The pool as a whole is valid, and no text starts inside a character: so each text is valid.
Status check_texts_are_utf8(const Part& offsets, const Part& pool) {
  const std::string_view all(reinterpret_cast<const char*>(pool.data), pool.count);
  if (!valid_utf8(all)) return corrupt("texts", "not valid UTF-8");
  for (std::uint32_t i = 0; i + 1 < offsets.count; ++i) {
    const auto from = offsets.at<std::uint32_t>(i);
    if (from < pool.count && continuation(pool.data[from]))
      return corrupt("texts", cat("text ", i, " begins inside a character"));
  }
  return Done{};
}

bool day_in_range(std::int32_t number) {
  return number >= kAlways.number && number <= kForever.number;
}

// Walks entries and the tables that hang on them in one pass.
class EntryCheck {
 public:
  explicit EntryCheck(const Parts& parts)
      : parts_(parts), texts_(parts.of(Section::kTextOffsets).count - 1),
        keys_(parts.of(Section::kKeyOffsets).count - 1) {}

  Status sources() {
    const Part& part = parts_.of(Section::kSources);
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < part.count; ++i) {
      const auto source = part.at<layout::Source>(i);
      const std::string place = cat("source ", i);
      if (!text(source.list) || !text(source.title) || !text(source.provenance))
        return corrupt(place, "number of a text");
      if (!day_in_range(source.published)) return corrupt(place, "day");
      if (source.flags > layout::kExtractFlag) return corrupt(place, "flags");
      if (i > 0 && part.at<layout::Source>(i - 1).list >= source.list)
        return corrupt(place, "out of order");
      if (source.rows > entries().count - at) return corrupt(place, "number of rows");
      for (const std::uint32_t stop = at + source.rows; at < stop; ++at)
        LICET_TRY_DONE(entry(at, source.list));
    }
    if (at != entries().count) return corrupt("entries", "an entry of a list without a source");
    const bool whole = name_ == parts_.of(Section::kNames).count &&
                       address_ == parts_.of(Section::kAddresses).count &&
                       reference_ == parts_.of(Section::kReferences).count;
    return whole ? Status(Done{}) : corrupt("entries", "records that belong to no entry");
  }

  Status rules() const {
    const Part& part = parts_.of(Section::kRules);
    for (std::uint32_t i = 0; i < part.count; ++i) {
      const auto rule = part.at<layout::Rule>(i);
      if (!text(rule.path) || !text(rule.text)) return corrupt(cat("rule ", i), "number of a text");
      if (i > 0 && part.at<layout::Rule>(i - 1).path >= rule.path)
        return corrupt(cat("rule ", i), "out of order");
    }
    return Done{};
  }

 private:
  const Part& entries() const { return parts_.of(Section::kEntries); }
  bool text(std::uint32_t number) const { return number < texts_; }

  Status entry(std::uint32_t index, std::uint32_t list) {
    const auto e = entries().at<layout::Entry>(index);
    const auto fail = [&](const char* why) { return corrupt(cat("entry ", index), why); };
    if (e.list != list) return fail("stands under another list");
    if (!text(e.entry_id) || !text(e.requirement) || !text(e.policy) || !text(e.remarks))
      return fail("number of a text");
    if (index > 0) {
      const auto before = entries().at<layout::Entry>(index - 1);
      if (before.list == list && before.entry_id > e.entry_id) return fail("out of order");
    }
    if (e.type > std::uint32_t(PartyType::kAddress)) return fail("party type");
    if (!day_in_range(e.possible_from) || !day_in_range(e.certain_from) ||
        !day_in_range(e.until) || !day_in_range(e.published) || e.possible_from > e.certain_from)
      return fail("days");
    if (e.name_count == 0 && e.address_count == 0) return fail("neither name nor address");
    LICET_TRY_DONE(names(e, index));
    LICET_TRY_DONE(addresses(e, index));
    return references(e, index);
  }

  Status names(const layout::Entry& e, std::uint32_t index) {
    const Part& part = parts_.of(Section::kNames);
    if (e.first_name != name_ || e.name_count > part.count - name_)
      return corrupt(cat("entry ", index), "names");
    for (const std::uint32_t stop = name_ + e.name_count; name_ < stop; ++name_) {
      const auto name = part.at<layout::Name>(name_);
      if (!text(name.text) || name.key >= keys_ || name.entry != index ||
          name.kind > std::uint32_t(AliasKind::kWeak))
        return corrupt(cat("name ", name_), "a number out of range");
    }
    return Done{};
  }

  Status addresses(const layout::Entry& e, std::uint32_t index) {
    const Part& part = parts_.of(Section::kAddresses);
    if (e.first_address != address_ || e.address_count > part.count - address_)
      return corrupt(cat("entry ", index), "addresses");
    for (const std::uint32_t stop = address_ + e.address_count; address_ < stop; ++address_) {
      const auto address = part.at<layout::Address>(address_);
      if (!text(address.text) || !text(address.country))
        return corrupt(cat("address ", address_), "number of a text");
    }
    return Done{};
  }

  Status references(const layout::Entry& e, std::uint32_t index) {
    const Part& part = parts_.of(Section::kReferences);
    const std::uint64_t count = std::uint64_t{e.programmes} + e.identifiers + e.citations +
                                e.instruments;
    if (e.first_reference != reference_ || count > part.count - reference_)
      return corrupt(cat("entry ", index), "references");
    for (const auto stop = reference_ + std::uint32_t(count); reference_ < stop; ++reference_)
      if (!text(part.at<std::uint32_t>(reference_)))
        return corrupt(cat("reference ", reference_), "number of a text");
    return Done{};
  }

  const Parts& parts_;
  std::uint32_t texts_, keys_;
  std::uint32_t name_ = 0, address_ = 0, reference_ = 0;  // next record that has no owner yet
};

}  // namespace

Result<Verified> verify(std::span<const std::uint8_t> bytes) {
  LICET_TRY_DONE(check_header(bytes));
  LICET_TRY(parts, find_parts(bytes));
  const std::size_t body = bytes.size() - layout::kTrailerBytes;
  Verified verified{parts, sha256(bytes.first(body))};
  if (!std::equal(verified.id.begin(), verified.id.end(), bytes.begin() + std::ptrdiff_t(body)))
    return corrupt("trailer", "the SHA-256 of the bytes is another");
  const Part& texts = parts.of(Section::kTextOffsets);
  LICET_TRY_DONE(check_pool(texts, parts.of(Section::kTextPool), "texts"));
  LICET_TRY_DONE(check_texts_are_utf8(texts, parts.of(Section::kTextPool)));
  LICET_TRY_DONE(
      check_pool(parts.of(Section::kKeyOffsets), parts.of(Section::kKeyPool), "keys"));
  EntryCheck check(parts);
  LICET_TRY_DONE(check.sources());
  LICET_TRY_DONE(check.rules());
  return verified;
}

}  // namespace licet::snapshot
