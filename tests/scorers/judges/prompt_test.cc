#include "scorers/judges/prompt.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Result<std::string> fill_in(std::string_view prompt, std::vector<Slot> slots) {
  return filled(prompt, slots);
}

TEST(Prompt, FillsEverySlotOnce) {
  EXPECT_EQ(*fill_in("{a} and {b} and {a}", {{"a", "1"}, {"b", "2"}}), "1 and 2 and 1");
}

TEST(Prompt, AValueIsNeverSearchedForSlots) {
  EXPECT_EQ(*fill_in("{reply} {notes}", {{"reply", "{notes}{reply}"}, {"notes", "secret"}}),
            "{notes}{reply} secret");
}

TEST(Prompt, OtherBracesAreText) {
  EXPECT_EQ(*fill_in("{\n  \"x\": {a}\n} {Not a slot}", {{"a", "1"}}),
            "{\n  \"x\": 1\n} {Not a slot}");
}

TEST(Prompt, NamesSlotsWithoutATextAndTextsWithoutASlot) {
  const auto unknown = fill_in("{a} {b}", {{"a", "1"}});
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().what.find("b"), std::string::npos);
  const auto unused = fill_in("{a}", {{"a", "1"}, {"c", "2"}, {"d", "3"}});
  ASSERT_FALSE(unused);
  EXPECT_EQ(unused.error(), fix_input("no slot for the text c, d"));
}

TEST(Prompt, FencesNameTheTextBetweenThem) {
  EXPECT_EQ(fenced("Hello.", "reply", "7f3a91"),
            "<<<reply 7f3a91>>>\nHello.\n<<<end reply 7f3a91>>>\n");
  EXPECT_EQ(fenced("Hello.\n", "reply", "7f3a91"),
            "<<<reply 7f3a91>>>\nHello.\n<<<end reply 7f3a91>>>\n");
  EXPECT_EQ(fenced("", "reply", "7f3a91"), "<<<reply 7f3a91>>>\n<<<end reply 7f3a91>>>\n");
}

TEST(Prompt, ATagOccursInNoneOfTheTexts) {
  std::vector<std::string> texts = {"one", "two"};
  const std::string tag = fence_tag(texts);
  EXPECT_EQ(tag.size(), 8U);
  EXPECT_EQ(tag, fence_tag(texts));
  EXPECT_NE(tag, fence_tag(std::vector<std::string>{"onetwo", ""}));
}

}  // namespace
}  // namespace attune
