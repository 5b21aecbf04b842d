#include "harness/run/examine.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/calls/wires.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_endpoint.h"
#include "tests/support/fake_transport.h"

namespace attune {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using State = FindingState;

class Examine : public testing::Test {
 protected:
  Result<Examination> examine_with(Script script) {
    net_.emplace(clock_,
                 [this, script = std::move(script)](const HttpRequest& request, int attempt) {
                   requests_.push_back(request);
                   return script(request, attempt);
                 });
    return examine(job_, {.clock = clock_, .transport = *net_, .stop_requested = stop_});
  }

  Result<Examination> examine_endpoint() {
    return examine_with(
        [this](const HttpRequest& request, int) { return Scripted{endpoint_.answer(request)}; });
  }

  // The findings of a whole examination by the names of their probes.
  std::map<std::string, Finding> findings() {
    const auto examination = examine_endpoint();
    EXPECT_TRUE(examination) << examination.error().what;
    std::map<std::string, Finding> found;
    if (!examination) return found;
    EXPECT_FALSE(examination->interrupted);
    for (const Finding& finding : examination->passport.findings) found[finding.probe] = finding;
    return found;
  }

  static OpenEndpoint open(const std::string& name) {
    Endpoint endpoint{.name = name, .base_url = "http://user:word@lab/v1?key=secret"};
    endpoint.lanes = 1;
    return {endpoint, *find_wire("openai"), "sk-secret-key"};
  }

