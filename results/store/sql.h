#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace attune {

// One prepared statement, borrowed from a Database that keeps it for the next time.
//
// Errors: the first failure is kept and told by done() or row(); calls after it do nothing.
// Thread-safety: none, as for the Database.
class Statement {
 public:
  Statement(sqlite3* db, sqlite3_stmt* statement);
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();  // resets it

  // Binds the next parameter, from the first.
  Statement& operator<<(std::string_view text);
  Statement& operator<<(std::int64_t number);

  Statement& operator<<(int number) { return *this << static_cast<std::int64_t>(number); }

  Statement& operator<<(const std::optional<std::int64_t>& number);
  Statement& operator<<(const std::optional<double>& number);

  // Steps to the next row: false at the end or on failure.
  bool row();
  // Runs a statement that gives no rows, or ends a loop over rows: what went wrong, if anything.
  Result<Done> done();

  // Columns of the current row, from 0.
  [[nodiscard]] std::string text(int column) const;
  // The same without a copy, until the next row or until the column is asked for as a number.
  [[nodiscard]] std::string_view view(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  [[nodiscard]] std::optional<double> optional_real(int column) const;

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
  int code_ = 0;
};

// One SQLite connection: WAL, full sync, foreign keys, busy time-out.
//
// Errors: StopRun, since a store that cannot keep a paid reply must not go on.
// Thread-safety: one thread.
class Database {
 public:
  // ":memory:" for a store that is gone with the object. A file that may be read and not written,
  // and that nobody is writing, is read as it is.
  static Result<Database> open(const std::string& path);

  // REQUIRES: no two live statements of the same text.
  Statement prepare(std::string_view sql);
  // One or more statements that give no rows.
  Result<Done> run(const std::string& sql);
  [[nodiscard]] int changes() const;
  // The file's whole path; empty in memory.
  [[nodiscard]] std::string file() const;

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  explicit Database(sqlite3* db) : db_(db) {}

  static Result<Database> open_as_it_is(const std::string& path);

  std::unique_ptr<sqlite3, Close> db_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> statements_;
};

// Begins with the object and is rolled back with it, unless committed before.
class Transaction {
 public:
  explicit Transaction(Database& db);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  Result<Done> commit();

 private:
  Database& db_;
  bool open_;
};

// "3.40.1"
std::string sqlite_version_text();

}  // namespace attune
