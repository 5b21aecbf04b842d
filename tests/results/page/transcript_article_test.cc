#include "results/page/transcript_article.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/facts/transcript_json.h"
#include "tests/results/charts/hostile.h"
#include "tests/results/page/html_reader.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::hostile_texts;
using testing::HtmlReader;
using ::testing::Not;

SampleRecord said(const std::string& cue, const std::string& reply) {
  SampleRecord sample = a_sample_record();
  sample.transcript = to_json(Transcript{{{text_message(Role::User, cue), reply, "hm"}}});
  return sample;
}

TEST(TranscriptArticle, ShowsWhatWasSaidWholeAndWhatWasFound) {
  const SampleRecord sample = said("What now?", "First line.\n  Second <b>line</b>.");
  const VerdictRecord verdict = a_verdict_record();
  const std::array<const VerdictRecord*, 1> verdicts = {&verdict};
  const std::string html = transcript_article({&sample, verdicts}, 1);
  EXPECT_THAT(html, HasSubstr("<article class=\"sample\" id=\"s1\">"));
  EXPECT_THAT(html, HasSubstr("What now?"));
  EXPECT_THAT(html, HasSubstr("First line.\n  Second &lt;b&gt;line&lt;/b&gt;."));
  EXPECT_THAT(html, HasSubstr("Turn 1: reasoning"));
  EXPECT_THAT(html, HasSubstr("points <b>62.50</b>"));
  EXPECT_THAT(html, HasSubstr("<bdi>first_pass</bdi> <b>62.5</b>"));
  EXPECT_THAT(html, HasSubstr(">read</div>"));
  EXPECT_EQ(HtmlReader(html).fault(), "");
}

TEST(TranscriptArticle, WhatIsUnscoredOrWentWrongSaysWhyAndHasNoPoints) {
  SampleRecord sample = said("Hm?", "");
  sample.outcome = Outcome::Refused;
  sample.why = "declined <politely>";
  VerdictRecord verdict = a_verdict_record();
  verdict.verdict.finding = Unscored{"no number in it"};
  const std::array<const VerdictRecord*, 1> verdicts = {&verdict};
  const std::string html = transcript_article({&sample, verdicts}, 1);
  EXPECT_THAT(html, HasSubstr("Outcome: refused. declined &lt;politely&gt;"));
  EXPECT_THAT(html, HasSubstr("unscored: no number in it"));
  EXPECT_THAT(html, Not(HasSubstr("points")));
  EXPECT_EQ(points_of(verdicts), std::nullopt);
}

TEST(TranscriptArticle, IsSoundWhateverAnybodyWrote) {
  for (const std::string& text : hostile_texts()) {
    SampleRecord sample = said(text, text);
    sample.key.scenario.text = text;
    sample.release = text;
    sample.why = text;
    VerdictRecord verdict = a_verdict_record();
    verdict.judge = verdict.verdict.scorer = verdict.verdict.rationale = text;
    verdict.verdict.finding = Marks{1, {{text, 2}}};
    const std::array<const VerdictRecord*, 1> verdicts = {&verdict};
    for (const std::string& html : {transcript_article({&sample, verdicts}, 1),
                                    folded_transcript({&sample, verdicts}, "t1-1")}) {
      EXPECT_EQ(HtmlReader(html).fault(), "") << text;
      EXPECT_EQ(HtmlReader(html).count("script"), 0U) << text;
    }
  }
}

TEST(TranscriptArticle, ATranscriptThatCannotBeReadIsSaidToBe) {
  SampleRecord sample = a_sample_record();
  sample.transcript = "{";
  EXPECT_THAT(transcript_article({&sample, {}}, 1), HasSubstr("cannot be read"));
}

TEST(TranscriptArticle, WhatASimulatedUserKeptToThemselvesIsToldApart) {
  SampleRecord sample = a_sample_record();
  Transcript transcript{{{text_message(Role::User, "Hi"), "Hello", ""}}};
  transcript.turns[0].aside = Aside{"I am <tired>", {{"trust", 3}}, "be brief"};
  sample.transcript = to_json(transcript);
  EXPECT_THAT(transcript_article({&sample, {}}, 1),
              HasSubstr("Note to the player: be brief\nI am &lt;tired&gt;\ntrust 3"));
}

}  // namespace
}  // namespace attune
