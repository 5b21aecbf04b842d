#include "harness/calls/address.h"

#include <algorithm>

#include "scenarios/base/words.h"

namespace attune {

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  const auto at = url.rfind('@');
  if (at != std::string_view::npos) url.remove_prefix(at + 1);
  return std::string(url);
}

bool is_loopback(std::string_view host) {
  if (host.starts_with('[')) return host.starts_with("[::1]");
  const std::string name = to_lower(host.substr(0, host.rfind(':')));
  const auto of_number = [](char letter) {
    return letter == '.' || (letter >= '0' && letter <= '9');
  };
  // Whole numbers only: "127.0.0.1.example.org" is somewhere else.
  return name == "localhost" || (name.starts_with("127.") && std::ranges::all_of(name, of_number) &&
                                 std::ranges::count(name, '.') == 3);
}

bool in_the_open(std::string_view url) {
  return to_lower(url.substr(0, 7)) == "http://" && !is_loopback(host_of(url));
}

}  // namespace attune
