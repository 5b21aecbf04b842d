#include "scorers/judges/judge_texts.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::size_t kQuoted = 160;  // code points of somebody else's words in a message

}  // namespace

std::string told(Outcome outcome, const std::string& why) {
  const std::string reason = excerpt(why, kQuoted);
  return fmt::format("{}{}{}", to_text(outcome), reason.empty() ? "" : ": ", reason);
}

std::optional<std::string> not_played(const Sample& sample) {
  if (sample.outcome != Outcome::Ok) return told(sample.outcome, sample.why);
  if (sample.transcript.turns.empty()) return std::string(to_text(Outcome::Empty));
  return std::nullopt;
}

Result<AnswerFields> read_answer(const Answer& answer, const AnswerShape& shape) {
  if (answer.outcome != Outcome::Ok) return give_up(told(answer.outcome, answer.why));
  return parse_answer(answer.text, shape);
}

std::string shortened(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
  return text;
}

std::string folded_name(std::string_view name) {
  std::string text = to_lower(trim(name));
  std::ranges::replace_if(
      text, [](char c) { return c == ' ' || c == '-' || c == '/'; }, '_');
  return text;
}

}  // namespace attune
