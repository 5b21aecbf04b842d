#include "scorers/judges/json_objects.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kDepth = 64;  // bounds memory; judges' answers have one level or two
constexpr std::string_view kSpaces = " \t\r\n";

using Kind = JsonField::Kind;

// A pushdown parser that starts at one brace and stops when it closes or at the first fault.
class ObjectParser {
 public:
  ObjectParser(std::string_view text, const std::function<void(const JsonObject&)>& found)
      : text_(text), found_(found) {}

  // Where to go on searching. REQUIRES: text[start] is '{'.
  std::size_t run(std::size_t start) {
    at_ = start + 1;
    last_text_ = std::string_view::npos;
    open_.assign(1, Frame{});
    while (!open_.empty()) {
      at_ = std::min(text_.find_first_not_of(kSpaces, at_), text_.size());
      if (at_ < text_.size() && step()) continue;
      // The last text may be prose between two quotes and hold the object that was meant. All that
      // was read before it is spent, which keeps the whole search linear.
      return last_text_ < at_ ? last_text_ + 1 : at_;
    }
    return at_;
  }

 private:
  enum class Want { NameOrEnd, Colon, Value, ValueOrEnd, CommaOrEnd };

  struct Frame {
    bool list = false;
    Want want = Want::NameOrEnd;
    std::string_view name = {};  // of the field whose value is awaited
    JsonObject fields = {};
  };

  bool step() {
    Frame& frame = open_.back();
    const char c = text_[at_];
    switch (frame.want) {
      case Want::NameOrEnd:
        return c == '}' ? close() : name(frame);
      case Want::Colon:
        return take(c == ':', frame, Want::Value);
      case Want::Value:
        return value(frame);
      case Want::ValueOrEnd:
        return c == ']' ? close() : value(frame);
      case Want::CommaOrEnd:
        if (c == (frame.list ? ']' : '}')) return close();
        return take(c == ',', frame, frame.list ? Want::ValueOrEnd : Want::NameOrEnd);
    }
    return false;
  }

  bool take(bool fits, Frame& frame, Want next) {
    if (!fits) return false;
    ++at_;
    frame.want = next;
    return true;
  }

  bool name(Frame& frame) {
    const auto text = quoted_text();
    if (!text) return false;
    frame.name = *text;
    frame.want = Want::Colon;
    return true;
  }

  bool value(Frame& frame) {
    const char c = text_[at_];
    if (c == '{' || c == '[') return open(c == '[');
    JsonField field{.name = frame.name};
    if (!scalar(field)) return false;
    add(field);
    return true;
  }

  bool scalar(JsonField& field) {
    const char c = text_[at_];
    if (c == '"') {
      const auto text = quoted_text();
      field.kind = Kind::Text;
      field.text = text.value_or(std::string_view());
      return text.has_value();
    }
    if (c == '-' || (c >= '0' && c <= '9')) return number(field);
    return word("true", Kind::Boolean, field) || word("false", Kind::Boolean, field) ||
           word("null", Kind::Null, field);
  }

  bool number(JsonField& field) {
    const char* const end = text_.data() + text_.size();
    const auto read = std::from_chars(text_.data() + at_, end, field.number);
    if (read.ec != std::errc() || !std::isfinite(field.number)) return false;  // "-nan"
    field.kind = Kind::Number;
    at_ = static_cast<std::size_t>(read.ptr - text_.data());
    return true;
  }

  bool word(std::string_view word, Kind kind, JsonField& field) {
    if (!text_.substr(at_).starts_with(word)) return false;
    field.kind = kind;
    at_ += word.size();
    return true;
  }

  // The content of the quoted text that begins here; nothing where there is none or no end to it.
  std::optional<std::string_view> quoted_text() {
    if (text_[at_] != '"') return std::nullopt;
    last_text_ = at_;
    std::size_t end = at_ + 1;
    while (end < text_.size()) {
      end = std::min(text_.find_first_of("\"\\", end), text_.size());
      if (end < text_.size() && text_[end] == '"') {
        const std::string_view content = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return content;
      }
      end += 2;  // the backslash and what it escapes
    }
    at_ = text_.size();
    return std::nullopt;
  }

  bool open(bool list) {
    if (open_.size() == kDepth) return false;
    ++at_;
    open_.push_back({.list = list, .want = list ? Want::ValueOrEnd : Want::NameOrEnd});
    return true;
  }

  bool close() {
    ++at_;
    const Frame closed = std::move(open_.back());
    open_.pop_back();
    if (!closed.list) found_(closed.fields);
    if (!open_.empty()) {
      add({.name = open_.back().name, .kind = closed.list ? Kind::List : Kind::Object});
    }
    return true;
  }

  void add(const JsonField& field) {
    Frame& frame = open_.back();
    if (!frame.list) frame.fields.push_back(field);
    frame.want = Want::CommaOrEnd;
  }

  std::string_view text_;
  const std::function<void(const JsonObject&)>& found_;
  std::size_t at_ = 0;
  std::size_t last_text_ = 0;
  std::vector<Frame> open_;
};

}  // namespace

void each_object(std::string_view text, const std::function<void(const JsonObject&)>& found) {
  ObjectParser parser(text, found);
  for (std::size_t at = text.find('{'); at < text.size(); at = text.find('{', at))
    at = parser.run(at);
}

std::string unescaped(std::string_view text) {
  std::string json = "\"";
  for (const char c : valid_utf8(text)) {
    // Judges break lines inside their texts, which strict JSON forbids.
    if (static_cast<unsigned char>(c) < 0x20) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      json += c;
    }
  }
  json += '"';
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  return parsed.is_string() ? parsed.get<std::string>() : std::string();
}

}  // namespace attune
