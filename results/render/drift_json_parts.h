#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "results/drift/drift.h"

namespace attune {

// What the JSON of drifts and of watches is made of.

// "pack", "scorer", "subject" and "title".
void add_subject(nlohmann::ordered_json& made, const DriftSubject& of);

// {"ids", "fingerprints"}
nlohmann::ordered_json served_json(const ServedAs& served);
nlohmann::ordered_json runs_json(const std::vector<RunId>& runs);
// Sentences, each on one line.
nlohmann::ordered_json notes_json(const std::vector<std::string>& notes);

}  // namespace attune
