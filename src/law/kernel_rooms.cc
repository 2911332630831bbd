#include "kernel_rooms.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace licet::law {
namespace {

// Two words at once, wherever they stand.
using Pair = std::uint64_t __attribute__((vector_size(16), aligned(8), may_alias));
static_assert(2 * sizeof(Pair) == kBlock * sizeof(std::uint64_t));

// "And" of one block of many rows, `offset` words into each.
inline void meet_block(std::span<const std::uint64_t* const> rows, std::size_t offset,
                       std::uint64_t* into) {
  Pair low = *reinterpret_cast<const Pair*>(rows[0] + offset);
  Pair high = *reinterpret_cast<const Pair*>(rows[0] + offset + 2);
  for (const std::uint64_t* row : rows.subspan(1)) {
    low &= *reinterpret_cast<const Pair*>(row + offset);
    high &= *reinterpret_cast<const Pair*>(row + offset + 2);
  }
  *reinterpret_cast<Pair*>(into) = low;
  *reinterpret_cast<Pair*>(into + 2) = high;
}

// Of two.
inline void meet_two(const std::uint64_t* a, const std::uint64_t* b, std::uint64_t* into) {
  for (std::size_t i = 0; i < kBlock; i += 2)
    *reinterpret_cast<Pair*>(into + i) =
        *reinterpret_cast<const Pair*>(a + i) & *reinterpret_cast<const Pair*>(b + i);
}

// "And" of the same words of many rows: those of one row after another, with what is left of them
// in registers. In the rows that are met so, every second word begins 16 bytes.
using Even = std::uint64_t __attribute__((vector_size(16), may_alias));

template <std::size_t... kPairs>
inline void meet_pairs(const Rows& rows, std::span<const RowAt> found, std::size_t offset,
                       std::uint64_t* into, std::index_sequence<kPairs...>) {
  const auto pair = [offset](const std::uint64_t* row, std::size_t i) {
    return *reinterpret_cast<const Even*>(row + offset + 2 * i);
  };
  const std::uint64_t* first = rows.row(found[0]);
  Even left[] = {pair(first, kPairs)...};
  for (RowAt at : found.subspan(1)) {
    const std::uint64_t* row = rows.row(at);
    ((left[kPairs] &= pair(row, kPairs)), ...);
  }
  ((*reinterpret_cast<Pair*>(into + 2 * kPairs) = left[kPairs]), ...);
}

// `words` of them, a multiple of a block.
void meet_whole(const Rows& rows, std::span<const RowAt> found, std::size_t offset,
                std::size_t words, std::uint64_t* into) {
  constexpr std::size_t kMost = 24;
  std::size_t done = 0;
  for (; done + kMost <= words; done += kMost)
    meet_pairs(rows, found, offset + done, into + done, std::make_index_sequence<kMost / 2>());
  for (; done < words; done += kBlock)
    meet_pairs(rows, found, offset + done, into + done, std::make_index_sequence<kBlock / 2>());
}

bool any_of_block(const std::uint64_t* words) {
  return (words[0] | words[1] | words[2] | words[3]) != 0;
}

}  // namespace

Rooms::Rooms(const Kernel& kernel, const Casebook& cases, Memo& memo)
    : program_(kernel.program()), cases_(cases), rows_(kernel, cases, memo),
      found_(program_.attributes.size() + rows_.groups(Room::kLine) + 1),
      uneasy_(program_.attributes.size() + rows_.groups(Room::kLine) + 1),
      given_(rows_.given_words(Room::kLine)), alive_(rows_.form(Room::kLine).width / 64 + 1) {}

Context& Rooms::add_context(Room room, const Binding& binding) {
  if (used_ == contexts_.size()) contexts_.emplace_back();
  Context& context = contexts_[used_++];
  ++count_[std::size_t(room)];
  const RowForm& form = rows_.form(room);
  context.binding = binding;
  context.bound = {};
  context.stands = Label::yes();
  context.low = form.low;
  context.own_high = program_.room_high[std::size_t(room)];
  context.width = form.width;
  // Rooms behind it read on past its words, to the end of a block: what is there is nobody's.
  context.masks.resize(3 * std::size_t(form.width) + kBlock);
  context.seen.assign(context.own_high - context.low, 0);
  const std::size_t norms = std::size_t(context.own_high - context.low) * 64;
  if (context.numbers.size() < norms) context.numbers.resize(norms);
  return context;
}

