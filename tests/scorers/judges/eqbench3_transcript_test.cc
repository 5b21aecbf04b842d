#include "scorers/judges/eqbench3_transcript.h"

#include <gtest/gtest.h>

#include "tests/support/eqbench3_folder.h"

namespace attune {
namespace {

TEST(Eqbench3Transcript, CutsShownThinkingOffOnlyWhereBothTagsAreThere) {
  EXPECT_EQ(without_thinking("<think>a</think>\n b "), "b");
  EXPECT_EQ(without_thinking("a <think> b </think> c </think> d"), "c </think> d");
  EXPECT_EQ(without_thinking("<reasoning>a</reasoning>\n b"), "b");
  EXPECT_EQ(without_thinking("a </think> b"), "a </think> b");
  EXPECT_EQ(without_thinking(" <think> b"), " <think> b");
}

TEST(Eqbench3Transcript, CutsBetweenCodePoints) {
  EXPECT_EQ(cut("äöü", 3), "äöü");
  EXPECT_EQ(cut("äöü", 2), "äö... [truncated]");
  EXPECT_EQ(cut("", 0), "");
}

TEST(Eqbench3Transcript, TakesMarksOutOfTheText) {
  EXPECT_EQ(plain("# *a* _b_ #1"), " a _b_ 1");
}

TEST(Eqbench3Transcript, KnowsTheDebriefByThePlaceItHasInThePrompt) {
  const Pack pack = *parse_eqbench3(an_eqbench3_folder());
  const Sample played = an_eqbench3_sample(pack.scenarios[0], {"one", "two", "three"});
  EXPECT_EQ(spoken_turns(played), 2U);
  EXPECT_EQ(debrief_of(played), "three");
  const Sample analysis = an_eqbench3_sample(pack.scenarios[3], {"one"});
  EXPECT_EQ(spoken_turns(analysis), 1U);
  EXPECT_EQ(debrief_of(analysis), "");
}

TEST(Eqbench3Transcript, RendersSectionsUnderTheirHeadings) {
  const std::vector<Section> sections = {{"a", "One", 2}, {"b", "Two", 0}};
  std::vector<SectionRead> read = {{"a", "abc", true}, {"b", "def", true}};
  EXPECT_EQ(rendered(sections, read, "\n"), "# One\nabc\n\n# Two\ndef\n\n--");
  cut_sections(sections, read);
  EXPECT_EQ(read[0].text, "ab... [truncated]");
  EXPECT_EQ(read[1].text, "def");
}

TEST(Eqbench3Transcript, FencesWithATagThatStandsNowhereInTheMaterial) {
  const Pack pack = *parse_eqbench3(an_eqbench3_folder());
  const Sample sample = an_eqbench3_sample(pack.scenarios[0], {"one"});
  const std::vector<const Sample*> samples = {&sample};
  const Eqbench3Fence fence(samples);
  const std::string block = fence("one", "reply");
  const std::string tag = block.substr(9, 8);
  EXPECT_EQ(block, "<<<reply " + tag + ">>>\none\n<<<end reply " + tag + ">>>");
  EXPECT_NE(fence.note().find(tag), std::string::npos);
}

}  // namespace
}  // namespace attune
