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

// Digits only, no sign, no leading nought; at most 18.
bool read_number(std::string_view text, std::uint64_t& out);

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
  // A row whose bytes a later record took away; `gone` is what its export says of it.
  struct Gone {
    std::uint64_t sequence = 0, by = 0;
    std::string leaf, key, kind, stream;  // names as JSON writes them
    bool operator==(const Gone&) const = default;
  };
  bool add_gone(std::string_view leaf_hex, Gone gone);
  bool bad(std::string why);
  Finding finish();  // after the last row
  std::uint64_t size() const { return tree_.size(); }

 private:
  bool check_roots();
  bool take_order(std::string_view record, std::uint64_t sequence);
  void settle();

  const std::vector<Point>& points_;
  std::map<std::uint64_t, std::vector<std::string>> due_;
  std::map<std::uint64_t, Gone> gone_, ordered_;
  Tree tree_;
  Finding finding_;
};

// {"leaf":"<64 digits>","record":<bytes>} a line.
void read_export(const std::string& file, Log& log);
// The ledger's database; false with the finding where it cannot be read to the end.
bool read_database(const std::string& path, Log& log, Finding& finding);

}  // namespace verify
