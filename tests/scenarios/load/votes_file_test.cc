#include "scenarios/load/votes_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Read {
  VotesFile file;
  std::vector<Vote> votes;
};

Read read(const std::string& text) {
  Read read;
  const PackFile file{"v", text};
  const auto told = each_vote(file, [&](Vote vote) { read.votes.push_back(std::move(vote)); });
  EXPECT_TRUE(told) << told.error().what;
  if (told) read.file = *told;
  return read;
}

std::string fault_in(const std::string& text) {
  const auto told = each_vote({"v", text}, [](const Vote&) {});
  if (told) return "no fault";
  EXPECT_EQ(told.error().remedy, Remedy::FixInput);
  return told.error().what;
}

TEST(VotesFile, PlainCsvNeedsTwoModelsAndAnOutcome) {
  const Read plain = read(
      "model_a,model_b,winner\nlab/one,two,model_a\nlab/one,two,model_b\ntwo,lab/one,tie\n"
      "two,lab/one,both_bad\n");
  EXPECT_EQ(plain.file.format, "plain");
  ASSERT_THAT(plain.votes, SizeIs(4));
  EXPECT_EQ(plain.votes[0].first.model, "lab/one");
  EXPECT_EQ(plain.votes[0].second.model, "two");
  EXPECT_EQ(plain.votes[0].share, 1);
  EXPECT_EQ(plain.votes[0].outcome, "model_a");
  EXPECT_EQ(plain.votes[1].share, 0);
  EXPECT_EQ(plain.votes[2].share, 0.5);
  EXPECT_EQ(plain.votes[2].tie, TieKind::Tie);
  EXPECT_EQ(plain.votes[3].share, 0.5);
  EXPECT_EQ(plain.votes[3].tie, TieKind::BothBad);
  EXPECT_EQ(plain.votes[3].scenario, "row-4");
  EXPECT_EQ(plain.votes[3].place, "v:5");
}

TEST(VotesFile, PlainCsvMayHoldMuchMore) {
  const Read plain = read(
      "first,second,share,scenario,judge,session,first_length,second_length,first_headers,"
      "first_lists,first_bold,when,anonymous,language,is_code\r\n"
      "a,b,0.25,s1,ann,evening,120,80.5,1,2,3,2025-05-21T12:00:00Z,true,German,0\r\n");
  ASSERT_THAT(plain.votes, SizeIs(1));
  const Vote& vote = plain.votes[0];
  EXPECT_EQ(vote.share, 0.25);
  EXPECT_EQ(vote.tie, TieKind::None);
  EXPECT_EQ(vote.scenario, "s1");
  EXPECT_EQ(vote.judge, "ann");
  EXPECT_EQ(vote.session, "evening");
  EXPECT_EQ(vote.first.length, 120);
  EXPECT_EQ(vote.second.length, 80.5);
  EXPECT_EQ(vote.first.style, (ReplyStyle{1, 2, 3}));
  EXPECT_FALSE(vote.second.style);
  EXPECT_EQ(vote.when, UtcTime{1747828800000});
  EXPECT_EQ(vote.anonymous, true);
  EXPECT_THAT(vote.tags, ElementsAre("language=German", "code=false"));
}

TEST(VotesFile, TheSameColumnsMayStandInJsonLinesOrAList) {
  const std::string one =
      R"json({"model_a": "a", "model_b": "b", "winner": "tie", "judge": null})json";
  const Read lines = read(one + "\n\n" + one + "\r\n");
  ASSERT_THAT(lines.votes, SizeIs(2));
  EXPECT_EQ(lines.votes[1].place, "v:3");
  EXPECT_EQ(lines.votes[1].judge, "");
  const Read list = read("\xEF\xBB\xBF [\n" + one + ",\n\n" + one + "]\n");
  ASSERT_THAT(list.votes, SizeIs(2));
  EXPECT_EQ(list.votes[1].place, "v:4: item 2");
}

TEST(VotesFile, AShareOfTheSecondIsTurnedRound) {
  const Read plain = read("model_a,model_b,preference_for_b\na,b,2e-06\na,b,1\na,b,0.5\na,b,\n");
  EXPECT_EQ(plain.votes[0].share, 1 - 2e-06);
  EXPECT_EQ(plain.votes[1].share, 0);
  EXPECT_EQ(plain.votes[2].tie, TieKind::Tie);
  EXPECT_EQ(plain.votes[3].share, std::nullopt);
}

