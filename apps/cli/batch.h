#pragma once
#include <optional>
#include <string>

#include "context.h"
#include "licet/ledger/kept_licences.h"

// Many questions in one file: one answer or error object a row, in the same order.
namespace licet::cli {

bool is_batch(const std::string& path);  // .jsonl or .csv, also .gz

// Exit status 0 when every row was answered, whatever the verdicts; 3 otherwise.
int ask_batch(const api::Engine& engine, const std::string& path, const api::AskOptions& options,
              const std::optional<ledger::KeptLicences>& kept);

// {"error": {code, place, detail}}: what stands in the place of an answer.
Json error_object(const Error& error);

}  // namespace licet::cli
