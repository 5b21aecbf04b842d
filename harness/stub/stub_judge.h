#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/stub/stub_wire.h"

namespace attune {

// A judge whose errors are known.
struct StubJudge {
  double noise = 1.5;  // standard deviation of one mark
  double bias = 0;     // added to every mark; of a pair, in favour of the first shown
  double first = 0;    // of a pair: added to the margin of whoever is shown first, -5 to 5
  double longer = 0;   // of a pair: added to the margin of whoever wrote more
};

// What the judge says: margins where the prompt compares two (stub_pair.h), and else marks. The
// marks, 0-20, as a JSON object with the criteria that the prompt asks for. Each is the mean
// skill in the prompt's "[stub skill X]" marks, times 20/100, plus bias and noise, rounded and
// clipped. A prompt without such a mark was not written by the stub: it gets the middle, 10.
std::string answer_as_judge(const StubJudge& judge, const StubRequest& request, std::uint64_t seed);

// A judgement without a mark in it.
std::string answer_unreadably();

// The names in a skeleton of `"name": SLOT`, for a slot such as <0-20>, in order and once each.
std::vector<std::string> asked_names(std::string_view prompt, std::string_view slot);

}  // namespace attune
