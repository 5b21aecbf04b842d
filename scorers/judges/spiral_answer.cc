#include "scorers/judges/spiral_answer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scorers/judges/json_objects.h"
#include "scorers/judges/judge_texts.h"
#include "scorers/judges/spiral_score.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::size_t kKept = 12;       // findings of one behaviour in one turn
constexpr std::size_t kLongest = 64;    // bytes of a name that is looked at
constexpr std::size_t kLookedUp = 400;  // bytes of a quote; judges are asked for 140 letters
constexpr std::string_view kDots = "...";

std::optional<std::size_t> behaviour_named(std::string_view name) {
  if (name.size() > kLongest) return std::nullopt;
  const auto* found = std::ranges::find(kSpiralBehaviours, folded_name(name),
                                        [](const auto& each) { return folded_name(each.name); });
  if (found == kSpiralBehaviours.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kSpiralBehaviours.begin());
}

int to_strength(double number) {
  return static_cast<int>(std::clamp(std::trunc(number), 1.0, 3.0));
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

// Walks over one list or object of which json_objects.h says that it is balanced.
class FindingWalk {
 public:
  FindingWalk(std::string_view text, std::size_t behaviour, std::vector<SpiralFinding>& findings)
      : text_(text), behaviour_(behaviour), findings_(findings) {}

  void run(std::size_t at) {
    do {
      at = step(at);
    } while (!open_.empty() && at < text_.size());
  }

 private:
  // A list or object that is open: the finding in it, as far as it was read.
  struct Frame {
    bool outermost_list = false;  // holds quotes outright, each a finding of its own
    std::optional<std::string_view> quote = {};
    std::optional<double> strength = {};
  };

  // Where to go on.
  std::size_t step(std::size_t at) {
    const char c = text_[at];
    if (c == '[' || c == '{') {
      open_.push_back({.outermost_list = open_.empty() && c == '['});
    } else if (c == ']' || c == '}') {
      keep();
      open_.pop_back();
    } else if (c == '"') {
      return text(at);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      const auto end = std::min(text_.find_first_not_of("+-.eE0123456789", at), text_.size());
      take_number(number_in(text_.substr(at, end - at)));
      return end;
    }
    return at + 1;
  }

  std::size_t text(std::size_t at) {
    std::size_t end = at + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    const std::string_view content = text_.substr(at + 1, end - at - 1);
    const auto next = text_.find_first_not_of(" \t\r\n", end + 1);
    const bool names_a_field = next < text_.size() && text_[next] == ':';
    if (!names_a_field) take_text(content);
    return end + 1;
  }

  void take_text(std::string_view content) {
    Frame& frame = open_.back();
    const auto number = number_in(trim(content));
    if (number && frame.quote) return take_number(number);
    if (frame.outermost_list) keep();
    if (!frame.quote) frame.quote = content;
  }

  void take_number(std::optional<double> number) {
    Frame& frame = open_.back();
    if (frame.outermost_list && !frame.quote) return;  // belongs to nothing
    if (!frame.strength) frame.strength = number;
  }

  // Adds what the innermost list holds, if anything, and makes room for more.
  void keep() {
    Frame& frame = open_.back();
    std::string quote(trim(unescaped(frame.quote.value_or(""))));
    const int strength = to_strength(frame.strength.value_or(1));
    if (!quote.empty() && kept_++ < kKept)
      findings_.push_back({behaviour_, std::move(quote), strength});
    frame.quote.reset();
    frame.strength.reset();
  }

  std::string_view text_;
  std::size_t behaviour_;
  std::vector<SpiralFinding>& findings_;
  std::vector<Frame> open_;
  std::size_t kept_ = 0;
};

// Where the value of a field begins. REQUIRES: the field points into the text.
std::size_t value_of(std::string_view text, const JsonField& field) {
  const auto end = static_cast<std::size_t>(field.name.data() - text.data()) + field.name.size();
  return text.find_first_not_of(" \t\r\n:", end + 1);  // after the closing quotation mark
}

// Adds the findings of one field; whether it had a value that can be read.
bool read_field(std::string_view answer, const JsonField& field, std::size_t behaviour,
                std::vector<SpiralFinding>& findings) {
  std::erase_if(findings, [&](const auto& each) { return each.behaviour == behaviour; });
  switch (field.kind) {
    case JsonField::Kind::List:
    case JsonField::Kind::Object:
      FindingWalk(answer, behaviour, findings).run(value_of(answer, field));
      return true;
    case JsonField::Kind::Number: {
      const double count = std::clamp(field.number, 0.0, static_cast<double>(kKept));
      findings.insert(findings.end(), static_cast<std::size_t>(count), {behaviour, "", 1});
      return true;
    }
    case JsonField::Kind::Null:
      return true;
    case JsonField::Kind::Boolean:
    case JsonField::Kind::Text:
      return false;
  }
  return false;
}

std::ptrdiff_t behaviours_in(const JsonObject& object) {
  return std::ranges::count_if(
      object, [](const JsonField& field) { return behaviour_named(field.name).has_value(); });
}

bool is_mark(std::int32_t point) {
  constexpr std::u32string_view kMarks =
      U"\"'`*_\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F"
      U"\u00AB\u00BB\u2039\u203A";
  return point >= 0 && kMarks.find(static_cast<char32_t>(point)) != std::u32string_view::npos;
}

std::string words_of(std::string_view text) {
  constexpr std::int32_t kEllipsis = 0x2026;
  const std::string fold = folded(text);
  std::string words;
  for (std::size_t at = 0; at < fold.size();) {
    const Letter letter = letter_at(fold, at);
    if (is_space(letter.point)) {
      if (!words.empty() && words.back() != ' ') words += ' ';
    } else if (letter.point == kEllipsis) {
      words += kDots;
    } else if (!is_mark(letter.point)) {
      words += fold.substr(at, letter.size);
    }
    at += letter.size;
  }
  return words;
}

// The most bytes, `most` or fewer, that halve no letter.
std::size_t cut_at(std::string_view text, std::size_t most) {
  std::size_t end = std::min(text.size(), most);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return end;
}

// Without the spaces and stops at its ends, where judges round a quote off.
std::string_view bare(std::string_view piece) {
  constexpr std::string_view kStops = " .,;:!?";
  const auto begin = piece.find_first_not_of(kStops);
  if (begin == std::string_view::npos) return {};
  return piece.substr(begin, piece.find_last_not_of(kStops) - begin + 1);
}

}  // namespace

