#include "results/render/listing.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

TEST(Listing, IsAlignedByTheColumnsOfATerminal) {
  const Listing listing{"packs", {"id", "what"}, {{"語", "x"}, {"long", "y"}}};
  EXPECT_EQ(to_table(listing), "id    what\n語    x\nlong  y\n");
}

TEST(Listing, WithoutRowsIsItsHeading) {
  EXPECT_EQ(to_table({"packs", {"id", "what"}, {}}), "id  what\n");
}

TEST(Listing, MakesAStrangersTextHarmlessAndKeepsItOnItsLine) {
  EXPECT_EQ(to_table({"packs", {"id"}, {{"a\nb\t\x1b[31m"}}}), "id\na b \xEF\xBF\xBD[31m\n");
}

TEST(Listing, ClipsACellThatIsTooLong) {
  const std::string table = to_table({"packs", {"id"}, {{std::string(500, 'x')}}});
  EXPECT_EQ(columns(table.substr(3)), 72U);
  EXPECT_NE(table.find("…"), std::string::npos);
}

TEST(Listing, AsJsonNamesItsSchemaAndKeepsCellsWhole) {
  const Listing listing{"packs", {"id", "what"}, {{std::string(500, 'x'), "a\nb\xff"}}};
  const auto json = nlohmann::json::parse(to_json(listing));
  EXPECT_EQ(json["schema"], "attune.packs/1");
  EXPECT_EQ(json["rows"].size(), 1U);
  EXPECT_EQ(json["rows"][0]["id"], std::string(500, 'x'));
  EXPECT_EQ(json["rows"][0]["what"], "a\nb\xEF\xBF\xBD");
}

}  // namespace
}  // namespace attune
