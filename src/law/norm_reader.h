#pragma once
#include <string_view>
#include <vector>

#include "licet/law/norm.h"
#include "licet/law/vocabulary.h"

// Norm blocks in Markdown -> norms. Private to this module.
namespace licet::law {

// Reads every ```toml block of the file and appends its norms; docs/formats/rules.md sections 1, 3,
// 4.
Status read_norms(std::string_view text, std::string_view file, const Vocabulary& vocabulary,
                  std::vector<Norm>& norms);

// Which bindings the cells of a norm need.
Binds binds_of(const Norm& norm);

// Calls visit(cell) for every cell of the norm, policies and requisites included.
template <class Visit>
void for_each_cell(const Norm& norm, const Visit& visit) {
  for (const Cell& cell : norm.when) visit(cell);
  for (const auto& cells : norm.when_any)
    for (const Cell& cell : cells) visit(cell);
  for (const Cell& cell : norm.unless) visit(cell);
  for (const Requisite& requisite : norm.require) visit(requisite.cell);
  for (const PolicyRule& rule : norm.policy)
    for (const Cell& cell : rule.when) visit(cell);
}

}  // namespace licet::law
