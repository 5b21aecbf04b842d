#include "harness/effects/child.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <poll.h>
#include <spawn.h>
#include <unistd.h>

#include <fmt/format.h>
#include <sys/wait.h>

namespace attune {
namespace {

// What posix_spawn is told: pipes for input and output, a group of its own, plain signals.
class SpawnPlan {
 public:
  SpawnPlan(const Descriptor& input, const Descriptor& output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input.fd(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output.fd(), STDOUT_FILENO);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE}) sigaddset(&signals, signal);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
  }

  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  // 0 or an errno.
  int spawn(pid_t& pid, ChildCommand command) const {
    std::vector<char*> words{command.program.data()};
    for (std::string& argument : command.arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    return ::posix_spawn(&pid, command.program.c_str(), &actions_, &attributes_, words.data(),
                         environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// True when there is something to read (or the end of it) before `deadline`.
bool readable_before(int fd, std::chrono::steady_clock::time_point deadline) {
  while (true) {
    const auto left = std::chrono::ceil<Millis>(deadline - std::chrono::steady_clock::now());
    pollfd watched{.fd = fd, .events = POLLIN, .revents = 0};
    const int ready =
        ::poll(&watched, 1, static_cast<int>(std::clamp<Millis::rep>(left.count(), 0, 3'600'000)));
    if (ready > 0) return true;
    if (ready == 0 && left <= Millis(0)) return false;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace

Result<Child> Child::start(const ChildCommand& command) {
  std::optional<Pipe> input = open_pipe();
  std::optional<Pipe> output = open_pipe();
  if (!input || !output)
    return give_up(fmt::format("{}: no pipe: {}", command.program, system_words(errno)));
  pid_t pid = 0;
  const int error = SpawnPlan(input->reading, output->writing).spawn(pid, command);
  if (error != 0)
    return give_up(fmt::format("{}: cannot be started: {}", command.program, system_words(error)));
  return Child(pid, std::move(input->writing), std::move(output->reading));
}

Child::Child(pid_t pid, Descriptor input, Descriptor output)
    : pid_(pid), input_(std::move(input)), output_(std::move(output)) {}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)),
      input_(std::move(other.input_)),
      output_(std::move(other.output_)) {}

Child::~Child() {
  if (pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);  // its group: whatever it started goes with it
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Result<std::string> Child::first_line(Millis limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  std::string said;
  while (said.find('\n') == std::string::npos) {
    if (!readable_before(output_.fd(), deadline)) {
      return give_up(fmt::format("the child process printed no line within {} ms", limit.count()));
    }
    std::array<char, 512> piece{};
    const ssize_t size = ::read(output_.fd(), piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return give_up("the child process ended before it printed a line");
    said.append(piece.data(), static_cast<std::size_t>(size));
  }
  said.resize(said.find('\n'));
  return said;
}

}  // namespace attune
