#include "licet/law/mutants.h"

#include "licet/base/day.h"
#include "licet/base/text.h"

namespace licet::law {
namespace {

using Lines = std::vector<std::string>;

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

Lines lines_of(const std::string& text) {
  Lines lines;
  for (std::string_view line : split(text, '\n')) lines.emplace_back(line);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// Where the entries of "{ a = 'x', b = 'y, z' }" stand, quotes and brackets minded.
std::vector<std::pair<std::size_t, std::size_t>> entries_of(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  const std::size_t open = line.find('{');
  if (open == std::string_view::npos) return found;
  char quote = '\0';
  int depth = 0;
  std::size_t from = open + 1;
  for (std::size_t i = open + 1; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']') {
      --depth;
    } else if (depth == 0 && (c == ',' || c == '}')) {
      found.emplace_back(from, i);
      from = i + 1;
      if (c == '}') break;
    } else if (c == '}') {
      --depth;
    }
  }
  return found;
}

class Norms {
 public:
  Norms(const snapshot::RuleFile& file, std::vector<Mutant>& found)
      : file_(file), lines_(lines_of(file.text)), found_(found) {}

  void run() {
    for (std::size_t at = 0; at < lines_.size(); ++at)
      if (lines_[at] == "```toml") block(at);
  }

 private:
  void block(std::size_t open) {
    std::size_t close = open + 1;
    while (close < lines_.size() && lines_[close] != "```") ++close;
    const std::string id = id_of(open, close);
    if (id.empty() || close == lines_.size()) return;
    Lines without = lines_;
    without.erase(without.begin() + std::ptrdiff_t(open),
                  without.begin() + std::ptrdiff_t(close) + 1);
    add(open, cat(id, ": struck"), without);
    bool any = false;
    for (std::size_t at = open; at < close; ++at) {
      const std::string& line = lines_[at];
      if (line.starts_with("when = {") || line.starts_with("unless = {")) drop_entries(id, at);
      if (line.starts_with("in_force = \"")) move_days(id, at);
      if (any && line.starts_with("  {")) strike_line(id, at);
      if (line.starts_with("when_any") || line.starts_with("require = [")) any = true;
      if (line.starts_with("]")) any = false;
    }
  }

  std::string id_of(std::size_t open, std::size_t close) const {
    for (std::size_t at = open; at < close; ++at)
      if (lines_[at].starts_with("id = \""))
        return lines_[at].substr(6, lines_[at].size() - 7);
    return "";
  }

  void drop_entries(const std::string& id, std::size_t at) {
    const auto entries = entries_of(lines_[at]);
    for (const auto& [from, until] : entries) {
      Lines mutated = lines_;
      std::string& line = mutated[at];
      const std::string entry(trim(line.substr(from, until - from)));
      const bool last = line[until] == '}';
      if (entries.size() == 1)
        line.clear();
      else if (last)
        line.erase(line.rfind(',', from), until - line.rfind(',', from));
      else
        line.erase(from, until - from + 1);
      add(at, cat(id, ": without ", entry), mutated);
    }
  }

  void strike_line(const std::string& id, std::size_t at) {
    Lines mutated = lines_;
    mutated.erase(mutated.begin() + std::ptrdiff_t(at));
    add(at, cat(id, ": without the alternative ", trim(lines_[at])), mutated);
  }

  // "in_force = "2022-02-24..2022-04-08"": either end may be open.
  void move_days(const std::string& id, std::size_t at) {
    const std::string_view span = std::string_view(lines_[at]).substr(12);
    move_day(id, at, 12, 1, "begins a day later");
    const std::size_t last = span.find("..");
    if (last != std::string_view::npos) move_day(id, at, 12 + last + 2, -1, "ends a day sooner");
  }

  void move_day(const std::string& id, std::size_t at, std::size_t from, int by,
                const char* what) {
    if (lines_[at].size() < from + 10) return;
    const auto day = parse_day(std::string_view(lines_[at]).substr(from, 10));
    if (!day.ok()) return;
    Lines mutated = lines_;
    mutated[at].replace(from, 10, to_string(day.value().plus(by)));
    add(at, cat(id, ": ", what), mutated);
  }

  void add(std::size_t line, std::string what, const Lines& lines) {
    found_.push_back({file_.path, std::uint32_t(line + 1), std::move(what), joined(lines)});
  }

  const snapshot::RuleFile& file_;
  Lines lines_;
  std::vector<Mutant>& found_;
};

// Rows without line ends in their cells; others are left alone.
void strike_rows(const snapshot::RuleFile& file, std::vector<Mutant>& found) {
  const Lines lines = lines_of(file.text);
  for (std::size_t at = 1; at < lines.size(); ++at) {
    Lines mutated = lines;
    mutated.erase(mutated.begin() + std::ptrdiff_t(at));
    found.push_back({file.path, std::uint32_t(at + 1),
                     cat("row struck: ", printable(lines[at].substr(0, 60))), joined(mutated)});
  }
}

}  // namespace

std::vector<Mutant> mutants_of(const snapshot::RuleFile& file) {
  std::vector<Mutant> found;
  if (file.path.ends_with(".md"))
    Norms(file, found).run();
  else if (file.path.ends_with(".csv"))
    strike_rows(file, found);
  return found;
}

}  // namespace licet::law
