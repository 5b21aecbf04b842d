#include "scenarios/load/eqbench_pack.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/digest.h"
#include "scenarios/base/utf8.h"
#include "scenarios/load/eqbench_prompt.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kCompatTokens = 60;
constexpr std::size_t kV1Questions = 60;  // the reference tells the versions apart by count alone

// Reads one questions file; every fault names its question.
class Questions {
 public:
  Questions(std::string file, Faults& faults) : file_(std::move(file)), faults_(faults) {}

  Scenario scenario(const std::string& id, const Json& question) {
    at_ = fmt::format("{}: question {}", file_, printable(id));
    Scenario scenario{.id = {id}, .kind = "intensity", .language = "en"};
    if (!question.is_object() || !question.contains("prompt") || !question["prompt"].is_string()) {
      fault("prompt", "expected a text");
      return scenario;
    }
    scenario.cues = {{question["prompt"].get<std::string>()}};
    IntensityKey key;
    read(question, "reference_answer", key, &EmotionReference::share);
    if (question.contains("reference_answer_fullscale")) {
      read(question, "reference_answer_fullscale", key, &EmotionReference::intensity);
    }
    scenario.key = std::move(key);
    return scenario;
  }

 private:
  void fault(std::string_view field, std::string_view problem) {
    faults_.push_back(fmt::format("{}: {}: {}", at_, field, problem));
  }

  // Whole numbers, or the same as text: both occur in the published file.
  static std::optional<double> number(const Json& value) {
    if (value.is_number()) return value.get<double>();
    if (!value.is_string()) return std::nullopt;
    const auto text = value.get<std::string>();
    double parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(parsed) : std::nullopt;
  }

  void read(const Json& question, const char* field, IntensityKey& key,
            double EmotionReference::*value) {
    static const Json none = Json::object();
    const Json& answer = question.contains(field) ? question[field] : none;
    key.emotions.resize(4);
    for (std::size_t i = 0; i < 4; ++i) {
      const std::string name_field = fmt::format("emotion{}", i + 1);
      const std::string score_field = name_field + "_score";
      EmotionReference& emotion = key.emotions[i];
      if (!answer.contains(name_field) || !answer[name_field].is_string()) {
        fault(fmt::format("{}.{}", field, name_field), "expected the name of an emotion");
        continue;
      }
      const auto name = answer[name_field].get<std::string>();
      if (!emotion.name.empty() && emotion.name != name) {
        fault(fmt::format("{}.{}", field, name_field),
              "the two reference answers name different emotions");
      }
      emotion.name = name;
      const auto score = answer.contains(score_field) ? number(answer[score_field]) : std::nullopt;
      if (!(score >= 0.0 && score <= 10.0)) {  // nothing and NaN too
        fault(fmt::format("{}.{}", field, score_field), "expected a number from 0 to 10");
      }
      emotion.*value = score.value_or(0);
    }
  }

  std::string file_;
  std::string at_;
  Faults& faults_;
};

bool is_german(const Pack& pack) {
  return !pack.scenarios.empty() &&
         pack.scenarios.front().cues.front().text.find("[Ende der Antwort]") != std::string::npos;
}

void name_pack(Pack& pack, bool v1) {
  const bool german = is_german(pack);
  pack.id.text = v1 ? "eqbench-v1" : german ? "eqbench-v2-de" : "eqbench-v2";
  pack.version = v1 ? "1.0" : "2.4";
  pack.title = v1 ? "EQ-Bench v1" : german ? "EQ-Bench v2, German" : "EQ-Bench v2";
  pack.licence = "MIT (EQ-bench/EQ-Bench)";
  pack.scorers = v1 ? std::vector<std::string>{"eqbench-v1-robust", "eqbench-v1"}
                    : std::vector<std::string>{"eqbench-v2-robust", "eqbench-v2"};
  pack.references = "set by the authors of EQ-Bench; see their paper, arXiv:2312.06281";
  pack.limits = "one author's reading of generated dialogues; no human norms";
  for (Scenario& scenario : pack.scenarios) scenario.language = german ? "de" : "en";
}

// The reference's parameters (specs §1.1), but for its limit of 60 tokens.
Generation generation() {
  Generation generation{.tries = 3, .temperature_step = 0.15};
  generation.parameters.temperature = 0.01;
  generation.parameters.max_tokens = 2048;
  return generation;
}

std::string fault_place(std::string_view text, const std::string& file) {
  Faults faults;
  std::string line(text);
  for (char& letter : line)
    letter = letter == '\n' || letter == '\r' ? ' ' : letter;  // columns count from the start
  const auto error = parse_jsonl(line, file);
  const std::string what = error ? file + ":1:1" : error.error().what;
  const auto column = what.find(":1:") == std::string::npos
                          ? 0
                          : std::strtoul(what.c_str() + what.find(":1:") + 3, nullptr, 10);
  const std::string_view before = text.substr(0, column);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto start = before.rfind('\n');
  return fmt::format("{}:{}:{}", file, lines + 1,
                     before.size() - (start == std::string_view::npos ? 0 : start + 1));
}

}  // namespace

Result<Pack> parse_eqbench(const PackFile& questions) {
  if (nested_too_deep(questions.text)) return fix_input(questions.name + ": is nested too deep");
  const Json json = Json::parse(questions.text, nullptr, false);
  if (json.is_discarded()) {
    return fix_input(fault_place(questions.text, questions.name) +
                     ": expected the questions as JSON");
  }
  if (!json.is_object() || json.empty()) {
    return fix_input(questions.name + ":1:1: expected an object of questions by their id");
  }
  Faults faults;
  Questions reader(questions.name, faults);
  Pack pack;
  for (const auto& [id, question] : json.items())
    pack.scenarios.push_back(reader.scenario(id, question));
  if (!faults.empty()) return to_error(faults);
  name_pack(pack, pack.scenarios.size() == kV1Questions);
  for (Scenario& scenario : pack.scenarios) scenario.generation = generation();
  pack.digest = digest_of("attune.eqbench/1 " + questions.text);
  return pack;
}

Pack as_asked(Pack pack, const EqbenchAsking& asking) {
  const bool strip = !asking.revise && pack.id.text != "eqbench-v1";
  for (Scenario& scenario : pack.scenarios) {
    if (asking.compat) scenario.generation.parameters.max_tokens = kCompatTokens;
    if (strip) scenario.cues.front().text = without_revision(scenario.cues.front().text);
  }
  return pack;
}

}  // namespace attune
