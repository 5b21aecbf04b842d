#include "scorers/rules/intensity_scorer.h"

#include <utility>

#include <fmt/format.h>

#include "scorers/rules/intensity_answer.h"
#include "scorers/rules/intensity_robust.h"
#include "scorers/rules/intensity_score.h"
#include "scorers/rules/last_reply.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr double kAnsweredShare = 0.8333;  // specs/eq-bench-family §1.5 "Failed run"
constexpr double kToPoints = 10;           // question scores are 10 at best, points 100

enum class Formula { V1, V2 };
enum class Reading { Compat, Robust };

struct Kind {
  std::string_view id;
  std::string_view summary;
  Formula formula;
  Reading reading;
  double answered_share;
};

// A part of the answer with its points, or why it has none.
struct ScoredPart {
  std::optional<double> points;
  std::string why;
};

ScoredPart scored(const AnswerPart& part, const IntensityKey& key, Formula formula) {
  if (!part.values) return {{}, part.why};
  const auto score =
      formula == Formula::V1 ? v1_score(*part.values, key) : v2_score(*part.values, key);
  if (!score) return {{}, "every value is 0"};
  return {*score * kToPoints, {}};
}

// "revised: Proud 7, Angry 3", for `attune show`.
std::string values_read(std::string_view name, const AnswerPart& part, const AnswerForm& form) {
  std::string line = fmt::format("{}:", name);
  for (std::size_t i = 0; i < form.names.size(); ++i) {
    line += fmt::format("{} {} {}", i == 0 ? "" : ",", form.names[i], (*part.values)[i]);
  }
  return line + "\n";
}

AnswerForm form_of(const Sample& sample) {
  AnswerForm form;
  for (const EmotionReference& emotion : sample.scenario->key->emotions)
    form.names.push_back(emotion.name);
  // The cue that was said, not the scenario's: results made without revision are imported so.
  form.revision = asks_for_revision(text_of(sample.transcript.turns.back().cue));
  form.german = sample.scenario->language.starts_with("de");
  return form;
}

std::optional<std::string> nothing_to_read(const Sample& sample) {
  if (!sample.scenario->key || sample.scenario->key->emotions.empty()) return "no reference answer";
  return no_reply(sample);
}

class IntensityScorer final : public Scorer {
 public:
  explicit IntensityScorer(const Kind& kind) : kind_(kind) {}

  [[nodiscard]] std::string_view id() const override { return kind_.id; }

  [[nodiscard]] Verdict verdict(const Sample& sample, std::span<const Answer>) const override {
    Verdict verdict;
    verdict.scorer = kind_.id;
    if (auto why = nothing_to_read(sample)) {
      verdict.finding = Unscored{std::move(*why)};
      return verdict;
    }
    const AnswerForm form = form_of(sample);
    const std::string& reply = sample.transcript.turns.back().reply;
    const IntensityAnswer answer = read(reply, form);
    const ScoredPart first = scored(answer.first_pass, *sample.scenario->key, kind_.formula);
    const ScoredPart revised = scored(answer.revised, *sample.scenario->key, kind_.formula);
    if (first.points) verdict.rationale += values_read("first pass", answer.first_pass, form);
    if (revised.points) verdict.rationale += values_read("revised", answer.revised, form);
    if (first.points || revised.points) {
      verdict.finding = marks_of(first, revised);
    } else {
      verdict.finding = Unscored{unreadable(sample, form, {first, revised})};
    }
    return verdict;
  }

 private:
  [[nodiscard]] IntensityAnswer read(std::string_view reply, const AnswerForm& form) const {
    return kind_.reading == Reading::Compat ? read_compat(reply, form) : read_robust(reply, form);
  }

  static Marks marks_of(const ScoredPart& first, const ScoredPart& revised) {
    Marks marks;
    marks.points = first.points ? *first.points : *revised.points;
    if (first.points) marks.marks.push_back({"first_pass", *first.points});
    if (revised.points) marks.marks.push_back({"revised", *revised.points});
    return marks;
  }

  static std::string unreadable(const Sample& sample, const AnswerForm& form,
                                const std::pair<ScoredPart, ScoredPart>& parts) {
    if (!form.revision) return unreadable_reply(sample, parts.first.why);
    return unreadable_reply(
        sample, fmt::format("first pass: {}; revised: {}", parts.first.why, parts.second.why));
  }

  const Kind& kind_;
};

constexpr Kind kV1 = {"eqbench-v1@1", "EQ-Bench v1, replies read as the reference does",
                      Formula::V1, Reading::Compat, kAnsweredShare};
constexpr Kind kV2 = {"eqbench-v2@1", "EQ-Bench v2, replies read as the reference does",
                      Formula::V2, Reading::Compat, kAnsweredShare};
constexpr Kind kV1Robust = {"eqbench-v1-robust@1",
                            "EQ-Bench v1's formula, forgiving of the reply's form", Formula::V1,
                            Reading::Robust, kAnsweredShare};
constexpr Kind kV2Robust = {"eqbench-v2-robust@1",
                            "EQ-Bench v2's formula, forgiving of the reply's form", Formula::V2,
                            Reading::Robust, kAnsweredShare};
constexpr Kind kIntensity = {"intensity@1",
                             "strength of feelings against a reference, by EQ-Bench v2's formula",
                             Formula::V2, Reading::Robust, 0};

// REQUIRES: `kind` is one of the constants above; the scorers keep a reference to it.
ScorerRegistry::Entry entry_of(const Kind& kind) {
  const double least = kind.formula == Formula::V1 ? kV1Least : kV2Least;
  return {.id = std::string(kind.id),
          .summary = std::string(kind.summary),
          .asks = false,
          .rule = {.headline = ScoreRule::Headline::FirstOrRevised,
                   .low = least * kToPoints,
                   .high = 100,
                   .answered_share = kind.answered_share},
          .make = [&kind] { return std::make_unique<IntensityScorer>(kind); }};
}

}  // namespace

ScorerRegistry::Entry eqbench_v1_scorer() {
  return entry_of(kV1);
}

ScorerRegistry::Entry eqbench_v2_scorer() {
  return entry_of(kV2);
}

ScorerRegistry::Entry eqbench_v1_robust_scorer() {
  return entry_of(kV1Robust);
}

ScorerRegistry::Entry eqbench_v2_robust_scorer() {
  return entry_of(kV2Robust);
}

ScorerRegistry::Entry intensity_scorer() {
  return entry_of(kIntensity);
}

}  // namespace attune
