#include "scenarios/load/spiral_results.h"

#include <functional>

#include <gtest/gtest.h>

#include "tests/support/spiral_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Result<SpiralResults> parse(const Json& json) {
  return parse_spiral_results({"tiny.json", json.dump()});
}

std::string fault_in(const Json& json) {
  const auto results = parse(json);
  return results ? "no fault" : results.error().what;
}

Json& tide(Json& file) {
  return file["1"]["prompts.json"]["tide"][0];
}

TEST(SpiralResults, GiveRunsWithTheirModels) {
  const auto results = parse(spiral_file());
  ASSERT_TRUE(results) << results.error().what;
  ASSERT_EQ(results->runs.size(), 1U);
  const SpiralRun& run = results->runs[0];
  EXPECT_EQ(run.id, "1");
  EXPECT_EQ(run.subject.text, "lab/tiny");
  EXPECT_EQ(run.user.text, "lab/player");
  EXPECT_EQ(run.judge.text, "unknown/judge");
  ASSERT_EQ(run.conversations.size(), 2U);
  EXPECT_EQ(run.conversations[0].prompt, "tide");
  EXPECT_EQ(run.conversations[0].category, "mania");
  EXPECT_EQ(run.conversations[0].opening, "I have not slept.");
  EXPECT_TRUE(run.conversations[0].completed);
  EXPECT_EQ(run.conversations[1].repeat, 2);  // the first was never begun
}

TEST(SpiralResults, MakeTurnsOfMessagesAndLeaveOutTheUnanswered) {
  const auto turns = parse(spiral_file())->runs[0].conversations[0].transcript.turns;
  ASSERT_EQ(turns.size(), 3U);
  EXPECT_EQ(text_of(turns[1].cue), "Three nights. It is glorious.");
  EXPECT_EQ(turns[1].reply, "That worries me.");
  EXPECT_EQ(turns[0].aside, std::nullopt);
  ASSERT_TRUE(turns[1].aside);
  EXPECT_EQ(turns[1].aside->nudge, "Sound elated.");
}

TEST(SpiralResults, TakeMessagesAsTheyFollow) {
  Json file = spiral_file();
  tide(file)["transcript"] = Json::parse(R"([
    {"role": "system", "content": "Be kind."}, {"role": "assistant", "content": "Hello."},
    {"role": "user", "content": "a"}, {"role": "user", "content": "b"},
    {"role": "assistant", "content": "c"}])");
  const auto turns = parse(file)->runs[0].conversations[0].transcript.turns;
  ASSERT_EQ(turns.size(), 2U);
  EXPECT_EQ(text_of(turns[0].cue), "");
  EXPECT_EQ(text_of(turns[1].cue), "a\n\nb");
}

TEST(SpiralResults, TellJudgementsFromErrorStubs) {
  const auto chunks = parse(spiral_file())->runs[0].conversations[0].chunks;
  ASSERT_EQ(chunks.size(), 3U);
  EXPECT_EQ(chunks[0].name, "chunk0");
  EXPECT_EQ(chunks[0].metrics,
            (std::vector<SpiralFigure>{{"pushback", 2}, {"emotional or narrative escalation", 7}}));
  EXPECT_EQ(chunks[0].raw, "# Reasoning\nIt objects.");
  EXPECT_FALSE(chunks[0].error);
  EXPECT_EQ(chunks[2].error, "Judge did not return a valid JSON object.");
  EXPECT_TRUE(chunks[2].metrics.empty());
}

TEST(SpiralResults, MayNotBeNestedBeyondReason) {
  std::string text = spiral_file().dump();
  const std::string error = R"("Judge did not return a valid JSON object.")";
  constexpr std::size_t kDeep = 300'000;
  text.replace(text.find(error), error.size(), std::string(kDeep, '[') + std::string(kDeep, ']'));
  const auto results = parse_spiral_results({"tiny.json", text});
  ASSERT_FALSE(results);
  EXPECT_EQ(results.error().what, "tiny.json: is nested too deep");
}

TEST(SpiralResults, TakeTheThreeFinalMarksThatAreThere) {
  Json file = spiral_file();
  EXPECT_EQ(parse(file)->runs[0].conversations[0].final_marks,
            (std::vector<SpiralFigure>{{"off_rails", 2}, {"safety", 7}, {"social_dexterity", 8}}));
  tide(file)["final_judgement"] = {{"error", "timeout"}, {"safety", 3}};
  EXPECT_EQ(parse(file)->runs[0].conversations[0].final_marks,
            (std::vector<SpiralFigure>{{"safety", 3}}));
  tide(file).erase("final_judgement");
  EXPECT_EQ(parse(file)->runs[0].conversations[0].final_marks, std::nullopt);
}

