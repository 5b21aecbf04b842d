#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "results/render/drift_formats.h"
#include "results/render/drift_json_parts.h"
#include "results/render/json_parts.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json vitals_of(const Vitals& vitals) {
  return {{"refusals_percent", estimate_json(vitals.refusals)},
          {"length_characters", estimate_json(vitals.length)},
          {"latency_ms", estimate_json(vitals.latency)},
          {"cost_usd_of_1000", estimate_json(vitals.cost)}};
}

Json release_of(const ReleasePoint& release) {
  Json made;
  made["name"] = one_line(release.name);
  made["when"] = to_text(release.when);
  made["runs"] = runs_json(release.runs);
  made["judge"] = one_line(release.judge);
  made["served"] = served_json(release.subject_as);
  made["judge_served"] = served_json(release.judge_as);
  made["score"] = estimate_json(release.score);
  made["vitals"] = vitals_of(release.vitals);
  made["anchors"] = release.anchors;
  return made;
}

Json noise_of(const std::optional<Noise>& noise) {
  if (!noise) return nullptr;
  return {{"half_width", number_json(noise->half_width)},
          {"from", noise->from == Noise::From::Repeats ? "repeats" : "spread"}};
}

Json ids_of(const std::vector<IdChange>& changes) {
  Json list = Json::array();
  for (const IdChange& each : changes) {
    list.push_back({{"what", one_line(each.what)},
                    {"before", one_line(each.before)},
                    {"after", one_line(each.after)}});
  }
  return list;
}

Json change_of(const Drift& drift, const Change& change) {
  Json made;
  made["from"] = one_line(drift.releases[change.from].name);
  made["to"] = one_line(drift.releases[change.to].name);
  made["total"] = estimate_json(change.total);
  made["judge"] = estimate_json(change.judge);
  made["model"] = estimate_json(change.model);
  made["noise"] = noise_of(change.noise);
  made["cause"] = to_text(change.cause);
  made["why"] = change.why.empty() ? Json(nullptr) : Json(one_line(change.why));
  made["sentence"] = one_line(change.sentence);
  made["spread"] = estimate_json(change.spread);
  made["vitals"] = vitals_of(change.vitals);
  made["ids"] = ids_of(change.ids);
  made["notes"] = notes_json(change.notes);
  return made;
}

Json drift_of(const Drift& drift) {
  Json made;
  made["schema"] = "attune.drift/1";
  add_subject(made, drift.of);
  made["releases"] = Json::array();
  for (const ReleasePoint& each : drift.releases) made["releases"].push_back(release_of(each));
  made["steps"] = Json::array();
  for (const Change& each : drift.steps) made["steps"].push_back(change_of(drift, each));
  made["whole"] = drift.whole ? change_of(drift, *drift.whole) : Json(nullptr);
  made["notes"] = notes_json(drift.notes);
  made["level"] = number_json(drift.bootstrap.level);
  made["resamples"] = drift.bootstrap.resamples;
  made["seed"] = drift.bootstrap.seed;
  return made;
}

}  // namespace

std::string to_json(const Drift& drift) {
  return json_text(drift_of(drift));
}

std::string to_json(std::span<const Drift> drifts) {
  Json made;
  made["schema"] = "attune.drifts/1";
  made["drifts"] = Json::array();
  for (const Drift& drift : drifts) made["drifts"].push_back(drift_of(drift));
  return json_text(made);
}

}  // namespace attune
