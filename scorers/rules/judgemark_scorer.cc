#include "scorers/rules/judgemark_scorer.h"

#include <utility>

#include <fmt/format.h>

#include "scorers/rules/judgemark_answer.h"
#include "scorers/rules/judgemark_score.h"
#include "scorers/rules/last_reply.h"

namespace attune {
namespace {

constexpr std::string_view kComposite = "judgemark@1";
constexpr std::string_view kSeparability = "judgemark-separability@1";
constexpr double kToPoints = 10;

// Both scorers read the same marks; they differ in what is made of a whole run.
class JudgemarkScorer final : public Scorer {
 public:
  explicit JudgemarkScorer(std::string_view id) : id_(id) {}

  [[nodiscard]] std::string_view id() const override { return id_; }

  [[nodiscard]] Verdict verdict(const Sample& sample, std::span<const Answer>) const override {
    Verdict verdict{.scorer = std::string(id_)};
    if (auto why = no_reply(sample)) {
      verdict.finding = Unscored{*std::move(why)};
      return verdict;
    }
    const auto given = given_marks(without_thoughts(sample.transcript.turns.back().reply));
    const auto raw = judgemark_raw(given, sample.scenario->rubric);
    if (!raw) {
      verdict.finding = Unscored{unreadable_reply(
          sample, fmt::format("{} marks on lines \"name: number\", where five from 0 to 10 are "
                              "needed",
                              given.size()))};
      return verdict;
    }
    for (const GivenMark& mark : given)
      verdict.rationale += fmt::format("{}: {}\n", mark.name, mark.value);
    Marks marks{.points = kToPoints * *raw, .marks = {{"raw", *raw}}};
    if (sample.scenario->reference)
      marks.marks.push_back({"reference", *sample.scenario->reference});
    verdict.finding = std::move(marks);
    return verdict;
  }

 private:
  std::string_view id_;
};

ScorerRegistry::Entry entry(std::string_view id, std::string summary, ScoreRule rule) {
  return {.id = std::string(id), .summary = std::move(summary), .rule = rule, .make = [id] {
            return std::make_unique<JudgemarkScorer>(id);
          }};
}

}  // namespace

ScorerRegistry::Entry judgemark_scorer() {
  return entry(kComposite,
               "the subject as a judge: stability, separability, correlation (Judgemark v2.1)",
               {.headline = ScoreRule::Headline::Whole,
                .whole = judgemark_points,
                .whole_drawn = judgemark_points_drawn});
}

ScorerRegistry::Entry judgemark_separability_scorer() {
  return entry(kSeparability, "the subject as a judge: how well it tells writers apart, alone",
               {.headline = ScoreRule::Headline::Whole, .whole = separability_points});
}

}  // namespace attune
