#include "results/store/claim.h"

#include <unistd.h>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "results/store/store.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

class ClaimTest : public testing::Test {
 protected:
  // What another process has that wants it: 'y' it got it, 'n' it is somebody else's, '?' neither.
  char wanted_elsewhere(const std::string& run) const {
    const pid_t child = fork();
    if (child == 0) {
      const auto claim = Claim::take(path_, {run});
      const bool held = !claim && claim.error().remedy == Remedy::TryLater;
      _exit(claim ? 'y' : held ? 'n' : '?');
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return static_cast<char>(WEXITSTATUS(status));
  }

  TempFolder folder_;
  std::string path_ = folder_.file("attune.db");
};

TEST_F(ClaimTest, ARunIsOneProcessAtATime) {
  const auto claim = Claim::take(path_, {"run-1"});
  ASSERT_TRUE(claim);
  EXPECT_EQ(wanted_elsewhere("run-1"), 'n');
}

TEST_F(ClaimTest, OtherRunsOfTheDatabaseAreFree) {
  const auto claim = Claim::take(path_, {"run-1"});
  EXPECT_EQ(wanted_elsewhere("run-2"), 'y');
}

TEST_F(ClaimTest, ItEndsWithItsObject) {
  { const auto claim = Claim::take(path_, {"run-1"}); }
  EXPECT_EQ(wanted_elsewhere("run-1"), 'y');
}

TEST_F(ClaimTest, ItEndsWithItsProcess) {
  EXPECT_EQ(wanted_elsewhere("run-1"), 'y');  // which then went without a word
  EXPECT_TRUE(Claim::take(path_, {"run-1"}));
}

TEST_F(ClaimTest, AMovedOneStillHolds) {
  auto claim = Claim::take(path_, {"run-1"});
  const Claim kept = *std::move(claim);
  EXPECT_EQ(wanted_elsewhere("run-1"), 'n');
}

TEST_F(ClaimTest, WithoutAFolderItSaysWhy) {
  const auto claim = Claim::take(folder_.file("none/attune.db"), {"run-1"});
  ASSERT_FALSE(claim);
  EXPECT_EQ(claim.error().remedy, Remedy::StopRun);
  EXPECT_NE(claim.error().what.find("No such file"), std::string::npos);
}

TEST_F(ClaimTest, AStoreInMemoryIsNobodyElses) {
  Store store = a_store();
  EXPECT_TRUE(store.claim({"run-1"}));
}

TEST_F(ClaimTest, AStoreClaimsForItsFile) {
  Store store = a_store(path_);
  const auto claim = store.claim({"run-1"});
  ASSERT_TRUE(claim);
  EXPECT_EQ(wanted_elsewhere("run-1"), 'n');
}

}  // namespace
}  // namespace attune
