#include "scorers/rules/intensity_robust.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "scorers/rules/answer_sections.h"
#include "scorers/rules/cursor.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr double kMost = 10;

// The values stated for the emotions of one part. A complete set of in-range values wins over an
// earlier one; without any complete set the last in-range value of each emotion counts.
class Statements {
 public:
  explicit Statements(std::size_t emotions) : set_(emotions), last_(emotions) {}

  void add(std::size_t emotion, double value) {
    if (set_[emotion]) close_set();
    set_[emotion] = value;
    if (in_range(value) || !last_[emotion] || !in_range(*last_[emotion])) last_[emotion] = value;
  }

  AnswerPart part(const std::vector<std::string>& names) {
    close_set();
    const auto& chosen = complete_.empty() ? last_ : complete_;
    std::vector<double> values;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!chosen[i]) return {{}, fmt::format("no value for {}", names[i])};
      if (!in_range(*chosen[i])) return {{}, outside(names[i], *chosen[i])};
      values.push_back(*chosen[i]);
    }
    return {std::move(values), {}};
  }

 private:
  using Set = std::vector<std::optional<double>>;

  static bool in_range(double value) { return value >= 0 && value <= kMost; }

  static std::string outside(const std::string& name, double value) {
    if (std::isfinite(value)) return fmt::format("{}: {} is outside 0-10", name, value);
    return fmt::format("{}: a number outside 0-10", name);
  }

  void close_set() {
    const auto good = [](const std::optional<double>& value) { return value && in_range(*value); };
    if (std::ranges::all_of(set_, good)) complete_ = set_;
    std::ranges::fill(set_, std::nullopt);
  }

  Set set_;
  Set last_;
  Set complete_;
};

constexpr auto kBlanks = std::to_array<std::string_view>({" ", "\t", "\u00a0"});
constexpr auto kLines = std::to_array<std::string_view>({" ", "\t", "\u00a0", "\r", "\n"});
// Emphasis, code, quotes and brackets that may end a name.
constexpr auto kAfterName = std::to_array<std::string_view>(
    {" ", "\t", "\u00a0", "*", "_", "`", "\"", "'", "“", "”", "’", "»", "]", ")", ">"});
// The same before a number, and signs for "about".
constexpr auto kBeforeNumber =
    std::to_array<std::string_view>({" ", "\t", "\u00a0", "*", "_", "`", "\"", "'", "“", "„", "‘",
                                     "«", "[", "(", "<", "~", "≈", "+"});
constexpr auto kAfterNumber = std::to_array<std::string_view>({" ", "\t", "\u00a0", "*", "_", "`"});
constexpr auto kArrows = std::to_array<std::string_view>({"->", "=>", "→"});
constexpr auto kColons = std::to_array<std::string_view>({":", "：", "="});
constexpr auto kDashes = std::to_array<std::string_view>({"-", "–", "—", "−"});

// "(0-10)" between a name and its separator.
void skip_parenthesis(Cursor& cursor) {
  constexpr std::size_t kLongest = 60;
  if (!cursor.rest().starts_with('(')) return;
  const std::string_view inside = cursor.rest().substr(0, kLongest);
  const auto end = inside.find_first_of(")\n");
  if (end != std::string_view::npos && inside[end] == ')') cursor.skip(inside.substr(0, end + 1));
}

enum class Way { None, SameLine, NextLine };

// Goes from the end of a name to where its number would begin.
Way skip_to_number(Cursor& cursor) {
  cursor.skip_all(kAfterName);
  skip_parenthesis(cursor);
  cursor.skip_all(kAfterName);
  const bool colon = cursor.skip_one_of(kArrows) || cursor.skip_one_of(kColons);
  if (!colon && !cursor.skip("|") && !cursor.skip_one_of(kDashes)) return Way::None;
  cursor.skip_all(kBeforeNumber);
  if (!colon || cursor.on_digit() || !cursor.skip_one_of(kLines)) return Way::SameLine;
  cursor.skip_all(kLines);
  cursor.skip_all(kBeforeNumber);
  return Way::NextLine;
}

