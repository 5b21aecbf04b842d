#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/base/utf8.h"

namespace attune::fuzz {

// What the fuzzers have in common. A check that does not hold ends the process, which is how
// libFuzzer learns of it.

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline bool is_utf8(std::string_view text) {
  return valid_utf8(text) == text;
}

// Whoever wrote the input is told what is wrong with it, in words that can be shown.
inline void check_error(const Error& error, Remedy remedy = Remedy::FixInput) {
  require(error.remedy == remedy);
  require(!error.what.empty() && is_utf8(error.what));
}

// Inputs that need choosing begin with a byte that does it.
struct Input {
  unsigned form = 0;
  std::string text;
};

// An empty input is one of form 0.
inline Input input_of(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return {};
  return {bytes[0], std::string(reinterpret_cast<const char*>(bytes) + 1, size - 1)};
}

// Texts of one input are kept apart by the byte 0x1E, which no text has a use for.
inline std::vector<std::string> parts_of(std::string_view text) {
  constexpr char kSeparator = '\x1e';
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(kSeparator), text.size());
    parts.emplace_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

// The part at a place, or nothing where there are fewer.
inline std::string part_at(const std::vector<std::string>& parts, std::size_t at) {
  return at < parts.size() ? parts[at] : std::string();
}

}  // namespace attune::fuzz
