#include "licet/snapshot/snapshot.h"

#include "licet/base/check.h"
#include "state.h"

namespace licet::snapshot {

using layout::Section;

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

const Digest& Snapshot::id() const { return state_->id; }
std::size_t Snapshot::size_bytes() const { return state_->bytes.size(); }

std::uint32_t Snapshot::entry_count() const { return state_->part(Section::kEntries).count; }
std::uint32_t Snapshot::name_count() const { return state_->part(Section::kNames).count; }
std::uint32_t Snapshot::source_count() const { return state_->part(Section::kSources).count; }
std::uint32_t Snapshot::rule_count() const { return state_->part(Section::kRules).count; }

EntryView Snapshot::entry(EntryId id) const {
  LICET_CHECK(id.value < entry_count(), "an entry of another snapshot");
  const State& s = *state_;
  const auto e = s.part(Section::kEntries).at<layout::Entry>(id.value);
  EntryView view{s.text(e.list), s.text(e.entry_id), s.text(e.requirement), s.text(e.policy),
                 s.text(e.remarks), PartyType(e.type), Day{e.possible_from}, Day{e.certain_from},
                 Day{e.until}, Day{e.published}, e.first_name, e.name_count, {}, {}, {}, {}, {}};
  view.addresses.reserve(e.address_count);
  for (std::uint32_t i = 0; i < e.address_count; ++i) {
    const auto a = s.part(Section::kAddresses).at<layout::Address>(e.first_address + i);
    view.addresses.push_back({s.text(a.text), s.text(a.country)});
  }
  std::uint32_t at = e.first_reference;
  const auto take = [&](std::vector<std::string_view>& into, std::uint32_t count) {
    into.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
      into.push_back(s.text(s.part(Section::kReferences).at<std::uint32_t>(at++)));
  };
  take(view.programmes, e.programmes);
  take(view.identifiers, e.identifiers);
  take(view.citations, e.citations);
  take(view.instruments, e.instruments);
  return view;
}

NameView Snapshot::name(NameId id) const {
  LICET_CHECK(id.value < name_count(), "a name of another snapshot");
  const auto n = state_->part(Section::kNames).at<layout::Name>(id.value);
  return {state_->text(n.text), AliasKind(n.kind), state_->key(n.key), EntryId{n.entry},
          n.key};
}

std::uint32_t Snapshot::key_count() const {
  return state_->part(Section::kKeyOffsets).count - 1;
}

std::string_view Snapshot::key(std::uint32_t number) const {
  LICET_CHECK(number < key_count(), "a key of another snapshot");
  return state_->key(number);
}

const Derived& Snapshot::derived(std::unique_ptr<Derived> (*make)(const Snapshot&)) const {
  std::call_once(state_->derived_once, [&] { state_->derived = make(*this); });
  return *state_->derived;
}

SourceView Snapshot::source(std::uint32_t index) const {
  LICET_CHECK(index < source_count(), "a source of another snapshot");
  const auto r = state_->part(Section::kSources).at<layout::Source>(index);
  const State& s = *state_;
  return {s.text(r.list), s.text(r.title), s.text(r.provenance), Day{r.published}, r.rows,
          (r.flags & layout::kExtractFlag) != 0, r.file_digest};
}

std::optional<SourceView> Snapshot::source_of(std::string_view list) const {
  for (std::uint32_t i = 0; i < source_count(); ++i)
    if (const SourceView view = source(i); view.list == list) return view;
  return std::nullopt;
}

std::string_view Snapshot::rule_path(std::uint32_t index) const {
  LICET_CHECK(index < rule_count(), "a rule file of another snapshot");
  return state_->text(state_->part(Section::kRules).at<layout::Rule>(index).path);
}

std::string_view Snapshot::rule_text(std::uint32_t index) const {
  LICET_CHECK(index < rule_count(), "a rule file of another snapshot");
  return state_->text(state_->part(Section::kRules).at<layout::Rule>(index).text);
}

namespace {

std::vector<std::string> owned(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

EntryRecord owned_entry(const Snapshot& snapshot, EntryId id) {
  const EntryView view = snapshot.entry(id);
  EntryRecord record;
  record.list = view.list;
  record.entry_id = view.entry_id;
  record.type = view.type;
  for (std::uint32_t i = 0; i < view.name_count; ++i) {
    const NameView name = snapshot.name(NameId{view.first_name + i});
    record.names.push_back({std::string(name.text), name.kind, std::string(name.key)});
  }
  for (const AddressView& address : view.addresses)
    record.addresses.push_back({std::string(address.text), std::string(address.country)});
  record.programmes = owned(view.programmes);
  record.identifiers = owned(view.identifiers);
  record.citations = owned(view.citations);
  record.instruments = owned(view.instruments);
  record.requirement = view.requirement;
  record.policy = view.policy;
  record.remarks = view.remarks;
  record.possible_from = view.possible_from;
  record.certain_from = view.certain_from;
  record.until = view.until;
  record.published = view.published;
  return record;
}

}  // namespace

Contents Snapshot::contents() const {
  Contents all;
  for (std::uint32_t i = 0; i < source_count(); ++i) {
    const SourceView view = source(i);
    all.sources.push_back({std::string(view.list), std::string(view.title), view.published,
                           view.rows, view.extract, std::string(view.provenance),
                           view.file_digest});
  }
  all.entries.reserve(entry_count());
  for (std::uint32_t i = 0; i < entry_count(); ++i)
    all.entries.push_back(owned_entry(*this, EntryId{i}));
  for (std::uint32_t i = 0; i < rule_count(); ++i)
    all.rules.push_back({std::string(rule_path(i)), std::string(rule_text(i))});
  return all;
}

}  // namespace licet::snapshot
