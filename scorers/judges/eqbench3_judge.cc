#include "scorers/judges/eqbench3_judge.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>

#include <fmt/format.h>

#include "scorers/judges/answer_json.h"
#include "scorers/judges/eqbench3_answer.h"
#include "scorers/judges/eqbench3_prompt.h"
#include "scorers/judges/eqbench3_transcript.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr double kToPoints = 5;           // 0-20 becomes 0-100
constexpr int kMaxTokens = 8000;          // specs §2.3
constexpr std::size_t kRationale = 4000;  // bytes
constexpr std::size_t kQuoted = 160;      // code points of somebody else's words in a message

// Criteria of analyses: the reference counts them wherever else a judge volunteers them.
constexpr std::array<std::string_view, 4> kVolunteered = {
    "theory_of_mind", "subtext_identification", "intellectual_grounding", "correctness"};

std::string told(Outcome outcome, const std::string& why) {
  const std::string reason = excerpt(why, kQuoted);
  return fmt::format("{}{}{}", to_text(outcome), reason.empty() ? "" : ": ", reason);
}

// How many of the turns that want headings have them all, in percent.
std::optional<Mark> format_mark(const Sample& sample) {
  const auto& sections = sample.scenario->sections;
  const std::size_t turns = spoken_turns(sample);
  if (sections.empty() || turns == 0) return std::nullopt;
  double whole = 0;
  for (std::size_t i = 0; i < turns; ++i) {
    if (all_found(robust_sections(sample.transcript.turns[i].reply, sections))) ++whole;
  }
  return Mark{"format", 100 * whole / static_cast<double>(turns)};
}

