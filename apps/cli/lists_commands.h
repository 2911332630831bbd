#pragma once
#include "commands.h"
#include "licet/ingest/add.h"

// What the files of the group `lists` share.
namespace licet::cli {

// `licet lists add` with a request made elsewhere: a folder that holds nothing yet starts from the
// snapshot of the program.
Result<ingest::Added> add_to_folder(const ingest::AddRequest& request, const Globals& globals);

void add_pull(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
