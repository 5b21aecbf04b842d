#include "harness/run/import_votes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/facts/comparison_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr const char* kVotes =
    "model_a,model_b,winner,judge,session,scenario,response_a,response_b\n"
    "lab/one,two,model_a,ann,s1,q1,# Title,abc\n"
    "two,lab/one,tie,ann,s1,q2,ab,- item\n"
    "two,lab/one,both_bad,ben,,q2,ab,**x**\n"
    "lab/one,lab/one,model_b,ben,,q1,a,b\n";

double preference(const Comparison& comparison) {
  const auto* margins = std::get_if<Margins>(&comparison.finding);
  if (margins == nullptr || margins->margins.size() != 1) return -100;
  EXPECT_EQ(margins->margins[0].criterion, "preference");
  return margins->margins[0].value;
}

class ImportVotesTest : public ::testing::Test {
 protected:
  Result<ImportedVotes> try_import(const std::string& text, const VotesOptions& options) {
    const PackFile file{"v", text};
    return import_votes(file, options, store_);
  }

  ImportedVotes import(const std::string& text, const VotesOptions& options = {.pack = "mine"}) {
    const auto imported = try_import(text, options);
    EXPECT_TRUE(imported) << imported.error().what;
    return imported ? *imported : ImportedVotes();
  }

  std::vector<Comparison> of(const ImportedVotes& imported) {
    return *store_.comparisons_of_run(imported.run);
  }

  Store store_ = *Store::open(":memory:");
};

TEST_F(ImportVotesTest, EveryVoteIsAComparisonInItsOrder) {
  const ImportedVotes imported = import(kVotes);
  EXPECT_TRUE(imported.fresh);
  EXPECT_EQ(imported.pack.text, "mine");
  EXPECT_EQ(imported.format, "plain");
  EXPECT_EQ(imported.read, 4U);
  EXPECT_EQ(imported.kept, 4U);
  EXPECT_EQ(imported.decided, 2U);
  EXPECT_EQ(imported.ties, 1U);
  EXPECT_EQ(imported.both_bad, 1U);
  EXPECT_EQ(imported.of_one, 1U);
  EXPECT_THAT(imported.dropped, IsEmpty());
  const auto stored = of(imported);
  ASSERT_THAT(stored, SizeIs(4));
  EXPECT_EQ(stored[0].first.text, "lab/one");
  EXPECT_EQ(stored[0].second.text, "unknown/two") << "its provider is not known";
  EXPECT_EQ(stored[0].scorer, "vote@1");
  EXPECT_EQ(stored[0].source, "vote");
  EXPECT_EQ(stored[0].judge, "ann");
  EXPECT_EQ(stored[0].session, "s1");
  EXPECT_EQ(stored[0].scenario.text, "q1");
  EXPECT_EQ(preference(stored[0]), 1);
  EXPECT_EQ(preference(stored[1]), 0);
  EXPECT_EQ(preference(stored[3]), -1);
}

TEST_F(ImportVotesTest, TheFilesOwnWordIsKeptSoThatBothBadStaysApartFromATie) {
  const auto stored = of(import(kVotes));
  EXPECT_EQ(stored[1].raw, "tie");
  EXPECT_EQ(stored[2].raw, "both_bad");
  EXPECT_EQ(stored[1].finding, stored[2].finding);
}

TEST_F(ImportVotesTest, LengthsAndStylesAreThoseOfTheReplies) {
  const auto stored = of(import(kVotes));
  EXPECT_EQ(stored[0].first_length, 7);
  EXPECT_EQ(stored[0].second_length, 3);
  EXPECT_EQ(stored[0].first_style, (ReplyStyle{.headers = 1}));
  EXPECT_EQ(stored[0].second_style, ReplyStyle());
  EXPECT_EQ(stored[1].second_style, (ReplyStyle{.lists = 1}));
  EXPECT_EQ(stored[2].second_style, (ReplyStyle{.bold = 1}));
  const auto bare = of(import("model_a,model_b,winner\na,b,tie\n"));
  EXPECT_FALSE(bare[0].first_length);
  EXPECT_FALSE(bare[0].first_style);
}

TEST_F(ImportVotesTest, VerdictsAreSharesOfAJudgeWhoMayBeNamed) {
  const VotesOptions options = {.pack = "v", .verdicts = true, .judge = "lab/judge"};
  const ImportedVotes imported =
      import("model_a,model_b,preference_for_b,instruction_id\na,b,0.25,7\na,b,,8\n", options);
  EXPECT_EQ(imported.unscored, 1U);
  const auto stored = of(imported);
  ASSERT_THAT(stored, SizeIs(2));
  EXPECT_EQ(preference(stored[0]), 0.5);
  EXPECT_EQ(stored[0].judge, "lab/judge");
  EXPECT_EQ(stored[0].scorer, "verdict@1");
  EXPECT_EQ(stored[0].source, "import");
  EXPECT_EQ(stored[0].raw, "");
  EXPECT_TRUE(std::holds_alternative<Unscored>(stored[1].finding));
}

