#include "results/page/transcript_sheets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/facts/transcript_json.h"
#include "tests/results/page/html_reader.h"
#include "tests/support/builders.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

SampleRecord sample_of(const std::string& subject, const std::string& scenario,
                       const std::string& reply = "Yes.") {
  SampleRecord sample = a_sample_record(scenario);
  sample.key.subject = {subject};
  sample.transcript = to_json(Transcript{{{text_message(Role::User, "Hm?"), reply, ""}}});
  return sample;
}

TEST(TranscriptSheets, ASubjectsTranscriptsStandTogetherAndEveryPlaceIsThere) {
  TranscriptSheets sheets("x.html");
  std::vector<std::string> places;
  for (const SampleRecord& sample :
       {sample_of("lab/a", "q1"), sample_of("lab/a", "q2"), sample_of("lab/b", "q1")})
    places.push_back(sheets.add({&sample, {}}));
  sheets.close();
  EXPECT_THAT(places, ElementsAre("0001.html#s1", "0001.html#s2", "0002.html#s1"));
  const std::vector<TranscriptSheet> made = sheets.taken();
  ASSERT_THAT(made, SizeIs(2));
  EXPECT_EQ(made[0].file, (TranscriptFile{"0001.html", "lab/a: q1 to q2", 2}));
  EXPECT_EQ(made[1].file, (TranscriptFile{"0002.html", "lab/b: q1", 1}));
  EXPECT_THAT(made[0].html, HasSubstr("id=\"s2\""));
  EXPECT_THAT(sheets.taken(), IsEmpty());
}

TEST(TranscriptSheets, ASheetIsClosedWhenItIsLarge) {
  TranscriptSheets sheets("x.html");
  const std::string reply(200'000, 'r');
  std::vector<std::string> places;
  for (const char* scenario : {"q1", "q2", "q3", "q4"}) {
    const SampleRecord sample = sample_of("lab/a", scenario, reply);
    places.push_back(sheets.add({&sample, {}}));
  }
  EXPECT_THAT(places, ElementsAre("0001.html#s1", "0001.html#s2", "0001.html#s3", "0002.html#s1"));
}

TEST(TranscriptSheets, ASheetIsAPageWithoutAScriptThatLeadsBack) {
  TranscriptSheets sheets(link_of("my report.html"));
  const SampleRecord sample = sample_of("lab/<a>", "q1");
  sheets.add({&sample, {}});
  sheets.close();
  const std::string html = sheets.taken().front().html;
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("href=\"../my%20report.html\""));
}

TEST(TranscriptSheets, NothingMakesNoSheet) {
  TranscriptSheets sheets("x.html");
  sheets.close();
  EXPECT_THAT(sheets.taken(), IsEmpty());
}

TEST(TranscriptSheets, ALinkIsANameBesideAndNothingElse) {
  EXPECT_EQ(link_of("a-b_c.html"), "a-b_c.html");
  EXPECT_EQ(link_of("javascript:x\"'#?&%"), "javascript%3Ax%22%27%23%3F%26%25");
  EXPECT_EQ(link_of("é/"), "%C3%A9%2F");
}

}  // namespace
}  // namespace attune
