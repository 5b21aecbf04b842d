#include "scenarios/load/eqbench3_runs.h"

#include <array>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/utf8.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::json;             // sorted: no quadratic look-ups in strangers' objects
using Written = nlohmann::ordered_json;  // for what we write
using OptionalText = std::optional<std::string>;

constexpr std::string_view kTasks = "scenario_tasks";
constexpr std::string_view kUnknown = "unknown/";
constexpr std::string_view kNone = "N/A";  // what the reference writes for a judge it had none of

constexpr std::array<std::string_view, 22> kRunFields = {"run_key",
                                                         "model_name",
                                                         "api_model_id",
                                                         "test_model",
                                                         "judge_model",
                                                         "rubric_judge_model",
                                                         "elo_judge_model",
                                                         "start_time",
                                                         "end_time",
                                                         "status",
                                                         "scenario_prompts_file",
                                                         "scenario_master_prompt_file",
                                                         "message_drafting_master_prompt_file",
                                                         "analysis_master_prompt_file",
                                                         "debrief_prompt_file",
                                                         "rubric_criteria_file_standard",
                                                         "rubric_prompt_file_standard",
                                                         "rubric_criteria_file_analysis",
                                                         "rubric_prompt_file_analysis",
                                                         "truncate_for_rubric",
                                                         "iterations_requested",
                                                         "results"};

template <class AnyJson>
std::string dumped(const AnyJson& json) {
  return json.dump(-1, ' ', false, AnyJson::error_handler_t::replace);
}

// Reads the fields of one object; the first fault is kept.
class Reader {
 public:
  Reader(const Json& json, std::string place) : json_(json), place_(std::move(place)) {}

  OptionalText text(const char* name) {
    const Json* found = find(name);
    if (found != nullptr && !found->is_string()) fault(name, "expected a text or null");
    return found != nullptr && found->is_string() ? OptionalText(found->get<std::string>())
                                                  : std::nullopt;
  }

  std::optional<double> number(const char* name) {
    const Json* found = find(name);
    if (found != nullptr && !found->is_number()) fault(name, "expected a number or null");
    return found != nullptr && found->is_number() ? std::optional(found->get<double>())
                                                  : std::nullopt;
  }

  // Of iterations.
  std::optional<int> count(const char* name) {
    const auto found = number(name);
    if (!found) return std::nullopt;
    const bool fits = *found >= 0 && *found <= 1'000'000;
    if (!fits) fault(name, "expected a number of iterations");
    return fits ? std::optional(static_cast<int>(*found)) : std::nullopt;
  }

  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> texts;
    for (const Json& item : list(name)) {
      if (!item.is_string()) fault(name, "expected texts");
      if (item.is_string()) texts.push_back(item.get<std::string>());
    }
    return texts;
  }

  const Json& list(const char* name) {
    static const Json kEmpty = Json::array();
    const Json* found = find(name);
    if (found != nullptr && !found->is_array()) fault(name, "expected a list");
    return found != nullptr && found->is_array() ? *found : kEmpty;
  }

  const Json& object(const char* name) {
    static const Json kEmpty = Json::object();
    const Json* found = find(name);
    if (found != nullptr && !found->is_object()) fault(name, "expected an object or null");
    return found != nullptr && found->is_object() ? *found : kEmpty;
  }

  void fault(const char* name, std::string_view problem) {
    if (!fault_) fault_ = fix_input(fmt::format("{}: {}: {}", place_, name, problem));
  }

  [[nodiscard]] const std::optional<Error>& first_fault() const { return fault_; }

 private:
  // Null counts as absent.
  const Json* find(const char* name) const {
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }

  const Json& json_;
  std::string place_;
  std::optional<Error> fault_;
};

std::vector<Message> conversation_of(Reader& reader) {
  constexpr const char* kName = "conversation_history";
  std::vector<Message> messages;
  for (const Json& message : reader.list(kName)) {
    const auto text = [&](const char* key) {
      const bool there = message.is_object() && message.contains(key) && message[key].is_string();
      return there ? message[key].get<std::string>() : std::string();
    };
    const bool user = text("role") == "user";
    const bool content =
        message.is_object() && message.contains("content") && message["content"].is_string();
    if ((!user && text("role") != "assistant") || !content)
      reader.fault(kName, "expected messages of user and assistant with a content each");
    messages.push_back(text_message(user ? Role::User : Role::Assistant, text("content")));
  }
  return messages;
}

std::vector<std::pair<std::string, std::string>> parsed_response(const Json& json, Reader& reader) {
  std::vector<std::pair<std::string, std::string>> sections;
  if (!json.is_object()) reader.fault("parsed_responses", "expected objects");
  for (const auto& [name, text] : json.items()) {
    if (!text.is_string()) reader.fault("parsed_responses", "expected texts by section");
    if (text.is_string()) sections.emplace_back(name, text.get<std::string>());
  }
  return sections;
}

