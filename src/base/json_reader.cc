#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "licet/base/json.h"
#include "licet/base/text.h"

namespace licet {
namespace {

// Receives the parser's events and builds the value; the first thing wrong ends the reading.
class Builder {
 public:
  using number_integer_t = std::int64_t;
  using number_unsigned_t = std::uint64_t;
  // tidy-allow: float the SAX interface asks for it
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  explicit Builder(const JsonLimits& limits) : limits_(limits) {}

  bool null() { return put(Json()); }
  bool boolean(bool value) { return put(Json(value)); }
  bool number_integer(std::int64_t value) { return put(Json(value)); }
  bool number_unsigned(std::uint64_t value) {
    if (value > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
      return fail(Code::JsonTooLarge, "a number beyond 64 bits");
    return put(Json(std::int64_t(value)));
  }
  // tidy-allow: float the SAX interface asks for it
  bool number_float(double, const std::string& written) {
    if (limits_.fractions_as_text) return put(Json(written));
    return fail(Code::JsonWrongType,
                cat("the number ", printable(written, 40),
                    " has a fraction: write it as a string"));
  }
  bool string(std::string& value) {
    if (value.size() > limits_.most_string_bytes)
      return fail(Code::JsonTooLarge, cat("a string of ", value.size(), " bytes; at most ",
                                          limits_.most_string_bytes));
    if (value.find('\0') != std::string::npos) return fail(Code::JsonSyntax, "a NUL character");
    return put(Json(std::move(value)));
  }
  bool binary(binary_t&) { return fail(Code::JsonSyntax, "binary data"); }
  bool start_object(std::size_t) { return open(Json(Json::Object{})); }
  bool start_array(std::size_t) { return open(Json(Json::Array{})); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (name.size() > 256) return fail(Code::JsonTooLarge, "a key of more than 256 bytes");
    Frame& frame = stack_.back();
    frame.key = name;
    const Json::Object& object = frame.value.object();
    // Canonical text has its keys in order: a look at the last one is enough there.
    if (!object.empty() && object.rbegin()->first >= name && object.contains(name))
      return fail(Code::JsonDuplicateKey, "");
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) {
    std::string why = e.what();
    if (const auto at = why.find("error: "); at == std::string::npos)
      if (const auto colon = why.find(": "); colon != std::string::npos) why.erase(0, colon + 2);
    const bool utf8 = why.find("UTF-8") != std::string::npos;
    return fail(utf8 ? Code::BadUtf8 : Code::JsonSyntax,
                cat("at byte ", position, ": ", printable(why, 160)));
  }

  std::optional<Error> error;
  Json root;

 private:
  struct Frame {
    Json value;
    std::string key;
  };

  bool fail(Code code, std::string detail) {
    if (!error) error = Error{code, place(), std::move(detail)};
    return false;
  }

  std::string place() const {
    std::string pointer;
    for (const Frame& frame : stack_)
      pointer += frame.value.is_array() ? cat("/", frame.value.array().size())
                                        : (frame.key.empty() ? "" : pointer_step(frame.key));
    return pointer.empty() ? "/" : pointer;
  }

  bool open(Json container) {
    if (int(stack_.size()) >= limits_.most_depth)
      return fail(Code::JsonTooLarge, cat("more than ", limits_.most_depth, " levels deep"));
    stack_.push_back({std::move(container), ""});
    return true;
  }

  bool close() {
    Json done = std::move(stack_.back().value);
    stack_.pop_back();
    return put(std::move(done));
  }

  bool put(Json value) {
    if (stack_.empty()) {
      root = std::move(value);
      return true;
    }
    Frame& frame = stack_.back();
    if (frame.value.is_array())
      frame.value.array().push_back(std::move(value));
    else
      frame.value.object().emplace_hint(frame.value.object().end(), frame.key, std::move(value));
    return true;
  }

  JsonLimits limits_;
  std::vector<Frame> stack_;
};

}  // namespace

Result<Json> read_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.most_bytes)
    return Error{Code::JsonTooLarge, "/",
                 cat("a document of ", text.size(), " bytes; at most ", limits.most_bytes)};
  if (const auto at = invalid_utf8_at(text))
    return Error{Code::BadUtf8, "/", cat("at byte ", *at)};
  Builder builder(limits);
  const bool read = nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                              nlohmann::json::input_format_t::json, true, false);
  if (builder.error) return *builder.error;
  if (!read) return Error{Code::JsonSyntax, "/", "cannot be read"};
  return std::move(builder.root);
}

}  // namespace licet
