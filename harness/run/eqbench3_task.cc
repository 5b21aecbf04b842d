#include "harness/run/eqbench3_task.h"

#include <algorithm>

#include <fmt/format.h>

#include "scorers/judges/eqbench3_answer.h"
#include "scorers/judges/eqbench3_sections.h"
#include "scorers/judges/eqbench3_transcript.h"

namespace attune {
namespace {

constexpr std::string_view kSlot = "{scenario_prompt}";

// How far a task came.
struct Reached {
  std::size_t spoken = 0;  // turns before the debrief
  bool talked = false;     // all of them
  bool whole = false;      // and the debrief, where one is asked
};

Reached reached_by(const Eqbench3TaskFacts& facts) {
  const std::size_t turns = facts.transcript.turns.size();
  const std::size_t cues = facts.scenario.cues.size();
  const std::size_t talk = has_debrief(facts.scenario) ? cues - 1 : cues;
  return {.spoken = std::min(turns, talk), .talked = turns >= talk, .whole = turns >= cues};
}

// A prompt without the template that was put round it.
std::string unwrapped(const std::string& text, const std::optional<std::string>& wrapping) {
  const auto slot = wrapping ? wrapping->find(kSlot) : std::string::npos;
  if (slot == std::string::npos) return text;
  const std::string_view before = std::string_view(*wrapping).substr(0, slot);
  const std::string_view after = std::string_view(*wrapping).substr(slot + kSlot.size());
  const bool wrapped = text.size() >= before.size() + after.size() && text.starts_with(before) &&
                       text.ends_with(after);
  return wrapped ? text.substr(before.size(), text.size() - before.size() - after.size()) : text;
}

void add_prompts(const Eqbench3TaskFacts& facts, Eqbench3Task& task) {
  const bool debrief = has_debrief(facts.scenario);
  const auto& cues = facts.scenario.cues;
  const auto& turns = facts.transcript.turns;
  const auto said = [&](std::size_t i) {
    return i < turns.size() ? text_of(turns[i].cue) : cues[i].text;
  };
  for (std::size_t i = 0; i + (debrief ? 1 : 0) < cues.size(); ++i)
    task.prompts.push_back(unwrapped(said(i), facts.wrapping));
  if (debrief) task.debrief_prompt = said(cues.size() - 1);
  task.master_prompt_template = facts.wrapping;
}

void add_conversation(const Eqbench3TaskFacts& facts, const Reached& reached, Eqbench3Task& task) {
  const auto kept = [&](const std::string& reply) {
    return facts.imported ? reply : std::string(without_thinking(reply));
  };
  for (std::size_t i = 0; i < reached.spoken; ++i) {
    const Turn& turn = facts.transcript.turns[i];
    const std::string reply = kept(turn.reply);
    task.conversation.push_back(turn.cue);
    task.conversation.push_back(text_message(Role::Assistant, reply));
    auto& parsed = task.parsed_responses.emplace_back();
    for (SectionRead& section : compat_sections(reply, facts.scenario.sections))
      parsed.emplace_back(section.name, std::move(section.text));
    parsed.emplace_back("raw", reply);
  }
  if (has_debrief(facts.scenario) && reached.whole)
    task.debrief_response = kept(facts.transcript.turns.back().reply);
}

// Every number the judge gave, as the reference keeps them; without its words, those in the
// verdict.
void add_scores(const Eqbench3TaskFacts& facts, const Marks& marks, Eqbench3Task& task) {
  const auto& criteria = facts.scenario.rubric.criteria;
  const auto read = compat_scores(facts.raw);
  std::map<std::string, double> scores;
  if (read) scores = read->scores;
  for (const Mark& mark : marks.marks) {
    const bool ours = mark.name == "format" &&
                      std::ranges::find(criteria, mark.name, &Criterion::name) == criteria.end();
    if (!ours && !read) scores[mark.name] = mark.value;
  }
  task.rubric_scores.assign(scores.begin(), scores.end());
}

void add_state(const Eqbench3TaskFacts& facts, const Reached& reached, Eqbench3Task& task) {
  const std::string& why = facts.sample.why;
  if (!reached.talked) {
    task.scenario_run_error = why;
    task.error = fmt::format("Scenario Run Error at turn {}: {}", reached.spoken + 1, why);
  } else if (!reached.whole) {
    task.debrief_run_error = why;
    task.error = fmt::format("Debrief Run Error: {}", why);
  }
  task.status = task.error                    ? "error"
                : has_debrief(facts.scenario) ? "completed"
                                              : "scenario_completed";
  if (task.error || facts.verdict == nullptr) return;
  if (const auto* marks = std::get_if<Marks>(&facts.verdict->verdict.finding)) {
    task.status = "rubric_scored";
    add_scores(facts, *marks, task);
    return;
  }
  task.status = "error";
  task.rubric_run_error = std::get<Unscored>(facts.verdict->verdict.finding).why;
  task.error = fmt::format("Rubric Scoring Error: {}", *task.rubric_run_error);
}

}  // namespace

Eqbench3Task eqbench3_task_of(const Eqbench3TaskFacts& facts) {
  Eqbench3Task task{.scenario = facts.sample.key.scenario.text,
                    .iteration = facts.sample.key.repeat};
  const Reached reached = reached_by(facts);
  add_prompts(facts, task);
  add_conversation(facts, reached, task);
  add_state(facts, reached, task);
  if (!facts.raw.empty()) task.raw_rubric_judge_text = facts.raw;
  if (facts.ended) task.end_time = static_cast<double>(facts.ended->millis) / 1000;
  return task;
}

}  // namespace attune
