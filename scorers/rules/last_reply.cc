#include "scorers/rules/last_reply.h"

#include <fmt/format.h>

#include "scorers/rules/text_scan.h"

namespace attune {
namespace {

constexpr std::size_t kQuoted = 160;  // code points of a reply in a message

}  // namespace

std::optional<std::string> no_reply(const Sample& sample) {
  if (sample.outcome != Outcome::Ok && sample.outcome != Outcome::Truncated) {
    const std::string why = excerpt(sample.why, kQuoted);
    return fmt::format("{}{}{}", to_text(sample.outcome), why.empty() ? "" : ": ", why);
  }
  const auto& turns = sample.transcript.turns;
  if (turns.empty() || turns.back().reply.empty()) return std::string(to_text(Outcome::Empty));
  return std::nullopt;
}

std::string_view without_thoughts(std::string_view reply) {
  constexpr std::string_view kOpen = "<think>";
  constexpr std::string_view kClose = "</think>";
  const auto closed = reply.rfind(kClose);
  if (closed != std::string_view::npos) reply.remove_prefix(closed + kClose.size());
  return reply.substr(0, reply.find(kOpen));
}

std::string unreadable_reply(const Sample& sample, std::string_view why) {
  return fmt::format("{}{}; reply: “{}”", sample.outcome == Outcome::Truncated ? "truncated; " : "",
                     why, excerpt(sample.transcript.turns.back().reply, kQuoted));
}

}  // namespace attune
