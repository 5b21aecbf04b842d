#include "harness/calls/http.h"

#include "scenarios/base/words.h"

namespace attune {

std::optional<std::string_view> HttpResponse::header(std::string_view name) const {
  const std::string wanted = to_lower(name);
  for (const Header& header : headers) {
    if (to_lower(header.name) == wanted) return header.value;
  }
  return std::nullopt;
}

}  // namespace attune
