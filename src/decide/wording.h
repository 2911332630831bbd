#pragma once
#include <string>
#include <vector>

#include "licet/decide/decide.h"

// Findings -> sentences and JSON pieces. Private to this module.
namespace licet::decide {

Json strings(const std::vector<std::string>& texts);
// The list with those of `more` that it lacks.
Json add_cites(Json cites, const std::vector<std::string>& more);

// "general:huawei-tgl(c)(1)", "licence:D1234567".
std::string authority_id(const Knowledge& known, const Decided& decided, const LineFinding& line,
                         std::uint32_t instance);

// Last day, inclusive, on which the authority can still serve, as the law stands; kForever = open.
Day authority_until(const Knowledge& known, const Question& question, const LineFinding& line,
                    std::uint32_t instance);

// Why an authority does not serve: time, a condition, a bar, or a document.
Json foreclosed(const Knowledge& known, const Decided& decided, const LineFinding& line,
                std::uint32_t instance);

// "item.eccn = 5D992.c": the cells of an instance with the values they saw.
std::vector<std::string> facts_seen(const Knowledge& known, const Decided& decided,
                                    const law::Instance& instance);

// One element of `missing`; nothing for causes that ask for a person.
std::optional<Json> missing(const Knowledge& known, const Question& question,
                            const Decided& decided, const law::Cause& cause);
// "items/0/eccn" -> "item.eccn", "parties/1/role" -> "party.role", "documents/x" -> "documents.x".
std::string fact_of_pointer(const Knowledge& known, std::string_view pointer);
// One element of `referrals` for causes that ask for a person.
std::optional<Json> referral(const Knowledge& known, const law::Cause& cause);

Json assumption(const law::Rest& rest);
// The exceptions that the entry of line `l` offers and no rule states yet, as an assumption; null
// where there are none.
Json exceptions_not_judged(const Knowledge& known, const LineFinding& line, std::size_t l);

// Why the second day's answer differs from the first's: one line.
std::string difference(const Knowledge& known, const Decided& before, const Decided& after);

Json proof(const Knowledge& known, const Question& question, const Decided& decided);

std::string line_name(const Question& question, std::size_t line);

}  // namespace licet::decide
