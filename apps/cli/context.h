#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/api/engine.h"
#include "licet/base/result.h"
#include "licet/ingest/store.h"

// What every command needs: where state lives, which snapshot is asked, how to print. The only
// place that reads the environment, the clock and the terminal.
namespace licet::cli {

struct Globals {
  std::string data;     // --data; else $LICET_HOME, else the platform's data folder
  std::string ledger;   // --ledger: postgresql://…; empty = ledger.db of the data folder
  std::string knowing;  // --knowing: a snapshot id, its first digits, or a file
  bool json = false;    // --json: one document on standard output, nothing else there
};

// The data folder by --data, $LICET_HOME, $XDG_DATA_HOME/licet, ~/.local/share/licet.
std::string data_path(const Globals& globals);

// The snapshot that comes with the program: rules of this version and the list extract.
std::string bundled_path();

// --knowing, else the one in force in the data folder, else the bundled one.
Result<std::shared_ptr<const snapshot::Snapshot>> open_snapshot(const Globals& globals);
Result<api::Engine> open_engine(const Globals& globals);
// By digest: data folder, then bundled.
Result<std::shared_ptr<const snapshot::Snapshot>> find_snapshot(const Globals& globals,
                                                                const Digest& id);

Day today();               // of the machine's clock, UTC
std::string now();         // RFC 3339, UTC
std::int64_t seconds_of(std::string_view instant);  // of now()'s form; -1 when it is none

// When the lists of this folder were last checked, and whether that is too long ago (24 h).
decide::Live live(const Globals& globals);

// A file, or standard input for "-".
Result<std::string> read_input(const std::string& path);
// The file's bytes as they lie there, also where it is compressed; at most 64 MiB.
Result<std::string> read_raw(const std::string& path);
Result<Json> read_json_input(const std::string& path);
// The same, with the form of an answer checked; and an error about an answer with its file named.
Result<std::string> read_answer(const std::string& path);
// The same of a file that may hold the answers of several regimes: each by itself.
Result<std::vector<std::string>> read_answers(const std::string& path);
Error about_answer(const std::string& path, Error error);
Status write_output(const std::string& path, std::string_view bytes);

bool output_is_terminal();
bool error_is_terminal();

// Prints the error on one line to standard error; gives its exit status (2 or 3).
int fail(const Error& error);
// For people: standard output, or standard error under --json.
void say(const Globals& globals, std::string_view text);
void print(std::string_view text);  // standard output

// Colours only on a terminal and without NO_COLOR.
std::string coloured(decide::Verdict verdict);
std::string in_colour(decide::Verdict verdict, std::string_view text);
std::string strong(std::string_view text);  // bold, likewise

// A bar on standard error, on a terminal only.
class Progress {
 public:
  Progress(std::string what, std::size_t total);
  ~Progress();
  void step();

 private:
  std::string what_;
  std::size_t total_, done_ = 0;
  bool shown_;
};

}  // namespace licet::cli
