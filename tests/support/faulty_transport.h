#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "scenarios/base/rng.h"
#include "tests/support/fake_transport.h"

namespace attune {

// The same endpoint behind a bad network: on a seed it drops, cuts, garbles, limits, breaks or
// delays the first attempts of a call. From the fourth on a call comes through, so that what is
// said in the end does not depend on the faults.
inline Script faulty(Script script, std::uint64_t seed) {
  return [script = std::move(script), seed](const HttpRequest& request, int attempt) -> Scripted {
    Scripted whole = script(request, attempt);
    if (attempt > 3) return whole;
    Rng rng = Rng::named(seed, trace_in(request) + " " + std::to_string(attempt));
    switch (rng.below(12)) {
      case 0:
        return {NetFailure{NetFailure::Kind::Reset, "connection reset"}};
      case 1:
        return {NetFailure{NetFailure::Kind::CutOff, "the body ended early"}};
      case 2:
        return {HttpResponse{200, {}, "\x1f\x8b\xff{\"choices\": [{"}};
      case 3:
        return {HttpResponse{429, {{"Retry-After", "1"}}, "slow down"}, Millis(3)};
      case 4:
        return {HttpResponse{503, {}, "<html>overloaded</html>"}, Millis(3)};
      case 5:
        whole.latency *= 50;
        return whole;
      default:
        return whole;
    }
  };
}

}  // namespace attune
