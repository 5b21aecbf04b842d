#include "scorers/judges/answer_json.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const AnswerShape kShape = {
    .figures = {"empathy", "insight"}, .texts = {"reasoning"}, .low = 0, .high = 20};
const std::map<std::string, double> kWanted = {{"empathy", 15}, {"insight", 7.5}};

std::string why(std::string_view answer) {
  const auto fields = parse_answer(answer, kShape);
  return fields ? "read" : fields.error().what;
}

class ReadableAnswer : public testing::TestWithParam<const char*> {};

TEST_P(ReadableAnswer, IsRead) {
  const auto fields = parse_answer(GetParam(), kShape);
  ASSERT_TRUE(fields) << GetParam() << "\n" << fields.error().what;
  EXPECT_EQ(fields->figures, kWanted);
}

INSTANTIATE_TEST_SUITE_P(
    AnswerJson, ReadableAnswer,
    testing::Values(
        R"({"reasoning": "ok", "empathy": 15, "insight": 7.5})",
        "Here:\n```json\n{\"empathy\": 15, \"insight\": 7.5,}\n```\nDone {really}.",
        "{thinking} about \"it {\"empathy\": 15.0, \"insight\": 7.5} x",
        "{\"reasoning\": \"two\nlines {\\\"empathy\\\": 3}\", \"empathy\": 15, \"insight\": 7.5}",
        R"({"empathy": 1, "insight": 2} No: {"empathy": 15, "insight": 7.5} {"other": 3})",
        R"({"marks": {"empathy": 15, "insight": 7.5}})",
        R"({"empathy": <0-20>, "insight": <0-20>} becomes {"empathy": 15, "insight": 7.5})"));

TEST(AnswerJson, KeepsTheReasoning) {
  EXPECT_EQ(parse_answer(R"({"reasoning": "a \"b\"", "empathy": 15, "insight": 7.5})", kShape)
                ->texts.at("reasoning"),
            "a \"b\"");
  EXPECT_TRUE(
      parse_answer(R"({"reasoning": 3, "empathy": 15, "insight": 7.5})", kShape)->texts.empty());
}

TEST(AnswerJson, SaysWhatIsWrong) {
  EXPECT_EQ(why("I would say 15."), "no JSON object with any of the names asked for");
  EXPECT_EQ(why(R"({"empathy": 15})"), "no 'insight'");
  EXPECT_EQ(why(R"({"empathy": 15, "insight": 7, "warmth": 3})"), "unknown name 'warmth'");
  EXPECT_EQ(why(R"({"empathy": 15, "insight": 7, "empathy": 3})"), "'empathy' stands twice");
  EXPECT_EQ(why(R"({"empathy": "15/20", "insight": "7"})"),
            "'empathy' is the text '15/20', not a number; 'insight' is the text '7', not a number");
  EXPECT_EQ(why(R"({"empathy": true, "insight": null})"),
            "'empathy' is true or false, not a number; 'insight' is null, not a number");
  EXPECT_EQ(why(R"({"empathy": [15], "insight": {"score": 7}})"),
            "'empathy' is a list, not a number; 'insight' is an object, not a number");
  EXPECT_EQ(why(R"({"empathy": 150, "insight": -1})"),
            "'empathy' is 150, outside 0-20; 'insight' is -1, outside 0-20");
}

TEST(AnswerJson, UnknownNamesAreToldShortAndSafely) {
  std::string many = R"({"empathy": 1, "insight": 2)";
  for (int i = 0; i < 1000; ++i)
    many += ", \"x\x1b" + std::string(1000, 'y') + std::to_string(i) + "\": 1";
  EXPECT_LT(why(many + "}").size(), 400U);
  EXPECT_EQ(why(many + "}").find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace attune
