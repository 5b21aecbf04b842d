#include "scorers/judges/eqbench3_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scorers/judges/eqbench3_prompt.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kFence = "```";
constexpr std::string_view kJsonFence = "```json";
constexpr int kDepth = 900;

// Bytes of the line break that stands at `at`, as Python's splitlines() knows them, or none.
std::size_t line_break(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 3> kWide = {"\u0085", "\u2028", "\u2029"};
  const std::string_view rest = text.substr(at);
  const char c = rest.front();
  if (rest.starts_with("\r\n")) return 2;
  if ((c >= '\n' && c <= '\r') || (c >= '\x1c' && c <= '\x1e')) return 1;
  const auto* wide =
      std::ranges::find_if(kWide, [&](std::string_view one) { return rest.starts_with(one); });
  return wide == kWide.end() ? 0 : wide->size();
}

bool is_fence(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_space(letter_at(line, at).point)) at += letter_at(line, at).size;
  return line.substr(at).starts_with(kFence);
}

std::string without_fences(std::string_view text) {
  std::string kept;
  std::size_t start = 0;
  const auto end_line = [&](std::size_t end) {
    const std::string_view line = text.substr(start, end - start);
    if (!is_fence(line)) kept.append(line) += '\n';
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = line_break(text, at);
    if (size > 0) end_line(at);
    at += std::max<std::size_t>(size, 1);
    if (size > 0) start = at;
  }
  end_line(text.size());
  return kept;
}

std::string_view after_last_fence(std::string_view text) {
  const auto first = text.find(kJsonFence);
  const auto last = text.rfind(kJsonFence);
  return first == last ? text : text.substr(last + kJsonFence.size());
}

// Tells what is inside of a JSON text, as far as quotes can be trusted.
class QuoteScan {
 public:
  // Whether this letter belongs to a text or is its closing quote.
  bool inside(char c) {
    if (!open_) {
      open_ = c == '"';
      return false;
    }
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      open_ = false;
    }
    return true;
  }

  [[nodiscard]] bool open() const { return open_; }

  [[nodiscard]] bool escaped() const { return escaped_; }

  void stay_open() { open_ = true; }

 private:
  bool open_ = false;
  bool escaped_ = false;
};

// A closing brace before any opening one is counted against the object that follows, as in the
// reference: that is then not found.
std::optional<std::string_view> first_object(std::string_view text) {
  QuoteScan quotes;
  std::int64_t depth = 0;
  std::optional<std::size_t> start;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (quotes.inside(text[at])) continue;
    if (text[at] == '{' && depth++ == 0) start = at;
    if (text[at] == '}' && --depth == 0 && start) return text.substr(*start, at + 1 - *start);
  }
  return std::nullopt;
}

bool too_deep(std::string_view object) {
  int depth = 0;
  for (const char c : object) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDepth) return true;
  }
  return false;
}

std::string with_escaped_breaks(std::string_view object) {
  QuoteScan quotes;
  std::string mended;
  for (const char c : object) {
    const bool escaped = quotes.escaped();
    const bool raw = quotes.inside(c) && !escaped && (c == '\n' || c == '\r');
    if (raw) mended += "\\n";
    if (!raw) mended += c;
  }
  return mended;
}

// Whether a quote at `at` closes its text: behind it, blanks aside, its field or list goes on.
bool closes(std::string_view object, std::size_t at) {
  ++at;
  while (at < object.size() && is_space(letter_at(object, at).point))
    at += letter_at(object, at).size;
  return at >= object.size() || std::string_view(",}]:").find(object[at]) != std::string_view::npos;
}

std::string with_escaped_quotes(std::string_view object) {
  QuoteScan quotes;
  std::string mended;
  for (std::size_t at = 0; at < object.size(); ++at) {
    const bool was_open = quotes.open();
    quotes.inside(object[at]);
    const bool closing = was_open && !quotes.open();
    if (closing && !closes(object, at)) {
      mended += '\\';
      quotes.stay_open();
    }
    mended += object[at];
  }
  return mended;
}

bool is_word_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_word(letter_at(text, at).point);
}

std::size_t after_digits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size());
}

// The number that the pattern \b(\d+(\.\d+)?)\b finds at `at`. REQUIRES: a digit there, and no word
// before it.
std::optional<double> number_at(std::string_view text, std::size_t at) {
  std::size_t end = after_digits(text, at);
  if (is_word_at(text, end)) return std::nullopt;
  if (end < text.size() && text[end] == '.') {
    const std::size_t fraction = after_digits(text, end + 1);
    if (fraction > end + 1 && !is_word_at(text, fraction)) end = fraction;
  }
  double value = 0;
  const auto read = std::from_chars(text.data() + at, text.data() + end, value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<double> first_number(std::string_view text) {
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    const bool digit = letter.point >= '0' && letter.point <= '9';
    if (digit && !in_word) {
      if (const auto value = number_at(text, at)) return value;
    }
    in_word = is_word(letter.point);
    at += letter.size;
  }
  return std::nullopt;
}

std::optional<double> score_of(const std::string& key, const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
  if (value.is_number()) return value.get<double>();
  if (key == kEqbench3Reasoning) return std::nullopt;
  if (value.is_string()) return first_number(value.get_ref<const std::string&>());
  return first_number(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

Result<std::string> compat_json(std::string_view answer) {
  const std::string text = without_fences(after_last_fence(valid_utf8(answer)));
  const auto object = first_object(text);
  if (!object) return give_up("no balanced JSON object");
  if (too_deep(*object)) return give_up("a JSON object nested too deeply");
  std::string mended(*object);
  if (Json::accept(mended)) return mended;
  mended = with_escaped_quotes(with_escaped_breaks(*object));
  if (Json::accept(mended)) return mended;
  return give_up("the first object in braces is not JSON and cannot be mended");
}

Result<CompatScores> compat_scores(std::string_view answer) {
  const Result<std::string> text = compat_json(answer);
  if (!text) return text.error();
  const Json object = Json::parse(*text, nullptr, false);
  CompatScores read;
  for (const auto& [key, value] : object.items()) {
    if (const auto score = score_of(key, value)) read.scores[key] = *score;
  }
  if (read.scores.empty()) return give_up("no scores in the JSON object");
  const auto reasoning = object.find(kEqbench3Reasoning);
  if (reasoning != object.end() && reasoning->is_string()) read.reasoning = *reasoning;
  return read;
}

}  // namespace attune
