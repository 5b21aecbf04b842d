#include "scorers/judges/persona_judge.h"

#include <algorithm>
#include <cassert>
#include <memory>

#include <fmt/format.h>

#include "scorers/judges/judge_texts.h"
#include "scorers/judges/persona_prompt.h"
#include "scorers/judges/persona_score.h"
#include "scorers/judges/rubric_prompt.h"

namespace attune {
namespace {

constexpr int kMaxTokens = 4000;          // 150 words and the marks, with room for thinking
constexpr std::size_t kRationale = 4000;  // bytes
constexpr double kTop = 10;

AnswerShape shape_of(const Rubric& rubric) {
  AnswerShape shape{.texts = {std::string(kReasoning)}, .low = 0, .high = 20};
  for (const Criterion& criterion : rubric.criteria) shape.figures.push_back(criterion.name);
  return shape;
}

AnswerShape debrief_shape() {
  return {.figures = {kDebriefCriteria.begin(), kDebriefCriteria.end()},
          .texts = {std::string(kReasoning)},
          .low = 0,
          .high = 20};
}

std::vector<Level> start_of(const SimulatedUser& user) {
  std::vector<Level> state;
  for (const StateDimension& dimension : user.state)
    state.push_back({dimension.name, dimension.start});
  return state;
}

std::optional<std::string> unfit(const Scenario& scenario) {
  if (!scenario.user) return "no simulated user in the scenario";
  if (!goodness(scenario.user->state, start_of(*scenario.user)))
    return "no weighted state in the scenario";
  if (scenario.cues.size() < 2) return "no debrief in the scenario";
  if (std::ranges::none_of(scenario.rubric.criteria, &Criterion::counted))
    return "no counted criterion in the rubric";
  return std::nullopt;
}

std::optional<std::string> not_judged(const Sample& sample) {
  if (auto why = not_played(sample)) return why;
  if (auto why = unfit(*sample.scenario)) return why;
  const SimulatedUser& user = *sample.scenario->user;
  const auto& turns = sample.transcript.turns;
  const auto wanted = static_cast<std::size_t>(user.turns) + 1;
  if (turns.size() != wanted)
    return fmt::format("{} of {} turns in the transcript", turns.size(), wanted);
  const auto& last = turns.back().aside;
  if (!last || !goodness(user.state, last->state)) return "no final state in the transcript";
  return std::nullopt;
}

// What was found, before it is put in order.
struct Findings {
  AnswerFields conversation;
  AnswerFields debrief;
};

Result<Findings> read(const Sample& sample, std::span<const Answer> answers) {
  auto conversation = read_answer(answers[0], shape_of(sample.scenario->rubric));
  if (!conversation)
    return std::move(conversation).error().within("judge's answer on the conversation");
  auto debrief = read_answer(answers[1], debrief_shape());
  if (!debrief) return std::move(debrief).error().within("judge's answer on the debrief");
  return Findings{*std::move(conversation), *std::move(debrief)};
}

double rubric_figure(const Rubric& rubric, const AnswerFields& fields) {
  std::vector<double> marks;
  for (const Criterion& criterion : rubric.criteria)
    marks.push_back(fields.figures.at(criterion.name));
  return eq_rubric(rubric.criteria, marks).value_or(0);  // not_judged() saw a counted criterion
}

double debrief_figure(const AnswerFields& fields, double attunement) {
  double sum = attunement;
  for (const std::string_view name : kDebriefCriteria)
    sum += fields.figures.at(std::string(name)) / 2;
  return sum / static_cast<double>(kDebriefCriteria.size() + 1);
}

Marks marks_of(const Sample& sample, const Findings& found) {
  const Scenario& scenario = *sample.scenario;
  const auto& dimensions = scenario.user->state;
  const Turn& last = sample.transcript.turns.back();
  const std::vector<Level>& truth = last.aside->state;
  const std::vector<Level> estimate = read_estimate(last.reply, dimensions);
  const double start = goodness(dimensions, start_of(*scenario.user)).value_or(0);
  const double end = goodness(dimensions, truth).value_or(0);
  const double attunement = emotional_attunement(estimate, truth);
  const PersonaParts parts = {.user_state = user_state(start, end),
                              .eq_rubric = rubric_figure(scenario.rubric, found.conversation),
                              .debrief = debrief_figure(found.debrief, attunement)};
  const auto named = static_cast<double>(estimate.size());
  Marks marks{kTop * persona_score(parts),
              {{"user_state", parts.user_state},
               {"eq_rubric", parts.eq_rubric},
               {"debrief", parts.debrief},
               {"emotional_attunement", attunement},
               {"estimate_read", named / static_cast<double>(dimensions.size())},
               {"state_start", kTop * start},
               {"state_end", kTop * end}}};
  for (const std::string_view name : kDebriefCriteria)
    marks.marks.push_back({std::string(name), found.debrief.figures.at(std::string(name))});
  for (const Criterion& criterion : scenario.rubric.criteria)
    marks.marks.push_back({criterion.name, found.conversation.figures.at(criterion.name)});
  return marks;
}

std::string rationale_of(const Findings& found) {
  const auto reasoning = [](const AnswerFields& fields) {
    const auto text = fields.texts.find(std::string(kReasoning));
    return text == fields.texts.end() ? std::string() : text->second;
  };
  return shortened(reasoning(found.conversation), kRationale / 2) +
         "\n\nDebrief: " + shortened(reasoning(found.debrief), kRationale / 2);
}

class PersonaJudge final : public Scorer {
 public:
  [[nodiscard]] std::string_view id() const override { return kId; }

  [[nodiscard]] std::vector<Question> questions(const Sample& sample) const override {
    if (not_judged(sample)) return {};
    std::vector<Question> questions;
    for (std::string prompt :
         {persona_conversation_prompt(sample), persona_debrief_prompt(sample)}) {
      Question& question = questions.emplace_back();
      question.messages = {text_message(Role::User, std::move(prompt))};
      question.parameters.temperature = 0;
      question.parameters.max_tokens = kMaxTokens;
    }
    return questions;
  }

  [[nodiscard]] std::optional<std::string> fault(const Sample& sample, std::size_t question,
                                                 const Answer& answer) const override {
    const auto fields =
        read_answer(answer, question == 0 ? shape_of(sample.scenario->rubric) : debrief_shape());
    return fields ? std::nullopt : std::optional(fields.error().what);
  }

  [[nodiscard]] Verdict verdict(const Sample& sample,
                                std::span<const Answer> answers) const override {
    Verdict verdict{.scorer = std::string(kId)};
    if (auto why = not_judged(sample)) {
      verdict.finding = Unscored{std::move(*why)};
      return verdict;
    }
    assert(answers.size() == 2);
    const auto found = read(sample, answers);
    if (!found) {
      verdict.finding = Unscored{found.error().what};
      return verdict;
    }
    verdict.finding = marks_of(sample, *found);
    verdict.rationale = rationale_of(*found);
    return verdict;
  }

  static constexpr std::string_view kId = "persona@1";
};

}  // namespace

ScorerRegistry::Entry persona_judge() {
  return {.id = std::string(PersonaJudge::kId),
          .summary = "a simulated person's state, a judge's marks on the talk, and the debrief",
          .asks = true,
          .rule = {.headline = ScoreRule::Headline::Mean, .low = 0, .high = 100},
          .make = [] { return std::make_unique<PersonaJudge>(); }};
}

}  // namespace attune
