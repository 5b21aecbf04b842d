#include "harness/cli/wiring.h"

#include <gtest/gtest.h>

#include "scorers/catalog/catalog.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

// Who marks a pack with these scorers, in order, where one judge is asked.
std::string markers(std::vector<std::string> scorers, bool compat) {
  Pack pack = a_pack();
  pack.scorers = std::move(scorers);
  RunRequest request;
  request.packs = {std::move(pack)};
  request.judges = {{.id = {"lab/judge"}}};
  request.play.compat = compat;
  std::vector<std::unique_ptr<Scorer>> made;
  const auto markings = find_markings(request, shipped_scorers(), made);
  if (!markings) return markings.error().what;
  std::string names;
  for (const Marking& marking : markings->front())
    names += std::string(marking.scorer->id()) + (marking.judge ? " by a judge, " : ", ");
  return names;
}

TEST(FindMarkings, LeavesAJudgedPairOfTwinsToOneOfThem) {
  const std::vector<std::string> twins = {"eqbench3-robust", "eqbench3"};
  EXPECT_EQ(markers(twins, false), "eqbench3-robust@1 by a judge, ");
  EXPECT_EQ(markers(twins, true), "eqbench3@1 by a judge, ");
}

TEST(FindMarkings, HasRulesMarkBothWaysTheReferencesFirstUnderCompat) {
  const std::vector<std::string> twins = {"eqbench-v2-robust", "eqbench-v2"};
  EXPECT_EQ(markers(twins, false), "eqbench-v2-robust@1, eqbench-v2@1, ");
  EXPECT_EQ(markers(twins, true), "eqbench-v2@1, eqbench-v2-robust@1, ");
}

TEST(FindMarkings, LeavesAloneWhoHasNoTwin) {
  EXPECT_EQ(markers({"eqbench3"}, false), "eqbench3@1 by a judge, ");
  EXPECT_EQ(markers({"rubric", "eqbench3-robust"}, true),
            "rubric@1 by a judge, eqbench3-robust@1 by a judge, ");
}

}  // namespace
}  // namespace attune
