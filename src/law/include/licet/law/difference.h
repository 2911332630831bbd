#pragma once
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "licet/law/rule_set.h"

// What an amendment changes, in the words of the rules themselves: norms field by field, rows of
// tables cell by cell. What follows from it for questions is `licet impact`.
namespace licet::law {

enum class Change : std::uint8_t { kAdded = 1, kRemoved = 2, kChanged = 3 };
std::string_view to_string(Change change);  // "added", "removed", "changed"

// One field on both sides; of a list only the elements that the other side has not.
struct FieldChange {
  std::string field;
  std::vector<std::string> before, after;
  bool operator==(const FieldChange&) const = default;
};

// What a proof says of a changed norm: which transactions it lets go that were stopped, or stops
// that went. Only a prover can tell.
enum class Direction : std::uint8_t { kEqual = 1, kLoosens = 2, kTightens = 3, kBoth = 4 };
std::string_view to_string(Direction direction);
struct Proved {
  std::optional<Direction> direction;  // absent = not proved
  std::string why_not;                 // then why
  std::string looser, tighter;         // a transaction in words that shows it, or empty
};
// `before` null = added, `after` null = removed.
using Prover = std::function<Proved(const Norm* before, const Norm* after)>;

struct NormChange {
  Change change = Change::kChanged;
  std::string id, title, place;  // "us-ear/744/744.3-missile.md:12", of the later side
  std::vector<std::string> cite;
  std::vector<FieldChange> fields;     // of an added or removed norm all that it says
  std::optional<Proved> proof;         // absent = no prover was asked
};

// A row of a table, or one word of a TOML file.
struct RowChange {
  Change change = Change::kChanged;
  std::string file, row;  // the cells that name it: "CN 2020-12-23", "5A992 3"
  std::string cite;
  std::vector<FieldChange> fields;
  std::optional<Proved> proof;  // of rows of the control list, and of offers
};

struct RuleDifference {
  std::vector<NormChange> norms;  // by id
  std::vector<RowChange> rows;    // by file, then row
  // By regime: what becomes of verdicts under all the law together; where a prover was asked.
  std::map<std::string, Proved> whole;
  bool empty() const { return norms.empty() && rows.empty(); }
};

// Rules with the files they were loaded from. Rows of the control list are compared as rows, not as
// norms. Equal rules give an empty difference whatever the order of files and rows. RuleTable for a
// table that cannot be read.
struct RulesAsWritten {
  const RuleSet& rules;
  std::span<const snapshot::RuleFile> files;
};
Result<RuleDifference> difference(const RulesAsWritten& before, const RulesAsWritten& after,
                                  const Prover& prove = {});

// Two texts of a norm that differ at most in the days on which it is in force or stayed.
bool same_but_days(Norm one, Norm other);

// The elements of two lists that the other has not, as one field; nothing when they are the same.
std::optional<FieldChange> field_change(std::string field, const std::vector<std::string>& before,
                                        const std::vector<std::string>& after);

}  // namespace licet::law
