#include "scorers/judges/answer_json.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scorers/judges/json_objects.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::size_t kQuoted = 40;   // code points of an answer's name or text in a message
constexpr std::size_t kProblems = 4;  // so many are told

std::string in_quotes(std::string_view text) {
  return fmt::format("'{}'", excerpt(text, kQuoted));
}

std::string_view to_text(JsonField::Kind kind) {
  switch (kind) {
    case JsonField::Kind::Number:
      return "a number";
    case JsonField::Kind::Text:
      return "a text";
    case JsonField::Kind::Boolean:
      return "true or false";
    case JsonField::Kind::Null:
      return "null";
    case JsonField::Kind::List:
      return "a list";
    case JsonField::Kind::Object:
      return "an object";
  }
  return {};
}

bool names(const std::vector<std::string>& wanted, std::string_view name) {
  return std::ranges::find(wanted, name) != wanted.end();
}

// Checks one object against the shape, field by field.
class Check {
 public:
  explicit Check(const AnswerShape& shape) : shape_(shape) {}

  Result<AnswerFields> of(const JsonObject& object) {
    for (const JsonField& field : object) take(field);
    std::vector<std::string> missing;
    for (const std::string& name : shape_.figures) {
      if (!seen(name)) missing.push_back(in_quotes(name));
    }
    if (!missing.empty()) problem("no " + join(missing, ", "));
    if (problems_.empty()) return std::move(fields_);
    return give_up(join(problems_, "; "));
  }

 private:
  void take(const JsonField& field) {
    if (names(shape_.figures, field.name)) {
      take_figure(field);
    } else if (names(shape_.texts, field.name)) {
      if (field.kind == JsonField::Kind::Text)
        fields_.texts[std::string(field.name)] = unescaped(field.text);
    } else {
      problem("unknown name " + in_quotes(field.name));
    }
  }

  void take_figure(const JsonField& field) {
    const std::string name = in_quotes(field.name);
    if (seen(field.name)) return problem(name + " stands twice");
    seen_.emplace_back(field.name);
    if (field.kind == JsonField::Kind::Text) {
      return problem(fmt::format("{} is the text {}, not a number", name, in_quotes(field.text)));
    }
    if (field.kind != JsonField::Kind::Number) {
      return problem(fmt::format("{} is {}, not a number", name, to_text(field.kind)));
    }
    if (!(field.number >= shape_.low && field.number <= shape_.high)) {
      return problem(
          fmt::format("{} is {}, outside {}-{}", name, field.number, shape_.low, shape_.high));
    }
    fields_.figures[std::string(field.name)] = field.number;
  }

  [[nodiscard]] bool seen(std::string_view name) const { return names(seen_, name); }

  void problem(std::string what) {
    if (problems_.size() < kProblems) problems_.push_back(std::move(what));
  }

  const AnswerShape& shape_;
  AnswerFields fields_;
  std::vector<std::string> seen_;
  std::vector<std::string> problems_;
};

}  // namespace

Result<AnswerFields> parse_answer(std::string_view answer, const AnswerShape& shape) {
  std::optional<JsonObject> last;
  const auto wanted = [&](const JsonField& field) { return names(shape.figures, field.name); };
  each_object(answer, [&](const JsonObject& object) {
    if (std::ranges::any_of(object, wanted)) last = object;
  });
  if (!last) return give_up("no JSON object with any of the names asked for");
  return Check(shape).of(*last);
}

}  // namespace attune
