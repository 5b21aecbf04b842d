#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/generate/parse_registry.h"

namespace attune::testing {

inline PackFile shipped_file(const std::string& path) {
  std::ifstream file(ATTUNE_SOURCE_DIR "/scenarios/" + path);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return {path, text.str()};
}

// The registry that ships, as it stands in the tree.
inline Registry real_registry() {
  std::vector<PackFile> files;
  for (const std::string& name : registry_files())
    files.push_back(shipped_file("registry/" + name));
  Faults faults;
  const auto registry = parse_registry(files, &faults);
  EXPECT_EQ(faults, Faults{});
  return registry ? *registry : Registry{};
}

}  // namespace attune::testing
