#include "scenarios/base/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using Record = std::vector<std::string>;

std::vector<Record> records_of(std::string_view text) {
  CsvReader reader(text);
  std::vector<Record> records;
  Record cells;
  while (true) {
    const auto more = reader.next(cells);
    EXPECT_TRUE(more) << more.error().what;
    if (!more || !*more) return records;
    records.push_back(cells);
  }
}

TEST(Csv, CellsStandBetweenCommasAndRecordsBetweenLineEnds) {
  EXPECT_THAT(records_of("a,b,c\n1,,3\n,\n"),
              ElementsAre(Record{"a", "b", "c"}, Record{"1", "", "3"}, Record{"", ""}));
}

TEST(Csv, LineEndsOfEitherKindAndNoneAtTheEnd) {
  EXPECT_THAT(records_of("a,b\r\n1,2\r\n\r\n3,4"),
              ElementsAre(Record{"a", "b"}, Record{"1", "2"}, Record{"3", "4"}));
}

TEST(Csv, QuotedCellsHoldCommasQuotesAndLines) {
  EXPECT_THAT(
      records_of("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n\"\",x\r\n\"end\""),
      ElementsAre(Record{"a,b", "say \"hi\"", "two\nlines"}, Record{"", "x"}, Record{"end"}));
}

TEST(Csv, AByteOrderMarkIsNoPartOfTheFirstName) {
  EXPECT_THAT(records_of("\xEF\xBB\xBF"
                         "a,b\n"),
              ElementsAre(Record{"a", "b"}));
}

TEST(Csv, AQuoteWithinAPlainCellIsACharacter) {
  EXPECT_THAT(records_of("5\" tall,a\rb\n"), ElementsAre(Record{"5\" tall", "a\rb"}));
}

TEST(Csv, NothingHoldsNoRecord) {
  EXPECT_TRUE(records_of("").empty());
  EXPECT_TRUE(records_of("\r\n\n").empty());
}

TEST(Csv, TheLineIsWhereARecordBegins) {
  CsvReader reader("a\n\"x\ny\"\n\nb\n");
  Record cells;
  std::vector<int> lines;
  while (*reader.next(cells)) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 2, 5));
}

TEST(Csv, QuotesThatDoNotEndAreFaults) {
  const auto fault = [](std::string_view text) {
    CsvReader reader(text);
    Record cells;
    const auto read = reader.next(cells);
    return read ? "no fault" : read.error().what;
  };
  EXPECT_EQ(fault("a,\"b\n"), "a quoted cell does not end");
  EXPECT_EQ(fault("\"a\"b,c\n"), "expected a comma or the line's end after a quoted cell");
}

TEST(Csv, WhateverIsQuotedComesBack) {
  constexpr std::string_view kAlphabet = "a,\"\n\r ";
  Rng rng(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<Record> written;
    std::string text;
    for (std::size_t row = 0; row <= rng.below(4); ++row) {
      Record& record = written.emplace_back();
      for (std::size_t column = 0; column < 3; ++column) {
        std::string cell;
        for (std::size_t i = rng.below(6); i > 0; --i) cell += kAlphabet[rng.below(6)];
        text += column == 0 ? "\"" : ",\"";
        for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
        record.push_back(cell);
      }
      text += rng.below(2) == 0 ? "\n" : "\r\n";
    }
    EXPECT_EQ(records_of(text), written) << text;
  }
}

}  // namespace
}  // namespace attune
