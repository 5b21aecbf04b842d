#include "scenarios/load/vote_cleaning.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_map>

#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"
#include "scenarios/load/vote_texts.h"

namespace attune {
namespace {

// FastChat's words, in lower case, and "gpt-4o", which as a whole word is another one than "gpt-4".
constexpr std::array<std::string_view, 34> kNames = {
    "vicuna",  "lmsys",    "koala",  "uc berkeley", "open assistant", "laion",     "chatglm",
    "chatgpt", "gpt-4",    "gpt-4o", "openai",      "anthropic",      "claude",    "bard",
    "palm",    "lamda",    "google", "gemini",      "llama",          "qianwan",   "qwen",
    "alibaba", "mistral",  "zhipu",  "keg lab",     "01.ai",          "ai2",       "t\u00fclu",
    "tulu",    "deepseek", "hermes", "cohere",      "dbrx",           "databricks"};

// What FastChat's servers said in the place of a reply.
constexpr std::array<std::string_view, 4> kErrors = {
    "network error due to high traffic. please regenerate or refresh this page.",
    "$moderation$ your input violates our content moderation guidelines.",
    "api request error. please increase the number of max tokens.", "**api request error**"};

constexpr std::string_view kCursor = "\u258c";

// ASCII only: what stands beside a name in other scripts, or an apostrophe, is no part of it.
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_word(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

// `lower` is in lower case, as `name` is.
bool has_word(std::string_view lower, std::string_view name) {
  for (std::size_t at = lower.find(name); at != std::string_view::npos;
       at = lower.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_word(lower[at - 1]);
    if (begins && (end == lower.size() || !is_letter(lower[end]))) return true;
  }
  return false;
}

bool has_error(std::string_view lower) {
  return std::ranges::any_of(
      kErrors, [&](std::string_view error) { return lower.find(error) != std::string_view::npos; });
}

bool has_name(std::string_view lower) {
  return std::ranges::any_of(kNames, [&](std::string_view name) { return has_word(lower, name); });
}

std::optional<VoteFlaw> flaw_of(const VoteSide& side) {
  if (side.silent) return VoteFlaw::Silent;
  for (const std::string& reply : side.replies) {
    if (trim(reply).ends_with(kCursor)) return VoteFlaw::Unfinished;
    if (has_error(to_lower(reply))) return VoteFlaw::Error;
  }
  return std::nullopt;
}

bool names_somebody(const VoteSide& side) {
  return std::ranges::any_of(side.replies,
                             [](const std::string& reply) { return has_name(to_lower(reply)); });
}

using Groups = std::vector<std::vector<std::size_t>>;

// Votes by prompt, in the order in which the prompts come.
Groups groups_of(std::span<const std::optional<std::uint64_t>> prompts) {
  Groups groups;
  std::unordered_map<std::uint64_t, std::size_t> places;
  for (std::size_t i = 0; i < prompts.size(); ++i) {
    if (!prompts[i]) continue;
    const auto place = places.try_emplace(*prompts[i], groups.size());
    if (place.second) groups.emplace_back();
    groups[place.first->second].push_back(i);
  }
  return groups;
}

// The smallest size that this part of all groups does not exceed.
std::size_t size_at(const Groups& groups, double quantile) {
  std::vector<std::size_t> sizes;
  sizes.reserve(groups.size());
  for (const auto& group : groups) sizes.push_back(group.size());
  const auto count = static_cast<double>(sizes.size());
  const auto rank = static_cast<std::size_t>(std::max(std::ceil(quantile * count), 1.0)) - 1;
  std::ranges::nth_element(sizes, sizes.begin() + static_cast<std::ptrdiff_t>(rank));
  return sizes[rank];
}

}  // namespace

std::string_view to_text(VoteFlaw flaw) {
  switch (flaw) {
    case VoteFlaw::Silent:
      return "a reply has no text";
    case VoteFlaw::Unfinished:
      return "a reply is unfinished";
    case VoteFlaw::Error:
      return "a reply is a server's error";
    case VoteFlaw::Identity:
      return "a reply names a model or its maker";
    case VoteFlaw::Named:
      return "the voter knew the names";
    case VoteFlaw::Frequent:
      return "its prompt has too many votes";
  }
  return "";
}

std::optional<VoteFlaw> flaw_of(const Vote& vote) {
  if (const auto flaw = flaw_of(vote.first)) return flaw;
  if (const auto flaw = flaw_of(vote.second)) return flaw;
  if (names_somebody(vote.first) || names_somebody(vote.second)) return VoteFlaw::Identity;
  if (vote.anonymous == false) return VoteFlaw::Named;
  if (vote.sampled == false) return VoteFlaw::Frequent;
  return std::nullopt;
}

std::optional<std::uint64_t> prompt_key(const Vote& vote) {
  constexpr std::size_t kCharacters = 10'000;
  constexpr std::size_t kDigits = 16;
  if (vote.prompt.empty()) return std::nullopt;
  const std::string digits =
      short_digest(digest_of(first_characters(vote.prompt, kCharacters)), kDigits);
  std::uint64_t key = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
  return key;
}

std::vector<bool> too_frequent(std::span<const std::optional<std::uint64_t>> prompts,
                               const PromptLimit& limit) {
  std::vector<bool> dropped(prompts.size(), false);
  Groups groups = groups_of(prompts);
  if (groups.empty()) return dropped;
  const std::size_t most = size_at(groups, limit.quantile);
  Rng rng = Rng::named(limit.seed, "votes on one prompt");
  for (auto& group : groups) {
    if (group.size() <= most) continue;
    rng.shuffle(group);
    for (std::size_t i = most; i < group.size(); ++i) dropped[group[i]] = true;
  }
  return dropped;
}

}  // namespace attune
