#include "scenarios/base/utf8.h"

#include <algorithm>
#include <utf8proc.h>

namespace attune {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Step {
  utf8proc_int32_t point;  // negative: ill-formed
  std::size_t size;        // bytes to go on by, at least one
};

Step step_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t point = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const auto size =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
  if (size <= 0) return {-1, 1};
  return {point, static_cast<std::size_t>(size)};
}

template <class Keep>
std::string replaced_unless(std::string_view text, Keep keep) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Step step = step_at(text, at);
    out += step.point >= 0 && keep(step.point) ? text.substr(at, step.size) : kReplacement;
    at += step.size;
  }
  return out;
}

bool harmless(utf8proc_int32_t point) {
  if (point == '\n' || point == '\t') return true;
  const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
  const bool direction =
      (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  return !control && !direction;
}

std::size_t width_of(utf8proc_int32_t point) {
  return point < 0 ? 1 : static_cast<std::size_t>(utf8proc_charwidth(point));
}

}  // namespace

std::string valid_utf8(std::string_view bytes) {
  return replaced_unless(bytes, [](utf8proc_int32_t) { return true; });
}

std::string printable(std::string_view text) {
  return replaced_unless(text, harmless);
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t columns(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Step step = step_at(text, at);
    width += width_of(step.point);
    at += step.size;
  }
  return width;
}

std::string clipped(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t taken = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Step step = step_at(text, at);
    if (taken + width_of(step.point) + 1 > width) break;
    taken += width_of(step.point);
    at += step.size;
  }
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace attune
