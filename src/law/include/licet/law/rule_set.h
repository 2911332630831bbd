#pragma once
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "licet/law/entity_strings.h"
#include "licet/law/federal_register.h"
#include "licet/law/flags.h"
#include "licet/law/norm.h"
#include "licet/law/places.h"
#include "licet/law/vocabulary.h"
#include "licet/snapshot/record.h"

namespace licet::law {

using NormIndex = std::uint32_t;

// One row of served_items.csv.
struct ServedItems {
  std::vector<std::string> eccns;
  std::string cite;
};

// One row of tariff_codes.csv: goods under the code are on the list that the fact stands for.
struct TariffCode {
  std::string fact;  // of a line: "supp7_746"
  std::string code;
};

inline constexpr std::string_view kEarFolder = "us-ear/";

// One regime as data: vocabulary.toml and one folder of rules/. Immutable; any number of threads.
class RuleSet {
 public:
  // Reads and checks the files of the folder: closed keys, known facts and words, resolving
  // targets, no cycle of defeats. The error names file and line.
  static Result<std::shared_ptr<const RuleSet>> load(std::span<const snapshot::RuleFile> files,
                                                     std::string_view folder = kEarFolder);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  const Places& places() const { return places_; }
  const FederalRegister& federal_register() const { return federal_register_; }
  const EntityStrings& entity_strings() const { return entity_strings_; }
  const Flags& flags() const { return offers_; }

  const std::vector<Norm>& norms() const { return norms_; }
  const Norm& norm(NormIndex index) const { return norms_[index]; }
  const Norm* find(std::string_view id) const;

  // Norms of Markdown files and chart footnotes, and the rows of one entry of the control list
  // ("5D992").
  const std::vector<NormIndex>& general_norms() const { return general_; }
  std::span<const NormIndex> rows_of(std::string_view entry) const;
  bool has_entry(std::string_view entry) const { return entries_.contains(entry); }
  // Exceptions that the entry's own list offers and no norm states, sorted.
  std::vector<std::string> flags_of(std::string_view entry) const;

  // Everything that technology or software of the entry can be for, where its heading says so in
  // full; null where it is not known.
  const ServedItems* served_by(std::string_view entry) const;
  const std::map<std::string, ServedItems, std::less<>>& served() const { return served_; }

  const std::vector<TariffCode>& tariff_codes() const { return tariff_codes_; }

  // Resolved edges: what defeats or overcomes the norm, and what it rests on.
  std::span<const NormIndex> defeaters_of(NormIndex norm) const { return defeaters_[norm]; }
  std::span<const NormIndex> authorities_over(NormIndex norm) const { return authorities_[norm]; }
  std::span<const NormIndex> supports_of(NormIndex norm) const { return supports_[norm]; }

  // Does any rule read this word of a list fact ("knowledge", "resale"), or this fact ("item.hs",
  // "")?
  bool reads(std::string_view fact, std::string_view word) const;

  std::string_view regime() const { return regime_; }
  std::string_view folder() const { return folder_; }
  // The key of a line that holds its code in this regime's list ("eccn"); rules read it as
  // `item.eccn`.
  const std::string& classification() const { return classification_; }
  // Whom to ask where no rule reads it: a word of [referrals].
  const std::string& refer_to() const { return refer_to_; }
  Day issue_day() const { return issue_day_; }
  Day newest_rule_day() const { return newest_rule_day_; }
  const std::vector<std::string>& mandatory_lists() const { return mandatory_lists_; }

  // Every day on which some rule or table begins, ends, is stayed or becomes contingent; sorted.
  const std::vector<Day>& boundaries() const { return boundaries_; }

 private:
  friend class RuleLoader;
  Vocabulary vocabulary_;
  Places places_;
  FederalRegister federal_register_;
  EntityStrings entity_strings_;
  Flags offers_;
  std::vector<Norm> norms_;
  std::vector<NormIndex> general_;
  std::map<std::string, std::vector<NormIndex>, std::less<>> entries_;
  std::map<std::string, std::set<std::string>, std::less<>> flags_;
  std::map<std::string, ServedItems, std::less<>> served_;
  std::vector<TariffCode> tariff_codes_;
  std::map<std::string, NormIndex, std::less<>> by_id_;
  std::vector<std::vector<NormIndex>> defeaters_, authorities_, supports_;
  std::set<std::pair<std::string, std::string>, std::less<>> read_;
  std::string regime_, folder_, classification_ = "eccn", refer_to_ = "BIS";
  Day issue_day_, newest_rule_day_;
  std::vector<std::string> mandatory_lists_;
  std::vector<Day> boundaries_;
};

// The folders of rules/ that hold a regime, that of the EAR first.
std::vector<std::string> regime_folders(std::span<const snapshot::RuleFile> files);

// All of them, in that order; at least one. Errors of RuleSet::load.
Result<std::vector<std::shared_ptr<const RuleSet>>> load_regimes(
    std::span<const snapshot::RuleFile> files);

}  // namespace licet::law
