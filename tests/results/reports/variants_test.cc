#include "results/reports/variants.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

using Key = std::pair<RunId, SubjectId>;

RunRecord a_run(const std::string& id, const std::string& parameters,
                const std::string& release = "", const std::string& more = "") {
  RunRecord run;
  run.id = {id};
  run.command = "run";
  run.release = release;
  run.settings =
      R"({"schema":"attune.run/1","subjects":[{"id":"lab/other","parameters":{"seed":7}},)"
      R"({"id":"lab/a","parameters":)" +
      parameters + "}]" + more + "}";
  return run;
}

std::map<Key, std::string> labels_of(const std::vector<RunRecord>& runs) {
  std::vector<RunOfSubject> parts;
  for (const RunRecord& run : runs) parts.push_back({&run, {"lab/a"}});
  return variant_labels(parts);
}

TEST(Variants, AreNotThereWhereRunsAreAlike) {
  EXPECT_THAT(
      labels_of({a_run("1", R"({"temperature":0.2})"), a_run("2", R"({"temperature":0.2})")}),
      IsEmpty());
  EXPECT_THAT(labels_of({a_run("1", "{}")}), IsEmpty());
}

TEST(Variants, AreCalledByTheParametersThatDiffer) {
  EXPECT_THAT(labels_of({a_run("1", R"({"temperature":0.2,"top_p":1})"),
                         a_run("2", R"({"temperature":1,"top_p":1,"effort":"high"})")}),
              UnorderedElementsAre(Pair(Key{{"1"}, {"lab/a"}}, "effort unset, temperature 0.2"),
                                   Pair(Key{{"2"}, {"lab/a"}}, "effort high, temperature 1")));
}

TEST(Variants, KeepTheReleaseAndStayWithinIt) {
  const std::vector<RunRecord> runs = {a_run("1", R"({"temperature":0})", "r1"),
                                       a_run("2", R"({"temperature":1})", "r1"),
                                       a_run("3", R"({"temperature":2})", "r2")};
  EXPECT_THAT(labels_of(runs),
              UnorderedElementsAre(Pair(Key{{"1"}, {"lab/a"}}, "r1, temperature 0"),
                                   Pair(Key{{"2"}, {"lab/a"}}, "r1, temperature 1")));
}

TEST(Variants, DifferByWhoPlaysTheirUsers) {
  EXPECT_THAT(labels_of({a_run("1", "{}", "", R"(,"user":{"id":"lab/u","parameters":{}})"),
                         a_run("2", "{}", "", R"(,"user":{"id":"lab/v","parameters":{}})")}),
              UnorderedElementsAre(Pair(Key{{"1"}, {"lab/a"}}, "user lab/u"),
                                   Pair(Key{{"2"}, {"lab/a"}}, "user lab/v")));
}

TEST(Variants, TellImportedRunsFromOwnOnes) {
  RunRecord imported;
  imported.id = {"2"};
  imported.command = "import eqbench-v2";
  imported.settings = R"({"schema":"attune.import/1"})";
  EXPECT_THAT(labels_of({a_run("1", "{}"), imported}),
              UnorderedElementsAre(Pair(Key{{"1"}, {"lab/a"}}, "source attune"),
                                   Pair(Key{{"2"}, {"lab/a"}}, "source import eqbench-v2")));
  imported.settings = "not json";
  EXPECT_EQ(labels_of({a_run("1", "{}"), imported}).size(), 2U);
}

TEST(Variants, DoNotDifferByOtherSubjectsOfTheirRuns) {
  RunRecord other = a_run("2", "{}");
  other.settings.replace(other.settings.find("\"seed\":7"), 8, "\"seed\":8");
  EXPECT_THAT(labels_of({a_run("1", "{}"), other}), IsEmpty());
}

}  // namespace
}  // namespace attune
