#include "results/render/sample_page.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const SampleKey kKey = {{"p"}, {"s"}, {"a/b"}, 2};

SampleRecord a_sample() {
  return {.run = {"ab12"},
          .key = kKey,
          .transcript = R"([{"cue":"Hi.","reply":"Hello.","reasoning":"They greet."},)"
                        R"({"cue":"And?","reply":"Bye.","reasoning":""}])"};
}

CallRecord a_question() {
  return {.key = kKey,
          .purpose = "rubric@1",
          .model = {"j/k"},
          .request = R"({"messages":[{"role":"system","content":"Be fair."},)"
                     R"({"role":"user","content":"Mark {this}\n"}]})",
          .status = 200,
          .text = "{\"warmth\": 3}"};
}

TEST(SampleName, TellsScenarioSubjectAndRepeat) {
  EXPECT_EQ(sample_name(kKey), "s@a/b#2");
}

TEST(SampleListing, HasARowForEverySampleWithItsPoints) {
  SampleRecord failed = a_sample();
  failed.key.repeat = 3;
  failed.outcome = Outcome::Failed;
  const std::vector<SampleRecord> samples = {a_sample(), failed};
  const std::vector<VerdictRecord> verdicts = {
      {.key = kKey, .verdict = {"rubric@1", Marks{71.255, {}}, ""}}};
  const Listing listing = sample_listing(samples, verdicts);
  const std::vector<std::vector<std::string>> rows = {{"s@a/b#2", "p", "ok", "71.25"},
                                                      {"s@a/b#3", "p", "failed", "-"}};
  EXPECT_EQ(listing.rows, rows);
}

TEST(SampleListing, GivesNoPointsWhereAScorerCouldNotScore) {
  const std::vector<SampleRecord> samples = {a_sample()};
  const std::vector<VerdictRecord> verdicts = {
      {.key = kKey, .verdict = {"rubric@1", Unscored{"no marks"}, ""}}};
  EXPECT_EQ(sample_listing(samples, verdicts).rows.front().back(), "-");
}

TEST(SamplePage, ShowsTheTranscriptWhole) {
  EXPECT_EQ(sample_page(a_sample(), {}, {}),
            "sample s@a/b#2\npack p · run ab12 · outcome ok\n\n"
            "── turn 1: said to the subject ──\nHi.\n\n── turn 1: reasoning ──\nThey greet.\n\n"
            "── turn 1: reply ──\nHello.\n\n── turn 2: said to the subject ──\nAnd?\n\n"
            "── turn 2: reply ──\nBye.\n\n");
}

TEST(SamplePage, SaysWhyASampleIsNotOk) {
  SampleRecord sample = a_sample();
  sample.outcome = Outcome::Failed;
  sample.why = "HTTP 500";
  EXPECT_NE(sample_page(sample, {}, {}).find("outcome failed (HTTP 500)\n"), std::string::npos);
}

TEST(SamplePage, ShowsEveryVerdictWithItsMarksAndReasons) {
  const std::vector<VerdictRecord> verdicts = {
      {.judge = "j/k", .verdict = {"rubric@1", Marks{71.5, {{"warmth", 14.25}}}, "Kind."}},
      {.verdict = {"intensity@1", Unscored{"no numbers"}, ""}}};
  const std::string page = sample_page(a_sample(), verdicts, {});
  EXPECT_NE(page.find("── verdict: rubric@1 by j/k ──\npoints 71.50\n  warmth                     "
                      "    14.25\nKind.\n"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("── verdict: intensity@1 ──\nunscored: no numbers\n"), std::string::npos);
}

TEST(SamplePage, ShowsEveryCallInALine) {
  CallRecord call = a_question();
  call.completion_tokens = 7;
  call.latency = Millis(120);
  CallRecord lost = call;
  lost.attempt = 2;
  lost.status = 429;
  lost.trouble = "rate-limit";
  lost.why = "slow down";
  const std::vector<CallRecord> calls = {call, lost};
  const std::string page = sample_page(a_sample(), {}, calls);
  EXPECT_NE(page.find("rubric@1 j/k · position 1 · asked 1 · attempt 1 · ok · HTTP 200 · 120 ms · "
                      "? in, 7 out\n"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("attempt 2 · rate-limit · HTTP 429 · 120 ms · ? in, 7 out · slow down\n"),
            std::string::npos)
      << page;
}

TEST(SamplePage, BearsATranscriptThatCannotBeRead) {
  SampleRecord sample = a_sample();
  sample.transcript = "[5]";
  EXPECT_NE(sample_page(sample, {}, {}).find("(its transcript cannot be read)"), std::string::npos);
}

TEST(JudgeView, ShowsByteForByteWhatAJudgeWasSent) {
  const std::vector<CallRecord> calls = {a_question()};
  EXPECT_EQ(judge_view(calls),
            "── rubric@1 asked j/k, question 1, asking 1, attempt 1 ──\n"
            "── message: system ──\nBe fair.\n── message: user ──\nMark {this}\n\n"
            "── answer ──\n{\"warmth\": 3}\n\n");
}

TEST(JudgeView, LeavesTheSubjectsCallsOut) {
  CallRecord play = a_question();
  play.purpose = "play";
  const std::vector<CallRecord> calls = {play};
  EXPECT_EQ(judge_view(calls), "no judge was asked about it\n");
}

TEST(JudgeView, SaysWhyThereIsNoAnswer) {
  CallRecord call = a_question();
  call.text = "";
  call.trouble = "quota";
  call.why = "no credit";
  const std::vector<CallRecord> calls = {call};
  EXPECT_NE(judge_view(calls).find("── answer ──\nquota: no credit\n"), std::string::npos);
}

TEST(JudgeView, BearsRequestsOfAnotherForm) {
  for (const char* request : {"", "5", R"({"messages":[5]})", R"({"messages":5})",
                              R"({"messages":[{"role":1,"content":null}]})"}) {
    CallRecord call = a_question();
    call.request = request;
    const std::vector<CallRecord> calls = {call};
    EXPECT_NE(judge_view(calls).find("── answer ──"), std::string::npos) << request;
  }
}

}  // namespace
}  // namespace attune
