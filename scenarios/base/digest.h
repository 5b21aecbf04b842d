#pragma once

#include <string>
#include <string_view>

namespace attune {

// SHA-256 as "sha256:" and 64 hex digits.
std::string digest_of(std::string_view bytes);

// A digest over several fields, in order. Lengths are hashed too, so that moving a byte from one
// field to the next gives another digest.
class Digester {
 public:
  Digester& add(std::string_view field);
  [[nodiscard]] std::string text() const;

 private:
  std::string bytes_;
};

// The first `digits` hex digits of a digest, for names that people read.
std::string short_digest(std::string_view digest, std::size_t digits = 12);

}  // namespace attune
