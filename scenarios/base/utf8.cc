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
  const bool line = point == 0x2028 || point == 0x2029;  // line and paragraph separators
  const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0) || line;
  const bool direction =
      (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  return !control && !direction;
}

std::size_t width_of(utf8proc_int32_t point) {
  return point < 0 ? 1 : static_cast<std::size_t>(utf8proc_charwidth(point));
}

int bound_class(utf8proc_int32_t point) {
  return utf8proc_get_property(point)->boundclass;
}

// Vowels and final consonants of a Hangul syllable in pieces stand within its first one.
std::size_t added_width(utf8proc_int32_t point) {
  const int bound = bound_class(point);
  const bool within = bound == UTF8PROC_BOUNDCLASS_V || bound == UTF8PROC_BOUNDCLASS_T;
  return within ? 0 : width_of(point);
}

// What a reader sees as one sign (Unicode Standard Annex 29), with the columns it takes.
struct Sign {
  std::size_t size = 0;  // bytes
  std::size_t width = 0;
};

// Whether the code points of one sign are shown as one picture, two columns wide: emoji joined by
// U+200D, with a skin tone or with U+FE0F, keycaps, flags.
class Picture {
 public:
  void add(utf8proc_int32_t point) {
    const int bound = bound_class(point);
    if (first_) pictographic_ = bound == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
    joined_ = joined_ || point == 0x200D || point == 0xFE0F || is_skin_tone(point);
    keycap_ = keycap_ || point == 0x20E3;
    flags_ += bound == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR ? 1 : 0;
    first_ = false;
  }

  [[nodiscard]] bool is_one() const {
    return (pictographic_ && joined_) || (keycap_ && joined_) || flags_ == 2;
  }

 private:
  static bool is_skin_tone(utf8proc_int32_t point) { return point >= 0x1F3FB && point <= 0x1F3FF; }

  bool first_ = true;
  bool pictographic_ = false;
  bool joined_ = false;
  bool keycap_ = false;
  int flags_ = 0;
};

Sign sign_at(std::string_view text, std::size_t at) {
  Step step = step_at(text, at);
  Sign sign{.size = step.size, .width = width_of(step.point)};
  if (step.point < 0) return sign;
  Picture picture;
  picture.add(step.point);
  utf8proc_int32_t state = 0;
  while (at + sign.size < text.size()) {
    const Step next = step_at(text, at + sign.size);
    if (next.point < 0 || utf8proc_grapheme_break_stateful(step.point, next.point, &state)) break;
    picture.add(next.point);
    sign.size += next.size;
    sign.width += added_width(next.point);
    step = next;
  }
  if (picture.is_one()) sign.width = 2;
  return sign;
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
    const Sign sign = sign_at(text, at);
    width += sign.width;
    at += sign.size;
  }
  return width;
}

std::string clipped(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t taken = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Sign sign = sign_at(text, at);
    if (taken + sign.width + 1 > width) break;
    taken += sign.width;
    at += sign.size;
  }
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace attune
