// Real kills: `kill -9` at random moments with 256 calls in flight, and copies of the database made
// while it is written. ATTUNE_KILLS=200 makes so many.

#include <set>
#include <sqlite3.h>

#include "scenarios/base/rng.h"
#include "tests/support/command.h"

namespace attune::testing {
namespace {

int kills_wanted() {
  const char* text = std::getenv("ATTUNE_KILLS");
  return text == nullptr ? 8 : std::atoi(text);
}

std::vector<std::string> run_arguments(const std::string& db, int seed) {
  return {"run",
          "--db",
          db,
          "--pack",
          "intensity",
          "--subject",
          "stub/skill-85",
          "--subject",
          "stub/skill-45",
          "--repeat",
          "4",
          "-j",
          "256",
          "--format",
          "json",
          "--seed",
          std::to_string(seed)};
}

// The first column of what a query finds; "?" where it cannot be asked.
std::multiset<std::string> found(const std::string& path, const char* query) {
  std::multiset<std::string> rows;
  sqlite3* db = nullptr;
  sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr);
  const auto take = [](void* to, int, char** row, char**) {
    static_cast<std::multiset<std::string>*>(to)->insert(row[0]);
    return 0;
  };
  if (sqlite3_exec(db, query, take, &rows, nullptr) != SQLITE_OK) rows.insert("?");
  sqlite3_close(db);
  return rows;
}

// One for each call that was answered: equal ones were asked for twice.
std::multiset<std::string> answered(const std::string& path) {
  return found(
      path,
      "SELECT subject || ' ' || scenario || ' ' || repeat || ' ' || position || ' ' || asked "
      "FROM calls WHERE outcome <> 'failed'");
}

bool is_sound(const std::string& path) {
  return found(path, "PRAGMA integrity_check") == std::multiset<std::string>{"ok"} &&
         found(path, "PRAGMA foreign_key_check").empty();
}

class KillTest : public ::testing::Test {
 protected:
  std::string whole(int seed) {
    const std::string path = folder_.at("whole-" + std::to_string(seed) + ".db");
    const Outputs run = attune(run_arguments(path, seed), {stub_.setting()});
    EXPECT_EQ(run.code, 0) << run.err;
    return untimed(run.out);
  }

  // Plays on until it is done, or killed some milliseconds from its start; whether it was.
  bool killed(const std::string& path, int seed, int after_ms) {
    Command run(run_arguments(path, seed), {stub_.setting()});
    std::this_thread::sleep_for(std::chrono::milliseconds(after_ms));
    run.send(SIGKILL);
    return run.wait().code == -1;
  }

  // Plays until so many calls are kept, and copies the database as it stands at that instant.
  void copy_at(std::size_t enough, const std::string& path, const std::string& copy) {
    Command run(run_arguments(path, 1), {stub_.setting()});
    while (answered(path).size() < enough)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    run.send(SIGSTOP);
    for (const char* part : {"", "-wal"}) {
      std::error_code none;
      std::filesystem::copy_file(path + part, copy + part, none);
    }
    run.send(SIGKILL);
    run.wait();
  }

  TempFolder folder_;
  StubProcess stub_{{"--latency", "30"}};
};

TEST_F(KillTest, AtAnyMomentLosesNothingThatWasKeptAndRepeatsNone) {
  const int wanted = kills_wanted();
  Rng rng = Rng::named(1, "kills");
  int kills = 0;
  int cut_off = 0;  // that found the run under way
  for (int seed = 1; kills < wanted; ++seed) {
    const std::string expected = whole(seed);
    const std::string path = folder_.at("killed-" + std::to_string(seed) + ".db");
    for (int moment = 0; moment < 12 && kills < wanted; ++moment, ++kills) {
      SCOPED_TRACE(::testing::Message() << "kill " << kills << " of seed " << seed);
      const auto before = answered(path);
      cut_off += killed(path, seed, static_cast<int>(rng.below(250))) ? 1 : 0;
      if (!std::filesystem::exists(path)) continue;
      ASSERT_TRUE(is_sound(path));
      const auto after = answered(path);
      EXPECT_TRUE(std::ranges::includes(after, before) || before.contains("?"));
      EXPECT_EQ(after.size(), std::set(after.begin(), after.end()).size()) << "asked twice";
    }
    const Outputs last = attune(run_arguments(path, seed), {stub_.setting()});
    EXPECT_EQ(last.code, 0) << last.err;
    EXPECT_EQ(untimed(last.out), expected);
  }
  EXPECT_GE(cut_off, wanted / 2);
}

TEST_F(KillTest, ACopyMadeInTheMidstOfWritingOpensAndIsGoneOnWith) {
  const std::string expected = whole(1);
  for (const std::size_t enough : {2U, 100U, 250U, 400U}) {
    SCOPED_TRACE(enough);
    const std::string name = folder_.at("run-" + std::to_string(enough));
    copy_at(enough, name + ".db", name + "-copy.db");
    ASSERT_TRUE(is_sound(name + "-copy.db"));
    EXPECT_LT(answered(name + "-copy.db").size(), 2U * 66 * 4);
    const Outputs run = attune(run_arguments(name + "-copy.db", 1), {stub_.setting()});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(untimed(run.out), expected);
  }
}

TEST_F(KillTest, ASecondProcessIsRefusedTheSameRunAndDisturbsNothing) {
  const std::string path = folder_.at("one.db");
  Command first(run_arguments(path, 1), {stub_.setting()});
  while (answered(path).size() < 20 || answered(path).contains("?"))
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const Outputs second = attune(run_arguments(path, 1), {stub_.setting()});
  EXPECT_EQ(second.code, 1) << second.err;
  EXPECT_NE(second.err.find("another attune is at work on it"), std::string::npos) << second.err;
  const Outputs done = first.wait();
  EXPECT_EQ(done.code, 0) << done.err;
  const auto after = answered(path);
  EXPECT_EQ(after.size(), std::set(after.begin(), after.end()).size());
  EXPECT_TRUE(is_sound(path));
}

TEST_F(KillTest, TwoRunsShareADatabase) {
  const std::string path = folder_.at("shared.db");
  Command first(run_arguments(path, 1), {stub_.setting()});
  Command second(run_arguments(path, 2), {stub_.setting()});
  const Outputs one = first.wait();
  const Outputs two = second.wait();
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(two.code, 0) << two.err;
  EXPECT_TRUE(is_sound(path));
  EXPECT_EQ(answered(path).size(), 2U * 2 * 66 * 4);
}

}  // namespace
}  // namespace attune::testing
