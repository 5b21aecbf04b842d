#include "harness/examine/probe.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/examine/hearing.h"

namespace attune {
namespace {

using testing::HasSubstr;
using State = FindingState;

TEST(Probes, HaveNamesOfTheirOwnTheBaselineFirstAndTheLongestLast) {
  std::set<std::string_view> names;
  for (const Probe& probe : probes()) {
    EXPECT_TRUE(names.insert(probe.name).second) << probe.name;
    EXPECT_NE(probe.read, nullptr) << probe.name;
    EXPECT_NE(probe.calls.empty(), probe.next == nullptr) << probe.name;
  }
  EXPECT_EQ(probes().front().name, "answers");
  EXPECT_EQ(probes().back().name, "context");
}

TEST(Probes, SendTheParameterTheyAreAbout) {
  for (const Probe& probe : probes()) {
    bool sends = false;
    for (const ProbeCall& call : probe.calls) {
      if (probe.parameters.empty()) {
        sends = sends || call.parameters != Parameters{};
      } else {
        sends = sends || without(call.parameters, probe.parameters.front()) != call.parameters;
      }
    }
    EXPECT_EQ(sends, !probe.parameters.empty()) << probe.name;
  }
}

TEST(NextCall, GoesThroughTheCallsOfAProbeAndEnds) {
  const Probe& probe = probe_named("seed");
  Hearing hearing;
  std::size_t asked = 0;
  while (auto call = next_call(probe, hearing)) {
    EXPECT_EQ(call->parameters, probe.calls[asked].parameters);
    hearing.heard.push_back({*call, a_reply_of("x")});
    ++asked;
  }
  EXPECT_EQ(asked, probe.calls.size());
}

TEST(NextCall, AsksNoMoreOnceTheParameterIsRefusedOrACallFailed) {
  const Probe& probe = probe_named("seed");
  EXPECT_FALSE(next_call(probe, {.refusals = {{"seed", "no"}}}));
  EXPECT_TRUE(next_call(probe, {.refusals = {{"top_p", "no"}}}));
  EXPECT_FALSE(next_call(probe, hearing_of({CallFailure{}})));
}

TEST(FindingOf, ARefusedParameterIsRefusedInTheEndpointsOwnSentence) {
  const Hearing hearing{.refusals = {{"max_completion_tokens", "HTTP 400: not here"}}};
  const Finding finding = finding_of(probe_named("max_tokens"), hearing);
  EXPECT_EQ(finding.probe, "max_tokens");
  EXPECT_EQ(finding.state, State::Refused);
  EXPECT_EQ(finding.evidence, "HTTP 400: not here");
}

TEST(FindingOf, AQuestionThatIsRefusedInOtherWordsIsRefused) {
  const CallFailure failure{
      .trouble = Trouble::Invalid, .status = 400, .what = "HTTP 400: System role not supported"};
  const Finding finding = finding_of(probe_named("system"), hearing_of({failure}));
  EXPECT_EQ(finding.state, State::Refused);
  EXPECT_THAT(finding.evidence, HasSubstr("System role not supported"));
}

TEST(FindingOf, WhatIsNotAnsweredIsUnclear) {
  const CallFailure failure{.trouble = Trouble::Transient, .status = 503, .what = "HTTP 503"};
  const Finding finding = finding_of(probe_named("stop"), hearing_of({failure}));
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_EQ(finding.evidence, "no answer: HTTP 503");
}

TEST(FindingOf, WhatWasNeverSentIsUnclear) {
  Hearing hearing = hearing_of({a_reply_of("42")});
  hearing.heard[0].sent = false;
  const Finding finding = finding_of(probe_named("min_p"), hearing);
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_THAT(finding.evidence, HasSubstr("not sent"));
}

TEST(FindingOf, AReplyWithoutWordsIsUnclear) {
  for (const Outcome outcome : {Outcome::Empty, Outcome::Refused, Outcome::Filtered}) {
    const Finding finding = finding_of(probe_named("stop"), hearing_of({a_reply_of("", outcome)}));
    EXPECT_EQ(finding.state, State::Unclear);
    EXPECT_THAT(finding.evidence, HasSubstr(std::string(to_text(outcome))));
  }
}

TEST(FindingOf, EvidenceIsOnePrintableLineWithoutKeys) {
  const Hearing hearing{.refusals = {{"seed", "no\x1b[2J\nfor sk-abcdefghijklmnop\xff"}}};
  const Finding finding = finding_of(probe_named("seed"), hearing);
  EXPECT_EQ(finding.evidence.find('\x1b'), std::string::npos);
  EXPECT_EQ(finding.evidence.find('\n'), std::string::npos);
  EXPECT_EQ(finding.evidence.find("abcdefgh"), std::string::npos);
}

TEST(Without, TakesOneParameterAway) {
  const Parameters all{.temperature = 1,
                       .top_p = 1,
                       .min_p = 1,
                       .max_tokens = 1,
                       .seed = 1,
                       .reasoning_effort = "low",
                       .stop = {"x"},
                       .schema = "{}"};
  Parameters left = all;
  for (const char* name : {"temperature", "top_p", "min_p", "max_tokens", "seed",
                           "reasoning_effort", "stop", "schema"}) {
    EXPECT_NE(without(left, name), left) << name;
    left = without(left, name);
  }
  EXPECT_EQ(left, Parameters{});
  EXPECT_EQ(without(all, "unknown"), all);
}

}  // namespace
}  // namespace attune
