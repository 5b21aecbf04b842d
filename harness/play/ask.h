#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenarios/model/message.h"
#include "scenarios/model/parameters.h"

namespace attune {

// Who is asked within the life of a sample.
struct Voice {
  enum class Part { Subject, User, Judge };
  Part part = Part::Subject;
  std::size_t marking = 0;  // for Judge: which marking
  bool operator==(const Voice&) const = default;
};

// What of a run moves how a scenario is played.
struct Playing {
  int repeat = 1;
  std::uint64_t seed = 1;
};

// The next thing to send: what a conversation or an assessment wants asked.
struct Ask {
  std::vector<Message> messages;
  Parameters parameters;
  int position = 0;  // turn or question, from 0
  int asked = 1;     // which asking of it, from 1
};

// Names an Ask within its sample and purpose, so that a stored reply finds its place again.
struct AskKey {
  int position = 0;
  int asked = 1;
  auto operator<=>(const AskKey&) const = default;
};

}  // namespace attune
