#include "scenarios/load/document.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <toml++/toml.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

FilePlace place_of(const toml::source_region& source, const std::string& file) {
  return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

void set_integer(Value& value, std::int64_t number) {
  value.kind = Value::Kind::Integer;
  value.integer = number;
  value.real = static_cast<double>(number);
}

void set_real(Value& value, double number) {
  value.kind = Value::Kind::Real;
  value.real = number;
}

void set_text(Value& value, std::string text) {
  value.kind = Value::Kind::Text;
  value.text = std::move(text);
}

Value from_toml(const toml::node& node, const std::string& file) {
  Value value{.place = place_of(node.source(), file)};
  if (const auto* table = node.as_table()) {
    for (const auto& [key, child] : *table) {
      value.keys.emplace_back(key.str());
      value.items.push_back(from_toml(child, file));
      value.items.back().place = place_of(key.source(), file);
    }
  } else if (const auto* array = node.as_array()) {
    value.kind = Value::Kind::List;
    for (const toml::node& child : *array) value.items.push_back(from_toml(child, file));
  } else if (const auto* text = node.as_string()) {
    set_text(value, text->get());
  } else if (const auto* integer = node.as_integer()) {
    set_integer(value, integer->get());
  } else if (const auto* real = node.as_floating_point()) {
    set_real(value, real->get());
  } else if (const auto* truth = node.as_boolean()) {
    value.kind = Value::Kind::Bool;
    value.truth = truth->get();
  } else {  // dates and times: nothing here takes one, so the reader names what it expected
    value.kind = Value::Kind::List;
  }
  return value;
}

Value from_json(const nlohmann::ordered_json& node, const FilePlace& place, std::string_view line) {
  Value value{.place = place};
  if (node.is_object()) {
    for (const auto& [key, child] : node.items()) {
      FilePlace at = place;
      const auto found = line.find('"' + key + '"');
      if (found != std::string_view::npos) at.column = static_cast<int>(found) + 1;
      value.keys.push_back(key);
      value.items.push_back(from_json(child, at, line));
    }
  } else if (node.is_array() || node.is_null()) {
    value.kind = Value::Kind::List;
    for (const auto& child : node) value.items.push_back(from_json(child, place, line));
  } else if (node.is_string()) {
    set_text(value, node.get<std::string>());
  } else if (node.is_number_integer()) {
    set_integer(value, node.get<std::int64_t>());
  } else if (node.is_number()) {
    set_real(value, node.get<double>());
  } else {
    value.kind = Value::Kind::Bool;
    value.truth = node.get<bool>();
  }
  return value;
}

// nlohmann tells the place of an error only by exception, so a SAX handler listens for it.
struct ErrorPlace : nlohmann::json_sax<nlohmann::json> {
  std::size_t at = 0;

  bool null() override { return true; }

  bool boolean(bool) override { return true; }

  bool number_integer(number_integer_t) override { return true; }

  bool number_unsigned(number_unsigned_t) override { return true; }

  bool number_float(number_float_t, const string_t&) override { return true; }

  bool string(string_t&) override { return true; }

  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override { return true; }

  bool key(string_t&) override { return true; }

  bool end_object() override { return true; }

  bool start_array(std::size_t) override { return true; }

  bool end_array() override { return true; }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception&) override {
    at = position;
    return false;
  }
};

Result<Value> from_json_line(std::string_view line, FilePlace place) {
  const auto json = nlohmann::ordered_json::parse(line, nullptr, false);
  if (json.is_discarded()) {
    ErrorPlace error;
    nlohmann::json::sax_parse(line, &error);
    place.column = static_cast<int>(std::max<std::size_t>(error.at, 1));
    return fix_input(fmt::format("{}: this line is not JSON", to_text(place)));
  }
  if (!json.is_object())
    return fix_input(fmt::format("{}: expected one JSON object per line", to_text(place)));
  return from_json(json, place, line);
}

}  // namespace

