#include "scorers/judges/rubric_judge.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "scorers/judges/answer_json.h"
#include "scorers/judges/judge_texts.h"
#include "scorers/judges/rubric_prompt.h"

namespace attune {
namespace {

constexpr double kToPoints = 5;           // 0-20 becomes 0-100
constexpr int kMaxTokens = 4000;          // 150 words and the marks, with room for thinking
constexpr std::size_t kRationale = 4000;  // bytes

AnswerShape shape_of(const Rubric& rubric) {
  AnswerShape shape{.texts = {std::string(kReasoning)}, .low = 0, .high = 20};
  for (const Criterion& criterion : rubric.criteria) shape.figures.push_back(criterion.name);
  return shape;
}

std::optional<std::string> not_judged(const Sample& sample) {
  if (auto why = not_played(sample)) return why;
  const auto& criteria = sample.scenario->rubric.criteria;
  if (criteria.empty()) return "no rubric";
  if (std::ranges::none_of(criteria, &Criterion::counted))
    return "no counted criterion in the rubric";
  return std::nullopt;
}

// The answer's fields, or one sentence on why it has none.
Result<AnswerFields> read(const Sample& sample, const Answer& answer) {
  return read_answer(answer, shape_of(sample.scenario->rubric));
}

Marks marks_of(const Rubric& rubric, const AnswerFields& fields) {
  Marks marks;
  double sum = 0;
  double counted = 0;
  for (const Criterion& criterion : rubric.criteria) {
    const double value = fields.figures.at(criterion.name);
    marks.marks.push_back({criterion.name, value});
    if (!criterion.counted) continue;
    sum += value;
    ++counted;
  }
  marks.points = kToPoints * sum / counted;
  return marks;
}

class RubricJudge final : public Scorer {
 public:
  [[nodiscard]] std::string_view id() const override { return kId; }

  [[nodiscard]] std::vector<Question> questions(const Sample& sample) const override {
    if (not_judged(sample)) return {};
    Question question;
    question.messages = {text_message(Role::User, rubric_prompt(sample))};
    question.parameters.temperature = 0;
    question.parameters.max_tokens = kMaxTokens;
    return {std::move(question)};
  }

  [[nodiscard]] std::optional<std::string> fault(const Sample& sample, std::size_t /*question*/,
                                                 const Answer& answer) const override {
    const auto fields = read(sample, answer);
    return fields ? std::nullopt : std::optional(fields.error().what);
  }

  [[nodiscard]] Verdict verdict(const Sample& sample,
                                std::span<const Answer> answers) const override {
    Verdict verdict;
    verdict.scorer = kId;
    if (auto why = not_judged(sample)) {
      verdict.finding = Unscored{std::move(*why)};
      return verdict;
    }
    assert(answers.size() == 1);
    auto fields = read(sample, answers.front());
    if (!fields) {
      verdict.finding = Unscored{"judge's answer: " + fields.error().what};
      return verdict;
    }
    verdict.finding = marks_of(sample.scenario->rubric, *fields);
    verdict.rationale = shortened(std::move(fields->texts[std::string(kReasoning)]), kRationale);
    return verdict;
  }

  static constexpr std::string_view kId = "rubric@1";
};

}  // namespace

ScorerRegistry::Entry rubric_judge() {
  return {.id = std::string(RubricJudge::kId),
          .summary = "a judge's marks on the scenario's rubric, 0-20 for each criterion",
          .asks = true,
          .rule = {.headline = ScoreRule::Headline::Mean, .low = 0, .high = 100},
          .make = [] { return std::make_unique<RubricJudge>(); }};
}

}  // namespace attune
