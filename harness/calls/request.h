#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "harness/calls/wire.h"

namespace attune {

// A POST of this body with what every wire sends along, and the headers that only this one does.
HttpRequest json_request(std::string url, const nlohmann::ordered_json& body,
                         std::vector<Header> own, const ChatCall& call, const Access& access);

// A conversation for wires that keep the system apart and want the roles to alternate.
struct Spoken {
  std::string system;             // the system messages, a blank line between them
  std::vector<Message> messages;  // neighbours of one role made one, empty parts left out
};

Spoken spoken(const std::vector<Message>& messages);

}  // namespace attune
