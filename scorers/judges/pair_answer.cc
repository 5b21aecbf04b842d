#include "scorers/judges/pair_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scorers/judges/json_objects.h"
#include "scorers/judges/judge_texts.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::size_t kQuoted = 40;    // code points of an answer's name or text in a message
constexpr std::size_t kProblems = 4;   // so many are told
constexpr std::size_t kLongest = 400;  // bytes of a value that can still be one margin
constexpr std::array<std::string_view, 8> kTieWords = {"tie",  "tied",    "even", "equal",
                                                       "draw", "neither", "none", "same"};

bool is_letter_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What stands in one value: whom it names, and its figures.
struct Said {
  bool first = false;
  bool second = false;
  bool tie = false;
  bool words = false;  // any at all
  int numbers = 0;
  double number = 0;  // the last one, with its sign
  int pluses = 0;
};

// Splits a value into words and numbers; all else only divides.
class ValueScan {
 public:
  ValueScan(std::string_view text, const PairLabels& labels) : text_(text), labels_(labels) {}

  Said run() {
    while (at_ < text_.size()) step();
    return said_;
  }

 private:
  void step() {
    const char c = text_[at_];
    const bool signed_digit =
        (c == '-' || c == '+') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (is_letter_byte(c)) return word();
    if (is_digit(c) || signed_digit) return number();
    if (c == '+') ++said_.pluses;
    ++at_;
  }

  void word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_letter_byte(text_[at_])) ++at_;
    const std::string word = to_lower(text_.substr(start, at_ - start));
    said_.words = true;
    if (word == to_lower(labels_.first)) said_.first = true;
    if (word == to_lower(labels_.second)) said_.second = true;
    if (std::ranges::find(kTieWords, word) != kTieWords.end()) said_.tie = true;
  }

  void number() {
    if (text_[at_] == '+') ++at_;
    const char* const end = text_.data() + text_.size();
    const auto read = std::from_chars(text_.data() + at_, end, said_.number);
    if (read.ec != std::errc()) said_.number = HUGE_VAL;
    ++said_.numbers;
    at_ = static_cast<std::size_t>(read.ptr - text_.data());
  }

  std::string_view text_;
  const PairLabels& labels_;
  std::size_t at_ = 0;
  Said said_;
};

// Either a margin or what is wrong, to follow the criterion's name: "names both".
struct Reading {
  std::optional<double> margin;
  std::string why;
};

Reading wrong(std::string why) {
  return {std::nullopt, std::move(why)};
}

Reading in_range(double value, double least) {
  if (value != std::floor(value)) return wrong(fmt::format("has the margin {}, not whole", value));
  if (value < least || value > kMostMargin)
    return wrong(fmt::format("has the margin {}, outside {}-{}", value, least, kMostMargin));
  return {value + 0.0, ""};  // never -0
}

Reading signed_number(double value) {
  return in_range(value, -kMostMargin);
}

Reading number_reading(const Said& said, const PairLabels& labels) {
  const bool named = said.first || said.second;
  if (said.numbers > 1) return wrong("has more than one number");
  if (!said.words && said.numbers == 1) return signed_number(said.number);
  if (said.tie) {
    if (named) return wrong("names a better one and a tie");
    return said.number == 0 ? Reading{0, ""} : wrong("is a tie with a margin");
  }
  if (!named) return wrong(fmt::format("names neither {} nor {}", labels.first, labels.second));
  if (said.numbers == 0) return wrong("has no number");
  Reading reading = in_range(said.number, 0);
  if (reading.margin && said.second) *reading.margin = 0 - *reading.margin;
  return reading;
}

Reading plus_reading(const Said& said, const PairLabels& labels) {
  if (!said.first && !said.second)
    return wrong(fmt::format("names neither {} nor {}", labels.first, labels.second));
  if (said.pluses < 1 || said.pluses > static_cast<int>(kMostMargin))
    return wrong(fmt::format("has {} pluses, not 1-5", said.pluses));
  return {said.first ? said.pluses : -said.pluses, ""};
}

Reading margin_of(const JsonField& field, const PairShape& shape) {
  if (field.kind == JsonField::Kind::Number && shape.form == PairShape::Form::Number)
    return signed_number(field.number);
  if (field.kind != JsonField::Kind::Text) return wrong("is not a text with a code in it");
  if (field.text.size() > kLongest) return wrong("is too long for a margin");
  const std::string text = unescaped(field.text);
  const Said said = ValueScan(text, shape.labels).run();
  if (said.first && said.second) return wrong("names both");
  return shape.form == PairShape::Form::Number ? number_reading(said, shape.labels)
                                               : plus_reading(said, shape.labels);
}

// Checks one object against the shape, field by field.
class Check {
 public:
  explicit Check(const PairShape& shape) : shape_(shape) {}

  Result<std::vector<Margin>> of(const JsonObject& object) {
    for (const JsonField& field : object) take(field);
    std::vector<Margin> margins;
    std::vector<std::string> missing;
    for (const std::string& name : shape_.criteria) {
      const auto found = read_.find(name);
      if (found == read_.end()) missing.push_back(fmt::format("'{}'", name));
      if (found != read_.end()) margins.push_back({name, found->second.value_or(0)});
    }
    if (!missing.empty()) problem("no " + join(missing, ", "));
    const bool even = std::ranges::all_of(margins, [](const Margin& m) { return m.value == 0; });
    if (problems_.empty() && even && !shape_.ties)
      problem("every margin is 0, where they may not be even throughout");
    if (problems_.empty()) return margins;
    return give_up(join(problems_, "; "));
  }

 private:
  void take(const JsonField& field) {
    const std::string name = folded_name(field.name);
    if (std::ranges::find(shape_.criteria, name) == shape_.criteria.end()) return;
    if (read_.contains(name)) return problem(fmt::format("'{}' stands twice", name));
    Reading reading = margin_of(field, shape_);
    read_[name] = reading.margin;
    if (reading.margin) return;
    const std::string text =
        field.kind == JsonField::Kind::Text ? " '" + excerpt(field.text, kQuoted) + "'" : "";
    problem(fmt::format("'{}'{} {}", name, text, reading.why));
  }

  void problem(std::string what) {
    if (problems_.size() < kProblems) problems_.push_back(std::move(what));
  }

  const PairShape& shape_;
  std::map<std::string, std::optional<double>, std::less<>> read_;
  std::vector<std::string> problems_;
};

}  // namespace

Result<PairAnswer> parse_pair_answer(std::string_view answer, const PairShape& shape) {
  std::optional<JsonObject> last;
  PairAnswer read;
  const auto wanted = [&](const JsonField& field) {
    return std::ranges::find(shape.criteria, folded_name(field.name)) != shape.criteria.end();
  };
  std::string_view reasoning;
  each_object(answer, [&](const JsonObject& object) {
    if (std::ranges::any_of(object, wanted)) last = object;
    for (const JsonField& field : object) {
      if (field.name == shape.reasoning && field.kind == JsonField::Kind::Text)
        reasoning = field.text;
    }
  });
  if (!last) return give_up("no JSON object with any of the names asked for");
  Result<std::vector<Margin>> margins = Check(shape).of(*last);
  if (!margins) return std::move(margins).error();
  read.margins = *std::move(margins);
  read.reasoning = unescaped(reasoning);
  return read;
}

}  // namespace attune
