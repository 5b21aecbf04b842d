#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "results/render/run_slice.h"
#include "results/reports/gate.h"

namespace attune {

// Slices as JUnit's XML, which build servers show: the form that Jenkins and Surefire read
// (jenkinsci/xunit-plugin, junit-10.xsd).

// One scenario, its repeats together.
struct JunitCase {
  ScenarioId scenario;
  Millis time{0};           // of its answered calls
  std::size_t planned = 0;  // repeats
  std::size_t scored = 0;
  std::set<std::string> criteria = {};  // marks that its rubric asks for
  // "score" and every mark by its name: means over the repeats that were scored.
  std::map<std::string, double> figures = {};
  std::size_t failed = 0;                // repeats
  std::string error = {};                // why the first of them did
  std::string unscored = {};             // why the first repeat without a score has none
  std::vector<Crossing> crossings = {};  // gates that hold
};

// One slice under one marking.
struct JunitSuite {
  std::string name;
  std::string classname;  // "pack.subject"
  UtcTime started;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<JunitCase> cases;
};

// One for each marking; a slice that nobody marked has one too.
std::vector<JunitSuite> junit_suites(const RunSlice& slice);

// What gates may name: "score" and every mark there is.
std::vector<std::string> junit_figures(std::span<const JunitSuite> suites);

// Notes which gates hold, case by case. A gate on a mark concerns the suites that have it and,
// where it is of a rubric, the cases whose rubric asks for it; of those, one that was scored
// without it crosses the gate. What was not scored crosses none, for it is no pass either.
void apply_gates(std::span<JunitSuite> suites, std::span<const Gate> gates);

// A case is failed where a gate holds; else an error where a repeat failed; else skipped where
// nothing of it was scored, not even half of it played; else passed.
enum class JunitState { Passed, Failed, Error, Skipped };

JunitState state_of(const JunitCase& one);
std::size_t count_of(std::span<const JunitSuite> suites, JunitState state);

// Well-formed whatever models wrote.
std::string to_junit(std::span<const JunitSuite> suites);

}  // namespace attune
