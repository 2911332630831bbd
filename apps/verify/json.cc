#include "json.h"

#include "verify.h"

namespace verify {
namespace {

constexpr int kMostDepth = 64;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool whole(Value& out) { return value(out, 0) && at_ == text_.size(); }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool string() {
    if (!take('"')) return false;
    for (; at_ < text_.size(); ++at_) {
      const unsigned char c = (unsigned char)(text_[at_]);
      if (c < 0x20) return false;
      if (c == '"') {
        ++at_;
        return true;
      }
      if (c == '\\' && ++at_ >= text_.size()) return false;
    }
    return false;
  }

  bool word() {
    for (std::string_view one : {"true", "false", "null"})
      if (text_.substr(at_, one.size()) == one) {
        at_ += one.size();
        return true;
      }
    return false;
  }

  bool digits() {
    const std::size_t start = at_;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > start;
  }

  // The members of an object or the items of an array, up to the closing bracket.
  bool inside(Value& out, int depth) {
    const char close = out.kind == '{' ? '}' : ']';
    ++at_;
    if (take(close)) return true;
    do {
      if (out.kind == '{') {
        const std::size_t start = at_;
        if (!string()) return false;
        const std::string_view key = text_.substr(start + 1, at_ - start - 2);
        if ((!out.keys.empty() && key <= out.keys.back()) || !take(':')) return false;
        out.keys.push_back(key);
      }
      out.items.emplace_back();
      if (!value(out.items.back(), depth + 1)) return false;
    } while (take(','));
    return take(close);
  }

  bool value(Value& out, int depth) {
    if (at_ >= text_.size() || depth > kMostDepth) return false;
    const std::size_t start = at_;
    const char first = text_[at_];
    bool good = false;
    if (first == '{' || first == '[') {
      out.kind = first;
      good = inside(out, depth);
    } else if (first == '"') {
      out.kind = '"';
      good = string();
    } else if (first == '-' || (first >= '0' && first <= '9')) {
      out.kind = 'n';
      good = digits();
    } else {
      out.kind = 'l';
      good = word();
    }
    out.raw = text_.substr(start, at_ - start);
    return good;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i] == key) return &items[i];
  return nullptr;
}

std::string_view Value::text(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr || found->kind != '"' || found->raw.find('\\') != std::string_view::npos)
    return {};
  return found->raw.substr(1, found->raw.size() - 2);
}

std::string_view Value::raw_text(std::string_view key) const {
  const Value* found = find(key);
  return found == nullptr ? std::string_view() : found->raw;
}

bool Value::number(std::string_view key, std::uint64_t& out) const {
  const Value* found = find(key);
  return found != nullptr && found->kind == 'n' && read_number(found->raw, out);
}

bool read_json(std::string_view text, Value& out) { return Reader(text).whole(out); }

}  // namespace verify
