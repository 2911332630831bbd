#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hashing.h"

// What the program does, without files: for main() and for its own tests.
namespace verify {

// One checkpoint, its signature already checked.
struct Point {
  std::string origin, root, signature;
  std::uint64_t size = 0;
};

// What is wrong, or nothing; the first one ends the work. `status` is the program's exit status.
struct Finding {
  std::string text;
  int status = 1;
};

// "licet-ed25519 BASE64", one line. False where it is none.
bool read_key(std::string_view text, std::string& key);

// Every checkpoint of the file, in order; false with the finding at the first that is not as it
// was written, not signed by this key, older than the one before it, or of another log.
bool read_points(const std::string& file, const std::string& key, std::vector<Point>& points,
                 Finding& finding);

// Takes rows one after the other; `add` and `bad` are false, to end the reading.
class Log {
 public:
  explicit Log(const std::vector<Point>& points);
  bool add(std::string_view leaf_hex, std::string_view record);
  bool bad(std::string why);
  Finding finish();  // after the last row
  std::uint64_t size() const { return tree_.size(); }

 private:
  bool check_roots();

  const std::vector<Point>& points_;
  std::map<std::uint64_t, std::vector<std::string>> due_;
  Tree tree_;
  Finding finding_;
};

// {"leaf":"<64 digits>","record":<bytes>} a line.
void read_export(const std::string& file, Log& log);
// The ledger's database; false with the finding where it cannot be read to the end.
bool read_database(const std::string& path, Log& log, Finding& finding);

}  // namespace verify