std::string shortened(std::string text) {
  if (text.size() <= kRationale) return text;
  std::size_t end = kRationale;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

// What an answer says: a value by the name of each criterion it has.
struct Finding {
  std::map<std::string, double> values;
  std::string reasoning;
};

Result<Finding> read_robust(const Sample& sample, const Answer& answer) {
  if (answer.outcome != Outcome::Ok) return give_up(told(answer.outcome, answer.why));
  AnswerShape shape{.texts = {std::string(kEqbench3Reasoning)}, .low = 0, .high = 20};
  for (const Criterion& criterion : sample.scenario->rubric.criteria)
    shape.figures.push_back(criterion.name);
  Result<AnswerFields> fields = parse_answer(answer.text, shape);
  if (!fields) return std::move(fields).error();
  return Finding{std::move(fields->figures),
                 std::move(fields->texts[std::string(kEqbench3Reasoning)])};
}

// The reference knows no outcomes: it reads whatever text there is.
Result<Finding> read_compat(const Answer& answer) {
  if (answer.outcome != Outcome::Ok && answer.text.empty())
    return give_up(told(answer.outcome, answer.why));
  Result<CompatScores> scores = compat_scores(answer.text);
  if (!scores) return std::move(scores).error();
  return Finding{std::move(scores->scores), std::move(scores->reasoning)};
}

// The rubric's criteria that the answer has; their mean is that of the counted ones.
std::optional<Marks> marks_of(const Rubric& rubric, const Finding& finding) {
  Marks marks;
  double sum = 0;
  double counted = 0;
  const auto take = [&](const std::string& name, bool counts) {
    const auto value = finding.values.find(name);
    if (value == finding.values.end()) return;
    marks.marks.push_back({name, value->second});
    if (!counts) return;
    sum += value->second;
    ++counted;
  };
  for (const Criterion& criterion : rubric.criteria) take(criterion.name, criterion.counted);
  for (const std::string_view name : kVolunteered) {
    const bool known =
        std::ranges::find(rubric.criteria, name, &Criterion::name) != rubric.criteria.end();
    if (!known) take(std::string(name), true);
  }
  if (counted == 0) return std::nullopt;
  marks.points = kToPoints * sum / counted;
  return marks;
}

class Eqbench3Judge final : public Scorer {
 public:
  explicit Eqbench3Judge(Eqbench3Mode mode) : mode_(mode) {}

  [[nodiscard]] std::string_view id() const override {
    return mode_ == Eqbench3Mode::Compat ? kCompatId : kRobustId;
  }

  [[nodiscard]] std::vector<Question> questions(const Sample& sample) const override {
    if (not_judged(sample)) return {};
    Question question;
    question.messages = {text_message(Role::User, eqbench3_rubric_prompt(sample, mode_))};
    question.parameters.temperature = 0;
    question.parameters.max_tokens = kMaxTokens;
    return {std::move(question)};
  }

  [[nodiscard]] std::optional<std::string> fault(const Sample& sample, std::size_t,
                                                 const Answer& answer) const override {
    if (mode_ == Eqbench3Mode::Compat) return std::nullopt;  // the reference never asks again
    const auto finding = read_robust(sample, answer);
    return finding ? std::nullopt : std::optional(finding.error().what);
  }

  [[nodiscard]] Verdict verdict(const Sample& sample,
                                std::span<const Answer> answers) const override {
    Verdict verdict{.scorer = std::string(id())};
    if (auto why = not_judged(sample)) {
      verdict.finding = Unscored{std::move(*why)};
      return verdict;
    }
    assert(answers.size() == 1);
    Result<Finding> finding = mode_ == Eqbench3Mode::Compat ? read_compat(answers.front())
                                                            : read_robust(sample, answers.front());
    if (!finding) {
      verdict.finding = Unscored{"judge's answer: " + finding.error().what};
      return verdict;
    }
    std::optional<Marks> marks = marks_of(sample.scenario->rubric, *finding);
    if (!marks) {
      verdict.finding = Unscored{"judge's answer: no counted criterion"};
      return verdict;
    }
    if (auto format = format_mark(sample)) marks->marks.push_back(std::move(*format));
    verdict.finding = *std::move(marks);
    verdict.rationale = shortened(std::move(finding->reasoning));
    return verdict;
  }

  static constexpr std::string_view kCompatId = "eqbench3@1";
  static constexpr std::string_view kRobustId = "eqbench3-robust@1";

 private:
  // Why this sample gets no question, or nothing when it gets one.
  [[nodiscard]] std::optional<std::string> not_judged(const Sample& sample) const {
    const Scenario& scenario = *sample.scenario;
    if (scenario.rubric.prompt.empty()) return "no published prompt in the rubric";
    if (std::ranges::none_of(scenario.rubric.criteria, &Criterion::counted))
      return "no counted criterion in the rubric";
    const bool whole =
        !scenario.cues.empty() && sample.transcript.turns.size() == scenario.cues.size();
    if (sample.outcome != Outcome::Ok && (mode_ == Eqbench3Mode::Robust || !whole))
      return told(sample.outcome, sample.why);
    if (!whole) return "not all of its turns were played";
    if (mode_ == Eqbench3Mode::Compat && !has_evidence(sample)) return "no reply of 100 characters";
    return std::nullopt;
  }

  Eqbench3Mode mode_;
};

ScorerRegistry::Entry entry(std::string_view id, std::string summary, Eqbench3Mode mode) {
  return {.id = std::string(id),
          .summary = std::move(summary),
          .asks = true,
          .rule = {.headline = ScoreRule::Headline::Mean, .low = 0, .high = 100},
          .make = [mode] { return std::make_unique<Eqbench3Judge>(mode); }};
}

}  // namespace

ScorerRegistry::Entry eqbench3_judge() {
  return entry(Eqbench3Judge::kCompatId,
               "EQ-Bench 3's rubric as the reference judges and reads it, defects included",
               Eqbench3Mode::Compat);
}

ScorerRegistry::Entry eqbench3_robust_judge() {
  return entry(Eqbench3Judge::kRobustId,
               "EQ-Bench 3's rubric on whole replies; a judge must mark every criterion, 0-20",
               Eqbench3Mode::Robust);
}

}  // namespace attune
