#include "scorers/judges/eqbench3_prompt.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include <fmt/format.h>

#include "scenarios/base/slots.h"
#include "scorers/judges/eqbench3_transcript.h"

namespace attune {
namespace {

constexpr std::size_t kChatLimit = 4000;  // code points; specs §3
constexpr std::size_t kDebriefLimit = 4000;
constexpr std::size_t kAnalysisLimit = 6000;
constexpr std::string_view kNoNotes = "[No scenario notes available]";

// "chain_of_thought_reasoning": the words that the pair prompt has for it; the rubric's prompts
// take theirs from the reference's code, where they are the same.
std::string_view reasoning_form(const Rubric& rubric) {
  const std::string key = fmt::format("\"{}\": \"", kEqbench3Reasoning);
  const auto at = rubric.pair_prompt.find(key);
  if (at == std::string::npos) return "reasoning";
  const std::string_view rest = std::string_view(rubric.pair_prompt).substr(at + key.size());
  return rest.substr(0, rest.find('"'));
}

std::string output_format(const Rubric& rubric) {
  std::string form =
      fmt::format("{{\n  \"{}\": \"{}\"", kEqbench3Reasoning, reasoning_form(rubric));
  for (const Criterion& criterion : rubric.criteria)
    form += fmt::format(",\n  \"{}\": 0-20", criterion.name);
  return form + "\n}";
}

std::string compat_transcript(const Sample& sample) {
  const Scenario& scenario = *sample.scenario;
  std::string text;
  for (std::size_t i = 0; i < spoken_turns(sample); ++i) {
    const Turn& turn = sample.transcript.turns[i];
    const std::string_view reply = without_thinking(turn.reply);
    const std::string shown =
        scenario.sections.empty()
            ? std::string(reply)
            : rendered(scenario.sections, compat_sections(reply, scenario.sections), "\n");
    text += fmt::format("{}User:\n{}\n---\nAssistant:\n{}\n", i == 0 ? "" : "---\n",
                        text_of(turn.cue), shown);
  }
  return text;
}

std::string numbered(std::string_view what, std::size_t turn) {
  return fmt::format("{} {}", what, turn + 1);
}

std::string fenced_transcript(const Sample& sample, const Eqbench3Fence& fence) {
  std::string text;
  for (std::size_t i = 0; i < spoken_turns(sample); ++i) {
    const Turn& turn = sample.transcript.turns[i];
    text += fmt::format("{}User:\n{}\n---\nAssistant:\n{}\n", i == 0 ? "" : "---\n",
                        fence(text_of(turn.cue), numbered("user message", i)),
                        fence(turn.reply, numbered("assistant message", i)));
  }
  return text;
}

std::string fenced_rubric_prompt(const Sample& sample) {
  const Rubric& rubric = sample.scenario->rubric;
  const std::array samples = {&sample};
  const Eqbench3Fence fence(samples);
  std::vector<Slot> slots = {{"transcript", fenced_transcript(sample, fence)},
                             {"output_format", output_format(rubric)}};
  if (has_debrief(*sample.scenario))
    slots.push_back({"debrief", fence(debrief_of(sample), "debrief")});
  const auto prompt = fill(rubric.prompt, slots);
  assert(prompt.has_value());  // the loader knows these slots and no others
  return prompt ? fence.note() + *prompt : std::string();
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  std::string replaced;
  std::size_t at = 0;
  for (auto found = text.find(what); found != std::string::npos; found = text.find(what, at)) {
    replaced.append(text, at, found - at) += by;
    at = found + what.size();
  }
  text = replaced.append(text, at);
}

// The published prompt under other codes than its own.
std::string labelled(std::string prompt, const Eqbench3Labels& labels) {
  constexpr Eqbench3Labels kPublished;
  constexpr std::string_view kFirst = "\x01";  // so that codes may change places
  replace_all(prompt, kPublished.first, kFirst);
  replace_all(prompt, kPublished.second, labels.second);
  replace_all(prompt, kFirst, labels.first);
  return prompt;
}

// All slots in one pass: fill() knows no capitals, which these prompts have in theirs.
std::string filled_once(std::string_view prompt, std::span<const Slot> slots) {
  std::string text;
  while (!prompt.empty()) {
    const auto brace = std::min(prompt.find('{'), prompt.size());
    text += prompt.substr(0, brace);
    prompt.remove_prefix(brace);
    const auto slot = std::ranges::find_if(slots, [&](const Slot& one) {
      return prompt.starts_with(fmt::format("{{{}}}", one.name));
    });
    if (slot != slots.end()) text += slot->text;
    if (slot == slots.end()) text += prompt.substr(0, 1);
    prompt.remove_prefix(std::min(slot != slots.end() ? slot->name.size() + 2 : 1, prompt.size()));
  }
  return text;
}

std::string notes_of(const Scenario& scenario) {
  return scenario.notes.empty() ? std::string(kNoNotes) : scenario.notes;
}

std::string compat_history(const Sample& sample) {
  const Scenario& scenario = *sample.scenario;
  std::string history;
  for (std::size_t i = 0; i < spoken_turns(sample); ++i) {
    const Turn& turn = sample.transcript.turns[i];
    const std::string_view reply = without_thinking(turn.reply);
    std::string shown = cut(reply, kChatLimit);
    if (!scenario.sections.empty()) {
      std::vector<SectionRead> read = compat_sections(reply, scenario.sections);
      cut_sections(scenario.sections, read);
      shown = rendered(scenario.sections, read, "\n\n");
    }
    history += fmt::format("{}User:\n{}\n---\nAssistant:\n{}\n---", i == 0 ? "" : "\n",
                           plain(text_of(turn.cue)), plain(shown));
  }
  return history;
}

// In the order in which the reference replaces them.
std::vector<Slot> compat_pair_slots(const Eqbench3Pair& pair) {
  const auto debrief = [](const Sample& sample) {
    const std::string_view text = stripped(without_thinking(debrief_of(sample)));
    return text.empty() ? std::string("[No Debrief Provided]") : cut(plain(text), kDebriefLimit);
  };
  const auto response = [](const Sample& sample) {
    return cut(without_thinking(plain(sample.transcript.turns.front().reply)), kAnalysisLimit);
  };
  const Slot notes = {"scenario_notes", notes_of(*pair.first->scenario)};
  if (!has_debrief(*pair.first->scenario)) {
    return {notes, {"response_A", response(*pair.first)}, {"response_B", response(*pair.second)}};
  }
  return {notes,
          {"conversation_history_A", compat_history(*pair.first)},
          {"conversation_history_B", compat_history(*pair.second)},
          {"debrief_A", debrief(*pair.first)},
          {"debrief_B", debrief(*pair.second)}};
}

// A reply as long as the published limits let it be: by section where all headings are there, else
// as a whole, so that nobody is shown longer for leaving them out.
std::string shortened(const Scenario& scenario, const std::string& reply) {
  if (scenario.sections.empty()) return cut(reply, kChatLimit);
  std::vector<SectionRead> read = robust_sections(reply, scenario.sections);
  if (all_found(read)) {
    cut_sections(scenario.sections, read);
    return rendered(scenario.sections, read, "\n\n");
  }
  std::size_t limit = 0;
  for (const Section& section : scenario.sections) limit += section.limit;
  return cut(reply, limit);
}

std::string fenced_history(const Sample& sample, const Eqbench3Fence& fence,
                           std::string_view code) {
  std::string history;
  for (std::size_t i = 0; i < spoken_turns(sample); ++i) {
    const Turn& turn = sample.transcript.turns[i];
    const std::string whose = fmt::format("{} assistant message", code);
    history += fmt::format("{}User:\n{}\n---\nAssistant:\n{}", i == 0 ? "" : "\n---\n",
                           fence(text_of(turn.cue), numbered("user message", i)),
                           fence(shortened(*sample.scenario, turn.reply), numbered(whose, i)));
  }
  return history;
}

std::string fenced_pair_prompt(const Eqbench3Pair& pair) {
  const Scenario& scenario = *pair.first->scenario;
  const std::array samples = {pair.first, pair.second};
  const Eqbench3Fence fence(samples);
  std::vector<Slot> slots = {{"scenario_notes", notes_of(scenario)}};
  const auto add = [&](const Sample& sample, std::string_view code, std::string_view place) {
    if (!has_debrief(scenario)) {
      const std::string reply = cut(sample.transcript.turns.front().reply, kAnalysisLimit);
      slots.push_back(
          {fmt::format("response_{}", place), fence(reply, fmt::format("{} analysis", code))});
      return;
    }
    slots.push_back(
        {fmt::format("conversation_history_{}", place), fenced_history(sample, fence, code)});
    slots.push_back({fmt::format("debrief_{}", place), fence(cut(debrief_of(sample), kDebriefLimit),
                                                             fmt::format("{} debrief", code))});
  };
  add(*pair.first, pair.labels.first, "A");
  add(*pair.second, pair.labels.second, "B");
  return fence.note() + filled_once(labelled(scenario.rubric.pair_prompt, pair.labels), slots);
}

}  // namespace

std::string eqbench3_rubric_prompt(const Sample& sample, Eqbench3Mode mode) {
  if (mode == Eqbench3Mode::Robust) return fenced_rubric_prompt(sample);
  const Rubric& rubric = sample.scenario->rubric;
  const std::vector<Slot> slots = {
      {"transcript", compat_transcript(sample)},
      {"debrief", std::string(stripped(without_thinking(debrief_of(sample))))},
      {"output_format", output_format(rubric)}};
  const auto prompt = fill(rubric.prompt, slots);
  assert(prompt.has_value());  // the loader knows these slots and no others
  return prompt ? plain(*prompt) : std::string();
}

std::string eqbench3_pair_prompt(const Eqbench3Pair& pair, Eqbench3Mode mode) {
  assert(pair.first->scenario->id == pair.second->scenario->id);
  if (mode == Eqbench3Mode::Robust) return fenced_pair_prompt(pair);
  std::string prompt = labelled(pair.first->scenario->rubric.pair_prompt, pair.labels);
  for (const Slot& slot : compat_pair_slots(pair))
    replace_all(prompt, fmt::format("{{{}}}", slot.name), slot.text);
  return prompt;
}

}  // namespace attune
