#include "harness/calls/refused_parameter.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "scenarios/base/words.h"

namespace attune {
namespace {

// What is sent and so may be refused, by every name it goes by.
constexpr auto kParameters = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"temperature", "temperature"},
    {"top_p", "top_p"},
    {"min_p", "min_p"},
    {"max_tokens", "max_tokens"},
    {"max_completion_tokens", "max_completion_tokens"},
    {"seed", "seed"},
    {"stop", "stop"},
    {"stream_options", "stream_options"},
    {"reasoning_effort", "reasoning_effort"},
    {"reasoning.effort", "reasoning_effort"},
    {"reasoning", "reasoning_effort"},
    {"response_format", "schema"},
    {"response format", "schema"},
    // Anthropic's
    {"stop_sequences", "stop"},
    {"thinking", "reasoning_effort"},
    {"adaptive thinking", "reasoning_effort"},
    {"output_config.effort", "reasoning_effort"},
    {"output_config.format", "schema"},
    {"output_format", "schema"},
    // Google's, in lower case
    {"topp", "top_p"},
    {"minp", "min_p"},
    {"maxoutputtokens", "max_tokens"},
    {"stopsequences", "stop"},
    {"thinkingconfig", "reasoning_effort"},
    {"thinkingbudget", "reasoning_effort"},
    {"thinkinglevel", "reasoning_effort"},
    {"thinking_config", "reasoning_effort"},
    {"thinking_budget", "reasoning_effort"},
    {"thinking_level", "reasoning_effort"},
    {"responsemimetype", "schema"},
    {"responsejsonschema", "schema"},
    {"response_mime_type", "schema"},
    {"response_json_schema", "schema"},
    // Ollama's
    {"num_predict", "max_tokens"},
    {"think value", "reasoning_effort"},
    {"format", "schema"},
});

constexpr auto kRefusals = std::to_array<std::string_view>({
    "unsupported parameter",
    "unsupported value",
    "unknown parameter",
    "unknown field",
    "unknown name",
    "unrecognized request argument",
    "unrecognized key",
    "unexpected keyword",
    "extra inputs are not permitted",
    "not supported",
    "does not support",
    "is unsupported",
    "is unavailable",
    "may only be set to",
    "invalid think value",
    "is deprecated for this model",
});

bool word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool refuses(const Complaint& complaint) {
  const std::string code = to_lower(complaint.code);
  if (code.starts_with("unsupported_") || code == "unknown_parameter") return true;
  const std::string message = to_lower(complaint.message);
  return std::ranges::any_of(kRefusals, [&](std::string_view phrase) {
    return message.find(phrase) != std::string::npos;
  });
}

// Where `name` stands in the text as a word of its own. "stop" and the like are words of English
// too, so they are taken only where they are quoted, follow a colon or come first.
std::size_t place_of(std::string_view name, std::string_view text) {
  static constexpr auto kPlain =
      std::to_array<std::string_view>({"stop", "reasoning", "seed", "format"});
  const bool plain = std::ranges::count(kPlain, name) > 0;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const char before = at > 0 ? text[at - 1] : ' ';
    const char after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
    const bool named = text.substr(0, at).ends_with(": ") ||
                       std::string_view("'\"`").find(before) != std::string_view::npos;
    if (!word_part(before) && !word_part(after) && (named || !plain || at == 0)) return at;
  }
  return std::string_view::npos;
}

// The parameter of ours that the text, in lower case, names first, or empty.
std::string_view parameter_in(std::string_view text) {
  std::string_view first;
  std::size_t least = std::string_view::npos;
  for (const auto& [name, parameter] : kParameters) {
    const std::size_t place = place_of(name, text);
    if (place >= least) continue;
    least = place;
    first = parameter;
  }
  return first;
}

// The name in "Use 'max_completion_tokens' instead", in quotes of any kind, or empty.
std::string name_to_use(std::string_view message) {
  for (const std::string_view lead : {"use '", "use \"", "use `"}) {
    const auto at = to_lower(message).find(lead);
    if (at == std::string::npos) continue;
    const std::string_view rest = message.substr(at + lead.size());
    const std::string_view name = rest.substr(0, rest.find(lead.back()));
    if (!name.empty() && name.size() <= 64 && std::ranges::all_of(name, word_part)) {
      return std::string(name);
    }
  }
  return {};
}

}  // namespace

RefusedParameter refused_parameter(const Complaint& complaint) {
  if (!refuses(complaint)) return {};
  const std::string_view name =
      parameter_in(to_lower(complaint.param.empty() ? complaint.message : complaint.param));
  if (name.empty()) return {};
  return {std::string(name), name_to_use(complaint.message)};
}

}  // namespace attune
