#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace attune {

// Reads forward over a text. A part that does not fit leaves the place where it was.
//
// Ownership: points into the text.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }

  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  [[nodiscard]] bool on_digit() const {
    return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9';
  }

  bool skip(std::string_view part) {
    if (!rest().starts_with(part)) return false;
    at_ += part.size();
    return true;
  }

  bool skip_one_of(std::span<const std::string_view> parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return skip(part); });
  }

  void skip_all(std::span<const std::string_view> parts) {
    while (skip_one_of(parts)) {
    }
  }

  std::string_view digits() {
    const std::size_t start = at_;
    while (on_digit()) ++at_;
    return text_.substr(start, at_ - start);
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace attune
