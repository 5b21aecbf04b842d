#include "scenarios/generate/persona_text.h"

#include <gtest/gtest.h>

#include "scenarios/generate/persona_pack.h"
#include "tests/support/real_registry.h"
#include "tests/support/small_registry.h"

namespace attune {
namespace {

// A persona put together by hand: the first block of each kind, both backfires.
Persona a_persona(const Registry& registry) {
  Persona persona{.number = 123, .issue = &registry.issues.front()};
  persona.opening = persona.issue->openings[1];
  for (std::size_t kind = 0; kind < kBlockKinds; ++kind)
    persona.blocks[kind].push_back(&registry.of(static_cast<BlockKind>(kind))[0]);
  persona.blocks.back().push_back(&registry.of(BlockKind::Backfire)[1]);
  persona.state = {{"trusting", 6}, {"anxious", 2.5}};
  return persona;
}

TEST(PersonaText, HasTheLabelsOfTheHandWrittenCards) {
  const Registry registry = testing::small_registry();
  EXPECT_EQ(persona_card(a_persona(registry)),
            "Who: Text of sixteen. Text of pupil.\n"
            "Hidden core issue: Truth of lost-dog. They half know it and look away.\n"
            "What they present: what the opening message says, and no more; asked, they would call "
            "it all there is.\n"
            "Trust style: Text of early.\n"
            "Defence style: Text of jokes.\n"
            "Help-seeking stance: Text of curious.\n"
            "Sensitivities: Text of pity.\n"
            "Preferences: Text of short.\n"
            "Staged reveals. Low trust: lost-dog shows. Medium trust: lost-dog leaks. High trust: "
            "lost-dog hurts. The core comes out, if at all, half said and half found out.\n"
            "What backfires: Text of advice. Text of warmth.\n"
            "Relationship: Text of chatbot.\n"
            "How they write: Text of quick. The opening was plainer than their usual hand; all "
            "that follows is in this voice.\n"
            "At the start: Numbers: trusting 6, anxious 2.5; the others as listed below.\n");
  const std::string written = testing::shipped_file("packs/persona/accountability.toml").text;
  for (const char* label :
       {"\nHidden core issue: ", "\nTrust style: ", "\nDefence style: ", "\nHelp-seeking stance: ",
        "\nSensitivities: ", "\nPreferences: ", "\nStaged reveals. Low trust: ",
        "\nWhat backfires: ", "\nRelationship: ", "\nAt the start: "})
    EXPECT_NE(written.find(label), std::string::npos) << label;
}

TEST(PersonaText, TellsTheJudgeWhatLiesBeneathAndWhatBackfires) {
  const Registry registry = testing::small_registry();
  const std::string notes = persona_notes(a_persona(registry));
  for (const char* part : {"Truth of lost-dog.", "lost-dog shows.", "lost-dog leaks.",
                           "lost-dog hurts.", "Text of advice. Text of warmth.", "Text of pity."})
    EXPECT_NE(notes.find(part), std::string::npos) << part;
}

TEST(PersonaText, IsOneScenarioALine) {
  const Registry registry = testing::small_registry();
  const std::vector<Persona> personas = {a_persona(registry), a_persona(registry)};
  const std::string text = to_jsonl(personas);
  const std::string line = text.substr(0, text.find('\n') + 1);
  EXPECT_EQ(text, line + line);
  EXPECT_TRUE(line.starts_with(
      R"({"id":"p-000123-lost-dog","kind":"persona","title":"Lost dog: pupil, sixteen",)"
      R"("tags":{"family":"generated","category":"grief","split":"train",)"
      R"("relationship":"chatbot"},"context":"You are an assistant.","cues":["lost-dog two?"],)"
      R"("card":"Who: )"))
      << line;
  EXPECT_NE(line.find(R"("state":{"trusting":6,"anxious":2.5},"notes":"What lies beneath)"),
            std::string::npos)
      << line;
}

TEST(PersonaText, LeavesTheStateOutWhereItIsTheUsualOne) {
  const Registry registry = testing::small_registry();
  Persona persona = a_persona(registry);
  persona.state.clear();
  EXPECT_EQ(to_jsonl(std::vector<Persona>{persona}).find("\"state\""), std::string::npos);
  EXPECT_NE(persona_card(persona).find("At the start: All numbers as listed below.\n"),
            std::string::npos);
}

}  // namespace
}  // namespace attune
