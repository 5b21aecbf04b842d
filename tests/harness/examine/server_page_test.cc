#include "harness/examine/server_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::HasSubstr;
using State = FindingState;

Endpoint an_endpoint(std::string name, std::string base_url = "http://localhost:8080/v1") {
  return {.name = std::move(name), .base_url = std::move(base_url)};
}

HttpResponse page(std::string body, int status = 200) {
  return {.status = status, .headers = {}, .body = std::move(body)};
}

TEST(ServerPage, IsAskedForBesideTheVersionedPath) {
  const auto request = server_page_request(an_endpoint("llamacpp"), "");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, "GET");
  EXPECT_EQ(request->url, "http://localhost:8080/props");
  EXPECT_EQ(request->headers.size(), 1U);
  const auto other = server_page_request(an_endpoint("my-lab", "http://lab/api"), "");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->url, "http://lab/api/props");
}

TEST(ServerPage, IsAskedForWithTheKeyWhereThereIsOne) {
  const auto request = server_page_request(an_endpoint("llamacpp"), "abc");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->headers.back(), (Header{"Authorization", "Bearer abc"}));
}

TEST(ServerPage, IsNotAskedForWhereNoSuchServerIs) {
  for (const char* name : {"openai", "openrouter", "ollama", "vllm", "stub"})
    EXPECT_FALSE(server_page_request(an_endpoint(name), "")) << name;
  Endpoint other = an_endpoint("my-lab");
  other.wire = "anthropic";
  EXPECT_FALSE(server_page_request(other, ""));
}

TEST(ServerPage, TellsSlotsWindowAndBuild) {
  const Finding finding = read_server_page(page(
      R"({"total_slots":4,"default_generation_settings":{"n_ctx":8192},"build_info":"b42-abc"})"));
  EXPECT_EQ(finding.probe, "lanes");
  EXPECT_EQ(finding.state, State::Honoured);
  EXPECT_EQ(finding.evidence, "4 at once, 8192 tokens each, build b42-abc");
  EXPECT_EQ(finding.figure, 4);
}

TEST(ServerPage, TellsWhatItCan) {
  EXPECT_EQ(read_server_page(page(R"({"total_slots":1,"build_info":7})")).evidence, "1 at once");
}

TEST(ServerPage, WhatIsNoSuchPageIsNotOffered) {
  EXPECT_EQ(read_server_page(std::nullopt).evidence, "not offered");
  EXPECT_EQ(read_server_page(page("", 404)).evidence, "not offered: HTTP 404");
  for (const char* body : {"", "[]", "null", "<html>", R"({"total_slots":"4"})",
                           "{\"total_slots\":-1}", R"({"total_slots":1e300})", "\xff\xff"}) {
    const Finding finding = read_server_page(page(body));
    EXPECT_EQ(finding.state, State::Unclear) << body;
    EXPECT_THAT(finding.evidence, HasSubstr("not offered")) << body;
  }
}

TEST(ServerPage, ABuildCannotCommandATerminal) {
  const Finding finding =
      read_server_page(page("{\"total_slots\":1,\"build_info\":\"\\u001b[31m\\nx\"}"));
  EXPECT_EQ(finding.evidence.find('\x1b'), std::string::npos);
  EXPECT_EQ(finding.evidence.find('\n'), std::string::npos);
}

TEST(BareAddress, HoldsNothingSecret) {
  EXPECT_EQ(bare_address("https://api.example.com:8443/v1"), "https://api.example.com:8443/v1");
  EXPECT_EQ(bare_address("https://user:word@host/v1?key=abc#x"), "https://host/v1");
  EXPECT_EQ(bare_address("https://a@b@host"), "https://host");
  EXPECT_EQ(bare_address("host:80/v1"), "host:80/v1");
  EXPECT_EQ(bare_address("https://host/at@path/v1"), "https://host/at@path/v1");
  EXPECT_EQ(bare_address("https://host/sk-abcdefghijklmnop/v1").find("abcdefgh"),
            std::string::npos);
  EXPECT_EQ(bare_address(""), "");
}

}  // namespace
}  // namespace attune
