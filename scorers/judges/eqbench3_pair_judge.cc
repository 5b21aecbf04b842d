#include "scorers/judges/eqbench3_pair_judge.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include "scorers/judges/eqbench3_answer.h"
#include "scorers/judges/eqbench3_pair_reading.h"
#include "scorers/judges/eqbench3_prompt.h"
#include "scorers/judges/eqbench3_transcript.h"
#include "scorers/judges/judge_texts.h"
#include "scorers/judges/pair_answer.h"

namespace attune {
namespace {

constexpr int kMaxTokens = 8000;          // specs §2.3
constexpr std::size_t kRationale = 4000;  // bytes
constexpr double kMostPlus = 30;          // the reference's greatest difference; specs §3

// The reference's fraction (specs §3): 0.5 and half of the difference over 30.
double share_of_pluses(std::span<const Margin> margins) {
  const double diff =
      std::accumulate(margins.begin(), margins.end(), 0.0,
                      [](double sum, const Margin& margin) { return sum + margin.value; });
  const double winner = std::min(std::abs(diff) / kMostPlus, 1.0) / 2 + 0.5;
  return diff < 0 ? 1.0 - winner : winner;
}

PairLabels robust_labels(const SamplePair& pair) {
  return pair_labels(pair, pair_texts(pair));
}

PairShape shape_of(const SamplePair& pair) {
  PairShape shape{.labels = robust_labels(pair),
                  .form = PairShape::Form::Pluses,
                  .reasoning = kEqbench3Reasoning};
  for (const Criterion& criterion : pair.first->scenario->rubric.compared)
    shape.criteria.push_back(criterion.name);
  return shape;
}

Result<PairAnswer> read_robust(const SamplePair& pair, const Answer& answer) {
  if (answer.outcome != Outcome::Ok) return give_up(told(answer.outcome, answer.why));
  return parse_pair_answer(answer.text, shape_of(pair));
}

// The reference knows no outcomes: it reads whatever text there is.
Result<PairAnswer> read_compat(const Answer& answer) {
  if (answer.outcome != Outcome::Ok && answer.text.empty())
    return give_up(told(answer.outcome, answer.why));
  Result<std::string> json = compat_json(answer.text);
  if (!json) return std::move(json).error();
  PairReading reading = eqbench3_pair_reading(*json);
  PairAnswer read{.reasoning = std::move(reading.reasoning)};
  for (PairPlus& criterion : reading.criteria)
    read.margins.push_back({std::move(criterion.criterion), static_cast<double>(criterion.plus)});
  return read;
}

std::optional<std::string> incomplete(const Sample& sample) {
  const Scenario& scenario = *sample.scenario;
  if (scenario.cues.empty() || sample.transcript.turns.size() != scenario.cues.size()) {
    return sample.outcome == Outcome::Ok ? "not all of its turns were played"
                                         : told(sample.outcome, sample.why);
  }
  if (!has_debrief(scenario) && !has_evidence(sample)) return "no reply of 100 characters";
  return std::nullopt;
}

std::optional<std::string> unfit_for_compat(const SamplePair& pair) {
  if (pair.first->scenario->id != pair.second->scenario->id) return "two different scenarios";
  for (const Sample* sample : {pair.first, pair.second}) {
    if (const auto why = incomplete(*sample))
      return fmt::format("{}: {}", sample->key.subject.text, *why);
  }
  return std::nullopt;
}

class Eqbench3PairJudge final : public PairScorer {
 public:
  explicit Eqbench3PairJudge(Eqbench3Mode mode) : mode_(mode) {}

  [[nodiscard]] std::string_view id() const override {
    return compat() ? kEqbench3PairScorer : kRobustId;
  }

  [[nodiscard]] std::optional<std::string> unfit(const SamplePair& pair) const override {
    if (pair.first->scenario->rubric.pair_prompt.empty()) return "no published prompt for pairs";
    return compat() ? unfit_for_compat(pair) : not_a_pair(pair);
  }

  [[nodiscard]] Question question(const SamplePair& pair) const override {
    assert(!unfit(pair));
    Question question;
    question.messages = {text_message(Role::User, prompt(pair))};
    question.parameters.temperature = 0;
    question.parameters.max_tokens = kMaxTokens;
    return question;
  }

  [[nodiscard]] std::optional<std::string> fault(const SamplePair& pair,
                                                 const Answer& answer) const override {
    if (compat()) return std::nullopt;  // the reference never asks again
    const auto read = read_robust(pair, answer);
    return read ? std::nullopt : std::optional(read.error().what);
  }

  [[nodiscard]] PairVerdict verdict(const SamplePair& pair, const Answer& answer) const override {
    PairVerdict verdict{.scorer = std::string(id())};
    if (auto why = unfit(pair)) {
      verdict.finding = Unscored{std::move(*why)};
      return verdict;
    }
    Result<PairAnswer> read = compat() ? read_compat(answer) : read_robust(pair, answer);
    if (!read) {
      verdict.finding = Unscored{"judge's answer: " + read.error().what};
      return verdict;
    }
    verdict.finding = Margins{std::move(read->margins)};
    verdict.rationale = shortened(std::move(read->reasoning), kRationale);
    return verdict;
  }

  static constexpr std::string_view kRobustId = "eqbench3-pair-robust@1";

 private:
  [[nodiscard]] bool compat() const { return mode_ == Eqbench3Mode::Compat; }

  [[nodiscard]] std::string prompt(const SamplePair& pair) const {
    if (compat()) return eqbench3_pair_prompt({pair.first, pair.second}, mode_);
    const PairLabels labels = robust_labels(pair);
    return eqbench3_pair_prompt({pair.first, pair.second, {labels.first, labels.second}}, mode_);
  }

  Eqbench3Mode mode_;
};

}  // namespace

PairScorerRegistry::Entry eqbench3_pair_judge() {
  return {.id = std::string(kEqbench3PairScorer),
          .summary =
              "EQ-Bench 3's pairwise judge as the reference asks and reads it, defects "
              "included",
          .rule = {.most = kMostMargin, .share = share_of_pluses},
          .make = [] { return std::make_unique<Eqbench3PairJudge>(Eqbench3Mode::Compat); }};
}

PairScorerRegistry::Entry eqbench3_pair_robust_judge() {
  return {.id = std::string(Eqbench3PairJudge::kRobustId),
          .summary =
              "EQ-Bench 3's pairwise judge, fenced and under drawn codes; every criterion "
              "must be won",
          .rule = {.most = kMostMargin},
          .make = [] { return std::make_unique<Eqbench3PairJudge>(Eqbench3Mode::Robust); }};
}

}  // namespace attune
