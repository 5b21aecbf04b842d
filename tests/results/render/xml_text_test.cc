#include "results/render/xml_text.h"

#include <string>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "tests/support/xml.h"

namespace attune {
namespace {

std::optional<XmlNode> framed(std::string_view text) {
  return parse_xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"" + xml_attribute(text) +
                   "\">" + xml_text(text) + "</a>\n");
}

TEST(XmlText, MarkupComesBackAsItWas) {
  for (const std::string text : {"<b>&amp;\"'</b>", "]]>", "<!--x--><![CDATA[y]]>", "1 < 2 & 3"}) {
    const auto node = framed(text);
    ASSERT_TRUE(node) << text;
    EXPECT_EQ(node->text, text);
    EXPECT_EQ(node->attributes.at("b"), text);
  }
}

TEST(XmlText, LineBreaksAndTabsSurviveInAttributesToo) {
  const auto node = framed("a\r\n\tb");
  ASSERT_TRUE(node);
  EXPECT_EQ(node->text, "a\r\n\tb");
  EXPECT_EQ(node->attributes.at("b"), "a\r\n\tb");
  EXPECT_EQ(xml_attribute("\n"), "&#10;");
}

TEST(XmlText, WhatXmlHasNoPlaceForIsReplaced) {
  const std::string replaced = "\xEF\xBF\xBD";
  EXPECT_EQ(xml_text(std::string("\0", 1)), replaced);
  EXPECT_EQ(xml_text("\x1b"), replaced);
  EXPECT_EQ(xml_text("\x7f"), replaced);
  EXPECT_EQ(xml_text("\xC2\x85"), replaced);          // U+0085, a control
  EXPECT_EQ(xml_text("\xEF\xBF\xBE"), replaced);      // U+FFFE
  EXPECT_EQ(xml_text("\xEF\xB7\x90"), replaced);      // U+FDD0
  EXPECT_EQ(xml_text("\xF0\x9F\xBF\xBF"), replaced);  // U+1FFFF
  EXPECT_EQ(xml_text("a\xff"), "a" + replaced);
  EXPECT_EQ(xml_text("\xED\xA0\x80").find("\xED\xA0"), std::string::npos);  // a surrogate
}

TEST(XmlText, OrdinaryTextOfAnyScriptIsLeftAlone) {
  const std::string text = "Größe, 感情, \xF0\x9F\xA6\x8A, \xEE\x80\x80";
  EXPECT_EQ(xml_text(text), text);
}

TEST(XmlText, RandomBytesAreAlwaysWellFormed) {
  Rng rng(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += static_cast<char>(rng.below(256));
    ASSERT_TRUE(framed(bytes)) << round;
  }
}

}  // namespace
}  // namespace attune
