#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/json.h"

// What of an answer keeps an order from going, and what the answer rests on.
namespace licet::desk {

// A kind of reason. `code` is the word by which two persons may release it; where it is empty
// nobody's word does, and `instead` says what would.
struct ReasonKind {
  std::string_view kind, means, code, instead, cite;
};
std::span<const ReasonKind> reason_kinds();
// Null where there is no such kind.
const ReasonKind* reason_kind(std::string_view kind);

// One reason. `about` is a norm, a place in the question, a licence or an agency.
struct Reason {
  std::string kind, about, says;
  std::vector<std::string> cite;
  std::string key() const { return kind + " " + about; }
  bool operator==(const Reason&) const = default;
};

Json to_json(const Reason& reason);
// BadValue for an object that is none.
Result<Reason> read_reason(const Json& json);

// Of an answer (docs/formats/answer.md) that may not proceed: at least one; of one that may: none.
// `checked` is what `licence check` says of the same question (null where it was not asked): it
// tells a licence that is used up from one that does not cover. Sorted by key, each once.
std::vector<Reason> reasons_of(const Json& answer, const Json& checked);

// What an answer rests on, by part, each as a digest of its own: "verdict", "lists" (matches and
// rows), "rules" (norms, what they say, their days and citations), "licences" (what authorises it,
// not how much is left), "facts" (what is missing or due). The law day is in none of them, so that
// tomorrow's answer on the same grounds has the same parts.
std::map<std::string, std::string> parts_of(const Json& answer);

// Places (JSON pointers) at which two questions differ, sorted; at most `most`, then "…".
std::vector<std::string> changed_places(const Json& before, const Json& after,
                                        std::size_t most = 40);

}  // namespace licet::desk
