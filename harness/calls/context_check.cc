#include "harness/calls/context_check.h"

#include <fmt/format.h>

namespace attune {
namespace {

constexpr std::int64_t kLettersPerToken = 10;
constexpr std::int64_t kIdeogramsPerToken = 4;
constexpr std::int64_t kTooShortToTell = 500;

struct Letters {
  std::int64_t ideograms = 0;  // U+3000 to U+DFFF: kana, CJK, hangul and a few small scripts
  std::int64_t others = 0;
};

std::size_t size_of_letter(unsigned char lead) {
  if (lead < 0xC0) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

void count(std::string_view text, Letters& letters) {
  std::string_view last;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::string_view letter = text.substr(0, size_of_letter(lead));
    text.remove_prefix(letter.size());
    if (letter == last) continue;
    last = letter;
    ++(lead >= 0xE3 && lead <= 0xED ? letters.ideograms : letters.others);
  }
}

// What least_tokens() cannot exceed, without looking at a letter: few questions need the look.
std::int64_t most_of_least(const std::vector<Message>& messages) {
  std::size_t bytes = 0;
  for (const Message& message : messages) bytes += text_of(message).size();
  return static_cast<std::int64_t>(bytes) / kLettersPerToken;
}

}  // namespace

std::int64_t least_tokens(const std::vector<Message>& messages) {
  Letters letters;
  for (const Message& message : messages) count(text_of(message), letters);
  return letters.others / kLettersPerToken + letters.ideograms / kIdeogramsPerToken;
}

CallResult checked_for_context(const ChatCall& call, CallResult result) {
  const auto* reply = std::get_if<Reply>(&result);
  const std::int64_t counted =
      reply != nullptr ? reply->usage.prompt_tokens.value_or(0) : std::int64_t{0};
  if (counted == 0 || counted >= most_of_least(call.messages)) return result;
  const std::int64_t least = least_tokens(call.messages);
  if (least <= kTooShortToTell || counted >= least) return result;
  return CallFailure{
      .trouble = Trouble::OverContext,
      .status = 200,
      .what = fmt::format("the endpoint counted {} tokens of a question that takes {} at least: "
                          "it cut the question in silence",
                          counted, least)};
}

}  // namespace attune
