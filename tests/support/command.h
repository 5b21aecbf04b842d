#pragma once

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

namespace attune::testing {

// A folder of its own that is gone with the object.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "attune-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }

  ~TempFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }

  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// What a finished command left: its exit code (-1 when a signal ended it) and what it printed.
struct Outputs {
  int code = -1;
  std::string out;
  std::string err;
};

// The attune binary as a user runs it, in a process of its own.
class Command {
 public:
  // `environment` entries are "NAME=value", over those of the test. `before` happens in the new
  // process, before it is attune.
  explicit Command(std::vector<std::string> arguments, std::vector<std::string> environment = {},
                   const std::function<void()>& before = {}) {
    pid_ = fork();
    if (pid_ != 0) return;
    const auto redirect = [](const std::string& path, int fd) {
      FILE* file = std::fopen(path.c_str(), "w");
      dup2(fileno(file), fd);
    };
    redirect(folder_.at("out"), STDOUT_FILENO);
    redirect(folder_.at("err"), STDERR_FILENO);
    for (std::string& entry : environment) putenv(entry.data());
    if (before) before();
    arguments.insert(arguments.begin(), ATTUNE_BINARY);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    execv(ATTUNE_BINARY, argv.data());
    _exit(127);
  }

  ~Command() {
    if (pid_ <= 0 || ended_) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  void send(int signal) const { kill(pid_, signal); }

  Outputs wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    ended_ = true;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, file_text(folder_.at("out")),
            file_text(folder_.at("err"))};
  }

  // What it printed on standard output so far, once that holds `wanted` (or after 20 s).
  [[nodiscard]] std::string out_with(const std::string& wanted) const {
    for (int i = 0; i < 2000; ++i) {
      std::string text = file_text(folder_.at("out"));
      if (text.find(wanted) != std::string::npos) return text;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return file_text(folder_.at("out"));
  }

 private:
  TempFolder folder_;
  pid_t pid_ = 0;
  bool ended_ = false;
};

inline Outputs attune(std::vector<std::string> arguments, std::vector<std::string> environment = {},
                      const std::function<void()>& before = {}) {
  return Command(std::move(arguments), std::move(environment), before).wait();
}

// Boards as JSON without how long calls took, which is otherwise each time.
inline std::string untimed(const std::string& boards) {
  auto json = nlohmann::json::parse(boards, nullptr, false);
  const std::function<void(nlohmann::json&)> forget = [&](nlohmann::json& value) {
    if (value.is_object() && value.contains("latency_ms")) value["latency_ms"] = nullptr;
    if (value.is_structured()) std::ranges::for_each(value, forget);
  };
  forget(json);
  return json.is_discarded() ? boards : json.dump(2);
}

// A stub server in a process of its own.
class StubProcess {
 public:
  explicit StubProcess(std::vector<std::string> arguments = {})
      : command_(with_port(std::move(arguments))) {
    const std::string line = command_.out_with("/v1");
    url_ = line.substr(line.find("http"), line.find("/v1") + 3 - line.find("http"));
  }

  [[nodiscard]] std::string setting() const { return "STUB_BASE_URL=" + url_; }

  [[nodiscard]] std::string url() const { return url_; }

 private:
  static std::vector<std::string> with_port(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"stub", "--port", "0"});
    return arguments;
  }

  Command command_;
  std::string url_;
};

// Published data of other projects, or empty where this machine has none.
inline std::string published_data() {
  const char* given = std::getenv("ATTUNE_TEST_DATA");
  std::string folder = given != nullptr ? given : ATTUNE_SOURCE_DIR "/../shared/data";
  return std::filesystem::is_directory(folder) ? folder : std::string();
}

}  // namespace attune::testing
