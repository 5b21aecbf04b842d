#include "harness/run/find_sides.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace attune {
namespace {

class FindSides : public testing::Test {
 protected:
  FindSides() {
    catalogue_.packs.emplace("sha256:1", a_pack_record());
    PackRecord other = a_pack_record("sha256:2");
    other.id = {"grief"};
    catalogue_.packs.emplace("sha256:2", other);
    play("aaaa1111", "v1", "lab/tiny");
    play("aaaa2222", "v2", "lab/both");
    play("bbbb1111", "v1", "lab/both");
    play("bbbb1111", "v1", "lab/odd@home");
    play("cccc1111", "", "lab/odd@home@night");
    play("dddd1111", "v3", "lab/tiny", "sha256:2");
  }

  void play(const std::string& run, const std::string& release, const std::string& subject,
            const std::string& digest = "sha256:1") {
    RunRecord record = a_run_record(run);
    record.release = release;
    catalogue_.runs.emplace(record.id, record);
    catalogue_.plans.push_back({{run}, digest, {subject}, 3, 1});
  }

  Result<std::vector<Side>> find(std::vector<std::string> names,
                                 const std::string& pack = "feelings") {
    return find_sides(names, catalogue_, pack);
  }

  // The side of one name, as "subject|release|run", or what is wrong with it.
  std::string one(const std::string& name, const std::string& pack = "feelings") {
    auto sides = find({name}, pack);
    if (!sides) {
      EXPECT_EQ(sides.error().remedy, Remedy::FixInput);
      return sides.error().what;
    }
    return sides->front().subject.text + "|" + sides->front().release + "|" +
           sides->front().run.text;
  }

  Catalogue catalogue_;
};

TEST_F(FindSides, ASubjectWithOneReleaseNeedsNoMore) {
  EXPECT_EQ(one("lab/tiny"), "lab/tiny|v1|");
  EXPECT_EQ(one("lab/tiny@v1"), "lab/tiny|v1|");
}

TEST_F(FindSides, WithSeveralReleasesTheyAreNamed) {
  EXPECT_EQ(one("lab/both"),
            "'lab/both' was played under several releases; name one of them: lab/both@v1, "
            "lab/both@v2");
  EXPECT_EQ(one("lab/both@v2"), "lab/both|v2|");
}

TEST_F(FindSides, OnlyReleasesOfThePackCount) {
  EXPECT_EQ(one("lab/tiny", "grief"), "lab/tiny|v3|");
  EXPECT_NE(one("lab/tiny", "").find("lab/tiny@v1, lab/tiny@v3"), std::string::npos);
}

TEST_F(FindSides, ANameWithAnAtIsFirstTakenWhole) {
  EXPECT_EQ(one("lab/odd@home"), "lab/odd@home|v1|");
  EXPECT_EQ(one("lab/odd@home@v1"), "lab/odd@home|v1|");
  EXPECT_EQ(one("lab/odd@home@night"), "lab/odd@home@night||");
  EXPECT_EQ(one("lab/odd@home@night@"), "lab/odd@home@night||");
}

TEST_F(FindSides, AnUnknownReleaseIsAnsweredWithTheNearest) {
  EXPECT_EQ(one("lab/both@v9"), "no release of lab/both 'v9'; did you mean 'v1'?");
}

TEST_F(FindSides, ARunIsFoundByItsFirstLetters) {
  EXPECT_EQ(one("aaaa1"), "lab/tiny|v1|aaaa1111");
  EXPECT_EQ(one("aaaa2222"), "lab/both|v2|aaaa2222");
  EXPECT_EQ(one("aaaa"), "'aaaa' begins the ids of 2 runs");
  EXPECT_NE(one("aaa").find("no subject or run 'aaa'"), std::string::npos);
}

TEST_F(FindSides, ARunOfSeveralSubjectsNamesThem) {
  EXPECT_EQ(one("bbbb"),
            "run bbbb1111 has several subjects; name one of them: lab/both@v1, lab/odd@home@v1");
}

TEST_F(FindSides, WhatIsUnknownIsAnsweredWithTheNearest) {
  EXPECT_EQ(one("lab/tny"), "no subject or run 'lab/tny'; did you mean 'lab/tiny'?");
  EXPECT_EQ(one("lab/tiny", "feeling"), "no pack with results 'feeling'; did you mean 'feelings'?");
  catalogue_.plans.clear();
  EXPECT_NE(one("lab/tiny", "").find("nothing is played yet"), std::string::npos);
}

TEST_F(FindSides, SidesWithSamplesInCommonAreRefused) {
  for (const auto& names : {std::vector<std::string>{"lab/tiny", "lab/tiny@v1"},
                            std::vector<std::string>{"lab/tiny", "aaaa1"},
                            std::vector<std::string>{"aaaa1", "aaaa1111"}}) {
    const auto sides = find(names);
    ASSERT_FALSE(sides);
    EXPECT_NE(sides.error().what.find("are the same samples"), std::string::npos);
  }
  EXPECT_TRUE(find({"lab/both@v1", "lab/both@v2"}));
  EXPECT_TRUE(find({"aaaa2", "lab/both@v1"}));
}

}  // namespace
}  // namespace attune
