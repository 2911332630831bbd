#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "licet/base/result.h"

// XML files that are a long row of equal elements: each is handed over when it ends, the file is
// never held as a tree. Private to this module.
namespace licet::ingest {

struct XmlElement {
  std::string name;
  std::uint32_t line = 0;  // on which it begins
  std::string text;        // its own characters, those of its children apart
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlElement> children;

  const std::string* attribute(std::string_view name) const;  // null when it has none
  // One line, blanks at the ends and double ones taken away; empty when there is none.
  std::string value(std::string_view attribute) const;
  std::string child(std::string_view name) const;  // of the first child of that name
};

// root > group > record, or root > record when there are no groups.
struct XmlForm {
  std::string_view root;
  std::vector<std::string_view> groups;  // each must stand once
  std::vector<std::string_view> records;
};

// The name of the first element; empty when the text does not begin as XML. A declaration, comments
// and instructions before it are passed over, a DOCTYPE is not: then the answer is "!DOCTYPE".
std::string_view xml_root(std::string_view text);

// Blanks, tabs and line breaks at the ends taken away, between words made one blank.
std::string one_line(std::string_view text);

// Calls `root` once, before any record, and `record` for each, in order; the first error of either
// ends it. UTF-8 only. FileUnknownFormat: another root, a DOCTYPE (so no entity is ever declared).
// ListTruncated: it ends too early, or a group is missing. ListColumnsMoved: an element where the
// form has none. ListBadRow with the line: not well-formed, an undeclared entity, another encoding,
// more than 64 levels, an element of more than 64 KiB of text.
Status read_xml_records(std::string_view text, const std::string& file, const XmlForm& form,
                        const std::function<Status(const XmlElement&)>& root,
                        const std::function<Status(const XmlElement&)>& record);

// ListColumnsMoved when a child has a name that is not among these.
Status check_children(const XmlElement& element, const std::string& file,
                      const std::vector<std::string_view>& known);

}  // namespace licet::ingest
