#include "harness/plan/dotenv.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/words.h"

namespace attune {
namespace {

bool is_name(std::string_view text) {
  const auto fits = [](char letter) {
    return letter == '_' || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9');
  };
  return !text.empty() && !(text.front() >= '0' && text.front() <= '9') &&
         std::ranges::all_of(text, fits);
}

// Behind a value there may be a comment only.
bool is_rest(std::string_view text) {
  text = trim(text);
  return text.empty() || text.front() == '#';
}

std::string bare(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '#' && (text[i - 1] == ' ' || text[i - 1] == '\t')) text = text.substr(0, i);
  }
  return std::string(trim(text));
}

// Between quotes; nothing where they do not close, or something follows.
std::optional<std::string> quoted_value(std::string_view text) {
  const char quote = text.front();
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == quote) return is_rest(text.substr(i + 1)) ? std::optional(value) : std::nullopt;
    const bool escape = quote == '"' && text[i] == '\\' && i + 1 < text.size() &&
                        std::string_view("n\"\\$").find(text[i + 1]) != std::string_view::npos;
    if (escape) ++i;
    value += escape && text[i] == 'n' ? '\n' : text[i];
  }
  return std::nullopt;
}

std::optional<std::string> value_of(std::string_view text) {
  text = trim(text);
  if (text.starts_with('#')) return std::string();
  const bool quotes = text.starts_with('"') || text.starts_with('\'');
  return quotes ? quoted_value(text) : bare(text);
}

}  // namespace

Result<Variables> parse_dotenv(std::string_view text, const std::string& file) {
  Variables variables;
  int number = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("export ")) line = trim(line.substr(7));
    const std::size_t equals = std::min(line.find('='), line.size());
    const std::string_view name = trim(line.substr(0, equals));
    if (equals == line.size() || !is_name(name))
      return fix_input(fmt::format("{}:{}: expected NAME=value", file, number));
    auto value = value_of(line.substr(equals + 1));
    if (!value)
      return fix_input(fmt::format("{}:{}: {}: quotes that do not close, or something behind them",
                                   file, number, name));
    variables.insert_or_assign(std::string(name), *std::move(value));
  }
  return variables;
}

}  // namespace attune
