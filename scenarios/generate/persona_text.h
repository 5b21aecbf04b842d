#pragma once

#include <span>
#include <string>

#include "scenarios/generate/personas.h"

namespace attune {

// "p-000123-grief-missed-call"
std::string persona_id(const Persona& persona);

// What the model that plays the person reads, under the labels of the hand-written cards.
std::string persona_card(const Persona& persona);

// What the judge reads, and the subject never.
std::string persona_notes(const Persona& persona);

// The personas as scenarios of the persona pack, one JSON object a line.
std::string to_jsonl(std::span<const Persona> personas);

}  // namespace attune
