#include "scenarios/generate/persona_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

std::string_view known_to_themselves(Awareness awareness) {
  switch (awareness) {
    case Awareness::None:
      return "They have not seen this themselves.";
    case Awareness::Partial:
      return "They half know it and look away.";
    case Awareness::Full:
      return "They know it and keep it back.";
  }
  return {};
}

std::string_view how_it_comes_out(Awareness awareness) {
  switch (awareness) {
    case Awareness::None:
      return "The core comes out, if at all, as something they begin to see only now.";
    case Awareness::Partial:
      return "The core comes out, if at all, half said and half found out.";
    case Awareness::Full:
      return "The core comes out, if at all, because they decide to say it.";
  }
  return {};
}

std::string texts_of(const Persona& persona, BlockKind kind) {
  std::vector<std::string> texts;
  for (const Block* block : persona.of(kind)) texts.push_back(block->text);
  return join(texts, " ");
}

std::string numbers_of(const Persona& persona) {
  if (persona.state.empty()) return "All numbers as listed below.";
  std::vector<std::string> numbers;
  for (const auto& [name, start] : persona.state)
    numbers.push_back(fmt::format("{} {:g}", name, start));
  return fmt::format("Numbers: {}; the others as listed below.", join(numbers, ", "));
}

std::string in_words(std::string id) {
  std::ranges::replace(id, '-', ' ');
  return id;
}

// "Grief missed call: night baker, thirty four"
std::string title_of(const Persona& persona) {
  std::string title = in_words(persona.issue->id);
  if (title.front() >= 'a' && title.front() <= 'z')
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return fmt::format("{}: {}, {}", title, in_words(persona.the(BlockKind::Background).id),
                     in_words(persona.the(BlockKind::Age).id));
}

nlohmann::ordered_json state_json(const Persona& persona) {
  auto json = nlohmann::ordered_json::object();
  for (const auto& [name, start] : persona.state) {
    if (start == std::floor(start)) {
      json[name] = static_cast<std::int64_t>(start);
    } else {
      json[name] = start;
    }
  }
  return json;
}

nlohmann::ordered_json to_json(const Persona& persona) {
  const Block& relationship = persona.the(BlockKind::Relationship);
  nlohmann::ordered_json json = {
      {"id", persona_id(persona)},
      {"kind", "persona"},
      {"title", title_of(persona)},
      {"tags",
       {{"family", "generated"},
        {"category", persona.issue->category},
        {"split", std::string(to_text(persona.issue->split))},
        {"relationship", relationship.id}}},
      {"context", relationship.context},
      {"cues", std::vector<std::string>{persona.opening}},
      {"card", persona_card(persona)},
  };
  if (!persona.state.empty()) json["state"] = state_json(persona);
  json["notes"] = persona_notes(persona);
  return json;
}

}  // namespace

std::string persona_id(const Persona& persona) {
  return fmt::format("p-{:06}-{}", persona.number, persona.issue->id);
}

std::string persona_card(const Persona& persona) {
  const CoreIssue& issue = *persona.issue;
  return fmt::format(
      "Who: {} {}\n"
      "Hidden core issue: {} {}\n"
      "What they present: what the opening message says, and no more; asked, they would call it "
      "all there is.\n"
      "Trust style: {}\n"
      "Defence style: {}\n"
      "Help-seeking stance: {}\n"
      "Sensitivities: {}\n"
      "Preferences: {}\n"
      "Staged reveals. Low trust: {} Medium trust: {} High trust: {} {}\n"
      "What backfires: {}\n"
      "Relationship: {}\n"
      "How they write: {} The opening was plainer than their usual hand; all that follows is in "
      "this voice.\n"
      "At the start: {}\n",
      persona.the(BlockKind::Age).text, persona.the(BlockKind::Background).text, issue.text,
      known_to_themselves(issue.awareness), persona.the(BlockKind::Trust).text,
      persona.the(BlockKind::Defence).text, persona.the(BlockKind::Stance).text,
      texts_of(persona, BlockKind::Sensitivity), texts_of(persona, BlockKind::Preference),
      issue.clues[0], issue.clues[1], issue.clues[2], how_it_comes_out(issue.awareness),
      texts_of(persona, BlockKind::Backfire), persona.the(BlockKind::Relationship).text,
      persona.the(BlockKind::Voice).text, numbers_of(persona));
}

std::string persona_notes(const Persona& persona) {
  const CoreIssue& issue = *persona.issue;
  return fmt::format(
      "What lies beneath: {} {}\n"
      "What may come out. At low trust: {} At medium trust: {} At high trust: {} {}\n"
      "How they come to trust: {}\n"
      "How they guard themselves: {}\n"
      "What they want of a reply: {} {}\n"
      "What shuts them down: {}\n"
      "What backfires: {}\n"
      "A conversation that never reaches the core can have gone well.\n",
      issue.text, known_to_themselves(issue.awareness), issue.clues[0], issue.clues[1],
      issue.clues[2], how_it_comes_out(issue.awareness), persona.the(BlockKind::Trust).text,
      persona.the(BlockKind::Defence).text, persona.the(BlockKind::Stance).text,
      texts_of(persona, BlockKind::Preference), texts_of(persona, BlockKind::Sensitivity),
      texts_of(persona, BlockKind::Backfire));
}

std::string to_jsonl(std::span<const Persona> personas) {
  std::string text;
  for (const Persona& persona : personas) {
    text += compact_json(to_json(persona));
    text += '\n';
  }
  return text;
}

}  // namespace attune
