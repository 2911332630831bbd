#include "toml_document.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <sstream>

#include "licet/base/text.h"

namespace licet::law {
namespace {

// Walks the parsed tree once; `error` holds the first thing that the JSON tree cannot hold.
struct Converter {
  TomlDocument& document;
  std::uint32_t first_line;
  std::optional<Error> error;

  void note(const toml::node& node, const std::string& pointer) {
    document.lines[pointer] = node.source().begin.line + first_line - 1;
  }

  Json table(const toml::table& table, const std::string& pointer) {
    Json::Object object;
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      object.emplace(name, convert(node, pointer + pointer_step(name)));
    }
    return object;
  }

  Json array(const toml::array& array, const std::string& pointer) {
    Json::Array list;
    for (const auto& node : array) list.push_back(convert(node, cat(pointer, "/", list.size())));
    return list;
  }

  template <class Node>
  Json as_text(const Node& node) {
    std::ostringstream text;
    text << *node;
    return text.str();
  }

  Json convert(const toml::node& node, const std::string& pointer) {
    note(node, pointer);
    if (const auto* t = node.as_table()) return table(*t, pointer);
    if (const auto* a = node.as_array()) return array(*a, pointer);
    if (const auto* s = node.as_string()) return s->get();
    if (const auto* b = node.as_boolean()) return b->get();
    if (const auto* i = node.as_integer()) return i->get();
    if (const auto* d = node.as_date()) return as_text(d);
    if (!error)
      error = Error{Code::RuleSyntax, document.place(pointer),
                    "numbers with a fraction and times are written as strings"};
    return {};
  }
};

// toml++ 3.3 runs into code that it calls unreachable when a letter beyond ASCII stands where it
// expects blanks. Such letters belong in strings and comments; strings over several lines are not
// taken.
struct Misplaced {
  std::uint32_t line;
  const char* why;
};

// A line that begins as the header of a table must go on with a key: at `[,` toml++ stops the
// program. What an array may go on with is left to it.
bool is_header_without_key(std::string_view line) {
  line = trim(line);
  if (!line.starts_with('[')) return false;
  line.remove_prefix(line.starts_with("[[") ? 2 : 1);
  line = trim(line);
  constexpr std::string_view kBegins = "-_+\"'[]{#";
  const bool key = !line.empty() && (std::isalnum(static_cast<unsigned char>(line.front())) ||
                                     kBegins.find(line.front()) != std::string_view::npos);
  return !line.empty() && !key;
}

std::optional<Misplaced> misplaced_letter(std::string_view text) {
  std::uint32_t line = 1;
  for (const std::string_view one : split(text, '\n')) {
    if (is_header_without_key(one)) return Misplaced{line, "the header of a table has no key"};
    ++line;
  }
  line = 1;
  char open = 0;  // the quote that is open, or '#'
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      ++line;
      open = 0;
    } else if (open == 0) {
      const std::string_view rest = text.substr(i);
      if (rest.starts_with("\"\"\"") || rest.starts_with("'''"))
        return Misplaced{line, "a string stands on one line"};
      if (static_cast<unsigned char>(c) >= 0x80)
        return Misplaced{line, "letters beyond ASCII stand in quotes"};
      if (c == '"' || c == '\'' || c == '#') open = c;
    } else if (open == '"' && c == '\\' && !text.substr(i + 1).starts_with('\n')) {
      ++i;
    } else if (c == open && open != '#') {
      open = 0;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string TomlDocument::place(const std::string& pointer) const {
  std::string at = pointer;
  while (true) {
    if (const auto it = lines.find(at); it != lines.end()) return cat(file, ":", it->second);
    const auto slash = at.rfind('/');
    if (slash == std::string::npos) return file;
    at.resize(slash);
  }
}

Result<TomlDocument> read_toml(std::string_view text, std::string_view file,
                               std::uint32_t first_line) {
  TomlDocument document;
  document.file = std::string(file);
  if (const auto at = invalid_utf8_at(text))
    return Error{Code::BadUtf8, document.file, cat("at byte ", *at)};
  if (const auto wrong = misplaced_letter(text))
    return Error{Code::RuleSyntax, cat(file, ":", wrong->line + first_line - 1), wrong->why};
  const toml::parse_result parsed = toml::parse(text, file);
  if (!parsed)
    return Error{Code::RuleSyntax,
                 cat(file, ":", parsed.error().source().begin.line + first_line - 1),
                 std::string(parsed.error().description())};
  Converter converter{document, first_line, {}};
  document.root = converter.table(parsed.table(), "");
  if (converter.error) return *converter.error;
  return document;
}

}  // namespace licet::law
