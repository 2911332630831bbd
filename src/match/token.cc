#include "token.h"

namespace licet::match {

std::string encode(const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out.push_back(' ');
    out.push_back(char(token.kind));
    out += token.text;
    if (!token.others.empty()) {
      out.push_back('|');
      out += token.others;
    }
    if (!token.original.empty()) {
      out.push_back('/');
      out += token.original;
    }
  }
  return out;
}

void decode(std::string_view key, std::vector<TokenView>& out) {
  out.clear();
  while (!key.empty()) {
    std::string_view token = key.substr(0, key.find(' '));
    key.remove_prefix(token.size() < key.size() ? token.size() + 1 : token.size());
    if (token.empty()) continue;
    TokenView view{Kind(token[0]), token.substr(1), {}, {}};
    const bool word = view.kind == Kind::kWord;
    if (word || view.kind == Kind::kReading || view.kind == Kind::kTranslated) {
      const auto slash = word ? std::string_view::npos : view.text.find('/');
      if (slash != std::string_view::npos) {
        view.original = view.text.substr(slash + 1);
        view.text = view.text.substr(0, slash);
      }
      const auto bar = view.text.find('|');
      if (bar != std::string_view::npos) {
        view.others = view.text.substr(bar + 1);
        view.text = view.text.substr(0, bar);
      }
    }
    out.push_back(view);
  }
}

}  // namespace licet::match
