#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/model/message.h"

namespace attune {

// One dimension of a state at one moment, 0-10.
struct Level {
  std::string name;
  double value = 0;
  bool operator==(const Level&) const = default;
};

// What a simulated user kept to themselves while saying a cue.
struct Aside {
  std::string internal;      // their thoughts
  std::vector<Level> state;  // every dimension, in the scenario's order; empty where none is kept
  std::string nudge;         // the note their player was given for this turn, if any
  bool operator==(const Aside&) const = default;
};

// What was said in one exchange.
struct Turn {
  Message cue;
  std::string reply;
  std::string
      reasoning;  // what the model thought aloud in a field of its own; never shown to judges
  std::optional<Aside> aside = {};  // of a simulated user
  bool operator==(const Turn&) const = default;
};

// The turns of one sample, in order; immutable once played.
struct Transcript {
  std::vector<Turn> turns;
  bool operator==(const Transcript&) const = default;
};

}  // namespace attune
