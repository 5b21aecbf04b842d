#pragma once

#include <functional>

#include "harness/stub/stub_options.h"
#include "scenarios/base/result.h"

namespace attune {

// Serves on 127.0.0.1 until `stop_fd` becomes readable or is closed at its other end:
//   POST /v1/chat/completions   OpenAI's words, streamed where asked
//   GET  /v1/models
//   GET  /stats                 what was asked and answered so far (stub_ledger.h)
// `listening` is told the port once calls can come. One thread; thousands of delayed answers wait
// at once. Raises the limit of open files of the process.
//
// Errors: FixInput for a name of faults that does not exist or a port that cannot be had.
Result<Done> serve_stub(const StubOptions& options, const std::function<void(int port)>& listening,
                        int stop_fd);

}  // namespace attune
