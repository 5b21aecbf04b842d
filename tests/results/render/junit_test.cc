// Held against the schema by which Jenkins reads JUnit and Surefire: jenkinsci/xunit-plugin,
// src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd.
#include "results/render/junit.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/render/some_slice.h"
#include "tests/support/xml.h"

namespace attune {
namespace {

using ::testing::HasSubstr;

struct Element {
  std::set<std::string> attributes;
  std::set<std::string> required;
  std::set<std::string> children;
};

const std::map<std::string, Element> kSchema = {
    {"testsuites", {{"name", "time", "tests", "failures", "errors"}, {}, {"testsuite"}}},
    {"testsuite",
     {{"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname",
       "id", "package", "file", "log", "url"},
      {"name", "tests", "failures", "errors"},
      {"testsuite", "properties", "testcase", "system-out", "system-err"}}},
    {"properties", {{}, {}, {"property"}}},
    {"property", {{"name", "value"}, {"name", "value"}, {}}},
    {"testcase",
     {{"name", "time", "classname", "group"},
      {"name"},
      {"skipped", "error", "failure", "system-out", "system-err"}}},
    {"failure", {{"type", "message"}, {}, {}}},
    {"error", {{"type", "message"}, {}, {}}},
    {"skipped", {{"type", "message"}, {}, {}}},
    {"system-out", {{}, {}, {}}}};

void expect_schema(const XmlNode& node) {
  ASSERT_TRUE(kSchema.contains(node.name)) << node.name;
  const Element& element = kSchema.at(node.name);
  for (const auto& [name, value] : node.attributes)
    EXPECT_TRUE(element.attributes.contains(name)) << node.name << " " << name;
  for (const std::string& name : element.required)
    EXPECT_TRUE(node.attributes.contains(name)) << node.name << " " << name;
  for (const XmlNode& child : node.children) {
    EXPECT_TRUE(element.children.contains(child.name)) << node.name << " > " << child.name;
    expect_schema(child);
  }
}

std::vector<JunitSuite> gated(const RunSlice& slice, const std::vector<std::string>& texts) {
  std::vector<JunitSuite> suites = junit_suites(slice);
  const auto gates = parse_gates(texts, junit_figures(suites));
  EXPECT_TRUE(gates) << (gates ? "" : gates.error().what);
  apply_gates(suites, *gates);
  return suites;
}

XmlNode parsed(const std::vector<JunitSuite>& suites) {
  const auto root = parse_xml(to_junit(suites));
  EXPECT_TRUE(root) << to_junit(suites);
  return root.value_or(XmlNode{});
}

// The children of each case of a suite, by its scenario: "failure", "error", "skipped" or "".
std::map<std::string, std::string> states(const XmlNode& suite) {
  std::map<std::string, std::string> found;
  for (const XmlNode* one : suite.all("testcase")) {
    const std::string first = one->children.front().name;
    found[one->attributes.at("name")] = first == "system-out" ? "" : first;
  }
  return found;
}

TEST(Junit, FollowsTheSchemaWhateverModelsWrote) {
  const XmlNode root = parsed(gated(some_slice(), {"score < 60"}));
  EXPECT_EQ(root.name, "testsuites");
  expect_schema(root);
  const std::string error = root.all("error").front()->attributes.at("message");
  EXPECT_THAT(error, HasSubstr("<b>&]]>\"'"));
}

TEST(Junit, ASuiteForEachMarkingAndACaseForEachScenario) {
  const XmlNode root = parsed(junit_suites(some_slice()));
  ASSERT_EQ(root.children.size(), 2U);
  EXPECT_EQ(root.children[0].attributes.at("name"), "feelings lab/tiny (v1) intensity@1");
  EXPECT_EQ(root.children[0].attributes.at("timestamp"), "2023-11-15T00:00:00");
  EXPECT_EQ(root.children[0].attributes.at("tests"), "4");
  const XmlNode* first = root.all("testcase").front();
  EXPECT_EQ(first->attributes.at("name"), "q1");
  EXPECT_EQ(first->attributes.at("classname"), "feelings.lab/tiny");
  EXPECT_EQ(first->attributes.at("time"), "3.000");
  std::map<std::string, std::string> properties;
  for (const XmlNode* property : root.children[1].all("property"))
    properties[property->attributes.at("name")] = property->attributes.at("value");
  EXPECT_EQ(properties.at("release"), "v1");
  EXPECT_EQ(properties.at("scorer"), "rubric@1");
  EXPECT_EQ(properties.at("judge"), "openai/gpt-4");
  EXPECT_EQ(properties.at("digest"), some_slice().record.digest);
  EXPECT_EQ(properties.at("score"), "45");
  EXPECT_EQ(properties.at("missing"), "5 of 8");
}

TEST(Junit, WithoutAGateNothingFails) {
  const auto suites = junit_suites(some_slice());
  EXPECT_EQ(count_of(suites, JunitState::Failed), 0U);
  const auto found = states(parsed(suites).children[0]);
  EXPECT_EQ(found, (std::map<std::string, std::string>{
                       {"q1", ""}, {"q2", ""}, {"q3", "error"}, {"q4", "skipped"}}));
}

TEST(Junit, AGateHoldsForTheMeanOfTheRepeatsThatWereScored) {
  const auto suites = gated(some_slice(), {"score < 70"});  // q1: 60 and 80, q2: 40
  const XmlNode root = parsed(suites);
  EXPECT_EQ(states(root.children[0]).at("q1"), "");
  EXPECT_EQ(states(root.children[0]).at("q2"), "failure");
  EXPECT_EQ(root.children[0].all("failure").front()->attributes.at("message"),
            "score < 70 holds: score is 40 (mean of 1 of 2 repeats)");
  EXPECT_EQ(root.attributes.at("failures"), std::to_string(count_of(suites, JunitState::Failed)));
}

TEST(Junit, WhatWasNotScoredIsNeitherFailedNorPassed) {
  const XmlNode root = parsed(gated(some_slice(), {"score < 100"}));
  EXPECT_EQ(states(root.children[0]).at("q4"), "skipped");
  EXPECT_EQ(root.children[0].all("skipped").front()->attributes.at("message"),
            "2 of 2 repeats were not played");
  EXPECT_EQ(states(root.children[0]).at("q3"), "error");
  EXPECT_THAT(root.children[0].all("error").front()->attributes.at("message"),
              HasSubstr("1 of 2 repeats failed: because of"));
}

TEST(Junit, AGateOnAMarkConcernsOnlyWhereTheRubricAsksForIt) {
  RunSlice slice = some_slice();
  std::erase_if(slice.pack->scenarios[1].rubric.criteria,
                [](const Criterion& criterion) { return criterion.name == "insight"; });
  EXPECT_EQ(count_of(gated(slice, {"insight < 1"}), JunitState::Failed), 0U);
  // q2's rubric asks for it and the judge has lost it: that must not pass in silence.
  const auto suites = gated(some_slice(), {"insight < 1"});
  EXPECT_EQ(count_of(suites, JunitState::Failed), 1U);
  EXPECT_THAT(parsed(suites).all("failure").front()->attributes.at("message"),
              HasSubstr("there is no insight"));
}

TEST(Junit, GatesMayNameTheScoreAndEveryMark) {
  EXPECT_EQ(junit_figures(junit_suites(some_slice())),
            (std::vector<std::string>{"score", "empathy", "first_pass", "insight"}));
}

TEST(Junit, ASliceThatNobodyMarkedIsSkipped) {
  RunSlice slice = some_slice();
  slice.markings.clear();
  const auto suites = gated(slice, {"score < 50"});
  ASSERT_EQ(suites.size(), 1U);
  EXPECT_EQ(suites[0].name, "feelings lab/tiny (v1)");
  EXPECT_EQ(count_of(suites, JunitState::Skipped), 3U);
  EXPECT_EQ(parsed(suites).all("skipped").front()->attributes.at("message"), "nobody marked it");
}

TEST(Junit, AStubIsSaidToBeOne) {
  RunSlice slice = some_slice();
  EXPECT_EQ(to_junit(junit_suites(slice)).find("name=\"stub\""), std::string::npos);
  slice.subject = {"stub/skill-70"};
  EXPECT_NE(to_junit(junit_suites(slice)).find("name=\"stub\" value=\"true\""), std::string::npos);
}

}  // namespace
}  // namespace attune
