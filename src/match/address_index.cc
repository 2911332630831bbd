#include "address_index.h"

#include <algorithm>
#include <unordered_map>

#include "licet/base/text.h"

namespace licet::match {

AddressIndex::AddressIndex(const snapshot::Snapshot& snapshot) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;  // word, address
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < snapshot.entry_count(); ++i) {
    const snapshot::EntryView entry = snapshot.entry({i});
    for (std::uint32_t k = 0; k < entry.addresses.size(); ++k) {
      auto tokens = address_tokens(entry.addresses[k].text);
      if (!tokens.ok()) continue;
      for (const AddressToken& token : tokens.value()) {
        if (token.part != AddressPart::kWord) continue;
        const auto [at, fresh] = numbers.try_emplace(token.text, std::uint32_t(raw_.size()));
        if (fresh) raw_.push_back(cat(char(Kind::kWord), token.text));
        found.emplace_back(at->second, std::uint32_t(tokens_.size()));
      }
      places_.push_back({{i}, k});
      tokens_.push_back(std::move(tokens.value()));
    }
  }
  for (const std::string& word : raw_) dictionary_.add(word);
  dictionary_.finish();
  addresses_ = Rows::from(found, raw_.size());
}

std::vector<std::uint32_t> AddressIndex::sharing_a_word(const AddressTokens& asked) const {
  std::vector<std::uint32_t> out;
  for (const AddressToken& token : asked) {
    if (token.part != AddressPart::kWord) continue;
    std::vector<std::uint32_t> texts;
    dictionary_.near(spelling_of(token.text), texts);
    for (const std::uint32_t text : texts) {
      for (const std::uint32_t word : dictionary_.tokens_of(text)) {
        if (!like_address_words(token.text, dictionary_.token(word).view.text)) continue;
        const auto addresses = addresses_.of(word);
        out.insert(out.end(), addresses.begin(), addresses.end());
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace licet::match
