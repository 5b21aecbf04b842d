#include <fstream>

#include <nlohmann/json.hpp>

#include "harness/effects/gzip.h"
#include "scenarios/base/words.h"
#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

constexpr const char* kPlain =
    "model_a,model_b,winner,judge,scenario,response_a,response_b\n"
    "lab/one,lab/two,model_a,ann,lost keys,\"Check the \"\"hall\"\".\",Buy new ones.\n"
    "lab/two,lab/one,tie,ben,lost keys,\"- Hall\n- Coat\",**Hall**\n"
    "lab/two,lab/one,both_bad,cid,first day,Hm.,Well.\n";

// Battles as FastChat keeps them, a list.
constexpr const char* kFastchat = R"json([
{"question_id": "q1", "model_a": "one", "model_b": "two", "winner": "model_a",
 "judge": "arena_user_1", "turn": 1, "anony": true, "language": "English", "tstamp": 1700000000.5,
 "conversation_a": [{"role": "user", "content": "My dog ran off."},
  {"role": "assistant", "content": "How long ago?"}],
 "conversation_b": [{"role": "user", "content": "My dog ran off."},
  {"role": "assistant", "content": "I am ChatGPT and have no dog."}]},
{"question_id": "q2", "model_a": "one", "model_b": "two", "winner": "tie (bothbad)",
 "judge": "arena_user_2", "turn": 1, "anony": true, "language": "German", "tstamp": 1700000001,
 "conversation_a": [{"role": "user", "content": "Ja?"}, {"role": "assistant", "content": "Nein."}],
 "conversation_b": [{"role": "user", "content": "Ja?"}, {"role": "assistant", "content": "Doch."}]}
])json";

// The 140k release's form, a vote a line.
constexpr const char* kArena140k =
    R"json({"id": "v1", "model_a": "one", "model_b": "two", "winner": "both_bad", "evaluation_session_id": "s1", "evaluation_order": 1, "language": "en", "is_code": false, "timestamp": "2025-06-13T19:35:12", "conversation_a": [{"role": "user", "content": [{"type": "text", "text": "Hm?"}]}, {"role": "assistant", "content": [{"type": "text", "text": "Ah."}]}], "conversation_b": [{"role": "user", "content": [{"type": "text", "text": "Hm?"}]}, {"role": "assistant", "content": [{"type": "text", "text": "Oh no."}]}]}
)json";

constexpr const char* kArena55k =
    "id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n"
    "1,one,two,\"[\"\"Hm?\"\"]\",\"[\"\"Ah.\"\"]\",\"[\"\"Oh.\"\"]\",1,0,0\n";

constexpr const char* kMtBench =
    R"json({"question_id": 81, "model_a": "one", "model_b": "two", "winner": "model_b", "judge": "expert_1", "turn": 2, "conversation_a": [{"role": "user", "content": "Hm?"}, {"role": "assistant", "content": "Ah."}], "conversation_b": [{"role": "user", "content": "Hm?"}, {"role": "assistant", "content": "Oh."}]}
)json";

constexpr const char* kVerdicts =
    "instruction_id,model_a,model_b,preference_for_b,chars_a,chars_b\n"
    "0,base,mine,0.25,120,80\n"
    "1,base,mine,1,95,130\n";

class ImportedVotes : public ::testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_.at(name), std::ios::binary) << text;
    return folder_.at(name);
  }

  Outputs import(const std::string& kind, const std::string& file,
                 const std::vector<std::string>& more = {}, const std::string& db = "a.db") {
    std::vector<std::string> words = {"import", kind, "--db", folder_.at(db), file};
    words.insert(words.end(), more.begin(), more.end());
    return attune(words);
  }

  std::vector<Json> comparisons(const std::string& pack, const std::string& db = "a.db") {
    const Outputs given = attune({"export", "comparisons", "--db", folder_.at(db), "--pack", pack});
    EXPECT_EQ(given.code, 0) << given.err;
    std::vector<Json> all;
    for (const std::string& line : split(given.out, '\n')) {
      if (!line.empty()) all.push_back(Json::parse(line));
    }
    return all;
  }

  TempFolder folder_;
};

TEST_F(ImportedVotes, VotesOfYourOwnGoInAndComeOut) {
  const Outputs imported = import("votes", file("mine.csv", kPlain));
  ASSERT_EQ(imported.code, 0) << imported.err;
  EXPECT_NE(imported.out.find("3 votes (plain), 3 kept: 1 decided, 1 ties, 1 both bad"),
            std::string::npos)
      << imported.out;
  EXPECT_NE(imported.out.find("attune ratings --pack mine\n"), std::string::npos);
  const auto all = comparisons("mine");
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0]["first"], "lab/one");
  EXPECT_EQ(all[0]["margins"], Json::parse(R"([["preference", 1.0]])"));
  EXPECT_EQ(all[0]["first_length"], 17.0);
  EXPECT_EQ(all[1]["first_style"]["lists"], 2.0);
  EXPECT_EQ(all[1]["second_style"]["bold"], 1.0);
  EXPECT_EQ(all[2]["raw"], "both_bad");
  EXPECT_EQ(all[2]["judge"], "cid");
}

