// results/README.md is all that people who read the database with other tools have. These tests
// read both, and fail where one says what the other does not.
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "results/store/schema.h"
#include "scenarios/base/words.h"
#include "tests/support/command.h"

namespace attune {
namespace {

using Columns = std::set<std::string>;

// The part of the README under "## The store".
std::string documented_store() {
  const std::string text = testing::file_text(ATTUNE_SOURCE_DIR "/results/README.md");
  const auto begin = text.find("\n## The store\n");
  if (begin == std::string::npos) return {};
  const auto end = text.find("\n## ", begin + 1);
  return text.substr(begin, end - begin);
}

// What stands between backticks.
std::vector<std::string> in_backticks(std::string_view cell) {
  std::vector<std::string> words;
  const std::vector<std::string> parts = split(cell, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2) words.push_back(parts[i]);
  return words;
}

std::string_view first_cell(std::string_view row) {
  row.remove_prefix(1);
  return row.substr(0, row.find('|'));
}

// The columns that the README gives each table and view: first cells of the table that stands
// under its heading.
std::map<std::string, Columns> documented() {
  std::map<std::string, Columns> tables;
  Columns* columns = nullptr;
  for (const std::string& line : split(documented_store(), '\n')) {
    if (line.starts_with("### ")) columns = &tables[in_backticks(line).at(0)];
    if (columns == nullptr || !line.starts_with("| `")) continue;
    for (const std::string& name : in_backticks(first_cell(line))) columns->insert(name);
  }
  return tables;
}

std::vector<std::string> texts(Database& db, const std::string& sql) {
  std::vector<std::string> all;
  Statement statement = db.prepare(sql);
  while (statement.row()) all.push_back(statement.text(0));
  EXPECT_TRUE(statement.done()) << sql;
  return all;
}

std::map<std::string, Columns> stored() {
  Database db = *Database::open(":memory:");
  EXPECT_TRUE(migrate(db));
  std::map<std::string, Columns> tables;
  const std::vector<std::string> names =
      texts(db,
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite_%'");
  for (const std::string& name : names) {
    const std::vector<std::string> columns =
        texts(db, "SELECT name FROM pragma_table_info('" + name + "')");
    tables[name] = Columns(columns.begin(), columns.end());
  }
  return tables;
}

TEST(SchemaDoc, EveryTableAndViewAndEachOfItsColumnsIsDocumentedAndNoOther) {
  const auto tables = stored();
  const auto pages = documented();
  EXPECT_GT(tables.size(), 15U);
  for (const auto& [name, columns] : tables) {
    ASSERT_TRUE(pages.contains(name)) << "results/README.md has no section on " << name;
    EXPECT_EQ(pages.at(name), columns) << name;
  }
  for (const auto& [name, columns] : pages)
    EXPECT_TRUE(tables.contains(name)) << "results/README.md has a section on " << name;
}

TEST(SchemaDoc, EveryTableAndViewStandsInTheOverview) {
  const std::string store = documented_store();
  const std::string overview = store.substr(0, store.find("\n### "));
  for (const auto& [name, columns] : stored())
    EXPECT_NE(overview.find("\n| `" + name + "` |"), std::string::npos) << name;
}

TEST(SchemaDoc, EveryExampleIsAQueryThatTheSchemaAnswers) {
  Database db = *Database::open(":memory:");
  ASSERT_TRUE(migrate(db));
  const std::string store = documented_store();
  std::size_t examples = 0;
  for (std::size_t at = store.find("```sql\n"); at != std::string::npos;
       at = store.find("```sql\n", at)) {
    at += 7;
    const std::string query = store.substr(at, store.find("```", at) - at);
    Statement statement = db.prepare(query);
    while (statement.row()) {
    }
    const auto done = statement.done();
    EXPECT_TRUE(done) << query << (done ? "" : done.error().what);
    ++examples;
  }
  EXPECT_EQ(examples, 5U);
}

}  // namespace
}  // namespace attune
