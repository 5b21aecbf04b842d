#include "harness/effects/new_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <zlib.h>

#include <fmt/format.h>

#include "harness/effects/descriptor.h"

namespace attune {
namespace {

constexpr std::string_view kEnding = ".gz";
constexpr int kGzipWindow = 15 + 16;  // zlib's way to say: the gzip format
constexpr int kMemory = 8;            // zlib's own default
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;

Error unwritable(const std::string& path, int number) {
  return fix_input(fmt::format("{}: cannot be written: {}", path, system_words(number)));
}

}  // namespace

struct NewFile::State {
  std::string path;
  Descriptor file;
  bool packs = false;
  bool kept = false;
  z_stream stream{};

  Result<Done> put(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file.fd(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return unwritable(path, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return Done{};
  }

  Result<Done> deflated(std::string_view text, int flush) {
    std::array<char, 65536> piece{};
    // zlib never writes to its input.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream.avail_out = static_cast<uInt>(piece.size());
      deflate(&stream, flush);
      Result<Done> done = put({piece.data(), piece.size() - stream.avail_out});
      if (!done) return done;
    } while (stream.avail_out == 0);
    return Done{};
  }
};

NewFile::NewFile(std::unique_ptr<State> state) : state_(std::move(state)) {}

NewFile::NewFile(NewFile&& other) noexcept = default;

NewFile::~NewFile() {
  if (!state_) return;
  if (state_->packs) deflateEnd(&state_->stream);
  if (!state_->kept) ::unlink(state_->path.c_str());
}

Result<NewFile> NewFile::open(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file && errno == EEXIST)
    return fix_input(fmt::format("{}: is there already; nothing is overwritten", path));
  if (!file) return unwritable(path, errno);
  auto state = std::make_unique<State>();
  state->path = path;
  state->file = std::move(file);
  NewFile made(std::move(state));
  if (!path.ends_with(kEnding)) return made;
  const int code = deflateInit2(&made.state_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                kGzipWindow, kMemory, Z_DEFAULT_STRATEGY);
  if (code != Z_OK) return give_up("zlib has no memory");
  made.state_->packs = true;
  return made;
}

Result<Done> NewFile::write(std::string_view text) {
  if (!state_->packs) return state_->put(text);
  while (!text.empty()) {
    Result<Done> done = state_->deflated(text.substr(0, kMostAtOnce), Z_NO_FLUSH);
    if (!done) return done;
    text.remove_prefix(std::min(text.size(), kMostAtOnce));
  }
  return Done{};
}

Result<Done> NewFile::keep() {
  if (state_->packs) {
    Result<Done> ended = state_->deflated({}, Z_FINISH);
    if (!ended) return ended;
  }
  if (::fsync(state_->file.fd()) != 0 && errno != EINVAL && errno != EROFS)
    return unwritable(state_->path, errno);
  state_->kept = true;
  return Done{};
}

Result<Done> make_folders(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return unwritable(path, error.value());
  return Done{};
}

}  // namespace attune
