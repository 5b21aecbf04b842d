#include "scorers/rules/intensity_answer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

// A number as the reference found it. One with a comma it finds in German, and then cannot use.
struct Found {
  double value = 0;
  bool comma = false;
};

using Ratings = std::map<std::string, Found, std::less<>>;  // later statements overwrite earlier

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Letter letter = letter_at(text, at);
    if (!is_space(letter.point)) break;
    at += letter.size;
  }
  return at;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (is_digit(text, at)) ++at;
  return at;
}

std::size_t skip_stars(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == '*') ++at;
  return at;
}

double to_number(std::string_view digits) {
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc() ? value : std::numeric_limits<double>::infinity();
}

std::string stripped(std::string_view text) {
  text.remove_prefix(skip_spaces(text, 0));
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    at += letter.size;
    if (!is_space(letter.point)) end = at;
  }
  return std::string(text.substr(0, end));
}

// Two grammars of "label: number". `value_end` returns where the number after a colon ends, having
// put it into `found`, or nothing.
struct English {
  static bool in_label(std::int32_t point) { return is_word(point); }

  // Python: (\w+):\s+(\d+)
  static std::optional<std::size_t> value_end(std::string_view text, std::size_t at, Found& found) {
    const std::size_t digits = skip_spaces(text, at);
    if (digits == at || !is_digit(text, digits)) return std::nullopt;
    const std::size_t end = skip_digits(text, digits);
    found = {.value = to_number(text.substr(digits, end - digits))};
    return end;
  }
};

struct German {
  static bool in_label(std::int32_t point) {
    constexpr std::u32string_view kUmlauts = U"äöüßÄÖÜ";
    if (point >= 0x80 && kUmlauts.find(static_cast<char32_t>(point)) != std::u32string_view::npos)
      return true;
    return is_space(point) || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  }

  // Python: ([a-zA-ZäöüßÄÖÜ\s]+):\s*\**(\d+(?:,\d+)?)\**
  static std::optional<std::size_t> value_end(std::string_view text, std::size_t at, Found& found) {
    const std::size_t digits = skip_stars(text, skip_spaces(text, at));
    if (!is_digit(text, digits)) return std::nullopt;
    std::size_t end = skip_digits(text, digits);
    found = {.value = to_number(text.substr(digits, end - digits))};
    if (end < text.size() && text[end] == ',' && is_digit(text, end + 1)) {
      found.comma = true;
      end = skip_digits(text, end + 1);
    }
    return skip_stars(text, end);
  }
};

// What `re.findall` gives, as one walk: a label may begin only where the last match ended.
template <class Grammar>
Ratings find_ratings(std::string_view text) {
  Ratings ratings;
  std::size_t label = 0;  // where the run of label letters that ends here began
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    Found found;
    std::optional<std::size_t> end;
    if (letter.point == ':' && label < at) end = Grammar::value_end(text, at + 1, found);
    if (end) ratings[stripped(text.substr(label, at - label))] = found;
    const std::size_t next = end.value_or(at + letter.size);
    if (!Grammar::in_label(letter.point)) label = next;
    at = next;
  }
  return ratings;
}

AnswerPart to_part(const Ratings& ratings, const AnswerForm& form) {
  if (ratings.size() != form.names.size()) {
    return {{},
            fmt::format("{} names with a number, where {} were asked for", ratings.size(),
                        form.names.size())};
  }
  std::vector<double> values;
  for (const std::string& name : form.names) {
    const auto found = ratings.find(name);
    if (found == ratings.end()) return {{}, fmt::format("no value for {}", name)};
    if (!std::isfinite(found->second.value)) return {{}, fmt::format("{} is no number", name)};
    values.push_back(found->second.value);
  }
  return {std::move(values), {}};
}

// The texts of the two parts; a part whose headings are missing is empty.
struct Sections {
  std::string_view first_pass;
  std::string_view revised;
};

