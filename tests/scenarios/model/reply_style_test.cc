#include "scenarios/model/reply_style.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {

void PrintTo(const ReplyStyle& style, std::ostream* out) {
  *out << "{" << style.headers << " headers, " << style.lists << " items, " << style.bold
       << " bold}";
}

namespace {

struct Case {
  std::string text;
  ReplyStyle style;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& each : cases) EXPECT_EQ(style_of(each.text), each.style) << each.text;
}

TEST(ReplyStyle, HeadersBeginALineWithOneToSixMarksAndASpace) {
  expect_all({{"# One\n## Two\n###### Six\n", {.headers = 3}},
              {"####### Seven\n", {}},
              {"#tag\nsee # this\n # indented\n", {}},
              {"#\tTab\n#\n#\r\n", {.headers = 3}},
              {"#", {}}});
}

TEST(ReplyStyle, ItemsAreOrderedOrUnorderedAndMayBeIndented) {
  expect_all({{"- a\n* b\n+ c\n", {.lists = 3}},
              {"1. a\n  12. b\n\t- c\n", {.lists = 3}},
              {"-a\n1) a\n1.5 litres\n. a\na - b\n", {}},
              {"---\n- - twice\n", {.lists = 1}},
              {"-\n7.\n", {.lists = 2}},
              {"-", {}},
              {"7.", {}}});
}

TEST(ReplyStyle, BoldStandsOnOneLineBetweenTwoMarksOfOneKind) {
  expect_all({{"**a** and __b__", {.bold = 2}},
              {"**a\nb**", {}},
              {"*a* _b_ **** ____ ** **", {.bold = 1}},  // a space is a text
              {"***a***", {.bold = 1}},
              {"**a*b**", {}},
              {"**a__b__c**", {.bold = 2}},
              {"**a** b** c**", {.bold = 2}},
              {"**a**b**", {.bold = 1}}});
}

TEST(ReplyStyle, FencedCodeIsNotLookedAt) {
  expect_all({{"```\n# a\n- b\n**c**\n```\n# d\n", {.headers = 1}},
              {"~~~python\n# a\n```\n# b\n~~~\n# c\n", {.headers = 1}},
              {"````\n# a\n```\n# b\n````\n- c\n", {.lists = 1}},
              {"  ```sh\n# a\n  ```  \n- c\n", {.lists = 1}},
              {"```\n# never closed\n", {}},
              {"```\n# a\n``` not the end\n# b\n```\n- c\n", {.lists = 1}},
              {"```code``` within a line\n# d\n", {.headers = 1}},
              {"``\n# two are no fence\n", {.headers = 1}},
              {"```\r\n# a\r\n```\r\n# b\r\n", {.headers = 1}}});
}

TEST(ReplyStyle, AnEmptyTextHasNone) {
  EXPECT_EQ(style_of(""), ReplyStyle());
  EXPECT_EQ(style_of("\n\n"), ReplyStyle());
}

TEST(ReplyStyle, OfSeveralTextsIsTheMean) {
  const std::array<std::string_view, 2> texts = {"# a\n- b\n- c\n", "**d**\n- e\n"};
  EXPECT_EQ(mean_style(texts), (ReplyStyle{.headers = 0.5, .lists = 1.5, .bold = 0.5}));
  EXPECT_EQ(mean_style({}), ReplyStyle());
}

// The pattern MM[^M\n]+MM, tried at every place as a reader of patterns would, with every length.
std::size_t slow_bold(const std::string& text, char mark) {
  std::size_t spans = 0;
  std::size_t at = 0;
  const auto marks = [&](std::size_t place) {
    return place + 1 < text.size() && text[place] == mark && text[place + 1] == mark;
  };
  while (at < text.size()) {
    std::size_t found = 0;
    for (std::size_t size = 1; marks(at) && at + 2 + size <= text.size(); ++size) {
      const std::string inner = text.substr(at + 2, size);
      if (inner.find(mark) != std::string::npos || inner.find('\n') != std::string::npos) break;
      if (marks(at + 2 + size)) found = size + 4;
    }
    spans += found > 0 ? 1 : 0;
    at += found > 0 ? found : 1;
  }
  return spans;
}

TEST(ReplyStyle, BoldIsWhatAPatternReaderFinds) {
  constexpr std::string_view kAlphabet = "**__a\n";
  Rng rng(11);
  for (int round = 0; round < 5000; ++round) {
    std::string text = ".";  // no line of these is a list item or a header
    for (std::size_t i = rng.below(24); i > 0; --i) {
      text += kAlphabet[rng.below(kAlphabet.size())];
      if (text.back() == '\n') text += '.';
    }
    EXPECT_EQ(style_of(text),
              ReplyStyle{.bold = static_cast<double>(slow_bold(text, '*') + slow_bold(text, '_'))})
        << text;
  }
}

TEST(ReplyStyle, NoTextTakesLong) {
  // Each would take minutes if every mark looked through all the rest.
  const std::string marks(400'000, '*');
  EXPECT_EQ(style_of(marks).bold, 0);
  std::string opened;
  for (int i = 0; i < 200'000; ++i) opened += "** a";
  EXPECT_EQ(style_of(opened).bold, 100'000);
  std::string single;
  for (int i = 0; i < 200'000; ++i) single += "**a*b";
  EXPECT_EQ(style_of(single).bold, 0);
}

}  // namespace
}  // namespace attune
