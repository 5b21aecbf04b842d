#pragma once

#include <string>
#include <vector>

#include "scenarios/model/message.h"
#include "scenarios/model/outcome.h"
#include "scenarios/model/parameters.h"

namespace attune {

// What a judge wants to be asked, word for word.
struct Question {
  std::vector<Message> messages;
  Parameters parameters;
  bool operator==(const Question&) const = default;
};

// What the judge's model said to one Question.
struct Answer {
  Outcome outcome = Outcome::Ok;
  std::string text;
  std::string why;  // where the outcome is not ok
  bool operator==(const Answer&) const = default;
};

}  // namespace attune
