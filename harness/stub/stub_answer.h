#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/calls/http.h"
#include "harness/stub/stub_faults.h"
#include "harness/stub/stub_model.h"
#include "harness/stub/stub_options.h"
#include "harness/stub/stub_subject.h"
#include "harness/stub/stub_wire.h"

namespace attune {

// What to send, and how.
struct StubAnswer {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  Millis delay{0};        // before the first byte
  std::size_t piece = 0;  // bytes sent at a time; 0: all at once
  Millis pause{0};        // between pieces
  std::size_t cut_at =
      std::string::npos;  // the connection closes here, short of what was announced
  bool completed = true;  // a result: a client that got it need not ask again
};

// Answers chat requests: a pure function of the options, the request and the attempt.
class StubAnswers {
 public:
  // Fails on a name of faults that does not exist.
  static Result<StubAnswers> make(const StubOptions& options);

  // `attempt` counts from 1 over the requests of one trace; `now` is read by one fault only.
  [[nodiscard]] StubAnswer to(const StubRequest& request, int attempt, UtcTime now) const;

 private:
  StubAnswers(StubOptions options, FaultChoice faults);
  [[nodiscard]] StubSaid said_by(const StubModel& model, const StubRequest& request) const;
  [[nodiscard]] Millis delay_of(const StubRequest& request, int attempt) const;

  StubOptions options_;
  StubKnowledge known_;
  FaultChoice faults_;
};

}  // namespace attune
