#include "results/ratings/name_ranks.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace attune {

std::size_t NameRanks::Hash::operator()(const Name& name) const {
  const std::hash<std::string_view> hash;
  return std::rotl(hash(name.first), 1) ^ hash(name.second);
}

// Names come in rows of the same one.
void NameRanks::add(const Name& name) {
  if (!given_.empty() && names_[given_.back()] == name) {
    given_.push_back(given_.back());
    return;
  }
  const auto [found, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
  if (fresh) names_.push_back(name);
  given_.push_back(found->second);
}

void NameRanks::settle() {
  std::ranges::sort(names_);
  ranks_.resize(names_.size());
  for (std::uint32_t rank = 0; rank < names_.size(); ++rank)
    ranks_[numbers_.at(names_[rank])] = rank;
}

}  // namespace attune
