#include "licet/snapshot/builder.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "layout.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/snapshot/snapshot.h"

namespace licet::snapshot {
namespace {

using layout::Section;

// Texts are collected first, then numbered in ascending order: the order of arrival leaves no
// trace.
class Pool {
 public:
  Pool() { add({}); }
  void add(std::string_view text) { numbers_.try_emplace(text, 0); }
  void number_all() {
    sorted_.reserve(numbers_.size());
    // tidy-allow: hash_order sorted below
    for (const auto& [text, unused] : numbers_) sorted_.push_back(text);
    std::sort(sorted_.begin(), sorted_.end());
    for (std::uint32_t i = 0; i < sorted_.size(); ++i) numbers_[sorted_[i]] = i;
  }
  std::uint32_t number(std::string_view text) const { return numbers_.find(text)->second; }
  const std::vector<std::string_view>& sorted() const { return sorted_; }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> sorted_;
};

// Everything an entry says, as one text that no two different entries share: breaks ties in the
// order.
std::string content_of(const EntryRecord& e) {
  std::string out;
  const auto add = [&](std::string_view text) { out += cat(text.size(), ":", text); };
  const auto add_all = [&](const std::vector<std::string>& texts) {
    out += cat(texts.size(), "[");
    for (const auto& text : texts) add(text);
  };
  out += cat(int(e.type), ";", e.names.size(), "[");
  for (const NameRecord& name : e.names) {
    add(name.text);
    add(name.key);
    out += cat(int(name.kind), ";");
  }
  out += cat(e.addresses.size(), "[");
  for (const AddressRecord& address : e.addresses) {
    add(address.text);
    add(address.country);
  }
  for (const auto* list : {&e.programmes, &e.identifiers, &e.citations, &e.instruments})
    add_all(*list);
  for (const auto* text : {&e.requirement, &e.policy, &e.remarks}) add(*text);
  out += cat(e.possible_from.number, ";", e.certain_from.number, ";", e.until.number, ";",
             e.published.number);
  return out;
}

bool before(const EntryRecord* a, const EntryRecord* b) {
  const auto left = std::tie(a->list, a->entry_id);
  const auto right = std::tie(b->list, b->entry_id);
  if (left != right) return left < right;
  return content_of(*a) < content_of(*b);
}

bool day_in_range(Day day) { return kAlways <= day && day <= kForever; }

Status check_entry(const EntryRecord& e) {
  const auto fail = [&](const char* why) {
    return Error{Code::BadValue, cat(e.list, " ", e.entry_id), why};
  };
  if (e.names.empty() && e.addresses.empty()) return fail("neither name nor address");
  if (!day_in_range(e.possible_from) || !day_in_range(e.certain_from) || !day_in_range(e.until) ||
      !day_in_range(e.published))
    return fail("a day out of range");
  if (e.possible_from > e.certain_from) return fail("possible_from lies after certain_from");
  return Done{};
}

Status check(const Contents& contents) {
  std::map<std::string_view, std::uint32_t> rows;
  for (const SourceRecord& source : contents.sources)
    if (!rows.emplace(source.list, 0).second)
      return Error{Code::BadValue, source.list, "two sources of one list"};
  for (const EntryRecord& entry : contents.entries) {
    LICET_TRY_DONE(check_entry(entry));
    const auto found = rows.find(entry.list);
    if (found == rows.end())
      return Error{Code::BadValue, cat(entry.list, " ", entry.entry_id), "a list without a source"};
    ++found->second;
  }
  for (const SourceRecord& source : contents.sources) {
    if (rows[source.list] != source.rows)
      return Error{Code::BadValue, source.list,
                   cat(rows[source.list], " entries where the source says ", source.rows)};
    if (!day_in_range(source.published))
      return Error{Code::BadValue, source.list, "a day out of range"};
  }
  return Done{};
}

// Sorted views of the contents, and the pools their texts lie in.
class Draft {
 public:
  explicit Draft(const Contents& contents) {
    for (const auto& source : contents.sources) sources_.push_back(&source);
    for (const auto& entry : contents.entries) entries_.push_back(&entry);
    for (const auto& rule : contents.rules) rules_.push_back(&rule);
    std::sort(sources_.begin(), sources_.end(),
              [](auto* a, auto* b) { return a->list < b->list; });
    std::sort(entries_.begin(), entries_.end(), before);
    std::sort(rules_.begin(), rules_.end(), [](auto* a, auto* b) { return a->path < b->path; });
  }

