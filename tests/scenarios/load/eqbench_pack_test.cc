#include "scenarios/load/eqbench_pack.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json an_answer(const Json& first, const Json& second, const Json& third, const Json& fourth) {
  return {{"emotion1", "Glad"},      {"emotion2", "Wary"},      {"emotion3", "Bored"},
          {"emotion4", "Hurt"},      {"emotion1_score", first}, {"emotion2_score", second},
          {"emotion3_score", third}, {"emotion4_score", fourth}};
}

const std::string kPrompt =
    "Glad\nFirst pass scores:\nGlad: <score>\n\nCritique: <your critique here>\n\nRevised "
    "scores:\nGlad: <revised score>\n\n[End of answer]\n";

Json a_question() {
  return {{"prompt", kPrompt},
          {"reference_answer", an_answer(2, 3, 0, 5)},
          {"reference_answer_fullscale", an_answer(0, "6", 0, "7.5")}};
}

Result<Pack> parse(const Json& questions) {
  return parse_eqbench({"q.json", questions.dump()});
}

// What is at fault in a file whose only question is `question`.
std::string fault_in(const Json& question) {
  const Result<Pack> pack = parse({{"17", question}});
  return pack ? "no fault" : pack.error().what;
}

Pack some_pack(int questions) {
  Json all = Json::object();
  for (int i = 1; i <= questions; ++i) all[std::to_string(i)] = a_question();
  Result<Pack> pack = parse(all);
  return pack ? *std::move(pack) : Pack{};
}

TEST(EqbenchPack, OfSixtyQuestionsIsVersionOne) {
  const Pack v1 = some_pack(60);
  EXPECT_EQ(v1.id.text + " " + v1.version, "eqbench-v1 1.0");
  EXPECT_EQ(v1.scorers.front(), "eqbench-v1-robust");
}

TEST(EqbenchPack, OfAnyOtherNumberIsVersionTwo) {
  for (const int questions : {1, 59, 61}) {
    const Pack v2 = some_pack(questions);
    EXPECT_EQ(v2.id.text + " " + v2.version, "eqbench-v2 2.4") << questions;
    EXPECT_EQ(v2.scorers.front(), "eqbench-v2-robust");
  }
}

TEST(EqbenchPack, IsGermanWhereItsPromptsAre) {
  Json question = a_question();
  question["prompt"] = "Froh\n[Ende der Antwort]\n";
  const Result<Pack> pack = parse({{"1", question}});
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->id.text, "eqbench-v2-de");
  EXPECT_EQ(pack->scenarios.front().language, "de");
}

TEST(EqbenchPack, ReadsNumbersThatAreWrittenAsTexts) {
  const Pack pack = some_pack(1);
  const std::vector<EmotionReference> expected = {
      {"Glad", 0, 2}, {"Wary", 6, 3}, {"Bored", 0, 0}, {"Hurt", 7.5, 5}};
  EXPECT_EQ(pack.scenarios.front().key->emotions, expected);
}

TEST(EqbenchPack, NeedsNoFullScaleAnswer) {
  Json question = a_question();
  question.erase("reference_answer_fullscale");
  EXPECT_EQ(fault_in(question), "no fault");
}

TEST(EqbenchPack, KeepsIdsAndPromptsInTheOrderOfTheFile) {
  Json questions = {{"9", a_question()}, {"2", a_question()}};
  const Result<Pack> pack = parse(questions);
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->scenarios[0].id.text + pack->scenarios[1].id.text, "92");
  EXPECT_EQ(pack->scenarios[0].cues, std::vector<Cue>{{kPrompt}});
}

TEST(EqbenchPack, HasTheDigestOfItsFile) {
  Json changed = {{"1", a_question()}};
  changed["1"]["unread"] = 1;
  const Result<Pack> pack = parse(changed);
  ASSERT_TRUE(pack);
  EXPECT_NE(pack->digest, some_pack(1).digest);
}

TEST(EqbenchPack, AsksAsTheReferenceDoes) {
  const Generation generation = some_pack(1).scenarios.front().generation;
  EXPECT_EQ(generation.parameters.temperature, 0.01);
  EXPECT_EQ(generation.tries, 3);
  EXPECT_EQ(generation.temperature_step, 0.15);
}

