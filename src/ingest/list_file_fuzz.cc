// Any text: read or refused; what is read as our own form is written back to itself.
// Run: licet_list_file_fuzz CORPUS (lists/extract.jsonl is a good seed)
#include <cstdint>
#include <string_view>

#include "licet/base/check.h"
#include "licet/ingest/extract.h"
#include "licet/ingest/list_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // tidy-allow: using_namespace a small program of this module
  using namespace licet;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ingest::ReadOptions options{"fuzz", day_from_ymd(2026, 7, 31), nullptr};
  const auto file = ingest::read_list(text, options);
  if (!file.ok() || file.value().consolidated) return 0;
  const std::string written = ingest::write_extract(file.value());
  const auto again = ingest::read_list(written, options);
  LICET_CHECK(again.ok(), "what is written can be read");
  LICET_CHECK(ingest::write_extract(again.value()) == written, "and is written the same");
  return 0;
}
