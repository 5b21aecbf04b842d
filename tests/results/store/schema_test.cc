#include "results/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::HasSubstr;

std::int64_t number(Database& db, std::string_view sql) {
  Statement statement = db.prepare(sql);
  EXPECT_TRUE(statement.row()) << sql;
  return statement.integer(0);
}

TEST(Schema, AnEmptyDatabaseComesToThePresentVersion) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(migrate(db));
  EXPECT_EQ(number(db, "PRAGMA user_version"), kSchemaVersion);
}

TEST(Schema, MigratingTwiceKeepsWhatIsThere) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(migrate(db));
  ASSERT_TRUE(db.run("INSERT INTO texts VALUES ('d', 'b')"));
  ASSERT_TRUE(migrate(db));
  EXPECT_EQ(number(db, "SELECT count(*) FROM texts"), 1);
}

TEST(Schema, ANewerDatabaseIsRefusedAndNamed) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(db.run("PRAGMA user_version=99"));
  const auto done = migrate(db);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().remedy, Remedy::FixInput);
  EXPECT_THAT(done.error().what, HasSubstr("schema 99"));
}

TEST(Schema, ANewerDatabaseIsNotTouched) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(db.run("PRAGMA user_version=99"));
  ASSERT_FALSE(migrate(db));
  EXPECT_EQ(number(db, "SELECT count(*) FROM sqlite_schema"), 0);
}

TEST(Schema, AMigrationThatFailsLeavesNothingOfItself) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(db.run("CREATE TABLE verdicts (other INTEGER)"));  // somebody else's
  ASSERT_FALSE(migrate(db));
  EXPECT_EQ(number(db, "SELECT count(*) FROM sqlite_schema"), 1);
  EXPECT_EQ(number(db, "PRAGMA user_version"), 0);
}

TEST(Schema, ADatabaseOfVersion1KeepsItsRowsAndGetsTheNewTables) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(migrate(db));
  ASSERT_TRUE(db.run(
      "DROP TABLE comparisons; DROP TABLE cited; DROP TABLE passports; DROP TABLE exchanges; "
      "DROP TABLE anchors; DROP TABLE anchor_verdicts; DROP TABLE set_aside; "
      "ALTER TABLE calls DROP COLUMN pair; "
      "PRAGMA user_version=1; "
      "INSERT INTO texts VALUES ('d', 'b')"));
  ASSERT_TRUE(migrate(db));
  EXPECT_EQ(number(db, "SELECT count(*) FROM texts"), 1);
  EXPECT_EQ(number(db, "SELECT count(*) FROM comparisons"), 0);
  EXPECT_EQ(number(db, "SELECT count(*) FROM cited"), 0);
  EXPECT_EQ(number(db, "SELECT count(*) FROM passports"), 0);
}

TEST(Schema, EveryTableIsStrict) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(migrate(db));
  EXPECT_EQ(number(db,
                   "SELECT count(*) FROM pragma_table_list "
                   "WHERE schema='main' AND type='table' AND name NOT LIKE 'sqlite_%' "
                   "AND strict=0"),
            0);
}

}  // namespace
}  // namespace attune
