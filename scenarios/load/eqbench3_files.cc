#include "scenarios/load/eqbench3_files.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kScenarioMarks = 8;
constexpr std::size_t kPromptMarks = 7;
constexpr std::string_view kPrompt = "Prompt";
constexpr std::string_view kDigits = "0123456789";

std::size_t marks_before(std::string_view text) {
  return std::min(text.find_first_not_of('#'), text.size());
}

// The number that is the whole text.
std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

// Reads scenario_prompts.txt line by line.
class ScenarioReader {
 public:
  ScenarioReader(std::string file, Faults& faults, std::vector<std::string>& repairs)
      : file_(std::move(file)), faults_(faults), repairs_(repairs) {}

  std::vector<Eqbench3Scenario> read(std::string_view text) {
    for (const std::string& line : split(text, '\n')) {
      ++line_;
      take(line);
    }
    end_scenario();
    return std::move(scenarios_);
  }

 private:
  void take(std::string_view line) {
    const std::string_view text = trim(line);
    const std::size_t marks = marks_before(text);
    if (marks > kScenarioMarks) return fault(line_, "expected seven or eight '#'");
    if (marks == kScenarioMarks) return start_scenario(trim(text.substr(marks)));
    if (marks == kPromptMarks) return start_prompt(trim(text.substr(marks)));
    if (prompt_line_ > 0) {
      prompt_.append(line) += '\n';
    } else if (!text.empty() && !scenarios_.empty()) {
      fault(line_, "this text stands in no prompt");
    }
  }

  void start_scenario(std::string_view heading) {
    end_scenario();
    const auto part = [&heading] {
      const auto bar = std::min(heading.find('|'), heading.size());
      const std::string_view text = trim(heading.substr(0, bar));
      heading.remove_prefix(std::min(bar + 1, heading.size()));
      return std::string(text);
    };
    Eqbench3Scenario scenario{.id = part(), .category = part(), .line = line_};
    scenario.title = trim(heading);
    if (scenario.id.empty() || scenario.id.find_first_of(" \t") != std::string::npos)
      fault(line_, "expected '######## <id> | <category> | <title>'");
    if (std::ranges::find(scenarios_, scenario.id, &Eqbench3Scenario::id) != scenarios_.end())
      fault(line_, fmt::format("scenario {} is here already", printable(scenario.id)));
    scenarios_.push_back(std::move(scenario));
  }

  void start_prompt(std::string_view name) {
    end_prompt();
    if (scenarios_.empty()) return fault(line_, "a prompt before any scenario");
    Eqbench3Scenario& scenario = scenarios_.back();
    const bool named = name.starts_with(kPrompt);
    const auto said = number(named ? name.substr(kPrompt.size()) : name);
    const std::string_view digits = name.substr(std::min(name.find_first_of(kDigits), name.size()));
    const auto meant = said ? said : number(digits);
    if (!meant) return fault(line_, "expected '####### Prompt<N>'");
    if (*meant != scenario.prompts.size() + 1) {
      fault(line_, fmt::format("prompt {} of scenario {} where prompt {} was expected", *meant,
                               printable(scenario.id), scenario.prompts.size() + 1));
    }
    if (!named || !said) repair(scenario, name, *meant);
    prompt_line_ = line_;
  }

  void repair(Eqbench3Scenario& scenario, std::string_view name, std::size_t meant) {
    scenario.repaired = true;
    repairs_.push_back(fmt::format(
        "{}:{}: '####### {}' is read as '####### Prompt{}', without which the reference loses "
        "scenario {}",
        file_, line_, printable(name), meant, printable(scenario.id)));
  }

  void end_prompt() {
    if (prompt_line_ == 0) return;
    if (trim(prompt_).empty()) fault(prompt_line_, "a prompt without text");
    scenarios_.back().prompts.emplace_back(trim(prompt_));
    prompt_.clear();
    prompt_line_ = 0;
  }

  void end_scenario() {
    end_prompt();
    if (scenarios_.empty() || !scenarios_.back().prompts.empty()) return;
    const Eqbench3Scenario& last = scenarios_.back();
    fault(last.line, fmt::format("scenario {} has no prompt", printable(last.id)));
  }

  void fault(int line, std::string_view problem) {
    faults_.push_back(fmt::format("{}:{}: {}", file_, line, problem));
  }

  std::string file_;
  Faults& faults_;
  std::vector<std::string>& repairs_;
  std::vector<Eqbench3Scenario> scenarios_;
  std::string prompt_;
  int line_ = 0;
  int prompt_line_ = 0;  // where the prompt under way begins; 0: none is
};

}  // namespace

std::string with_plain_newlines(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!pair) plain += text[i] == '\r' ? '\n' : text[i];
  }
  return plain;
}

std::vector<Eqbench3Scenario> read_eqbench3_scenarios(const PackFile& file, Faults& faults,
                                                      std::vector<std::string>& repairs) {
  std::vector<Eqbench3Scenario> scenarios =
      ScenarioReader(file.name, faults, repairs).read(file.text);
  if (scenarios.empty()) faults.push_back(file.name + ":1: expected '######## <id>' lines");
  return scenarios;
}

std::map<std::string, std::string> read_eqbench3_notes(const PackFile& file, Faults& faults) {
  std::map<std::string, std::string> notes;
  std::string* note = nullptr;
  int at = 0;
  const auto fault = [&](std::string_view problem) {
    faults.push_back(fmt::format("{}:{}: {}", file.name, at, problem));
  };
  for (const std::string& line : split(file.text, '\n')) {
    ++at;
    if (line.starts_with("# ")) {
      const auto [found, fresh] = notes.emplace(trim(std::string_view(line).substr(2)), "");
      if (!fresh) fault(fmt::format("there are notes on {} already", printable(found->first)));
      note = &found->second;
    } else if (note != nullptr) {
      note->append(line) += '\n';
    } else if (!trim(line).empty()) {
      fault("expected '# <id>' first");
    }
  }
  for (auto& [id, text] : notes) text = std::string(trim(text));
  return notes;
}

std::vector<std::string> read_eqbench3_criteria(const PackFile& file, Faults& faults) {
  std::vector<std::string> names;
  int at = 0;
  for (const std::string& line : split(file.text, '\n')) {
    ++at;
    const std::string name(trim(line));
    if (name.empty() || name.starts_with('#')) continue;
    const bool odd = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") != name.npos;
    const bool again = std::ranges::find(names, name) != names.end();
    if (odd) {
      faults.push_back(fmt::format("{}:{}: expected a name of lower-case letters, digits and '_'",
                                   file.name, at));
    } else if (again) {
      faults.push_back(fmt::format("{}:{}: '{}' is here already", file.name, at, name));
    } else {
      names.push_back(name);
    }
  }
  return names;
}

}  // namespace attune
