#include "harness/effects/child.h"

#include <csignal>

#include <gtest/gtest.h>

namespace attune {
namespace {

ChildCommand shell(std::string script) {
  return {.arguments = {"-c", std::move(script)}, .program = "/bin/sh"};
}

TEST(Child, SaysItsFirstLine) {
  Result<Child> child = Child::start(shell("echo one; echo two; sleep 60"));
  ASSERT_TRUE(child);
  const Result<std::string> line = child->first_line(Millis(20'000));
  ASSERT_TRUE(line);
  EXPECT_EQ(*line, "one");
}

TEST(Child, IsThisProgramUnlessToldOtherwise) {
  Result<Child> child =
      Child::start({.arguments = {"--gtest_list_tests", "--gtest_filter=Child.IsThis*"}});
  ASSERT_TRUE(child);
  const Result<std::string> line = child->first_line(Millis(20'000));
  ASSERT_TRUE(line);
  EXPECT_FALSE(line->empty());
}

TEST(Child, ThatSaysNothingIsAnErrorInTime) {
  Result<Child> child = Child::start(shell("sleep 60"));
  ASSERT_TRUE(child);
  const Result<std::string> line = child->first_line(Millis(50));
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().what, "the child process printed no line within 50 ms");
}

TEST(Child, ThatEndsWithoutALineIsAnError) {
  Result<Child> child = Child::start(shell("printf half"));
  ASSERT_TRUE(child);
  const Result<std::string> line = child->first_line(Millis(20'000));
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().what, "the child process ended before it printed a line");
}

TEST(Child, ThatCannotBeStartedIsAnError) {
  const Result<Child> child = Child::start({.arguments = {}, .program = "/nowhere/at/all"});
  ASSERT_FALSE(child);
  EXPECT_NE(child.error().what.find("/nowhere/at/all"), std::string::npos);
}

TEST(Child, IsGoneAfterwards) {
  pid_t pid = 0;
  {
    Result<Child> child = Child::start(shell("trap '' TERM INT; sleep 60"));
    ASSERT_TRUE(child);
    pid = child->pid();
    EXPECT_EQ(::kill(pid, 0), 0);
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST(Child, ReadsTheEndOfItsInputOnlyWhenWeAreGone) {
  Result<Child> child =
      Child::start(shell("exec 3<&0; (cat <&3; echo closed) & sleep 0.2; echo open; wait"));
  ASSERT_TRUE(child);
  const Result<std::string> line = child->first_line(Millis(20'000));
  ASSERT_TRUE(line);
  EXPECT_EQ(*line, "open");
}

}  // namespace
}  // namespace attune
