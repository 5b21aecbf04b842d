#pragma once

#include <string>
#include <string_view>

#include "harness/calls/chat.h"
#include "harness/calls/http.h"

namespace attune {

// What an endpoint says about a failure, in words no wire is in. A wire fills in what it finds.
struct Complaint {
  std::string code;         // error.code; a number as its digits
  std::string type;         // error.type or error.status
  std::string message;      // the endpoint's own words
  std::string param;        // the parameter it names in a field of its own
  std::string detail;       // machine words from deeper in: limit_source, quotaId, "moderation"
  std::string retry_delay;  // Google's RetryInfo: "37s"
  bool operator==(const Complaint&) const = default;
};

// What is wrong and what can be done about it, by a table of signals (specs §4.1). A complaint
// under HTTP 200 counts by its own code, where that is a number.
CallFailure failure_of(const Complaint& complaint, const HttpResponse& response);

// A call that was never answered: worth another try.
CallFailure no_answer(std::string_view what);

}  // namespace attune
