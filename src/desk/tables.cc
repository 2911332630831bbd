#include <algorithm>

#include "licet/base/check.h"
#include "licet/base/text.h"
#include "licet/desk/order.h"

// The desk's tables: reasons, states, moves, people.
namespace licet::desk {
namespace {

constexpr ReasonKind kKinds[] = {
    {"condition_due", "a document or a condition is due first", "condition_met", "",
     "15 CFR 762.2"},
    {"fact_missing", "a fact is not known", "", "send the order again with the fact",
     "15 CFR 748.8"},
    {"facts_changed", "the order was changed after it had been blocked", "facts_confirmed", "",
     "in-house rule: four-eyes rule of the exporter"},
    {"licence_does_not_cover", "the exporter's licences do not cover it", "",
     "have the licence amended, or apply for another", "15 CFR 750.7(a)"},
    {"licence_exhausted", "what is left of the licence is not enough", "",
     "ship less, or apply for another", "15 CFR 750.11(b)"},
    {"licence_missing", "a licence is required and there is none", "", "apply for one",
     "15 CFR 748.1"},
    {"list_stale", "the lists were not checked lately", "", "run `licet lists pull`",
     "in-house rule: lists are checked daily"},
    {"other_agency", "another agency has a say", "other_agency_clears", "", "15 CFR 730.8"},
    {"party_hit", "a party may be one that is listed", "not_the_same_party", "",
     "Supp. No. 3 to part 732"},
    {"prohibited", "nothing known can authorise it", "", "cancel it", "15 CFR 736.2"},
    {"reading_due", "a person must read the law", "reading_given", "", "15 CFR 748.3"},
    {"red_flag", "a red flag is not resolved", "red_flag_resolved", "",
     "Supp. No. 3 to part 732"},
};

constexpr const char* kStates =
    "machine,state,label,groups,means,cite\n"
    "order,new,New,,Nothing is known of it yet.,15 CFR 758.3\n"
    "order,clear,Clear,open go,The answer lets it go.,15 CFR 758.3\n"
    "order,blocked,Blocked,open held,Something keeps it.,15 CFR 758.3\n"
    "order,proposed,Release proposed,open held,One person says that it may go.,15 CFR 758.3\n"
    "order,released,Released,open go,Two persons answer for it.,15 CFR 758.3\n"
    "order,shipped,Shipped,ended,It has gone.,15 CFR 758.3\n"
    "order,cancelled,Cancelled,ended,It will not go.,15 CFR 758.3\n";

// may: the answer lets it go; accepted: on facts that need no second person; same: neither the
// order nor anything the answer rests on is another.
constexpr const char* kMoves =
    "machine,from,event,when,to,guards,effects,cite\n"
    "order,new clear,answered,may,clear,,callback,15 CFR 736.2\n"
    "order,new clear,answered,,blocked,,callback,15 CFR 736.2\n"
    "order,blocked,answered,may accepted,clear,,callback,15 CFR 736.2\n"
    "order,blocked,answered,,blocked,,callback,15 CFR 736.2\n"
    "order,proposed released,answered,same,=,,callback,15 CFR 736.2\n"
    "order,proposed released,answered,may accepted,clear,,callback,15 CFR 736.2\n"
    "order,proposed released,answered,,blocked,,callback,15 CFR 736.2(b)(10)\n"
    "order,blocked proposed,propose,,proposed,every_reason evidence,,15 CFR 762.2\n"
    "order,proposed,approve,,released,other_person same_content,callback,15 CFR 762.2\n"
    "order,proposed,refuse,,blocked,,callback,15 CFR 762.2\n"
    "order,@go,ship,,shipped,,callback,15 CFR 758.1\n"
    "order,@open,cancel,,cancelled,,callback,15 CFR 762.2\n";

constexpr const char* kRefusals =
    "machine,event,from,rule,because,cite\n"
    "order,answered,@ended,ended,the order has ended: another one has another id,15 CFR 762.5\n"
    "order,propose,new,unknown_order,nobody asked for this order yet,15 CFR 762.5\n"
    "order,propose,@go,nothing_blocks,it may go as it is,15 CFR 762.5\n"
    "order,propose,@ended,ended,the order has ended,15 CFR 762.5\n"
    "order,approve,* -proposed,nothing_proposed,no release is proposed,15 CFR 762.5\n"
    "order,refuse,* -proposed,nothing_proposed,no release is proposed,15 CFR 762.5\n"
    "order,ship,new,unknown_order,nobody asked for this order yet,15 CFR 762.5\n"
    "order,ship,@held,blocked,what keeps it has not been released,15 CFR 736.2(b)(10)\n"
    "order,ship,@ended,ended,the order has ended,15 CFR 762.5\n"
    "order,cancel,new,unknown_order,nobody asked for this order yet,15 CFR 762.5\n"
    "order,cancel,@ended,ended,the order has ended,15 CFR 762.5\n";

struct Person {
  std::string_view role, events;
};

constexpr Person kPeople[] = {
    {"system", "answered ship cancel"},
    {"clerk", "answered ship cancel"},
    {"officer", "answered propose refuse ship cancel"},
    {"approver", "approve refuse"},
};

CsvTable table(const char* text, const char* name) {
  auto read = CsvTable::read(text, name, {"machine"});
  LICET_CHECK(read.ok(), "a table of the desk is no CSV");
  return std::move(read.value());
}

}  // namespace

std::span<const ReasonKind> reason_kinds() { return kKinds; }

const ReasonKind* reason_kind(std::string_view kind) {
  const auto it = std::find_if(std::begin(kKinds), std::end(kKinds),
                               [&](const ReasonKind& one) { return one.kind == kind; });
  return it == std::end(kKinds) ? nullptr : it;
}

const licence::Machine& order_machine() {
  static const licence::Machine kMachine = [] {
    auto read = licence::Machine::read("order", table(kStates, "states"), table(kMoves, "moves"),
                                       table(kRefusals, "refusals"));
    LICET_CHECK(read.ok(), "the tables of the desk do not fit together");
    return std::move(read.value());
  }();
  return kMachine;
}

std::vector<std::string> events_of_role(std::string_view role) {
  for (const Person& person : kPeople)
    if (person.role == role) return licence::words_of_cell(person.events);
  return {};
}

std::string roles_that_may(std::string_view event) {
  std::string out;
  for (const Person& person : kPeople) {
    const auto events = licence::words_of_cell(person.events);
    if (std::find(events.begin(), events.end(), event) != events.end())
      out += cat(out.empty() ? "" : ", ", person.role);
  }
  return cat(out.empty() ? "nobody" : out, " may");
}

std::string roles_for_people() {
  std::string out;
  for (const Person& person : kPeople) out += cat(out.empty() ? "" : ", ", person.role);
  return out;
}

}  // namespace licet::desk
