#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/json.h"
#include "licet/base/result.h"

namespace licet::licence {

// The ports that a licence names, as UN/LOCODE; an empty list leaves them open. `exit`: where the
// goods leave, the port of export; `unlading`: where they are taken off the carrier.
struct Ports {
  std::vector<std::string> exit, unlading;
  bool empty() const { return exit.empty() && unlading.empty(); }
};

// Five characters of UN/LOCODE: the country, then three of A-Z and 2-9. No table of places is kept.
bool is_port(std::string_view code);

// {"export": ["USLAX", …], "unlading": […]}; either may be absent, none is empty. LicenceMalformed
// or JsonWrongType with the pointer.
Result<Ports> read_ports(const Json& json, const std::string& pointer);
Json ports_json(const Ports& ports);

}  // namespace licet::licence
