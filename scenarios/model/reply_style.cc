#include "scenarios/model/reply_style.h"

#include <algorithm>
#include <cstddef>

namespace attune {
namespace {

constexpr std::string_view kSpace = " \t\r\f\v";

bool is_space(char c) {
  return kSpace.find(c) != std::string_view::npos;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A line without what ends it. A line end is white space behind what stands before it.
struct Line {
  std::string_view text;
  bool ended = false;
};

Line take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const Line line{rest.substr(0, end), end != std::string_view::npos};
  rest.remove_prefix(line.ended ? end + 1 : rest.size());
  return line;
}

bool space_at(const Line& line, std::size_t at) {
  return at < line.text.size() ? is_space(line.text[at]) : line.ended;
}

std::size_t run_of(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

std::string_view without_indent(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text;
}

bool is_header(const Line& line) {
  const std::size_t marks = run_of(line.text, '#');
  return marks >= 1 && marks <= 6 && space_at(line, marks);
}

bool is_item(const Line& line) {
  const Line inner{without_indent(line.text), line.ended};
  if (inner.text.empty()) return false;
  if (std::string_view("-*+").find(inner.text.front()) != std::string_view::npos)
    return space_at(inner, 1);
  std::size_t at = 0;
  while (at < inner.text.size() && is_digit(inner.text[at])) ++at;
  return at > 0 && at < inner.text.size() && inner.text[at] == '.' && space_at(inner, at + 1);
}

// Spans such as "**so**", from the left, none within another. What was looked through as a span's
// text is not looked through again: a span can begin only at a mark.
std::size_t bold_spans(std::string_view line, char mark) {
  std::size_t spans = 0;
  std::size_t at = 0;
  while (at + 4 < line.size()) {
    if (line[at] != mark || line[at + 1] != mark) {
      ++at;
      continue;
    }
    const std::size_t end = std::min(line.find(mark, at + 2), line.size());
    const bool closed = end > at + 2 && end + 1 < line.size() && line[end + 1] == mark;
    if (closed) ++spans;
    if (closed)
      at = end + 2;
    else
      at = end > at + 2 ? end : at + 1;
  }
  return spans;
}

// Code between a line that begins with three or more of ` or ~ and one of at least as many and
// nothing else, or the text's end. A line of `s with another ` behind them is code within a line.
class Fence {
 public:
  // Whether this line belongs to fenced code.
  bool holds(std::string_view line) {
    const std::string_view text = without_indent(line);
    const char mark = text.empty() ? ' ' : text.front();
    const std::size_t size = mark == '`' || mark == '~' ? run_of(text, mark) : 0;
    const std::string_view behind = text.substr(size);
    if (size_ == 0) {
      if (size < 3 || (mark == '`' && behind.find('`') != std::string_view::npos)) return false;
      mark_ = mark;
      size_ = size;
    } else if (mark == mark_ && size >= size_ && without_indent(behind).empty()) {
      size_ = 0;
    }
    return true;
  }

 private:
  char mark_ = '`';
  std::size_t size_ = 0;  // of the fence that is open; 0: none
};

}  // namespace

ReplyStyle style_of(std::string_view text) {
  ReplyStyle style;
  Fence fence;
  while (!text.empty()) {
    const Line line = take_line(text);
    if (fence.holds(line.text)) continue;
    if (is_header(line)) ++style.headers;
    if (is_item(line)) ++style.lists;
    style.bold += static_cast<double>(bold_spans(line.text, '*') + bold_spans(line.text, '_'));
  }
  return style;
}

ReplyStyle mean_style(std::span<const std::string_view> texts) {
  ReplyStyle sum;
  if (texts.empty()) return sum;
  for (const std::string_view text : texts) {
    const ReplyStyle style = style_of(text);
    sum.headers += style.headers;
    sum.lists += style.lists;
    sum.bold += style.bold;
  }
  const auto count = static_cast<double>(texts.size());
  return {sum.headers / count, sum.lists / count, sum.bold / count};
}

}  // namespace attune