std::string to_text(const FilePlace& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

Result<Value> parse_toml(std::string_view text, const std::string& file) {
  const toml::parse_result parsed = toml::parse(text, std::string_view(file));
  if (!parsed) {
    const FilePlace place = place_of(parsed.error().source(), file);
    return fix_input(
        fmt::format("{}: {}", to_text(place), printable(parsed.error().description())));
  }
  return from_toml(parsed.table(), file);
}

Result<std::vector<Value>> parse_jsonl(std::string_view text, const std::string& file) {
  std::vector<Value> rows;
  FilePlace place{.file = file, .line = 0};
  for (const std::string& line : split(text, '\n')) {
    ++place.line;
    if (trim(line).empty()) continue;
    Result<Value> row = from_json_line(line, place);
    if (!row) return std::move(row).error();
    rows.push_back(*std::move(row));
  }
  return rows;
}

Error to_error(const Faults& faults) {
  if (faults.size() == 1) return fix_input(faults.front());
  return fix_input(fmt::format("{} (and {} more)", faults.front(), faults.size() - 1));
}

Fields::Fields(const Value& table, std::string path, Faults& faults)
    : table_(table), path_(std::move(path)), faults_(faults) {}

const Value* Fields::find(std::string_view key) {
  known_.emplace_back(key);
  const auto at = std::ranges::find(table_.keys, key);
  return at == table_.keys.end()
             ? nullptr
             : &table_.items[static_cast<std::size_t>(at - table_.keys.begin())];
}

const Value* Fields::find(std::string_view key, Value::Kind kind, std::string_view expected) {
  const Value* value = find(key);
  if (value == nullptr) return nullptr;
  const bool widened = kind == Value::Kind::Real && value->kind == Value::Kind::Integer;
  if (value->kind == kind || widened) return value;
  note(value->place, key, fmt::format("expected {}", expected));
  return nullptr;
}

std::string Fields::text(std::string_view key) {
  if (!has(key)) note(table_.place, key, "is missing");
  return optional_text(key).value_or("");
}

std::optional<std::string> Fields::optional_text(std::string_view key) {
  const Value* value = find(key, Value::Kind::Text, "a text");
  return value == nullptr ? std::nullopt : std::optional(value->text);
}

std::optional<double> Fields::optional_number(std::string_view key) {
  const Value* value = find(key, Value::Kind::Real, "a number");
  return value == nullptr ? std::nullopt : std::optional(value->real);
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view key) {
  const Value* value = find(key, Value::Kind::Integer, "a whole number");
  return value == nullptr ? std::nullopt : std::optional(value->integer);
}

std::optional<bool> Fields::optional_bool(std::string_view key) {
  const Value* value = find(key, Value::Kind::Bool, "true or false");
  return value == nullptr ? std::nullopt : std::optional(value->truth);
}

std::vector<std::string> Fields::texts(std::string_view key) {
  std::vector<std::string> found;
  const Value* value = list(key);
  if (value == nullptr) return found;
  for (const Value& item : value->items) {
    if (item.kind != Value::Kind::Text) note(item.place, key, "expected a list of texts");
    found.push_back(item.text);
  }
  return found;
}

const Value* Fields::table(std::string_view key) {
  return find(key, Value::Kind::Table, "a table");
}

const Value* Fields::list(std::string_view key) {
  return find(key, Value::Kind::List, "a list");
}

bool Fields::has(std::string_view key) const {
  return std::ranges::find(table_.keys, key) != table_.keys.end();
}

void Fields::fault(std::string_view key, std::string_view problem) {
  const Value* value = find(key);
  note(value == nullptr ? table_.place : value->place, key, problem);
}

void Fields::finish() {
  for (std::size_t i = 0; i < table_.keys.size(); ++i) {
    const std::string& key = table_.keys[i];
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const std::string near = nearest(key, known_);
    note(table_.items[i].place, key,
         near.empty() ? fmt::format("unknown field; known: {}", join(known_, ", "))
                      : fmt::format("unknown field; did you mean '{}'?", near));
  }
}

void Fields::note(const FilePlace& place, std::string_view key, std::string_view problem) {
  const std::string_view dot = path_.empty() || key.empty() ? "" : ".";
  faults_.push_back(
      fmt::format("{}: {}{}{}: {}", to_text(place), path_, dot, printable(key), problem));
}

}  // namespace attune
