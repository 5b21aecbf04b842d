#include "scenarios/load/eqbench_prompt.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(EqbenchPrompt, EnglishLosesTheRevisionAndEndsInACue) {
  const std::string prompt =
      "Amy would feel...\nA\nB\n\nScore each from 0-10. Then critique your answer by thinking it "
      "through "
      "step by step. Finally, give your revised scores.\n\nFormat:\n\nFirst pass scores:\nA: "
      "<score>\n\n"
      "Critique: <your critique here>\n\nRevised scores:\nA: <revised score>\n\n[End of "
      "answer]\n\nRemember.\n";
  EXPECT_EQ(without_revision(prompt),
            "Amy would feel...\nA\nB\n\nScore each from 0-10.\n\nFormat:\n\nA: <score>\n\n"
            "\n[End of answer]\n\nRemember.\n\nYour answer:\n");
}

TEST(EqbenchPrompt, GermanGetsTheShorterLineAndLosesOneSpellingOfTheHeading) {
  const std::string head =
      "Amy\n\nGeben Sie jeder dieser möglichen Emotionen eine Zahl. Und so weiter.\n\n";
  const std::string tail =
      "A: <Punktzahl>\n\nKritik: <Ihre Kritik hier>\n\nÜberarbeitete Bewertung:\nA: <x>\n\n[Ende "
      "der Antwort]\n\nDenken.\n";
  const std::string short_head =
      "Amy\n\nGeben Sie jeder dieser möglichen Emotionen eine Punktzahl von 0-10 für die relative "
      "Intensität, "
      "die sie wahrscheinlich fühlen werden.\n\n";
  const std::string short_tail =
      "A: <Punktzahl>\n\n\n[Ende der Antwort]\n\nDenken.\n\nIhre Antwort:\n";
  EXPECT_EQ(without_revision(head + "Erste Bewertung:\n" + tail), short_head + short_tail);
  EXPECT_EQ(without_revision(head + "Erste Punktzahlen:\n" + tail),
            short_head + "Erste Punktzahlen:\n" + short_tail);
}

TEST(EqbenchPrompt, APromptWithoutRevisionStaysAsItIs) {
  EXPECT_EQ(without_revision("Score each.\n[End of answer]\n"), "Score each.\n[End of answer]\n");
  EXPECT_EQ(without_revision(""), "");
}

}  // namespace
}  // namespace attune
