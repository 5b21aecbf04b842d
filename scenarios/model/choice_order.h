#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/model/scenario.h"

namespace attune {

// Where the options of one choice stand at one repeat: element i is the index, in the author's
// order, of the option shown as letter i. Without a seed it is the author's order. With one, the
// first repeat is a shuffle and each further one moves every option one place on, so that over as
// many repeats as there are options each has stood in every place.
//
// A pure function of the seed, the scenario's id, the choice and the repeat.
// REQUIRES: scenario.choices, `choice` within it, repeat >= 1.
std::vector<std::size_t> option_order(const Scenario& scenario, std::size_t choice, int repeat);

// The letter of the option shown at place `at`: 'A' for 0; '?' beyond Z, where no pack in order has
// any.
char option_letter(std::size_t at);

// The cue of a choice scenario as it is played at one repeat: leads, lettered options, closing.
// REQUIRES: scenario.choices.
std::string choice_cue(const Scenario& scenario, int repeat);

}  // namespace attune