Result<Done> read_tasks(std::string_view text, const std::string& place, Eqbench3Run& run) {
  auto iterations = json_members(text);
  if (!iterations) return std::move(iterations).error().within(place);
  std::set<int> numbers;
  for (const JsonMember& iteration : *iterations) {
    const std::string at = fmt::format("{}.{}", place, printable(iteration.name));
    int number = 0;
    const char* end = iteration.name.data() + iteration.name.size();
    const auto read = std::from_chars(iteration.name.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number < 1)
      return fix_input(at + ": expected iterations numbered from 1");
    if (!numbers.insert(number).second) return fix_input(at + ": is there twice");
    auto tasks = json_members(iteration.value);
    if (!tasks) return std::move(tasks).error().within(at);
    std::set<std::string> taken;
    for (const JsonMember& member : *tasks) {
      if (!taken.insert(member.name).second)
        return fix_input(fmt::format("{}.{}: is there twice", at, printable(member.name)));
      auto task =
          parse_eqbench3_task(member.value, fmt::format("{}.{}", at, printable(member.name)));
      if (!task) return std::move(task).error();
      task->scenario = member.name;  // the names are what the reference goes by
      task->iteration = number;
      run.tasks.push_back(*std::move(task));
    }
  }
  return Done{};
}

// What is worth a field of its own among all of a run's fields.
Result<Done> read_fields(const Json& fields, const std::string& place, Eqbench3Run& run) {
  Reader reader(fields, place);
  run.model_name = reader.text("model_name").value_or(reader.text("test_model").value_or(""));
  if (run.model_name.empty()) reader.fault("model_name", "is missing");
  run.judge_model =
      reader.text("rubric_judge_model").value_or(reader.text("judge_model").value_or(""));
  if (run.judge_model == kNone) run.judge_model.clear();
  run.start_time = reader.text("start_time").value_or("");
  run.status = reader.text("status").value_or("");
  run.iterations_requested = reader.count("iterations_requested");
  const Json& results = reader.object("results");
  const auto score = results.find("average_rubric_score");  // or "N/A", "Skipped"
  if (score != results.end() && score->is_number()) run.average_rubric_score = score->get<double>();
  if (reader.first_fault()) return *reader.first_fault();
  run.fields = dumped(fields);
  return Done{};
}

Result<Eqbench3Run> read_run(const JsonMember& member, const std::string& file) {
  const std::string place = fmt::format("{}: {}", file, printable(member.name));
  auto parts = json_members(member.value);
  if (!parts) return std::move(parts).error().within(place);
  Eqbench3Run run{.run_key = member.name};
  Json fields = Json::object();
  std::string_view tasks = "{}";
  for (const JsonMember& part : *parts) {
    if (part.name == kTasks) {
      tasks = part.value;
      continue;
    }
    auto value = json_value(part.value);
    if (!value) return fix_input(fmt::format("{}: {}: is no JSON", place, printable(part.name)));
    fields[part.name] = *std::move(value);
  }
  Result<Done> read = read_fields(fields, place, run);
  if (!read) return std::move(read).error();
  read = read_tasks(tasks, fmt::format("{}: {}", place, kTasks), run);
  if (!read) return std::move(read).error();
  return run;
}

template <class T>
Written or_null(const std::optional<T>& value) {
  return value ? Written(*value) : Written();
}

Written conversation_json(std::span<const Message> conversation) {
  Written list = Written::array();
  for (const Message& message : conversation)
    list.push_back({{"role", to_text(message.role)}, {"content", text_of(message)}});
  return list;
}

// Names in the order in which the reference writes them.
Written task_json(const Eqbench3Task& task, const std::string& model) {
  Written parsed = Written::array();
  for (const auto& response : task.parsed_responses) {
    Written sections = Written::object();
    for (const auto& [name, text] : response) sections[name] = text;
    parsed.push_back(std::move(sections));
  }
  Written scores;
  for (const auto& [name, score] : task.rubric_scores) scores[name] = score;
  return {{"scenario_id", task.scenario},
          {"prompts", task.prompts},
          {"debrief_prompt", or_null(task.debrief_prompt)},
          {"iteration_index", task.iteration},
          {"test_model", model},
          {"master_prompt_template", or_null(task.master_prompt_template)},
          {"status", task.status},
          {"start_time", or_null(task.start_time)},
          {"end_time", or_null(task.end_time)},
          {"error", or_null(task.error)},
          {"scenario_run_error", or_null(task.scenario_run_error)},
          {"debrief_run_error", or_null(task.debrief_run_error)},
          {"rubric_run_error", or_null(task.rubric_run_error)},
          {"conversation_history", conversation_json(task.conversation)},
          {"parsed_responses", std::move(parsed)},
          {"debrief_response", or_null(task.debrief_response)},
          {"rubric_scores", std::move(scores)},
          {"raw_rubric_judge_text", or_null(task.raw_rubric_judge_text)}};
}

