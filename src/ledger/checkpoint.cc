#include "licet/ledger/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "licet/base/text.h"

namespace licet::ledger {
namespace {

template <class Array>
std::string_view view(const Array& array) {
  return {reinterpret_cast<const char*>(array.data()), array.size()};
}

std::string signed_part(const Checkpoint& checkpoint) {
  return cat(checkpoint.origin, "\n", checkpoint.size, "\n", to_base64(view(checkpoint.root)),
             "\n\n");
}

Error corrupt(std::size_t number) {
  return {Code::LedgerCorrupt, cat("checkpoint ", number), "is not as it was written"};
}

template <class Array>
bool fill(std::string_view text, Array& out) {
  auto bytes = from_base64(text);
  if (!bytes.ok() || bytes.value().size() != out.size()) return false;
  std::copy(bytes.value().begin(), bytes.value().end(), out.begin());
  return true;
}

}  // namespace

Result<Checkpoint> sign_checkpoint(std::string origin, std::uint64_t size, const Digest& root,
                                   const SecretKey& key) {
  if (origin.empty() || origin.find_first_of(" \n") != std::string::npos)
    return Error{Code::KeyTrouble, "origin", "is one word"};
  Checkpoint checkpoint{std::move(origin), size, root, {}};
  LICET_TRY(signature, sign(key, signed_part(checkpoint)));
  checkpoint.signature = signature;
  return checkpoint;
}

bool holds(const Checkpoint& checkpoint, const PublicKey& key) {
  return verify(key, signed_part(checkpoint), checkpoint.signature);
}

std::string to_text(const Checkpoint& checkpoint) {
  return cat(signed_part(checkpoint), "— ", checkpoint.origin, " ",
             to_base64(view(checkpoint.signature)), "\n");
}

Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text) {
  std::vector<Checkpoint> out;
  while (!text.empty()) {
    const std::size_t number = out.size() + 1;
    std::string_view lines[5];
    std::string_view rest = text;
    for (std::string_view& line : lines) {
      const auto end = rest.find('\n');
      if (end == std::string_view::npos) return corrupt(number);
      line = rest.substr(0, end);
      rest.remove_prefix(end + 1);
    }
    Checkpoint checkpoint;
    checkpoint.origin = std::string(lines[0]);
    const auto [end, error] =
        std::from_chars(lines[1].data(), lines[1].data() + lines[1].size(), checkpoint.size);
    const std::string head = cat("— ", checkpoint.origin, " ");
    const bool read = error == std::errc() && end == lines[1].data() + lines[1].size() &&
                      fill(lines[2], checkpoint.root) && lines[4].starts_with(head) &&
                      fill(lines[4].substr(head.size()), checkpoint.signature);
    const std::string_view written = text.substr(0, text.size() - rest.size());
    if (!read || to_text(checkpoint) != written) return corrupt(number);
    out.push_back(std::move(checkpoint));
    text = rest;
  }
  return out;
}

}  // namespace licet::ledger
