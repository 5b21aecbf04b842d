#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/csv.h"
#include "results/render/drift_formats.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::string_view kHeading =
    "pack,version,digest,scorer,subject,kind,from,to,cause,why,total,total_low,total_high,"
    "total_level,scenarios,judge,judge_low,judge_high,judge_level,judge_scenarios,model,model_low,"
    "model_high,model_level,noise,noise_from,spread,spread_low,spread_high,refusals,refusals_low,"
    "refusals_high,length,length_low,length_high,latency,latency_low,latency_high,cost,cost_low,"
    "cost_high,resamples,seed\r\n";

std::string number(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

using Fields = std::vector<std::string>;

void add_figure(Fields& fields, const std::optional<Estimate>& figure) {
  if (!figure) {
    fields.insert(fields.end(), 3, "");
    return;
  }
  fields.insert(fields.end(), {shortest(figure->point), number(figure->low), number(figure->high)});
}

void add_level(Fields& fields, const std::optional<Estimate>& figure) {
  fields.push_back(figure ? shortest(figure->level) : "");
}

void add_clusters(Fields& fields, const std::optional<Estimate>& figure) {
  fields.push_back(figure ? std::to_string(figure->clusters) : "");
}

void add_noise(Fields& fields, const std::optional<Noise>& noise) {
  fields.push_back(noise ? shortest(noise->half_width) : "");
  fields.emplace_back(!noise ? "" : noise->from == Noise::From::Repeats ? "repeats" : "spread");
}

std::string record_of(const Drift& drift, const Change& change, const std::string& kind) {
  Fields fields = {drift.of.pack.text,
                   drift.of.version,
                   drift.of.digest,
                   drift.of.scorer,
                   drift.of.subject.text,
                   kind,
                   drift.releases[change.from].name,
                   drift.releases[change.to].name,
                   std::string(to_text(change.cause)),
                   change.why};
  add_figure(fields, change.total);
  add_level(fields, change.total);
  add_clusters(fields, change.total);
  add_figure(fields, change.judge);
  add_level(fields, change.judge);
  add_clusters(fields, change.judge);
  add_figure(fields, change.model);
  add_level(fields, change.model);
  add_noise(fields, change.noise);
  add_figure(fields, change.spread);
  add_figure(fields, change.vitals.refusals);
  add_figure(fields, change.vitals.length);
  add_figure(fields, change.vitals.latency);
  add_figure(fields, change.vitals.cost);
  fields.push_back(std::to_string(drift.bootstrap.resamples));
  fields.push_back(std::to_string(drift.bootstrap.seed));
  std::ranges::transform(fields, fields.begin(), csv_field);
  return join(fields, ",") + "\r\n";
}

}  // namespace

std::string to_csv(std::span<const Drift> drifts) {
  std::string text(kHeading);
  for (const Drift& drift : drifts) {
    for (const Change& step : drift.steps) text += record_of(drift, step, "step");
    if (drift.whole) text += record_of(drift, *drift.whole, "whole");
  }
  return text;
}

}  // namespace attune
