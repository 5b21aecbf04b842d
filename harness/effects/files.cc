#include "harness/effects/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "harness/effects/descriptor.h"

namespace attune {
namespace {

Error unreadable(const std::string& path, int number) {
  return fix_input(fmt::format("{}: cannot be read: {}", path, system_words(number)));
}

}  // namespace

// POSIX calls: a stream over a folder throws from its buffer, and says less about what went wrong.
Result<std::string> RealFiles::read(const std::string& path) const {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return unreadable(path, errno);
  std::string text;
  std::array<char, 65536> piece{};
  while (true) {
    const ssize_t size = ::read(file.fd(), piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return unreadable(path, errno);
    if (size == 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(size));
    if (text.size() > largest_)
      return fix_input(fmt::format("{}: is larger than {} bytes", path, largest_));
  }
}

Result<std::vector<std::string>> RealFiles::list(const std::string& folder) const {
  std::error_code error;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry(folder, error);
  while (!error && entry != std::filesystem::directory_iterator()) {
    names.push_back(entry->path().filename().string());
    entry.increment(error);
  }
  if (error) return unreadable(folder, error.value());
  std::ranges::sort(names);
  return names;
}

bool RealFiles::is_folder(const std::string& path) const {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

bool RealFiles::is_inside(const std::string& folder, const std::string& path) const {
  std::error_code error;
  const auto real = std::filesystem::canonical(path, error);
  if (error) return true;
  const auto within = std::filesystem::canonical(folder, error);
  if (error) return true;
  return std::ranges::mismatch(within, real).in1 == within.end();
}

bool RealFiles::exists(const std::string& path) const {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

}  // namespace attune
