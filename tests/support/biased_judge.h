#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "results/audit/judge_audit.h"
#include "scenarios/base/rng.h"

namespace attune::testing {

// Judges whose leanings are known, for asking whether an audit finds them and nothing else.

// In natural log-odds.
struct Leanings {
  double first = 0;      // for who is shown first
  double length = 0;     // for twice the length
  double own = 0;        // for the judge's own family
  double sharpness = 1;  // times the difference of strengths
};

struct AWriter {
  const char* subject;
  double strength;
  double length;  // of a typical reply
};

struct AWorld {
  std::vector<AWriter> writers = {
      {"openai/gpt-4", 0.6, 1400},         {"openai/o3", 0.9, 1900},
      {"anthropic/claude-3", 0.8, 1500},   {"anthropic/claude-2", 0.0, 1100},
      {"google/gemini-pro", -0.3, 1700},   {"meta-llama/llama-3", -0.9, 800},
      {"mistral/mixtral-8x7b", -1.1, 1000}};
  std::size_t scenarios = 24;
  double spread = 0.8;  // of a pair's own difference in a scenario, which all judges see
};

inline constexpr const char* kAuditScorer = "pairwise@1";

// Comparisons by judges of one world: everybody with everybody on every scenario, in both orders.
class Judging {
 public:
  Judging(AWorld world, std::uint64_t seed)
      : world_(std::move(world)), rng_(Rng::named(seed, "a world")) {
    for (std::size_t scenario = 0; scenario < world_.scenarios; ++scenario) {
      for (const AWriter& writer : world_.writers)
        lengths_.push_back(std::round(writer.length * std::exp(0.4 * rng_.normal())));
    }
    const std::size_t writers = world_.writers.size();
    for (std::size_t at = 0; at < world_.scenarios * writers * writers; ++at)
      differences_.push_back(world_.spread * rng_.normal());
  }

  void judge(const std::string& judge, const std::string& family, const Leanings& leanings) {
    each_pair([&](std::size_t scenario, std::size_t a, std::size_t b) {
      for (const bool turned : {false, true}) {
        Comparison row = comparison(scenario, turned ? b : a, turned ? a : b);
        row.turned = turned;
        row.judge = judge;
        row.source = "judge";
        const double odds = turned ? -merit(scenario, a, b, leanings.sharpness)
                                   : merit(scenario, a, b, leanings.sharpness);
        decide(row, odds + leanings.first + asides(row, family, leanings));
        rows_.push_back(std::move(row));
      }
    });
  }

  // A vote of somebody new on each pair, in one order.
  void vote() {
    each_pair([&](std::size_t scenario, std::size_t a, std::size_t b) {
      const bool turned = rng_.uniform() < 0.5;
      Comparison row = comparison(scenario, turned ? b : a, turned ? a : b);
      row.judge = fmt::format("person-{}", rows_.size());
      row.source = "vote";
      row.scorer = "vote@1";
      decide(row, turned ? -merit(scenario, a, b, 1) : merit(scenario, a, b, 1));
      rows_.push_back(std::move(row));
    });
  }

  [[nodiscard]] std::vector<Comparison>& rows() { return rows_; }

  [[nodiscard]] JudgeAuditFacts facts(const std::string& judge) const {
    return {.judge = {judge},
            .pack = {"pack"},
            .pack_digest = "sha256:0",
            .scorer = kAuditScorer,
            .comparisons = rows_,
            .rules = {{kAuditScorer, PairRule{.most = 5}}, {"vote@1", PairRule{.most = 1}}}};
  }

 private:
  template <class Do>
  void each_pair(Do act) {
    for (std::size_t scenario = 0; scenario < world_.scenarios; ++scenario) {
      for (std::size_t a = 0; a < world_.writers.size(); ++a) {
        for (std::size_t b = a + 1; b < world_.writers.size(); ++b) act(scenario, a, b);
      }
    }
  }

  [[nodiscard]] double merit(std::size_t scenario, std::size_t a, std::size_t b,
                             double sharpness) const {
    const std::size_t writers = world_.writers.size();
    return sharpness * (world_.writers[a].strength - world_.writers[b].strength +
                        differences_[(scenario * writers + a) * writers + b]);
  }

  static double asides(const Comparison& row, const std::string& family, const Leanings& leanings) {
    const auto is_own = [&family](const SubjectId& subject) {
      return subject.text.starts_with(family) ? 1.0 : 0.0;
    };
    return leanings.length * std::log2(*row.first_length / *row.second_length) +
           leanings.own * (is_own(row.first) - is_own(row.second));
  }

  [[nodiscard]] Comparison comparison(std::size_t scenario, std::size_t first,
                                      std::size_t second) const {
    Comparison row;
    row.run = {"run"};
    row.pack = {"pack"};
    row.pack_digest = "sha256:0";
    row.scenario = {fmt::format("{:03}", scenario)};
    row.first = {world_.writers[first].subject};
    row.second = {world_.writers[second].subject};
    row.first_run = row.second_run = {"played"};
    row.scorer = kAuditScorer;
    row.first_length = lengths_[scenario * world_.writers.size() + first];
    row.second_length = lengths_[scenario * world_.writers.size() + second];
    return row;
  }

  // One tie in twenty; a margin that grows with the odds.
  void decide(Comparison& row, double odds) {
    const double drawn = rng_.uniform();
    const bool first = rng_.uniform() < 1 / (1 + std::exp(-odds));
    const double size =
        row.source == "vote" ? 1 : std::clamp(std::round(1 + std::abs(odds)), 1., 5.);
    row.finding = Margins{{{"overall", drawn < 0.05 ? 0 : first ? size : -size}}};
  }

  AWorld world_;
  Rng rng_;
  std::vector<double> lengths_;
  std::vector<double> differences_;
  std::vector<Comparison> rows_;
};

inline const AuditFlag& flag_of(const JudgeAudit& audit, std::string_view name) {
  return *std::ranges::find(audit.flags, name, &AuditFlag::name);
}

inline bool excludes_zero(const AuditFigure* figure) {
  return figure != nullptr && figure->estimate && figure->estimate->low &&
         (*figure->estimate->low > 0 || *figure->estimate->high < 0);
}

}  // namespace attune::testing