TEST_F(ImportVotesTest, WhoVotesAgainOnTheSameIsNotLost) {
  const auto stored =
      of(import("model_a,model_b,winner,judge,scenario\na,b,A,ann,q\na,b,B,ann,q\n"
                "b,a,B,ann,q\na,b,A,ben,q\na,b,A,ann,q\n"));
  ASSERT_THAT(stored, SizeIs(5));
  std::vector<int> asked;
  for (const Comparison& each : stored) asked.push_back(each.asked);
  EXPECT_THAT(asked, ElementsAre(1, 2, 1, 1, 3));
}

TEST_F(ImportVotesTest, AnImportTwiceIsOne) {
  const ImportedVotes first = import(kVotes);
  const ImportedVotes again = import(kVotes, {.pack = "another name"});
  EXPECT_FALSE(again.fresh);
  EXPECT_EQ(again.run, first.run);
  EXPECT_EQ(again.pack.text, "mine") << "it is stored under the first name";
  EXPECT_THAT(*store_.comparisons_of_pack(digest_of(kVotes)), SizeIs(4));
}

TEST_F(ImportVotesTest, TheSameFileChosenOtherwiseIsAnotherPack) {
  const ImportedVotes all = import(kVotes);
  const ImportedVotes some = import(kVotes, {.pack = "some", .drop_outliers = true});
  EXPECT_NE(some.run, all.run);
  EXPECT_EQ(some.pack.text, "some");
  EXPECT_NE(of(some)[0].pack_digest, of(all)[0].pack_digest);
}

TEST_F(ImportVotesTest, ThePackCanBeReadBack) {
  import(kVotes);
  const auto record = *store_.pack(digest_of(kVotes));
  ASSERT_TRUE(record);
  const auto pack = pack_from_json(record->body);
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->id.text, "mine");
  EXPECT_EQ(pack->digest, digest_of(kVotes));
}

TEST_F(ImportVotesTest, OnlyVotesWithATagAreTaken) {
  const ImportedVotes imported = import(
      "model_a,model_b,winner,language,is_code\na,b,A,English,true\na,b,B,German,true\n"
      "a,b,tie,English,false\n",
      {.pack = "p", .only = {"language=English", "code=true"}});
  EXPECT_EQ(imported.kept, 1U);
  EXPECT_THAT(imported.dropped,
              ElementsAre(Pair("not code=true", 1U), Pair("not language=English", 1U)));
}

TEST_F(ImportVotesTest, TheArenasCleaningIsToldByReason) {
  const std::string votes =
      "model_a,model_b,winner,response_a,response_b,anonymous\n"
      "a,b,A,fine,good,true\n"
      "a,b,A,\"I am Claude, made to help\",good,true\n"
      "a,b,A,fine,,true\n"
      "a,b,A,fine,good,false\n";
  const ImportedVotes imported = import(votes, {.pack = "p", .arena = true});
  EXPECT_EQ(imported.read, 4U);
  EXPECT_EQ(imported.kept, 2U) << "an empty cell of CSV is no reply, not an empty one";
  EXPECT_THAT(imported.dropped, ElementsAre(Pair("a reply names a model or its maker", 1U),
                                            Pair("the voter knew the names", 1U)));
}

TEST_F(ImportVotesTest, JudgesUnlikeAllOthersCanBeLeftOut) {
  std::string votes = "model_a,model_b,winner,judge\n";
  for (int judge = 0; judge < 40; ++judge) {
    for (int vote = 0; vote < 20; ++vote)
      votes += "x,y," + std::string(judge == 7 ? "model_b" : "model_a") + ",judge" +
               std::to_string(judge) + "\n";
  }
  const ImportedVotes imported = import(votes, {.pack = "p", .drop_outliers = true});
  EXPECT_EQ(imported.outliers, 1U);
  EXPECT_EQ(imported.kept, 39U * 20U);
  EXPECT_THAT(imported.dropped, ElementsAre(Pair("its judge votes unlike all others", 20U)));
}

TEST_F(ImportVotesTest, AFaultStoresNothing) {
  const auto imported = try_import("model_a,model_b,winner\na,b,A\na,b,C\n", {.pack = "p"});
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().remedy, Remedy::FixInput);
  EXPECT_THAT(imported.error().what, HasSubstr("v:3: winner: no outcome 'C'"));
  EXPECT_THAT(*store_.packs(), IsEmpty());
  EXPECT_THAT(*store_.runs(), IsEmpty());
  const auto none = try_import("model_a,model_b,winner\na,b,A\n", {.pack = "p", .only = {"x=y"}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().what, "v: of 1 votes none is left");
}

