#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/results/charts/svg_reader.h"

namespace attune::testing {

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kEndless = std::numeric_limits<double>::infinity();

// What somebody could write to break a page.
inline std::vector<std::string> hostile_texts() {
  return {"</text></svg><script>alert(1)</script>",
          "\" onload=\"alert(1)\" x=\"",
          "' onload='alert(1)",
          "]]>--><!--",
          "&lt;&amp;&#x3c;",
          "\x1b[2J\x1b]0;title\x07",
          "\u202Egnp.exe\u2066",
          "\xff\xfe\xc3(\xed\xa0\x80",
          std::string("nul\0here", 8),
          "\uFFFE\uFFFF",
          "line\r\nbreak\tand tab",
          "通义千问通义千问通义千问通义千问通义千问通义千问",
          std::string(5000, 'W'),
          ""};
}

// A chart is sound, and what stands in it is text.
inline void expect_sound(const std::string& svg, const std::string& where = {}) {
  EXPECT_EQ(chart_fault(svg), "") << where << "\n" << svg.substr(0, 400);
  const SvgReader reader(svg);
  for (const SvgReader::Element& each : reader.elements()) EXPECT_NE(each.name, "script") << where;
  for (const std::string_view raw : {"\x1b", "\u202E", "\u2066", "\uFFFE", "\r"})
    EXPECT_EQ(svg.find(raw), std::string::npos) << where;
}

}  // namespace attune::testing