TEST(VotesFile, FastchatsBattlesMayComeWithoutTheirTexts) {
  const Read battles = read(
      R"json([{"model_a": "a", "model_b": "b", "winner": "tie (bothbad)", "judge": "arena_user_3",
           "turn": 2, "anony": false, "language": "English", "tstamp": 1682351591.1322}])json");
  EXPECT_EQ(battles.file.format, "fastchat");
  ASSERT_THAT(battles.votes, SizeIs(1));
  EXPECT_EQ(battles.votes[0].tie, TieKind::BothBad);
  EXPECT_EQ(battles.votes[0].judge, "arena_user_3");
  EXPECT_EQ(battles.votes[0].anonymous, false);
  EXPECT_EQ(battles.votes[0].turns, 2);
  EXPECT_EQ(battles.votes[0].when, UtcTime{1682351591132});
  EXPECT_EQ(battles.votes[0].scenario, "row-1");
}

constexpr const char* kArena100k =
    R"json({"question_id": "q7", "model_a": "a", "model_b": "b", "winner": "model_b",
"judge_hash": "f00", "turn": 1, "anony": true, "language": "English", "tstamp": 1.7e9,
"conversation_a": [{"role": "user", "content": "Hello?"}, {"role": "assistant", "content": "Gr\u00fc\u00df"}],
"conversation_b": [{"role": "user", "content": "Hello?"}, {"role": "assistant", "content": null}],
"conv_metadata": {"turns": 1}, "is_code": false, "is_refusal": false,
"dedup_tag": {"high_freq": true, "sampled": false},
"category_tag": {"creative_writing_v0.1": {"creative_writing": true, "score": "yes"},
 "criteria_v0.1": {"a": true, "b": true, "c": true, "d": true, "e": true, "f": true, "g": false},
 "if_v0.1": {"if": false, "score": 2}, "math_v0.1": {"math": false}}})json";

std::string on_one_line(std::string text) {
  std::erase(text, '\n');
  return text;
}

TEST(VotesFile, Arena100kHasTextsTagsAndItsOwnSampling) {
  const Read votes = read(on_one_line(kArena100k));
  EXPECT_EQ(votes.file.format, "arena-100k");
  ASSERT_THAT(votes.votes, SizeIs(1));
  const Vote& vote = votes.votes[0];
  EXPECT_EQ(vote.id, "q7");
  EXPECT_EQ(vote.judge, "f00");
  EXPECT_EQ(vote.prompt, "Hello?");
  EXPECT_THAT(vote.scenario, HasSubstr("prompt-"));
  EXPECT_EQ(vote.first.length, 4) << "characters, not bytes";
  EXPECT_FALSE(vote.first.silent);
  EXPECT_TRUE(vote.second.silent);
  EXPECT_EQ(vote.sampled, false);
  EXPECT_THAT(vote.tags, ElementsAre("language=English", "code=false", "creative_writing=true",
                                     "hard=true", "if=false", "math=false"));
}

TEST(VotesFile, Arena140kHasPartsSessionsAndItsOwnWordForBothBad) {
  const std::string vote =
      R"json({"id": "u-1", "model_a": "a", "model_b": "b", "winner": "both_bad",
"evaluation_session_id": "e-9", "evaluation_order": 2, "timestamp": "2025-06-13 19:35:12.5",
"conversation_a": [{"role": "user", "content": [{"type": "text", "text": "One"}]},
 {"role": "assistant", "content": [{"type": "text", "text": "ab"}, {"type": "image", "image": "x"}]},
 {"role": "user", "content": [{"type": "text", "text": "Two"}]},
 {"role": "assistant", "content": [{"type": "text", "text": "abcd"}]}],
"conversation_b": [{"role": "user", "content": [{"type": "text", "text": "One"}]},
 {"role": "assistant", "content": [{"type": "text", "text": "abc"}]}]})json";
  const Read votes = read(on_one_line(vote));
  EXPECT_EQ(votes.file.format, "arena-140k");
  ASSERT_THAT(votes.votes, SizeIs(1));
  EXPECT_EQ(votes.votes[0].tie, TieKind::BothBad);
  EXPECT_EQ(votes.votes[0].session, "e-9");
  EXPECT_EQ(votes.votes[0].judge, "");
  EXPECT_EQ(votes.votes[0].prompt, "One\nTwo");
  EXPECT_EQ(votes.votes[0].turns, 2);
  EXPECT_EQ(votes.votes[0].first.length, 3);
  EXPECT_EQ(votes.votes[0].when, UtcTime{1749843312500});
}

