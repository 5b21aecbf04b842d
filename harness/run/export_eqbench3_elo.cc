#include "harness/run/export_eqbench3_elo.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/run/import_eqbench3_elo.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/eqbench3_runs.h"
#include "scenarios/load/json_members.h"
#include "scorers/judges/eqbench3_answer.h"
#include "scorers/judges/eqbench3_pair_reading.h"
#include "scorers/judges/eqbench3_prompt.h"

namespace attune {
namespace {

constexpr const char* kPack = "eqbench3";

// The answer as the object that the reference keeps: its own words where they hold one, else what
// was read in them.
std::string response_of(const Comparison& comparison, const Margins& margins) {
  if (comparison.source == "import") return comparison.raw;
  auto said = compat_json(comparison.raw);
  if (said) return *std::move(said);
  constexpr Eqbench3Labels kLabels;
  nlohmann::ordered_json json = {{kEqbench3Reasoning, comparison.rationale}};
  for (const Margin& margin : margins.margins) {
    const std::string_view label = margin.value < 0 ? kLabels.second : kLabels.first;
    const auto plus = static_cast<std::size_t>(std::abs(margin.value));
    json[margin.criterion] = fmt::format("{}{}", label, std::string(plus, '+'));
  }
  return compact_json(json);
}

Eqbench3Compared compared_of(const Comparison& comparison) {
  const bool turned = comparison.turned;
  Eqbench3Compared compared{
      .scenario = comparison.scenario.text,
      .test_model = eqbench3_model(turned ? comparison.second : comparison.first),
      .neighbor_model = eqbench3_model(turned ? comparison.first : comparison.second),
      .iteration = comparison.repeat,
      .turned = turned};
  if (const auto* unscored = std::get_if<Unscored>(&comparison.finding)) {
    compared.error = unscored->why;
    if (!comparison.raw.empty()) compared.raw_judge_response = comparison.raw;
    return compared;
  }
  compared.judge_response = response_of(comparison, std::get<Margins>(comparison.finding));
  compared.outcome = eqbench3_pair_outcome(eqbench3_pair_reading(compared.judge_response).criteria,
                                           compared.scenario, turned);
  compared.test_length = turned ? comparison.second_length : comparison.first_length;
  compared.neighbor_length = turned ? comparison.first_length : comparison.second_length;
  return compared;
}

// The newest figures of an Elo file on each model.
Result<std::vector<Eqbench3Rating>> ratings_of(const std::set<std::string>& packs, Store& store) {
  std::map<std::string, std::pair<std::string, Eqbench3Rating>> newest;  // by model, with the date
  for (const std::string& pack : packs) {
    auto cited = store.cited_of_pack(pack);
    if (!cited) return std::move(cited).error();
    for (const CitedRecord& figure : *cited) {
      if (figure.source != kEqbench3EloSource) continue;
      const std::string model = eqbench3_model(figure.subject);
      auto& [date, rating] = newest[model];
      if (figure.date < date) continue;
      if (figure.date > date) rating = {};
      date = figure.date;
      rating.model = model;
      if (figure.figure == "sigma") rating.sigma = figure.value;
      const bool norm = figure.figure == "elo_norm";
      if (!norm && figure.figure != "elo") continue;
      (norm ? rating.elo_norm : rating.elo) = figure.value;
      (norm ? rating.ci_low_norm : rating.ci_low) = figure.low;
      (norm ? rating.ci_high_norm : rating.ci_high) = figure.high;
    }
  }
  std::vector<Eqbench3Rating> ratings;
  for (auto& [model, dated] : newest) ratings.push_back(std::move(dated.second));
  return ratings;
}

// Of a run that an Elo file was imported as, when that was last written and to which pack it
// belongs.
struct Origin {
  std::string last_updated;
  std::string pack;
};

Origin origin_of(const RunRecord& run) {
  const auto provenance = stored_json(run.provenance);
  const auto settings = stored_json(run.settings);
  const bool imported = provenance.is_object() && settings.is_object() &&
                        provenance.value("schema", "") == "attune.eqbench3-elo/1";
  return imported ? Origin{provenance.value("last_updated", ""), settings.value("pack", "")}
                  : Origin{};
}

}  // namespace

Result<Eqbench3Elo> export_eqbench3_elo(const std::vector<RunRecord>& runs, Store& store) {
  Eqbench3Elo elo;
  std::set<std::string> packs;
  UtcTime latest;
  for (const RunRecord& run : runs) {
    auto comparisons = store.comparisons_of_run(run.id);
    if (!comparisons) return std::move(comparisons).error();
    const Origin origin = origin_of(run);
    elo.last_updated = std::max(elo.last_updated, origin.last_updated);
    if (!origin.pack.empty()) packs.insert(origin.pack);
    for (const Comparison& comparison : *comparisons) {
      if (comparison.pack.text != kPack) continue;
      packs.insert(comparison.pack_digest);
      latest = std::max(latest, comparison.when);
      elo.comparisons.push_back(compared_of(comparison));
    }
  }
  if (elo.last_updated.empty() && latest.millis > 0) {
    elo.last_updated = to_text(latest);
    elo.last_updated.replace(elo.last_updated.find('Z'), 1, "+00:00");
  }
  auto ratings = ratings_of(packs, store);
  if (!ratings) return std::move(ratings).error();
  elo.ratings = *std::move(ratings);
  return elo;
}

}  // namespace attune
