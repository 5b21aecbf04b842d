#include <algorithm>
#include <array>
#include <cstdio>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "harness/effects/gzip.h"
#include "results/store/store.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_slice.h"
#include "tests/support/command.h"
#include "tests/support/xml.h"

namespace attune::testing {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

// What another program prints, with its complaints; nothing where there is no such program.
std::optional<std::string> printed(const std::string& program, const std::string& arguments) {
  if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) != 0) return std::nullopt;
  FILE* pipe = popen((program + " " + arguments + " 2>&1").c_str(), "r");
  std::string text;
  std::array<char, 4096> piece{};
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe))
    text.append(piece.data(), size);
  pclose(pipe);
  return text;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) names.push_back(entry.path().string().substr(folder.size() + 1));
  }
  std::ranges::sort(names);
  return names;
}

// Two subjects on three scenarios, twice each.
class Exports : public ::testing::Test {
 protected:
  void SetUp() override {
    const Outputs run =
        attune({"run", "--db", db_, "--pack", "intensity", "--limit", "3", "--repeat", "2",
                "--subject", "stub/skill-90", "--subject", "stub/skill-30", "--release", "r1"});
    ASSERT_EQ(run.code, 0) << run.err;
  }

  Outputs give(std::vector<std::string> words) {
    words.insert(words.begin(), "export");
    words.insert(words.end(), {"--db", db_});
    return attune(words);
  }

  // A sample of the first subject that failed, and said something nasty about it.
  void add_hostile_failure() {
    auto store = Store::open(db_);
    ASSERT_TRUE(store);
    const RunRecord run = store->runs()->front();
    const PlanRecord plan = store->plans()->front();
    const PackRecord pack = **store->pack(plan.pack_digest);
    ASSERT_TRUE(store->save(PlanRecord{run.id, pack.digest, plan.subject, 4, 2}));
    ASSERT_TRUE(store->save(SampleRecord{.run = run.id,
                                         .key = {pack.id, pack.scenarios[3], plan.subject, 1},
                                         .pack_digest = pack.digest,
                                         .outcome = Outcome::Failed,
                                         .why = kHostile,
                                         .transcript = "[]"}));
  }

  TempFolder folder_;
  std::string db_ = folder_.at("a.db");
};