  Status collect() {
    for (const auto* source : sources_)
      for (const auto* text : {&source->list, &source->title, &source->provenance})
        texts_.add(*text);
    for (const auto* entry : entries_) collect(*entry);
    for (const auto* rule : rules_) {
      texts_.add(rule->path);
      texts_.add(rule->text);
    }
    for (std::size_t i = 1; i < rules_.size(); ++i)
      if (rules_[i - 1]->path == rules_[i]->path)
        return Error{Code::BadValue, rules_[i]->path, "two rule files of one path"};
    texts_.number_all();
    keys_.number_all();
    return check_texts();
  }

  Result<std::vector<std::uint8_t>> write();

 private:
  void collect(const EntryRecord& e) {
    for (const auto* text : {&e.list, &e.entry_id, &e.requirement, &e.policy, &e.remarks})
      texts_.add(*text);
    for (const NameRecord& name : e.names) {
      texts_.add(name.text);
      keys_.add(name.key);
    }
    for (const AddressRecord& address : e.addresses) {
      texts_.add(address.text);
      texts_.add(address.country);
    }
    for (const auto* list : {&e.programmes, &e.identifiers, &e.citations, &e.instruments})
      for (const std::string& text : *list) texts_.add(text);
  }

  Status check_texts() const {
    for (std::string_view text : texts_.sorted())
      if (invalid_utf8_at(text)) return Error{Code::BadUtf8, "snapshot", printable(text)};
    return Done{};
  }

  template <class T>
  void put(Section section, const T& record) {
    auto& bytes = sections_[std::uint32_t(section) - 1];
    const auto* at = reinterpret_cast<const std::uint8_t*>(&record);
    bytes.insert(bytes.end(), at, at + sizeof(T));
  }

  Status put_pool(const Pool& pool, Section offsets, Section bytes);
  void put_source(const SourceRecord& source);
  void put_entry(const EntryRecord& entry);
  void put_references(const EntryRecord& entry);
  template <class T>
  std::uint32_t count(Section section) const {
    return std::uint32_t(sections_[std::uint32_t(section) - 1].size() / sizeof(T));
  }

