#include "harness/effects/gzip.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <unistd.h>
#include <zlib.h>

#include <fmt/format.h>

#include "harness/effects/descriptor.h"

namespace attune {
namespace {

constexpr std::string_view kMagic = "\x1f\x8b";
constexpr std::string_view kEnding = ".gz";
constexpr int kGzipWindow = 15 + 16;  // zlib's way to say: the gzip format
constexpr std::size_t kMaxTake = std::numeric_limits<uInt>::max() / 2;

// One zlib stream that unpacks; freed with the object.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream_, kGzipWindow) == Z_OK; }

  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }

  [[nodiscard]] bool ready() const { return ready_; }

  // Unpacks from `packed` on into `piece`; both shrink to what is left.
  int step(std::string_view& packed, std::string_view& made, std::array<char, 65536>& piece) {
    const auto give = static_cast<uInt>(std::min(packed.size(), kMaxTake));
    // zlib never writes to its input.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = give;
    stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_.avail_out = static_cast<uInt>(piece.size());
    const int code = inflate(&stream_, Z_NO_FLUSH);
    packed.remove_prefix(give - stream_.avail_in);
    made = std::string_view(piece.data(), piece.size() - stream_.avail_out);
    return code;
  }

  void next_member() { inflateReset(&stream_); }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

bool beyond(const UnpackLimits& limits, std::size_t made, std::size_t packed) {
  return made > limits.size || (made > limits.free && made / limits.ratio > packed);
}

Error too_large(const UnpackLimits& limits, std::size_t packed) {
  return fix_input(fmt::format(
      "{} bytes of gzip unpack to more than {} bytes or {} times their size: unpack it yourself "
      "if that is right",
      packed, limits.size, limits.ratio));
}

Error unwritable(const std::string& path, int number) {
  return fix_input(fmt::format("{}: cannot be written: {}", path, system_words(number)));
}

Result<Done> write_all(const Descriptor& file, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.fd(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return unwritable(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.fd()) != 0 && errno != EINVAL && errno != EROFS) return unwritable(path, errno);
  return Done{};
}

}  // namespace

bool is_gzip(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}

Result<std::string> gunzipped(std::string_view packed, const UnpackLimits& limits) {
  const std::size_t size = packed.size();
  if (!is_gzip(packed)) return fix_input("is not a gzip file");
  Inflater inflater;
  if (!inflater.ready()) return give_up("zlib has no memory");
  std::string text;
  std::array<char, 65536> piece{};
  while (true) {
    std::string_view made;
    const int code = inflater.step(packed, made, piece);
    text.append(made);
    if (beyond(limits, text.size(), size)) return too_large(limits, size);
    if (code == Z_STREAM_END && packed.empty()) return text;
    if (code == Z_STREAM_END && !is_gzip(packed)) {
      return fix_input(fmt::format("{} bytes that are not gzip follow the gzip file of {} bytes",
                                   packed.size(), size - packed.size()));
    }
    if (code == Z_STREAM_END) {
      inflater.next_member();
      continue;
    }
    if (code == Z_BUF_ERROR || (code == Z_OK && packed.empty() && made.empty()))
      return fix_input(fmt::format("the gzip file ends too early, after {} bytes", size));
    if (code != Z_OK) {
      return fix_input(
          fmt::format("the gzip file is damaged near byte {} of {}", size - packed.size(), size));
    }
  }
}

Result<std::string> gzipped(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return give_up("zlib has no memory");
  std::string packed;
  std::array<char, 65536> piece{};
  int code = Z_OK;
  while (code == Z_OK) {
    const auto give = static_cast<uInt>(std::min(text.size(), kMaxTake));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = give;
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    code = deflate(&stream, give == text.size() ? Z_FINISH : Z_NO_FLUSH);
    text.remove_prefix(give - stream.avail_in);
    packed.append(piece.data(), piece.size() - stream.avail_out);
  }
  deflateEnd(&stream);
  if (code != Z_STREAM_END) return give_up(fmt::format("zlib failed with {}", code));
  return packed;
}

Result<std::string> read_unpacked(const FileReader& files, const std::string& path,
                                  const UnpackLimits& limits) {
  Result<std::string> bytes = files.read(path);
  if (!bytes) return bytes;
  if (!path.ends_with(kEnding) && !is_gzip(*bytes)) return bytes;
  Result<std::string> text = gunzipped(*bytes, limits);
  if (!text) return std::move(text).error().within(path);
  return text;
}

Result<Done> write_packed(const std::string& path, std::string_view text) {
  std::string packed;
  if (path.ends_with(kEnding)) {
    Result<std::string> made = gzipped(text);
    if (!made) return std::move(made).error().within(path);
    packed = *std::move(made);
    text = packed;
  }
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file && errno == EEXIST)
    return fix_input(fmt::format("{}: is there already; nothing is overwritten", path));
  if (!file) return unwritable(path, errno);
  Result<Done> written = write_all(file, path, text);
  if (!written) ::unlink(path.c_str());
  return written;
}

}  // namespace attune
