#include "results/store/sql.h"

#include <sqlite3.h>
#include <unistd.h>

#include <fmt/format.h>

namespace attune {
namespace {

// A connection and its statements belong to one thread, as store.h says; else every column would be
// read under a lock.
constexpr int kOneThread = SQLITE_OPEN_NOMUTEX;

Error store_error(sqlite3* db, std::string_view doing) {
  const char* file = db == nullptr ? nullptr : sqlite3_db_filename(db, "main");
  return {Remedy::StopRun,
          fmt::format("store {}: {}: {}", file == nullptr ? "" : file, doing, sqlite3_errmsg(db))};
}

// Whether we may read it and not write to it, and no other process is at it: then it has a log.
bool only_to_be_read(const std::string& path) {
  return ::access(path.c_str(), R_OK) == 0 && ::access(path.c_str(), W_OK) != 0 &&
         ::access((path + "-wal").c_str(), F_OK) != 0;
}

// For a URI: SQLite takes '?' and '#' for the end of the path.
std::string percent_encoded(const std::string& path) {
  std::string text;
  for (const char letter : path) {
    const bool special = letter == '?' || letter == '#' || letter == '%';
    text += special ? fmt::format("%{:02X}", static_cast<unsigned char>(letter))
                    : std::string(1, letter);
  }
  return text;
}

}  // namespace

Statement::Statement(sqlite3* db, sqlite3_stmt* statement)
    : db_(db),
      statement_(statement),
      code_(statement == nullptr ? sqlite3_errcode(db) : SQLITE_OK) {}

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_),
      statement_(std::exchange(other.statement_, nullptr)),
      bound_(other.bound_),
      code_(other.code_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement& Statement::operator<<(std::string_view text) {
  if (code_ == SQLITE_OK) {
    code_ = sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(),
                                text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  return *this;
}

Statement& Statement::operator<<(std::int64_t number) {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_, ++bound_, number);
  return *this;
}

Statement& Statement::operator<<(const std::optional<std::int64_t>& number) {
  if (number) return *this << *number;
  ++bound_;  // a parameter that is not bound is NULL
  return *this;
}

Statement& Statement::operator<<(const std::optional<double>& number) {
  ++bound_;
  if (number && code_ == SQLITE_OK) code_ = sqlite3_bind_double(statement_, bound_, *number);
  return *this;
}

bool Statement::row() {
  if (code_ != SQLITE_OK && code_ != SQLITE_ROW) return false;
  code_ = sqlite3_step(statement_);
  return code_ == SQLITE_ROW;
}

Result<Done> Statement::done() {
  while (row()) {
  }
  if (code_ == SQLITE_DONE) return Done{};
  return store_error(db_, statement_ == nullptr ? "bad statement" : sqlite3_sql(statement_));
}

std::string Statement::text(int column) const {
  return std::string(view(column));
}

std::string_view Statement::view(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::optional<double> Statement::optional_real(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return sqlite3_column_double(statement_, column);
}

void Database::Close::operator()(sqlite3* db) const {
  sqlite3_close_v2(db);
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Result<Database> Database::open(const std::string& path) {
  if (only_to_be_read(path)) return open_as_it_is(path);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &handle, kOneThread | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database db(handle);
  if (code != SQLITE_OK) return store_error(handle, "cannot be opened").within(path);
  sqlite3_busy_timeout(handle, 30'000);
  // A reply that was paid for is on disk before it is counted: full sync, made cheap by group
  // commit.
  Result<Done> ready =
      db.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
  if (!ready) return std::move(ready).error();
  return db;
}

// Nothing is made beside it, as even a reader would in a folder it may write to.
Result<Database> Database::open_as_it_is(const std::string& path) {
  sqlite3* handle = nullptr;
  const std::string uri = "file:" + percent_encoded(path) + "?immutable=1";
  const int code = sqlite3_open_v2(uri.c_str(), &handle,
                                   kOneThread | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  Database db(handle);
  if (code != SQLITE_OK) return store_error(handle, "cannot be opened").within(path);
  return db;
}

Statement Database::prepare(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return {db_.get(), known->second.get()};
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                     &statement, nullptr);
  if (statement != nullptr) statements_.emplace(sql, statement);
  return {db_.get(), statement};
}

Result<Done> Database::run(const std::string& sql) {
  if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return Done{};
  return store_error(db_.get(), sql.substr(0, sql.find('\n')));
}

int Database::changes() const {
  return sqlite3_changes(db_.get());
}

std::string Database::file() const {
  const char* name = sqlite3_db_filename(db_.get(), "main");
  return name == nullptr ? "" : name;
}

Transaction::Transaction(Database& db) : db_(db), open_(db.run("BEGIN IMMEDIATE").has_value()) {}

Transaction::~Transaction() {
  if (open_) (void)db_.run("ROLLBACK").has_value();
}

Result<Done> Transaction::commit() {
  if (!open_)
    return Error{Remedy::StopRun, "store: another process holds the database for writing"};
  Result<Done> done = db_.run("COMMIT");
  if (done) open_ = false;
  return done;
}

std::string sqlite_version_text() {
  return sqlite3_libversion();
}

}  // namespace attune
