#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "address_key.h"
#include "dictionary.h"
#include "licet/snapshot/snapshot.h"

// The addresses of a snapshot by their words. Internal to `match`.
namespace licet::match {

using AddressTokens = std::vector<AddressToken>;

struct AddressPlace {
  snapshot::EntryId entry;
  std::uint32_t index = 0;  // into EntryView::addresses
};

class AddressIndex {
 public:
  explicit AddressIndex(const snapshot::Snapshot& snapshot);

  // Ascending: at least every address that scores above 0: a telling word of it is like one of
  // these.
  std::vector<std::uint32_t> sharing_a_word(const AddressTokens& asked) const;
  const AddressPlace& place(std::uint32_t number) const { return places_[number]; }
  const AddressTokens& tokens(std::uint32_t number) const { return tokens_[number]; }

 private:
  std::vector<AddressPlace> places_;
  std::vector<AddressTokens> tokens_;
  std::vector<std::string> raw_;  // the words, as the dictionary takes them
  Dictionary dictionary_;
  Rows addresses_;  // of each word
};

}  // namespace licet::match
