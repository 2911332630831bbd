#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// Which of many words may be near one word: a scan of one 64-bit set a word. Internal to `match`.
namespace licet::match {

// The letters of a text as a set: a to z, each once more when it stands twice, and digits. An edit
// takes at most one member away and brings at most one; a swap changes nothing. So texts within k
// edits differ by at most k members either way.
std::uint64_t sign_of(std::string_view text);

// Appends first + i for every signs[i] that lacks at most `most` members of `sign` and has at most
// `most` others; ascending. The same on every machine: AVX-512, AVX2 or NEON where the processor
// has them.
void scan_signs(std::span<const std::uint64_t> signs, std::uint64_t sign, int most,
                std::uint32_t first, std::vector<std::uint32_t>& out);

// One way to do it: at most kScanBlock signs; writes the indexes to `out`, returns how many.
inline constexpr std::size_t kScanBlock = 1024;
struct ScanKernel {
  const char* name;
  std::size_t (*scan)(const std::uint64_t* signs, std::size_t count, std::uint64_t sign, int most,
                      std::uint32_t* out);
};
// Those that this processor can run, the fastest first; the last is the portable one.
std::span<const ScanKernel> scan_kernels();

}  // namespace licet::match
