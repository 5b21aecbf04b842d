#include "results/render/text_lines.h"

#include <algorithm>

#include "results/render/cells.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {

namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string styled(std::string_view text, std::string_view style, const TableLook& look) {
  if (!look.colour) return std::string(text);
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) made.append(style).append(text.substr(at, end - at)).append(kPlain);
    if (end < text.size()) made += '\n';
    at = end + 1;
  }
  return made;
}

}  // namespace

std::string bold(std::string_view text, const TableLook& look) {
  return styled(text, kBold, look);
}

std::string dim(std::string_view text, const TableLook& look) {
  return styled(text, kDim, look);
}

std::string padded(const std::string& text, std::size_t width, bool left) {
  const std::size_t used = columns(text);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return left ? text + blanks : blanks + text;
}

std::string wrapped(const std::string& first, const std::string& sentence, std::size_t width) {
  const std::string indent(columns(first), ' ');
  std::string text;
  std::string line = first;
  bool empty = true;
  for (const std::string& word : split(one_line(sentence), ' ')) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      text += line + "\n";
      line = indent;
    }
    line += " " + word;
    empty = false;
  }
  return text + line + "\n";
}

std::string flowed(const std::string& sentence, std::size_t width) {
  std::string text;
  std::string line;
  for (const std::string& word : split(one_line(sentence), ' ')) {
    if (!line.empty() && columns(line) + 1 + columns(word) > width) {
      text += line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return text + line + "\n";
}

std::string title_lines(std::string_view title, std::size_t width) {
  return "\n" + flowed(std::string(title), width) + "\n";
}

}  // namespace attune
