#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace attune {

// Names as numbers from 0 that stand in the order of the names: what is sorted a million times is
// sorted by these.
//
// Ownership: the texts outlive it.
class NameRanks {
 public:
  using Name = std::pair<std::string_view, std::string_view>;  // one or two texts

  explicit NameRanks(std::size_t expected) { given_.reserve(expected); }

  void add(std::string_view text, std::string_view second = {}) { add(Name(text, second)); }

  // Numbers what was added. REQUIRES of all below: settled, and nothing added since.
  void settle();

  // Of the name that was added as the `at`th.
  [[nodiscard]] std::uint32_t rank(std::size_t at) const { return ranks_[given_[at]]; }

  // Each once, in order.
  [[nodiscard]] const std::vector<Name>& names() const { return names_; }

 private:
  struct Hash {
    std::size_t operator()(const Name& name) const;
  };

  void add(const Name& name);

  std::unordered_map<Name, std::uint32_t, Hash> numbers_;  // in order of appearance
  std::vector<std::uint32_t> given_;                       // these numbers, as added
  std::vector<Name> names_;
  std::vector<std::uint32_t> ranks_;  // by these numbers
};

}  // namespace attune
