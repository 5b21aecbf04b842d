#include "harness/stub/stub_subject.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/stub/stub_choice.h"
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

// The lines of a prompt that begin like `mark` and are short enough for a heading or a name.
std::vector<std::string_view> lines_with(std::string_view prompt, std::string_view mark) {
  std::vector<std::string_view> found;
  while (!prompt.empty()) {
    const auto end = std::min(prompt.find('\n'), prompt.size());
    const std::string_view line = prompt.substr(0, end);
    if (line.starts_with(mark) && line.size() < 48) found.push_back(line);
    prompt.remove_prefix(std::min(end + 1, prompt.size()));
  }
  return found;
}

// The headings a prompt asks for: "# …" after the words "output format".
std::vector<std::string_view> asked_headings(std::string_view prompt) {
  const auto form = prompt.rfind("output format");
  if (form == std::string_view::npos) return {};
  return lines_with(prompt.substr(form), "# ");
}

// The end of a debrief that asks for an estimate of each dimension of a state, listed as
// "name - what it means": the middle for each, for the stub cannot know.
std::string asked_estimates(std::string_view prompt) {
  if (prompt.find("\"state\"") == std::string_view::npos) return {};
  nlohmann::ordered_json state = nlohmann::ordered_json::object();
  while (!prompt.empty()) {
    const auto end = std::min(prompt.find('\n'), prompt.size());
    const std::string_view line = prompt.substr(0, end);
    const auto dash = line.find(" - ");
    const bool name = dash != std::string_view::npos && dash > 0 &&
                      line.substr(0, dash).find_first_not_of("abcdefghijklmnopqrstuvwxyz_") ==
                          std::string_view::npos;
    if (name) state[std::string(line.substr(0, dash))] = 5;
    prompt.remove_prefix(std::min(end + 1, prompt.size()));
  }
  return "\n\n" + nlohmann::ordered_json{{"state", state}}.dump();
}

std::string reply_in_character(const StubModel& model, const StubRequest& request, Rng& rng) {
  const std::string mark = fmt::format("{}{:.1f}]", kMark, ability_of_reply(model, rng));
  const std::string notice = picked(kNotices, rng);
  const std::string reply = picked(kReplies, rng);
  std::string text;
  const std::vector<std::string_view> headings = asked_headings(request.last_user);
  for (const std::string_view heading : headings) {
    const bool last = heading == headings.back();
    text += fmt::format("{}\n\n{}\n\n", heading, last ? reply + " " + mark : notice);
  }
  if (!headings.empty()) return text;
  if (request.all_text.find("\nThinking:") != std::string::npos)
    return fmt::format("Thinking:\n{}\n\nSaying:\n{} {}", notice, reply, mark);
  return fmt::format("{} {} {}{}", notice, reply, mark, asked_estimates(request.last_user));
}

std::string as_skilled(const StubModel& model, const StubRequest& request,
                       const StubKnowledge& known, Rng& rng) {
  const std::string digest = digest_of(request.last_user);
  if (const KnownKey* key = known.ability.find(digest)) {
    const bool revising = request.last_user.find("Revised scores:") != std::string::npos;
    return intensity_answer(*key, values_for(model, *key, known.ability, rng), revising);
  }
  if (const ChoiceKey* choice = find_choice(known.choices, request.last_user))
    return answer_choice(model, *choice, request.last_user, rng);
  const auto text = known.texts.find(digest);
  if (text != known.texts.end()) return answer_marking(model, text->second, rng);
  return reply_in_character(model, request, rng);
}

}  // namespace

std::string answer_as_subject(const StubModel& model, const StubRequest& request,
                              const StubKnowledge& known, std::uint64_t seed) {
  // The name without its faults: a fault must not change what is said after it.
  const auto who = fmt::format("{} {}", static_cast<int>(model.part), model.number);
  Rng rng = Rng::named(seed, Digester().add(who).add(request.all_text).add(request.trace).text());
  switch (model.part) {
    case StubPart::Refuser:
      return "I'm sorry, but I can't help with that.";
    case StubPart::Mumbler:
      return "Well, it is hard to put a number on a feeling; rather a lot, I should say.";
    case StubPart::Skill:
    case StubPart::Constant:
    case StubPart::Letter:
    case StubPart::Persona:
    case StubPart::Judge:
    case StubPart::FirstJudge:
    case StubPart::LongJudge:
    case StubPart::UnreadableJudge:
      break;
  }
  return as_skilled(model, request, known, rng);
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
