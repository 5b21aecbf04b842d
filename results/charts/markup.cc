#include "results/charts/markup.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

struct Letter {
  char32_t point = 0;
  std::size_t size = 1;  // bytes
};

// REQUIRES: well-formed UTF-8.
Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t point = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) point = (point << 6U) | (byte(i) & 0x3FU);
  return {point, size};
}

bool within(char32_t point, char32_t first, char32_t last) {
  return first <= point && point <= last;
}

// What a browser obeys (directions, line ends), or swallows, so that a reader would miss it.
bool to_be_named(char32_t point) {
  return within(point, 0x80, 0x9F) || within(point, 0x202A, 0x202E) ||
         within(point, 0x2066, 0x2069) || within(point, 0x2028, 0x2029) ||
         within(point, 0xE0000, 0xE007F);
}

// What XML does not allow, and other code points that are never characters.
bool never_a_character(char32_t point) {
  return (point & 0xFFFEU) == 0xFFFE || within(point, 0xFDD0, 0xFDEF);
}

std::string picture(char32_t control) {
  const char32_t point = control == 0x7F ? 0x2421 : 0x2400 + control;
  return {'\xE2', static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)),
          static_cast<char>(0x80U | (point & 0x3FU))};
}

bool plain(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return (byte >= 0x20 && byte < 0x7F) || letter == '\n' || letter == '\t';
}

std::string shown(std::string_view text, const Letter& letter, std::size_t at) {
  if (letter.point < 0x20 || letter.point == 0x7F) return picture(letter.point);
  if (to_be_named(letter.point))
    return fmt::format("⟦U+{:04X}⟧", static_cast<std::uint32_t>(letter.point));
  if (never_a_character(letter.point)) return "\xEF\xBF\xBD";
  return std::string(text.substr(at, letter.size));
}

std::string with_entities(std::string_view text) {
  std::string safe;
  safe.reserve(text.size() + text.size() / 8);
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

}  // namespace

std::string visible(std::string_view text) {
  if (std::ranges::all_of(text, plain)) return std::string(text);
  const std::string valid = valid_utf8(text);
  std::string out;
  out.reserve(valid.size());
  for (std::size_t at = 0; at < valid.size();) {
    const Letter letter = letter_at(valid, at);
    const bool line_end = letter.point == '\r' && valid.substr(at + 1, 1) == "\n";
    if (plain(valid[at])) {
      out += valid[at];
    } else if (!line_end) {
      out += shown(valid, letter, at);
    }
    at += letter.size;
  }
  return out;
}

std::string escaped(std::string_view text) {
  return with_entities(visible(text));
}

std::string visible_line(std::string_view text) {
  std::string line = visible(text);
  std::ranges::replace_if(
      line, [](char letter) { return letter == '\n' || letter == '\t'; }, ' ');
  return line;
}

std::string escaped_line(std::string_view text, std::size_t columns) {
  return with_entities(clipped(visible_line(text), columns));
}

}  // namespace attune