void Rooms::open(const Case& the_case, Day law_day, std::uint32_t place_span) {
  if (casebook_age_ != cases_.age()) {
    rows_.forget_profiles();
    casebook_age_ = cases_.age();
  }
  case_ = &the_case;
  law_day_ = law_day;
  place_span_ = place_span;
  used_ = 0;
  count_.fill(0);
  opened_.fill(false);
  opened_[std::size_t(Room::kLine)] = true;
  add_context(Room::kLine, {});
  meet_line();
}

// Rows may move while others are built, so all are found before the first is read.
void Rooms::find_rows() {
  std::uint32_t said = 0;
  RowAt* next = found_.begin();
  const auto take = [&](RowAt at) {
    said |= at.bits;
    *next = at;
    next += (at.bits & RowAt::kOpen) == 0 ? 1 : 0;
  };
  take(rows_.force(program_.spans.at(law_day_)));
  std::uint64_t* bits = given_.data();
  std::fill(given_.begin(), given_.end(), 0);
  for (const Given& given : cases_.given(case_->facts)) {
    const AttributeId attribute = given.attribute();
    rows_.mark(attribute, bits);
    take(rows_.at(attribute, given.value(), place_span_));
  }
  for (std::size_t group = 0, groups = rows_.groups(Room::kLine); group < groups; ++group)
    take(rows_.absent(Room::kLine, group, bits));
  found_.end_at(next);
  said_.bits = said;
  RowAt* uneasy = uneasy_.begin();
  if ((said & RowAt::kPerson) != 0)
    for (RowAt at : found_.span())
      if ((at.bits & RowAt::kPerson) != 0) *uneasy++ = at;
  uneasy_.end_at(uneasy);
}

void Rooms::meet_line() {
  find_rows();
  std::fill(alive_.begin(), alive_.end(), 0);
  const RowForm& form = rows_.form(Room::kLine);
  if (form.summary != 0) return meet_blocks(form);
  std::uint64_t* masks = contexts_[0].masks.data();
  meet_whole(rows_, found_.span(), 0, form.calm(), masks);
  std::fill_n(masks + form.calm(), form.width, ~std::uint64_t(0));
  if (!uneasy_.span().empty())
    meet_whole(rows_, uneasy_.span(), form.calm(), form.width, masks + form.calm());
  note_alive(0, form.width);
}

void Rooms::note_alive(std::size_t word, std::size_t words) {
  const std::uint64_t* may = contexts_[0].masks.data();
  for (std::size_t end = word + words; word < end; ++word)
    alive_[word / 64] |= std::uint64_t(may[word] != 0) << (word % 64);
}

// Where there are many blocks: only those in which the summaries leave something.
void Rooms::meet_blocks(const RowForm& form) {
  met_.clear();
  met_uneasy_.clear();
  for (RowAt at : found_.span()) met_.push_back(rows_.row(at));
  for (RowAt at : uneasy_.span()) met_uneasy_.push_back(rows_.row(at));
  std::fill_n(contexts_[0].masks.data(), form.width, 0);
  for (std::size_t word = 0; word < form.summary; ++word) {
    std::uint64_t alive = ~std::uint64_t(0);
    for (const std::uint64_t* row : met_) alive &= row[word];
    for (; alive != 0; alive &= alive - 1)
      meet_line_at(kBlock * (word * 64 + std::size_t(std::countr_zero(alive))));
  }
}

// One block, from the word on.
void Rooms::meet_line_at(std::size_t at) {
  const RowForm& form = rows_.form(Room::kLine);
  std::uint64_t* masks = contexts_[0].masks.data() + at;
  meet_block(met_, form.may() + at, masks);
  if (!any_of_block(masks)) return;
  note_alive(at, kBlock);
  meet_block(met_, form.must() + at, masks + form.width);
  if (met_uneasy_.empty())
    std::fill_n(masks + 2 * form.width, kBlock, ~std::uint64_t(0));
  else
    meet_block(met_uneasy_, form.calm() + at, masks + 2 * form.width);
}

