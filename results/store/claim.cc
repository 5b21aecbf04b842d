#include "results/store/claim.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

// The byte that stands for a run. That two runs have the same is as good as impossible, and then
// the second is refused for nothing.
off_t byte_of(const RunId& run) {
  constexpr std::uint64_t kBytes = std::uint64_t{1} << 62U;
  return static_cast<off_t>(Rng::named(0, run.text).next() % kBytes);
}

Error refused(const std::string& file) {
  return {Remedy::StopRun,
          fmt::format("{}: {}", file, std::strerror(errno))};  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace

Result<Claim> Claim::take(const std::string& database, const RunId& run) {
  const std::string file = database + "-lock";
  Claim claim(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (claim.fd_ < 0) return refused(file);

  struct flock lock {};

  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte_of(run);
  lock.l_len = 1;
  if (::fcntl(claim.fd_, F_OFD_SETLK, &lock) == 0) return claim;
  if (errno != EAGAIN && errno != EACCES) return refused(file);
  return Error{
      Remedy::TryLater,
      fmt::format("run {}: another attune is at work on it; what it does is kept, and this "
                  "goes on with it when it has ended",
                  run.text)};
}

Claim::~Claim() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace attune
