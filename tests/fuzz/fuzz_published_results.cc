// Published results come from strangers: whatever their files hold, reading them gives figures that
// are figures, or says in readable words what is wrong; what we write in their form reads back as
// it was.
#include <cmath>
#include <set>

#include "harness/run/eqbench3_task.h"
#include "scenarios/load/eqbench3_elo.h"
#include "scenarios/load/eqbench3_runs.h"
#include "scenarios/load/eqbench_results.h"
#include "scenarios/load/judgemark_scores.h"
#include "scenarios/load/spiral_results.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::Eqbench3Run;
using attune::Eqbench3Task;
using attune::fuzz::check_error;
using attune::fuzz::Input;
using attune::fuzz::is_utf8;
using attune::fuzz::part_at;
using attune::fuzz::require;

void check_judgemark(const std::string& text) {
  const auto rows = attune::parse_judgemark_scores({"scores.csv", text});
  if (!rows) return check_error(rows.error());
  for (const attune::Cited& row : *rows) require(row.value >= 0 && row.value <= 100);
}

void check(const attune::SpiralConversation& conversation) {
  require(conversation.repeat >= 1 && !conversation.opening.empty());
  for (const attune::SpiralChunk& chunk : conversation.chunks) {
    require(!chunk.error || chunk.metrics.empty());
    for (const attune::SpiralFigure& figure : chunk.metrics) require(std::isfinite(figure.value));
  }
  require(!conversation.final_marks || conversation.final_marks->size() <= 3);
}

void check_spiral(const std::string& text) {
  const auto results = attune::parse_spiral_results({"r.json", text});
  if (!results) return check_error(results.error());
  require(!results->runs.empty());
  for (const attune::SpiralRun& run : results->runs) {
    require(!run.conversations.empty() && !run.judge.text.empty());
    require(run.subject.text.find('/') != std::string::npos);
    std::set<std::pair<std::string, int>> taken;
    for (const attune::SpiralConversation& conversation : run.conversations) {
      require(taken.emplace(conversation.prompt, conversation.repeat).second);
      check(conversation);
    }
  }
}

void check_eqbench(const std::string& text) {
  const auto results = attune::parse_eqbench_results({"r.json", text});
  if (!results) return check_error(results.error());
  require(!results->subject.model().empty() && !results->replies.empty());
  for (const auto& [iteration, replies] : results->replies) require(iteration >= 1);
  if (results->published_score) require(std::isfinite(*results->published_score));
  require(is_utf8(attune::to_text(results->completed)));
}

void check_elo(const std::string& text) {
  const auto elo = attune::parse_eqbench3_elo({"elo.json", text});
  if (!elo) return check_error(elo.error());
  for (const attune::Eqbench3Compared& compared : elo->comparisons) {
    require(compared.iteration >= 1 && !compared.test_model.empty());
    require(compared.error.has_value() == compared.judge_response.empty());
  }
  const std::string written = attune::eqbench3_elo_text(*elo);
  const auto again = attune::parse_eqbench3_elo({"again.json", written});
  require(again && again->ratings == elo->ratings);
  require(again->comparisons.size() == elo->comparisons.size());
  require(attune::eqbench3_elo_text(*again) == written);
}

// Runs read from a file; a file that we wrote ourselves holds tasks in an order that stays.
void check_runs(const std::string& text) {
  const auto runs = attune::parse_eqbench3_runs({"runs.json", text});
  if (!runs) return check_error(runs.error());
  for (const Eqbench3Run& run : *runs) {
    require(!run.model_name.empty() && run.iterations_requested.value_or(0) >= 0);
    const attune::SubjectId subject = attune::eqbench3_subject(run.model_name);
    require(!subject.model().empty() || run.model_name.ends_with('/'));
    for (const Eqbench3Task& task : run.tasks) require(task.iteration >= 1);
  }
  const std::string written = attune::eqbench3_runs_text(*runs);
  const auto again = attune::parse_eqbench3_runs({"again.json", written});
  require(again && again->size() == runs->size());
  require(attune::eqbench3_runs_text(*again) == written);
}

void check_task(const std::string& text) {
  const auto task = attune::parse_eqbench3_task(text, "t.json");
  if (!task) return check_error(task.error());
  const std::string written = attune::eqbench3_task_text(*task, "lab/tiny");
  const auto again = attune::parse_eqbench3_task(written, "again.json");
  require(again && *again == *task);
}

attune::Scenario a_scenario() {
  attune::Scenario scenario{.id = {"1"}, .kind = "roleplay", .cues = {{"Hello?"}, {"Look back."}}};
  scenario.rubric.prompt = "{transcript} {debrief} {output_format}";
  scenario.rubric.criteria = {{.name = "warmth"}, {.name = "format"}};
  scenario.sections = {{"thinking", "I'm thinking & feeling"}, {"response", "My response"}};
  return scenario;
}

// The file has sections by name, and so in the order of their names.
void sort_sections(Eqbench3Task& task) {
  for (auto& sections : task.parsed_responses) std::ranges::sort(sections);
}

// What a subject and a judge wrote goes into a task of ours, and comes out of its file again.
void check_made_task(const Input& input) {
  const auto parts = attune::fuzz::parts_of(attune::valid_utf8(input.text));
  const attune::Scenario scenario = a_scenario();
  attune::Transcript transcript;
  for (std::size_t i = 0; i < 1 + input.form / 8 % 2; ++i) {
    transcript.turns.push_back(
        {attune::text_message(attune::Role::User, scenario.cues[i].text), part_at(parts, i), ""});
  }
  const attune::SampleRecord sample = {.key = {{"eqbench3"}, scenario.id, {"lab/tiny"}, 2},
                                       .why = part_at(parts, 3)};
  attune::VerdictRecord verdict;
  verdict.verdict.finding = attune::Marks{70, {{"warmth", 14}, {"format", 1}}};
  if (input.form / 16 % 2 == 1) verdict.verdict.finding = attune::Unscored{part_at(parts, 3)};
  Eqbench3Task task = attune::eqbench3_task_of({.scenario = scenario,
                                                .sample = sample,
                                                .transcript = transcript,
                                                .verdict = &verdict,
                                                .raw = part_at(parts, 2),
                                                .wrapping = part_at(parts, 4),
                                                .imported = input.form / 32 % 2 == 1});
  sort_sections(task);
  const auto again =
      attune::parse_eqbench3_task(attune::eqbench3_task_text(task, "lab/tiny"), "t.json");
  require(again && *again == task);
}

}  // namespace

// The first byte chooses what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  switch (input.form % 8) {
    case 0:
      check_judgemark(input.text);
      break;
    case 1:
      check_spiral(input.text);
      break;
    case 2:
      check_eqbench(input.text);
      break;
    case 3:
      check_elo(input.text);
      break;
    case 4:
      check_runs(input.text);
      break;
    case 5:
      check_task(input.text);
      break;
    default:
      check_made_task(input);
      break;
  }
  return 0;
}
