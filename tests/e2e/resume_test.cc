#include <set>
#include <sqlite3.h>

#include <curl/curl.h>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

std::string fetched(const std::string& url) {
  std::string body;
  CURL* curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(
      curl, CURLOPT_WRITEFUNCTION, +[](char* bytes, std::size_t, std::size_t size, void* to) {
        static_cast<std::string*>(to)->append(bytes, size);
        return size;
      });
  curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return body;
}

Json stats(const StubProcess& stub) {
  const std::string url = stub.url();
  return Json::parse(fetched(url.substr(0, url.size() - 3) + "/stats"));
}

int completed(const StubProcess& stub) {
  const Json facts = stats(stub);
  int count = 0;
  for (const auto& [key, entry] : facts.at("by_key").items()) {
    count += entry.at("completed").get<int>();
  }
  return count;
}

// Waits until the stub has answered so many calls; false when that takes too long.
bool wait_for(const StubProcess& stub, int enough) {
  for (int i = 0; i < 4000; ++i) {
    if (completed(stub) >= enough) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

std::vector<std::string> run_arguments(const std::string& db) {
  return {"run",           "--db",    db,           "--pack",    "intensity",     "--pack",
          "roleplay",      "--limit", "12",         "--subject", "stub/skill-85", "--subject",
          "stub/skill-45", "--judge", "stub/judge", "--format",  "json"};
}

// How many calls a store holds an answer to.
int answers_in(const std::string& path) {
  sqlite3* db = nullptr;
  int count = -1;
  sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr);
  sqlite3_exec(
      db, "SELECT count(*) FROM calls WHERE outcome <> 'failed'",
      [](void* to, int, char** row, char**) {
        *static_cast<int*>(to) = std::atoi(row[0]);
        return 0;
      },
      &count, nullptr);
  sqlite3_close(db);
  return count;
}

TEST(Resume, AfterAKillRepeatsNoCallThatWasKeptAndGivesTheSameBytes) {
  const TempFolder folder;
  std::string whole;
  {
    const StubProcess stub;
    const Outputs run = attune(run_arguments(folder.at("whole.db")), {stub.setting()});
    ASSERT_EQ(run.code, 0) << run.err;
    whole = untimed(run.out);
  }
  const StubProcess stub({"--latency", "40"});
  int repeated_at_most = 0;  // calls that were in flight, or not yet kept, when the kill came
  for (const int enough : {15, 40, 75}) {
    Command run(run_arguments(folder.at("killed.db")), {stub.setting()});
    ASSERT_TRUE(wait_for(stub, enough));
    run.send(SIGKILL);
    EXPECT_EQ(run.wait().code, -1);
    const int kept = answers_in(folder.at("killed.db"));
    ASSERT_GT(kept, 0);
    repeated_at_most = stats(stub)["requests"].get<int>() - kept;
  }
  const int before = answers_in(folder.at("killed.db"));
  const int asked_before = stats(stub)["requests"];
  const Outputs last = attune(run_arguments(folder.at("killed.db")), {stub.setting()});
  EXPECT_EQ(last.code, 0) << last.err;
  EXPECT_EQ(untimed(last.out), whole);
  // What was kept was not asked again: the last session asked for exactly what was not kept.
  const int all = answers_in(folder.at("killed.db"));
  EXPECT_EQ(stats(stub)["requests"].get<int>() - asked_before, all - before);
  EXPECT_EQ(answers_in(folder.at("whole.db")), all);
  EXPECT_EQ(stats(stub)["requests"].get<int>(), all + repeated_at_most);
}

TEST(Resume, AfterAnInterruptKeepsWhatWasInFlightAndEndsWith130) {
  const TempFolder folder;
  const StubProcess stub({"--latency", "60"});
  Command run(run_arguments(folder.at("a.db")), {stub.setting()});
  ASSERT_TRUE(wait_for(stub, 20));
  run.send(SIGINT);
  const Outputs stopped = run.wait();
  EXPECT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_EQ(answers_in(folder.at("a.db")), stats(stub)["requests"].get<int>());
  const Outputs resumed =
      attune({"resume", "--db", folder.at("a.db"), "--format", "json"}, {stub.setting()});
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(answers_in(folder.at("a.db")), stats(stub)["requests"].get<int>());
}

}  // namespace
}  // namespace attune::testing
