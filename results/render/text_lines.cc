#include "results/render/text_lines.h"

#include "results/render/cells.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {

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

}  // namespace attune
