#include "scenarios/load/eqbench3_pack.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "scenarios/base/digest.h"
#include "scenarios/base/slots.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "scenarios/load/eqbench3_files.h"

namespace attune {
namespace {

constexpr std::string_view kScenarioSlot = "scenario_prompt";
constexpr std::string_view kTranscriptSlot = "{transcript_being_analysed}";
constexpr std::string_view kRepaired = "repaired";
constexpr int kMaxTokens = 12'000;

// Who counts among the 18 criteria of all kinds but analysis (specs §2.6).
constexpr std::array<std::string_view, 6> kCounted = {"demonstrated_empathy", "pragmatic_ei",
                                                      "depth_of_insight",     "social_dexterity",
                                                      "emotional_reasoning",  "message_tailoring"};

// What a judge of two subjects compares (specs §3).
constexpr std::array<std::string_view, 8> kCompared = {
    "demonstrated_empathy", "pragmatic_ei",        "depth_of_insight",
    "social_dexterity",     "emotional_reasoning", "appropriate_validating_challenging",
    "message_tailoring",    "overall_eq"};
constexpr std::array<std::string_view, 8> kComparedAnalyses = {
    "depth_of_insight", "authentic_eu",          "causal_attribution", "theory_of_mind",
    "incisiveness",     "reading_between_lines", "correctness",        "overall_eq"};

// What all scenarios of one kind have in common.
struct KindRule {
  std::string wrapping;  // round each user turn, with {scenario_prompt}
  std::string debrief;   // empty: none is asked
  std::vector<Section> sections;
  Rubric rubric;
};

// The folder's files by name, read as Python reads them.
class Folder {
 public:
  Folder(std::span<const PackFile> files, Faults& faults) : faults_(faults) {
    for (const std::string_view name : kEqbench3Files) {
      const auto found = std::ranges::find_if(files, [&](const PackFile& file) {
        return file.name == name || file.name.ends_with("/" + std::string(name));
      });
      PackFile& file = files_[std::string(name)];
      file = found == files.end() ? PackFile{std::string(name), ""} : *found;
      file.text = with_plain_newlines(file.text);
      if (found == files.end()) fault(file, 1, "is missing");
      if (found != files.end()) check_text(file);
    }
  }

  const PackFile& operator[](std::string_view name) const { return files_.find(name)->second; }

  // Notes slots that are not known and, of the known ones, those that are missing. A template for
  // Python's format() takes no other braces.
  std::string slotted(std::string_view name, const std::vector<std::string>& known,
                      bool formatted = true) {
    const PackFile& file = (*this)[name];
    std::vector<std::string> missing = known;
    for (std::size_t at = file.text.find_first_of("{}"); at != std::string::npos;
         at = file.text.find_first_of("{}", at + 1)) {
      const std::string slot = slot_at(file.text, at);
      const bool is_known = std::ranges::find(known, slot) != known.end();
      std::erase(missing, slot);
      if (!slot.empty() && !is_known)
        fault(file, line_of(file.text, at), fmt::format("unknown placeholder {{{}}}", slot));
      if (slot.empty() && formatted)
        fault(file, line_of(file.text, at), "a brace that belongs to no placeholder");
      if (!slot.empty()) at += slot.size() + 1;
    }
    for (const std::string& slot : missing)
      fault(file, 1, fmt::format("expected the placeholder {{{}}}", slot));
    return file.text;
  }

  void fault(const PackFile& file, std::ptrdiff_t line, std::string_view problem) {
    faults_.push_back(fmt::format("{}:{}: {}", file.name, line, problem));
  }

  [[nodiscard]] std::string digest() const {
    Digester digester;
    digester.add("attune.eqbench3/1");
    for (const std::string_view name : kEqbench3Files) digester.add(name).add((*this)[name].text);
    return digester.text();
  }

 private:
  void check_text(const PackFile& file) {
    if (trim(file.text).empty()) fault(file, 1, "is empty");
    if (valid_utf8(file.text) != file.text) fault(file, 1, "is not UTF-8");
    if (file.text.starts_with("\xEF\xBB\xBF")) fault(file, 1, "begins with a byte order mark");
  }

