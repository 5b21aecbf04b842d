#include "results/store/sql.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::HasSubstr;

class SqlTest : public testing::Test {
 protected:
  SqlTest() { EXPECT_TRUE(db_.run("CREATE TABLE t (a TEXT, b INTEGER, c REAL) STRICT")); }

  std::int64_t count() {
    Statement statement = db_.prepare("SELECT count(*) FROM t");
    EXPECT_TRUE(statement.row());
    return statement.integer(0);
  }

  Database db_ = *Database::open(":memory:");
};

TEST_F(SqlTest, ATextKeepsEveryByteIncludingNulAndBrokenUtf8) {
  const std::string bytes("a\0b\xff\xc3", 5);
  Statement insert = db_.prepare("INSERT INTO t VALUES (?,1,NULL)");
  insert << bytes;
  ASSERT_TRUE(insert.done());
  Statement read = db_.prepare("SELECT a FROM t");
  ASSERT_TRUE(read.row());
  EXPECT_EQ(read.text(0), bytes);
}

TEST_F(SqlTest, AnEmptyViewIsAnEmptyTextAndNotNull) {
  Statement insert = db_.prepare("INSERT INTO t VALUES (?,1,NULL)");
  insert << std::string_view();
  ASSERT_TRUE(insert.done());
  Statement read = db_.prepare("SELECT a IS NULL FROM t");
  ASSERT_TRUE(read.row());
  EXPECT_EQ(read.integer(0), 0);
}

TEST_F(SqlTest, WhatIsAbsentIsNullAndComesBackAbsent) {
  Statement insert = db_.prepare("INSERT INTO t VALUES ('x',?,?)");
  insert << std::optional<std::int64_t>() << std::optional<double>();
  ASSERT_TRUE(insert.done());
  Statement read = db_.prepare("SELECT b, c FROM t");
  ASSERT_TRUE(read.row());
  EXPECT_EQ(read.optional_integer(0), std::nullopt);
  EXPECT_EQ(read.optional_real(1), std::nullopt);
}

TEST_F(SqlTest, AnAbsentParameterDoesNotShiftTheNextOne) {
  Statement insert = db_.prepare("INSERT INTO t VALUES ('x',?,?)");
  insert << std::optional<std::int64_t>() << std::optional(0.5);
  ASSERT_TRUE(insert.done());
  Statement read = db_.prepare("SELECT c FROM t WHERE b IS NULL");
  ASSERT_TRUE(read.row());
  EXPECT_EQ(read.optional_real(0), 0.5);
}

TEST_F(SqlTest, AStatementUsedAgainForgetsWhatWasBoundBefore) {
  for (const std::optional<std::int64_t> number : {std::optional<std::int64_t>(7), {}}) {
    Statement insert = db_.prepare("INSERT INTO t VALUES ('x',?,NULL)");
    insert << number;
    ASSERT_TRUE(insert.done());
  }
  Statement read = db_.prepare("SELECT count(*) FROM t WHERE b IS NULL");
  ASSERT_TRUE(read.row());
  EXPECT_EQ(read.integer(0), 1);
}

TEST_F(SqlTest, ABadStatementStopsTheRunAndSaysWhatSqliteSays) {
  const auto done = db_.prepare("SELECT a FROM nowhere").done();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().remedy, Remedy::StopRun);
  EXPECT_THAT(done.error().what, HasSubstr("no such table: nowhere"));
}

TEST_F(SqlTest, AValueOfTheWrongTypeIsRefusedByAStrictTable) {
  Statement insert = db_.prepare("INSERT INTO t VALUES ('x',?,NULL)");
  insert << "not a number";
  const auto done = insert.done();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().what, HasSubstr("INSERT INTO t"));
}

TEST_F(SqlTest, TooManyParametersAreAFailureOfTheStatement) {
  Statement insert = db_.prepare("INSERT INTO t VALUES (?,1,NULL)");
  insert << "a"
         << "b";
  EXPECT_FALSE(insert.done());
}

TEST_F(SqlTest, ATransactionThatIsNotCommittedLeavesNothing) {
  {
    Transaction transaction(db_);
    ASSERT_TRUE(db_.run("INSERT INTO t VALUES ('x',1,NULL)"));
  }
  EXPECT_EQ(count(), 0);
}

TEST_F(SqlTest, ACommittedTransactionStays) {
  {
    Transaction transaction(db_);
    ASSERT_TRUE(db_.run("INSERT INTO t VALUES ('x',1,NULL)"));
    ASSERT_TRUE(transaction.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST_F(SqlTest, ATransactionWithinATransactionSaysThatItCannotCommit) {
  Transaction outer(db_);
  Transaction inner(db_);
  const auto done = inner.commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().remedy, Remedy::StopRun);
}

TEST_F(SqlTest, ForeignKeysHold) {
  ASSERT_TRUE(db_.run("CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p REFERENCES p(id))"));
  EXPECT_FALSE(db_.run("INSERT INTO c VALUES ('nobody')"));
}

TEST(Database, AFileThatCannotBeOpenedIsNamed) {
  const auto db = Database::open("/nowhere/at/all.db");
  ASSERT_FALSE(db);
  EXPECT_EQ(db.error().remedy, Remedy::StopRun);
  EXPECT_THAT(db.error().what, HasSubstr("/nowhere/at/all.db"));
}

}  // namespace
}  // namespace attune
