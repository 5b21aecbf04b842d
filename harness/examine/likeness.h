#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace attune {

// Bytes of equal beginning that replies do not have by chance beyond what others have.
inline constexpr std::size_t kTellingBeginning = 15;

// How many bytes texts have in common from the start.
struct Beginnings {
  std::size_t of_all = 0;
  std::size_t of_any_two = 0;
  bool operator==(const Beginnings&) const = default;
};

// 0 with fewer than two texts.
Beginnings common_beginnings(std::span<const std::string> texts);

}  // namespace attune
