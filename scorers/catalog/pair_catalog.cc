#include "scorers/catalog/pair_catalog.h"

#include <memory>

#include "scorers/judges/eqbench3_pair_judge.h"
#include "scorers/judges/pairwise_judge.h"

namespace attune {
namespace {

// Compares nothing itself: what it stands for was found elsewhere.
class PublishedPairs final : public PairScorer {
 public:
  explicit PublishedPairs(std::string id) : id_(std::move(id)) {}

  [[nodiscard]] std::string_view id() const override { return id_; }

  [[nodiscard]] std::optional<std::string> unfit(const SamplePair&) const override {
    return std::string(kWhy);
  }

  [[nodiscard]] Question question(const SamplePair&) const override { return {}; }

  [[nodiscard]] std::optional<std::string> fault(const SamplePair&, const Answer&) const override {
    return std::string(kWhy);
  }

  [[nodiscard]] PairVerdict verdict(const SamplePair&, const Answer&) const override {
    return {.scorer = id_, .finding = Unscored{std::string(kWhy)}};
  }

 private:
  static constexpr std::string_view kWhy = "its comparisons come with imported files";
  std::string id_;
};

// One margin, "preference": 1 where the first is better, -1 where the second is, 0 for neither.
PairScorerRegistry::Entry published(const std::string& id, std::string summary) {
  return {.id = id,
          .summary = std::move(summary),
          .published = true,
          .rule = {.most = 1},
          .make = [id] { return std::make_unique<PublishedPairs>(id); }};
}

}  // namespace

PairScorerRegistry shipped_pair_scorers() {
  PairScorerRegistry scorers;
  scorers.add(pairwise_judge());
  scorers.add(eqbench3_pair_robust_judge());
  scorers.add(eqbench3_pair_judge());
  scorers.add(published("vote@1", "people's votes, imported: one preference for each pair"));
  scorers.add(published("verdict@1", "judges' verdicts, imported: one preference for each pair"));
  return scorers;
}

}  // namespace attune
