#pragma once

#include <vector>

#include "scenarios/model/message.h"
#include "scenarios/model/parameters.h"

namespace attune {

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