std::string in_quotes(std::string_view name) {
  return dumped(Json(name));
}

// Iterations and tasks stand together, in the order of their first task.
std::string tasks_text(const Eqbench3Run& run) {
  std::vector<std::pair<int, std::string>> iterations;
  std::map<int, std::size_t> places;
  for (const Eqbench3Task& task : run.tasks) {
    const auto [place, fresh] = places.emplace(task.iteration, iterations.size());
    if (fresh) iterations.emplace_back(task.iteration, "");
    std::string& text = iterations[place->second].second;
    text += fmt::format("{}\n      {}: {}", text.empty() ? "" : ",", in_quotes(task.scenario),
                        eqbench3_task_text(task, run.model_name));
  }
  std::string text = "{";
  for (const auto& [number, tasks] : iterations)
    text += fmt::format("{}\n    \"{}\": {{{}}}", text.size() > 1 ? "," : "", number, tasks);
  return text + "}";
}

std::string run_text(const Eqbench3Run& run) {
  Json fields = Json::parse(run.fields.empty() ? "{}" : run.fields, nullptr, false);
  if (!fields.is_object()) fields = Json::object();
  std::string text;
  const auto add = [&text](std::string_view name, const std::string& value) {
    text += fmt::format("{}\n   {}: {}", text.empty() ? "" : ",", in_quotes(name), value);
  };
  for (const std::string_view name : kRunFields) {
    if (name == "results") add(kTasks, tasks_text(run));
    const auto found = fields.find(name);
    if (found == fields.end()) continue;
    add(name, dumped(*found));
    fields.erase(found);
  }
  for (const auto& [name, value] : fields.items()) add(name, dumped(value));
  return "{" + text + "}";
}

}  // namespace

Result<std::vector<Eqbench3Run>> parse_eqbench3_runs(const PackFile& file) {
  auto members = json_members(file.text);
  if (!members) return std::move(members).error().within(file.name);
  std::vector<Eqbench3Run> runs;
  for (const JsonMember& member : *members) {
    auto run = read_run(member, file.name);
    if (!run) return std::move(run).error();
    runs.push_back(*std::move(run));
  }
  return runs;
}

std::string eqbench3_runs_text(std::span<const Eqbench3Run> runs) {
  std::string text = "{";
  for (const Eqbench3Run& run : runs)
    text += fmt::format("{}\n  {}: {}", text.size() > 1 ? "," : "", in_quotes(run.run_key),
                        run_text(run));
  return text + "\n}\n";
}

std::string eqbench3_task_text(const Eqbench3Task& task, const std::string& model_name) {
  return dumped(task_json(task, model_name));
}

Result<Eqbench3Task> parse_eqbench3_task(std::string_view text, const std::string& place) {
  const std::optional<Json> json = json_value(text);
  if (!json || !json->is_object()) return fix_input(place + ": expected a task as a JSON object");
  Reader reader(*json, place);
  Eqbench3Task task{.scenario = reader.text("scenario_id").value_or(""),
                    .iteration = reader.count("iteration_index").value_or(1),
                    .prompts = reader.texts("prompts"),
                    .debrief_prompt = reader.text("debrief_prompt"),
                    .master_prompt_template = reader.text("master_prompt_template"),
                    .status = reader.text("status").value_or("initialized"),
                    .start_time = reader.number("start_time"),
                    .end_time = reader.number("end_time"),
                    .error = reader.text("error"),
                    .scenario_run_error = reader.text("scenario_run_error"),
                    .debrief_run_error = reader.text("debrief_run_error"),
                    .rubric_run_error = reader.text("rubric_run_error"),
                    .conversation = conversation_of(reader),
                    .debrief_response = reader.text("debrief_response"),
                    .raw_rubric_judge_text = reader.text("raw_rubric_judge_text")};
  for (const Json& response : reader.list("parsed_responses"))
    task.parsed_responses.push_back(parsed_response(response, reader));
  for (const auto& [name, score] : reader.object("rubric_scores").items()) {
    if (!score.is_number()) reader.fault("rubric_scores", "expected numbers by criterion");
    if (score.is_number()) task.rubric_scores.emplace_back(name, score.get<double>());
  }
  if (reader.first_fault()) return *reader.first_fault();
  return task;
}

SubjectId eqbench3_subject(std::string_view model_name) {
  const bool whose = model_name.find('/') != std::string_view::npos;
  return {whose ? std::string(model_name) : fmt::format("{}{}", kUnknown, model_name)};
}

std::string eqbench3_model(const SubjectId& subject) {
  return subject.text.starts_with(kUnknown) ? subject.text.substr(kUnknown.size()) : subject.text;
}

}  // namespace attune