// Digits with an optional fraction after a point or a comma.
double decimal(Cursor& cursor) {
  constexpr std::size_t kDigits = 12;  // more tell nothing on a scale of ten
  const std::string_view whole = cursor.digits();
  if (whole.size() > kDigits) return std::numeric_limits<double>::infinity();
  std::string text(whole);
  Cursor ahead = cursor;
  if ((ahead.skip(".") || ahead.skip(",")) && ahead.on_digit()) {
    text.append(".").append(ahead.digits().substr(0, kDigits));
    cursor = ahead;
  }
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Whether a number that ends here says one thing on a scale of ten: not "7-8", "7/20", "70%",
// "7 -> 8" or "1.2.3". Takes "/10" along.
bool ends_well(Cursor& cursor, Way way) {
  if (cursor.skip(".") || cursor.skip(",")) return !cursor.on_digit() && way == Way::SameLine;
  cursor.skip_all(kAfterNumber);
  if (cursor.skip("/")) {
    cursor.skip_all(kBlanks);
    if (cursor.digits() != "10") return false;
    cursor.skip_all(kAfterNumber);
  }
  Cursor ahead = cursor;
  if (ahead.skip("%") || ahead.skip_one_of(kArrows)) return false;
  if (ahead.skip_one_of(kDashes)) {
    ahead.skip_all(kBlanks);
    if (ahead.on_digit()) return false;
  }
  // On a line of its own a number must be alone, or it may be the "2." of a list.
  return way == Way::SameLine || cursor.rest().empty() || cursor.skip_one_of(kLines);
}

// The value stated right after a name, if any.
std::optional<double> value_at(Cursor& cursor) {
  const Way way = skip_to_number(cursor);
  if (way == Way::None) return std::nullopt;
  const bool negative = cursor.skip_one_of(kDashes);
  if (!cursor.on_digit()) return std::nullopt;
  const double value = decimal(cursor);
  Cursor ahead = cursor;
  if (!ends_well(ahead, way)) return std::nullopt;
  return negative ? -value : value;
}

// Finds the names in folded text, and what is stated of them.
class NameFinder {
 public:
  explicit NameFinder(const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!names[i].empty()) names_.push_back({folded(names[i]), i});
    }
    // Longest first: "pleasantly surprised" is not "surprised".
    std::ranges::stable_sort(names_, std::greater(),
                             [](const Name& name) { return name.text.size(); });
  }

  void read(std::string_view text, Statements& statements) const {
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
      const Name* name = in_word ? nullptr : name_at(text, at);
      if (name == nullptr) {
        const Letter letter = letter_at(text, at);
        in_word = is_letter(letter.point);
        at += letter.size;
        continue;
      }
      Cursor cursor(text, at + name->text.size());
      const auto value = value_at(cursor);
      if (value) statements.add(name->emotion, *value);
      at = value ? cursor.at() : at + name->text.size();
    }
  }

 private:
  struct Name {
    std::string text;
    std::size_t emotion;
  };

  const Name* name_at(std::string_view text, std::size_t at) const {
    for (const Name& name : names_) {
      if (text[at] != name.text.front() || !text.substr(at).starts_with(name.text)) continue;
      const std::size_t end = at + name.text.size();
      if (end == text.size() || !is_letter(letter_at(text, end).point)) return &name;
    }
    return nullptr;
  }

  std::vector<Name> names_;
};

AnswerPart read_flat(std::string_view text, const AnswerForm& form) {
  Statements statements(form.names.size());
  NameFinder(form.names).read(text, statements);
  return statements.part(form.names);
}

IntensityAnswer read_sections(std::string_view text, const AnswerForm& form) {
  const NameFinder names(form.names);
  Statements first(form.names.size());
  Statements revised(form.names.size());
  bool has_revised = false;
  for (const SectionText& piece : answer_sections(text)) {
    // A critique weighs values without stating any.
    if (piece.section == AnswerSection::Critique) continue;
    const bool second = piece.section == AnswerSection::Revised;
    names.read(piece.text, second ? revised : first);
    has_revised = has_revised || second;
  }
  if (!has_revised) return {first.part(form.names), {{}, "no heading of revised scores"}};
  return {first.part(form.names), revised.part(form.names)};
}

IntensityAnswer read_folded(std::string_view text, const AnswerForm& form) {
  if (form.revision) return read_sections(text, form);
  return {read_flat(text, form), {{}, "not asked for"}};
}

// Where the prompt's own mark ends the answer. Some models run on and answer it again and again.
std::size_t end_of_answer(std::string_view text) {
  return std::min(text.find("[end of answer]"), text.find("[ende der antwort]"));
}

}  // namespace

IntensityAnswer read_robust(std::string_view reply, const AnswerForm& form) {
  const std::string text = folded(reply);
  const std::size_t end = end_of_answer(text);
  if (end != std::string::npos) {
    IntensityAnswer answer = read_folded(std::string_view(text).substr(0, end), form);
    if (answer.first_pass.values || answer.revised.values) return answer;
  }
  return read_folded(text, form);
}

}  // namespace attune