  std::vector<const SourceRecord*> sources_;
  std::vector<const EntryRecord*> entries_;
  std::vector<const RuleFile*> rules_;
  Pool texts_, keys_;
  std::array<std::vector<std::uint8_t>, layout::kSectionCount> sections_;
};

Error too_large() {
  return Error{Code::SnapshotTooLarge, "snapshot", "more than 1 GiB"};
}

Status Draft::put_pool(const Pool& pool, Section offsets, Section bytes) {
  std::uint64_t total = 0;
  for (std::string_view text : pool.sorted()) total += text.size();
  if (total > layout::kMostBytes) return too_large();
  auto& out = sections_[std::uint32_t(bytes) - 1];
  out.reserve(total);
  put(offsets, std::uint32_t{0});
  for (std::string_view text : pool.sorted()) {
    out.insert(out.end(), text.begin(), text.end());
    put(offsets, std::uint32_t(out.size()));
  }
  return Done{};
}

void Draft::put_source(const SourceRecord& s) {
  put(Section::kSources,
      layout::Source{texts_.number(s.list), texts_.number(s.title), texts_.number(s.provenance),
                     s.published.number, s.rows, s.extract ? layout::kExtractFlag : 0,
                     s.file_digest});
}

void Draft::put_references(const EntryRecord& e) {
  for (const auto* list : {&e.programmes, &e.identifiers, &e.citations, &e.instruments})
    for (const std::string& text : *list) put(Section::kReferences, texts_.number(text));
}

void Draft::put_entry(const EntryRecord& e) {
  const auto size = [](const auto& list) { return std::uint32_t(list.size()); };
  const std::uint32_t index = count<layout::Entry>(Section::kEntries);
  const layout::Entry record{
      texts_.number(e.list), texts_.number(e.entry_id), texts_.number(e.requirement),
      texts_.number(e.policy), texts_.number(e.remarks), std::uint32_t(e.type),
      e.possible_from.number, e.certain_from.number, e.until.number, e.published.number,
      count<layout::Name>(Section::kNames), size(e.names),
      count<layout::Address>(Section::kAddresses), size(e.addresses),
      count<std::uint32_t>(Section::kReferences), size(e.programmes), size(e.identifiers),
      size(e.citations), size(e.instruments)};
  put(Section::kEntries, record);
  for (const NameRecord& name : e.names)
    put(Section::kNames, layout::Name{texts_.number(name.text), keys_.number(name.key), index,
                                      std::uint32_t(name.kind)});
  for (const AddressRecord& address : e.addresses)
    put(Section::kAddresses,
        layout::Address{texts_.number(address.text), texts_.number(address.country)});
  put_references(e);
}

// The file from its sections: header, table, sections at multiples of 8, hash of it all.
Result<std::vector<std::uint8_t>> assemble(
    const std::array<std::vector<std::uint8_t>, layout::kSectionCount>& sections) {
  std::array<layout::SectionRow, layout::kSectionCount> table{};
  std::uint64_t at = layout::kTableEnd;
  for (std::uint32_t i = 0; i < layout::kSectionCount; ++i) {
    const std::uint32_t record_bytes = layout::kRecordBytes[i];
    table[i] = {i + 1, record_bytes, layout::aligned(at), sections[i].size() / record_bytes};
    at = table[i].offset + sections[i].size();
  }
  const std::uint64_t total = at + layout::kTrailerBytes;
  if (total > layout::kMostBytes) return too_large();
  const layout::Header header{layout::kMagic, kSnapshotFormat, layout::kSectionCount, total, 0};
  std::vector<std::uint8_t> bytes(total);
  std::memcpy(bytes.data(), &header, sizeof header);
  std::memcpy(bytes.data() + sizeof header, table.data(), sizeof table);
  for (std::uint32_t i = 0; i < layout::kSectionCount; ++i)
    std::copy(sections[i].begin(), sections[i].end(),
              bytes.begin() + std::ptrdiff_t(table[i].offset));
  const Digest digest = sha256(std::span<const std::uint8_t>(bytes).first(at));
  std::copy(digest.begin(), digest.end(), bytes.begin() + std::ptrdiff_t(at));
  return bytes;
}

Result<std::vector<std::uint8_t>> Draft::write() {
  LICET_TRY_DONE(put_pool(texts_, Section::kTextOffsets, Section::kTextPool));
  LICET_TRY_DONE(put_pool(keys_, Section::kKeyOffsets, Section::kKeyPool));
  for (const auto* source : sources_) put_source(*source);
  for (const auto* entry : entries_) put_entry(*entry);
  for (const auto* rule : rules_)
    put(Section::kRules, layout::Rule{texts_.number(rule->path), texts_.number(rule->text)});
  return assemble(sections_);
}

}  // namespace

Result<std::vector<std::uint8_t>> build_snapshot(const Contents& contents) {
  LICET_TRY_DONE(check(contents));
  Draft draft(contents);
  LICET_TRY_DONE(draft.collect());
  return draft.write();
}

}  // namespace licet::snapshot
