#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/calls/chat.h"
#include "harness/calls/http.h"
#include "harness/calls/parameter_rules.h"

namespace attune {

// Where and how to ask: what a wire needs beside the words.
struct Access {
  std::string base_url;  // without a trailing slash, "https://api.openai.com/v1"
  std::string key;       // empty where none is needed; never stored, never printed
  Timeouts timeouts;
  bool stream = false;  // ask for the reply in pieces
  // Parameters this endpoint refused for this model; they are not sent again.
  std::set<std::string> dropped;
  ParameterRules rules;  // what is known beforehand of what this model takes
  // Names this endpoint asks for instead of the usual ones: "max_tokens" ->
  // "max_completion_tokens".
  std::vector<std::pair<std::string, std::string>> renamed;
};

// A provider's language as two pure functions. Adding one: a file and a line in wires.cc.
struct Wire {
  std::string_view name;     // "openai"
  std::string_view summary;  // one line for `attune list wires`
  HttpRequest (*encode)(const ChatCall& call, const Access& access);
  // Reads any bytes whatever; never throws. Fills the wait hint from headers or body.
  CallResult (*decode)(const HttpResponse& response);
};

}  // namespace attune
