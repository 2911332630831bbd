#include "test_rules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "licet/base/check.h"
#include "licet/base/text.h"
#include "source_dir.h"

namespace licet::law::testing {
namespace {

constexpr std::string_view kVocabulary = R"toml(
[question]
end_use = { type = "words", means = "m" }
[activity]
export = { means = "m" }
purchase_from = { means = "m" }
reexport = { means = "m" }
transfer_in_country = { means = "m" }
export_from_abroad = { means = "m" }
deemed_export = { means = "m" }
deemed_reexport = { means = "m" }
[role]
end_user = { means = "m" }
purchaser = { means = "m" }
exporter = { means = "m" }
[kind]
commodity = { means = "m" }
software = { means = "m" }
technology = { means = "m" }
[item]
eccn = { type = "code", means = "m" }
for_eccn = { type = "word", means = "m" }
hs = { type = "code", means = "m" }
mass_market = { type = "bool", means = "m" }
published = { type = "bool", means = "m" }
supp2_744 = { type = "bool", means = "m", unknown = "assume", cite = "Supp. No. 2 to part 744" }
supp7_746 = { type = "bool", means = "m", unknown = "assume" }
controlled_only_at = { type = "bool", means = "m" }
net_value_usd = { type = "decimal", means = "m" }
made_on = { type = "day", means = "m" }
[parameters]
speed = { type = "decimal", means = "m" }
[end_use]
nuclear = { means = "m", unknown = "assume" }
internal_use = { means = "m", unknown = "ask" }
russian_deepwater_arctic_shale = { means = "m", unknown = "ask" }
oil_gas_undetermined = { means = "m", unknown = "ask" }
[knowledge]
diversion = { means = "m", unknown = "assume" }
military = { means = "m", unknown = "assume" }
[red_flags]
odd_route = { means = "m" }
[documents]
certificate = { type = "bool", means = "m", unknown = "ask" }
notice = { type = "bool", means = "m", unknown = "assume", cite = "15 CFR 744.11(c)" }
[party_flags]
military = { type = "bool", means = "m", unknown = "ask" }
us_person = { type = "bool", means = "m", unknown = "ask" }
[dates]
order = { type = "day", means = "m" }
departure = { type = "day", means = "m" }
[lists]
entity-list = { means = "m" }
sdn = { means = "m" }
[scopes]
all_items = { means = "m" }
[reasons]
ns1 = { means = "national security", cite = "15 CFR 742.4" }
at1 = { means = "anti-terrorism", cite = "15 CFR 742.8" }
entity_list = { means = "a listed party" }
end_use = { means = "a named end use" }
[policies]
case_by_case = { means = "m" }
presumption_of_denial = { means = "m" }
[exceptions]
GOV = { means = "m" }
TSU = { means = "m" }
ENC = { means = "m" }
[authorities]
"general:window" = { means = "m" }
"licence:individual" = { means = "m" }
[licence_status]
live = { means = "m" }
expired = { means = "m" }
[conditions]
certification_on_file = { means = "m" }
report_due = { means = "m" }
[referrals]
OFAC = { means = "m" }
[verdicts]
NLR = { means = "m" }
[regimes]
us-ear = { means = "m" }
)toml";

constexpr std::string_view kChart =
    "iso2,country,CB1,CB2,CB3,NP1,NP2,NS1,NS2,MT1,RS1,RS2,FC1,CC1,CC2,CC3,AT1,AT2,footnotes,"
    "pointer,from,until,history,cite\n"
    "CN,China,X,X,X,X,,X,X,X,X,X,,X,,X,,,,,,,unverified,chart\n"
    "DE,Germany,X,,,,,X,,X,X,,,,,,,,,,,,,chart\n"
    "GB,United Kingdom,X,,,,,X,,X,X,,,,,,,,,,,2024-04-18,unverified,older\n"
    "GB,United Kingdom,X,,,,,,,,,,,,,,,,10,,2024-04-19,,,newer\n"
    "HK,Hong Kong,?,?,?,?,?,?,?,?,?,?,?,?,?,?,,,,,,2020-12-22,unverified,own row\n"
    "UA,Ukraine,X,,,,,X,,X,X,,,,,,,,,,,,,chart\n"
    "CU,Cuba,,,,,,,,,,,,,,,,,,15 CFR 746.2,,,,chart\n"
    "XX,Follower,,,,,,,,,,,,,,,,,,row:DE,,,,chart\n"
    "US,United States,,,,,,,,,,,,,,,,,,,,,,no row\n";

constexpr std::string_view kGroups =
    "iso2,group,from,until,history,cite\n"
    "DE,A:1,,,unverified,g\nGB,A:1,,,unverified,g\nDE,B,,,,g\nGB,B,,,,g\nCN,D:1,,,unverified,g\n"
    "CN,D:5,2020-01-01,2021-12-31,,g\nCU,E:1,,2015-05-28,,g\nCU,E:2,,,,g\n";

constexpr std::string_view kControls =
    "eccn,row,item_scope,reason,destination_rule,extra_conditions,status,confidence,from,until,"
    "cite\n"
    "5D002,1,entire,ns1,chart:NS1,,plain,high,,,\"774, 5D002\"\n"
    "5D002,2,\"include: a, b.1\",at1,chart:AT1,,plain,high,2001-01-01,,\"774, 5D002\"\n"
    "5D992,1,exclude: c,at1,chart:AT1,,plain,high,2001-01-01,,\"774, 5D992\"\n";

struct Small {
  const char* path;
  std::string_view text;
};
constexpr Small kFiles[] = {
    {"vocabulary.toml", kVocabulary},
    {"us-ear/regime.toml",
     "id = \"us-ear\"\nissue_day = 2026-07-23\nnewest_rule_day = 2026-07-23\n"
     "mandatory_lists = [\"entity-list\"]\n"},
    {"us-ear/738-supp1/chart.csv", kChart},
    {"us-ear/738-supp1/territories.csv",
     "iso2,name,row_iso2,from,until,cite\nHK,Hong Kong,CN,2020-12-23,,85 FR 83788\n"
     "KY,Cayman Islands,GB,,,15 CFR 738.3(b)\nPS,Palestine,,,,15 CFR 738.3(b)\n"
     "UA-43,Crimea,UA,,,15 CFR 746.6\n"},
    {"us-ear/738-supp1/aliases.csv",
     "name,iso2,kind\nChina,CN,chart_name\nGreat Britain,GB,alias\nKorea,KR,ambiguous\n"},
    {"us-ear/738-supp1/chart_footnotes.csv",
     "footnote,destinations,reason,item_predicate,effect,cite\n"
     "7,CU,ns1,\"eccn in (5D002.a)\",adds_requirement,footnote 7\n1,CN,,,pointer,footnote 1\n"},
    {"us-ear/740-supp1/groups.csv", kGroups},
    {"us-ear/740-supp1/group_history.csv", "group,complete_from,cite\nE:1,2010-01-01,g\n"},
    {"us-ear/destination_sets.csv", "set,members,cite\nfriends,DE A:1,c\nfoes,CU D:5,c\n"},
    {"us-ear/sections.csv",
     "section,destination_rule,extra_conditions,cite\n15 CFR 746.1(b),in:set:foes,,c\n"},
    {"us-ear/federal_register.csv",
     "volume,first_page,last_page,published,effective,what,confidence\n"
     "84,22961,22968,2019-05-21,2019-05-16,Huawei,high\n"},
    {"us-ear/774-supp1/controls.csv", kControls},
    {"us-ear/774-supp1/exception_flags.csv",
     "eccn,exception,item_scope,value,condition,cite\n5D002,TSR,entire,yes,,c\n"
     "5D002,LVS,entire,none,,c\n5D002,GBS,entire,yes,,c\n"},
    {"us-ear/774-supp1/sta_conditions.csv",
     "eccn,item_scope,bars_paragraph,destinations,unless,cite\n"},
    {"us-ear/744-supp4/entity_requirements.csv",
     "string,scope,item_predicate,end_use_predicate,footnotes,status,predicate_from,"
     "footnotes_from,cite\n"
     "For all items (See § 744.11),all_items,,,\"1, 2\",plain,,2020-05-15,c\n"
     "All but food,all_items_except,not(eccn in (EAR99)),,,structured,2022-02-24,,c\n"
     "See the rule,not_stated,,,,refer,,,c\n"},
    {"us-ear/744-supp4/entity_policies.csv",
     "string,policy_code,carve_outs,status,cite\n"
     "Presumption of denial.,presumption_of_denial,,plain,c\n"
     "Case by case for EAR99,presumption_of_denial,eccn in (EAR99) -> case_by_case,structured,c\n"
     "Unclear,not_stated,,refer,c\n"},
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  LICET_CHECK(in.good(), "a file of the source tree is missing");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

std::vector<snapshot::RuleFile> small_files(std::string_view norm_blocks) {
  std::vector<snapshot::RuleFile> files;
  for (const Small& file : kFiles) files.push_back({file.path, std::string(file.text)});
  files.push_back({"us-ear/744/test.md", cat("# Test\n\n", norm_blocks)});
  return files;
}

std::string& text_of(std::vector<snapshot::RuleFile>& files, std::string_view path) {
  const auto it = std::find_if(files.begin(), files.end(),
                               [&](const snapshot::RuleFile& f) { return f.path == path; });
  LICET_CHECK(it != files.end(), "no such file in the small rule set");
  return it->text;
}

std::shared_ptr<const RuleSet> load_or_stop(const std::vector<snapshot::RuleFile>& files) {
  auto loaded = RuleSet::load(files);
  if (!loaded.ok()) fprintf(stderr, "%s\n", to_line(loaded.error()).c_str());
  LICET_CHECK(loaded.ok(), "the rules of a test do not load");
  return loaded.value();
}

std::shared_ptr<const RuleSet> small_rules(std::string_view norm_blocks) {
  return load_or_stop(small_files(norm_blocks));
}

std::string source_file(const std::string& path) {
  return read_file(std::filesystem::path(kSourceDir) / path);
}

std::vector<snapshot::RuleFile> real_files() {
  const std::filesystem::path root = std::filesystem::path(kSourceDir) / "rules";
  std::vector<snapshot::RuleFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.is_regular_file())
      files.push_back({entry.path().lexically_relative(root).generic_string(),
                       read_file(entry.path())});
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

const RuleSet& real_rules() {
  static const std::shared_ptr<const RuleSet> rules = load_or_stop(real_files());
  return *rules;
}

std::string load_error(const std::vector<snapshot::RuleFile>& files) {
  const auto loaded = RuleSet::load(files);
  if (loaded.ok()) return "";
  const Error& error = loaded.error();
  return cat(code_row(error.code).name, " at ", error.place, ": ", error.detail);
}

std::string norm(std::string_view id, std::string_view kind, std::string_view more) {
  return cat("```toml\n[[norm]]\nid = \"", id, "\"\nkind = \"", kind,
             "\"\ntitle = \"t\"\ncite = [\"15 CFR 1\"]\nconfidence = \"high\"\n", more,
             "\n```\n");
}

FactFrame frame_of(FactMap question, FactMap item) {
  FactFrame frame;
  frame.question = std::move(question);
  frame.lines.push_back({std::move(item), "items/0"});
  return frame;
}

Day day(std::string_view text) { return parse_day(text).value(); }

Judgement holds(const RuleSet& rules, const LineOutcome& outcome, std::string_view id,
                const Binding& binding) {
  for (const Instance& instance : outcome.instances)
    if (rules.norm(instance.norm).id == id && instance.binding == binding) return instance.holds;
  return Judgement::no();
}

}  // namespace licet::law::testing
