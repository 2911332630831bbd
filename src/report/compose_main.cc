#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "history.h"
#include "licet/base/text.h"

// licet_report_compose TABLE.csv FIRST [--rest-open]: a log that comes to the totals of the table, on
// standard output, one line an event. Exit status 3 and no log where they do not add up.
int main(int argc, char** argv) {
  using namespace licet;
  if (argc < 3) {
    std::fputs("licet_report_compose TABLE.csv FIRST [--rest-open]\n", stderr);
    return 2;
  }
  const auto fail = [](const Error& error) {
    std::fputs((to_line(error) + "\n").c_str(), stderr);
    return code_row(error.code).exit_status;
  };
  std::ifstream file(argv[1], std::ios::binary);
  if (!file) return fail({Code::FileUnreadable, argv[1], ""});
  std::ostringstream text;
  text << file.rdbuf();
  const auto first = parse_day(argv[2]);
  if (!first.ok()) return fail({Code::BadDay, argv[2], ""});
  const bool rest_open = argc > 3 && std::string_view(argv[3]) == "--rest-open";
  const auto log = report::compose_history(text.str(), argv[1], first.value(), rest_open);
  if (!log.ok()) return fail(log.error());
  std::cout << log.value().text();
  return std::cout.flush() ? 0 : 3;
}
