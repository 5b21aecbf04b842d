#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenarios/base/ids.h"

namespace attune {

// Which house's models are one family, for asking whether a judge favours its own.

// A model whose name begins with `prefix`, no letter following, is of `family`.
struct FamilyName {
  std::string_view prefix;
  std::string_view family;
};

// What is known of names: models ("claude"), those who publish them ("meta-llama"), and endpoints
// that serve everybody's.
struct FamilyTable {
  std::span<const FamilyName> models;
  std::span<const FamilyName> houses;  // whole names
  std::span<const std::string_view> aggregators;
};

// As shipped: results/audit/family.cc.
const FamilyTable& family_table();

// "openai" for "openai/gpt-4" and "openrouter/openai/gpt-4", "anthropic" for
// "my-lab/claude-3-haiku". What the model is called goes before who publishes it, and that before
// the provider: so "groq/llama-3" and "nvidia/llama-3-nemotron" are both "meta". What no table
// knows is a family of its own: the publisher's name, else the provider's, or for an aggregator the
// model's. Lower case.
std::string family_of(const SubjectId& model, const FamilyTable& table = family_table());

}  // namespace attune
