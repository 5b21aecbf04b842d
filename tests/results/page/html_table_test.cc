#include "results/page/html_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

HtmlTable a_table() {
  return {.caption_html = "Heights",
          .label = "heights \"of\" <them>",
          .look = "board",
          .columns = {{"Name", HtmlColumn::Kind::Text, HtmlColumn::Order::Ascending, true},
                      {"Metres", HtmlColumn::Kind::Number, HtmlColumn::Order::Descending},
                      {"Picture", HtmlColumn::Kind::Picture}},
          .rows = {{.cells = {{"Ann"}, {"1.7", 1.7}, {""}}, .name = "Ann <1>"},
                   {.cells = {{"Bo"}, {"-"}, {""}}, .name = "Bo"}}};
}

TEST(HtmlTable, IsWellFormedAndStandsInABoxThatTheKeyboardReaches) {
  const std::string html = to_html(a_table());
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr("<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
                              "aria-label=\"heights &quot;of&quot; &lt;them&gt;\">"));
  EXPECT_THAT(html, HasSubstr("<caption><span>Heights</span></caption>"));
}

TEST(HtmlTable, EveryHeadingSaysWhatItHeads) {
  const HtmlReader reader(to_html(a_table()));
  for (const HtmlReader::Element& each : reader.elements()) {
    if (each.name == "th") {
      EXPECT_TRUE(each.attributes.contains("scope"));
    }
  }
  EXPECT_EQ(reader.count("th"), 5U);
}

TEST(HtmlTable, NumbersCarryTheValueTheyAreSortedByAndAbsentOnesNone) {
  const std::string html = to_html(a_table());
  EXPECT_THAT(html, HasSubstr("<td class=\"number\" data-value=\"1.7\">1.7</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number\" data-value=\"\">-</td>"));
}

TEST(HtmlTable, SaysByWhichColumnItIsSortedAndByWhichItCanBe) {
  const std::string html = to_html(a_table());
  EXPECT_THAT(html, HasSubstr("data-sort=\"ascending\" aria-sort=\"ascending\">Name"));
  EXPECT_THAT(html, HasSubstr("data-sort=\"descending\">Metres"));
  EXPECT_THAT(html, HasSubstr("data-sort=\"no\">Picture"));
}

TEST(HtmlTable, OneThatIsNoBoardCannotBeSorted) {
  HtmlTable table = a_table();
  table.look = {};
  EXPECT_THAT(to_html(table), Not(HasSubstr("data-sort")));
}

TEST(HtmlTable, TheNameOfARowIsTextAndNothingElse) {
  EXPECT_THAT(to_html(a_table()), HasSubstr("<tr data-name=\"Ann &lt;1&gt;\">"));
}

TEST(HtmlTable, NotesAreAListOfTextsAndNoNotesNothing) {
  EXPECT_EQ(notes_html({}), "");
  EXPECT_EQ(notes_html({"a < b\nc"}), "<ul class=\"notes\">\n<li>a &lt; b c</li>\n</ul>\n");
}

}  // namespace
}  // namespace attune
