#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "results/render/difference_cells.h"
#include "results/render/difference_formats.h"
#include "results/render/json_parts.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// To four digits: four places would make 0 of a small p, which no permutation has.
Json p_json(const std::optional<double>& p) {
  if (!p || !(*p > 0)) return nullptr;
  const double scale = std::pow(10, 3 - std::floor(std::log10(*p)));
  return std::round(*p * scale) / scale;
}

Json text_or_null(const std::optional<std::string>& text) {
  return text ? Json(one_line(*text)) : Json(nullptr);
}

Json side_of(const Side& side) {
  return {{"subject", one_line(side.subject.text)},
          {"release", one_line(side.release)},
          {"run", one_line(side.run.text)},
          {"stub", side.stub}};
}

Json interval_of(const std::optional<Interval>& interval) {
  if (!interval) return nullptr;
  return {{"low", number_json(interval->low)}, {"high", number_json(interval->high)}};
}

Json binary_of(const std::optional<BinaryPairs>& binary) {
  if (!binary) return nullptr;
  return {{"both", binary->both},
          {"first_only", binary->first_only},
          {"second_only", binary->second_only},
          {"neither", binary->neither},
          {"mcnemar", p_json(binary->mcnemar)},
          {"mid_p", p_json(binary->mid_p)},
          {"first", interval_of(binary->first)},
          {"second", interval_of(binary->second)}};
}

Json equivalence_of(const std::optional<Equivalence>& equivalence) {
  if (!equivalence) return nullptr;
  return {{"margin", number_json(equivalence->margin)},
          {"level", number_json(equivalence->level)},
          {"interval", interval_of(equivalence->interval)},
          {"likeness", likeness_text(equivalence->likeness)}};
}

Json detectable_of(const Detectable& detectable) {
  return {
      {"power", 0.8},
      {"supposed_sd", detectable.before ? number_json(detectable.declared_sd) : Json(nullptr)},
      {"before", number_json(detectable.before)},
      {"after", number_json(detectable.after)},
      {"scenarios_for_margin",
       detectable.scenarios_for_margin ? Json(*detectable.scenarios_for_margin) : Json(nullptr)}};
}

Json part_of(const std::optional<VariancePart>& part) {
  if (!part) return nullptr;
  return {{"variance", number_json(part->variance)}, {"cut", part->cut}};
}

Json parts_of(const VarianceParts& parts) {
  return {{"scenarios", part_of(parts.scenarios)},
          {"repeats", part_of(parts.repeats)},
          {"judges", part_of(parts.judges)},
          {"of_means", number_json(parts.of_means)},
          {"values", parts.values}};
}

Json spreads_of(const std::optional<Spreads>& spreads) {
  if (!spreads) return nullptr;
  return {{"first", parts_of(spreads->first)},
          {"second", parts_of(spreads->second)},
          {"difference", parts_of(spreads->difference)}};
}

Json criteria_of(const Difference& difference) {
  Json list = Json::array();
  for (const CriterionDifference& each : difference.criteria) {
    list.push_back({{"name", one_line(each.name)},
                    {"difference", estimate_json(each.difference)},
                    {"p", p_json(each.p)},
                    {"adjusted", p_json(each.adjusted)}});
  }
  return list;
}

Json points_of(const Difference& difference) {
  Json list = Json::array();
  for (const DifferencePoint& point : difference.points) {
    list.push_back({{"scenario", one_line(point.scenario.text)},
                    {"title", one_line(point.title)},
                    {"first", number_json(point.first)},
                    {"second", number_json(point.second)},
                    {"difference", number_json(point.difference)},
                    {"pairs", point.pairs}});
  }
  return list;
}

Json missing_of(const MissingPairs& missing) {
  Json made = {{"intended", missing.intended},
               {"pairs", missing.pairs},
               {"first_alone", missing.first_alone},
               {"second_alone", missing.second_alone},
               {"worst", nullptr},
               {"best", nullptr}};
  if (!missing.bounds) return made;
  made["worst"] = number_json(missing.bounds->worst);
  made["best"] = number_json(missing.bounds->best);
  return made;
}

Json notes_of(const std::vector<std::string>& notes) {
  Json list = Json::array();
  for (const std::string& note : notes) list.push_back(one_line(note));
  return list;
}

Json row_of(const DifferenceReport& report, const Difference& difference) {
  Json made;
  made["second"] = side_of(difference.second);
  made["difference"] = estimate_json(difference.difference);
  made["p"] = p_json(difference.p);
  made["adjusted"] = p_json(difference.adjusted);
  made["test"] = one_line(difference.test);
  made["shown"] = difference.shown;
  made["first_score"] = number_json(difference.first_mean);
  made["second_score"] = number_json(difference.second_mean);
  made["won"] = difference.wins.won;
  made["tied"] = difference.wins.tied;
  made["lost"] = difference.wins.lost;
  made["binary"] = binary_of(difference.binary);
  made["correlation"] = estimate_json(difference.correlation);
  made["effect"] = estimate_json(difference.effect);
  made["equivalence"] = equivalence_of(difference.equivalence);
  made["detectable"] = detectable_of(difference.detectable);
  made["spreads"] = spreads_of(difference.spreads);
  made["criteria"] = criteria_of(difference);
  made["missing"] = missing_of(difference.missing);
  made["failed"] = text_or_null(difference.failed);
  made["answer"] = notes_of(answer_texts(report, difference));
  made["notes"] = notes_of(difference.notes);
  made["points"] = points_of(difference);
  return made;
}

Json report_of(const DifferenceReport& report) {
  Json made;
  made["schema"] = "attune.difference/1";
  made["pack"] = {{"id", one_line(report.pack.text)},
                  {"version", one_line(report.version)},
                  {"digest", one_line(report.digest)}};
  made["scorer"] = one_line(report.scorer);
  made["first"] = side_of(report.first);
  made["rows"] = Json::array();
  for (const Difference& each : report.differences) made["rows"].push_back(row_of(report, each));
  made["notes"] = notes_of(report.notes);
  made["judge"] = one_line(report.judge);
  made["title"] = one_line(report.title);
  made["level"] = number_json(report.bootstrap.level);
  made["resamples"] = report.bootstrap.resamples;
  made["seed"] = report.bootstrap.seed;
  return made;
}

}  // namespace

std::string to_json(const DifferenceReport& report) {
  return json_text(report_of(report));
}

std::string to_json(std::span<const DifferenceReport> reports) {
  Json made;
  made["schema"] = "attune.differences/1";
  made["differences"] = Json::array();
  for (const DifferenceReport& report : reports) made["differences"].push_back(report_of(report));
  return json_text(made);
}

}  // namespace attune
