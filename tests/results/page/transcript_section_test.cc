#include "results/page/transcript_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

TranscriptIndex an_index() {
  TranscriptIndex index{.scenarios = {{"q1"}, {"<q2>"}},
                        .subjects = {{{"lab/a"}, ""}, {{"lab/b"}, "v2"}}};
  index.cells = {{IndexCell{.samples = 1, .scored = 1, .points = 99.6, .place = "0001.html#s1"},
                  IndexCell{.samples = 1, .outcome = Outcome::Refused, .place = "0002.html#s1"}},
                 {IndexCell{.samples = 1, .place = "0001.html#s2"}, std::nullopt}};
  index.files = {{"0001.html", "lab/a: q1 to q2", 2}, {"0002.html", "lab/b (v2): q1", 1}};
  index.folder = "x%20y_files";
  index.shown = true;
  return index;
}

TEST(TranscriptSection, ACellIsALinkThatNeedsNoScript) {
  const std::string html = transcript_section(an_index(), "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html,
              HasSubstr("<td class=\"heat8\"><a href=\"x%20y_files/0001.html#s1\">100</a></td>"));
}

TEST(TranscriptSection, WhatHasNoPointsSaysWhyInsteadOfANumber) {
  const std::string html = transcript_section(an_index(), "pack-1");
  EXPECT_THAT(html,
              HasSubstr("<td class=\"out\"><a href=\"x%20y_files/0002.html#s1\">refused</a></td>"));
  EXPECT_THAT(html, HasSubstr(">unscored</a></td><td></td></tr>"));
  EXPECT_THAT(html, HasSubstr("<option>refused</option><option>unscored</option>"));
}

TEST(TranscriptSection, PointsBelowNothingHaveTheFirstShade) {
  TranscriptIndex index = an_index();
  index.cells[0][0]->points = -40;
  EXPECT_THAT(transcript_section(index, "x"), HasSubstr("<td class=\"heat0\"><a"));
}

TEST(TranscriptSection, FilesAreReadWhenTheyAreOpenedAndLinkedForWhoHasNoScript) {
  const std::string html = transcript_section(an_index(), "pack-1");
  EXPECT_THAT(html, HasSubstr("<details class=\"transcript\" data-src=\"x%20y_files/0001.html\">"));
  EXPECT_THAT(html, HasSubstr("<a href=\"x%20y_files/0001.html\">"));
  EXPECT_THAT(html, Not(HasSubstr("<iframe")));
}

TEST(TranscriptSection, TranscriptsInThePageAreLinkedInside) {
  TranscriptIndex index = an_index();
  index.files.clear();
  index.articles = {"<details class=\"transcript\" id=\"t1-1\"><summary>x</summary>word</details>"};
  index.cells[0][0]->place = "#t1-1";
  const std::string html = transcript_section(index, "pack-1");
  EXPECT_THAT(html, HasSubstr("<a href=\"#t1-1\">100</a>"));
  EXPECT_THAT(html, HasSubstr(index.articles.front()));
}

TEST(TranscriptSection, WithoutTranscriptsTheGridHasNoLinks) {
  TranscriptIndex index = an_index();
  index.shown = false;
  index.files.clear();
  for (auto& row : index.cells) {
    for (auto& cell : row) {
      if (cell) cell->place.clear();
    }
  }
  const std::string html = transcript_section(index, "pack-1");
  EXPECT_THAT(html, HasSubstr("<span>100</span>"));
  EXPECT_THAT(html, Not(HasSubstr("<a ")));
  EXPECT_THAT(html, HasSubstr("were left out"));
}

TEST(TranscriptSection, ControlsAreHiddenUntilTheScriptShowsThem) {
  EXPECT_THAT(transcript_section(an_index(), "pack-1"),
              HasSubstr("data-grid=\"pack-1-grid\" data-script hidden>"));
}

TEST(TranscriptSection, NothingPlayedIsNothing) {
  EXPECT_EQ(transcript_section({}, "pack-1"), "");
}

}  // namespace
}  // namespace attune
