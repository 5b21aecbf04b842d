#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "harness/calls/chat.h"
#include "harness/calls/http.h"
#include "harness/calls/wire.h"

namespace attune {

// What endpoints send back, and what a wire made of it.

inline HttpResponse json_answer(std::string body, int status = 200) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

inline HttpResponse stream_answer(std::string body, int status = 200) {
  return {status, {{"content-type", "text/event-stream; charset=utf-8"}}, std::move(body)};
}

inline Reply reply_in(const CallResult& result) {
  const auto* reply = std::get_if<Reply>(&result);
  EXPECT_NE(reply, nullptr) << (reply == nullptr ? std::get<CallFailure>(result).what : "");
  return reply == nullptr ? Reply{} : *reply;
}

inline CallFailure failure_in(const CallResult& result) {
  const auto* failure = std::get_if<CallFailure>(&result);
  EXPECT_NE(failure, nullptr);
  return failure == nullptr ? CallFailure{} : *failure;
}

// Bodies that nobody should send, with success and without: none of them may be a reply.
inline void expect_failures_for_garbage(const Wire& wire) {
  const std::string open(5'000, '[');
  const std::string deep = open + std::string(5'000, ']');
  std::vector<std::string> bodies = {"",
                                     "{}",
                                     "[]",
                                     "null",
                                     "5",
                                     "\"a",
                                     "[[[]]]",
                                     "{\"a\":",
                                     "<html>no</html>",
                                     "\xff\xfe",
                                     open,
                                     deep,
                                     "data: ",
                                     "data: {",
                                     "\n\n\n",
                                     "{\"error\":" + deep + "}",
                                     R"({"choices":5,"candidates":5,"content":5,"message":5})",
                                     R"({"candidates":[5],"message":[{}],"done":"yes"})",
                                     R"({"candidates":{},"content":{"text":"a"},"delta":[1]})",
                                     R"({"promptFeedback":[],"usage":[],"usageMetadata":"x"})"};
  for (const std::string& body : bodies) {
    for (const int status : {200, 400, 500}) {
      const auto expect_failure = [&](const HttpResponse& response) {
        const CallFailure failure = failure_in(wire.decode(response));
        EXPECT_NE(failure.what, "") << body.substr(0, 80);
        EXPECT_EQ(failure.status, status) << body.substr(0, 80);
      };
      expect_failure(json_answer(body, status));
      expect_failure(stream_answer(body, status));
    }
  }
}

// A stream of pieces that says less than the whole at every byte before its last piece is through:
// either the whole reply comes of it or another try.
inline void expect_all_or_nothing(const Wire& wire, const HttpResponse& whole) {
  const Reply expected = reply_in(wire.decode(whole));
  for (std::size_t size = 0; size < whole.body.size(); ++size) {
    HttpResponse cut = whole;
    cut.body.resize(size);
    const CallResult result = wire.decode(cut);
    if (const auto* reply = std::get_if<Reply>(&result)) {
      EXPECT_EQ(reply->text, expected.text) << size;
    } else {
      EXPECT_EQ(std::get<CallFailure>(result).trouble, Trouble::Transient) << size;
    }
  }
}

}  // namespace attune