TEST_F(Exports, EveryKindThatIsListedCanBeHadAndNoOther) {
  const Json rows = Json::parse(attune({"list", "exporters", "--format", "json"}).out)["rows"];
  EXPECT_EQ(rows.size(), 9U);
  for (const Json& row : rows) {
    const std::string kind = row["exporter"];
    std::vector<std::string> words = {kind};
    if (!kind.starts_with("eqbench3")) words.insert(words.end(), {"--subject", "stub/skill-90"});
    const Outputs given = give(words);
    EXPECT_EQ(given.code, 0) << kind << given.err;
  }
  EXPECT_EQ(give({"eqbench3-elo", "--subject", "stub/skill-90"}).code, 2);
  const Outputs unknown = give({"inspct"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'inspect'?"));
}

TEST_F(Exports, LinesAreTheSameInAFileAndOnlyOfTheSubjectThatIsAskedFor) {
  const Outputs all = give({"samples"});
  ASSERT_EQ(give({"samples", "--out", folder_.at("s.jsonl.gz")}).code, 0);
  EXPECT_EQ(*gunzipped(file_text(folder_.at("s.jsonl.gz"))), all.out);
  EXPECT_EQ(std::ranges::count(all.out, '\n'), 12);
  for (const char* kind : {"samples", "verdicts", "calls"}) {
    const Outputs one = give({kind, "--subject", "stub/skill-30"});
    EXPECT_EQ(std::ranges::count(one.out, '\n'), 6) << kind;
    EXPECT_EQ(one.out.find("skill-90"), std::string::npos) << kind;
  }
  const Json line = Json::parse(all.out.substr(0, all.out.find('\n')));
  EXPECT_EQ(line["verdicts"].size(), 1U);
}

TEST_F(Exports, InspectPrintsOneLogAndWantsAFolderForMore) {
  const Outputs both = give({"inspect"});
  EXPECT_EQ(both.code, 2);
  EXPECT_EQ(both.out, "");
  EXPECT_THAT(both.err, HasSubstr("intensity stub/skill-90"));
  EXPECT_THAT(both.err, HasSubstr("--out FOLDER, or choose one by --run, --pack or --subject"));
  const Outputs one = give({"inspect", "--subject", "stub/skill-90"});
  ASSERT_EQ(one.code, 0) << one.err;
  const Json log = Json::parse(one.out);
  EXPECT_EQ(log["status"], "success");
  EXPECT_EQ(log["samples"].size(), 6U);
  EXPECT_EQ(log["eval"]["metadata"]["stub"], true);
  const Json board =
      Json::parse(attune({"leaderboard", "--db", db_, "--format", "json"}).out)["rows"][0];
  EXPECT_EQ(board["subject"], "stub/skill-90");
  EXPECT_NEAR(log["results"]["scores"][0]["metrics"]["mean"]["value"], board["score"]["point"],
              1e-4);
}

TEST_F(Exports, InspectFillsAFolderWithALogEachAndOverwritesNone) {
  const std::string logs = folder_.at("new/logs");
  ASSERT_EQ(give({"inspect", "--out", logs}).code, 0);
  const auto names = names_in(logs);
  ASSERT_EQ(names.size(), 2U);
  for (const std::string& name : names) {
    const Json log = Json::parse(file_text(logs + "/" + name));
    EXPECT_EQ(split(name, '_').at(1), "intensity");
    EXPECT_EQ(split(name, '_').at(2), log["eval"]["task_id"].get<std::string>() + ".json");
  }
  std::filesystem::remove(logs + "/" + names[1]);
  const Outputs again = give({"inspect", "--out", logs});
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr("is there already"));
  EXPECT_EQ(names_in(logs).size(), 1U);  // looked at before anything was written
}

TEST_F(Exports, LmEvalHasAFolderForEachModel) {
  const std::string out = folder_.at("lm");
  const Outputs given = give({"lm-eval", "--out", out});
  ASSERT_EQ(given.code, 0) << given.err;
  const auto names = names_in(out);
  ASSERT_EQ(names.size(), 4U);
  EXPECT_TRUE(names[0].starts_with("stub__skill-30/results_20"));
  EXPECT_TRUE(names[1].starts_with("stub__skill-30/samples_intensity_20"));
  const Json results = Json::parse(file_text(out + "/" + names[0]));
  const std::string samples = file_text(out + "/" + names[1]);
  double sum = 0;
  for (const std::string& line : split(samples, '\n')) {
    if (!line.empty()) sum += Json::parse(line)["points"].get<double>();
  }
  EXPECT_EQ(std::ranges::count(samples, '\n'), 3);
  EXPECT_NEAR(results["results"]["intensity"]["points,none"], sum / 3, 1e-9);
  EXPECT_EQ(results["n-samples"]["intensity"], Json({{"original", 66}, {"effective", 3}}));
  EXPECT_EQ(give({"lm-eval"}).code, 2);
  const Outputs one = give({"lm-eval", "--subject", "stub/skill-30"});
  EXPECT_TRUE(Json::parse(one.out)["task_hashes"].empty());
}

TEST_F(Exports, JunitFailsByItsGateAlone) {
  EXPECT_EQ(give({"junit"}).code, 0);
  EXPECT_EQ(give({"junit", "--fail-on", "score < -1000"}).code, 0);
  const Outputs crossed = give({"junit", "--fail-on", "score < 100"});
  EXPECT_EQ(crossed.code, 100);
  const auto root = parse_xml(crossed.out);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->attributes.at("tests"), "6");
  EXPECT_FALSE(root->all("failure").empty());
  const Outputs wrong = give({"junit", "--fail-on", "scor < 1"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_EQ(wrong.out, "");
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'score'?"));
  EXPECT_EQ(give({"samples", "--fail-on", "score < 1"}).code, 2);
}

TEST_F(Exports, JunitSaysWhatNoGateCouldBeHeldTo) {
  add_hostile_failure();
  EXPECT_EQ(give({"junit"}).code, 0);
  const Outputs open = give({"junit", "--fail-on", "score < -1000"});
  EXPECT_EQ(open.code, 1);
  EXPECT_THAT(open.err, HasSubstr("no gate holds, but 1 test cases have no figure"));
}

TEST_F(Exports, JunitIsWellFormedWhateverWasStored) {
  add_hostile_failure();
  const std::string file = folder_.at("j.xml");
  ASSERT_EQ(give({"junit", "--out", file}).code, 0);
  const auto root = parse_xml(file_text(file));
  ASSERT_TRUE(root);
  EXPECT_EQ(root->all("error").size(), 1U);
  const auto python = printed("python3",
                              "-c 'import sys, xml.etree.ElementTree as e; "
                              "print(len(list(e.parse(sys.argv[1]).iter(\"testcase\"))))' " +
                                  file);
  if (!python) GTEST_SKIP() << "no python3 to read it with";
  EXPECT_EQ(*python, "7\n");
}

TEST_F(Exports, LogsAreJsonWhateverWasStored) {
  add_hostile_failure();
  ASSERT_EQ(give({"inspect", "--out", folder_.at("logs")}).code, 0);
  ASSERT_EQ(give({"lm-eval", "--out", folder_.at("lm")}).code, 0);
  std::size_t errors = 0;
  for (const std::string& name : names_in(folder_.at("logs"))) {
    const Json log = Json::parse(file_text(folder_.at("logs/" + name)), nullptr, false);
    ASSERT_FALSE(log.is_discarded()) << name;
    for (const Json& sample : log["samples"]) errors += sample["error"].is_null() ? 0U : 1U;
  }
  EXPECT_EQ(errors, 1U);
}

TEST_F(Exports, NothingToExportIsBadInput) {
  for (const char* kind : {"inspect", "lm-eval", "junit"}) {
    const Outputs given = give({kind, "--pack", "roleplay"});
    EXPECT_EQ(given.code, 2) << kind;
    EXPECT_THAT(given.err, HasSubstr("no such samples"));
  }
}

// The database is read with other tools too, by what results/README.md says of it.
TEST_F(Exports, TheDatabaseAnswersSqlite3) {
  const auto count = printed(
      "sqlite3", "-readonly " + db_ +
                     " \"SELECT subject, count(points), sum(turn) FROM scores JOIN turns USING "
                     "(run, pack, subject, scenario, repeat) GROUP BY subject\"");
  if (!count) GTEST_SKIP() << "no sqlite3 to read it with";
  EXPECT_EQ(*count, "stub/skill-30|6|6\nstub/skill-90|6|6\n");
}

}  // namespace
}  // namespace attune::testing
