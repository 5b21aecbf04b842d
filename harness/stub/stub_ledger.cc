#include "harness/stub/stub_ledger.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace attune {

int StubLedger::started(const std::string& trace) {
  ++requests_;
  ++in_flight_;
  most_in_flight_ = std::max(most_in_flight_, in_flight_);
  return ++by_trace_[trace].requests;
}

void StubLedger::ended(const std::string& trace, bool completed) {
  --in_flight_;
  if (completed) ++by_trace_[trace].completed;
}

std::string StubLedger::to_json() const {
  nlohmann::json by_key = nlohmann::json::object();
  for (const auto& [trace, calls] : by_trace_) {
    by_key[trace] = {{"requests", calls.requests}, {"completed", calls.completed}};
  }
  const nlohmann::json stats = {{"requests", requests_},
                                {"in_flight", in_flight_},
                                {"most_in_flight", most_in_flight_},
                                {"by_key", std::move(by_key)}};
  return stats.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace attune