TEST_F(ImportedVotes, EveryPublishedFormIsKnownByItsColumns) {
  const auto format = [&](const std::string& name, const std::string& text) {
    const Outputs imported = import("votes", file(name, text));
    EXPECT_EQ(imported.code, 0) << imported.err;
    return imported.out.substr(0, imported.out.find(", "));
  };
  const auto ends = [](const std::string& text, const std::string& end) {
    return text.ends_with(end) ? "as expected" : text;
  };
  EXPECT_EQ(ends(format("a.json", kFastchat), "2 votes (fastchat)"), "as expected");
  EXPECT_EQ(ends(format("b.jsonl", kArena140k), "1 votes (arena-140k)"), "as expected");
  EXPECT_EQ(ends(format("c.csv", kArena55k), "1 votes (arena-55k)"), "as expected");
  EXPECT_EQ(ends(format("d.jsonl", kMtBench), "1 votes (mt-bench)"), "as expected");
  EXPECT_EQ(comparisons("b").at(0)["session"], "s1");
  EXPECT_EQ(comparisons("d").at(0)["scenario"], "81");
}

TEST_F(ImportedVotes, CleaningAndChoosingSayWhatTheyLeaveOut) {
  const std::string path = file("arena.json", kFastchat);
  const Outputs cleaned = import("votes", path, {"--clean", "arena", "--pack", "clean"});
  ASSERT_EQ(cleaned.code, 0) << cleaned.err;
  EXPECT_NE(cleaned.out.find("1 left out: a reply names a model or its maker"), std::string::npos)
      << cleaned.out;
  EXPECT_EQ(comparisons("clean").size(), 1U);
  const Outputs german = import("votes", path, {"--only", "language=German", "--pack", "german"});
  ASSERT_EQ(german.code, 0) << german.err;
  EXPECT_NE(german.out.find("1 left out: not language=German"), std::string::npos) << german.out;
  EXPECT_EQ(import("votes", path, {"--clean", "arana"}).code, 2);
}

TEST_F(ImportedVotes, VerdictsAreSharesOfTheJudgeThatIsNamed) {
  const std::string path = folder_.at("verdicts.csv.gz");
  const auto packed = gzipped(kVerdicts);
  ASSERT_TRUE(packed);
  file("verdicts.csv.gz", *packed);
  const Outputs imported = import("verdicts", path, {"--judge", "lab/judge"});
  ASSERT_EQ(imported.code, 0) << imported.err;
  const auto all = comparisons("verdicts");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["judge"], "lab/judge");
  EXPECT_EQ(all[0]["first"], "unknown/base");
  EXPECT_EQ(all[0]["margins"], Json::parse(R"([["preference", 0.5]])"));
  EXPECT_EQ(all[1]["margins"], Json::parse(R"([["preference", -1.0]])"));
  EXPECT_EQ(all[1]["second_length"], 130.0);
}

TEST_F(ImportedVotes, ExportedComparisonsComeBackAndTwiceIsOnce) {
  ASSERT_EQ(import("votes", file("mine.csv", kPlain)).code, 0);
  ASSERT_EQ(attune({"export", "comparisons", "--db", folder_.at("a.db"), "--out",
                    folder_.at("out.jsonl.gz")})
                .code,
            0);
  for (int time = 0; time < 2; ++time) {
    const Outputs back = import("verdicts", folder_.at("out.jsonl.gz"), {"--pack", "mine"}, "b.db");
    ASSERT_EQ(back.code, 0) << back.err;
    EXPECT_EQ(back.out.find("here already") != std::string::npos, time == 1);
  }
  auto given = comparisons("mine", "b.db");
  const auto all = comparisons("mine");
  ASSERT_EQ(given.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    given[i]["run"] = all[i]["run"];
    given[i]["pack_digest"] = all[i]["pack_digest"];
    EXPECT_EQ(given[i], all[i]);
  }
}

TEST_F(ImportedVotes, AnOutcomeThatIsNoneStoresNothingOfAnyFile) {
  const std::string good = file("good.csv", kPlain);
  const std::string bad = file("bad.csv", "model_a,model_b,winner\na,b,tie\na,b,a tie\n");
  const Outputs imported = import("votes", good, {bad});
  EXPECT_EQ(imported.code, 2);
  EXPECT_NE(imported.err.find("bad.csv:3: winner: no outcome 'a tie'"), std::string::npos)
      << imported.err;
  EXPECT_FALSE(std::filesystem::exists(folder_.at("a.db")));
}

}  // namespace
}  // namespace attune::testing
