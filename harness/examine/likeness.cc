#include "harness/examine/likeness.h"

#include <algorithm>
#include <limits>

namespace attune {

Beginnings common_beginnings(std::span<const std::string> texts) {
  if (texts.size() < 2) return {};
  Beginnings common{.of_all = std::numeric_limits<std::size_t>::max()};
  for (std::size_t one = 0; one < texts.size(); ++one) {
    for (std::size_t other = one + 1; other < texts.size(); ++other) {
      const auto [end, ignored] = std::ranges::mismatch(texts[one], texts[other]);
      const auto equal = static_cast<std::size_t>(end - texts[one].begin());
      common.of_all = std::min(common.of_all, equal);
      common.of_any_two = std::max(common.of_any_two, equal);
    }
  }
  return common;
}

}  // namespace attune
