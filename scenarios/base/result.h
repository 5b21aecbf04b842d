#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace attune {

// What the caller can do about an error; the command line turns it into an exit code.
enum class Remedy {
  FixInput,  // say what is wrong and stop before any call is made: exit 2
  TryLater,  // the schedule tries again
  GiveUp,    // this sample is kept as failed and the run goes on: exit 1 at the end
  StopRun,   // keep what is there and stop: exit 3
};

// One sentence that names its place (file:line:column, sample or endpoint) and what was expected.
struct Error {
  Remedy remedy = Remedy::GiveUp;
  std::string what;

  // The same error seen from further out: "demo: <what>".
  [[nodiscard]] Error within(std::string_view place) && {
    what.insert(0, ": ").insert(0, place);
    return std::move(*this);
  }

  bool operator==(const Error&) const = default;
};

inline Error fix_input(std::string what) {
  return {Remedy::FixInput, std::move(what)};
}

inline Error give_up(std::string what) {
  return {Remedy::GiveUp, std::move(what)};
}

// What an operation without a value of its own returns.
struct Done {
  bool operator==(const Done&) const = default;
};

// A value or the Error that kept it from being made. Member names are std::expected's, so that
// an alias can take its place when the compiler has one.
//
// REQUIRES: `*` and `->` only when has_value(), error() only when not.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}

  // NOLINTNEXTLINE(google-explicit-constructor): so is `return error;`
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }

  explicit operator bool() const { return has_value(); }

  T& operator*() & { return *std::get_if<0>(&state_); }

  const T& operator*() const& { return *std::get_if<0>(&state_); }

  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }

  T* operator->() { return std::get_if<0>(&state_); }

  const T* operator->() const { return std::get_if<0>(&state_); }

  const Error& error() const& { return *std::get_if<1>(&state_); }

  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace attune
