#include "harness/plan/dotenv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

struct Value {
  const char* text;
  const char* value;
};

class DotenvValue : public testing::TestWithParam<Value> {};

TEST_P(DotenvValue, IsRead) {
  const auto variables = parse_dotenv(std::string("KEY=") + GetParam().text, ".env");
  ASSERT_TRUE(variables) << variables.error().what;
  EXPECT_THAT(*variables, UnorderedElementsAre(Pair("KEY", GetParam().value)));
}

INSTANTIATE_TEST_SUITE_P(
    Forms, DotenvValue,
    testing::Values(Value{"abc", "abc"}, Value{"  abc  ", "abc"}, Value{"a b", "a b"},
                    Value{"a#b", "a#b"}, Value{"abc # mine", "abc"}, Value{"# none", ""},
                    Value{"", ""}, Value{"a=b=", "a=b="}, Value{"'a # b'", "a # b"},
                    Value{R"('a\n')", R"(a\n)"}, Value{R"("a\nb")", "a\nb"},
                    Value{R"("a\"b\\")", R"(a"b\)"}, Value{R"("\d")", R"(\d)"},
                    Value{R"("a" # b)", "a"}, Value{"$HOME", "$HOME"}, Value{"abc\r", "abc"}));

TEST(Dotenv, TakesManyLinesWithCommentsBetween) {
  EXPECT_THAT(*parse_dotenv("\xEF\xBB\xBF# keys\n\nA=1\nexport B='2'\n  C = 3\nA=4", ".env"),
              UnorderedElementsAre(Pair("A", "4"), Pair("B", "2"), Pair("C", "3")));
}

class DotenvFault : public testing::TestWithParam<const char*> {};

TEST_P(DotenvFault, IsToldByItsLineAndWithoutIt) {
  const auto variables = parse_dotenv(std::string("A=1\n") + GetParam(), "my.env");
  ASSERT_FALSE(variables);
  EXPECT_THAT(variables.error().what, HasSubstr("my.env:2: "));
  EXPECT_THAT(variables.error().what, Not(HasSubstr("sk-secret")));
}

INSTANTIATE_TEST_SUITE_P(Lines, DotenvFault,
                         testing::Values("sk-secret", "1KEY=sk-secret", "MY KEY=sk-secret",
                                         "=sk-secret", "KEY='sk-secret",
                                         "KEY=\"sk-secret\" sk-secret"));

}  // namespace
}  // namespace attune