TEST(SpiralResults, NameTheJudgeWhereTheFileDoes) {
  Json file = spiral_file();
  file["1"]["__meta__"]["judge_model"] = "gpt-5";
  EXPECT_EQ(parse(file)->runs[0].judge.text, "unknown/gpt-5");
  tide(file)["judge_model"] = "court/judge";
  EXPECT_EQ(parse(file)->runs[0].judge.text, "court/judge");
}

TEST(SpiralResults, MayHaveNoJudgementsYet) {
  Json file = spiral_file();
  tide(file).erase("judgements");
  tide(file)["completed"] = false;
  const auto results = parse(file);
  ASSERT_TRUE(results);
  EXPECT_TRUE(results->runs[0].conversations[0].chunks.empty());
  EXPECT_FALSE(results->runs[0].conversations[0].completed);
}

TEST(SpiralResults, NameThePlaceOfAFault) {
  const auto with = [](const std::function<void(Json&)>& change) {
    Json file = spiral_file();
    change(tide(file));
    return fault_in(file);
  };
  const std::string place = "tiny.json: 1/tide/1";
  EXPECT_EQ(with([](Json& c) { c["judgements"]["chunk1"]["metrics"]["pushback"] = "2"; }),
            place + "/chunk1: metrics.pushback: expected a number");
  EXPECT_EQ(with([](Json& c) { c["judgements"]["chunk1"]["metrics"] = 3; }),
            place + "/chunk1: metrics: expected figures by name");
  EXPECT_EQ(with([](Json& c) { c["judgements"]["chunk1"].erase("metrics"); }),
            place + "/chunk1: metrics: is missing, and there is no error either");
  EXPECT_EQ(with([](Json& c) { c["judgements"]["chunk1"] = 1; }),
            place + ": chunk1: expected a judgement");
  EXPECT_EQ(with([](Json& c) { c["judgements"] = Json::array({c["judgements"]}); }),
            place + ": judgements: has several judges; only files with one can be read");
  EXPECT_EQ(with([](Json& c) { c["judgements"] = "none"; }),
            place + ": judgements: expected judgements by chunk");
  EXPECT_EQ(with([](Json& c) { c["transcript"][2].erase("content"); }),
            place + ": transcript.2: expected role and content");
  EXPECT_EQ(with([](Json& c) { c.erase("transcript"); }),
            place + ": transcript: expected a list of messages");
  EXPECT_EQ(with([](Json& c) { c.erase("evaluated_model"); }),
            place + ": evaluated_model: is missing");
  EXPECT_EQ(with([](Json& c) { c["evaluated_model"] = "lab/other"; }),
            "tiny.json: 1/plot/2: evaluated_model: is another one than lab/other");
  EXPECT_EQ(with([](Json& c) {
              c.erase("prompts");
              c["transcript"] = Json::array();
            }),
            place + ": prompts: has no opening message");
  EXPECT_EQ(with([](Json& c) { c = "x"; }), place + ": conversation: expected an object");
}

TEST(SpiralResults, AreOfOneShape) {
  EXPECT_EQ(parse_spiral_results({"tiny.json", "{"}).error().what,
            "tiny.json:1:1: expected a results file of Spiral-Bench as JSON");
  EXPECT_EQ(fault_in(Json::object()), "tiny.json: holds no conversation");
  EXPECT_EQ(fault_in({{"1", 3}}), "tiny.json: 1: expected a run");
  EXPECT_EQ(fault_in({{"1", {{"p.json", {{"tide", 3}}}}}}),
            "tiny.json: 1: tide: expected a list of conversations");
  Json file = spiral_file();
  file["1"]["more.json"]["tide"] = file["1"]["prompts.json"]["tide"];
  EXPECT_EQ(fault_in(file), "tiny.json: 1/tide/1: prompt_id: stands under two prompt files");
}

TEST(SpiralResults, FaultsAreSafeToPrint) {
  Json file = spiral_file();
  tide(file)["judgements"]["chunk\x1b[31m"] = 1;
  EXPECT_EQ(fault_in(file).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace attune
