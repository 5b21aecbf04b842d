#include "results/render/inspect_log.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/render/inspect_sample.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kLogVersion = 2;

Json parsed(const std::string& text) {
  Json json = stored_json(text);
  return json.is_object() ? json : Json::object();
}

std::size_t planned_samples(const RunSlice& slice) {
  return std::max(slice.planned.size() * slice.repeats, slice.samples.size());
}

std::size_t failed_samples(const RunSlice& slice) {
  return static_cast<std::size_t>(
      std::ranges::count(slice.samples, Outcome::Failed, &SampleRecord::outcome));
}

// Played to the end, whatever the scorers make of it: a sample that failed is an error of its own.
const char* status_of(const RunSlice& slice) {
  if (!slice.samples.empty() && failed_samples(slice) == slice.samples.size()) return "error";
  return slice.samples.size() < planned_samples(slice) ? "cancelled" : "success";
}

Json error_of(const RunSlice& slice) {
  if (std::string_view(status_of(slice)) != "error") return nullptr;
  return inspect_error(slice.samples.front().why);
}

// How the subject was asked to sample, as far as inspect has words for it.
Json generate_config(const RunSlice& slice) {
  Json config = Json::object();
  const Json subjects = parsed(slice.run.settings).value("subjects", Json::array());
  for (const Json& subject : subjects) {
    if (!subject.is_object() || subject.value("id", "") != slice.subject.text) continue;
    const Json parameters = subject.value("parameters", Json::object());
    for (const char* name : {"temperature", "top_p", "max_tokens", "seed"}) {
      if (parameters.contains(name) && parameters[name].is_number())
        config[name] = parameters[name];
    }
  }
  return config;
}

Json dataset_of(const RunSlice& slice) {
  Json ids = Json::array();
  const std::vector<ScenarioId> scenarios = scenarios_of(slice);
  for (const ScenarioId& id : scenarios) ids.push_back(id.text);
  return {{"name", slice.record.id.text},
          {"location", slice.record.digest},
          {"samples", ids.size()},
          {"sample_ids", ids},
          {"shuffled", false}};
}

const char* headline_of(const SliceMarking& marking) {
  return marking.is_mean ? "mean" : "figure";
}

Json options_of(const SliceMarking& marking) {
  return marking.judge.empty() ? Json::object() : Json{{"judge", marking.judge}};
}

Json scorers_of(const RunSlice& slice) {
  Json scorers = Json::array();
  for (const SliceMarking& marking : slice.markings) {
    Json metrics = Json::array({{{"name", headline_of(marking)}}});
    if (marking.error) metrics.push_back({{"name", "stderr"}});
    scorers.push_back({{"name", marking_name(slice, marking)},
                       {"options", options_of(marking)},
                       {"metrics", metrics}});
  }
  return scorers;
}

// Judges are what inspect calls graders; it has a place for one.
Json roles_of(const RunSlice& slice) {
  const auto judged = std::ranges::find_if(
      slice.markings, [](const SliceMarking& marking) { return !marking.judge.empty(); });
  if (judged == slice.markings.end()) return nullptr;
  return {
      {"grader", {{"model", judged->judge}, {"config", Json::object()}, {"args", Json::object()}}}};
}

Json spec_of(const RunSlice& slice) {
  const Json provenance = parsed(slice.run.provenance);
  Json packages = Json::object();
  if (provenance.contains("attune") && provenance["attune"].is_string())
    packages["attune"] = provenance["attune"];
  Json spec = {{"eval_id", slice_id(slice)},
               {"run_id", slice.run.id.text},
               {"created", to_iso(slice.run.started)},
               {"task", slice.record.id.text},
               {"task_id", slice_id(slice)},
               {"task_version", slice.record.version},
               {"task_display_name", slice.record.title},
               {"task_attribs", Json::object()},
               {"task_args", Json::object()},
               {"dataset", dataset_of(slice)},
               {"model", slice.subject.text},
               {"model_generate_config", generate_config(slice)},
               {"model_args", Json::object()},
               {"model_roles", roles_of(slice)},
               {"config",
                {{"epochs", std::max<std::size_t>(slice.repeats, 1)},
                 {"epochs_reducer", {"mean"}},
                 {"fail_on_error", false},
                 {"log_samples", true}}},
               {"packages", packages},
               {"metadata",
                {{"pack_digest", slice.record.digest},
                 {"release", slice.run.release},
                 {"command", slice.run.command},
                 {"seed", std::to_string(slice.run.seed)}}},
               {"scorers", scorers_of(slice)}};
  if (slice.subject.is_stub()) spec["metadata"]["stub"] = true;
  if (!slice.run.release.empty()) spec["tags"] = Json::array({slice.run.release});
  return spec;
}

