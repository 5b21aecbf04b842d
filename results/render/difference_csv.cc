#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/csv.h"
#include "results/render/difference_cells.h"
#include "results/render/difference_formats.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::string_view kHeading =
    "pack,version,digest,scorer,judge,first,first_release,first_run,second,second_release,"
    "second_run,stub,difference,low,high,level,pairs,scenarios,p,adjusted,test,shown,first_score,"
    "second_score,won,tied,lost,correlation,correlation_low,correlation_high,effect,effect_low,"
    "effect_high,margin,margin_level,margin_low,margin_high,likeness,supposed_sd,"
    "detectable_before,detectable_after,scenarios_for_margin,intended,first_alone,second_alone,"
    "worst,best,failed,criteria,resamples,seed\r\n";

using Fields = std::vector<std::string>;

std::string number(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

std::string p_number(const std::optional<double>& p) {
  return p ? fmt::format("{:.4g}", *p) : "";
}

std::string truth(bool value) {
  return value ? "true" : "false";
}

// A name inside a list inside a field.
std::string item(std::string_view name) {
  std::string safe = one_line(name);
  std::ranges::replace_if(
      safe, [](char letter) { return letter == ':' || letter == ';'; }, ' ');
  return safe;
}

void add(Fields& fields, const Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
}

void add_sides(Fields& fields, const DifferenceReport& report, const Difference& difference) {
  const Side& first = report.first;
  const Side& second = difference.second;
  add(fields, {first.subject.text, first.release, first.run.text, second.subject.text,
               second.release, second.run.text, truth(first.stub || second.stub)});
}

void add_figure(Fields& fields, const std::optional<Estimate>& figure) {
  if (!figure) return add(fields, Fields(3));
  add(fields, {shortest(figure->point), number(figure->low), number(figure->high)});
}

void add_difference(Fields& fields, const Difference& difference) {
  add_figure(fields, difference.difference);
  if (difference.difference) {
    add(fields,
        {shortest(difference.difference->level), std::to_string(difference.difference->samples),
         std::to_string(difference.difference->clusters)});
  } else {
    add(fields, Fields(3));
  }
  add(fields,
      {p_number(difference.p), p_number(difference.adjusted), difference.test,
       truth(difference.shown), number(difference.first_mean), number(difference.second_mean)});
  const bool by_scenario = !difference.points.empty();
  for (const std::size_t count : {difference.wins.won, difference.wins.tied, difference.wins.lost})
    fields.push_back(by_scenario ? std::to_string(count) : "");
  add_figure(fields, difference.correlation);
  add_figure(fields, difference.effect);
}

void add_equivalence(Fields& fields, const std::optional<Equivalence>& equivalence) {
  if (!equivalence) return add(fields, Fields(5));
  const auto& interval = equivalence->interval;
  add(fields, {shortest(equivalence->margin), shortest(equivalence->level),
               interval ? shortest(interval->low) : "", interval ? shortest(interval->high) : "",
               std::string(likeness_text(equivalence->likeness))});
}

void add_missing(Fields& fields, const MissingPairs& missing) {
  add(fields,
      {std::to_string(missing.intended), std::to_string(missing.first_alone),
       std::to_string(missing.second_alone), missing.bounds ? shortest(missing.bounds->worst) : "",
       missing.bounds ? shortest(missing.bounds->best) : ""});
}

std::string criteria_text(const Difference& difference) {
  std::vector<std::string> items;
  for (const CriterionDifference& each : difference.criteria) {
    const Estimate& figure = each.difference;
    items.push_back(fmt::format("{}:{}:{}:{}:{}:{}:{}:{}", item(each.name), shortest(figure.point),
                                number(figure.low), number(figure.high), figure.samples,
                                figure.clusters, p_number(each.p), p_number(each.adjusted)));
  }
  return join(items, ";");
}

std::string record_of(const DifferenceReport& report, const Difference& difference) {
  const Detectable& detectable = difference.detectable;
  Fields fields = {report.pack.text, report.version, report.digest, report.scorer, report.judge};
  add_sides(fields, report, difference);
  add_difference(fields, difference);
  add_equivalence(fields, difference.equivalence);
  add(fields,
      {detectable.before ? shortest(detectable.declared_sd) : "", number(detectable.before),
       number(detectable.after),
       detectable.scenarios_for_margin ? std::to_string(*detectable.scenarios_for_margin) : ""});
  add_missing(fields, difference.missing);
  add(fields, {difference.failed.value_or(""), criteria_text(difference),
               std::to_string(report.bootstrap.resamples), std::to_string(report.bootstrap.seed)});
  std::ranges::transform(fields, fields.begin(), csv_field);
  return join(fields, ",") + "\r\n";
}

}  // namespace

std::string to_csv(std::span<const DifferenceReport> reports) {
  std::string text(kHeading);
  for (const DifferenceReport& report : reports) {
    for (const Difference& each : report.differences) text += record_of(report, each);
  }
  return text;
}

}  // namespace attune
