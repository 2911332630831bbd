#include "licet/ledger/merkle.h"

#include <algorithm>
#include <bit>

#include "licet/base/text.h"

namespace licet::ledger {
namespace {

// The largest power of two below n (n > 1).
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

std::string_view view(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// PROOF of RFC 6962, 2.1.2; `whole` = the subtree is one the verifier knows.
void subproof(std::span<const Digest> leaves, std::uint64_t before, bool whole,
              std::vector<Digest>& path) {
  if (before == leaves.size()) {
    if (!whole) path.push_back(root_of(leaves));
    return;
  }
  const std::uint64_t k = split_point(leaves.size());
  if (before <= k) {
    subproof(leaves.first(k), before, whole, path);
    path.push_back(root_of(leaves.subspan(k)));
  } else {
    subproof(leaves.subspan(k), before - k, false, path);
    path.push_back(root_of(leaves.first(k)));
  }
}

}  // namespace

Digest leaf_hash(std::string_view bytes) {
  std::string text(1, '\0');
  text += bytes;
  return sha256(text);
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::string text(1, '\1');
  text += view(left);
  text += view(right);
  return sha256(text);
}

Digest root_of(std::span<const Digest> leaves) {
  Frontier tree;
  for (const Digest& leaf : leaves) tree.append(leaf);
  return tree.root();
}

void Frontier::append(const Digest& leaf) {
  Digest peak = leaf;
  for (std::uint64_t rest = size_; rest & 1; rest >>= 1) {
    peak = node_hash(peaks_.back(), peak);
    peaks_.pop_back();
  }
  peaks_.push_back(peak);
  ++size_;
}

Digest Frontier::root() const {
  if (peaks_.empty()) return sha256(std::string_view());
  Digest root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
    root = node_hash(*peak, root);
  return root;
}

std::string Frontier::bytes() const {
  std::string out;
  for (const Digest& peak : peaks_) out += view(peak);
  return out;
}

Result<Frontier> Frontier::read(std::uint64_t size, std::string_view bytes) {
  if (bytes.size() != 32u * unsigned(std::popcount(size)))
    return Error{Code::LedgerCorrupt, "head", "the peaks do not fit the size of the tree"};
  Frontier frontier;
  frontier.size_ = size;
  for (std::size_t at = 0; at < bytes.size(); at += 32) {
    Digest peak;
    std::copy_n(bytes.begin() + std::ptrdiff_t(at), 32, peak.begin());
    frontier.peaks_.push_back(peak);
  }
  return frontier;
}

std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index) {
  LICET_CHECK(index < leaves.size(), "a path for a leaf that is not there");
  if (leaves.size() == 1) return {};
  const std::uint64_t k = split_point(leaves.size());
  std::vector<Digest> path;
  if (index < k) {
    path = inclusion_path(leaves.first(k), index);
    path.push_back(root_of(leaves.subspan(k)));
  } else {
    path = inclusion_path(leaves.subspan(k), index - k);
    path.push_back(root_of(leaves.first(k)));
  }
  return path;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root) {
  if (index >= size) return false;
  std::uint64_t node = index, last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : path) {
    if (last == 0) return false;
    if ((node & 1) || node == last) {
      hash = node_hash(sibling, hash);
      while (!(node & 1) && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

std::vector<Digest> consistency_path(std::span<const Digest> leaves, std::uint64_t before) {
  LICET_CHECK(before <= leaves.size(), "an earlier tree that is larger");
  std::vector<Digest> path;
  if (before != 0 && before != leaves.size()) subproof(leaves, before, true, path);
  return path;
}

bool verify_consistency(std::uint64_t before, std::uint64_t after, const Digest& root_before,
                        const Digest& root_after, std::span<const Digest> path) {
  if (before > after) return false;
  if (before == after) return path.empty() && root_before == root_after;
  if (before == 0) return path.empty();
  std::vector<Digest> steps(path.begin(), path.end());
  if (std::has_single_bit(before)) steps.insert(steps.begin(), root_before);
  if (steps.empty()) return false;
  std::uint64_t node = before - 1, last = after - 1;
  while (node & 1) {
    node >>= 1;
    last >>= 1;
  }
  Digest old_hash = steps[0], new_hash = steps[0];
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (last == 0) return false;
    if ((node & 1) || node == last) {
      old_hash = node_hash(steps[i], old_hash);
      new_hash = node_hash(steps[i], new_hash);
      while (!(node & 1) && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      new_hash = node_hash(new_hash, steps[i]);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == root_before && new_hash == root_after;
}

}  // namespace licet::ledger
