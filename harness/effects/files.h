#pragma once

#include <string>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// Reads files and folders. Errors are FixInput sentences that name the path.
class FileReader {
 public:
  virtual ~FileReader() = default;

  [[nodiscard]] virtual Result<std::string> read(const std::string& path) const = 0;
  // The names in a folder, sorted by their bytes, without "." and "..".
  [[nodiscard]] virtual Result<std::vector<std::string>> list(const std::string& folder) const = 0;
  [[nodiscard]] virtual bool is_folder(const std::string& path) const = 0;
  [[nodiscard]] virtual bool exists(const std::string& path) const = 0;
};

class RealFiles final : public FileReader {
 public:
  [[nodiscard]] Result<std::string> read(const std::string& path) const override;
  [[nodiscard]] Result<std::vector<std::string>> list(const std::string& folder) const override;
  [[nodiscard]] bool is_folder(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
};

}  // namespace attune
