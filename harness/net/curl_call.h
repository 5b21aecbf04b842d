#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "harness/net/transport.h"

struct curl_slist;

namespace attune {

// One call on one curl easy handle. The handle is kept for the next call, since making one costs
// more than the call.
//
// Ownership: holds the request until the call is finished; curl reads the body from there.
class CurlCall {
 public:
  // `ca_file`: certificates to trust instead of the system's; empty for the system's.
  CurlCall(std::size_t body_limit, const std::string& ca_file);
  ~CurlCall();
  CurlCall(const CurlCall&) = delete;
  CurlCall& operator=(const CurlCall&) = delete;

  // Makes the handle ready for this call, or says why it cannot be made.
  std::optional<NetFailure> prepare(CallId call, HttpRequest request, Instant now);

  // What came of it. Forgets the request.
  Completion finish(int curl_code, Instant now);

  // The CURL*, which stays out of headers.
  [[nodiscard]] void* easy() const { return easy_; }

  [[nodiscard]] CallId id() const { return id_; }

 private:
  static std::size_t on_body(char* bytes, std::size_t one, std::size_t size, void* self);
  void set_lasting_options();
  void set_method();
  void set_pipe_wait();
  void set_proxy();
  void set_timeouts();
  bool set_headers();
  void forget();

  void* easy_;
  std::size_t body_limit_;
  curl_slist* header_lines_ = nullptr;
  CallId id_;
  HttpRequest request_;
  std::string body_;
  bool too_large_ = false;
  Instant started_;
};

}  // namespace attune
