#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/message.h"

namespace attune {

// EQ-Bench 3's runs file (specs/eq-bench-family §8.5): runs by key, each with its tasks.

// One scenario played once. What the file has as null is absent here.
struct Eqbench3Task {
  std::string scenario;
  int iteration = 1;
  std::vector<std::string> prompts;  // without the template
  std::optional<std::string> debrief_prompt;
  std::optional<std::string> master_prompt_template;
  std::string status;                          // "rubric_scored", "error", …
  std::optional<double> start_time, end_time;  // seconds since 1970
  std::optional<std::string> error, scenario_run_error, debrief_run_error, rubric_run_error;
  std::vector<Message> conversation;  // without the debrief
  // What the reference read in each reply: sections by name, in order, and "raw".
  std::vector<std::vector<std::pair<std::string, std::string>>> parsed_responses;
  std::optional<std::string> debrief_response;
  std::vector<std::pair<std::string, double>> rubric_scores;  // sorted by name; empty where null
  std::optional<std::string> raw_rubric_judge_text;
  bool operator==(const Eqbench3Task&) const = default;
};

struct Eqbench3Run {
  std::string run_key;
  std::string model_name;   // the logical name; older files have it as "test_model"
  std::string judge_model;  // of the rubric; empty where none is named
  std::string start_time;   // as Python writes it, or empty
  std::string status;       // "completed", …
  std::optional<int> iterations_requested;
  std::optional<double> average_rubric_score;  // 0-20, where one was worked out
  // Every field of the run but its tasks, the above included: a JSON object, names sorted.
  std::string fields;
  std::vector<Eqbench3Task> tasks;  // in the file's order
  bool operator==(const Eqbench3Run&) const = default;
};

// Every run of the file, in its order. Takes time in proportion to its size.
//
// Errors: FixInput naming run key, iteration, scenario and field.
Result<std::vector<Eqbench3Run>> parse_eqbench3_runs(const PackFile& file);

// The file again, with every name that the reference writes, in its order.
std::string eqbench3_runs_text(std::span<const Eqbench3Run> runs);

// One task of a run of this model as a JSON object, and back but for scenario and iteration, which
// go by the names under which a task stands. FixInput naming place and field.
std::string eqbench3_task_text(const Eqbench3Task& task, const std::string& model_name);
Result<Eqbench3Task> parse_eqbench3_task(std::string_view text, const std::string& place);

// Models go by their logical name in these files. Names that do not say whose model it is get the
// provider "unknown", and lose it again.
SubjectId eqbench3_subject(std::string_view model_name);
std::string eqbench3_model(const SubjectId& subject);

}  // namespace attune
