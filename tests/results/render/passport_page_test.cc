#include "results/render/passport_page.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Passport a_passport() {
  return {
      .subject = {"lab/tiny"},
      .address = "http://lab/v1",
      .wire = "openai",
      .served_id = "tiny-1",
      .made = {1'700'006'400'000},
      .version = "0.1.0",
      .findings = {{.probe = "stop",
                    .state = FindingState::Honoured,
                    .evidence = "the reply ends before the stop text"},
                   {.probe = "context",
                    .state = FindingState::Ignored,
                    .evidence = "read whole: 4096 tokens (counted as 4100); 8192 tokens are cut "
                                "silently: 4096 were counted",
                    .figure = 4096,
                    .most = 16384}}};
}

TEST(PassportPage, IsATableOfFindings) {
  const Passport passport = a_passport();
  EXPECT_EQ(to_table({.passport = passport}),
            "First examination of this subject.\n"
            "\n"
            "subject      lab/tiny\n"
            "endpoint     http://lab/v1 (wire openai)\n"
            "served id    tiny-1\n"
            "fingerprint  not said\n"
            "examined     2023-11-15T00:00:00Z by attune 0.1.0\n"
            "\n"
            "Probe    State     Evidence\n"
            "stop     honoured  the reply ends before the stop text\n"
            "context  ignored   read whole: 4096 tokens (counted as 4100); 8192 tokens are\n"
            "                   cut silently: 4096 were counted\n");
}

TEST(PassportPage, SaysFirstWhatChanged) {
  const Passport passport = a_passport();
  const std::string table =
      to_table({.passport = passport,
                .before = UtcTime{1'700'006'000'000},
                .changes = {"served id a -> b", "stop: ignored -> honoured"}});
  EXPECT_THAT(table, StartsWith("Changed since 2023-11-14T23:53:20Z:\n"
                                "  served id a -> b\n"
                                "  stop: ignored -> honoured\n\nsubject"));
  EXPECT_THAT(to_table({.passport = passport, .before = UtcTime{0}}),
              StartsWith("Nothing changed since 1970-01-01T00:00:00Z.\n"));
}

TEST(PassportPage, FitsEightyColumnsAndHoldsNoEscapesWhateverIsInIt) {
  Passport passport = a_passport();
  const std::string hostile = std::string(200, 'x') + " \x1b[31m\n" + std::string(90, 'y');
  passport.subject.text = passport.address = passport.served_id = passport.fingerprint = hostile;
  passport.findings[0].probe = passport.findings[0].evidence = hostile;
  const std::string table = to_table(
      {.passport = passport, .before = UtcTime{0}, .changes = {"served id " + hostile + " -> b"}});
  EXPECT_EQ(table.find('\x1b'), std::string::npos);
  std::stringstream lines(table);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80U) << line;
}

TEST(PassportPage, AsJsonHasEveryFindingAndWhatChanged) {
  const Passport passport = a_passport();
  const auto json = nlohmann::json::parse(
      to_json({.passport = passport, .before = UtcTime{0}, .changes = {"wire a -> openai"}}));
  EXPECT_EQ(json["schema"], "attune.passport/1");
  EXPECT_EQ(json["subject"], "lab/tiny");
  EXPECT_EQ(json["made"], "2023-11-15T00:00:00Z");
  EXPECT_EQ(json["findings"][0]["state"], "honoured");
  EXPECT_TRUE(json["findings"][0]["figure"].is_null());
  EXPECT_EQ(json["findings"][1]["figure"], 4096);
  EXPECT_EQ(json["findings"][1]["most"], 16384);
  EXPECT_EQ(json["before"], "1970-01-01T00:00:00Z");
  EXPECT_EQ(json["changes"][0], "wire a -> openai");
}

TEST(PassportPage, AsJsonWithoutAnEarlierOneHasNoChanges) {
  const Passport passport = a_passport();
  const auto json = nlohmann::json::parse(to_json({.passport = passport}));
  EXPECT_TRUE(json["before"].is_null());
  EXPECT_TRUE(json["changes"].empty());
}

TEST(PassportListing, HasARowForEachWithWhatIsAmiss) {
  std::vector<Passport> passports = {a_passport(), a_passport()};
  passports[1].subject.text = "lab/other";
  passports[1].findings = {{.probe = "min_p", .state = FindingState::Refused},
                           {.probe = "seed", .state = FindingState::Refused}};
  const Listing listing = passport_listing(passports);
  EXPECT_EQ(listing.what, "passports");
  EXPECT_THAT(listing.rows[0], testing::ElementsAre("lab/tiny", "2023-11-15T00:00:00Z", "tiny-1",
                                                    "4096", "context", "-"));
  EXPECT_THAT(listing.rows[1], testing::ElementsAre("lab/other", "2023-11-15T00:00:00Z", "tiny-1",
                                                    "-", "-", "min_p, seed"));
}

}  // namespace
}  // namespace attune
