#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/drift/drift.h"
#include "results/render/group_grid.h"

namespace attune {

// What the renderers of a drift have in common: how one value becomes text. Foreign text on one
// line, nothing escaped.

// "lab/model on Feelings (feelings 1.0), marked by rubric@1"
std::string heading_text(const DriftSubject& of);

// "2026-06 to 2026-11"
std::string between_text(const Drift& drift, const Change& change);

// The answer: the whole's sentence, or that there is one release only.
std::string answer_text(const Drift& drift);

// "1234 ±56" at so many decimals, the interval by its farther end; "-" where there is none.
std::string figure_text(const std::optional<Estimate>& figure, int decimals);

// Total, parts, noise and vitals of the whole, a line each.
Grid change_grid(const Drift& drift);
// What is called otherwise at the whole's later end; the heading alone where nothing is.
Grid names_grid(const Drift& drift, std::size_t name);
// Score, vitals and anchors of each release, without columns nobody has.
Grid release_grid(const Drift& drift, std::size_t name);
// Total, parts and cause of each step, and of the whole where there are several.
Grid steps_grid(const Drift& drift, std::size_t name);

// A sentence from the left edge, in lines of at most `width` columns where its words allow.
std::string paragraph(const std::string& sentence, std::size_t width);

// All of them with titles, without those that say nothing.
std::vector<GroupGrid> drift_grids(const Drift& drift, std::size_t name);

// The whole's notes, then the drift's own.
std::vector<std::string> drift_notes(const Drift& drift);

}  // namespace attune
