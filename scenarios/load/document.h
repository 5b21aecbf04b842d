#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// Where something stands in a file; both count from 1.
struct FilePlace {
  std::string file;
  int line = 1;
  int column = 1;
};

std::string to_text(const FilePlace& place);  // "pack.toml:3:7"

// A piece of a settings, manifest or scenario file with the place it came from, be the file TOML
// or JSON.
struct Value {
  enum class Kind { Bool, Integer, Real, Text, List, Table };
  FilePlace place;
  Kind kind = Kind::Table;
  bool truth = false;
  std::int64_t integer = 0;
  double real = 0;  // also set for Integer
  std::string text;
  std::vector<Value> items;       // of a list, or the values of a table …
  std::vector<std::string> keys;  // … whose keys stand here, in the same order
};

// FixInput with file:line:column when the text is not TOML.
Result<Value> parse_toml(std::string_view text, const std::string& file);

// One table per line that is not blank.
Result<std::vector<Value>> parse_jsonl(std::string_view text, const std::string& file);

// Everything that is wrong with an input, a sentence each: "pack.toml:3:7: kind: …".
using Faults = std::vector<std::string>;

// The faults as one error: the first in full, and how many more there are. REQUIRES: not empty.
Error to_error(const Faults& faults);

// Reads the fields of one table, noting what is missing, of the wrong type or unknown. Every
// accessor gives an empty value where it noted a fault, so that reading goes on and all faults
// are found at once.
//
// Ownership: keeps references to the table and to the faults.
class Fields {
 public:
  // `path` names the table for people: "endpoint.my-lab", empty at the top.
  Fields(const Value& table, std::string path, Faults& faults);

  std::string text(std::string_view key);
  std::optional<std::string> optional_text(std::string_view key);
  std::optional<double> optional_number(std::string_view key);
  std::optional<std::int64_t> optional_integer(std::string_view key);
  std::optional<bool> optional_bool(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  // The value of a table or list, or null when it is absent.
  const Value* table(std::string_view key);
  const Value* list(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const;

  // Notes a fault at a field (or at the table itself when it has no such field).
  void fault(std::string_view key, std::string_view problem);
  // Notes every key that no accessor asked for, with the nearest known one. Call it last.
  void finish();

 private:
  const Value* find(std::string_view key);
  const Value* find(std::string_view key, Value::Kind kind, std::string_view expected);
  void note(const FilePlace& place, std::string_view key, std::string_view problem);

  const Value& table_;
  std::string path_;
  Faults& faults_;
  std::vector<std::string> known_;
};

}  // namespace attune
