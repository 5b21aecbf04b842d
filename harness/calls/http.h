#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/time.h"

namespace attune {

struct Header {
  std::string name;  // as sent; compared without case
  std::string value;
  bool operator==(const Header&) const = default;
};

// The three clocks of a call.
struct Timeouts {
  Millis connect{10'000};
  Millis idle{300'000};  // with no byte moving
  Millis total{900'000};
  bool operator==(const Timeouts&) const = default;
};

// Bytes to send. Carries keys in its headers: never stored, never printed.
struct HttpRequest {
  std::string method = "POST";
  std::string url;
  std::vector<Header> headers;
  std::string body;
  Timeouts timeouts;
};

struct HttpResponse {
  int status = 0;
  std::vector<Header> headers;
  std::string body;

  // The value of the first header of this name, without regard to case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

}  // namespace attune
