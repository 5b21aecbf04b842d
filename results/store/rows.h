#pragma once

#include <utility>
#include <vector>

#include "results/store/sql.h"
#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"

namespace attune {

// What the parts of the Store have in common: rows and keys.

// Every row of a statement made into a record, or what went wrong.
template <class Record, class Read>
Result<std::vector<Record>> all_rows(Statement statement, Read read) {
  std::vector<Record> records;
  while (statement.row()) records.push_back(read(statement));
  Result<Done> done = statement.done();
  if (!done) return std::move(done).error();
  return records;
}

inline Statement& bind(Statement& statement, const SampleKey& key) {
  return statement << key.pack.text << key.scenario.text << key.subject.text << key.repeat;
}

inline SampleKey key_from(const Statement& row, int column) {
  return {.pack = {row.text(column)},
          .scenario = {row.text(column + 1)},
          .subject = {row.text(column + 2)},
          .repeat = static_cast<int>(row.integer(column + 3))};
}

}  // namespace attune
