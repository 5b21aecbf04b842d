#include "harness/effects/output_folder.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "harness/effects/descriptor.h"
#include "harness/effects/files.h"

namespace attune {
namespace {

Result<Done> check_free(const std::string& folder, std::span<const OutputFile> files) {
  const RealFiles disk;
  const auto names = disk.list(folder);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    if (std::ranges::find(files, name, &OutputFile::name) != files.end()) continue;
    return fix_input(
        fmt::format("{}: holds something else ({}); name a new or an empty folder", folder, name));
  }
  if (names->empty()) return Done{};
  const auto first = disk.read(fmt::format("{}/{}", folder, files.front().name));
  if (first && *first == files.front().text) return Done{};
  return fix_input(fmt::format("{}: holds another {}; name a new or an empty folder", folder,
                               files.front().name));
}

Result<Done> write(const std::string& path, std::string_view text) {
  const auto failed = [&] {
    return fix_input(fmt::format("{}: cannot be written: {}", path, system_words(errno)));
  };
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file) return failed();
  while (!text.empty()) {
    const ssize_t size = ::write(file.fd(), text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return failed();
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return Done{};
}

}  // namespace

Result<Done> fill_folder(const std::string& folder, std::span<const OutputFile> files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fix_input(fmt::format("{}: cannot be made: {}", folder, error.message()));
  if (auto free = check_free(folder, files); !free) return free;
  for (const OutputFile& file : files) {
    if (auto written = write(fmt::format("{}/{}", folder, file.name), file.text); !written)
      return written;
  }
  return Done{};
}

}  // namespace attune
