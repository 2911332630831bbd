#include "mutate.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::match {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t some_letter(std::string_view name, Sequence& random) {
  for (int tries = 0; tries < 20; ++tries) {
    const std::size_t at = random.below(name.size());
    if (is_ascii_letter(name[at])) return at;
  }
  return std::string_view::npos;
}

char other_letter(Sequence& random) { return char('a' + random.below(26)); }

std::string with_letters_changed(std::string name, Sequence& random, std::uint64_t kind) {
  const std::size_t at = some_letter(name, random);
  if (at == std::string::npos) return name;
  switch (kind) {
    case 0: name[at] = other_letter(random); break;
    case 1: name.erase(at, 1); break;
    case 2: name.insert(at, 1, other_letter(random)); break;
    default:
      if (at + 1 < name.size() && is_ascii_letter(name[at + 1])) std::swap(name[at], name[at + 1]);
  }
  return name;
}

std::string with_words_changed(std::string_view name, Sequence& random, std::uint64_t kind) {
  std::vector<std::string> words;
  for (const std::string_view word : split(name, ' ')) words.emplace_back(word);
  const std::size_t at = random.below(words.size());
  switch (kind) {
    case 0: std::swap(words[at], words[random.below(words.size())]); break;
    case 1: words.erase(words.begin() + std::ptrdiff_t(at)); break;
    case 2: words[at] = words[at].substr(0, 1); break;
    case 3: words[at] += at + 1 < words.size() ? "" : " ltd"; break;
    default:
      if (words[at].size() > 3) words[at].insert(1 + random.below(words[at].size() - 2), 1, ' ');
  }
  if (kind == 3 && at + 1 < words.size()) {  // two words as one
    words[at] += words[at + 1];
    words.erase(words.begin() + std::ptrdiff_t(at) + 1);
  }
  return join(words, " ");
}

}  // namespace

std::string changed_name(std::string_view name, Sequence& random) {
  if (name.empty()) return {};
  const std::uint64_t kind = random.next() % 9;
  if (kind < 4) return with_letters_changed(std::string(name), random, kind);
  return with_words_changed(name, random, kind - 4);
}

}  // namespace licet::match
