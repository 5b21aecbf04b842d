#include <nlohmann/json.hpp>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

using Json = nlohmann::json;

class Doctor : public ::testing::Test {
 protected:
  Outputs doctor(std::vector<std::string> arguments, const std::string& setting) {
    arguments.insert(arguments.begin(), "doctor");
    arguments.insert(arguments.end(), {"--db", folder_.at("a.db"), "--max-context", "2048"});
    return attune(std::move(arguments), {setting});
  }

  static Json finding(const Json& passport, const std::string& probe) {
    for (const Json& each : passport["findings"]) {
      if (each["probe"] == probe) return each;
    }
    return {};
  }

  TempFolder folder_;
};

TEST_F(Doctor, FindsOutThatTheStubTakesNoNoticeOfParameters) {
  const StubProcess stub({"--pack", "roleplay"});
  const Outputs first = doctor({"stub/mumbler", "--format", "json"}, stub.setting());
  ASSERT_EQ(first.code, 0) << first.err;
  const Json passport = Json::parse(first.out);
  EXPECT_EQ(passport["schema"], "attune.passport/1");
  EXPECT_EQ(passport["subject"], "stub/mumbler");
  EXPECT_EQ(passport["address"], stub.url());
  EXPECT_EQ(passport["served_id"], "mumbler");
  EXPECT_EQ(finding(passport, "answers")["state"], "honoured");
  EXPECT_EQ(finding(passport, "system")["state"], "ignored");
  EXPECT_EQ(finding(passport, "temperature")["state"], "ignored");
  EXPECT_EQ(finding(passport, "context")["state"], "unclear");
  EXPECT_EQ(finding(passport, "lanes")["evidence"], "not offered");
  EXPECT_TRUE(passport["before"].is_null());
}

TEST_F(Doctor, ComparesWithTheLastPassport) {
  const StubProcess stub({"--pack", "roleplay"});
  ASSERT_EQ(doctor({"stub/mumbler"}, stub.setting()).code, 0);
  const Outputs same = doctor({"stub/mumbler"}, stub.setting());
  EXPECT_NE(same.out.find("Nothing changed since"), std::string::npos) << same.out;
  const StubProcess other({"--pack", "roleplay"});
  const Outputs moved = doctor({"stub/mumbler", "--format", "json"}, other.setting());
  EXPECT_EQ(moved.code, 0);
  EXPECT_EQ(Json::parse(moved.out)["changes"],
            Json::array({"address " + stub.url() + " -> " + other.url()}));
}

TEST_F(Doctor, RefusedParametersAreSaid) {
  const StubProcess stub({"--pack", "roleplay"});
  const Outputs refused =
      doctor({"stub/skill-85+unsupported-temperature", "--format", "json"}, stub.setting());
  ASSERT_EQ(refused.code, 0) << refused.err;
  EXPECT_EQ(finding(Json::parse(refused.out), "temperature")["state"], "refused") << refused.out;
}

TEST_F(Doctor, WithoutASubjectListsTheLatestPassports) {
  const StubProcess stub({"--pack", "roleplay"});
  ASSERT_EQ(doctor({"stub/mumbler"}, stub.setting()).code, 0);
  const Outputs list = doctor({"--format", "json"}, stub.setting());
  EXPECT_EQ(list.code, 0) << list.err;
  const Json rows = Json::parse(list.out)["rows"];
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["subject"], "stub/mumbler");
  EXPECT_EQ(attune({"list", "passports", "--db", folder_.at("a.db"), "--format", "json"}).out,
            list.out);
}

TEST_F(Doctor, AnEndpointThatIsNotThereIsIncomplete) {
  const Outputs gone = doctor({"stub/mumbler"}, "STUB_BASE_URL=http://127.0.0.1:9/v1");
  EXPECT_EQ(gone.code, 1);
  EXPECT_EQ(gone.out, "");
  EXPECT_NE(gone.err.find("stub/mumbler: no answer"), std::string::npos) << gone.err;
}

TEST_F(Doctor, StartsAStubOfItsOwnWhereNoneRuns) {
  const Outputs own =
      attune({"doctor", "stub/mumbler", "--db", folder_.at("a.db"), "--max-context", "1024"});
  EXPECT_EQ(own.code, 0) << own.err;
  EXPECT_NE(own.out.find("a stub started for this"), std::string::npos) << own.out;
}

TEST_F(Doctor, AnInterruptKeepsNothing) {
  const StubProcess stub({"--pack", "roleplay", "--latency", "2000", "--latency-spread", "0"});
  Command doctor({"doctor", "stub/mumbler", "--db", folder_.at("a.db")}, {stub.setting()});
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));
  doctor.send(SIGINT);
  const Outputs stopped = doctor.wait();
  EXPECT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_EQ(stopped.out, "");
  const Outputs list =
      attune({"list", "passports", "--db", folder_.at("a.db"), "--format", "json"});
  EXPECT_TRUE(Json::parse(list.out)["rows"].empty()) << list.out;
}

}  // namespace
}  // namespace attune::testing
