#include <nlohmann/json.hpp>

#include "results/render/cells.h"
#include "results/render/drift_json_parts.h"
#include "results/render/json_parts.h"
#include "results/render/watch_formats.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json threshold_of(const std::optional<CusumThreshold>& threshold) {
  if (!threshold) return nullptr;
  return {{"reference", number_json(threshold->reference)},
          {"height", number_json(threshold->height)},
          {"asked", number_json(threshold->asked)},
          {"measured", number_json(threshold->measured)},
          {"measured_at", number_json(threshold->simulated)},
          {"runs", threshold->runs},
          {"method", one_line(threshold->method)}};
}

Json signal_of(const SignalAt& at) {
  return {{"value", number_json(at.value)},
          {"normal", number_json(at.normal)},
          {"above", number_json(at.above)},
          {"below", number_json(at.below)},
          {"difference", estimate_json(at.difference)}};
}

Json look_of(const Look& look) {
  Json made;
  made["when"] = to_text(look.when);
  made["runs"] = runs_json(look.runs);
  made["served"] = served_json(look.subject_as);
  made["judge_served"] = served_json(look.judge_as);
  made["signals"] = Json::object();
  for (const auto& [signal, at] : look.signals)
    made["signals"][std::string(to_text(signal))] = signal_of(at);
  return made;
}

Json alarm_of(const Watch& watch, const Alarm& alarm) {
  return {{"signal", to_text(alarm.signal)},
          {"of", is_of_judge(alarm.signal) ? "judge" : "subject"},
          {"look", alarm.look + 1},
          {"when", to_text(watch.looks[alarm.look].when)},
          {"since", to_text(watch.looks[alarm.since].when)},
          {"sentence", one_line(alarm.sentence)}};
}

Json watch_of(const Watch& watch) {
  Json made;
  made["schema"] = "attune.watch/1";
  add_subject(made, watch.of);
  made["judge"] = one_line(watch.judge);
  made["changed"] = changed(watch);
  made["sentence"] = one_line(watch.sentence);
  made["alarms"] = Json::array();
  for (const Alarm& alarm : watch.alarms) made["alarms"].push_back(alarm_of(watch, alarm));
  made["signals"] = Json::array();
  for (const Signal signal : watch.signals) made["signals"].push_back(to_text(signal));
  made["looks"] = Json::array();
  for (const Look& look : watch.looks) made["looks"].push_back(look_of(look));
  made["notes"] = notes_json(watch.notes);
  made["in_control"] = watch.rule.in_control;
  made["baseline"] = watch.rule.baseline;
  made["threshold"] = threshold_of(watch.threshold);
  made["level"] = number_json(watch.rule.level);
  made["seed"] = watch.rule.seed;
  return made;
}

}  // namespace

std::string to_json(const Watch& watch) {
  return json_text(watch_of(watch));
}

std::string to_json(std::span<const Watch> watches) {
  Json made;
  made["schema"] = "attune.watches/1";
  made["watches"] = Json::array();
  for (const Watch& watch : watches) made["watches"].push_back(watch_of(watch));
  return json_text(made);
}

}  // namespace attune
