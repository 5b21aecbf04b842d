#include "scorers/rules/text_scan.h"

#include <array>
#include <utf8proc.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::int32_t kReplacement = 0xFFFD;

void append(std::string& text, std::int32_t point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(point, bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

void append_folded(std::string& text, std::int32_t point) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
  std::array<utf8proc_int32_t, 32> parts{};
  const auto size = utf8proc_decompose_char(point, parts.data(), parts.size(), kOptions, nullptr);
  if (size < 0 || static_cast<std::size_t>(size) > parts.size()) return append(text, point);
  for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) append(text, parts[i]);
}

bool is_ascii_letter(std::int32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

}  // namespace

Letter letter_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  if (*bytes < 0x80) return {*bytes, 1};
  utf8proc_int32_t point = -1;
  const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
  const auto size = utf8proc_iterate(bytes, left, &point);
  if (size <= 0) return {};
  return {point, static_cast<std::size_t>(size)};
}

bool is_word(std::int32_t point) {
  if (point < 0) return false;
  if (point < 0x80) return is_ascii_letter(point) || (point >= '0' && point <= '9') || point == '_';
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;  // an enumeration of a C library, of which these are all that matter
  }
}

bool is_space(std::int32_t point) {
  if (point < 0) return false;
  if (point < 0x80)
    return point == ' ' || (point >= 9 && point <= 13) || (point >= 28 && point <= 31);
  if (point == 0x85) return true;
  const auto category = utf8proc_category(point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

bool is_letter(std::int32_t point) {
  if (point < 0) return false;
  if (point < 0x80) return is_ascii_letter(point);
  const auto category = utf8proc_category(point);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

std::string folded(std::string_view text) {
  std::string fold;
  fold.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    if (letter.point >= 0 && letter.point < 0x80) {
      const auto upper = letter.point >= 'A' && letter.point <= 'Z';
      fold += static_cast<char>(upper ? letter.point + ('a' - 'A') : letter.point);
    } else {
      append_folded(fold, letter.point < 0 ? kReplacement : letter.point);
    }
    at += letter.size;
  }
  return fold;
}

std::string excerpt(std::string_view text, std::size_t letters) {
  std::string line;
  bool gap = false;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    if (is_space(letter.point)) {
      gap = !line.empty();
    } else {
      taken += gap ? 2 : 1;
      if (taken > letters) break;
      if (gap) line += ' ';
      gap = false;
      line += text.substr(at, letter.size);
    }
    at += letter.size;
  }
  return printable(line);
}

}  // namespace attune
