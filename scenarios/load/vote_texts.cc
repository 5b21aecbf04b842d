#include "scenarios/load/vote_texts.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::json;

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

void add_reply(std::string text, SaidTexts& said) {
  said.silent = said.silent || trim(text).empty();
  said.replies.push_back(std::move(text));
}

// The text of a message's content; null is none.
Result<std::string> content_of(const Json& content) {
  if (content.is_string()) return content.get<std::string>();
  if (content.is_null()) return std::string();
  if (!content.is_array()) return fix_input("expected a text or a list of parts as content");
  std::string text;
  for (const Json& part : content) {
    if (part.is_string()) text += part.get<std::string>();
    if (part.is_object() && part.contains("text") && part["text"].is_string())
      text += part["text"].get<std::string>();
  }
  return text;
}

Result<Done> hear(const Json& message, SaidTexts& said) {
  if (message.is_string() || message.is_null()) {
    add_reply(message.is_null() ? "" : message.get<std::string>(), said);
    return Done{};
  }
  if (!message.is_object() || !message.contains("role") || !message["role"].is_string() ||
      !message.contains("content"))
    return fix_input("expected messages with role and content");
  auto text = content_of(message["content"]);
  if (!text) return std::move(text).error();
  if (message["role"] == "user") said.asked.push_back(*std::move(text));
  if (message["role"] == "assistant") add_reply(*std::move(text), said);
  return Done{};
}

// A count, or counts by name that add up ({"h1": 2, "h2": 1}); nothing that could be none.
std::optional<double> count_in(const Json& metadata, const std::string& name) {
  const auto found = metadata.find(name);
  if (found == metadata.end() || !(found->is_number() || found->is_object())) return std::nullopt;
  double sum = 0;
  for (const Json& count : *found) {  // a number is its own only element
    if (count.is_number()) sum += count.get<double>();
  }
  return sum >= 0 && std::isfinite(sum) ? std::optional(sum) : std::nullopt;
}

std::optional<ReplyStyle> style_in(const Json& metadata, const char* side) {
  const auto headers = count_in(metadata, fmt::format("header_count_{}", side));
  const auto lists = count_in(metadata, fmt::format("list_count_{}", side));
  const auto bold = count_in(metadata, fmt::format("bold_count_{}", side));
  if (!headers || !lists || !bold) return std::nullopt;
  const double turns = std::max(count_in(metadata, "turns").value_or(1), 1.0);
  return ReplyStyle{*headers / turns, *lists / turns, *bold / turns};
}

std::string truth_tag(std::string_view name, bool truth) {
  return fmt::format("{}={}", name, truth);
}

}  // namespace

Result<SaidTexts> said_in(const TableCell& cell, TextForm form) {
  SaidTexts said;
  const bool list = cell.json ? cell.value.starts_with('[') : form == TextForm::List;
  if (!list) {
    auto text = text_of(cell);
    if (!text) return fix_input("expected a text or a list of messages");
    add_reply(*std::move(text), said);
    return said;
  }
  const auto json = json_value(cell.value);
  if (!json || !json->is_array()) return fix_input("expected a JSON list of texts or messages");
  for (const Json& message : *json) {
    Result<Done> heard = hear(message, said);
    if (!heard) return std::move(heard).error();
  }
  return said;
}

std::pair<std::optional<ReplyStyle>, std::optional<ReplyStyle>> styles_in(
    const TableCell& metadata) {
  const auto json = json_value(metadata.value);
  if (!json || !json->is_object()) return {};
  return {style_in(*json, "a"), style_in(*json, "b")};
}

std::vector<std::string> categories_in(const TableCell& tags) {
  constexpr std::ptrdiff_t kHard = 6;  // of seven
  const auto json = json_value(tags.value);
  std::vector<std::string> found;
  if (!json || !json->is_object()) return found;
  for (const auto& [family, flags] : json->items()) {
    if (!flags.is_object()) continue;
    if (family.starts_with("criteria")) {
      const auto met = std::ranges::count_if(flags, [](const Json& flag) { return flag == true; });
      found.push_back(truth_tag("hard", met >= kHard));
      continue;
    }
    for (const auto& [name, flag] : flags.items()) {
      if (flag.is_boolean()) found.push_back(truth_tag(name, flag.get<bool>()));
    }
  }
  return found;
}

std::optional<bool> sampled_in(const TableCell& tag) {
  const auto json = json_value(tag.value);
  if (!json || !json->is_object() || !json->contains("sampled") || !(*json)["sampled"].is_boolean())
    return std::nullopt;
  return (*json)["sampled"].get<bool>();
}

std::optional<double> mean_characters(const std::vector<std::string>& texts) {
  if (texts.empty()) return std::nullopt;
  std::size_t sum = 0;
  for (const std::string& text : texts) sum += characters(text);
  return static_cast<double>(sum) / static_cast<double>(texts.size());
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (begins_character(text[at]) && count-- == 0) break;
  }
  return text.substr(0, at);
}

}  // namespace attune
