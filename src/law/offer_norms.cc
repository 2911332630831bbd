#include "licet/law/offer_norms.h"

#include <algorithm>
#include <vector>

#include "kernel_tree.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

Cell cell(Predicate test, std::string_view fact) {
  return {std::string(fact), text_of(test), std::move(test)};
}

Cell of_entry(std::string_view entry) {
  return cell(Predicate::of({"item.eccn", Operator::kIn, {std::string(entry)}}), "item.eccn");
}

std::string said(const FlagRow& row) {
  return cat(int(row.offer), "|", row.limit ? row.limit->to_string() : "", "|",
             text_of(row.scope), "|", text_of(row.condition), "|", to_string(row.span));
}

std::string said(const StaRow& row) {
  return cat(int(row.c1), int(row.c2), "|", text_of(row.bars));
}

// Those of `ours` that stand in no row of `theirs`.
template <class Row>
std::vector<const Row*> only_in(const std::vector<const Row*>& ours,
                                const std::vector<const Row*>& theirs) {
  std::vector<const Row*> found;
  for (const Row* row : ours)
    if (std::none_of(theirs.begin(), theirs.end(),
                     [&](const Row* other) { return said(*other) == said(*row); }))
      found.push_back(row);
  return found;
}

template <class Row, class AsNorm>
std::optional<OfferSides> sides(const std::vector<const Row*>& before,
                                const std::vector<const Row*>& after, const AsNorm& as_norm) {
  const auto gone = only_in(before, after), come = only_in(after, before);
  if (gone.size() > 1 || come.size() > 1) return std::nullopt;
  OfferSides found;
  if (!gone.empty()) found.before = as_norm(*gone.front());
  if (!come.empty()) found.after = as_norm(*come.front());
  return found;
}

// "3A001 GBS a.1, a.2" in three.
std::vector<std::string_view> words_of(std::string_view row) {
  const auto first = std::min(row.find(' '), row.size());
  const auto second = std::min(row.find(' ', first + 1), row.size());
  const auto rest = std::min(second + 1, row.size());
  return {row.substr(0, first), row.substr(std::min(first + 1, row.size()), second - first - 1),
          row.substr(rest)};
}

std::vector<const FlagRow*> offers(const Flags& flags, std::string_view entry,
                                   std::string_view exception, std::string_view scope) {
  std::vector<const FlagRow*> found;
  if (const auto* rows = flags.rows(entry, exception))
    for (const FlagRow& row : *rows)
      if (row.scope_text == scope) found.push_back(&row);
  return found;
}

std::vector<const StaRow*> bars(const Flags& flags, std::string_view entry,
                                std::string_view scope, std::string_view which) {
  std::vector<const StaRow*> found;
  if (const auto* rows = flags.sta_rows(entry))
    for (const StaRow& row : *rows)
      if (row.c1 == (which != "c2") && row.c2 == (which != "c1") &&
          row.text.starts_with(cat(scope, "; ")))
        found.push_back(&row);
  return found;
}

}  // namespace

Norm offer_as_norm(std::string_view entry, std::string_view exception, const FlagRow& row) {
  Norm norm;
  norm.id = cat("offer.", entry, ".", exception);
  norm.kind = NormKind::kException;
  norm.authority = cat("exception:", exception);
  norm.cite = {row.cite};
  norm.in_force = row.span;
  norm.when = {of_entry(entry), cell(row.scope, "item.para"), cell(row.condition, "")};
  if (row.offer == Offer::kNo) norm.when.push_back(cell(Predicate::never(), ""));
  if (row.offer == Offer::kUnclear)
    norm.when.push_back(cell(Predicate::unclear("the offer of the entry"), ""));
  if (row.limit)
    norm.when.push_back(
        cell(Predicate::of({"item.value", Operator::kLessEqual, {*row.limit}}), "item.value"));
  return norm;
}

Norm bar_as_norm(std::string_view entry, const StaRow& row) {
  Norm norm;
  norm.id = cat("bar.", entry, ".STA");
  norm.cite = {row.cite};
  norm.when = {of_entry(entry), cell(row.bars, "")};
  return norm;
}

std::optional<OfferSides> offer_sides(const Flags& before, const Flags& after,
                                      std::string_view row) {
  const auto words = words_of(row);
  return sides(offers(before, words[0], words[1], words[2]),
               offers(after, words[0], words[1], words[2]), [&](const FlagRow& one) {
                 return offer_as_norm(words[0], words[1], one);
               });
}

std::optional<OfferSides> bar_sides(const Flags& before, const Flags& after,
                                    std::string_view row) {
  const auto first = std::min(row.find(' '), row.size()), last = row.rfind(' ');
  if (last == std::string_view::npos || last <= first) return std::nullopt;
  const auto entry = row.substr(0, first), which = row.substr(last + 1);
  const auto scope = row.substr(first + 1, last - first - 1);
  return sides(bars(before, entry, scope, which), bars(after, entry, scope, which),
               [&](const StaRow& one) { return bar_as_norm(entry, one); });
}

}  // namespace licet::law
