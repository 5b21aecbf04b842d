// A disk that is full, or that the user may not write to: said clearly, and nothing is lost.

#include <csignal>

#include <sys/resource.h>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

std::vector<std::string> run_arguments(const std::string& db) {
  return {"run",       "--db",          db,         "--pack", "intensity",
          "--subject", "stub/skill-85", "--format", "json"};
}

// No file of the process grows beyond so many bytes.
std::function<void()> room_for(rlim_t bytes) {
  return [bytes] {
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  };
}

// Root may write everywhere.
void become_nobody() {
  if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(126);
}

class DiskTest : public ::testing::Test {
 protected:
  TempFolder folder_;
  StubProcess stub_;
};

TEST_F(DiskTest, AFullOneStopsTheRunWithEverythingKept) {
  const Outputs whole = attune(run_arguments(folder_.at("whole.db")), {stub_.setting()});
  ASSERT_EQ(whole.code, 0) << whole.err;
  const std::string path = folder_.at("full.db");
  const Outputs full = attune(run_arguments(path), {stub_.setting()}, room_for(400'000));
  EXPECT_EQ(full.code, 3) << full.err;
  EXPECT_NE(full.err.find(path), std::string::npos) << full.err;
  const Outputs after = attune(run_arguments(path), {stub_.setting()});
  EXPECT_EQ(after.code, 0) << after.err;
  EXPECT_EQ(untimed(after.out), untimed(whole.out));
}

TEST_F(DiskTest, OneWithoutRoomForASchemaSaysSo) {
  const std::string path = folder_.at("none.db");
  const Outputs full = attune(run_arguments(path), {stub_.setting()}, room_for(8'000));
  EXPECT_EQ(full.code, 3) << full.err;
  EXPECT_NE(full.err.find(path), std::string::npos) << full.err;
}

TEST_F(DiskTest, AFolderThatIsNotOursIsNamed) {
  std::filesystem::create_directory(folder_.at("mine"));
  std::filesystem::permissions(folder_.at(""), std::filesystem::perms(0755));
  std::filesystem::permissions(folder_.at("mine"), std::filesystem::perms(0755));
  const std::string path = folder_.at("mine/attune.db");
  const Outputs refused = attune(run_arguments(path), {stub_.setting()}, become_nobody);
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_NE(refused.err.find(path), std::string::npos) << refused.err;
}

// Who may only read can look at everything.
TEST_F(DiskTest, ADatabaseThatCanOnlyBeReadIsReadAndNotPlayedInto) {
  std::filesystem::permissions(folder_.at(""), std::filesystem::perms(0755));
  const std::string path = folder_.at("attune.db");
  const Outputs whole = attune(run_arguments(path), {stub_.setting()});
  ASSERT_EQ(whole.code, 0) << whole.err;
  const Outputs board =
      attune({"leaderboard", "--db", path, "--format", "json"}, {}, become_nobody);
  EXPECT_EQ(board.code, 0) << board.err;
  EXPECT_EQ(board.out, whole.out);
  std::vector<std::string> more = run_arguments(path);
  more.insert(more.end(), {"--repeat", "2"});
  const Outputs refused = attune(more, {stub_.setting()}, become_nobody);
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_NE(refused.err.find("read"), std::string::npos) << refused.err;
}

TEST_F(DiskTest, WhatCannotBePrintedIsNoSuccess) {
  const Outputs printed = attune({"list", "scorers"}, {}, [] {
    std::signal(SIGXFSZ, SIG_IGN);
    room_for(100)();
  });
  EXPECT_NE(printed.code, 0);
  EXPECT_NE(printed.err.find("standard output"), std::string::npos) << printed.err;
}

}  // namespace
}  // namespace attune::testing
