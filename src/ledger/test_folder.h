#pragma once
#include <unistd.h>

#include <filesystem>
#include <string>

#include "licet/base/text.h"
#include "licet/ledger/ledger.h"

// What the tests of the ledger share.
namespace licet::ledger::testing {

// A folder of its own, gone with the object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "licet-ledger-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline Ledger open_ledger() { return Ledger(open_sqlite(":memory:").value()); }

inline Entry entry(const std::string& kind, const std::string& key, const std::string& body) {
  return {"test", kind, key, "2025-02-01T12:00:00", read_json(body).value()};
}

// Empty when it was posted; else the rule that refused it, or "error NAME".
inline std::string put(Ledger& ledger, const std::string& kind, const std::string& key,
                       const std::string& body) {
  auto posting = ledger.post({entry(kind, key, body)});
  if (!posting.ok()) return cat("error ", code_row(posting.error().code).name);
  return posting.value().refusal ? posting.value().refusal->rule : "";
}

inline std::string grant_body(std::string_view licence, std::string_view quantity,
                              std::string_view value, int tolerance = 0) {
  return cat(R"({"licence":")", licence, R"(","line":"1","first":"2025-01-01",)",
             R"("last":"2025-12-31","quantity":{"amount":")", quantity,
             R"(","unit":"piece"},"value":{"amount":")", value,
             R"(","currency":"USD"},"tolerance_percent":)", tolerance, "}");
}

// `more` = further members with a comma at the end.
inline std::string draw_body(std::string_view licence, std::string_view quantity,
                             std::string_view value, std::string_view more = "") {
  return cat(R"({"licence":")", licence, R"(","line":"1","on":"2025-02-01",)", more,
             R"("quantity":{"amount":")", quantity, R"(","unit":"piece"},"value":{"amount":")",
             value, R"(","currency":"USD"}})");
}

}  // namespace licet::ledger::testing