TEST(VotesFile, WithoutTextsTheArenasOwnCountsAreTaken) {
  const std::string vote =
      R"json({"id": "u", "model_a": "a", "model_b": "b", "winner": "model_a",
"evaluation_session_id": "e", "conv_metadata": {"turns": 2,
"header_count_a": {"h1": 1, "h2": 3}, "list_count_a": {"ordered": 2, "unordered": 0},
"bold_count_a": {"**": 6, "__": 0}, "header_count_b": 1, "list_count_b": 2, "bold_count_b": 4}})json";
  const Read votes = read(on_one_line(vote));
  EXPECT_EQ(votes.votes.at(0).first.style, (ReplyStyle{2, 1, 3}));
  EXPECT_EQ(votes.votes.at(0).second.style, (ReplyStyle{0.5, 1, 2}));
}

TEST(VotesFile, CountsThatCanBeNoneAreNotTaken) {
  const std::string vote =
      R"json({"id": "u", "model_a": "a", "model_b": "b", "winner": "model_a",
"evaluation_session_id": "e", "conv_metadata": {
"header_count_a": -1, "list_count_a": 0, "bold_count_a": 0,
"header_count_b": {"h1": 1e308, "h2": 1e308}, "list_count_b": 2, "bold_count_b": 4}})json";
  const Read votes = read(on_one_line(vote));
  EXPECT_FALSE(votes.votes.at(0).first.style);
  EXPECT_FALSE(votes.votes.at(0).second.style);
}

TEST(VotesFile, Arena55kHasItsTextsAsListsInCsv) {
  const Read votes = read(
      "id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n"
      "30192,a,b,\"[\"\"One\"\",\"\"Two\"\"]\",\"[\"\"ab\"\",\"\"cd\"\"]\",\"[\"\"abc\"\",null]\","
      "0,1,0\n"
      "7,b,a,\"[\"\"One\"\"]\",\"[\"\"x, \\ud83d\"\"]\",\"[\"\"y\"\"]\",0,0,1\n");
  EXPECT_EQ(votes.file.format, "arena-55k");
  ASSERT_THAT(votes.votes, SizeIs(2));
  EXPECT_EQ(votes.votes[0].share, 0);
  EXPECT_EQ(votes.votes[0].outcome, "winner_model_b");
  EXPECT_EQ(votes.votes[0].prompt, "One\nTwo");
  EXPECT_EQ(votes.votes[0].first.length, 2);
  EXPECT_TRUE(votes.votes[0].second.silent);
  EXPECT_EQ(votes.votes[1].tie, TieKind::Tie);
  EXPECT_EQ(votes.votes[1].first.replies[0], "x, \xEF\xBF\xBD");
}

TEST(VotesFile, MtBenchVotesAreOnOneTurnOfAQuestion) {
  const std::string vote =
      R"json({"question_id": 81, "model_a": "a", "model_b": "b", "winner": "tie (inconsistent)",
"judge": ["gpt-4", "pair-v2"], "turn": 1,
"conversation_a": [{"role": "user", "content": "One"}, {"role": "assistant", "content": "ab"},
 {"role": "user", "content": "Two"}, {"role": "assistant", "content": "abcdef"}],
"conversation_b": [{"role": "user", "content": "One"}, {"role": "assistant", "content": "abc"}]})json";
  const Read votes = read(on_one_line(vote));
  EXPECT_EQ(votes.file.format, "mt-bench");
  ASSERT_THAT(votes.votes, SizeIs(1));
  EXPECT_EQ(votes.votes[0].scenario, "81");
  EXPECT_EQ(votes.votes[0].judge, "gpt-4 pair-v2");
  EXPECT_EQ(votes.votes[0].tie, TieKind::Tie);
  EXPECT_EQ(votes.votes[0].first.length, 2) << "the second turn was not what was voted on";
}

TEST(VotesFile, AlpacaEvalsAnnotationsAreVerdicts) {
  const Read votes = read(
      R"json([{"instruction": "Say it.", "output_1": "ab", "generator_1": "base", "output_2": "abc",
           "generator_2": "mine", "annotator": "some judge", "preference": 1.75}])json");
  EXPECT_EQ(votes.file.format, "alpaca-eval");
  ASSERT_THAT(votes.votes, SizeIs(1));
  EXPECT_EQ(votes.votes[0].share, 0.25);
  EXPECT_EQ(votes.votes[0].judge, "some judge");
  EXPECT_EQ(votes.votes[0].second.length, 3);
}

TEST(VotesFile, EqualPromptsAreOneScenario) {
  const Read votes =
      read("model_a,model_b,winner,prompt\na,b,A,Hi\nb,a,B,Hi\na,b,tie,\"Hi, you\"\n");
  ASSERT_THAT(votes.votes, SizeIs(3));
  EXPECT_EQ(votes.votes[0].scenario, votes.votes[1].scenario);
  EXPECT_NE(votes.votes[0].scenario, votes.votes[2].scenario);
}

