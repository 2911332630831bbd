#include "kernel_row_pool.h"

#include <algorithm>
#include <span>

#include "licet/base/check.h"

namespace licet::law {
namespace {

constexpr std::size_t kLine = 8;  // words

bool all_ones(std::span<const std::uint64_t> words) {
  return std::all_of(words.begin(), words.end(), [](std::uint64_t word) { return ~word == 0; });
}

std::uint64_t hash_of(const std::vector<std::uint64_t>& row) {
  std::uint64_t hash = row.size();
  for (std::uint64_t word : row) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  return hash;
}

}  // namespace

RowAt RowPool::keep(const RowForm& form, std::vector<std::uint64_t>& row) {
  RowAt at;
  if (!all_ones(std::span(row).subspan(form.calm())))
    at.bits = RowAt::kPerson;
  else
    row.resize(form.calm());
  if (all_ones(row)) at.bits |= RowAt::kOpen;
  for (std::uint32_t word = 0; word < form.summary; ++word) row[word] = 0;
  for (std::uint32_t i = 0; i < form.width && form.summary != 0; ++i) {
    const std::size_t block = i / kBlock;
    if (row[form.may() + i] != 0) row[block / 64] |= std::uint64_t(1) << (block % 64);
  }
  at.bits |= place_of(row) << 3;
  return at;
}

// In lines. Where two rows share a hash, the later is kept as often as it is met.
std::uint32_t RowPool::place_of(const std::vector<std::uint64_t>& row) {
  const auto [it, fresh] = places_.emplace(hash_of(row), 1 + lines_);
  if (!fresh && stands_at(it->second, row)) return it->second;
  const std::uint32_t place = 1 + lines_;
  const std::size_t lines = (row.size() + kLine - 1) / kLine;
  LICET_CHECK(lines_ + lines < (std::size_t(1) << 28), "rows of masks beyond 16 GiB");
  const std::size_t wanted = (lines_ + lines + 2) * kLine;
  if (wanted > words_.size()) grow(wanted + wanted / 2);
  std::copy(row.begin(), row.end(), words_.begin() + std::ptrdiff_t(first_ + place * kLine));
  lines_ += std::uint32_t(lines);
  return place;
}

bool RowPool::stands_at(std::uint32_t line, const std::vector<std::uint64_t>& row) const {
  if (line * kLine + row.size() > (lines_ + std::size_t(1)) * kLine) return false;
  return std::equal(row.begin(), row.end(), words_.begin() + std::ptrdiff_t(first_ + line * kLine));
}

void RowPool::grow(std::size_t words) {
  std::vector<std::uint64_t> larger(words);
  const std::size_t past = reinterpret_cast<std::uintptr_t>(larger.data()) / 8 % kLine;
  const std::size_t first = past == 0 ? 0 : kLine - past;
  const std::size_t kept = words_.empty() ? 0 : (lines_ + std::size_t(1)) * kLine;
  std::copy_n(words_.begin() + std::ptrdiff_t(first_), kept,
              larger.begin() + std::ptrdiff_t(first));
  words_ = std::move(larger);
  first_ = first;
}

void RowPool::clear() {
  lines_ = 0;
  places_.clear();
}

}  // namespace licet::law
