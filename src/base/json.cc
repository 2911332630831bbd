#include "licet/base/json.h"

#include "licet/base/text.h"

namespace licet {

const char* Json::type_name() const {
  static constexpr const char* kNames[] = {"null",   "true or false", "number",
                                           "string", "array",         "object"};
  return kNames[value_.index()];
}

namespace {
template <class T, class V>
auto& get(V& value) {
  auto* p = std::get_if<T>(&value);
  LICET_CHECK(p != nullptr, "a JSON value read as another type");
  return *p;
}
}  // namespace

bool Json::boolean() const { return get<bool>(value_); }
std::int64_t Json::integer() const { return get<std::int64_t>(value_); }
const std::string& Json::string() const { return get<std::string>(value_); }
const Json::Array& Json::array() const { return get<Array>(value_); }
Json::Array& Json::array() { return get<Array>(value_); }
const Json::Object& Json::object() const { return get<Object>(value_); }
Json::Object& Json::object() { return get<Object>(value_); }

const Json* Json::find(std::string_view key) const {
  const auto* object = std::get_if<Object>(&value_);
  if (object == nullptr) return nullptr;
  const auto it = object->find(key);
  return it == object->end() ? nullptr : &it->second;
}

std::string_view Json::text(std::string_view key) const {
  const Json* value = find(key);
  return value != nullptr && value->is_string() ? std::string_view(value->string())
                                                : std::string_view{};
}

std::string pointer_step(std::string_view key) {
  std::string out = "/";
  for (char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

namespace {

void write_string(std::string& out, std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    const auto b = std::uint8_t(c);
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (b < 0x20)
      out += cat("\\u00", kDigits[b >> 4], kDigits[b & 15]);
    else
      out += c;
  }
  out += '"';
}

// indent < 0: canonical.
void write(std::string& out, const Json& value, int indent);

void new_line(std::string& out, int indent) {
  if (indent < 0) return;
  out += '\n';
  out.append(std::size_t(indent), ' ');
}

int deeper(int indent) { return indent < 0 ? indent : indent + 2; }

void write_array(std::string& out, const Json::Array& array, int indent) {
  out += '[';
  for (const Json& element : array) {
    if (&element != array.data()) out += ',';
    new_line(out, deeper(indent));
    write(out, element, deeper(indent));
  }
  if (!array.empty()) new_line(out, indent);
  out += ']';
}

void write_object(std::string& out, const Json::Object& object, int indent) {
  out += '{';
  bool first = true;
  for (const auto& [key, element] : object) {
    if (!first) out += ',';
    first = false;
    new_line(out, deeper(indent));
    write_string(out, key);
    out += indent < 0 ? ":" : ": ";
    write(out, element, deeper(indent));
  }
  if (!object.empty()) new_line(out, indent);
  out += '}';
}

void write(std::string& out, const Json& value, int indent) {
  if (value.is_null())
    out += "null";
  else if (value.is_bool())
    out += value.boolean() ? "true" : "false";
  else if (value.is_integer())
    out += std::to_string(value.integer());
  else if (value.is_string())
    write_string(out, value.string());
  else if (value.is_array())
    write_array(out, value.array(), indent);
  else
    write_object(out, value.object(), indent);
}

}  // namespace

std::string to_canonical(const Json& value) {
  std::string out;
  write(out, value, -1);
  return out;
}

std::string to_pretty(const Json& value) {
  std::string out;
  write(out, value, 0);
  out += '\n';
  return out;
}

}  // namespace licet
