#include "scorers/rules/judgemark_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <utility>

#include "scenarios/base/words.h"
#include "scorers/rules/cursor.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr double kLeast = 0;
constexpr double kMost = 10;
constexpr std::size_t kFewest = 5;  // marks that make a score

constexpr auto kBeforeName = std::to_array<std::string_view>({" ", "\t", "*", "-", "•", "#", ">"});
constexpr auto kBeforeNumber = std::to_array<std::string_view>({" ", "\t", "*", "["});
constexpr auto kAfterNumber = std::to_array<std::string_view>({" ", "\t", "\r", "*", "]"});

std::size_t letters_in(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); at += letter_at(text, at).size) ++letters;
  return letters;
}

// "3. " of a numbered list.
void skip_number_mark(Cursor& cursor) {
  Cursor ahead = cursor;
  if (ahead.digits().empty() || !(ahead.skip(". ") || ahead.skip(") "))) return;
  cursor = ahead;
  cursor.skip_all(kBeforeName);
}

std::string_view without_marks(std::string_view name) {
  while (name.ends_with('*') || name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
  return name;
}

// What a line from its colon on says, and nothing more.
std::optional<double> number_alone(std::string_view rest) {
  Cursor cursor(rest, 0);
  cursor.skip_all(kBeforeNumber);
  const std::string_view from = cursor.rest();
  double value = 0;
  const auto read =
      std::from_chars(from.data(), from.data() + from.size(), value, std::chars_format::fixed);
  if (read.ec != std::errc() || !std::isfinite(value)) return std::nullopt;
  cursor.skip(from.substr(0, static_cast<std::size_t>(read.ptr - from.data())));
  cursor.skip_all(kAfterNumber);
  if (cursor.skip("/10")) cursor.skip_all(kAfterNumber);
  return cursor.rest().empty() ? std::optional(value) : std::nullopt;
}

std::optional<GivenMark> mark_on(std::string_view line) {
  constexpr std::size_t kLongestName = 100;
  Cursor cursor(line, 0);
  cursor.skip_all(kBeforeName);
  skip_number_mark(cursor);
  const auto colon = cursor.rest().find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view name = without_marks(cursor.rest().substr(0, colon));
  if (name.find_first_of("[]") != std::string_view::npos) return std::nullopt;
  if (name.size() > 4 * kLongestName) return std::nullopt;
  const std::size_t letters = letters_in(name);
  const auto value = number_alone(cursor.rest().substr(colon + 1));
  if (letters < 2 || letters > kLongestName || !value) return std::nullopt;
  return GivenMark{plain_name(name), *value};
}

void add(GivenMark mark, std::vector<GivenMark>& marks) {
  constexpr std::size_t kMostNames = 200;  // keeps hostile answers linear
  const auto known = std::ranges::find(marks, mark.name, &GivenMark::name);
  if (known != marks.end()) {
    known->value = mark.value;
  } else if (marks.size() < kMostNames) {
    marks.push_back(std::move(mark));
  }
}

bool is_inverted(const Rubric& rubric, const std::string& name) {
  const auto found = std::ranges::find(rubric.criteria, name,
                                       [](const Criterion& each) { return plain_name(each.name); });
  return found != rubric.criteria.end() && found->inverted;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain = to_lower(trim(name));
  std::ranges::replace(plain, '_', ' ');
  std::ranges::replace(plain, '-', ' ');
  return plain;
}

std::vector<GivenMark> given_marks(std::string_view answer) {
  std::vector<GivenMark> marks;
  for (std::size_t line = 0; line < answer.size();) {
    const std::size_t end = std::min(answer.find('\n', line), answer.size());
    if (auto mark = mark_on(answer.substr(line, end - line))) add(*std::move(mark), marks);
    line = end + 1;
  }
  return marks;
}

std::optional<double> judgemark_raw(const std::vector<GivenMark>& marks, const Rubric& rubric) {
  double sum = 0;
  std::size_t counted = 0;
  for (const GivenMark& mark : marks) {
    if (mark.value < kLeast || mark.value > kMost) continue;
    sum += is_inverted(rubric, mark.name) ? kLeast + kMost - mark.value : mark.value;
    ++counted;
  }
  if (counted < kFewest) return std::nullopt;
  const double mean = sum / static_cast<double>(counted);
  return std::round((1 + (mean - kLeast) * 9 / (kMost - kLeast)) * 100) / 100;
}

}  // namespace attune
