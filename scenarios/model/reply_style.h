#pragma once

#include <span>
#include <string_view>

namespace attune {

// How much markdown stands in a text, or on average in several: what may please a judge whatever is
// said. Counts, 0 or more.
struct ReplyStyle {
  double headers = 0;
  double lists = 0;  // items, ordered and unordered
  double bold = 0;
  bool operator==(const ReplyStyle&) const = default;
};

// Counts outside fenced code, line by line (specs/emonet-arena-psychometrics-statistics §B.5):
// headers `^#{1,6}\s`, items `^\s*\d+\.\s` and `^\s*[-*+]\s`, bold `**…**` and `__…__` on one
// line. Takes linear time on any text.
ReplyStyle style_of(std::string_view text);

// The mean of several texts' counts; zeros without any.
ReplyStyle mean_style(std::span<const std::string_view> texts);

}  // namespace attune