  FakeClock clock_;
  FakeEndpoint endpoint_;
  ExamineJob job_{.subject = {"lab/tiny"}, .endpoint = open("lab"), .version = "1.2.3"};
  std::function<bool()> stop_ = [] { return false; };
  std::optional<FakeTransport> net_;
  std::vector<HttpRequest> requests_;
};

TEST_F(Examine, SaysWhoWasExaminedWhereAndWhen) {
  clock_.move_to(Instant(Millis(5000)));
  const Passport passport = examine_endpoint()->passport;
  EXPECT_EQ(passport.subject.text, "lab/tiny");
  EXPECT_EQ(passport.address, "http://lab/v1");
  EXPECT_EQ(passport.wire, "openai");
  EXPECT_EQ(passport.served_id, "tiny-1");
  EXPECT_EQ(passport.fingerprint, "fp_1");
  EXPECT_EQ(passport.made.millis, 1'700'006'405'000);
  EXPECT_EQ(passport.version, "1.2.3");
  EXPECT_EQ(passport.findings.size(), 12U);
}

TEST_F(Examine, AnEndpointThatHonoursEverythingIsFoundOut) {
  endpoint_.page = R"({"total_slots": 4})";
  auto found = findings();
  for (const char* probe : {"answers", "system", "max_tokens", "stop", "temperature", "top_p",
                            "seed", "schema", "context", "lanes"})
    EXPECT_EQ(found[probe].state, State::Honoured) << probe << ": " << found[probe].evidence;
  EXPECT_EQ(found["context"].figure, 16384);
  EXPECT_EQ(found["lanes"].figure, 4);
  for (const char* probe : {"reasoning_effort", "min_p"})
    EXPECT_EQ(found[probe].evidence, "accepted, effect not visible");
}

TEST_F(Examine, AnEndpointThatIgnoresEverythingIsFoundOut) {
  endpoint_.honours = false;
  auto found = findings();
  for (const char* probe :
       {"system", "max_tokens", "stop", "temperature", "top_p", "seed", "schema"})
    EXPECT_EQ(found[probe].state, State::Ignored) << probe << ": " << found[probe].evidence;
  EXPECT_EQ(found["answers"].state, State::Honoured);
  EXPECT_EQ(found["lanes"].evidence, "not offered: HTTP 404");
}

TEST_F(Examine, RefusedParametersAreRefusedInTheEndpointsOwnWords) {
  endpoint_.refuses = {"temperature", "seed", "stop", "min_p", "reasoning_effort"};
  auto found = findings();
  for (const std::string& probe : endpoint_.refuses) {
    EXPECT_EQ(found[probe].state, State::Refused) << probe << ": " << found[probe].evidence;
    EXPECT_THAT(found[probe].evidence, HasSubstr("'" + probe + "' is not supported here"));
  }
  // What else needs a refused parameter goes on without it.
  EXPECT_EQ(found["top_p"].state, State::Honoured) << found["top_p"].evidence;
}

TEST_F(Examine, AParameterUnderAnotherNameIsNotRefused) {
  const auto examination = examine_with([this](const HttpRequest& request, int) {
    if (request.body.find("\"max_tokens\"") != std::string::npos)
      return Scripted{an_error(400, "unsupported_parameter",
                               "Unsupported parameter: 'max_tokens' is not supported with this "
                               "model. Use 'max_completion_tokens' instead.")};
    HttpRequest known = request;
    const auto at = known.body.find("max_completion_tokens");
    if (at != std::string::npos) known.body.replace(at, 21, "max_tokens");
    return Scripted{endpoint_.answer(known)};
  });
  ASSERT_TRUE(examination) << examination.error().what;
  const auto& findings = examination->passport.findings;
  EXPECT_EQ(std::ranges::find(findings, "max_tokens", &Finding::probe)->state, State::Honoured);
}

TEST_F(Examine, WhatRulesDropOrFixIsAskedForAllTheSame) {
  job_.endpoint.endpoint.rules = {
      {.wire = "openai", .drop = {"seed", "min_p"}, .fix = {.temperature = 1.0}}};
  endpoint_.refuses = {"min_p"};
  auto found = findings();
  EXPECT_EQ(found["seed"].state, State::Honoured) << found["seed"].evidence;
  EXPECT_EQ(found["temperature"].state, State::Honoured) << found["temperature"].evidence;
  EXPECT_EQ(found["min_p"].state, State::Refused) << found["min_p"].evidence;
}

TEST_F(Examine, AQuestionOfWhichNextToNothingIsCountedIsCut) {
  const auto examination = examine_with([&](const HttpRequest& request, int) {
    HttpResponse response = endpoint_.answer(request);
    if (request.body.size() < 6000) return Scripted{response};
    auto body = nlohmann::json::parse(response.body);
    body["usage"]["prompt_tokens"] = 300;
    response.body = body.dump();
    return Scripted{response};
  });
  ASSERT_TRUE(examination) << examination.error().what;
  const auto& findings = examination->passport.findings;
  const auto context = std::ranges::find(findings, "context", &Finding::probe);
  EXPECT_EQ(context->state, State::Ignored) << context->evidence;
  EXPECT_THAT(context->evidence, HasSubstr("cut silently: 300 were counted"));
}

TEST_F(Examine, AWindowThatErrsIsHonouredUpToItsEnd) {
  endpoint_.window = 3000;
  const Finding context = findings()["context"];
  EXPECT_EQ(context.state, State::Honoured);
  EXPECT_EQ(context.figure, 2560);
  EXPECT_THAT(context.evidence, HasSubstr("maximum context length exceeded"));
}

TEST_F(Examine, AWindowThatCutsSilentlyIsFoundOut) {
  endpoint_.window = 3000;
  endpoint_.cuts = true;
  const Finding context = findings()["context"];
  EXPECT_EQ(context.state, State::Ignored) << context.evidence;
  ASSERT_TRUE(context.figure);
  EXPECT_NEAR(*context.figure, 3000, 500);
  EXPECT_THAT(context.evidence, HasSubstr("cut silently"));
}

TEST_F(Examine, AsksNothingLongerThanIsAllowed) {
  job_.max_context = 600;
  EXPECT_EQ(findings()["context"].figure, 600);
  for (const HttpRequest& request : requests_) EXPECT_LT(request.body.size(), 3500U);
}

TEST_F(Examine, EveryCallHasAKeyOfItsOwnAndOneIsInFlightAtATime) {
  findings();
  std::set<std::string> traces;
  for (const HttpRequest& request : requests_) {
    if (request.method != "POST") continue;
    EXPECT_TRUE(traces.insert(trace_in(request)).second);
  }
  for (const auto& [url, most] : net_->most_in_flight) EXPECT_EQ(most, 1) << url;
}

TEST_F(Examine, TheNextExaminationHasOtherKeys) {
  findings();
  const std::string first = trace_in(requests_.front());
  clock_.move_to(clock_.now() + Millis(1));
  requests_.clear();
  findings();
  EXPECT_NE(trace_in(requests_.front()), first);
}

TEST_F(Examine, TriesAgainAfterFailuresThatPass) {
  int calls = 0;
  const auto examination = examine_with([&](const HttpRequest& request, int attempt) {
    const bool fails = ++calls % 5 == 1 && attempt == 1;
    return Scripted{fails ? an_error(503, "", "busy") : endpoint_.answer(request)};
  });
  ASSERT_TRUE(examination) << examination.error().what;
  for (const Finding& finding : examination->passport.findings)
    EXPECT_THAT(finding.evidence, Not(HasSubstr("busy"))) << finding.probe;
}

TEST_F(Examine, AnEndpointThatCannotBeReachedIsGivenUp) {
  const auto examination = examine_with([](const HttpRequest&, int) {
    return Scripted{NetFailure{NetFailure::Kind::Connect, "lab: Connection refused"}};
  });
  ASSERT_FALSE(examination);
  EXPECT_EQ(examination.error().remedy, Remedy::GiveUp);
  EXPECT_THAT(examination.error().what, HasSubstr("lab/tiny: no answer: lab: Connection refused"));
  EXPECT_EQ(requests_.size(), 3U);
}

TEST_F(Examine, AWrongKeyIsNamedButNotQuoted) {
  const auto examination = examine_with([](const HttpRequest&, int) {
    return Scripted{an_error(401, "invalid_api_key", "wrong key sk-secret-key")};
  });
  ASSERT_FALSE(examination);
  EXPECT_EQ(examination.error().remedy, Remedy::GiveUp);
  EXPECT_EQ(examination.error().what.find("secret-key"), std::string::npos);
}

TEST_F(Examine, AnEmptyAccountStops) {
  const auto examination = examine_with([](const HttpRequest&, int) {
    return Scripted{an_error(429, "insufficient_quota", "pay first")};
  });
  ASSERT_FALSE(examination);
  EXPECT_EQ(examination.error().remedy, Remedy::StopRun);
}

TEST_F(Examine, AnEndpointThatClosesHalfwayBreaksItOff) {
  const auto examination = examine_with([&](const HttpRequest& request, int) {
    const bool gone = requests_.size() > 3;
    return Scripted{gone ? an_error(401, "", "revoked") : endpoint_.answer(request)};
  });
  ASSERT_FALSE(examination);
  EXPECT_THAT(examination.error().what, HasSubstr("broken off before temperature"));
  EXPECT_THAT(examination.error().what, HasSubstr("revoked"));
}

TEST_F(Examine, AWishToStopEndsItAtOnce) {
  int asked = 0;
  stop_ = [&] { return ++asked > 8; };
  const auto examination = examine_endpoint();
  ASSERT_TRUE(examination);
  EXPECT_TRUE(examination->interrupted);
  EXPECT_LT(requests_.size(), 9U);
}

TEST_F(Examine, HostileRepliesAreRead) {
  for (
      const char* body :
      {R"({"choices":[{"message":{"content":"\u0000\ud800"},"finish_reason":"stop"}]})",
       R"({"choices":[{"message":{"content":[[[]]]},"finish_reason":7}],"usage":{"prompt_tokens":-1}})",
       R"({"model":"\u001b[2Jx\ny","choices":[{"message":{"content":"15"},"finish_reason":"length"}]})"}) {
    const auto examination = examine_with([&](const HttpRequest&, int) {
      return Scripted{HttpResponse{200, {}, body}};
    });
    ASSERT_TRUE(examination) << examination.error().what;
    for (const Finding& finding : examination->passport.findings)
      EXPECT_EQ(finding.evidence.find_first_of("\x1b\n"), std::string::npos) << finding.evidence;
  }
}

}  // namespace
}  // namespace attune
