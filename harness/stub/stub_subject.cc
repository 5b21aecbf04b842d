#include "harness/stub/stub_subject.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include <fmt/format.h>

#include "scenarios/base/digest.h"

namespace attune {
namespace {

constexpr std::string_view kMark = "[stub skill ";

// Standard deviation of the ability from reply to reply, on 0-100. It shrinks towards both ends,
// so that nothing is clipped and the mean stays what the name says.
constexpr double kReplyNoise = 4;

constexpr std::array<std::string_view, 5> kNotices = {
    "There is more under this than the words let out.",
    "They looked away before they said it, and that is where I would begin.",
    "I can hear how long this has been carried around.",
    "Something in the way it was put makes me think of the last time.",
    "It is easier to be short than to be hurt in front of someone."};
constexpr std::array<std::string_view, 5> kReplies = {
    "I am listening. Say it in whatever order it comes.",
    "That sounds heavier than you make it, and I would like to understand it.",
    "You do not have to settle it tonight; I am not going anywhere.",
    "I got that wrong before, and I would rather hear it from you than guess.",
    "Tell me which part of it stings the most."};
constexpr std::array<std::string_view, 4> kPersonaLines = {
    "I don't know. It just keeps going round in my head.",
    "Maybe. You are the first who has asked, though.",
    "No, that's not it. It was the way she said it.", "All right. And what would you do, then?"};

std::string picked(std::span<const std::string_view> lines, Rng& rng) {
  return std::string(lines[rng.below(lines.size())]);
}

std::vector<int> values_for(const StubModel& model, const KnownKey& key, const StubAbility& ability,
                            Rng& rng) {
  std::vector<int> values;
  for (const auto& [name, intensity] : key.emotions) {
    values.push_back(model.part == StubPart::Constant
                         ? model.number
                         : strayed(intensity, ability.scale_of(model.number), rng));
  }
  // Readers of EQ-Bench answers reject one that is zero throughout.
  if (model.part == StubPart::Skill &&
      std::ranges::all_of(values, [](int value) { return value == 0; })) {
    const auto strongest =
        std::ranges::max_element(key.emotions, {}, &std::pair<std::string, double>::second);
    if (!values.empty()) values.at(static_cast<std::size_t>(strongest - key.emotions.begin())) = 1;
  }
  return values;
}

// With a revision asked for, both parts say the same: a second opinion would shift the expected
// score, since the better part of the two is counted.
std::string intensity_answer(const KnownKey& key, const std::vector<int>& values, bool revising) {
  std::string lines;
  for (std::size_t i = 0; i < values.size(); ++i)
    lines += fmt::format("{}: {}\n", key.emotions[i].first, values[i]);
  if (!revising) return lines;
  return fmt::format(
      "First pass scores:\n{0}\nCritique: I read it a second time and found no reason to change a "
      "number.\n\n"
      "Revised scores:\n{0}\n[End of answer]",
      lines);
}

double ability_of_reply(const StubModel& model, Rng& rng) {
  const double skill = model.part == StubPart::Constant ? model.number * 10.0 : model.number;
  const double room = std::min(skill, 100 - skill) / 3;
  return std::clamp(skill + std::min(kReplyNoise, room) * rng.normal(), 0.0, 100.0);
}

std::string reply_in_character(const StubModel& model, const StubRequest& request, Rng& rng) {
  const double shown = ability_of_reply(model, rng);
  const std::string notice = picked(kNotices, rng);
  const std::string reply = picked(kReplies, rng);
  const bool two_headings = request.all_text.find("\nThinking:") != std::string::npos;
  return two_headings
             ? fmt::format("Thinking:\n{}\n\nSaying:\n{} {}{:.1f}]", notice, reply, kMark, shown)
             : fmt::format("{} {} {}{:.1f}]", notice, reply, kMark, shown);
}

std::string as_skilled(const StubModel& model, const StubRequest& request,
                       const StubAbility& ability, Rng& rng) {
  const KnownKey* key = ability.find(digest_of(request.last_user));
  if (key == nullptr) return reply_in_character(model, request, rng);
  const bool revising = request.last_user.find("Revised scores:") != std::string::npos;
  return intensity_answer(*key, values_for(model, *key, ability, rng), revising);
}

}  // namespace

std::string answer_as_subject(const StubModel& model, const StubRequest& request,
                              const StubAbility& ability, std::uint64_t seed) {
  // The name without its faults: a fault must not change what is said after it.
  const auto who = fmt::format("{} {}", static_cast<int>(model.part), model.number);
  Rng rng = Rng::named(seed, Digester().add(who).add(request.all_text).add(request.trace).text());
  switch (model.part) {
    case StubPart::Refuser:
      return "I'm sorry, but I can't help with that.";
    case StubPart::Mumbler:
      return "Well, it is hard to put a number on a feeling; rather a lot, I should say.";
    case StubPart::Persona:
      return picked(kPersonaLines, rng);
    case StubPart::Skill:
    case StubPart::Constant:
    case StubPart::Judge:
    case StubPart::UnreadableJudge:
      break;
  }
  return as_skilled(model, request, ability, rng);
}

std::vector<double> skill_marks(std::string_view text) {
  std::vector<double> marks;
  for (auto at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    const std::string_view rest = text.substr(at + kMark.size());
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    const bool closed = error == std::errc() && end != rest.data() + rest.size() && *end == ']';
    if (closed && value >= 0 && value <= 100) marks.push_back(value);
  }
  return marks;
}

}  // namespace attune
