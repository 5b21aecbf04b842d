// results/store/store.cc over a file: what several openings of it see of each other.

#include <atomic>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/rehearsal.h"

namespace attune {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class StoreFileTest : public testing::Test {
 protected:
  void introduce(Store& store) {
    ASSERT_TRUE(store.save(a_pack_record()));
    ASSERT_TRUE(store.save(a_run_record()));
  }

  TempFolder folder_;
  std::string path_ = folder_.file("attune.db");
};

TEST_F(StoreFileTest, WhatWasSavedIsThereWhenTheFileIsOpenedAgain) {
  {
    Store store = a_store(path_);
    introduce(store);
    ASSERT_TRUE(store.save(a_sample_record()));
  }
  Store again = a_store(path_);
  EXPECT_EQ(again.samples_of_run({"run-1"}, true)->size(), 1U);
}

TEST_F(StoreFileTest, AReaderSeesNothingOfATransactionBeforeItsCommit) {
  Store writer = a_store(path_);
  introduce(writer);
  Store reader = a_store(path_);
  Transaction transaction = writer.begin();
  ASSERT_TRUE(writer.save(a_sample_record()));
  EXPECT_EQ(reader.samples_of_run({"run-1"}, false)->size(), 0U);
  ASSERT_TRUE(transaction.commit());
  EXPECT_EQ(reader.samples_of_run({"run-1"}, false)->size(), 1U);
}

TEST_F(StoreFileTest, AWriterWaitsForTheOther) {
  Store first = a_store(path_);
  introduce(first);
  Transaction transaction = first.begin();
  std::atomic<bool> committed = false;
  bool waited = false;
  bool saved = false;
  std::thread other([&] {
    Store second = a_store(path_);
    saved = second.save(a_sample_record()).has_value();
    waited = committed;
  });
  std::this_thread::sleep_for(50ms);
  committed = true;
  EXPECT_TRUE(transaction.commit());
  other.join();
  EXPECT_TRUE(saved);
  EXPECT_TRUE(waited);
}

TEST_F(StoreFileTest, AFileOfANewerAttuneIsRefusedByName) {
  {
    Database db = *Database::open(path_);
    ASSERT_TRUE(db.run("PRAGMA user_version=2000"));
  }
  const auto store = Store::open(path_);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().remedy, Remedy::FixInput);
  EXPECT_THAT(store.error().what, HasSubstr(path_));
}

TEST_F(StoreFileTest, AFileThatIsNoDatabaseIsRefused) {
  std::FILE* file = std::fopen(path_.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs(std::string(4096, 'x').c_str(), file);
  std::fclose(file);
  const auto store = Store::open(path_);
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().what, HasSubstr("not a database"));
}

}  // namespace
}  // namespace attune
