#include <cstdio>
#include <fstream>
#include <sstream>

#include "history.h"
#include "licet/base/text.h"

// licet_report_compose TABLE.csv FIRST [--rest-open]: a log that comes to the totals of the table,
// on standard output, one line an event. Exit status 3 and no log where they do not add up.
namespace licet::report {
namespace {

int fail(const Error& error) {
  std::fputs((to_line(error) + "\n").c_str(), stderr);
  return code_row(error.code).exit_status;
}

int run(const std::string& path, std::string_view first_day, bool rest_open) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail({Code::FileUnreadable, path, ""});
  std::ostringstream text;
  text << file.rdbuf();
  const auto first = parse_day(first_day);
  if (!first.ok()) return fail(first.error());
  const auto log = compose_history(text.str(), path, first.value(), rest_open);
  if (!log.ok()) return fail(log.error());
  const std::string& out = log.value().text();
  const bool written = std::fwrite(out.data(), 1, out.size(), stdout) == out.size();
  return written && std::fflush(stdout) == 0 ? 0 : 3;
}

}  // namespace
}  // namespace licet::report

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("licet_report_compose TABLE.csv FIRST [--rest-open]\n", stderr);
    return 2;
  }
  const bool rest_open = argc > 3 && std::string_view(argv[3]) == "--rest-open";
  return licet::report::run(argv[1], argv[2], rest_open);
}
