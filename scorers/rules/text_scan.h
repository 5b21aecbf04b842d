#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace attune {

// One code point of a text that may be ill-formed.
struct Letter {
  std::int32_t point = -1;  // negative: ill-formed
  std::size_t size = 1;     // bytes to go on by, at least one
};

// REQUIRES: at < text.size()
Letter letter_at(std::string_view text, std::size_t at);

// What Python's `\w` and `\s` match in text: the reference readings are written in them.
bool is_word(std::int32_t point);
bool is_space(std::int32_t point);

// Letters and the marks on them, without digits.
bool is_letter(std::int32_t point);

// The text without case and with accents taken apart, so that equal words compare equal byte by
// byte. Marks are not reordered: that takes quadratic time on hostile text.
std::string folded(std::string_view text);

// The beginning of a text on one line, at most `letters` code points, safe to print.
std::string excerpt(std::string_view text, std::size_t letters);

}  // namespace attune
