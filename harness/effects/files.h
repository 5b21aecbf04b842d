#pragma once

#include <cstddef>
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
  // Whether a path, whatever links it goes over, ends in that folder. What does not exist does.
  [[nodiscard]] virtual bool is_inside(const std::string& folder,
                                       const std::string& path) const = 0;
};

// Files of more than 4 GiB, and devices that never end, are refused.
class RealFiles final : public FileReader {
 public:
  static constexpr std::size_t kLargest = std::size_t{4} << 30U;  // bytes

  explicit RealFiles(std::size_t largest = kLargest) : largest_(largest) {}

  [[nodiscard]] Result<std::string> read(const std::string& path) const override;
  [[nodiscard]] Result<std::vector<std::string>> list(const std::string& folder) const override;
  [[nodiscard]] bool is_folder(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] bool is_inside(const std::string& folder, const std::string& path) const override;

 private:
  std::size_t largest_;
};

}  // namespace attune
