#include "xml_records.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "licet/base/text.h"

namespace licet::ingest {
namespace {

constexpr std::size_t kMostLevels = 64;
constexpr std::size_t kMostText = 64u << 10;
constexpr std::size_t kBlock = 1u << 20;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool has(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Reading {
  XML_Parser parser = nullptr;
  const std::string& file;
  const XmlForm& form;
  const std::function<Status(const XmlElement&)>& on_root;
  const std::function<Status(const XmlElement&)>& on_record;
  std::size_t level = 0;  // elements that are open
  std::vector<std::string> groups_seen;
  std::vector<XmlElement> open;  // from the record inwards
  std::optional<Error> error;

  std::size_t frame_levels() const { return form.groups.empty() ? 1 : 2; }
  std::string place() const { return cat(file, ":", XML_GetCurrentLineNumber(parser)); }

  void stop(Error why) {
    if (!error) error = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  void stop(Code code, std::string why) { stop({code, place(), std::move(why)}); }
};

XmlElement element_of(Reading& reading, const char* name, const char** attributes) {
  XmlElement element;
  element.name = name;
  element.line = std::uint32_t(XML_GetCurrentLineNumber(reading.parser));
  for (; *attributes != nullptr; attributes += 2)
    element.attributes.emplace_back(attributes[0], attributes[1]);
  return element;
}

// An element around the records: the root, or a group.
void begin_frame(Reading& reading, const XmlElement& element) {
  if (reading.level == 1) {
    if (element.name != reading.form.root)
      return reading.stop(Code::FileUnknownFormat, cat("the root is `", element.name, "`"));
    if (auto status = reading.on_root(element); !status.ok()) reading.stop(status.error());
    return;
  }
  auto& seen = reading.groups_seen;
  const bool twice = std::find(seen.begin(), seen.end(), element.name) != seen.end();
  if (twice || !has(reading.form.groups, element.name))
    return reading.stop(
        Code::ListColumnsMoved,
        cat("`", printable(element.name, 40), twice ? "` a second time" : "` is new"));
  seen.push_back(element.name);
}

void begin(void* data, const char* name, const char** attributes) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.error) return;
  XmlElement element = element_of(reading, name, attributes);
  if (++reading.level > kMostLevels)
    return reading.stop(Code::ListBadRow, "more than 64 levels of elements");
  if (reading.level <= reading.frame_levels()) return begin_frame(reading, element);
  if (reading.open.empty() && !has(reading.form.records, element.name))
    return reading.stop(Code::ListColumnsMoved, cat("`", printable(element.name, 40), "` is new"));
  reading.open.push_back(std::move(element));
}

void end(void* data, const char*) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.error) return;
  --reading.level;
  if (reading.open.empty()) return;
  XmlElement element = std::move(reading.open.back());
  reading.open.pop_back();
  if (!reading.open.empty()) {
    reading.open.back().children.push_back(std::move(element));
  } else if (auto status = reading.on_record(element); !status.ok()) {
    reading.stop(status.error());
  }
}

void characters(void* data, const char* text, int length) {
  auto& reading = *static_cast<Reading*>(data);
  if (reading.error) return;
  const std::string_view piece(text, std::size_t(length));
  if (reading.open.empty()) {
    if (!std::all_of(piece.begin(), piece.end(), is_blank))
      reading.stop(Code::ListColumnsMoved, "text between the rows");
    return;
  }
  std::string& all = reading.open.back().text;
  all += piece;
  if (all.size() > kMostText)
    reading.stop(Code::ListBadRow, "an element of more than 64 KiB of text");
}

void doctype(void* data, const char*, const char*, const char*, int) {
  auto& reading = *static_cast<Reading*>(data);
  reading.stop(Code::FileUnknownFormat, "a DOCTYPE: no list has one");
}

void declaration(void* data, const char*, const char* encoding, int) {
  auto& reading = *static_cast<Reading*>(data);
  if (encoding != nullptr && lower_ascii(encoding) != "utf-8")
    reading.stop(Code::ListBadRow, cat("the encoding is ", printable(encoding, 40)));
}

Error not_well_formed(const Reading& reading) {
  const XML_Error code = XML_GetErrorCode(reading.parser);
  const bool early = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                     code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION;
  return {early ? Code::ListTruncated : Code::ListBadRow, reading.place(),
          early ? std::string("the file ends within an element")
                : cat("XML: ", std::string_view(XML_ErrorString(code)))};
}

void set_handlers(XML_Parser parser, Reading& reading) {
  XML_SetUserData(parser, &reading);
  XML_SetElementHandler(parser, begin, end);
  XML_SetCharacterDataHandler(parser, characters);
  XML_SetStartDoctypeDeclHandler(parser, doctype);
  XML_SetXmlDeclHandler(parser, declaration);
}

}  // namespace

const std::string* XmlElement::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes)
    if (key == wanted) return &value;
  return nullptr;
}

std::string XmlElement::value(std::string_view wanted) const {
  const std::string* found = attribute(wanted);
  return found == nullptr ? std::string() : one_line(*found);
}

std::string XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& one : children)
    if (one.name == wanted) return one_line(one.text);
  return {};
}

std::string one_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::string_view xml_root(std::string_view text) {
  while (true) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    if (!text.starts_with('<')) return {};
    const std::string_view close = text.starts_with("<!--") ? "-->" : "?>";
    if (close == "?>" && !text.starts_with("<?")) break;
    const auto at = text.find(close);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + close.size());
  }
  text.remove_prefix(1);
  return text.substr(0, text.find_first_of(" \t\r\n/>"));
}

Status read_xml_records(std::string_view text, const std::string& file, const XmlForm& form,
                        const std::function<Status(const XmlElement&)>& root,
                        const std::function<Status(const XmlElement&)>& record) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate("UTF-8"), &XML_ParserFree);
  Reading reading{parser.get(), file, form, root, record, 0, {}, {}, {}};
  set_handlers(parser.get(), reading);
  for (std::size_t at = 0; at < text.size() && !reading.error; at += kBlock) {
    const std::string_view block = text.substr(at, kBlock);
    const bool last = at + kBlock >= text.size();
    const auto status = XML_Parse(parser.get(), block.data(), int(block.size()), last);
    if (!reading.error && status != XML_STATUS_OK) return not_well_formed(reading);
  }
  if (reading.error) return *reading.error;
  for (std::string_view group : form.groups)
    if (std::find(reading.groups_seen.begin(), reading.groups_seen.end(), group) ==
        reading.groups_seen.end())
      return Error{Code::ListTruncated, file, cat("`", group, "` is missing")};
  return Done{};
}

Status check_children(const XmlElement& element, const std::string& file,
                      const std::vector<std::string_view>& known) {
  for (const XmlElement& one : element.children)
    if (!has(known, one.name))
      return Error{Code::ListColumnsMoved, cat(file, ":", one.line),
                   cat("`", printable(one.name, 40), "` is new in `", element.name, "`")};
  return Done{};
}

}  // namespace licet::ingest
