#include "harness/calls/one_line.h"

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

TEST(Masked, TakesOutWhateverIsShapedLikeAKey) {
  EXPECT_EQ(masked("key sk-proj-abc123DEF456 is wrong"), "key sk-… is wrong");
  EXPECT_EQ(masked("provided: sk-abc***********wxyz."), "provided: sk-…");
  EXPECT_EQ(masked("Authorization: Bearer abc.def-ghi_jkl"), "Authorization: Bearer …");
  EXPECT_EQ(masked("GET /v1?key=AIzaSyA1234567890&x=1"), "GET /v1?key=…&x=1");
  EXPECT_EQ(masked("(gsk_0123456789)"), "(gsk_…)");
}

TEST(Masked, LeavesWordsThatOnlyLookAlike) {
  EXPECT_EQ(masked("a task-oriented risk-averse desk-bound model"),
            "a task-oriented risk-averse desk-bound model");
  EXPECT_EQ(masked("the bearer of news; sk-8"), "the bearer of news; sk-8");
}

TEST(OneLine, FoldsBlanksAndMakesControlsVisible) {
  EXPECT_EQ(one_line("  a\r\n\tb\n\n c ", 40), "a b c");
  EXPECT_EQ(one_line("red\x1b[31m", 40), "red\xEF\xBF\xBD[31m");
}

TEST(OneLine, IsValidUtf8WhateverItReads) {
  const std::string line = one_line("\xff\xfe broken \xe2\x82", 40);
  EXPECT_EQ(line, valid_utf8(line));
}

TEST(OneLine, CutsALongTextAndNeverHalfAKey) {
  const std::string line = one_line(std::string(290, 'x') + " sk-abcdefghijklmnopqrstuvw", 300);
  EXPECT_EQ(line.find("sk-a"), std::string::npos);
  EXPECT_LE(columns(one_line(std::string(5'000'000, 'x'), 300)), 300U);
}

}  // namespace
}  // namespace attune
