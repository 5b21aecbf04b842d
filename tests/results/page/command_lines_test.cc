#include "results/page/command_lines.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

ReportedRun a_run() {
  ReportedRun run;
  run.run.command = "run";
  run.run.release = "v 1";
  run.run.seed = 7;
  run.run.settings =
      R"({"schema":"attune.run/1","packs":[{"id":"roleplay"}],)"
      R"("subjects":[{"id":"lab/a","parameters":{"temperature":0.5}},)"
      R"({"id":"lab/b","parameters":{"temperature":0.5,"max_tokens":9}}],)"
      R"("judges":[{"id":"lab/judge","parameters":{}}],"release":"v 1","revise":true,"compat":false})";
  run.run.provenance = R"({"attune":"0.1.0","packs":["eqbench-v2:/home/ann/data/questions.json"]})";
  run.plans = {{{"roleplay"}, {"lab/a"}, 36, 3}};
  return run;
}

TEST(CommandLines, ARunIsSaidSoThatItCanBeMadeAgain) {
  EXPECT_EQ(repeat_command(a_run()),
            "attune run --pack eqbench-v2:questions.json --subject lab/a --subject lab/b --judge "
            "lab/judge --repeat 3 --limit 36 --temperature 0.5 --release 'v 1' --seed 7 --revise");
}

TEST(CommandLines, FoldersOfAMachineAreNotSaid) {
  ReportedRun run = a_run();
  run.run.provenance = R"({"packs":["/home/ann/packs/mine/"]})";
  EXPECT_EQ(repeat_command(run).find("ann"), std::string::npos);
  EXPECT_NE(repeat_command(run).find("--pack mine/ "), std::string::npos);
}

TEST(CommandLines, WithoutTheUsersWordsAPackIsNamedByItsId) {
  ReportedRun run = a_run();
  run.run.provenance = "not JSON";
  EXPECT_NE(repeat_command(run).find("--pack roleplay "), std::string::npos);
}

TEST(CommandLines, ADuelIsSaid) {
  ReportedRun run = a_run();
  run.run.release.clear();
  run.run.settings =
      R"({"schema":"attune.duel/1","pack":"roleplay","scorer":"pairwise@1",)"
      R"("judges":[{"id":"lab/judge"}],"panel":"all","subjects":[{"subject":"lab/a"},)"
      R"({"subject":"lab/b"}],"newcomers":true,"schedule":"adaptive","seed":7})";
  EXPECT_EQ(repeat_command(run),
            "attune duel --pack roleplay --subject lab/a --subject lab/b --judge lab/judge "
            "--scorer pairwise --schedule adaptive --panel all --ladder --seed 7");
}

TEST(CommandLines, WhatNothingTellsIsNotGuessed) {
  ReportedRun run = a_run();
  run.run.settings = "{}";
  EXPECT_EQ(repeat_command(run), "");
  run.run.command = "import eqbench3-runs";
  EXPECT_EQ(repeat_command(run), "attune import eqbench3-runs FILE");
}

TEST(CommandLines, AWordIsOneWordOfAShellWhateverItHolds) {
  EXPECT_EQ(shell_word("lab/a@v1"), "lab/a@v1");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("$(rm -rf x)"), "'$(rm -rf x)'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace attune
