#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "licet/law/interpreter.h"
#include "licet/law/rule_set.h"

// Small rule sets and frames for the tests of this module.
namespace licet::law::testing {

// The files of a rule set with ten places, two control entries and the norms given as blocks.
std::vector<snapshot::RuleFile> small_files(std::string_view norm_blocks);
// The text of one file of the set, to be replaced.
std::string& text_of(std::vector<snapshot::RuleFile>& files, std::string_view path);

// Stops the test program when they do not load.
std::shared_ptr<const RuleSet> load_or_stop(const std::vector<snapshot::RuleFile>& files);
std::shared_ptr<const RuleSet> small_rules(std::string_view norm_blocks);
const RuleSet& real_rules();
std::vector<snapshot::RuleFile> real_files();
// One file of the source tree.
std::string source_file(const std::string& path);

// "code name at place: detail" of what loading says; empty when it loads.
std::string load_error(const std::vector<snapshot::RuleFile>& files);

// A norm block of one norm: the id, the kind and further lines of TOML.
std::string norm(std::string_view id, std::string_view kind, std::string_view more);

// One line (facts of the item as given), no parties, the day.
FactFrame frame_of(FactMap question, FactMap item);
Day day(std::string_view text);

// What holds of the norm for the binding; false when there is no instance.
Judgement holds(const RuleSet& rules, const LineOutcome& outcome, std::string_view id,
                const Binding& binding = {});

}  // namespace licet::law::testing
