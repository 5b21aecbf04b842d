#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

// Who the stub can play.
enum class StubPart {
  Skill,            // skill-NN: a subject whose true ability is NN, 0-100
  Constant,         // constant-N: says N, 0-10, for every emotion
  Letter,           // always-c: chooses C, whatever is asked
  Refuser,          // declines in plain words
  Mumbler,          // never gives an answer that can be read
  Persona,          // a simulated user
  Judge,            // marks with known noise and bias
  FirstJudge,       // judge-first: of two, leans to the one shown first
  LongJudge,        // judge-long: of two, leans to the longer one
  UnreadableJudge,  // judge-unreadable: judges in prose, without marks
};

// A model name taken apart: "skill-85+429".
struct StubModel {
  StubPart part = StubPart::Skill;
  int number = 0;           // of skill-NN and constant-N; of always-x the letter's place from 0
  std::string faults = {};  // what follows the plus sign
  bool operator==(const StubModel&) const = default;
};

// Absent for a name the stub does not know.
std::optional<StubModel> parse_stub_model(std::string_view name);

// One name of each kind, for GET /v1/models.
std::vector<std::string> example_stub_models();

}  // namespace attune
