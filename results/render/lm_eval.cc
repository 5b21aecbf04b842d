#include "results/render/lm_eval.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "results/render/lm_eval_names.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMillisPerSecond = 1000;
constexpr const char* kUnknown = "N/A";  // as lm-eval has it for an error that cannot be given

std::string dumped(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

void add_metric(Json& metrics, const std::string& name, const std::string& filter, double value,
                const std::optional<double>& error) {
  const std::string metric = lm_eval_metric(name);
  if (metrics.contains(metric + "," + filter)) return;
  metrics[metric + "," + filter] = value;
  metrics[metric + "_stderr," + filter] = error ? Json(*error) : Json(kUnknown);
}

Json metrics_of(const RunSlice& slice) {
  Json metrics = {{"alias", slice.record.id.text}};
  for (std::size_t i = 0; i < slice.markings.size(); ++i) {
    const SliceMarking& marking = slice.markings[i];
    const std::string filter = lm_eval_filter(slice, i);
    if (marking.standing.score)
      add_metric(metrics, kLmEvalPoints, filter, marking.standing.score->point, marking.error);
    for (const auto& [name, mark] : marking.standing.criteria) {
      const auto error = marking.criteria_errors.find(name);
      const bool known = error != marking.criteria_errors.end();
      add_metric(metrics, name, filter, mark.point,
                 known ? std::optional(error->second) : std::nullopt);
    }
  }
  return metrics;
}

// Criteria by which a high mark says that much of something bad is there.
std::set<std::string> inverted_of(const RunSlice& slice) {
  std::set<std::string> inverted;
  if (!slice.pack) return inverted;
  for (const Scenario& scenario : slice.pack->scenarios) {
    for (const Criterion& criterion : scenario.rubric.criteria) {
      if (criterion.inverted) inverted.insert(criterion.name);
    }
  }
  return inverted;
}

Json directions_of(const RunSlice& slice) {
  Json higher_is_better = {{kLmEvalPoints, true}};
  const std::set<std::string> inverted = inverted_of(slice);
  for (const SliceMarking& marking : slice.markings) {
    for (const auto& [name, mark] : marking.standing.criteria) {
      if (!higher_is_better.contains(lm_eval_metric(name)))
        higher_is_better[lm_eval_metric(name)] = !inverted.contains(name);
    }
  }
  return higher_is_better;
}

Json task_config(const RunSlice& slice, const Json& directions) {
  Json metrics = Json::array();
  for (const auto& [name, higher] : directions.items())
    metrics.push_back({{"metric", name}, {"aggregation", "mean"}, {"higher_is_better", higher}});
  Json filters = Json::array();
  for (std::size_t i = 0; i < slice.markings.size(); ++i) {
    filters.push_back({{"name", lm_eval_filter(slice, i)},
                       {"scorer", slice.markings[i].scorer},
                       {"judge", slice.markings[i].judge}});
  }
  return {{"task", slice.record.id.text},
          {"description", slice.record.title},
          {"dataset_path", slice.record.digest},
          {"num_fewshot", 0},
          {"metric_list", metrics},
          {"output_type", "generate_until"},
          {"repeats", std::max<std::size_t>(slice.repeats, 1)},
          {"should_decontaminate", false},
          {"metadata",
           {{"version", slice.record.version},
            {"pack_digest", slice.record.digest},
            {"markings", filters}}}};
}

std::size_t effective_of(const RunSlice& slice) {
  if (slice.markings.empty()) return 0;
  const auto& score = slice.markings.front().standing.score;
  return score ? score->clusters : 0;
}

Json model_config(const RunSlice& slice) {
  const bool all = slice.planned.size() >= slice.record.scenarios.size();
  return {{"model", std::string(slice.subject.provider())},
          {"model_args", "model=" + std::string(slice.subject.model())},
          {"batch_size", nullptr},
          {"batch_sizes", Json::array()},
          {"device", nullptr},
          {"use_cache", nullptr},
          {"limit", all ? Json() : Json(slice.planned.size())},
          {"bootstrap_iters", 0},
          {"gen_kwargs", nullptr},
          {"random_seed", slice.run.seed},
          {"release", slice.run.release},
          {"run", slice.run.id.text},
          {"stub", slice.subject.is_stub()}};
}

void add_model(Json& json, std::span<const RunSlice> slices) {
  const RunSlice& first = slices.front();
  CallTotals all;
  for (const RunSlice& slice : slices) {
    for (const auto& [key, calls] : slice.calls) add(all, calls);
  }
  const auto seconds = [](UtcTime time) {
    return static_cast<double>(time.millis) / kMillisPerSecond;
  };
  json["model_source"] = "attune";
  json["model_name"] = first.subject.text;
  json["model_name_sanitized"] = lm_eval_folder(first.subject);
  json["start_time"] = seconds(first.run.started);
  json["end_time"] = all.ended ? Json(seconds(*all.ended)) : Json();
  json["total_evaluation_time_seconds"] =
      all.ended ? Json(std::to_string(seconds(*all.ended) - seconds(first.run.started))) : Json();
}

}  // namespace

std::string lm_eval_results(std::span<const RunSlice> slices,
                            const std::map<PackId, std::string>& hashes) {
  const RunSlice& first = slices.front();
  Json json = {{"results", Json::object()},    {"group_subtasks", Json::object()},
               {"configs", Json::object()},    {"versions", Json::object()},
               {"n-shot", Json::object()},     {"higher_is_better", Json::object()},
               {"n-samples", Json::object()},  {"config", model_config(first)},
               {"git_hash", nullptr},          {"date", 0},
               {"pretty_env_info", nullptr},   {"lm_eval_version", nullptr},
               {"task_hashes", Json::object()}};
  for (const RunSlice& slice : slices) {
    const std::string task = slice.record.id.text;
    const Json directions = directions_of(slice);
    json["results"][task] = metrics_of(slice);
    json["group_subtasks"][task] = Json::array();
    json["configs"][task] = task_config(slice, directions);
    json["versions"][task] = slice.record.version;
    json["n-shot"][task] = 0;
    json["higher_is_better"][task] = directions;
    json["n-samples"][task] = {{"original", slice.record.scenarios.size()},
                               {"effective", effective_of(slice)}};
    const auto lines = hashes.find(slice.record.id);
    if (lines != hashes.end()) json["task_hashes"][task] = lm_eval_hash(lines->second);
  }
  json["date"] = static_cast<double>(first.run.started.millis) / kMillisPerSecond;
  add_model(json, slices);
  return dumped(json, 2) + "\n";
}

}  // namespace attune
