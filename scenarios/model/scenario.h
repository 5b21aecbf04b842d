#pragma once

#include <cstdint>
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
  std::optional<Parameters> parameters = {};  // for this cue in place of the scenario's own
  bool operator==(const Cue&) const = default;
};

// One emotion of an intensity scenario with its reference values.
struct EmotionReference {
  std::string name;
  double intensity = 0;  // 0-10, each emotion on its own (EQ-Bench v2 "full scale")
  double share = 0;      // 0-10, the four summing to 10 (EQ-Bench v1)
  bool operator==(const EmotionReference&) const = default;
};

// How people did, so that a figure can be given on their scale.
struct Norm {
  double mean = 0;
  double deviation = 1;  // standard deviation, above 0
  bool operator==(const Norm&) const = default;
};

// The reference answer of an intensity scenario.
struct IntensityKey {
  std::vector<EmotionReference> emotions;
  std::optional<Norm> norm = {};  // of the distance to the reference, for SECEU
  bool operator==(const IntensityKey&) const = default;
};

// One answer that is offered. The best has weight 1, one without merit 0.
struct Option {
  std::string text;
  double weight = 0;
  bool operator==(const Option&) const = default;
};

// One multiple-choice question: what stands before its options, and how many are to be chosen.
struct Choice {
  std::string name;  // of its answer: "answer", "emotion"
  std::string lead;
  std::vector<Option> options;  // in the author's order
  int take = 1;
  bool operator==(const Choice&) const = default;
};

// A scenario that is answered by choosing. Its cue is put together when it is played, for the
// options stand in another order at each repeat (scenarios/model/choice_order.h).
struct ChoiceKey {
  std::vector<Choice> choices;
  std::string closing;      // what stands after the last options
  bool all_needed = false;  // right only where every choice is (EmoBench's EU)
  std::optional<std::uint64_t> shuffle = std::nullopt;  // seed of the orders; none: the author's
  bool operator==(const ChoiceKey&) const = default;
};

// One thing a judge marks, 0-20.
struct Criterion {
  std::string name;
  bool counted = true;    // counted criteria make the score; the others only inform
  std::string asks;       // what earns a high mark and what a low one
  bool inverted = false;  // a high mark says that much of something bad is there
  bool operator==(const Criterion&) const = default;
};

struct Rubric {
  std::vector<Criterion> criteria;
  std::vector<Criterion> compared = {};  // what a judge of two subjects compares; never inverted
  // Prompts of a published benchmark, with the slots it has; empty: the scorer's own.
  std::string prompt = {};
  std::string pair_prompt = {};
  bool ties = true;  // whether a judge of two subjects may find them even on every criterion
  bool operator==(const Rubric&) const = default;
};

// A heading that every reply to a scenario must have, with the part of the reply under it.
struct Section {
  std::string name;       // "response", in verdicts and files
  std::string heading;    // "My response"
  std::size_t limit = 0;  // code points that a judge of two subjects reads; 0: all
  bool operator==(const Section&) const = default;
};

// One dimension of a simulated user's inner state.
struct StateDimension {
  std::string name;
  double weight = 0;  // above 0 where more is better, below where more is worse
  double start = 5;   // 0-10
  std::string means = {};
  bool operator==(const StateDimension&) const = default;
};

// A person whom a model of its own plays against the subject. The scenario's first cue is what
// they open with; the last, where there are two, is the debrief that is asked when they have gone.
struct SimulatedUser {
  std::string instructions;  // to the model that plays them; never shown to the subject
  std::string opening;       // what they have said first, in their own words alone
  int turns = 8;             // replies of the subject to them
  std::vector<StateDimension> state = {};  // empty: they write their words and nothing else
  // Notes to the player: one is added to a turn, with this probability, on the run's seed.
  std::vector<std::string> nudges = {};
  double nudge_rate = 0;
  Parameters parameters = {};
  bool operator==(const SimulatedUser&) const = default;
};

// How a scenario wants to be played, unless a subject's settings say otherwise.
struct Generation {
  Parameters parameters;
  int tries = 1;                // plays again, up to so often, while no scorer can read the reply
  double temperature_step = 0;  // added to the temperature at each further try
  bool plays_on = false;        // after a truncated or empty reply too, as EQ-Bench 3 does
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
  std::optional<ChoiceKey> choices = {};
  std::optional<SimulatedUser> user = {};  // where the other side is played by a model
  Rubric rubric;                           // empty where no judge marks this kind
  std::vector<Section> sections = {};      // headings that a reply must have; often none
  std::optional<double> reference = {};    // how good the text to be marked is known to be
  std::string notes;                       // for the judge, never shown to the subject
  std::string rationale;                   // why the key says what it says
  Generation generation;
  std::vector<std::pair<std::string, std::string>> tags;  // sorted by name

  bool operator==(const Scenario&) const = default;
};

}  // namespace attune