  // Judges' prompts have slots in capitals too, so slots_of() does not see them all.
  static std::string slot_at(std::string_view text, std::size_t at) {
    if (text[at] != '{') return {};
    const auto end =
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ", at + 1);
    const bool closed = end != std::string_view::npos && end > at + 1 && text[end] == '}';
    return closed ? std::string(text.substr(at + 1, end - at - 1)) : std::string();
  }

  static std::ptrdiff_t line_of(std::string_view text, std::size_t at) {
    return std::ranges::count(text.substr(0, at), '\n') + 1;
  }

  std::map<std::string, PackFile, std::less<>> files_;
  Faults& faults_;
};

std::vector<Criterion> criteria(Folder& folder, std::string_view name,
                                std::span<const std::string_view> counted, Faults& faults) {
  std::vector<Criterion> criteria;
  const PackFile& file = folder[name];
  for (std::string& criterion : read_eqbench3_criteria(file, faults)) {
    const bool counts = counted.empty() || std::ranges::find(counted, criterion) != counted.end();
    criteria.push_back({.name = std::move(criterion), .counted = counts});
  }
  for (const std::string_view wanted : counted) {
    if (std::ranges::find(criteria, wanted, &Criterion::name) == criteria.end())
      folder.fault(file, 1, fmt::format("expected the criterion '{}', which counts", wanted));
  }
  return criteria;
}

std::vector<Criterion> compared(Folder& folder, std::string_view name,
                                std::span<const std::string_view> keys) {
  std::vector<Criterion> criteria;
  for (const std::string_view key : keys) {
    criteria.push_back({.name = std::string(key)});
    if (folder[name].text.find(fmt::format("\"{}\"", key)) == std::string::npos)
      folder.fault(folder[name], 1, fmt::format("expected the key \"{}\"", key));
  }
  return criteria;
}

Rubric standard_rubric(Folder& folder, Faults& faults) {
  constexpr std::string_view kPair = "pairwise_prompt_eqbench3.txt";
  return {.criteria = criteria(folder, "rubric_scoring_criteria.txt", kCounted, faults),
          .compared = compared(folder, kPair, kCompared),
          .prompt = folder.slotted("rubric_scoring_prompt.txt",
                                   {"transcript", "debrief", "output_format"}),
          .pair_prompt = folder.slotted(kPair,
                                        {"conversation_history_A", "debrief_A",
                                         "conversation_history_B", "debrief_B", "scenario_notes"},
                                        false)};
}

Rubric analysis_rubric(Folder& folder, Faults& faults) {
  constexpr std::string_view kPair = "pairwise_prompt_eqbench3_analysis.txt";
  return {.criteria = criteria(folder, "rubric_scoring_criteria_analysis.txt", {}, faults),
          .compared = compared(folder, kPair, kComparedAnalyses),
          .prompt =
              folder.slotted("rubric_scoring_prompt_analysis.txt", {"transcript", "output_format"}),
          .pair_prompt = folder.slotted(
              kPair, {"transcript_being_analysed", "response_A", "response_B", "scenario_notes"},
              false)};
}

std::map<std::string, KindRule> kind_rules(Folder& folder, Faults& faults) {
  const std::vector<std::string> slot = {std::string(kScenarioSlot)};
  const Rubric rubric = standard_rubric(folder, faults);
  const std::string& debrief = folder["debrief_prompt.txt"].text;
  std::map<std::string, KindRule> rules;
  rules["roleplay"] = {folder.slotted("scenario_master_prompt.txt", slot),
                       debrief,
                       {{"thinking_feeling", "I'm thinking & feeling", 2200},
                        {"their_thinking_feeling", "They're thinking & feeling", 1600},
                        {"response", "My response", 1600}},
                       rubric};
  rules["drafting"] = {folder.slotted("scenario_master_prompt_message_drafting.txt", slot),
                       debrief,
                       {{"perspective_taking", "Perspective-taking", 2200},
                        {"draft_brainstorming", "Draft brainstorming", 1600},
                        {"draft", "Draft", 1600}},
                       rubric};
  rules["chat"] = {fmt::format("{{{}}}", kScenarioSlot), debrief, {}, rubric};
  rules["analysis"] = {folder.slotted("scenario_master_prompt_analysis.txt", slot),
                       "",
                       {},
                       analysis_rubric(folder, faults)};
  return rules;
}

// The reference's lists of ids (specs §2.1).
std::string kind_of(std::string_view id) {
  const bool three = id.size() == 3 && id.find_first_not_of("0123456789") == id.npos;
  if (three && id >= "401" && id <= "420") return "analysis";
  if (three && id >= "201" && id <= "209") return "drafting";
  return id == "8" || id == "10" || id == "12" || id == "14" ? "chat" : "roleplay";
}

// format() looks at no filled-in text again, and neither does fill().
Cue wrapped(const KindRule& rule, const std::string& prompt) {
  const std::vector<Slot> slots = {{std::string(kScenarioSlot), prompt}};
  Result<std::string> text = fill(rule.wrapping, slots);
  return {text ? *std::move(text) : prompt};  // a wrapping with other slots is a fault already
}

Scenario to_scenario(const Eqbench3Scenario& written, const KindRule& rule) {
  Scenario scenario{.id = {written.id},
                    .kind = kind_of(written.id),
                    .title = written.title,
                    .language = "en",
                    .rubric = rule.rubric,
                    .sections = rule.sections};
  scenario.generation.parameters = {
      .temperature = 0.7, .min_p = 0.1, .max_tokens = kMaxTokens};  // specs §2.3
  for (const std::string& prompt : written.prompts) scenario.cues.push_back(wrapped(rule, prompt));
  if (!rule.debrief.empty()) {
    scenario.cues.push_back(
        {rule.debrief, Parameters{.temperature = 0.5, .max_tokens = kMaxTokens}});
  }
  std::string& pair = scenario.rubric.pair_prompt;
  const auto slot = pair.find(kTranscriptSlot);
  if (slot != std::string::npos && !written.prompts.empty())
    pair.replace(slot, kTranscriptSlot.size(), written.prompts.front());
  if (!written.category.empty()) scenario.tags.emplace_back("category", written.category);
  scenario.tags.emplace_back("kind", scenario.kind);
  if (written.repaired) scenario.tags.emplace_back(kRepaired, "yes");
  return scenario;
}

void name_pack(Pack& pack) {
  pack.id.text = "eqbench3";
  pack.version = "3";
  pack.title = "EQ-Bench 3";
  pack.licence = "MIT (EQ-bench/eqbench3)";
  pack.scorers = {"eqbench3-robust", "eqbench3"};
  pack.pair_scorers = {"eqbench3-pair-robust", "eqbench3-pair"};
  pack.references = "none: a judge marks replies on the criteria of EQ-Bench's authors";
  pack.limits = "what one judge makes of written role-plays; no human norms";
  pack.groups = {"kind"};
}

}  // namespace

Result<Pack> parse_eqbench3(std::span<const PackFile> files) {
  Faults faults;
  Folder folder(files, faults);
  if (!faults.empty()) return to_error(faults);
  Pack pack;
  name_pack(pack);
  const auto rules = kind_rules(folder, faults);
  const auto notes = read_eqbench3_notes(folder["scenario_notes.txt"], faults);
  const auto written =
      read_eqbench3_scenarios(folder["scenario_prompts.txt"], faults, pack.repairs);
  for (const Eqbench3Scenario& one : written) {
    Scenario scenario = to_scenario(one, rules.at(kind_of(one.id)));
    if (const auto note = notes.find(one.id); note != notes.end()) scenario.notes = note->second;
    pack.scenarios.push_back(std::move(scenario));
  }
  if (!faults.empty()) return to_error(faults);
  pack.digest = folder.digest();
  return pack;
}

Pack eqbench3_as_played(Pack pack, bool compat) {
  if (!compat) return pack;
  std::erase_if(pack.scenarios, [](const Scenario& scenario) {
    return std::ranges::find(scenario.tags, kRepaired,
                             &std::pair<std::string, std::string>::first) != scenario.tags.end();
  });
  for (Scenario& scenario : pack.scenarios) scenario.generation.plays_on = true;
  return pack;
}

}  // namespace attune
