#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/load/document.h"

namespace attune {

// Which generations a core issue may appear in, so that what was tuned on one set never meets the
// issues of another.
enum class Split { Train, Test, HeldOut };

// The names of the splits, in the order of the enumeration.
inline constexpr std::array<std::string_view, 3> kSplitNames = {"train", "test", "held-out"};

std::string_view to_text(Split split);  // "held-out"

enum class AgeBand { Young, Adult, Older };

// How much of the core issue the person knows themselves.
enum class Awareness { None, Partial, Full };

// The kinds of building blocks, in the order in which a persona is put together.
enum class BlockKind {
  Relationship,
  Trust,
  Defence,
  Stance,
  Voice,
  Age,
  Background,
  Sensitivity,
  Preference,
  Backfire,
};

inline constexpr std::size_t kBlockKinds = 10;

std::string_view to_text(BlockKind kind);  // "trust", as `avoid` writes it

// By how much a block moves one dimension of the person's state at the start.
struct StateShift {
  std::string dimension;
  double by = 0;
  FilePlace place;
};

// One building block: a trust style, a voice, an age …
struct Block {
  BlockKind kind = BlockKind::Relationship;
  std::string id;
  std::string text;
  std::vector<std::string> avoid;  // what it does not go with: "kind:id", core issues as "issue:id"
  std::vector<StateShift> state;
  std::vector<AgeBand> bands;  // of an age: its own; of a background: those it fits; else none
  std::string context;         // of a relationship: what the subject is told
  double weight = 1;           // of a relationship: how often it is taken, among those that fit
  FilePlace place;

  // As `avoid` writes it: "trust:slow-thaw".
  [[nodiscard]] std::string name() const;
};

// The hidden truth of a persona, with what they open with and what leaks out of it.
struct CoreIssue {
  std::string id;
  std::string category;
  Split split = Split::Train;
  Awareness awareness = Awareness::None;
  std::string text;
  std::array<std::string, 3> openings;
  std::array<std::string, 3> clues;  // sensitivity low, medium, high
  std::optional<AgeBand> ages;       // absent: any
  std::vector<std::string> avoid;
  FilePlace place;

  [[nodiscard]] std::string name() const;  // "issue:grief-missed-call"
};

// What personas are made of.
struct Registry {
  std::vector<CoreIssue> issues;  // in the order of the file
  std::vector<Block> blocks;      // by kind, each kind in the order of its file
  std::string digest;             // over all files

  [[nodiscard]] std::span<const Block> of(BlockKind kind) const;
};

}  // namespace attune
