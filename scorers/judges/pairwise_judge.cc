#include "scorers/judges/pairwise_judge.h"

#include <cassert>
#include <memory>

#include "scorers/judges/judge_texts.h"
#include "scorers/judges/pair_answer.h"
#include "scorers/judges/pairwise_prompt.h"
#include "scorers/judges/rubric_prompt.h"

namespace attune {
namespace {

constexpr int kMaxTokens = 6000;          // 200 words and the margins, with room for thinking
constexpr std::size_t kRationale = 4000;  // bytes

PairLabels labels_of(const SamplePair& pair) {
  return pair_labels(pair, pair_texts(pair));
}

PairShape shape_of(const SamplePair& pair) {
  PairShape shape{.labels = labels_of(pair),
                  .ties = pair.first->scenario->rubric.ties,
                  .reasoning = kReasoning};
  for (const Criterion& criterion : compared_criteria(*pair.first->scenario))
    shape.criteria.push_back(criterion.name);
  return shape;
}

Result<PairAnswer> read(const SamplePair& pair, const Answer& answer) {
  if (answer.outcome != Outcome::Ok) return give_up(told(answer.outcome, answer.why));
  return parse_pair_answer(answer.text, shape_of(pair));
}

class PairwiseJudge final : public PairScorer {
 public:
  [[nodiscard]] std::string_view id() const override { return kId; }

  [[nodiscard]] std::optional<std::string> unfit(const SamplePair& pair) const override {
    if (auto why = not_a_pair(pair)) return why;
    const Scenario& scenario = *pair.first->scenario;
    if (scenario.key || scenario.choices || scenario.reference)
      return "the scenario has a key, which says who is right";
    return std::nullopt;
  }

  [[nodiscard]] Question question(const SamplePair& pair) const override {
    assert(!unfit(pair));
    Question question;
    question.messages = {text_message(Role::User, pairwise_prompt(pair, labels_of(pair)))};
    question.parameters.temperature = 0;
    question.parameters.max_tokens = kMaxTokens;
    return question;
  }

  [[nodiscard]] std::optional<std::string> fault(const SamplePair& pair,
                                                 const Answer& answer) const override {
    const auto margins = read(pair, answer);
    return margins ? std::nullopt : std::optional(margins.error().what);
  }

  [[nodiscard]] PairVerdict verdict(const SamplePair& pair, const Answer& answer) const override {
    PairVerdict verdict{.scorer = std::string(kId)};
    if (auto why = unfit(pair)) {
      verdict.finding = Unscored{std::move(*why)};
      return verdict;
    }
    auto found = read(pair, answer);
    if (!found) {
      verdict.finding = Unscored{"judge's answer: " + found.error().what};
      return verdict;
    }
    verdict.finding = Margins{std::move(found->margins)};
    verdict.rationale = shortened(std::move(found->reasoning), kRationale);
    return verdict;
  }

  static constexpr std::string_view kId = "pairwise@1";
};

}  // namespace

PairScorerRegistry::Entry pairwise_judge() {
  return {.id = std::string(PairwiseJudge::kId),
          .summary = "which of two conversations is better, and by how much, on each criterion",
          .rule = {.most = kMostMargin},
          .make = [] { return std::make_unique<PairwiseJudge>(); }};
}

}  // namespace attune
