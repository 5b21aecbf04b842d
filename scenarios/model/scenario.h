#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/model/parameters.h"

namespace attune {

// What the user side will say, word for word.
struct Cue {
  std::string text;
  bool operator==(const Cue&) const = default;
};

// One emotion of an intensity scenario with its reference values.
struct EmotionReference {
  std::string name;
  double intensity = 0;  // 0-10, each emotion on its own (EQ-Bench v2 "full scale")
  double share = 0;      // 0-10, the four summing to 10 (EQ-Bench v1)
  bool operator==(const EmotionReference&) const = default;
};

// The reference answer of an intensity scenario.
struct IntensityKey {
  std::vector<EmotionReference> emotions;
  bool operator==(const IntensityKey&) const = default;
};

// One thing a judge marks, 0-20.
struct Criterion {
  std::string name;
  bool counted = true;  // counted criteria make the score; the others only inform
  std::string asks;     // what earns a high mark and what a low one
  bool operator==(const Criterion&) const = default;
};

struct Rubric {
  std::vector<Criterion> criteria;
  bool operator==(const Rubric&) const = default;
};

// How a scenario wants to be played, unless a subject's settings say otherwise.
struct Generation {
  Parameters parameters;
  int tries = 1;                // plays again, up to so often, while no scorer can read the reply
  double temperature_step = 0;  // added to the temperature at each further try
  bool operator==(const Generation&) const = default;
};

// One written situation. Immutable once loaded.
struct Scenario {
  ScenarioId id;
  std::string kind;  // names the pack's prompt, rubric and generation for it
  std::string title;
  std::string language;   // BCP 47, "en"
  std::vector<Cue> cues;  // never empty; prompts are filled in already
  std::optional<IntensityKey> key;
  Rubric rubric;          // empty where no judge marks this kind
  std::string notes;      // for the judge, never shown to the subject
  std::string rationale;  // why the key says what it says
  Generation generation;
  std::vector<std::pair<std::string, std::string>> tags;  // sorted by name

  bool operator==(const Scenario&) const = default;
};

}  // namespace attune
