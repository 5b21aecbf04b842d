#include "results/drift/watch_values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "results/drift/vitals.h"
#include "results/stats/bootstrap.h"

namespace attune {
namespace {

using Named = std::map<std::string, std::vector<double>>;

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

LookTable table_of(const std::vector<ReleaseFacts>& looks,
                   const std::function<Named(const ReleaseFacts&)>& named) {
  std::vector<Named> all;
  std::map<std::string, std::size_t> rows;
  for (const ReleaseFacts& look : looks) {
    all.push_back(named(look));
    for (const auto& [name, values] : all.back()) rows.emplace(name, 0);
  }
  std::size_t at = 0;
  for (auto& [name, row] : rows) row = at++;
  LookTable table(looks.size(), LookValues(rows.size()));
  for (std::size_t look = 0; look < looks.size(); ++look) {
    for (auto& [name, values] : all[look]) {
      std::ranges::sort(values);
      table[look][rows.at(name)] = mean(values);
    }
  }
  return table;
}

Named points_of(const ReleaseFacts& look) {
  Named named;
  for (const auto& [scenario, values] : look.points) {
    if (!values.empty()) named[scenario.text] = values;
  }
  return named;
}

Named anchors_of(const ReleaseFacts& look) {
  Named named;
  for (const AnchorMark& mark : look.anchors) named[mark.name].push_back(mark.points);
  return named;
}

Named log_lengths_of(const ReleaseFacts& look) {
  Named named;
  for (const Vital& vital : look.vitals) {
    if (vital.outcome != Outcome::Failed && vital.length)
      named[vital.scenario.text].push_back(std::log(std::max(1.0, *vital.length)));
  }
  return named;
}

Named latencies_of(const ReleaseFacts& look) {
  Named named;
  for (const Vital& vital : look.vitals) {
    if (vital.outcome != Outcome::Failed && vital.latency)
      named[vital.scenario.text].push_back(
          std::max(1.0, static_cast<double>(vital.latency->count())));
  }
  return named;
}

}  // namespace

LookTable score_table(const std::vector<ReleaseFacts>& looks) {
  return table_of(looks, points_of);
}

LookTable anchor_table(const std::vector<ReleaseFacts>& looks) {
  return table_of(looks, anchors_of);
}

LookTable length_table(const std::vector<ReleaseFacts>& looks) {
  return table_of(looks, log_lengths_of);
}

std::optional<double> mean_of(const LookValues& values) {
  std::vector<double> present;
  for (const auto& value : values) {
    if (value) present.push_back(*value);
  }
  if (present.empty()) return std::nullopt;
  return mean(present);
}

std::optional<double> median_latency(const ReleaseFacts& look) {
  std::vector<double> medians;
  for (auto& [scenario, values] : latencies_of(look)) {
    std::vector<double> some = values;
    medians.push_back(quantile(some, 0.5));
  }
  if (medians.empty()) return std::nullopt;
  return quantile(medians, 0.5);
}

std::optional<double> log_latency(const ReleaseFacts& look) {
  std::vector<double> means;
  for (const auto& [scenario, values] : latencies_of(look)) {
    std::vector<double> logs = values;
    std::ranges::sort(logs);
    for (double& each : logs) each = std::log(each);
    means.push_back(mean(logs));
  }
  if (means.empty()) return std::nullopt;
  return mean(means);
}

std::optional<double> mean_length(const ReleaseFacts& look) {
  std::vector<double> lengths;
  for (const Vital& vital : look.vitals) {
    if (vital.outcome != Outcome::Failed && vital.length) lengths.push_back(*vital.length);
  }
  if (lengths.empty()) return std::nullopt;
  std::ranges::sort(lengths);
  return mean(lengths);
}

ShareChart::Count refusals_in(const ReleaseFacts& look) {
  ShareChart::Count count;
  for (const Vital& vital : look.vitals) {
    if (vital.outcome == Outcome::Failed) continue;
    ++count.of;
    count.times += is_refusal(vital.outcome) ? 1U : 0U;
  }
  return count;
}

}  // namespace attune