TEST_F(ImportVotesTest, HostileNamesAreSubjectsOfNoProvider) {
  const auto stored =
      of(import("model_a,model_b,winner,judge\n/etc,\"'); DROP TABLE runs;--\",A,"
                "\"\x1b[2J\"\n/,\"a\nb/c\",A,x\n"));
  ASSERT_THAT(stored, SizeIs(2));
  EXPECT_EQ(stored[0].first.text, "unknown//etc");
  EXPECT_EQ(stored[0].second.text, "unknown/'); DROP TABLE runs;--");
  EXPECT_EQ(stored[0].judge, "\x1b[2J");
  EXPECT_EQ(stored[1].first.provider(), "unknown");
  EXPECT_EQ(stored[1].second.text, "a\nb/c");
}

class ImportComparisonsTest : public ImportVotesTest {
 protected:
  Result<ImportedVotes> try_back(const std::string& text) {
    const PackFile file{"c", text};
    return import_comparisons(file, {.pack = "back", .verdicts = true}, store_);
  }

  static Comparison a_comparison() {
    return {.run = {"r"},
            .pack = {"p"},
            .pack_digest = "sha256:p",
            .scenario = {"s"},
            .first = {"lab/one"},
            .second = {"lab/two"},
            .first_run = {"r1"},
            .second_run = {"r2"},
            .turned = true,
            .scorer = "pairwise@1",
            .judge = "lab/judge",
            .raw = "First.",
            .finding = Margins{{{"warmth", 2}, {"insight", -1}}},
            .rationale = "because",
            .source = "judge",
            .first_length = 12,
            .second_length = 13,
            .first_style = ReplyStyle{1, 2, 3},
            .session = "s",
            .chance = 0.5,
            .cost_usd = 0.01,
            .when = {12345}};
  }
};

TEST_F(ImportComparisonsTest, AnExportComesBackEqual) {
  const auto stored = of(import(kVotes));
  std::string text;
  for (const Comparison& each : stored) text += to_json(each) + "\n";
  const auto back = try_back(text);
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(back->decided, 2U);
  EXPECT_EQ(back->ties, 2U);
  auto again = of(*back);
  ASSERT_EQ(again.size(), stored.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].pack.text, "back");
    again[i].run = stored[i].run;
    again[i].pack = stored[i].pack;
    again[i].pack_digest = stored[i].pack_digest;
    EXPECT_EQ(again[i], stored[i]) << i;
  }
}

TEST_F(ImportComparisonsTest, ScorersMarginsAndOrdersStay) {
  Comparison other = a_comparison();
  other.finding = Unscored{"no answer"};
  other.turned = false;
  std::swap(other.first, other.second);
  const auto back = try_back(to_json(a_comparison()) + "\n\n" + to_json(other) + "\n");
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(back->unscored, 1U);
  auto again = of(*back);
  ASSERT_THAT(again, SizeIs(2));
  again[0].run = {"r"};
  again[0].pack = {"p"};
  again[0].pack_digest = "sha256:p";
  EXPECT_EQ(again[0], a_comparison());
}

TEST_F(ImportComparisonsTest, AnAskingThatWouldStandTwiceGetsTheNextNumber) {
  // Of two runs, say, of which both asked the same.
  const std::string line = to_json(a_comparison()) + "\n";
  const auto back = try_back(line + line + line);
  ASSERT_TRUE(back) << back.error().what;
  const auto again = of(*back);
  ASSERT_THAT(again, SizeIs(3));
  EXPECT_EQ(again[0].asked, 1);
  EXPECT_EQ(again[1].asked, 2);
  EXPECT_EQ(again[2].asked, 3);
}

TEST_F(ImportComparisonsTest, FaultsNameTheirLineAndStoreNothing) {
  const std::string line = to_json(a_comparison()) + "\n";
  const auto fault = [&](const std::string& text) {
    const auto back = try_back(text);
    return back ? "no fault" : back.error().what;
  };
  EXPECT_EQ(fault(line + "{}\n"), "c:2: schema: expected a text");
  Comparison other = a_comparison();
  other.pack_digest = "sha256:q";
  EXPECT_THAT(fault(line + to_json(other)), HasSubstr("c:2: pack_digest: is another one than p's"));
  EXPECT_EQ(fault("\n"), "c: holds no comparison");
  EXPECT_THAT(*store_.runs(), IsEmpty());
}

}  // namespace
}  // namespace attune
