#include "scorers/judges/eqbench3_sections.h"

#include <algorithm>
#include <array>
#include <optional>

#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::string_view kCurly = "\u2019";

std::size_t after_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Letter letter = letter_at(text, at);
    if (!is_space(letter.point)) break;
    at += letter.size;
  }
  return at;
}

std::int32_t lower(std::int32_t point) {
  return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
}

// Python's IGNORECASE knows four letters beyond ASCII that equal one of ours.
std::int32_t python_fold(std::int32_t point) {
  switch (point) {
    case 0x130:
    case 0x131:
      return 'i';
    case 0x17F:
      return 's';
    case 0x212A:
      return 'k';
    default:
      return lower(point);
  }
}

// Where the heading that stands at `at` ends, as the reference spells it: either apostrophe, and a
// hyphen or a blank where the heading has a hyphen.
std::optional<std::size_t> exact_end(std::string_view text, std::size_t at,
                                     std::string_view heading) {
  for (const char wanted : heading) {
    if (at >= text.size()) return std::nullopt;
    if (wanted == '\'' && text.substr(at).starts_with(kCurly)) {
      at += kCurly.size();
      continue;
    }
    const Letter letter = letter_at(text, at);
    const bool blank = wanted == '-' && letter.point == ' ';
    if (!blank && python_fold(letter.point) != lower(wanted)) return std::nullopt;
    at += letter.size;
  }
  return at;
}

// The blanks at `at` as the pattern "\s*\n" takes them: nothing where no line ends in them.
std::optional<std::size_t> after_line_end(std::string_view text, std::size_t at) {
  const std::size_t end = after_spaces(text, at);
  const bool ends_line = text.substr(at, end - at).find('\n') != std::string_view::npos;
  return ends_line ? std::optional(end) : std::nullopt;
}

SectionRead compat_section(std::string_view reply, const Section& section, std::string_view stop) {
  SectionRead read{.name = section.name};
  for (std::size_t mark = reply.find('#'); mark != std::string_view::npos;
       mark = reply.find('#', mark + 1)) {
    const auto heading = exact_end(reply, after_spaces(reply, mark + 1), section.heading);
    const auto start = heading ? after_line_end(reply, *heading) : std::nullopt;
    if (!start) continue;
    const auto end = std::min(reply.find(stop, *start), reply.size());
    read.text = stripped(reply.substr(*start, end - *start));
    read.found = true;
    break;
  }
  return read;
}

// The robust reading.

// Bytes of the form with which the text begins, or none.
std::size_t form_of(std::string_view text, std::span<const std::string_view> forms) {
  for (const std::string_view form : forms) {
    if (text.starts_with(form)) return form.size();
  }
  return 0;
}

constexpr std::array<std::string_view, 7> kApostrophes = {"'", "\u2019", "\u2018", "\u02BC",
                                                          "`", "\u00B4", "&#39;"};
constexpr std::array<std::string_view, 6> kHyphens = {"-",      " ",      "\u2010",
                                                      "\u2011", "\u2013", "\u00A0"};
constexpr std::array<std::string_view, 5> kAmpersands = {"&amp;", "&", "and", "And", "AND"};
constexpr std::array<std::string_view, 8> kColons = {":",      "-",      "\u2010", "\u2011",
                                                     "\u2013", "\u2014", "\u2212", "\uFF1A"};

// Where the heading that stands at `at` in a line ends, in any spelling.
std::optional<std::size_t> loose_end(std::string_view line, std::size_t at,
                                     std::string_view heading) {
  for (const char wanted : heading) {
    if (at >= line.size()) return std::nullopt;
    const std::string_view rest = line.substr(at);
    std::size_t size = 0;
    if (wanted == '\'') {
      size = form_of(rest, kApostrophes);
    } else if (wanted == '-') {
      size = form_of(rest, kHyphens);
    } else if (wanted == '&') {
      size = form_of(rest, kAmpersands);
    } else if (wanted == ' ') {
      size = after_spaces(rest, 0);
    } else {
      size = lower(static_cast<unsigned char>(rest.front())) == lower(wanted) ? 1 : 0;
    }
    if (size == 0) return std::nullopt;
    at += size;
  }
  return at;
}