// What stands in `from` and after the row's facts too.
void Rooms::meet(Context& into, const Context& from, RowAt at, const RowForm& form) {
  const std::uint64_t* row = rows_.profile_row(at);
  const std::uint64_t* theirs = from.masks.data() + (into.low - from.low);
  std::uint64_t* masks = into.masks.data();
  const bool calm = (at.bits & RowAt::kPerson) == 0;
  for (std::size_t word = 0; word < into.width; word += kBlock) {
    const std::size_t must = into.width, unsure = 2 * std::size_t(into.width);
    meet_two(theirs + word, row + form.may() + word, masks + word);
    meet_two(theirs + from.width + word, row + form.must() + word, masks + must + word);
    const std::uint64_t* other = theirs + 2 * std::size_t(from.width) + word;
    meet_two(other, calm ? other : row + form.calm() + word, masks + unsure + word);
  }
}

void Rooms::open_room(Room room) {
  opened_[std::size_t(room)] = true;
  switch (room) {
    case Room::kLine: return;
    case Room::kParty: return open_parties();
    case Room::kLicence: return open_licences();
    case Room::kListing: break;
  }
  need(Room::kParty);
  first_[std::size_t(room)] = used_;
  for (std::uint32_t p = 0; p < case_->parties; ++p) open_listings(p);
}

void Rooms::open_parties() {
  first_[std::size_t(Room::kParty)] = used_;
  parties_said_ = 0;
  for (std::uint32_t p = 0; p < case_->parties; ++p) {
    Context& context = add_context(Room::kParty, {0, int(p), -1, -1});
    context.bound.party = &cases_.party(*case_, p).facts;
    const RowAt profile = profile_of_party(p);
    parties_said_ |= profile.bits;
    meet(context, contexts_[0], profile, rows_.form(Room::kParty));
  }
}

void Rooms::open_listings(std::uint32_t p) {
  const CaseParty& party = cases_.party(*case_, p);
  for (std::uint32_t k = 0; k < party.listings; ++k) {
    const CaseListing& row = cases_.listing(party, k);
    if (law_day_ >= row.until || law_day_ < row.possible_from) continue;
    Context& context = add_context(Room::kListing, {0, int(p), int(k), -1});
    context.bound = {&party.facts, &row.facts, nullptr, &row};
    if (law_day_ < row.certain_from) context.stands = Label::missing();
    if (row.possible_match) context.stands = both(context.stands, Label::for_a_person());
    const RowAt profile =
        rows_.profile(Room::kListing, party.first_listing + k, row.facts, place_span_);
    meet(context, contexts_[first(Room::kParty) + p], profile, rows_.form(Room::kListing));
    if (row.via_owner) leave_own_rows_out(context);
  }
}

// Rows of owners are read only by norms that ask for them.
void Rooms::leave_own_rows_out(Context& context) const {
  for (std::uint32_t word = context.low; word < context.own_high; ++word)
    context.may(word) &= program_.via[word];
}

void Rooms::open_licences() {
  first_[std::size_t(Room::kLicence)] = used_;
  for (std::uint32_t k = 0; k < case_->licences; ++k) {
    const GivenFacts& facts = cases_.licence(*case_, k);
    Context& context = add_context(Room::kLicence, {0, -1, -1, int(k)});
    context.bound.licence = &facts;
    const RowAt profile =
        rows_.profile(Room::kLicence, case_->first_licence + k, facts, place_span_);
    meet(context, contexts_[0], profile, rows_.form(Room::kLicence));
  }
}

bool Rooms::unread() {
  if ((said_.bits & RowAt::kUnread) != 0) return true;
  if (opened_[std::size_t(Room::kParty)]) return (parties_said_ & RowAt::kUnread) != 0;
  for (std::uint32_t p = 0; p < case_->parties; ++p)
    if ((profile_of_party(p).bits & RowAt::kUnread) != 0) return true;
  return false;
}

}  // namespace licet::law
