#include "scenarios/load/eqbench3_files.h"

#include <gtest/gtest.h>

#include "tests/support/eqbench3_folder.h"

namespace attune {
namespace {

TEST(Eqbench3Files, HaveLineEndingsAsPythonReadsThem) {
  EXPECT_EQ(with_plain_newlines("a\r\nb\rc\n\r\r\nd\r"), "a\nb\nc\n\n\nd\n");
}

TEST(Eqbench3Files, GiveScenariosWithHeadingPromptsAndLine) {
  Faults faults;
  std::vector<std::string> repairs;
  const auto read = read_eqbench3_scenarios(an_eqbench3_folder().front(), faults, repairs);
  EXPECT_EQ(faults, Faults{});
  ASSERT_EQ(read.size(), 5U);
  EXPECT_EQ(
      read[1],
      (Eqbench3Scenario{
          .id = "8", .category = "Talk", .title = "Just talk", .line = 12, .prompts = {"Hello?"}}));
  EXPECT_TRUE(read[4].repaired);
  EXPECT_EQ(repairs.size(), 1U);
}

TEST(Eqbench3Files, NeedNoTitleAndKeepBarsInIt) {
  Faults faults;
  std::vector<std::string> repairs;
  const PackFile file = {
      "p.txt", "######## a\n#######Prompt1\nx\n  ######## b | c | d | e\n####### Prompt1 \ny"};
  const auto read = read_eqbench3_scenarios(file, faults, repairs);
  EXPECT_EQ(faults, Faults{});
  EXPECT_EQ(repairs, std::vector<std::string>{});
  EXPECT_EQ(read[0].title + read[0].category, "");
  EXPECT_EQ(read[1].title, "d | e");
}

TEST(Eqbench3Files, GiveNotesByScenario) {
  Faults faults;
  const auto notes = read_eqbench3_notes({"n.txt", "\n# 1\n\na\n#b\n# 2\n"}, faults);
  EXPECT_EQ(faults, Faults{});
  EXPECT_EQ(notes, (std::map<std::string, std::string>{{"1", "a\n#b"}, {"2", ""}}));
}

TEST(Eqbench3Files, GiveCriteriaWithoutComments) {
  Faults faults;
  EXPECT_EQ(read_eqbench3_criteria({"c.txt", " a_1 \n#b\n\nc"}, faults),
            (std::vector<std::string>{"a_1", "c"}));
  EXPECT_EQ(faults, Faults{});
}

}  // namespace
}  // namespace attune
