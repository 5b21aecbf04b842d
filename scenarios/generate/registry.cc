#include "scenarios/generate/registry.h"

#include <algorithm>

#include <fmt/format.h>

namespace attune {
namespace {

constexpr std::array<std::string_view, kBlockKinds> kKinds = {
    "relationship", "trust",      "defence",     "stance",     "voice",
    "age",          "background", "sensitivity", "preference", "backfire"};

}  // namespace

std::string_view to_text(Split split) {
  return kSplitNames[static_cast<std::size_t>(split)];
}

std::string_view to_text(BlockKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string Block::name() const {
  return fmt::format("{}:{}", to_text(kind), id);
}

std::string CoreIssue::name() const {
  return "issue:" + id;
}

std::span<const Block> Registry::of(BlockKind kind) const {
  const auto first = std::ranges::lower_bound(blocks, kind, {}, &Block::kind);
  return {first, std::ranges::upper_bound(blocks, kind, {}, &Block::kind)};
}

}  // namespace attune
