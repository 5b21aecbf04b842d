#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/drift/drift.h"
#include "scenarios/base/result.h"

namespace attune {

// One way to write drifts down, as Format is for leaderboards.
struct DriftFormat {
  std::string name;     // "markdown"
  std::string summary;  // one line
  // `single`: the caller asked for one pack, and gets a bare drift where the format has a wrapper
  // for several. REQUIRES: drifts.size() == 1 where `single`.
  std::string (*render)(const std::vector<Drift>& drifts, bool single) = nullptr;
};

// Every format that ships.
const std::vector<DriftFormat>& drift_formats();

// FixInput with the nearest known name where there is none of this name.
Result<const DriftFormat*> find_drift_format(std::string_view name);

// Aligned text for a terminal, 80 columns wide: the answer in a sentence; the change with its
// parts, its noise and the vitals; what is called otherwise; the time line; the steps; notes. Holds
// no escapes, whatever names and notes hold.
std::string to_table(const Drift& drift);

// The same as headings, pipe tables (GitHub's Markdown) and lists.
std::string to_markdown(const Drift& drift);

// RFC 4180: one heading, one record for each step and one for the whole ("kind") of every drift,
// CRLF. Absent figures are empty fields. The time line, names and notes are not in it: JSON has
// them.
std::string to_csv(std::span<const Drift> drifts);

// "attune.drift/1" as results/README.md explains it: figures to four places at most, absent ones
// null, two spaces of indentation, a newline at the end.
std::string to_json(const Drift& drift);

// "attune.drifts/1": several drifts.
std::string to_json(std::span<const Drift> drifts);

// Two tables for a paper with booktabs' rules: changes, with sentence and notes under them, and the
// time line.
std::string to_latex(const Drift& drift);

}  // namespace attune
