#include <array>

#include "licet/base/text.h"
#include "ofac.h"

namespace licet::ingest {
namespace {

// Words with which the publisher begins a number or a fact about a person or thing.
constexpr std::array<std::string_view, 44> kIdentifiers{
    "Passport", "National ID", "Tax ID", "Registration Number", "Registration ID", "Cedula No.",
    "Identification Number", "Business Registration", "Business Number", "Company Number",
    "Commercial Registry", "C.R. No.", "Chamber of Commerce", "D-U-N-S", "Economic Register",
    "Folio Mercantil", "Government Gazette", "Legal Entity Number", "License", "MSB Registration",
    "Matricula Mercantil", "NIT #", "RUC #", "RFC", "C.U.R.P.", "SSN", "SWIFT/BIC", "BIK",
    "Trade License", "Unified Social Credit", "V.A.T. Number", "Vessel Registration",
    "Aircraft Tail Number", "Aircraft Manufacturer's Serial", "Aircraft Construction Number",
    "Digital Currency Address", "Email Address", "Website", "Phone Number", "Birth Certificate",
    "Driver's License", "Residency Number", "Personal ID", "MMSI"};

constexpr std::string_view kAlternate = "alt. ";

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view without_stop(std::string_view text) {
  text = trim(text);
  if (text.ends_with('.')) text.remove_suffix(1);
  return trim(text);
}

// `'ABU 'UMAR'` -> `ABU 'UMAR`; nothing when it is not in quotes.
std::string_view inside_quotes(std::string_view text) {
  const bool quoted = text.size() > 2 && text.front() == '\'' && text.back() == '\'';
  return quoted ? text.substr(1, text.size() - 2) : std::string_view();
}

bool take_name(std::string_view piece, OfacRemarks& out) {
  const bool marked = take(piece, "a.k.a. ") || take(piece, "f.k.a. ") || take(piece, "n.k.a. ");
  if (!marked) return false;
  piece = without_stop(piece);
  const std::string_view quoted = inside_quotes(piece);
  if (!quoted.empty())
    out.weak_names.emplace_back(quoted);
  else if (!piece.empty())
    out.names.emplace_back(piece);
  return true;
}

void take_fact(std::string_view piece, OfacRemarks& out) {
  std::string_view bare = piece;
  take(bare, kAlternate);
  const std::pair<std::string_view, std::string_view> facts[] = {
      {"DOB ", "date of birth"}, {"nationality ", "nationality"}, {"citizen ", "citizenship"},
      {"POB ", "place of birth"}};
  for (const auto& [prefix, what] : facts)
    if (std::string_view value = bare; take(value, prefix)) {
      out.identifiers.push_back(cat(what, ": ", without_stop(value)));
      return;
    }
  for (std::string_view word : kIdentifiers)
    if (bare.starts_with(word)) {
      out.identifiers.emplace_back(without_stop(bare));
      return;
    }
}

}  // namespace

OfacRemarks read_ofac_remarks(std::string_view remarks) {
  OfacRemarks out;
  while (!remarks.empty()) {
    const auto at = remarks.find("; ");
    const std::string_view piece = trim(remarks.substr(0, at));
    if (!take_name(piece, out)) take_fact(piece, out);
    if (at == std::string_view::npos) break;
    remarks.remove_prefix(at + 2);
  }
  return out;
}

}  // namespace licet::ingest
