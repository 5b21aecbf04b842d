#include "scorers/registry.h"

#include <algorithm>

#include "scenarios/base/words.h"

namespace attune {

void ScorerRegistry::add(Entry entry) {
  assert(std::ranges::find(entries_, entry.id, &Entry::id) == entries_.end());
  entries_.push_back(std::move(entry));
}

Result<const ScorerRegistry::Entry*> ScorerRegistry::find(std::string_view name) const {
  std::vector<std::string> names;
  for (const Entry& entry : entries_) {
    names.push_back(entry.id.substr(0, entry.id.find('@')));
    if (entry.id == name || names.back() == name) return &entry;
  }
  return fix_input(no_such("scorer", name, names));
}

}  // namespace attune
