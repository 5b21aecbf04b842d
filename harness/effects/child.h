#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "harness/effects/descriptor.h"
#include "scenarios/base/result.h"
#include "scenarios/base/time.h"

namespace attune {

// What to start: unless told otherwise, this very program.
struct ChildCommand {
  std::vector<std::string> arguments = {};  // without the program's name
  std::string program = "/proc/self/exe";
};

// A process of our own, killed and reaped by the destructor. It stands in a process group of its
// own, so that a Ctrl-C meant for us does not take it away under us.
//
// Its standard input is a pipe that we hold and never write to: when we die, however we die, it
// reads the end of it. A child that watches for that (`attune stub --until-stdin-closes`) never
// outlives us.
class Child {
 public:
  static Result<Child> start(const ChildCommand& command);

  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  // The first line it prints on standard output, without the newline.
  // REQUIRES: asked once.
  Result<std::string> first_line(Millis limit);

  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  Child(pid_t pid, Descriptor input, Descriptor output);

  pid_t pid_;
  Descriptor input_;
  Descriptor output_;
};

}  // namespace attune
