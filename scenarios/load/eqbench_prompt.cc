#include "scenarios/load/eqbench_prompt.h"

namespace attune {
namespace {

// Where the part to be cut begins and the text after it goes on, and the line that asks instead.
struct Part {
  std::string_view critique;
  std::string_view end;
  std::string_view first_heading;
  std::string_view ask;
};

constexpr Part kEnglish = {"Critique: <your critique here>", "[End of answer]",
                           "First pass scores:\n", "\nYour answer:\n"};
// Only this one of the four German spellings of the heading goes, as in the reference.
constexpr Part kGerman = {"Kritik: <Ihre Kritik hier>", "[Ende der Antwort]", "Erste Bewertung:\n",
                          "\nIhre Antwort:\n"};

constexpr std::string_view kEnglishSentence =
    " Then critique your answer by thinking it through step by step. Finally, give your revised "
    "scores.";
constexpr std::string_view kGermanStem = "Geben Sie jeder dieser möglichen Emotionen";
constexpr std::string_view kGermanLine =
    "Geben Sie jeder dieser möglichen Emotionen eine Punktzahl von 0-10 für die relative "
    "Intensität, die sie wahrscheinlich fühlen werden.";

std::string without(std::string_view text, std::string_view part) {
  std::string rest;
  while (true) {
    const auto at = text.find(part);
    rest += text.substr(0, at);
    if (at == std::string_view::npos) return rest;
    text.remove_prefix(at + part.size());
  }
}

std::string with_short_german_line(const std::string& prompt) {
  const auto start = prompt.find(kGermanStem);
  if (start == std::string::npos) return prompt;
  const auto end = prompt.find('\n', start);
  if (end == std::string::npos) return prompt;
  return prompt.substr(0, start).append(kGermanLine).append(prompt, end);
}

bool holds(std::string_view prompt, const Part& part) {
  const auto critique = prompt.find(part.critique);
  return critique != std::string_view::npos && prompt.find(part.end) != std::string_view::npos;
}

std::string cut(const std::string& prompt, const Part& part) {
  const std::string text = without(prompt, part.first_heading);
  std::string kept = text.substr(0, text.find(part.critique)) + "\n";
  return kept.append(text, text.find(part.end)).append(part.ask);
}

}  // namespace

std::string without_revision(std::string_view prompt) {
  if (holds(prompt, kEnglish)) return cut(without(prompt, kEnglishSentence), kEnglish);
  if (holds(prompt, kGerman)) return cut(with_short_german_line(std::string(prompt)), kGerman);
  return std::string(prompt);
}

}  // namespace attune
