#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace licet {

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 (FIPS 180-4) of the bytes, by OpenSSL. Cannot fail: a library without SHA-256 stops the
// program.
Digest sha256(std::span<const std::uint8_t> bytes);
Digest sha256(std::string_view text);

// 64 lower-case hexadecimal digits, and "sha256:" before them.
std::string to_hex(const Digest& digest);
std::string to_id(const Digest& digest);

// Accepts both forms; false where it is neither.
bool parse_digest(std::string_view text, Digest& out);

}  // namespace licet
