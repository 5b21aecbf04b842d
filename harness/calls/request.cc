#include "harness/calls/request.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

#include "scenarios/base/compact_json.h"

namespace attune {

HttpRequest json_request(std::string url, const nlohmann::ordered_json& body,
                         std::vector<Header> own, const ChatCall& call, const Access& access) {
  HttpRequest request;
  request.url = std::move(url);
  request.headers = {{"Content-Type", "application/json"},
                     {"Accept", access.stream ? "text/event-stream" : "application/json"}};
  std::ranges::move(own, std::back_inserter(request.headers));
  if (!call.trace.empty()) request.headers.push_back({"Idempotency-Key", call.trace});
  request.body = compact_json(body);
  request.timeouts = access.timeouts;
  return request;
}

Spoken spoken(const std::vector<Message>& messages) {
  Spoken spoken;
  for (const Message& message : messages) {
    Message said{.role = message.role};
    for (const Part& part : message.parts) {
      if (!std::get<Text>(part).text.empty()) said.parts.push_back(part);
    }
    if (said.parts.empty()) continue;
    if (message.role == Role::System) {
      spoken.system.append(spoken.system.empty() ? "" : "\n\n").append(text_of(said));
    } else if (!spoken.messages.empty() && spoken.messages.back().role == said.role) {
      auto& parts = spoken.messages.back().parts;
      parts.insert(parts.end(), said.parts.begin(), said.parts.end());
    } else {
      spoken.messages.push_back(std::move(said));
    }
  }
  return spoken;
}

}  // namespace attune
