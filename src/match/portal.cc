#include "licet/match/portal.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

#include "unicode_text.h"

namespace licet::match {
namespace {

constexpr int kWhole = 1000;
constexpr std::size_t kPrefix = 4;

struct Likeness {
  std::int64_t part = 0, of = 1;  // a fraction
};

// Jaro (1989). `transposed` counts letters out of order, which are half as many transpositions.
Likeness jaro(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return {};
  const std::size_t reach = std::max(a.size(), b.size()) / 2;
  const std::size_t window = reach == 0 ? 0 : reach - 1;
  std::vector<bool> taken(b.size(), false);
  std::u32string of_a, of_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0;
    const std::size_t last = std::min(b.size(), i + window + 1);
    for (std::size_t j = from; j < last; ++j) {
      if (taken[j] || b[j] != a[i]) continue;
      taken[j] = true;
      of_a += a[i];
      break;
    }
  }
  for (std::size_t j = 0; j < b.size(); ++j)
    if (taken[j]) of_b += b[j];
  const auto matched = std::int64_t(of_a.size());
  if (matched == 0) return {};
  std::int64_t transposed = 0;
  for (std::size_t i = 0; i < of_a.size(); ++i) transposed += of_a[i] != of_b[i];
  const auto left = std::int64_t(a.size()), right = std::int64_t(b.size());
  return {2 * matched * matched * (left + right) + (2 * matched - transposed) * left * right,
          6 * matched * left * right};
}

// The parts of a name: runs of letters, marks and digits.
std::vector<std::u32string> parts_of(std::u32string_view name) {
  std::vector<std::u32string> parts(1);
  for (const char32_t point : name) {
    if (is_letter_or_digit(point) || is_mark(point))
      parts.back() += point;
    else if (!parts.back().empty())
      parts.emplace_back();
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

std::u32string joined(const std::vector<std::u32string>& parts) {
  std::u32string out;
  for (const std::u32string& part : parts) {
    if (!out.empty()) out += U' ';
    out += part;
  }
  return out;
}

struct Side {
  std::vector<std::u32string> parts;
  std::vector<std::string> sounds;
  std::u32string whole;
};

Result<Side> side_of(std::string_view name) {
  LICET_TRY(points, folded_points(name));
  Side side;
  side.parts = parts_of(points);
  for (const std::u32string& part : side.parts) side.sounds.push_back(soundex(part));
  side.whole = joined(side.parts);
  return side;
}

// Does a part of the one begin as a part of the other?
bool begin_alike(const Side& a, const Side& b) {
  return std::any_of(a.parts.begin(), a.parts.end(), [&](const std::u32string& left) {
    return std::any_of(b.parts.begin(), b.parts.end(), [&](const std::u32string& right) {
      return left.front() == right.front();
    });
  });
}

int parts_score(const Side& asked, const Side& listed) {
  int sum = 0;
  for (std::size_t i = 0; i < asked.parts.size(); ++i) {
    int best = 0;
    for (std::size_t j = 0; j < listed.parts.size(); ++j) {
      int one = jaro_winkler(asked.parts[i], listed.parts[j]);
      if (!asked.sounds[i].empty() && asked.sounds[i] == listed.sounds[j])
        one = (one + kWhole) / 2;
      best = std::max(best, one);
    }
    sum += best;
  }
  return asked.parts.empty() ? 0 : sum / int(asked.parts.size());
}

// 0 vowels and y, which part two equal digits; 7 h and w, which do not.
constexpr std::string_view kDigits = "01230127022455012623017202";

}  // namespace

bool is_of_treasury(std::string_view list) {
  constexpr std::string_view kLists[] = {"sdn", "ssi", "fse", "plc", "cap", "ns-cmic", "ns-mbs"};
  return std::find(std::begin(kLists), std::end(kLists), list) != std::end(kLists);
}

int jaro_winkler(std::u32string_view a, std::u32string_view b) {
  const Likeness like = jaro(a, b);
  std::size_t same = 0;
  while (same < std::min({kPrefix, a.size(), b.size()}) && a[same] == b[same]) ++same;
  return int(kWhole * (10 * like.part + std::int64_t(same) * (like.of - like.part)) /
             (10 * like.of));
}

std::string soundex(std::u32string_view word) {
  std::string code;
  char last = 0;
  for (const char32_t point : word) {
    if (point < U'a' || point > U'z') continue;
    const char digit = kDigits[std::size_t(point - U'a')];
    if (code.empty())
      code += char(point);
    else if (digit >= '1' && digit <= '6' && digit != last && code.size() < 4)
      code += digit;
    if (digit != '7') last = digit;
  }
  if (!code.empty()) code.resize(4, '0');
  return code;
}

Result<std::vector<PortalMatch>> portal_search(const snapshot::Snapshot& snapshot,
                                               std::string_view name, std::string_view list,
                                               int threshold_permille) {
  LICET_TRY(asked, side_of(name));
  if (asked.parts.empty()) return Error{Code::NameEmpty, "name", ""};
  std::map<snapshot::EntryId, PortalMatch> best;
  std::optional<snapshot::EntryId> at;  // names of one entry stand together
  bool wanted = false;
  for (std::uint32_t i = 0; i < snapshot.name_count(); ++i) {
    const snapshot::NameView view = snapshot.name({i});
    if (at != view.entry) {
      const std::string_view of = snapshot.entry(view.entry).list;
      wanted = list.empty() ? is_of_treasury(of) : of == list;
      at = view.entry;
    }
    if (!wanted) continue;
    const auto listed = side_of(view.text);
    if (!listed.ok() || listed.value().parts.empty() || !begin_alike(asked, listed.value()))
      continue;
    PortalMatch match{view.entry, {i}, 0, jaro_winkler(asked.whole, listed.value().whole),
                      parts_score(asked, listed.value())};
    match.score_permille = std::max(match.whole_permille, match.parts_permille);
    if (match.score_permille < threshold_permille) continue;
    const auto [it, fresh] = best.try_emplace(view.entry, match);
    if (!fresh && it->second.score_permille < match.score_permille) it->second = match;
  }
  std::vector<PortalMatch> out;
  for (const auto& [entry, match] : best) out.push_back(match);
  std::sort(out.begin(), out.end(), [&](const PortalMatch& a, const PortalMatch& b) {
    const auto rank = [&](const PortalMatch& one) {
      const auto entry = snapshot.entry(one.entry);
      return std::tuple(-one.score_permille, entry.list, entry.entry_id, one.name);
    };
    return rank(a) < rank(b);
  });
  return out;
}

}  // namespace licet::match