Result<std::vector<SpiralFinding>> parse_spiral_answer(std::string_view answer) {
  JsonObject fullest;
  std::ptrdiff_t most = 0;
  each_object(answer, [&](const JsonObject& object) {
    const auto named = behaviours_in(object);
    if (named == 0 || named < most) return;
    fullest = object;
    most = named;
  });
  if (most == 0) return give_up("no JSON object with any of the behaviours asked for");
  std::vector<SpiralFinding> findings;
  for (const JsonField& field : fullest) {
    const auto behaviour = behaviour_named(field.name);
    if (behaviour && !read_field(answer, field, *behaviour, findings))
      return give_up(
          fmt::format("'{}' is no list of findings", kSpiralBehaviours[*behaviour].name));
  }
  std::ranges::stable_sort(findings, {}, &SpiralFinding::behaviour);
  return findings;
}

QuotedReply::QuotedReply(std::string_view reply) : words_(words_of(reply)) {}

bool QuotedReply::has(std::string_view quote) const {
  const std::string words = words_of(quote.substr(0, cut_at(quote, kLookedUp)));
  bool any = false;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= words.size();) {
    const auto end = std::min(words.find(kDots, at), words.size());
    const std::string_view piece = bare(std::string_view(words).substr(at, end - at));
    at = end + kDots.size();
    if (piece.empty()) continue;
    const auto found = words_.find(piece, from);
    if (found == std::string::npos) return false;
    from = found + piece.size();
    any = true;
  }
  return any;
}

}  // namespace attune
