#include "signs.h"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace licet::match {
namespace {

std::size_t scan_portable(const std::uint64_t* signs, std::size_t count, std::uint64_t sign,
                          int most, std::uint32_t* out) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const bool near = std::popcount(sign & ~signs[i]) <= most &&
                      std::popcount(signs[i] & ~sign) <= most;
    out[found] = std::uint32_t(i);
    found += near;
  }
  return found;
}

// What the vectors leave over, from `i` on.
std::size_t scan_rest(const std::uint64_t* signs, std::size_t i, std::size_t count,
                      std::uint64_t sign, int most, std::uint32_t* out, std::size_t found) {
  const std::size_t more = scan_portable(signs + i, count - i, sign, most, out + found);
  for (std::size_t k = 0; k < more; ++k) out[found + k] += std::uint32_t(i);
  return found + more;
}

#if defined(__x86_64__)

__attribute__((target("avx512f,avx512vl,avx512vpopcntdq"))) std::size_t scan_avx512(
    const std::uint64_t* signs, std::size_t count, std::uint64_t sign, int most,
    std::uint32_t* out) {
  const __m512i wanted = _mm512_set1_epi64(std::int64_t(sign));
  const __m512i limit = _mm512_set1_epi64(most);
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m512i here = _mm512_loadu_si512(signs + i);
    const __m512i lacks = _mm512_popcnt_epi64(_mm512_andnot_si512(here, wanted));
    const __m512i others = _mm512_popcnt_epi64(_mm512_andnot_si512(wanted, here));
    std::uint32_t near = _mm512_cmple_epi64_mask(_mm512_max_epi64(lacks, others), limit);
    for (; near != 0; near &= near - 1) {
      out[found++] = std::uint32_t(i + std::size_t(std::countr_zero(near)));
    }
  }
  return scan_rest(signs, i, count, sign, most, out, found);
}

// Members of each 64-bit lane: nibbles looked up, bytes summed.
__attribute__((target("avx2"))) __m256i members_avx2(__m256i bits) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(bits, nibble));
  const __m256i high =
      _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(bits, 4), nibble));
  return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
}

__attribute__((target("avx2"))) std::size_t scan_avx2(const std::uint64_t* signs,
                                                      std::size_t count, std::uint64_t sign,
                                                      int most, std::uint32_t* out) {
  const __m256i wanted = _mm256_set1_epi64x(std::int64_t(sign));
  const __m256i limit = _mm256_set1_epi64x(most);
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(signs + i));
    const __m256i lacks = members_avx2(_mm256_andnot_si256(here, wanted));
    const __m256i others = members_avx2(_mm256_andnot_si256(wanted, here));
    const __m256i far = _mm256_or_si256(_mm256_cmpgt_epi64(lacks, limit),
                                        _mm256_cmpgt_epi64(others, limit));
    std::uint32_t near = ~std::uint32_t(_mm256_movemask_pd(_mm256_castsi256_pd(far))) & 15u;
    for (; near != 0; near &= near - 1) {
      out[found++] = std::uint32_t(i + std::size_t(std::countr_zero(near)));
    }
  }
  return scan_rest(signs, i, count, sign, most, out, found);
}

#elif defined(__aarch64__)

std::size_t scan_neon(const std::uint64_t* signs, std::size_t count, std::uint64_t sign, int most,
                      std::uint32_t* out) {
  const uint64x2_t wanted = vdupq_n_u64(sign);
  const auto members = [](uint64x2_t bits) {
    return vpaddlq_u32(vpaddlq_u16(vpaddlq_u8(vcntq_u8(vreinterpretq_u8_u64(bits)))));
  };
  const uint64x2_t limit = vdupq_n_u64(std::uint64_t(most));
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + 2 <= count; i += 2) {
    const uint64x2_t here = vld1q_u64(signs + i);
    const uint64x2_t near = vandq_u64(vcleq_u64(members(vbicq_u64(wanted, here)), limit),
                                      vcleq_u64(members(vbicq_u64(here, wanted)), limit));
    out[found] = std::uint32_t(i);
    found += vgetq_lane_u64(near, 0) != 0;
    out[found] = std::uint32_t(i + 1);
    found += vgetq_lane_u64(near, 1) != 0;
  }
  return scan_rest(signs, i, count, sign, most, out, found);
}

#endif

std::vector<ScanKernel> usable_kernels() {
  std::vector<ScanKernel> out;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vpopcntdq")) {
    out.push_back({"AVX-512", scan_avx512});
  }
  if (__builtin_cpu_supports("avx2")) out.push_back({"AVX2", scan_avx2});
#elif defined(__aarch64__)
  out.push_back({"NEON", scan_neon});
#endif
  out.push_back({"portable", scan_portable});
  return out;
}

}  // namespace

std::uint64_t sign_of(std::string_view text) {
  std::uint64_t out = 0;
  for (const char c : text) {
    if (c < 'a' || c > 'z') {
      out |= std::uint64_t{1} << (52 + std::uint8_t(c) % 12);
      continue;
    }
    const std::uint64_t once = std::uint64_t{1} << (c - 'a');
    out |= (out & once) != 0 ? once << 26 : once;
  }
  return out;
}

std::span<const ScanKernel> scan_kernels() {
  static const std::vector<ScanKernel> kernels = usable_kernels();
  return kernels;
}

void scan_signs(std::span<const std::uint64_t> signs, std::uint64_t sign, int most,
                std::uint32_t first, std::vector<std::uint32_t>& out) {
  static const auto scan = scan_kernels().front().scan;
  std::uint32_t found[kScanBlock + 1];
  for (std::size_t at = 0; at < signs.size(); at += kScanBlock) {
    const std::size_t count = std::min(kScanBlock, signs.size() - at);
    const std::size_t near = scan(signs.data() + at, count, sign, most, found);
    for (std::size_t k = 0; k < near; ++k) out.push_back(first + std::uint32_t(at) + found[k]);
  }
}

}  // namespace licet::match
