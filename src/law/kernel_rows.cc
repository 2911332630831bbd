#include "kernel_rows.h"

#include <algorithm>

#include "kernel_projection.h"
#include "licet/base/check.h"

namespace licet::law {
namespace {

constexpr std::size_t kGroup = 8;
constexpr std::size_t kPatterns = 256;
constexpr std::uint32_t kFewBlocks = 8;  // so few are all looked at

std::vector<std::uint64_t> open_row(const RowForm& form) {
  return std::vector<std::uint64_t>(form.size(), ~std::uint64_t(0));
}

RowForm form_of(std::uint32_t low, std::uint32_t words) {
  const std::uint32_t blocks = std::uint32_t((words - low + kBlock - 1) / kBlock);
  return {low, std::uint32_t(blocks * kBlock), blocks <= kFewBlocks ? 0 : (blocks + 63) / 64};
}

}  // namespace

Rows::Rows(const Kernel& kernel, const Casebook& cases, Memo& memo)
    : kernel_(kernel), program_(kernel.program()), cases_(cases), memo_(memo),
      known_(program_.attributes.size()), quick_(program_.attributes.size()),
      force_(program_.spans.size()) {
  for (std::size_t room = 0; room < kRooms; ++room)
    forms_[room] = form_of(program_.room_low[room], program_.words);
  for (AttributeId id = 0; id < program_.attributes.size(); ++id) {
    const Attribute& attribute = program_.attributes[id];
    Known& known = known_[id];
    known.room = attribute.room;
    known.place = attribute.place;
    const bool read = !attribute.uses.empty() || !attribute.in_trees.empty();
    known.silent = !read && !attribute.unread && attribute.words.empty();
    if (read) read_[std::size_t(attribute.room)].push_back(id);
    Quick& quick = quick_[id];
    if (known.silent) {
      known.at.push_back({RowAt::kOpen});
      quick = {known.at.data(), 1, 0, 0, 0};
    } else if (known.place) {
      quick.stride = std::uint32_t(memo_.places());
      quick.span_mask = ~std::uint32_t(0);
    }
  }
  for (const Room room : {Room::kLine, Room::kParty, Room::kListing, Room::kLicence})
    form_groups(room);
}

void Rows::form_groups(Room room) {
  auto& groups = groups_[std::size_t(room)];
  const auto& read = read_[std::size_t(room)];
  groups.resize(std::max<std::size_t>(1, (read.size() + kGroup - 1) / kGroup));
  for (AttributeId id = 0; id < quick_.size(); ++id)
    if (known_[id].room == room) quick_[id].given = std::uint32_t(given_words(room) * 64 - 1);
  for (std::size_t i = 0; i < read.size(); ++i) {
    quick_[read[i]].given = std::uint32_t(i);
    groups[i / kGroup].push_back(read[i]);
  }
  absent_[std::size_t(room)].assign(groups.size() * kPatterns, {});
}

void Rows::meet(const RowForm& form, std::vector<std::uint64_t>& into, RowAt at) const {
  const std::uint64_t* from = row(at);
  const bool calm = (at.bits & RowAt::kPerson) == 0;
  for (std::size_t i = 0, end = calm ? form.calm() : form.size(); i < end; ++i) into[i] &= from[i];
}

RowAt Rows::build(AttributeId id, ValueId value, std::uint32_t span) {
  const ValueId same = memo_.like(id, value);
  const bool adverse = unread(id, value);
  const Memo::Range spans = known_[id].place ? memo_.like_spans(id, value, span)
                                             : Memo::Range{span, span + 1};
  const std::uint32_t since = spans.first;
  const bool own = same == value && since == span;
  const RowAt built = own ? build_like(id, value, span) : at(id, same, since);
  Known& known = known_[id];
  const std::size_t places = known.place ? memo_.places() : 1;
  const std::size_t index = value * places + (known.place ? span : 0);
  if (index >= known.at.size()) {
    known.at.resize(cases_.values(id) * places);
    quick_[id].at = known.at.data();
    quick_[id].size = std::uint32_t(known.at.size());
    if (known.place) known.spans.resize(known.at.size());
  }
  if (known.place) known.spans[index] = spans;
  const std::uint32_t unread_bit = adverse ? RowAt::kUnread : 0;
  return known.at[index] = {(built.bits & ~RowAt::kUnread) | unread_bit};
}

RowAt Rows::build_like(AttributeId id, ValueId value, std::uint32_t span) {
  const RowForm& form = this->form(known_[id].room);
  auto row = open_row(form);
  const auto& uses = program_.attributes[id].uses;
  const std::span<const Label> labels = memo_.ask_all(id, value, span);
  std::uint64_t *may = &row[form.may()], *must = &row[form.must()], *calm = &row[form.calm()];
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const Use& use = uses[i];
    const Label label = labels[i];
    const std::size_t word = use.bit / 64 - form.low;
    const std::uint64_t others = ~(std::uint64_t(1) << (use.bit % 64));
    if (label.is_false()) may[word] &= others;
    if (!label.is_true()) must[word] &= others;
    if (label.person()) calm[word] &= others;
  }
  for (const std::uint32_t bit : program_.attributes[id].in_trees) {
    const Given fact{std::uint32_t(id) << Given::kValueBits | value};
    if (project(kernel_, cases_, memo_, program_.norms[bit].rest, fact, span) == Tri::kFalse)
      may[bit / 64 - form.low] &= ~(std::uint64_t(1) << (bit % 64));
  }
  return pool_.keep(form, row);
}