// Python: First pass scores:(.*?)Revised scores: and Revised scores:(.*?)$, first match of each.
Sections english_sections(std::string_view text) {
  constexpr std::string_view kFirst = "First pass scores:";
  constexpr std::string_view kRevised = "Revised scores:";
  Sections sections;
  const auto first = text.find(kFirst);
  if (first != std::string_view::npos) {
    const auto start = first + kFirst.size();
    const auto end = text.find(kRevised, start);
    if (end != std::string_view::npos) sections.first_pass = text.substr(start, end - start);
  }
  const auto revised = text.find(kRevised);
  if (revised != std::string_view::npos) sections.revised = text.substr(revised + kRevised.size());
  return sections;
}

// Lower case of ASCII and of Latin-1's letters, which keeps every byte in its place.
std::string lower_latin(std::string_view text) {
  std::string lower(text);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto byte = static_cast<unsigned char>(lower[i]);
    const bool after_c3 = i > 0 && static_cast<unsigned char>(lower[i - 1]) == 0xC3;
    const bool latin = after_c3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    if (latin || (byte >= 'A' && byte <= 'Z')) lower[i] = static_cast<char>(byte + 0x20);
  }
  return lower;
}

// Python, without case: (Erste.*?):\s*(.*?)(?=Überarbeitete|$) and (Überarbeitete.*?):\s*(.*)
Sections german_sections(std::string_view text) {
  constexpr std::string_view kFirst = "erste";
  constexpr std::string_view kRevised = "überarbeitete";
  const std::string lower = lower_latin(text);
  const auto body_after = [&](std::string_view heading) {
    const auto at = lower.find(heading);
    const auto colon = at == std::string_view::npos ? at : lower.find(':', at + heading.size());
    return colon == std::string_view::npos ? text.size() : skip_spaces(text, colon + 1);
  };
  const auto first = body_after(kFirst);
  const auto end = lower.find(kRevised, first);
  return {text.substr(first, end == std::string_view::npos ? end : end - first),
          text.substr(body_after(kRevised))};
}

bool adds_up(const AnswerPart& part) {
  return part.values && std::accumulate(part.values->begin(), part.values->end(), 0.0) > 0;
}

bool has_comma(const AnswerPart& part, const Ratings& ratings) {
  const auto comma = [](const auto& rating) { return rating.second.comma; };
  return part.values && std::ranges::any_of(ratings, comma);
}

IntensityAnswer unreadable(const std::string& why) {
  return {{{}, why}, {{}, why}};
}

// The reference turns "7,5" into a number only after it found all four names, and then fails on
// the whole reply. It also takes no reply whose v1 score cannot be had, which needs a sum above
// zero in at least one part, even where v2 could score it (specs §1.2 "Gate").
IntensityAnswer gated(IntensityAnswer answer, bool comma) {
  if (comma) return unreadable("a number with a comma");
  const bool readable = answer.first_pass.values || answer.revised.values;
  if (!readable || adds_up(answer.first_pass) || adds_up(answer.revised)) return answer;
  return unreadable("every value is 0");
}

template <class Grammar>
IntensityAnswer read(std::string_view reply, const AnswerForm& form,
                     Sections (*sections_of)(std::string_view)) {
  const Sections sections = form.revision ? sections_of(reply) : Sections{reply, {}};
  const Ratings first = find_ratings<Grammar>(sections.first_pass);
  const Ratings revised = find_ratings<Grammar>(sections.revised);
  IntensityAnswer answer{.first_pass = to_part(first, form)};
  answer.revised = form.revision ? to_part(revised, form) : AnswerPart{{}, "not asked for"};
  const bool comma = has_comma(answer.first_pass, first) || has_comma(answer.revised, revised);
  return gated(std::move(answer), comma);
}

}  // namespace

bool asks_for_revision(std::string_view cue) {
  return cue.find("Revised scores:") != std::string_view::npos ||
         cue.find("Überarbeitete") != std::string_view::npos;
}

IntensityAnswer read_compat(std::string_view reply, const AnswerForm& form) {
  return form.german ? read<German>(reply, form, german_sections)
                     : read<English>(reply, form, english_sections);
}

}  // namespace attune
