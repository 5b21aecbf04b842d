#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/base/time.h"
#include "scenarios/model/scenario.h"

namespace attune {

// The true answer to one intensity prompt.
struct KnownKey {
  std::string prompt_digest;                             // digest_of(the last user message)
  std::vector<std::pair<std::string, double>> emotions;  // name and intensity, 0-10, in order
};

// A text that is to be marked.
struct KnownText {
  std::string prompt_digest;
  double strength = 5;                                 // 0-10
  std::vector<std::pair<std::string, bool>> criteria;  // name, and whether a high mark is bad
};

// Everything that decides what the stub answers, and when.
struct StubOptions {
  int port = 0;  // 0: any free one
  std::uint64_t seed = 1;
  std::vector<KnownKey> keys = {};
  std::vector<ChoiceKey> choices = {};
  std::vector<KnownText> texts = {};
  Millis latency{0};            // median over the calls
  double latency_spread = 0;    // standard deviation of its logarithm; 0.5 is lively
  std::string faults = {};      // a row of stub_faults, for every call whose model names none
  double judge_noise = 1.5;     // standard deviation of one mark, 0-20
  double judge_bias = 0;        // added to every mark
  std::size_t reply_bytes = 0;  // what every model says is at least so long, by blanks behind it
  int skill_shift = 0;          // added to every subject's ability: another release behind its name
};

}  // namespace attune
