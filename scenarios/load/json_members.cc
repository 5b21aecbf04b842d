#include "scenarios/load/json_members.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

constexpr int kMaxDepth = 200;
constexpr std::string_view kBlanks = " \t\r\n";

// Walks through JSON text by its brackets and quotes.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) { skip_blanks(); }

  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    skip_blanks();
    return true;
  }

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }

  [[nodiscard]] bool at_text() const { return at_ < text_.size() && text_[at_] == '"'; }

  // The value that stands here; empty where there is none or it does not end.
  std::string_view value() {
    const std::size_t start = at_;
    int depth = 0;
    do {
      if (!step(depth)) return {};
    } while (depth > 0);
    const std::string_view found = text_.substr(start, at_ - start);
    skip_blanks();
    return found;
  }

 private:
  // Over one bracket, text, or run of anything else.
  bool step(int& depth) {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    if (c == '"') return skip_text();
    if (c == '{' || c == '[') {
      ++at_;
      return ++depth <= kMaxDepth;
    }
    if (c == '}' || c == ']') {
      if (depth == 0) return false;
      ++at_;
      --depth;
      return true;
    }
    const std::size_t start = at_;
    // Within brackets commas, colons and blanks may be passed over as well.
    while (at_ < text_.size() && !ends_run(text_[at_], depth > 0)) ++at_;
    return at_ > start;
  }

  static bool ends_run(char c, bool within) {
    switch (c) {
      case '"':
      case '{':
      case '}':
      case '[':
      case ']':
        return true;
      case ',':
      case ':':
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return !within;
      default:
        return false;
    }
  }

  // Byte by byte: find_first_of() is many times slower.
  bool skip_text() {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;  // over what is escaped
      } else if (text_[at_] == '"') {
        ++at_;
        return true;
      }
    }
    return false;
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size()); }

  std::string_view text_;
  std::size_t at_ = 0;
};

Error unfinished() {
  return fix_input(fmt::format("expected values that end, nested at most {} deep", kMaxDepth));
}

std::optional<unsigned> unit_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
  if (error != std::errc() || end != text.data() + at + 6) return std::nullopt;
  return unit;
}

bool is_high(unsigned unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low(unsigned unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

std::string with_whole_pairs(std::string_view text) {
  std::string mended;
  for (std::size_t at = 0; at < text.size();) {
    const auto unit = unit_at(text, at);
    const bool half = unit && (is_high(*unit) || is_low(*unit));
    const auto next = half ? unit_at(text, at + 6) : std::nullopt;
    const bool pair = half && is_high(*unit) && next && is_low(*next);
    // An escaped backslash is no beginning of an escape.
    const std::size_t size = pair ? 12 : unit ? 6 : text[at] == '\\' ? 2 : 1;
    mended += half && !pair ? std::string_view("\\ufffd") : text.substr(at, size);
    at += size;
  }
  return mended;
}

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int number = 0;
  const char* start = text.data() + at;
  const auto [end, error] = std::from_chars(start, start + digits, number);
  if (error != std::errc() || end != start + digits || *start == '-') return std::nullopt;
  return number;
}

// "+02:00" or "Z" at the end of a time, in minutes.
std::optional<int> offset_of(std::string_view zone) {
  if (zone.empty() || zone == "Z") return 0;
  const auto hours = number_at(zone, 1, 2);
  const auto minutes = number_at(zone, 4, 2);
  if ((zone[0] != '+' && zone[0] != '-') || !hours || !minutes) return std::nullopt;
  if (zone.size() != 6 || zone[3] != ':' || *hours > 23 || *minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

}  // namespace

Result<std::vector<JsonMember>> json_members(std::string_view text) {
  Cutter cutter(text);
  std::vector<JsonMember> members;
  if (!cutter.take('{')) return fix_input("expected an object");
  if (cutter.take('}') && cutter.done()) return members;
  while (cutter.at_text()) {
    const auto name = json_value(cutter.value());
    if (!name || !name->is_string() || !cutter.take(':'))
      return fix_input("expected '\"name\": value'");
    const std::string_view value = cutter.value();
    if (value.empty()) return unfinished();
    members.push_back({name->get<std::string>(), value});
    if (cutter.take('}')) {
      if (cutter.done()) return members;
      break;
    }
    if (!cutter.take(',')) break;
  }
  return fix_input(
      fmt::format("expected one whole object; {} members of it could be read", members.size()));
}

Result<std::vector<std::string_view>> json_items(std::string_view text) {
  Cutter cutter(text);
  std::vector<std::string_view> items;
  if (!cutter.take('[')) return fix_input("expected a list");
  if (cutter.take(']') && cutter.done()) return items;
  while (!cutter.done()) {
    const std::string_view value = cutter.value();
    if (value.empty()) return unfinished();
    items.push_back(value);
    if (cutter.take(']')) {
      if (cutter.done()) return items;
      break;
    }
    if (!cutter.take(',')) break;
  }
  return fix_input(
      fmt::format("expected one whole list; {} items of it could be read", items.size()));
}

bool nested_too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size() && depth <= kMaxDepth; ++at) {
    const char c = text[at];
    if (c == '"') quoted = !quoted;
    if (quoted) {
      at += c == '\\' ? 1 : 0;  // over what is escaped
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return depth > kMaxDepth;
}

nlohmann::ordered_json stored_json(std::string_view text) {
  if (nested_too_deep(text)) return nlohmann::ordered_json::value_t::discarded;
  return nlohmann::ordered_json::parse(text, nullptr, false);
}

std::optional<nlohmann::json> json_value(std::string_view text) {
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded() && text.find("\\u") != std::string_view::npos)
    json = nlohmann::json::parse(with_whole_pairs(text), nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

std::optional<UtcTime> parse_iso_time(std::string_view text) {
  using namespace std::chrono;
  constexpr std::size_t kSeconds = 19;  // "2025-05-21T12:34:56"
  constexpr std::array<std::pair<std::size_t, std::size_t>, 6> kParts = {
      {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}}};
  std::array<int, 6> parts{};
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    const auto number = number_at(text, kParts[i].first, kParts[i].second);
    if (!number) return std::nullopt;
    parts[i] = *number;
  }
  const auto zone_at =
      std::min(text.find_first_of("Z+-", kSeconds), text.size());  // behind fractions of a second
  const auto offset = offset_of(text.substr(zone_at));
  const year_month_day date{year{parts[0]}, month{static_cast<unsigned>(parts[1])},
                            day{static_cast<unsigned>(parts[2])}};
  const bool clock = parts[3] <= 23 && parts[4] <= 59 && parts[5] <= 59;
  if (!offset || !date.ok() || !clock) return std::nullopt;
  std::int64_t millis = 0;
  for (std::size_t i = 0, at = kSeconds + 1, worth = 100; i < 3 && at < zone_at;
       ++i, ++at, worth /= 10)
    millis += static_cast<std::int64_t>(worth) * number_at(text, at, 1).value_or(0);
  const auto time = sys_days(date).time_since_epoch() + hours(parts[3]) +
                    minutes(parts[4] - *offset) + seconds(parts[5]);
  return UtcTime{duration_cast<milliseconds>(time).count() + millis};
}

}  // namespace attune
