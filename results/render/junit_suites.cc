#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "results/render/cells.h"
#include "results/render/junit.h"

namespace attune {
namespace {

constexpr const char* kScore = "score";

// The repeats of one scenario, as far as they were played.
std::span<const SampleRecord> repeats_of(const RunSlice& slice, const ScenarioId& id) {
  const auto scenario = [](const SampleRecord& sample) -> const ScenarioId& {
    return sample.key.scenario;
  };
  const auto found = std::ranges::equal_range(slice.samples, id, {}, scenario);
  return {found.begin(), found.end()};
}

std::size_t planned_repeats(const RunSlice& slice, const ScenarioId& id, std::size_t played) {
  const bool planned = std::ranges::find(slice.planned, id) != slice.planned.end();
  return std::max(planned ? slice.repeats : 0, played);
}

// Sums of what was scored; divided when all repeats are in.
void add_marks(JunitCase& one, std::map<std::string, std::size_t>& counts, const Marks& marks) {
  const auto add = [&](const std::string& name, double value) {
    if (!std::isfinite(value)) return;
    one.figures[name] += value;
    ++counts[name];
  };
  ++one.scored;
  add(kScore, marks.points);
  for (const Mark& mark : marks.marks) {
    if (mark.name != kScore) add(mark.name, mark.value);
  }
}

void add_repeat(JunitCase& one, const SampleRecord& sample, const SliceMarking* marking) {
  if (sample.outcome == Outcome::Failed && one.failed++ == 0) one.error = sample.why;
  if (sample.outcome == Outcome::Failed || !one.unscored.empty()) return;
  one.unscored = marking == nullptr ? "nobody marked it" : unscored_why(*marking, sample.key);
}

JunitCase case_of(const RunSlice& slice, const SliceMarking* marking, const ScenarioId& id) {
  const std::span<const SampleRecord> repeats = repeats_of(slice, id);
  JunitCase one{.scenario = id, .planned = planned_repeats(slice, id, repeats.size())};
  const Scenario* scenario = scenario_of(slice, id);
  if (scenario != nullptr) {
    for (const Criterion& criterion : scenario->rubric.criteria)
      one.criteria.insert(criterion.name);
  }
  std::map<std::string, std::size_t> counts;
  for (const SampleRecord& sample : repeats) {
    const auto calls = slice.calls.find(sample.key);
    if (calls != slice.calls.end()) one.time += calls->second.time;
    const Marks* marks = marking == nullptr ? nullptr : marks_of(*marking, sample.key);
    if (marks != nullptr) add_marks(one, counts, *marks);
    if (marks == nullptr) add_repeat(one, sample, marking);
  }
  for (auto& [name, sum] : one.figures) sum /= static_cast<double>(counts[name]);
  const std::size_t unplayed = one.planned - repeats.size();
  if (unplayed > 0 && one.unscored.empty())
    one.unscored = fmt::format("{} of {} repeats were not played", unplayed, one.planned);
  return one;
}

std::string number(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

std::vector<std::pair<std::string, std::string>> properties_of(const RunSlice& slice,
                                                               const SliceMarking* marking) {
  std::vector<std::pair<std::string, std::string>> properties = {
      {"run", slice.run.id.text},
      {"release", slice.run.release},
      {"seed", std::to_string(slice.run.seed)},
      {"pack", slice.record.id.text},
      {"version", slice.record.version},
      {"digest", slice.record.digest},
      {"subject", slice.subject.text},
      {"scorer", marking == nullptr ? "" : marking->scorer},
      {"judge", marking == nullptr ? "" : marking->judge}};
  if (slice.subject.is_stub()) properties.emplace_back("stub", "true");
  if (marking == nullptr) return properties;
  const Standing& row = marking->standing;
  properties.emplace_back("missing", fmt::format("{} of {}", row.missing, row.planned));
  if (row.failed) properties.emplace_back("failed", *row.failed);
  if (!row.score) return properties;
  properties.emplace_back("score", shortest(row.score->point));
  properties.emplace_back("low", number(row.score->low));
  properties.emplace_back("high", number(row.score->high));
  return properties;
}

JunitSuite suite_of(const RunSlice& slice, const SliceMarking* marking) {
  const std::string id = slice.record.id.text;
  JunitSuite suite{.name = fmt::format("{} {}", id, slice.subject.text),
                   .classname = fmt::format("{}.{}", id, slice.subject.text),
                   .started = slice.run.started,
                   .properties = properties_of(slice, marking)};
  if (!slice.run.release.empty()) suite.name += " (" + slice.run.release + ")";
  if (slice.markings.size() > 1) suite.name += " " + marking_name(slice, *marking);
  const std::vector<ScenarioId> scenarios = scenarios_of(slice);
  for (const ScenarioId& scenario : scenarios)
    suite.cases.push_back(case_of(slice, marking, scenario));
  return suite;
}

// Whether a suite can say anything of a figure, and whether that is a rubric's to say.
struct Reach {
  bool known = false;
  bool of_rubric = false;
};

Reach reach_of(const JunitSuite& suite, const std::string& figure) {
  Reach reach{.known = figure == kScore};
  for (const JunitCase& one : suite.cases) {
    reach.known = reach.known || one.figures.contains(figure);
    reach.of_rubric = reach.of_rubric || one.criteria.contains(figure);
  }
  return reach;
}

void apply_gate(JunitSuite& suite, const Gate& gate) {
  const Reach reach = reach_of(suite, gate.figure);
  if (!reach.known) return;
  for (JunitCase& one : suite.cases) {
    const auto figure = one.figures.find(gate.figure);
    const bool has = figure != one.figures.end();
    const bool concerned = has || !reach.of_rubric || one.criteria.contains(gate.figure);
    if (one.scored == 0 || !concerned) continue;
    auto crossing = crossed(gate, has ? std::optional(figure->second) : std::nullopt);
    if (crossing) one.crossings.push_back(*std::move(crossing));
  }
}

}  // namespace

std::vector<JunitSuite> junit_suites(const RunSlice& slice) {
  std::vector<JunitSuite> suites;
  for (const SliceMarking& marking : slice.markings) suites.push_back(suite_of(slice, &marking));
  if (suites.empty()) suites.push_back(suite_of(slice, nullptr));
  return suites;
}

std::vector<std::string> junit_figures(std::span<const JunitSuite> suites) {
  std::set<std::string> marks;
  for (const JunitSuite& suite : suites) {
    for (const JunitCase& one : suite.cases) {
      for (const auto& [name, value] : one.figures) marks.insert(name);
    }
  }
  marks.erase(kScore);
  std::vector<std::string> figures = {kScore};
  figures.insert(figures.end(), marks.begin(), marks.end());
  return figures;
}

void apply_gates(std::span<JunitSuite> suites, std::span<const Gate> gates) {
  for (JunitSuite& suite : suites) {
    for (const Gate& gate : gates) apply_gate(suite, gate);
  }
}

}  // namespace attune
