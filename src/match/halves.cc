#include "halves.h"

#include <algorithm>
#include <charconv>

#include "align.h"
#include "licet/base/check.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/snapshot/builder.h"

namespace licet::match {
namespace {

constexpr std::size_t kLeastLetters = 3;  // of a half's own word
constexpr std::size_t kMostLettersOfSign = 30;

char small(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

bool is_letter(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (small(c) >= 'a' && small(c) <= 'z');
}

// Two letters and more end at `at` (or begin there), blanks left aside: no slash of "A/S", "c/o".
bool word_before(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  return at > 1 && is_letter(text[at - 1]) && is_letter(text[at - 2]);
}

bool word_after(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at + 1 < text.size() && is_letter(text[at]) && is_letter(text[at + 1]);
}

// The length of "a.k.a.", "fka", "d/b/a" … at `at`, with its dots and slashes; 0 = none.
std::size_t short_sign(std::string_view text, std::size_t at) {
  std::string letters;
  std::size_t end = at;
  while (end < text.size() && letters.size() < 3 && is_letter(text[end])) {
    letters += small(text[end++]);
    if (end < text.size() && (text[end] == '.' || text[end] == '/')) ++end;
  }
  const bool known =
      letters == "aka" || letters == "fka" || letters == "nka" || letters == "dba";
  return known && (end == text.size() || !is_letter(text[end])) ? end - at : 0;
}

std::size_t long_sign(std::string_view text, std::size_t at) {
  const std::string here = lower_ascii(text.substr(at, kMostLettersOfSign));
  for (const std::string_view sign :
       {"also known as", "formerly known as", "now known as", "doing business as"}) {
    const bool ends = here.size() > sign.size() && !is_letter(here[sign.size()]);
    if (ends && here.starts_with(sign)) return sign.size();
  }
  return 0;
}

std::size_t sign_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_letter(text[at - 1])) return 0;
  if (std::string_view("adfn").find(small(text[at])) == std::string_view::npos) return 0;
  const std::size_t length = short_sign(text, at);
  return length > 0 ? length : long_sign(text, at);
}

struct Parts {
  std::vector<std::string_view> texts;
  bool slash = false;
};

Parts parts_of(std::string_view text) {
  Parts out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = sign_at(text, at);
    if (length == 0 && text[at] == '/' && word_before(text, at) && word_after(text, at + 1)) {
      length = 1;
      out.slash = true;
    }
    if (length == 0) {
      ++at;
      continue;
    }
    out.texts.push_back(trim(text.substr(begin, at - begin)));
    begin = at += length;
  }
  out.texts.push_back(trim(text.substr(begin)));
  std::erase(out.texts, "");
  return out;
}

bool is_own(const TokenView& token) {
  return is_distinct(token.kind) &&
         (token.text.size() >= kLeastLetters || !token.original.empty());
}

bool says_something(const TokenView& token) {
  const bool joins = token.text == "the" || token.text == "of" || token.text == "and";
  return token.kind != Kind::kLegal && !joins;
}

std::vector<std::string> keys_of(std::string_view name, bool listed) {
  const Parts parts = parts_of(name);
  std::vector<std::string> out;
  if (parts.texts.size() < 2) return out;
  std::vector<TokenView> tokens;
  for (const std::string_view text : parts.texts) {
    if (!listed && out.size() > kMostHalves) break;
    auto key = key_of(text);
    if (key.ok()) decode(key.value(), tokens);
    const bool own = key.ok() && std::any_of(tokens.begin(), tokens.end(), is_own) &&
                     (!listed || std::count_if(tokens.begin(), tokens.end(), says_something) > 1);
    if (own) out.push_back(std::move(key.value()));
    if (!own && listed && parts.slash) return {};
  }
  return out;
}

}  // namespace

std::vector<std::string> halves_asked(std::string_view name) { return keys_of(name, false); }
std::vector<std::string> halves_listed(std::string_view name) { return keys_of(name, true); }

HalfNames::HalfNames(const snapshot::Snapshot& snapshot) {
  snapshot::Contents contents;
  for (std::uint32_t i = 0; i < snapshot.name_count(); ++i) {
    snapshot::EntryRecord entry;
    for (std::string& key : halves_listed(snapshot.name({i}).text)) {
      entry.names.push_back({key, snapshot::AliasKind::kAlias, key});
    }
    if (entry.names.empty()) continue;
    entry.list = "halves";
    entry.entry_id = std::to_string(i);
    contents.entries.push_back(std::move(entry));
  }
  if (contents.entries.empty()) return;
  snapshot::SourceRecord source;
  source.list = "halves";
  source.title = "halves";
  source.rows = std::uint32_t(contents.entries.size());
  contents.sources.push_back(std::move(source));
  auto bytes = snapshot::build_snapshot(contents);
  LICET_CHECK(bytes.ok(), "halves of names");
  auto built = snapshot::Snapshot::from_bytes(std::move(bytes.value()));
  LICET_CHECK(built.ok(), "halves of names");
  halves_.push_back(std::move(built.value()));
  for (std::uint32_t i = 0; i < halves().name_count(); ++i) {
    const std::string_view id = halves().entry(halves().name({i}).entry).entry_id;
    std::uint32_t name = 0;
    std::from_chars(id.data(), id.data() + id.size(), name);
    names_.push_back(name);
  }
}

}  // namespace licet::match