RowAt Rows::build_absent(Room room, std::size_t group, std::uint8_t given) {
  const RowForm& form = this->form(room);
  auto row = open_row(form);
  const auto& attributes = groups_[std::size_t(room)][group];
  for (std::size_t i = 0; i < attributes.size(); ++i)
    if ((given >> i & 1) == 0) meet(form, row, at(attributes[i], kAbsentValue, 0));
  return absent_[std::size_t(room)][group * kPatterns + given] = pool_.keep(form, row);
}

const Rows::Profile* Rows::Profiles::find_aside(std::uint32_t number, std::uint32_t span) const {
  const auto it = others_.find(number);
  if (it == others_.end()) return nullptr;
  const auto found = std::find_if(it->second.begin(), it->second.end(),
                                  [span](const Profile& one) { return one.spans.holds(span); });
  return found == it->second.end() ? nullptr : &*found;
}

void Rows::Profiles::add(std::uint32_t number, const Profile& profile) {
  const std::size_t piece = number / kPiece;
  if (piece >= pieces_.size()) pieces_.resize(piece + 1);
  if (!pieces_[piece]) pieces_[piece] = std::make_unique<std::array<Profile, kPiece>>();
  Profile& own = (*pieces_[piece])[number % kPiece];
  if (own.at.built())
    others_[number].push_back(profile);
  else
    own = profile;
}

void Rows::Profiles::clear() {
  for (auto& piece : pieces_)
    if (piece) piece->fill({});
  others_.clear();
}

RowAt Rows::build_profile(Room room, std::uint32_t number, const GivenFacts& facts,
                          std::uint32_t span) {
  Profiles& profiles = profiles_[std::size_t(room)];
  if (const Profile* aside = profiles.find_aside(number, span)) return aside->at;
  const RowForm& form = this->form(room);
  auto row = open_row(form);
  given_.assign(given_words(room), 0);
  std::uint32_t adverse = 0;
  Memo::Range spans{0, std::uint32_t(program_.places.size())};
  for (const Given& fact : cases_.given(facts)) {
    mark(fact.attribute(), given_.data());
    const RowAt found = at(fact.attribute(), fact.value(), span);
    adverse |= found.bits & RowAt::kUnread;
    if ((found.bits & RowAt::kOpen) == 0) meet(form, row, found);
    const Known& known = known_[fact.attribute()];
    if (known.silent || !known.place) continue;
    const Memo::Range own = known.spans[std::size_t(fact.value()) * memo_.places() + span];
    spans = {std::max(spans.first, own.first), std::min(spans.end, own.end)};
  }
  for (std::size_t group = 0; group < groups(room); ++group)
    meet(form, row, absent(room, group, given_.data()));
  const RowAt kept{profile_pool_.keep(form, row).bits | adverse};
  profiles.add(number, {kept, spans});
  return kept;
}

RowAt Rows::build_force(std::uint32_t span) {
  const RowForm& form = this->form(Room::kLine);
  auto row = open_row(form);
  std::uint64_t* may = &row[form.may()];
  std::fill_n(may, 2 * form.width, 0);
  const Day day = program_.spans.first_day(span);
  for (std::size_t room = 0; room < kRooms; ++room)
    for (std::size_t bit = std::size_t(program_.room_low[room]) * 64;
         bit < program_.room_bits[room]; ++bit) {
      const CompiledNorm& norm = program_.norms[bit];
      if (norm.dated && force_on(kernel_.rules().norm(norm.norm), day) != Force::kInForce)
        continue;
      may[bit / 64] |= std::uint64_t(1) << (bit % 64);
    }
  std::copy_n(may, form.width, may + form.width);
  return force_[span] = pool_.keep(form, row);
}

// Does the value say something that can only tighten an answer and that no rule reads?
bool Rows::unread(AttributeId id, ValueId number) const {
  const Attribute& attribute = program_.attributes[id];
  if (number == kAbsentValue || (!attribute.unread && attribute.words.empty())) return false;
  const Value& value = cases_.value(id, number).value;
  if (attribute.words.empty()) return value != Value(false);
  const auto* words = std::get_if<Words>(&value);
  if (words == nullptr) return false;
  return std::any_of(words->begin(), words->end(), [&](const std::string& word) {
    const WordInfo* info = kernel_.rules().vocabulary().word(attribute.words, word);
    return info != nullptr && info->adverse && !kernel_.rules().reads(attribute.fact, word);
  });
}

}  // namespace licet::law
