#pragma once

#include <map>
#include <string>

namespace attune {

// Counts what the stub was asked and what it answered: the witness for promises such as "no
// completed call is made again".
class StubLedger {
 public:
  // A chat request came; returns which attempt of its call this is, from 1.
  int started(const std::string& trace);

  // Its answer is out, or will never be. `completed`: it went out whole and was a result.
  void ended(const std::string& trace, bool completed);

  // {"requests", "in_flight", "most_in_flight", "by_key": {trace: {"requests", "completed"}}}
  [[nodiscard]] std::string to_json() const;

 private:
  struct Calls {
    int requests = 0;
    int completed = 0;
  };

  std::map<std::string, Calls> by_trace_;
  int requests_ = 0;
  int in_flight_ = 0;
  int most_in_flight_ = 0;
};

}  // namespace attune
