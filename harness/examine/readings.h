#pragma once

#include <string_view>

#include "harness/examine/probe.h"

namespace attune {

// What the answers to each probe's calls mean. All but read_answers REQUIRE a whole set of calls
// that were answered with words (Probe::read).

// The first call: that anything is said at all, by whom, and whether it is counted.
Finding read_answers(const Hearing& hearing);

inline constexpr std::string_view kSystemWord = "marzipan";
// The system message asks for this word whatever the user writes.
Finding read_system(const Hearing& hearing);

inline constexpr int kFewTokens = 8;
// Asked to count from 1 to 200 within kFewTokens.
Finding read_max_tokens(const Hearing& hearing);

// Asked to count from 10 to 19 and to stop at "15".
Finding read_stop(const Hearing& hearing);

// Three replies at temperature 0, then three at 1.
Finding read_temperature(const Hearing& hearing);

// Two replies at temperature 1, then three with a tiny top_p as well.
Finding read_top_p(const Hearing& hearing);

// Two replies at temperature 1 of one seed, then one of each of two other seeds.
Finding read_seed(const Hearing& hearing);

// {"town": text, "people": whole number} and nothing else, as a JSON Schema.
std::string_view town_schema();
// A question that does not speak of JSON, with town_schema().
Finding read_schema(const Hearing& hearing);

// A parameter whose effect cannot be seen in a reply.
Finding read_acceptance(const Hearing& hearing);

}  // namespace attune
