#include "harness/calls/answer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "tests/support/answers.h"

namespace attune {
namespace {

// A small language: {"say": text, "end": word}.
void absorb_small(const nlohmann::json& piece, ChatCompletion& into) {
  if (!into.complaint) into.complaint = complaint_of_body(piece);
  if (member(piece, "say") != nullptr) {
    into.answered = true;
    append_content(text_at(piece, "say"), into);
  }
  set_text(text_at(piece, "end"), into.finish_reason);
}

constexpr auto kEndings = std::to_array<FinishRule>({{"cut", Outcome::Truncated},
                                                     {"withheld", Outcome::Filtered},
                                                     {"declined", Outcome::Refused},
                                                     {"full", Outcome::OverContext},
                                                     {"broke", std::nullopt}});

CallResult decoded(const HttpResponse& response, bool lines = false) {
  return decode_answer(response, {.absorb = absorb_small, .endings = kEndings, .lines = lines});
}

TEST(Answer, EndsAsTheTableSays) {
  const auto ended = [](const std::string& word) {
    return decoded(json_answer(R"({"say":"a","end":")" + word + R"("})"));
  };
  EXPECT_EQ(reply_in(ended("stop")).outcome, Outcome::Ok);
  EXPECT_EQ(reply_in(ended("cut")).outcome, Outcome::Truncated);
  EXPECT_EQ(reply_in(ended("withheld: why")).outcome, Outcome::Filtered);
  EXPECT_EQ(reply_in(ended("declined")).refusal, "declined");
  EXPECT_EQ(reply_in(ended("declined")).text, "");
  EXPECT_EQ(failure_in(ended("full")).trouble, Trouble::OverContext);
  EXPECT_EQ(failure_in(ended("broke")).trouble, Trouble::Transient);
}

TEST(Answer, IsReadWholeOrInEventsOrInLines) {
  const std::string one = R"({"say":"a"})";
  const std::string two = R"({"say":"b","end":"stop"})";
  EXPECT_EQ(reply_in(decoded(json_answer(two))).text, "b");
  EXPECT_EQ(reply_in(decoded(json_answer("data: " + one + "\n\ndata: " + two + "\n\n"))).text,
            "ab");
  EXPECT_EQ(reply_in(decoded(json_answer(one + "\n" + two), true)).text, "ab");
  EXPECT_EQ(reply_in(decoded(json_answer("{\n\"say\":\"b\",\n\"end\":\"stop\"}"), true)).text, "b");
}

TEST(Answer, InLinesIsWholeOnlyWithItsEnd) {
  EXPECT_EQ(failure_in(decoded(json_answer(R"({"say":"a"})"), true)).trouble, Trouble::Transient);
  EXPECT_EQ(reply_in(decoded(json_answer(R"({"say":"a"})"))).outcome, Outcome::Ok);
}

TEST(Answer, UnderAFailureIsAFailure) {
  const CallFailure failure = failure_in(decoded(json_answer(R"({"say":"a"})", 500), true));
  EXPECT_EQ(failure.trouble, Trouble::Transient);
  EXPECT_EQ(failure.status, 500);
}

}  // namespace
}  // namespace attune
