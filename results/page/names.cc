#include "results/page/names.h"

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/render/cells.h"

namespace attune {

std::string name_html(std::string_view text) {
  return "<bdi>" + escaped(visible_line(text)) + "</bdi>";
}

std::string subject_html(const SubjectId& subject, std::string_view release, bool stub) {
  std::string text = name_html(subject.text);
  if (!release.empty()) text += fmt::format(" <span class=\"tag\">{}</span>", name_html(release));
  if (stub) text += " <span class=\"tag warn\">stub</span>";
  return text;
}

std::string subject_words(const SubjectId& subject, std::string_view release) {
  const std::string name = visible_line(subject.text);
  return release.empty() ? name : fmt::format("{} ({})", name, visible_line(release));
}

std::string latency_words(const std::optional<Millis>& latency) {
  if (!latency) return "-";
  const double millis = static_cast<double>(latency->count());
  if (millis < 1000) return fmt::format("{} ms", latency->count());
  return fmt::format("{} s", fixed(millis / 1000, millis < 10'000 ? 1 : 0));
}

std::string count_words(std::size_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

std::string count_words(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count_words(count), noun, count == 1 ? "" : "s");
}

std::string p_words(double p) {
  return p < 0.001 ? "< 0.001" : fixed(p, p < 0.1 ? 3 : 2);
}

std::string time_words(UtcTime time) {
  std::string text = to_text(time);
  if (text.size() < 16) return text;
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

std::string command_html(std::string_view command) {
  return fmt::format("<p class=\"command\">The same in the terminal: <code>{}</code></p>\n",
                     escaped(visible_line(command)));
}

}  // namespace attune
