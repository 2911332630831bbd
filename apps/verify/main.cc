#include <cstdio>
#include <fstream>
#include <sstream>

#include "pack.h"
#include "verify.h"

// licet-verify evidence FILE [KEY]: is an evidence archive as it was signed?
// licet-verify LOG CHECKPOINTS KEY: does this log still begin as it was signed, record by record?
// Shares no code with the program that writes the log. LOG is an export (.jsonl) or the ledger's
// database; CHECKPOINTS the file kept outside of it; KEY the public key. Exit status 0 all is as
// signed, 1 something is not (the first bad row is named), 2 usage, 3 a file cannot be read.
namespace verify {
namespace {

int report(const Finding& finding) {
  std::fprintf(stderr, "licet-verify: %s\n", finding.text.c_str());
  return finding.status;
}

bool read_whole(const std::string& path, std::string& text) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  text = out.str();
  return bool(file);
}

int run(const std::string& log_path, const std::string& points_path, const std::string& key_path) {
  std::string points_text, key_text, key;
  if (!read_whole(points_path, points_text)) return report({points_path + ": cannot be read", 3});
  if (!read_whole(key_path, key_text)) return report({key_path + ": cannot be read", 3});
  if (!read_key(key_text, key)) return report({key_path + ": is no public key", 3});
  std::vector<Point> points;
  Finding finding;
  if (!read_points(points_text, key, points, finding)) return report(finding);
  Log log(points);
  std::string start;
  {
    std::ifstream file(log_path, std::ios::binary);
    start.resize(15);
    if (!file.read(start.data(), 15) && file.gcount() == 0 && !file.eof())
      return report({log_path + ": cannot be read", 3});
    if (!file.is_open()) return report({log_path + ": cannot be read", 3});
  }
  if (start == "SQLite format 3") {
    if (!read_database(log_path, log, finding)) return report(finding);
  } else {
    std::string text;
    if (!read_whole(log_path, text)) return report({log_path + ": cannot be read", 3});
    read_export(text, log);
  }
  finding = log.finish();
  if (!finding.text.empty()) return report(finding);
  std::printf("%llu records, %llu signed, %zu checkpoints: as they were written\n",
              (unsigned long long)log.size(), (unsigned long long)points.back().size,
              points.size());
  if (log.size() > points.back().size)
    std::printf("%llu records are newer than the last checkpoint: nobody vouches for them\n",
                (unsigned long long)(log.size() - points.back().size));
  return 0;
}

int run_evidence(const std::string& path, const std::string& key_path) {
  std::string archive, key_text, key;
  if (!read_whole(path, archive)) return report({path + ": cannot be read", 3});
  if (!key_path.empty()) {
    if (!read_whole(key_path, key_text)) return report({key_path + ": cannot be read", 3});
    if (!read_key(key_text, key)) return report({key_path + ": is no public key", 3});
  }
  Evidence evidence;
  Finding finding;
  if (!verify_pack(archive, key, evidence, finding)) return report(finding);
  std::printf("%s: %s on %s\n%llu records of a log of %llu, every part as it was signed\n",
              evidence.answer.c_str(), evidence.verdict.c_str(), evidence.on.c_str(),
              (unsigned long long)evidence.records, (unsigned long long)evidence.log_size);
  for (const std::string& name : evidence.absent)
    std::printf("recorded, and not in the archive: %s\n", name.c_str());
  std::printf("signed by key %s%s\n", evidence.key.c_str(),
              !key_path.empty()
                  ? ""
                  : ", which the archive itself names: compare it with the one you know");
  return 0;
}

}  // namespace
}  // namespace verify

int main(int argc, char** argv) {
  if ((argc == 3 || argc == 4) && std::string_view(argv[1]) == "evidence")
    return verify::run_evidence(argv[2], argc == 4 ? argv[3] : "");
  if (argc != 4) {
    std::fprintf(stderr,
                 "usage: licet-verify LOG CHECKPOINTS KEY\n"
                 "       licet-verify evidence FILE [KEY]\n");
    return 2;
  }
  return verify::run(argv[1], argv[2], argv[3]);
}
