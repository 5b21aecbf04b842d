#include "harness/plan/plan.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

Pack a_pack(const std::string& id, int scenarios) {
  Pack pack{.id = {id}, .digest = "sha256:" + id};
  for (int i = 0; i < scenarios; ++i) pack.scenarios.push_back({.id = {"s" + std::to_string(i)}});
  return pack;
}

RunRequest a_request() {
  return {.packs = {a_pack("p", 20), a_pack("q", 5)},
          .subjects = {{{"a/1"}, {}}, {{"b/2"}, {}}, {{"c/3"}, {}}},
          .judges = {{{"j/1"}, {}}},
          .repeat = 2,
          .release = "may"};
}

std::set<SampleKey> keys_of(const RunRequest& request) {
  std::set<SampleKey> keys;
  for (const Planned& sample : make_plan(request).samples) keys.insert(key_of(sample, request));
  return keys;
}

std::string run_after(const std::function<void(RunRequest&)>& change) {
  RunRequest request = a_request();
  change(request);
  return make_plan(request).run.text;
}

TEST(Plan, HoldsEverySampleOnce) {
  const RunRequest request = a_request();
  EXPECT_EQ(make_plan(request).samples.size(), 150U);
  EXPECT_EQ(keys_of(request).size(), 150U);
}

TEST(Plan, GoesInCompleteBlocksOfAllSubjectsOnOneScenario) {
  const std::vector<Planned> samples = make_plan(a_request()).samples;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    Planned expected = samples[i - i % 3];
    expected.subject = static_cast<std::uint32_t>(i % 3);
    ASSERT_EQ(samples[i], expected) << i;
  }
}

TEST(Plan, FinishesARepeatBeforeTheNext) {
  const std::vector<Planned> samples = make_plan(a_request()).samples;
  EXPECT_TRUE(std::ranges::is_sorted(samples, {}, &Planned::repeat));
  EXPECT_EQ(samples.front().repeat, 1);
  EXPECT_EQ(samples.back().repeat, 2);
}

TEST(Plan, IsTheSameForTheSameRequest) {
  EXPECT_EQ(make_plan(a_request()).samples, make_plan(a_request()).samples);
}

TEST(Plan, ChangesWithTheSeedInItsOrderOnly) {
  RunRequest other = a_request();
  other.seed = 2;
  EXPECT_NE(make_plan(other).samples, make_plan(a_request()).samples);
  EXPECT_EQ(keys_of(other), keys_of(a_request()));
}

TEST(Plan, TakesAnotherOrderForEveryRepeat) {
  std::map<int, std::vector<std::uint32_t>> order;
  for (const Planned& sample : make_plan(a_request()).samples) {
    if (sample.pack == 0) order[sample.repeat].push_back(sample.scenario);
  }
  EXPECT_NE(order.at(1), order.at(2));
}

TEST(Plan, LimitedTakesTheFirstScenariosOfEachPack) {
  RunRequest request = a_request();
  request.limit = 7;
  std::set<std::pair<std::uint32_t, std::uint32_t>> scenarios;
  for (const Planned& s : make_plan(request).samples) scenarios.insert({s.pack, s.scenario});
  EXPECT_EQ(scenarios.size(), 12U);  // seven of twenty, and all five
  EXPECT_FALSE(scenarios.contains({0, 7}));
}

TEST(RunId, IsTheSameForMoreRepeatsOrScenarios) {
  const std::string id = make_plan(a_request()).run.text;
  EXPECT_EQ(run_after([](RunRequest& r) { r.repeat = 5; }), id);
  EXPECT_EQ(run_after([](RunRequest& r) { r.limit = 3; }), id);
}

TEST(RunId, IsTheSameWhateverASubjectCostsOrIsCalled) {
  const std::string id = make_plan(a_request()).run.text;
  EXPECT_EQ(run_after([](RunRequest& r) { r.subjects[0].settings.price = Price{1, 1}; }), id);
}

TEST(RunId, IsAnotherOneForWhateverDecidesTheResults) {
  std::set<std::string> ids = {make_plan(a_request()).run.text};
  const std::vector<std::function<void(RunRequest&)>> changes = {
      [](RunRequest& r) { r.subjects[0].settings.parameters.temperature = 0.5; },
      [](RunRequest& r) { r.subjects[0].settings.parameters.top_p = 0.5; },
      [](RunRequest& r) { r.subjects[0].settings.parameters.min_p = 0.5; },
      [](RunRequest& r) { r.subjects[0].settings.parameters.max_tokens = 5; },
      [](RunRequest& r) { r.subjects[0].settings.parameters.seed = 5; },
      [](RunRequest& r) { r.subjects[0].settings.parameters.reasoning_effort = "low"; },
      [](RunRequest& r) { r.subjects[0].settings.parameters.stop = {"END"}; },
      [](RunRequest& r) { r.subjects[1].settings.parameters.temperature = 0.5; },
      [](RunRequest& r) { r.subjects.pop_back(); },
      [](RunRequest& r) { r.judges.clear(); },
      [](RunRequest& r) { r.judges[0].id.text = "j/2"; },
      [](RunRequest& r) { r.judges[0].settings.parameters.temperature = 0.5; },
      [](RunRequest& r) { r.packs[0].digest = "sha256:x"; },
      [](RunRequest& r) { r.packs.pop_back(); },
      [](RunRequest& r) { r.release = "june"; },
      [](RunRequest& r) { r.seed = 2; },
      [](RunRequest& r) { r.play.compat = true; },
      [](RunRequest& r) { r.play.revise = true; }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_TRUE(ids.insert(run_after(changes[i])).second) << "change " << i;
  }
}

TEST(SettingsJson, KeepsTheParametersInAFormThatIsReadBack) {
  RunRequest request = a_request();
  request.subjects[0].settings.parameters = {.temperature = 0.1,
                                             .top_p = 0.9,
                                             .min_p = 0.05,
                                             .max_tokens = 100,
                                             .seed = -3,
                                             .reasoning_effort = "low",
                                             .stop = {"END", "\n"}};
  const auto json = nlohmann::ordered_json::parse(settings_json(request));
  for (const std::size_t i : {0U, 1U}) {
    EXPECT_EQ(parameters_from_json(json["subjects"][i]["parameters"]),
              request.subjects[i].settings.parameters);
  }
}

}  // namespace
}  // namespace attune
