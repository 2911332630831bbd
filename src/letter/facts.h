#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "form.h"
#include "licet/letter/compose.h"

namespace licet::letter {

// What a letter is about, while it is written.
struct View {
  const Source& source;
  const Request& request;
  const Form& form;
  const licence::IssuedLicence* licence = nullptr;  // none before one is issued
  Day day;

  const licence::Docket& docket() const { return source.docket; }
  // A particular of the event; empty where it has none.
  std::string detail(std::string_view key) const;
};

// One fact of the docket by its word: the name to print and the value, made visible, "not stated"
// where the docket does not have it. Nothing for an unknown word.
struct Fact {
  std::string_view label;
  std::string value;
};
std::optional<Fact> fact(const View& view, std::string_view word);

// The text, or "not stated".
std::string stated(std::string_view text);
// A word of the program's for people: blanks for underscores.
std::string spoken(std::string_view word);

}  // namespace licet::letter
