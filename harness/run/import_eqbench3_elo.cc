#include "harness/run/import_eqbench3_elo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scenarios/load/eqbench3_runs.h"
#include "scenarios/load/json_members.h"
#include "scorers/judges/eqbench3_pair_reading.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kNote =
    "TrueSkill as the reference solves it, in the order of its file; low and high are 1.96 of its "
    "sigma, which is too narrow";

bool near(double a, double b) {
  return std::abs(a - b) < 1e-9;
}

// Whether the file's own figures are what its answers give.
bool agrees(const Eqbench3Outcome& a, const Eqbench3Outcome& b) {
  return a.plus_for_test == b.plus_for_test && a.plus_for_other == b.plus_for_other &&
         near(a.outcome, b.outcome) && near(a.fraction_for_test, b.fraction_for_test);
}

// All that makes two comparisons one, wherever they were found.
using Content = std::tuple<ScenarioId, int, SubjectId, SubjectId, int, std::string>;

Content content_of(const Comparison& comparison) {
  return {comparison.scenario, comparison.repeat, comparison.first,
          comparison.second,   comparison.asked,  digest_of(comparison.raw)};
}

// An Elo file, read and checked as a whole, and then stored.
class EloImport {
 public:
  EloImport(const Eqbench3Elo& elo, const Pack& pack) : elo_(elo), pack_(pack) {
    when_ = parse_iso_time(elo.last_updated).value_or(UtcTime{});
  }

  Result<Done> read() {
    std::set<std::string> known;
    for (const Scenario& scenario : pack_.scenarios) known.insert(scenario.id.text);
    for (std::size_t i = 0; i < elo_.comparisons.size(); ++i) {
      Eqbench3Compared& compared = elo_.comparisons[i];
      if (!known.contains(compared.scenario)) {
        return fix_input(fmt::format("comparison {}: scenario_id: the questions have no '{}'",
                                     i + 1, printable(compared.scenario)));
      }
      comparisons_.push_back(read(compared));
    }
    std::ranges::sort(elo_.ratings, {}, &Eqbench3Rating::model);
    settings_ = compact_json({{"schema", "attune.import/1"},
                              {"pack", pack_.digest},
                              {"content", digest_of(eqbench3_elo_text(elo_))}});
    imported_.run = {short_digest(digest_of(settings_))};
    imported_.ratings = elo_.ratings.size();
    return Done{};
  }

  Result<ImportedElo> save(Store& store) {
    auto stored = store.comparisons_of_pack(pack_.digest);
    if (!stored) return std::move(stored).error();
    auto runs = store.runs();
    if (!runs) return std::move(runs).error();
    imported_.fresh = std::ranges::find(*runs, imported_.run, &RunRecord::id) == runs->end();
    if (!imported_.fresh) return imported_;
    std::set<Content> known;
    for (const Comparison& comparison : *stored) {
      if (comparison.source == "import") known.insert(content_of(comparison));
    }
    Result<Done> saved = store.save(run_record());
    for (Comparison& comparison : comparisons_) {
      if (!saved) break;
      comparison.run = imported_.run;
      if (known.contains(content_of(comparison))) {
        ++imported_.known;
        continue;
      }
      ++imported_.comparisons;
      imported_.unscored += std::holds_alternative<Unscored>(comparison.finding) ? 1 : 0;
      saved = store.save(comparison);
    }
    for (const Eqbench3Rating& rating : elo_.ratings) {
      if (saved) saved = save(rating, store);
    }
    if (!saved) return std::move(saved).error();
    return imported_;
  }

 private:
  // Also puts what the answer gives in the place of the file's own figures.
  Comparison read(Eqbench3Compared& compared) {
    const SubjectId test = eqbench3_subject(compared.test_model);
    const SubjectId other = eqbench3_subject(compared.neighbor_model);
    Comparison comparison{.pack = pack_.id,
                          .pack_digest = pack_.digest,
                          .scenario = {compared.scenario},
                          .repeat = compared.iteration,
                          .first = compared.turned ? other : test,
                          .second = compared.turned ? test : other,
                          .turned = compared.turned,
                          .scorer = std::string(kEqbench3PairScorer),
                          .source = "import",
                          .when = when_};
    comparison.asked =
        ++asked_[{comparison.scenario, comparison.repeat, comparison.first, comparison.second}];
    if (compared.error) {
      comparison.finding = Unscored{*compared.error};
      comparison.raw = compared.raw_judge_response.value_or("");
      return comparison;
    }
    comparison.raw = compared.judge_response;
    PairReading reading = eqbench3_pair_reading(compared.judge_response);
    const Eqbench3Outcome outcome =
        eqbench3_pair_outcome(reading.criteria, compared.scenario, compared.turned);
    imported_.stale += compared.outcome && !agrees(*compared.outcome, outcome) ? 1 : 0;
    compared.outcome = outcome;
    Margins margins;
    for (PairPlus& criterion : reading.criteria)
      margins.margins.push_back(
          {std::move(criterion.criterion), static_cast<double>(criterion.plus)});
    comparison.finding = std::move(margins);
    comparison.rationale = std::move(reading.reasoning);
    comparison.first_length = compared.turned ? compared.neighbor_length : compared.test_length;
    comparison.second_length = compared.turned ? compared.test_length : compared.neighbor_length;
    return comparison;
  }

  [[nodiscard]] RunRecord run_record() const {
    return {.id = imported_.run,
            .started = when_,
            .command = "import eqbench3-elo",
            .settings = settings_,
            .provenance = compact_json(
                {{"schema", "attune.eqbench3-elo/1"}, {"last_updated", elo_.last_updated}})};
  }

  Result<Done> save(const Eqbench3Rating& rating, Store& store) const {
    struct Figure {
      const char* name;
      std::optional<double> value, low, high;
    };

    const std::array<Figure, 3> figures = {
        {{"elo", rating.elo, rating.ci_low, rating.ci_high},
         {"elo_norm", rating.elo_norm, rating.ci_low_norm, rating.ci_high_norm},
         {"sigma", rating.sigma, std::nullopt, std::nullopt}}};
    for (const Figure& figure : figures) {
      if (!figure.value) continue;
      Result<Done> saved = store.save(CitedRecord{.pack_digest = pack_.digest,
                                                  .subject = eqbench3_subject(rating.model),
                                                  .figure = figure.name,
                                                  .value = *figure.value,
                                                  .low = figure.low,
                                                  .high = figure.high,
                                                  .source = std::string(kEqbench3EloSource),
                                                  .date = elo_.last_updated,
                                                  .note = std::string(kNote)});
      if (!saved) return saved;
    }
    return Done{};
  }

  Eqbench3Elo elo_;
  const Pack& pack_;
  UtcTime when_;
  std::string settings_;
  ImportedElo imported_;
  std::vector<Comparison> comparisons_;
  std::map<std::tuple<ScenarioId, int, SubjectId, SubjectId>, int> asked_;
};

}  // namespace

Result<ImportedElo> import_eqbench3_elo(const Eqbench3Elo& elo, const Pack& pack, Store& store) {
  EloImport import(elo, pack);
  Result<Done> read = import.read();
  if (!read) return std::move(read).error();
  return import.save(store);
}

}  // namespace attune
