#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/effects/files.h"

namespace attune {

// Files that stand in a map by their path; a folder is what a path leads through.
class MemoryFiles final : public FileReader {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}

  [[nodiscard]] Result<std::string> read(const std::string& path) const override {
    const auto found = files_.find(path);
    if (found == files_.end()) return fix_input(fmt::format("{}: No such file or directory", path));
    return found->second;
  }

  [[nodiscard]] Result<std::vector<std::string>> list(const std::string& folder) const override {
    std::set<std::string> names;
    for (const auto& [path, text] : files_) {
      if (!path.starts_with(folder + "/")) continue;
      const std::string rest = path.substr(folder.size() + 1);
      names.insert(rest.substr(0, rest.find('/')));
    }
    if (names.empty()) return fix_input(fmt::format("{}: No such file or directory", folder));
    return std::vector<std::string>(names.begin(), names.end());
  }

  [[nodiscard]] bool is_folder(const std::string& path) const override {
    return list(path).has_value();
  }

  [[nodiscard]] bool exists(const std::string& path) const override {
    return files_.contains(path) || is_folder(path);
  }

  [[nodiscard]] bool is_inside(const std::string& /*folder*/,
                               const std::string& /*path*/) const override {
    return true;  // there are no links
  }

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace attune
