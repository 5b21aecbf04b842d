#include "harness/effects/page_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "harness/effects/descriptor.h"
#include "harness/effects/files.h"

namespace attune {
namespace {

constexpr std::string_view kEnding = ".html";

Error failed(const std::string& path) {
  return fix_input(fmt::format("{}: cannot be written: {}", path, system_words(errno)));
}

Result<Done> write(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file) return failed(path);
  while (!text.empty()) {
    const ssize_t size = ::write(file.fd(), text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return failed(path);
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return Done{};
}

bool is_sheet(std::string_view name) {
  if (!name.ends_with(kEnding)) return false;
  name.remove_suffix(kEnding.size());
  return name.size() >= 4 && name.find_first_not_of("0123456789") == std::string_view::npos;
}

// Whether everything in the folder is an earlier report's, so that it may be replaced.
Result<Done> check_free(const std::string& folder) {
  const RealFiles disk;
  if (!disk.exists(folder)) return Done{};
  if (!disk.is_folder(folder))
    return fix_input(fmt::format("{}: stands where the transcripts go; name another page", folder));
  const auto names = disk.list(folder);
  if (!names) return names.error();
  const auto other = std::ranges::find_if_not(*names, is_sheet);
  if (other == names->end()) return Done{};
  return fix_input(fmt::format("{}: holds something else ({}); name another page", folder, *other));
}

void remove(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
}

}  // namespace

PageFiles::PageFiles(std::string page)
    : page_(std::move(page)),
      folder_(page_.substr(0, page_.size() - kEnding.size()) + "_files"),
      fresh_page_(fmt::format("{}.{}.part", page_, ::getpid())),
      fresh_folder_(fmt::format("{}.{}.part", folder_, ::getpid())) {}

PageFiles::PageFiles(PageFiles&& other) noexcept
    : page_(std::move(other.page_)),
      folder_(std::move(other.folder_)),
      fresh_page_(std::exchange(other.fresh_page_, {})),
      fresh_folder_(std::exchange(other.fresh_folder_, {})),
      bytes_(other.bytes_),
      files_(other.files_) {}

PageFiles::~PageFiles() {
  if (!fresh_page_.empty()) remove(fresh_page_);
  if (!fresh_folder_.empty()) remove(fresh_folder_);
}

Result<PageFiles> PageFiles::begin(const std::string& page) {
  const std::string name = std::filesystem::path(page).filename().string();
  if (!name.ends_with(kEnding) || name.size() == kEnding.size())
    return fix_input(fmt::format("'{}': a report is a page; name it FILE.html", page));
  if (RealFiles().is_folder(page))
    return fix_input(fmt::format("{}: is a folder; name a file", page));
  const auto parent = std::filesystem::path(page).parent_path();
  if (!parent.empty() && !RealFiles().is_folder(parent.string()))
    return fix_input(fmt::format("{}: no such folder", parent.string()));
  PageFiles files(page);
  if (auto free = check_free(files.folder_); !free) return std::move(free).error();
  return files;
}

Result<Done> PageFiles::add(const std::string& name, std::string_view text) {
  std::error_code error;
  if (files_ == 0) std::filesystem::create_directory(fresh_folder_, error);
  if (error)
    return fix_input(fmt::format("{}: cannot be made: {}", fresh_folder_, error.message()));
  ++files_;
  bytes_ += text.size();
  return write(fmt::format("{}/{}", fresh_folder_, name), text);
}

Result<Done> PageFiles::finish(std::string_view text) {
  if (auto written = write(fresh_page_, text); !written) return written;
  const std::string old = fmt::format("{}.{}.old", folder_, ::getpid());
  const bool replaced = std::rename(folder_.c_str(), old.c_str()) == 0;
  if (files_ > 0 && std::rename(fresh_folder_.c_str(), folder_.c_str()) != 0) {
    const Error error = failed(folder_);
    if (replaced) std::rename(old.c_str(), folder_.c_str());
    return error;
  }
  if (std::rename(fresh_page_.c_str(), page_.c_str()) != 0) {
    const Error error = failed(page_);
    if (files_ > 0) std::rename(folder_.c_str(), fresh_folder_.c_str());
    if (replaced) std::rename(old.c_str(), folder_.c_str());
    return error;
  }
  fresh_page_.clear();
  fresh_folder_.clear();
  if (replaced) remove(old);
  return Done{};
}

std::string PageFiles::page_name() const {
  return std::filesystem::path(page_).filename().string();
}

std::string PageFiles::folder_name() const {
  return std::filesystem::path(folder_).filename().string();
}

}  // namespace attune
