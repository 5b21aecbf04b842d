#include "results/differences/side_values.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "results/reports/values.h"

namespace attune {
namespace {

using Numbers = std::map<RunRepeat, int>;

// Every playing of the pack, in one row over all runs.
Numbers numbers_of(const SideFacts& facts) {
  Numbers numbers;
  for (const SampleRecord& each : facts.samples) numbers[{each.run, each.key.repeat}];
  for (const VerdictRecord& each : facts.verdicts) numbers[{each.run, each.key.repeat}];
  int number = 0;
  for (auto& [repeat, its] : numbers) its = ++number;
  return numbers;
}

template <class Record>
Playing playing_of(const Record& record, const Numbers& numbers) {
  return {record.key.scenario, numbers.at({record.run, record.key.repeat})};
}

const Marks* finite_marks(const VerdictRecord& record) {
  const auto* marks = std::get_if<Marks>(&record.verdict.finding);
  return marks != nullptr && std::isfinite(marks->points) ? marks : nullptr;
}

// The pass chosen for each playing, as the leaderboard chooses it.
PlayedValues chosen_passes(const SideFacts& facts) {
  std::set<RunRepeat> played;
  for (const SampleRecord& each : facts.samples) played.emplace(each.run, each.key.repeat);
  std::vector<MarkedSample> verdicts;
  for (const VerdictRecord& each : facts.verdicts) verdicts.push_back(marked_sample(each));
  sort_marked(verdicts);
  const Values values = values_of(played, verdicts, ScoreRule::Headline::FirstOrRevised);
  PlayedValues points;
  int number = 0;
  for (const Iteration& iteration : values.iterations) {
    ++number;
    auto value = iteration.begin();
    for (const auto& [scenario, cluster] : values.scenarios) {
      if (*value) points.emplace(Playing{scenario, number}, **value);
      ++value;
    }
  }
  return points;
}

void add_marks(SideValues& values, const SideFacts& facts, const Numbers& numbers,
               ScoreRule::Headline headline) {
  for (const VerdictRecord& record : facts.verdicts) {
    const Marks* marks = finite_marks(record);
    if (marks == nullptr) continue;
    const Playing playing = playing_of(record, numbers);
    if (headline == ScoreRule::Headline::Whole) {
      values.marks.emplace(playing, marks);
    } else {
      values.points.emplace(playing, marks->points);
    }
    for (const Mark& mark : marks->marks) {
      if (std::isfinite(mark.value)) values.criteria[mark.name].emplace(playing, mark.value);
    }
  }
}

void add_judged(SideValues& values, const SideFacts& facts, const Numbers& numbers) {
  std::map<Playing, Cluster> samples;
  for (const auto& [playing, points] : values.points) samples[playing].push_back(points);
  std::vector<std::tuple<Playing, std::string, double>> others;
  for (const VerdictRecord& record : facts.others) {
    const Marks* marks = finite_marks(record);
    if (marks == nullptr || !numbers.contains({record.run, record.key.repeat})) continue;
    others.emplace_back(playing_of(record, numbers), record.judge, marks->points);
  }
  std::ranges::sort(others);
  for (const auto& [playing, judge, points] : others) {
    const auto sample = samples.find(playing);
    if (sample != samples.end()) sample->second.push_back(points);
  }
  std::map<ScenarioId, JudgedScenario> scenarios;
  for (auto& [playing, judged] : samples) scenarios[playing.first].push_back(std::move(judged));
  for (auto& [scenario, judged] : scenarios) values.judged.push_back(std::move(judged));
}

}  // namespace

SideValues side_values(const SideFacts& facts, ScoreRule::Headline headline) {
  const Numbers numbers = numbers_of(facts);
  SideValues values;
  for (const SampleRecord& each : facts.samples) values.recorded.insert(playing_of(each, numbers));
  for (const VerdictRecord& each : facts.verdicts)
    values.recorded.insert(playing_of(each, numbers));
  if (headline == ScoreRule::Headline::FirstOrRevised) {
    values.points = chosen_passes(facts);
  } else {
    add_marks(values, facts, numbers, headline);
  }
  if (headline != ScoreRule::Headline::Whole) add_judged(values, facts, numbers);
  return values;
}

}  // namespace attune
