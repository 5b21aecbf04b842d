#pragma once

#include <string>
#include <vector>

#include "scenarios/model/message.h"

namespace attune {

// What was said in one exchange.
struct Turn {
  Message cue;
  std::string reply;
  std::string
      reasoning;  // what the model thought aloud in a field of its own; never shown to judges
  bool operator==(const Turn&) const = default;
};

// The turns of one sample, in order; immutable once played.
struct Transcript {
  std::vector<Turn> turns;
  bool operator==(const Transcript&) const = default;
};

}  // namespace attune
