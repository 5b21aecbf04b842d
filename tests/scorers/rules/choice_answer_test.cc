#include "scorers/rules/choice_answer.h"

#include <chrono>

#include <gtest/gtest.h>

namespace attune {
namespace {

const ChoiceForm kForm = {
    "answer", {"Keep the secret", "Tell their parents", "Talk to a teacher", "A quiet word"}, 1};
const ChoiceForm kEmotion = {"emotion", {"Joy", "Fear", "Anger & Joy"}, 1};
const ChoiceForm kCause = {"cause", {"It rained", "She won", "He left", "A friend came"}, 1};

std::string letters(const ChosenPlaces& answer) {
  if (!answer.places) return answer.why;
  std::string text;
  for (const std::size_t place : *answer.places) text += static_cast<char>('A' + place);
  return text;
}

std::string letters_in(std::string_view reply, int take = 1, bool cut_off = false) {
  ChoiceForm form = kForm;
  form.take = static_cast<std::size_t>(take);
  return letters(read_choices(reply, std::span(&form, 1), cut_off).front());
}

std::string pair_in(std::string_view reply) {
  const std::vector<ChoiceForm> forms = {kEmotion, kCause};
  const auto answers = read_choices(reply, forms);
  return letters(answers[0]) + " | " + letters(answers[1]);
}

TEST(ReadChoices, ReadsAJsonField) {
  for (const char* reply :
       {R"({"answer": "C"})", "```json\n{\"answer\": \"C\"}\n```", R"({"answer":"c"})",
        "{\"Answer\": \"(C)\"}", R"({"reasoning": "Not B.", "answer": "C"})",
        R"({"answer": ["C"]})", R"({"answer": "C) Talk to a teacher"})",
        R"({"answer": "Talk to a teacher"})", "{\n  \"answer\": \"C\",\n  \"why\": \"x\"\n}"})
    EXPECT_EQ(letters_in(reply), "C") << reply;
}

TEST(ReadChoices, TakesTheFieldOverWhatProseSays) {
  EXPECT_EQ(letters_in(R"({"answer": "C", "reasoning": "the answer is B at first"})"), "C");
}

TEST(ReadChoices, ReadsTheLastMarkedAnswer) {
  for (const char* reply : {"Answer: C",
                            "answer: c",
                            "**Answer:** C",
                            "**Answer: C**",
                            "Final answer: (C)",
                            "The answer is C.",
                            "The correct answer is: **C**",
                            "Answer: A\nNo.\nAnswer: C",
                            "Answer: C, because A is rude",
                            "Answer: Option C",
                            "Answer:\nC",
                            "### Answer\n\nC",
                            "答案：C",
                            "答案是C。",
                            "我的答案是（C）",
                            "Answer = C",
                            "Answer: $\\boxed{C}$",
                            "Answer: C) Talk to a teacher",
                            "Answer: talk to a TEACHER.",
                            "My answer would be C",
                            "(A) hides it. (B) hurts. Answer: C"})
    EXPECT_EQ(letters_in(reply), "C") << reply;
}

TEST(ReadChoices, ReadsAReplyThatIsNothingElse) {
  for (const char* reply : {"C", "c", "(C)", "C.", "**C**", " C \n", "C)", "\"C\"", "Option C",
                            "Talk to a teacher", "C. Talk to a teacher."})
    EXPECT_EQ(letters_in(reply), "C") << reply;
}

TEST(ReadChoices, ReadsLettersThatAreMarkedAsSuch) {
  for (const char* reply :
       {"I would say (C) here.", "I'd go for **C**.", "Let me see.\n\nC", "C) Talk to a teacher",
        "C. That helps him most.", "I choose option C.", "I think **C. Talk to a teacher** fits",
        "I pick C since it helps", "我选C", "我认为应该选择C，因为…", "She is upset(s). (C)",
        "- C: it helps"})
    EXPECT_EQ(letters_in(reply), "C") << reply;
}

TEST(ReadChoices, ReadsALineThatIsAnOptionsText) {
  EXPECT_EQ(letters_in("She should do this:\n\n**Talk to a teacher.**\n\nIt helps."), "C");
  EXPECT_EQ(letters_in("To talk to a teacher would be good."), "no option is named");
}

TEST(ReadChoices, NeverGuesses) {
  EXPECT_EQ(letters_in("(A) or maybe (C)"), "letters of 2 options and no marked answer");
  EXPECT_EQ(letters_in("A) Keep the secret\nB) Tell their parents"),
            "letters of 2 options and no marked answer");
  EXPECT_EQ(letters_in("Keep the secret\nTalk to a teacher"),
            "the texts of 2 options and no marked answer");
  EXPECT_EQ(letters_in("Answer: A or C"), "one option or another");
  EXPECT_EQ(letters_in("Answer: A, C"), "2 options named where 1 was asked for");
  EXPECT_EQ(letters_in("Answer: E"), "'E' is not offered");
  EXPECT_EQ(letters_in("I would not choose (B)."),
            "letters that are ruled out, and no marked answer");
  EXPECT_EQ(letters_in("It is not (B)."), "letters that are ruled out, and no marked answer");
  EXPECT_EQ(letters_in("Anything (C) rather than (B)"),
            "letters that are ruled out, and no marked answer");
}

TEST(ReadChoices, TakesNoWordForALetter) {
  for (const char* reply :
       {"A good friend would talk to him.", "I think so.", "Answer: a good talk", "", "{}", "…",
        "The answer is a matter of taste.", "I am not able to help with that.", "\xff\xfe"})
    EXPECT_EQ(letters_in(reply), "no option is named") << reply;
}

TEST(ReadChoices, LastAnswerCountsEvenWhereItIsUnclear) {
  EXPECT_EQ(letters_in("Answer: C\nAnswer: A or B"), "one option or another");
}

TEST(ReadChoices, ReadsAsManyAsAreAskedFor) {
  for (const char* reply :
       {"Answer: A, C", "Answer: C and A", R"({"answer": ["A", "C"]})", "A, C", "A and C",
        "I choose (A) and (C).", "Answer: (C), (A)", "Keep the secret\nTalk to a teacher"})
    EXPECT_EQ(letters_in(reply, 2), "AC") << reply;
  EXPECT_EQ(letters_in("Answer: A", 2), "1 option named where 2 were asked for");
  EXPECT_EQ(letters_in("(A), (B) and (C)", 2), "3 options named where 2 were asked for");
  EXPECT_EQ(letters_in("So (A)", 2), "letters of 1 option and no marked answer");
}

TEST(ReadChoices, ReadsOnlyMarkedAnswersOfACutReply) {
  EXPECT_EQ(letters_in("Answer: C\nThat is beca", 1, true), "C");
  EXPECT_EQ(letters_in("(A) is what I first", 1, true), "no answer before the cut");
  EXPECT_EQ(letters_in("Answer: A", 1, true), "no answer before the cut");
  EXPECT_EQ(letters_in(R"({"answer": "C", "reas)", 1, true), "C");
}

TEST(ReadChoices, LeavesOutThoughts) {
  EXPECT_EQ(letters_in("<think>Answer: B</think>C"), "C");
  EXPECT_EQ(letters_in("<think>Answer: B"), "no option is named");
}

TEST(ReadChoices, TellsTheAnswersOfTwoQuestionsApart) {
  for (const char* reply :
       {R"({"answer_q1": "B", "answer_q2": "D"})", R"({"emotion": "B", "cause": "D"})",
        "```json\n{\n  \"answer_q1\": \"B\",\n  \"answer_q2\": \"D\"\n}\n```",
        "Answer 1: B\nAnswer 2: D", "Q1: (B)\nQ2: (D)", "**Emotion:** Fear\n**Cause:** D",
        "Question 1: B\nQuestion 2: D", "Fear\nA friend came", "答案1：B\n答案2：D",
        R"({"answer_q2": "D", "answer_q1": "B"})", "问题1：B\n问题2：D"})
    EXPECT_EQ(pair_in(reply), "B | D") << reply;
}

TEST(ReadChoices, SaysOfWhichQuestionTheAnswerIsMissing) {
  EXPECT_EQ(pair_in(R"({"answer_q1": "B"})"), "B | cause: no option is named");
  EXPECT_EQ(pair_in("(B) and (D)"), "emotion: no option is named | cause: no option is named");
  EXPECT_EQ(pair_in(R"({"answer_q1": "D", "answer_q2": "D"})"), "emotion: 'D' is not offered | D");
}

TEST(ReadChoices, TakesNoTimeOnHostileText) {
  const auto start = std::chrono::steady_clock::now();
  for (const char* part :
       {"answer: ", "answer: a, ", "a  ", "((((", "**a**", "answer:*", "\n- ", "[\"a\",\n",
        "answer is ", "Keep the secret ", "(a) ", "选", "\"answer\":"}) {
    std::string reply;
    while (reply.size() < 100'000) reply += part;
    letters_in(reply);
    letters_in(reply, 2);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace attune
