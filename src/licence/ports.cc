#include "licet/licence/ports.h"

#include <algorithm>

#include "fields.h"

namespace licet::licence {
namespace {

constexpr std::size_t kCountry = 2, kCode = 5;

Result<std::vector<std::string>> read_codes(const Json& json, const std::string& pointer) {
  if (!json.is_array() || json.array().empty())
    return Error{Code::JsonWrongType, pointer, "a list of ports is due; leave it out for any"};
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < json.array().size(); ++i) {
    const Json& one = json.array()[i];
    if (!one.is_string() || !is_port(one.string()))
      return Error{Code::LicenceMalformed, cat(pointer, "/", i),
                   "a port is five characters of UN/LOCODE, as USLAX"};
    codes.push_back(one.string());
  }
  return codes;
}

Json codes_json(const std::vector<std::string>& codes) {
  Json::Array out;
  for (const std::string& code : codes) out.emplace_back(code);
  return out;
}

}  // namespace

bool is_port(std::string_view code) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return code.size() == kCode && std::all_of(code.begin(), code.begin() + kCountry, letter) &&
         std::all_of(code.begin() + kCountry, code.end(),
                     [&](char c) { return letter(c) || (c >= '2' && c <= '9'); });
}

Result<Ports> read_ports(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"export", "unlading"}));
  Ports ports;
  for (auto [key, codes] :
       {std::pair{"export", &ports.exit}, std::pair{"unlading", &ports.unlading}}) {
    const Json* given = json.find(key);
    if (given == nullptr) continue;
    LICET_TRY(read, read_codes(*given, cat(pointer, "/", key)));
    *codes = std::move(read);
  }
  return ports;
}

Json ports_json(const Ports& ports) {
  Json::Object out;
  if (!ports.exit.empty()) out["export"] = codes_json(ports.exit);
  if (!ports.unlading.empty()) out["unlading"] = codes_json(ports.unlading);
  return out;
}

}  // namespace licet::licence
