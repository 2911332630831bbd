#include "kernel_code.h"

namespace licet::law {

Code read_code(const Program& program, const Value& value) {
  Code code;
  code.seen = true;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || text->empty()) return code;
  code.empty = false;
  code.ear99 = *text == "EAR99";
  const auto it = program.page_of.find(text->substr(0, text->find('.')));
  if (it != program.page_of.end()) {
    code.page = it->second;
    code.known = program.pages[it->second].known;
  }
  if (text->size() < 5 || code.ear99) return code;
  code.series_600 = (*text)[2] == '6';
  code.series_9x515 = (*text)[0] == '9' && text->substr(2, 3) == "515";
  code.series_0x5zz = (*text)[0] == '0' && (*text)[2] == '5' && text->substr(3, 2) != "21";
  return code;
}

}  // namespace licet::law