// What may stand before a heading: blanks, '#', quote and emphasis marks, a number.
struct Opening {
  std::size_t end = 0;
  bool marked = false;  // by '#' or emphasis: then text may follow on the same line
};

void skip_marks(std::string_view line, Opening& opening) {
  while (opening.end < line.size()) {
    const char c = line[opening.end];
    const Letter letter = letter_at(line, opening.end);
    if (c != '#' && c != '*' && c != '_' && c != '>' && !is_space(letter.point)) return;
    opening.end += letter.size;
    const bool bullet = line.substr(opening.end).starts_with(' ');
    opening.marked = opening.marked || c == '#' || ((c == '*' || c == '_') && !bullet);
  }
}

Opening opening_of(std::string_view line) {
  Opening opening;
  skip_marks(line, opening);
  const auto digits = line.find_first_not_of("0123456789", opening.end);
  const bool numbered = digits != std::string_view::npos && digits > opening.end &&
                        (line[digits] == '.' || line[digits] == ')');
  if (!numbered) return opening;
  opening.end = digits + 1;
  skip_marks(line, opening);
  return opening;
}

// Behind a remark on the heading: "(400 words)".
std::size_t after_remark(std::string_view line, std::size_t at) {
  const std::size_t open = after_spaces(line, at);
  if (open >= line.size() || line[open] != '(') return at;
  const auto close = line.find(')', open);
  return close == std::string_view::npos ? at : close + 1;
}

// Where the text begins that follows a heading on its line; nothing where what follows shows that
// it is no heading but the beginning of a sentence.
std::optional<std::size_t> text_after(std::string_view line, std::size_t at, bool marked) {
  bool parted = false;  // by a colon or dash
  at = after_remark(line, at);
  while (at < line.size()) {
    const Letter letter = letter_at(line, at);
    const bool mark = line[at] == '*' || line[at] == '_' || line[at] == '#';
    // Behind a colon and a blank, emphasis is that of the text.
    if (mark && parted && line[at - 1] == ' ') break;
    const std::size_t colon = parted ? 0 : form_of(line.substr(at), kColons);
    if (colon == 0 && !mark && !is_space(letter.point)) break;
    parted = parted || colon > 0;
    at += colon > 0 ? colon : letter.size;
  }
  const bool alone = at >= line.size();
  return alone || (marked && parted) ? std::optional(at) : std::nullopt;
}

struct Heading {
  std::size_t section = 0;
  std::size_t text = 0;  // where the text on its line begins
};

std::optional<Heading> heading_of(std::string_view line, std::span<const Section> sections) {
  const Opening opening = opening_of(line);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const auto end = loose_end(line, opening.end, sections[i].heading);
    const auto text = end ? text_after(line, *end, opening.marked) : std::nullopt;
    if (text) return Heading{i, *text};
  }
  return std::nullopt;
}

}  // namespace

std::string_view stripped(std::string_view text) {
  text.remove_prefix(after_spaces(text, 0));
  std::size_t end = 0;  // after the last letter that is no blank
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    at += letter.size;
    if (!is_space(letter.point)) end = at;
  }
  return text.substr(0, end);
}

std::vector<SectionRead> compat_sections(std::string_view reply,
                                         std::span<const Section> sections) {
  std::vector<SectionRead> read;
  for (const Section& section : sections)
    read.push_back(compat_section(reply, section, read.size() + 1 < sections.size() ? "#" : "--"));
  return read;
}

std::vector<SectionRead> robust_sections(std::string_view reply,
                                         std::span<const Section> sections) {
  std::vector<SectionRead> read;
  for (const Section& section : sections) read.push_back({.name = section.name});
  std::optional<std::size_t> open;
  for (std::size_t at = 0; at < reply.size();) {
    const std::size_t end = std::min(reply.find('\n', at), reply.size());
    std::string_view line = reply.substr(at, end - at);
    const auto heading = heading_of(line, sections);
    if (heading) {
      open = heading->section;
      read[*open].found = true;
      line.remove_prefix(heading->text);
    }
    const bool says = open && !(heading && line.empty());
    if (says) read[*open].text.append(line) += '\n';
    at = end + 1;
  }
  for (SectionRead& section : read) section.text = std::string(stripped(section.text));
  return read;
}

bool all_found(std::span<const SectionRead> sections) {
  return std::ranges::all_of(sections, &SectionRead::found);
}

}  // namespace attune