TEST(VotesFile, WordsForAnOutcomeAreNotGuessed) {
  EXPECT_EQ(fault_in("model_a,model_b,winner\na,b,tie\na,b,a tie, of sorts\n"),
            "v:3: expected 3 cells, found 4");
  EXPECT_THAT(fault_in("model_a,model_b,winner\na,b,tie\na,b,bothbad tie\na,b,TIE\n"),
              ::testing::AllOf(HasSubstr("v:3: winner: no outcome 'bothbad tie'"),
                               HasSubstr("(and 1 more rows at fault)")));
  // Each format has its own words.
  EXPECT_THAT(
      fault_in(
          R"json({"model_a": "a", "model_b": "b", "winner": "both_bad", "anony": true, "tstamp": 1})json"),
      HasSubstr("v:1: winner: no outcome 'both_bad'"));
}

TEST(VotesFile, FaultsNameTheirLineAndColumn) {
  EXPECT_EQ(fault_in("model_a,model_b,winner\n,b,tie\n"),
            "v:2: first or model_a or generator_1: is missing");
  EXPECT_THAT(fault_in("model_a,model_b,share\na,b,1.5\n"),
              HasSubstr("v:2: share: expected a number from 0 to 1"));
  EXPECT_THAT(fault_in("model_a,model_b,share,first_length\na,b,1,-3\n"),
              HasSubstr("v:2: first_length: expected a number of 0 or more"));
  EXPECT_THAT(fault_in("model_a,model_b,share,winner\na,b,1,tie\n"),
              HasSubstr("expected one column with the outcome"));
  EXPECT_THAT(fault_in("model_a,model_b\na,b\n"),
              HasSubstr("expected one column with the outcome"));
  EXPECT_THAT(fault_in("a,b,winner_model_a,winner_model_b,winner_tie,model_a,model_b\n"
                       "1,2,1,1,0,a,b\n"),
              HasSubstr("expected one of the three outcomes"));
  EXPECT_THAT(fault_in("model_a,model_b,winner,when\na,b,tie,yesterday\n"),
              HasSubstr("v:2: when: expected seconds since 1970"));
  EXPECT_THAT(fault_in("model_a,model_b,winner,judge,judge\na,b,tie,x,y\n"),
              HasSubstr("v:1: column 'judge' stands twice"));
  EXPECT_THAT(fault_in(R"json({"model_a": {}, "model_b": "b", "winner": "tie"})json"),
              HasSubstr("v:1: model_a: expected a text"));
  EXPECT_THAT(fault_in("{\"model_a\": \"a\"\n"), HasSubstr("v:1: expected"));
  EXPECT_THAT(fault_in("[{\"model_a\": \"a\"}, 3]"), HasSubstr("v:1: item 2: expected an object"));
  EXPECT_THAT(fault_in("model_a,model_b,winner\n\"a,b,tie\n"),
              HasSubstr("v:2: a quoted cell does not end"));
}

TEST(VotesFile, NothingHoldsNoVote) {
  EXPECT_EQ(fault_in(""), "v:1: expected a table: CSV or JSON");
  EXPECT_EQ(fault_in("model_a,model_b,winner\n"), "v: holds no vote");
  EXPECT_EQ(fault_in("[]"), "v: holds no vote");
}

TEST(VotesFile, HostileNamesAreKeptAndNeverPrintedAsTheyAre) {
  const Read votes = read("model_a,model_b,winner\n\"\x1b[31m'); DROP--\",\"\xFF\xFE\",tie\n");
  ASSERT_THAT(votes.votes, SizeIs(1));
  EXPECT_EQ(votes.votes[0].first.model, "\x1b[31m'); DROP--");
  EXPECT_EQ(votes.votes[0].second.model, "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(fault_in("model_a,model_b,winner\na,b,\"\x1b[31m\"\n").find('\x1b'), std::string::npos);
}

TEST(VotesFile, AlpacaEvalsVerdictsAreAllRead) {
  const std::string text =
      testing::file_text(testing::published_data() + "/alpaca-eval/verdicts.csv");
  if (text.empty()) GTEST_SKIP() << "no published AlpacaEval verdicts; set ATTUNE_TEST_DATA";
  std::size_t own = 0;
  const auto told = each_vote({"verdicts.csv", text}, [&](const Vote& vote) {
    own += vote.first.model == vote.second.model ? 1 : 0;
    EXPECT_TRUE(vote.share && vote.first.length && vote.second.length) << vote.place;
  });
  ASSERT_TRUE(told) << told.error().what;
  EXPECT_EQ(told->votes, 19'313U);
  EXPECT_EQ(own, 805U);
}

}  // namespace
}  // namespace attune