Json metric(const std::string& name, double value) {
  return {{"name", name}, {"value", value}, {"params", Json::object()}};
}

Json metrics_of(const SliceMarking& marking) {
  Json metrics = Json::object();
  const Standing& row = marking.standing;
  if (row.score) metrics[headline_of(marking)] = metric(headline_of(marking), row.score->point);
  if (marking.error) metrics["stderr"] = metric("stderr", *marking.error);
  for (const auto& [name, mark] : row.criteria) {
    if (!metrics.contains(name)) metrics[name] = metric(name, mark.point);
  }
  return metrics;
}

Json or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

Json score_of(const RunSlice& slice, const SliceMarking& marking) {
  const Standing& row = marking.standing;
  Json metadata = {{"missing", row.missing}, {"failed", row.failed ? Json(*row.failed) : Json()}};
  if (row.score) {
    metadata.update(Json{{"low", or_null(row.score->low)},
                         {"high", or_null(row.score->high)},
                         {"level", row.score->level},
                         {"clusters", row.score->clusters}});
  }
  const std::size_t scored = row.planned - row.missing;
  return {{"name", marking_name(slice, marking)},
          {"scorer", marking_name(slice, marking)},
          {"reducer", slice.repeats > 1 ? Json("mean") : Json()},
          {"scored_samples", scored},
          {"unscored_samples", slice.samples.size() - std::min(scored, slice.samples.size())},
          {"params", options_of(marking)},
          {"metrics", metrics_of(marking)},
          {"metadata", metadata}};
}

Json results_of(const RunSlice& slice) {
  Json scores = Json::array();
  for (const SliceMarking& marking : slice.markings) scores.push_back(score_of(slice, marking));
  return {{"total_samples", planned_samples(slice)},
          {"completed_samples", slice.samples.size() - failed_samples(slice)},
          {"scores", scores}};
}

Json stats_of(const RunSlice& slice) {
  CallTotals all;
  for (const auto& [key, calls] : slice.calls) add(all, calls);
  return {
      {"started_at", to_iso(std::min(slice.run.started, all.started.value_or(slice.run.started)))},
      {"completed_at", all.ended ? to_iso(*all.ended) : ""},
      {"model_usage", inspect_usage(all)}};
}

}  // namespace

std::string inspect_log_name(const RunSlice& slice) {
  return fmt::format("{}_{}_{}.json", file_part(to_iso(slice.run.started)),
                     file_part(slice.record.id.text), slice_id(slice));
}

// Readers of headers rely on the order: whatever is needed to list a log stands before its samples.
std::string inspect_log_begin(const RunSlice& slice) {
  const Json head = {
      {"version", kLogVersion},
      {"status", status_of(slice)},
      {"eval", spec_of(slice)},
      {"plan",
       {{"name", "plan"},
        {"steps", Json::array({{{"solver", "generate"}, {"params", Json::object()}}})},
        {"config", generate_config(slice)}}},
      {"results", results_of(slice)},
      {"stats", stats_of(slice)},
      {"error", error_of(slice)}};
  std::string text = compact_json(head);
  text.back() = ',';  // in place of the brace
  return text + "\"samples\":[\n";
}

std::string inspect_log_sample(const RunSlice& slice, const SampleRecord& sample) {
  return compact_json(inspect_sample(slice, sample));
}

std::string inspect_log_end() {
  return "\n]}\n";
}

}  // namespace attune
