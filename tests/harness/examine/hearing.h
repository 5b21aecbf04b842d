#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "harness/examine/probe.h"

namespace attune {

inline const Probe& probe_named(std::string_view name) {
  return *std::ranges::find(probes(), name, &Probe::name);
}

inline Reply a_reply_of(std::string text, Outcome outcome = Outcome::Ok) {
  Reply reply{.outcome = outcome, .text = std::move(text)};
  reply.finish_reason = outcome == Outcome::Truncated ? "length" : "stop";
  return reply;
}

inline Hearing hearing_of(std::vector<CallResult> results) {
  Hearing hearing{.max_context = 16384};
  for (CallResult& result : results) hearing.heard.push_back({{}, std::move(result)});
  return hearing;
}

// What a probe finds in these replies.
inline Finding finding_in(std::string_view probe, const std::vector<std::string>& texts) {
  std::vector<CallResult> results;
  for (const std::string& text : texts) results.emplace_back(a_reply_of(text));
  return finding_of(probe_named(probe), hearing_of(std::move(results)));
}

}  // namespace attune
