#pragma once
#include <string>
#include <utility>
#include <variant>

#include "licet/base/check.h"
#include "licet/base/codes.h"

namespace licet {

// What failed, where, and what was seen there. `place` is a JSON pointer, a file:line or a file and
// field; `detail` one line without a line break. Neither ever holds a verdict.
struct Error {
  Code code;
  std::string place;
  std::string detail;
};

// "place: detail (what the code means); next step" on one line, control characters escaped.
std::string to_line(const Error& error);

// A value or an error. Exceptions never cross a module; a Result does. Reading the side that is not
// there stops the program.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    LICET_CHECK(ok(), "value() of an error");
    return *std::get_if<0>(&state_);
  }
  T& value() & {
    LICET_CHECK(ok(), "value() of an error");
    return *std::get_if<0>(&state_);
  }
  // Of a temporary: by value, so that a loop over it outlives the temporary.
  T value() && {
    LICET_CHECK(ok(), "value() of an error");
    return std::move(*std::get_if<0>(&state_));
  }
  const Error& error() const {
    LICET_CHECK(!ok(), "error() of a value");
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

struct Done {};
using Status = Result<Done>;

}  // namespace licet

// LICET_TRY(name, expression): binds the value, or returns the error to the caller.
#define LICET_TRY(name, expression)                           \
  auto name##_result = (expression);                          \
  if (!name##_result.ok()) return name##_result.error();      \
  auto& name = name##_result.value()

#define LICET_TRY_DONE(expression)                                   \
  do {                                                               \
    if (auto status_ = (expression); !status_.ok()) return status_.error(); \
  } while (false)
