#pragma once

#include "harness/calls/http.h"
#include "harness/net/transport.h"

namespace attune {

// How far a call had come when curl gave up on it.
struct CurlEnd {
  int code = 0;                // a CURLcode
  long system_error = 0;       // errno, where there was one
  long certificate_error = 0;  // an OpenSSL verify result
  bool connected = false;
  bool answered = false;   // some of the response had come
  bool too_large = false;  // we cut it off ourselves
  Millis elapsed{0};
};

// The failure in our words. Names the host only: a URL can carry a key.
NetFailure failure_of(const CurlEnd& end, const HttpRequest& request);

}  // namespace attune