TEST(EqbenchPack, NamesTheQuestionWithoutAPrompt) {
  Json question = a_question();
  question["prompt"] = 5;
  EXPECT_EQ(fault_in(question), "q.json: question 17: prompt: expected a text");
  EXPECT_EQ(fault_in("text"), "q.json: question 17: prompt: expected a text");
}

TEST(EqbenchPack, NamesTheFieldOfABadScore) {
  for (const Json& bad : {Json(11), Json(-1), Json("6x"), Json(""), Json("nan"), Json()}) {
    Json question = a_question();
    question["reference_answer"]["emotion3_score"] = bad;
    EXPECT_EQ(fault_in(question),
              "q.json: question 17: reference_answer.emotion3_score: expected a number from 0 to "
              "10")
        << bad;
  }
}

TEST(EqbenchPack, NamesAnEmotionThatIsMissing) {
  Json question = a_question();
  question["reference_answer_fullscale"].erase("emotion2");
  EXPECT_EQ(fault_in(question),
            "q.json: question 17: reference_answer_fullscale.emotion2: expected the name of an "
            "emotion");
  question["reference_answer"] = Json::array();
  EXPECT_NE(fault_in(question).find("(and 4 more)"), std::string::npos) << fault_in(question);
}

TEST(EqbenchPack, NamesAnEmotionThatTheTwoAnswersCallDifferently) {
  Json question = a_question();
  question["reference_answer_fullscale"]["emotion4"] = "Sad";
  EXPECT_EQ(fault_in(question),
            "q.json: question 17: reference_answer_fullscale.emotion4: the two reference answers "
            "name different emotions");
}

TEST(EqbenchPack, NamesThePlaceWhereItIsNoJson) {
  const Result<Pack> pack = parse_eqbench({"q.json", "{\n  \"1\": {\n    \"prompt\": oops\n"});
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error(), fix_input("q.json:3:15: expected the questions as JSON"));
}

TEST(EqbenchPack, WantsAnObjectOfQuestions) {
  for (const char* text : {"[]", "{}", "5"}) {
    const Result<Pack> pack = parse_eqbench({"q.json", text});
    ASSERT_FALSE(pack) << text;
    EXPECT_EQ(pack.error(), fix_input("q.json:1:1: expected an object of questions by their id"));
  }
}

// Deep enough to run out of stack where an answer is copied by recursion.
TEST(EqbenchPack, BearsAnswersNestedBeyondReason) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_FALSE(
      parse_eqbench({"q.json", "{\"1\":{\"prompt\":\"x\",\"reference_answer\":" + deep + "}}"}));
}

TEST(AsAsked, CutsTheRevisionOutOfVersionTwoUnlessItIsAskedFor) {
  const Pack pack = some_pack(1);
  EXPECT_EQ(as_asked(pack, {}).scenarios.front().cues.front().text,
            "Glad\nGlad: <score>\n\n\n[End of answer]\n\nYour answer:\n");
  EXPECT_EQ(as_asked(pack, {.revise = true}), pack);
}

TEST(AsAsked, LeavesTheRevisionOfVersionOne) {
  EXPECT_EQ(as_asked(some_pack(60), {}), some_pack(60));
}

TEST(AsAsked, LimitsTheReplyAsTheReferenceDoesOnlyWhereThatIsAskedFor) {
  const Pack pack = some_pack(1);
  EXPECT_EQ(as_asked(pack, {.compat = true}).scenarios[0].generation.parameters.max_tokens, 60);
  EXPECT_EQ(as_asked(pack, {}).scenarios[0].generation.parameters.max_tokens, 2048);
}

// The published file is not ours: without it the test is skipped.
TEST(EqbenchPack, ReadsThePublishedFile) {
  const char* named = std::getenv("ATTUNE_TEST_DATA");
  const std::string data = named != nullptr ? named : ATTUNE_SOURCE_DIR "/../shared/data";
  const std::string path = data + "/eqbench-v2/eq_bench_v2_questions_171.json";
  std::ifstream file(path);
  if (!file) {
    std::cout << "skipped: no " << path << "; set ATTUNE_TEST_DATA\n";
    GTEST_SKIP() << "no " << path << "; set ATTUNE_TEST_DATA";
  }
  std::ostringstream text;
  text << file.rdbuf();
  const Result<Pack> pack = parse_eqbench({path, text.str()});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->scenarios.size(), 171U);
  EXPECT_EQ(pack->id.text + " " + pack->version, "eqbench-v2 2.4");
}

}  // namespace
}  // namespace attune
