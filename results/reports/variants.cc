#include "results/reports/variants.h"

#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"
#include "scenarios/base/words.h"
#include "scenarios/load/json_members.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// What decides what a subject says, by name, as text.
using Traits = std::map<std::string, std::string>;

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : compact_json(value);
}

void add_parameters(Traits& traits, const Json& contender, const std::string& before) {
  const auto parameters = contender.find("parameters");
  if (parameters == contender.end() || !parameters->is_object()) return;
  for (const auto& [name, value] : parameters->items()) traits[before + name] = text_of(value);
}

Traits traits_of(const RunOfSubject& part) {
  Traits traits;
  const Json settings = stored_json(part.run->settings);
  const bool own = settings.is_object() && settings.value("schema", "") == "attune.run/1";
  traits["source"] = own ? "attune" : part.run->command;
  if (!own) return traits;
  if (const auto subjects = settings.find("subjects");
      subjects != settings.end() && subjects->is_array()) {
    for (const Json& each : *subjects) {
      if (each.is_object() && each.value("id", "") == part.subject.text)
        add_parameters(traits, each, "");
    }
  }
  if (const auto user = settings.find("user"); user != settings.end() && user->is_object()) {
    traits["user"] = user->value("id", "");
    add_parameters(traits, *user, "user's ");
  }
  return traits;
}

// Names of which two variants say different things.
std::set<std::string> differing(const std::vector<Traits>& variants) {
  std::set<std::string> names;
  for (const Traits& one : variants) {
    for (const auto& [name, value] : one) {
      for (const Traits& other : variants) {
        const auto found = other.find(name);
        if (found == other.end() || found->second != value) names.insert(name);
      }
    }
  }
  return names;
}

std::string label_of(const std::string& release, const Traits& traits,
                     const std::set<std::string>& names) {
  std::vector<std::string> words;
  if (!release.empty()) words.push_back(release);
  for (const std::string& name : names) {
    const auto found = traits.find(name);
    words.push_back(name + " " + (found == traits.end() ? "unset" : found->second));
  }
  return join(words, ", ");
}

}  // namespace

std::map<std::pair<RunId, SubjectId>, std::string> variant_labels(
    std::span<const RunOfSubject> parts) {
  std::map<std::pair<SubjectId, std::string>, std::vector<const RunOfSubject*>> together;
  for (const RunOfSubject& part : parts)
    together[{part.subject, part.run->release}].push_back(&part);
  std::map<std::pair<RunId, SubjectId>, std::string> labels;
  for (const auto& [who, its] : together) {
    std::vector<Traits> variants;
    for (const RunOfSubject* part : its) variants.push_back(traits_of(*part));
    const std::set<std::string> names = differing(variants);
    if (names.empty()) continue;
    for (std::size_t at = 0; at < its.size(); ++at)
      labels[{its[at]->run->id, who.first}] = label_of(who.second, variants[at], names);
  }
  return labels;
}

}  // namespace attune
