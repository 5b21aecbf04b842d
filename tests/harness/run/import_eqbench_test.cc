#include "harness/run/import_eqbench.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/load/eqbench_pack.h"
#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kRead = "Proud: 0\nAngry: 6\nSad: 0\nCalm: 7";

class ImportTest : public testing::Test {
 protected:
  ImportTest() {
    PackRecord record = a_pack_record(pack_.digest);
    EXPECT_TRUE(store_.save(record));
    scorers_.push_back((*registry_.find("intensity"))->make());
    results_.subject = {"imported/tiny"};
    results_.completed = {1'700'000'000'000};
    results_.replies[1] = {{"q1", kRead}, {"q2", kRead}};
  }

  Result<Imported> import(const std::string& digest = "sha256:f") {
    return import_eqbench(results_, digest, pack_, scorers_, store_);
  }

  std::vector<SampleRecord> samples(const RunId& run) { return *store_.samples_of_run(run, true); }

  ScorerRegistry registry_ = shipped_scorers();
  std::vector<std::unique_ptr<Scorer>> scorers_;
  Pack pack_ = a_pack(2);
  EqbenchResults results_;
  Store store_ = a_store();
};

TEST_F(ImportTest, EveryReplyIsAPlayedAndMarkedSample) {
  const auto imported = import();
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->replies, 2U);
  EXPECT_EQ(imported->missing, 0U);
  ASSERT_THAT(samples(imported->run), SizeIs(2));
  const auto transcript = samples(imported->run)[0].transcript;
  EXPECT_THAT(transcript, HasSubstr(R"("reply":"Proud: 0\nAngry: 6)"));
  const auto verdicts = store_.verdicts_of_run(imported->run);
  ASSERT_THAT(*verdicts, SizeIs(2));
  EXPECT_DOUBLE_EQ(std::get<Marks>(verdicts->at(0).verdict.finding).points, 100);
}

TEST_F(ImportTest, AQuestionWithoutAReplyIsMissingAndFailedAndNeverAZero) {
  results_.replies[1].erase("q2");
  const auto imported = import();
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->missing, 1U);
  EXPECT_EQ(samples(imported->run)[1].outcome, Outcome::Failed);
  const auto verdicts = store_.verdicts_of_run(imported->run);
  EXPECT_TRUE(std::holds_alternative<Unscored>(verdicts->at(1).verdict.finding));
}

TEST_F(ImportTest, IterationsAreRepeatsCountedFromOne) {
  results_.replies.clear();
  results_.replies[3] = {{"q1", kRead}};
  results_.replies[7] = {{"q1", kRead}};
  const auto imported = import();
  ASSERT_TRUE(imported);
  std::set<int> repeats;
  for (const SampleRecord& sample : samples(imported->run)) repeats.insert(sample.key.repeat);
  EXPECT_EQ(repeats, (std::set{1, 2}));
}

TEST_F(ImportTest, AnUnknownQuestionIsRefusedBeforeAnythingIsStored) {
  results_.replies[1]["q\x1b[31m9"] = kRead;
  const auto imported = import();
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().remedy, Remedy::FixInput);
  EXPECT_EQ(imported.error().what.find('\x1b'), std::string::npos);
  EXPECT_THAT(*store_.runs(), IsEmpty());
}

TEST_F(ImportTest, TheSameFileAgainChangesNothing) {
  results_.replies[1].erase("q2");
  const auto first = import();
  const auto second = import();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->run, second->run);
  EXPECT_THAT(*store_.runs(), SizeIs(1));
  EXPECT_THAT(samples(first->run), SizeIs(2));
}

TEST_F(ImportTest, AnotherFileIsAnotherRun) {
  EXPECT_NE(import("sha256:f")->run, import("sha256:g")->run);
}

TEST_F(ImportTest, TheRunIsDatedByTheFile) {
  ASSERT_TRUE(import());
  EXPECT_EQ(store_.runs()->at(0).started, results_.completed);
}

TEST_F(ImportTest, ThePlanIsEveryQuestionOfEveryIteration) {
  results_.replies[2] = {{"q1", kRead}};
  ASSERT_TRUE(import());
  EXPECT_EQ(store_.plans()->at(0).scenarios, 2);
  EXPECT_EQ(store_.plans()->at(0).repeats, 2);
}

}  // namespace
}  // namespace attune
