#include "scorers/rules/answer_sections.h"

#include <gtest/gtest.h>

#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

using enum AnswerSection;

std::vector<AnswerSection> sections(std::string_view text) {
  const std::string fold = folded(text);
  std::vector<AnswerSection> found;
  for (const SectionText& piece : answer_sections(fold)) found.push_back(piece.section);
  return found;
}

const std::vector<AnswerSection> kAll = {FirstPass, Critique, Revised};

TEST(AnswerSections, HeadingsOfAnyStyleCut) {
  EXPECT_EQ(sections("First pass scores:\n1\nCritique: x\nRevised scores:\n2"), kAll);
  EXPECT_EQ(sections("First Pass\n1\n\n## Critique\nx\n\n**Revised Scores**\n2"), kAll);
  EXPECT_EQ(sections(R"({"first_pass": {1}, "critique": "x", "revised": {2}})"),
            (std::vector{FirstPass, FirstPass, Critique, Revised}));
  EXPECT_EQ(sections("Erste Bewertung:\n1\nKritik: x\nÜBERARBEITETE Bewertung\n2"), kAll);
}

TEST(AnswerSections, MentionsInProseDoNotCut) {
  EXPECT_EQ(sections("I revised my view. My first pass was hasty, my critique is short."),
            std::vector{FirstPass});
  EXPECT_EQ(sections("unrevised: 3"), std::vector{FirstPass});
}

TEST(AnswerSections, NothingHasNoSections) {
  EXPECT_TRUE(sections("").empty());
}

}  // namespace
}  // namespace attune
