#include "harness/net/curl_call.h"

#include <algorithm>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "harness/calls/address.h"
#include "harness/net/curl_failure.h"
#include "scenarios/base/words.h"

#ifndef ATTUNE_VERSION
#define ATTUNE_VERSION "dev"
#endif

namespace attune {
namespace {

// Every call in flight holds so much for reading; most answers are shorter. curl's own is 16 kB.
constexpr long kReadAtOnce = 4096;

// A line break in a header would let a key from the environment forge a second one.
bool has_line_break(const Header& header) {
  return (header.name + header.value).find_first_of(std::string_view("\r\n\0", 3)) !=
         std::string::npos;
}

// curl leaves out a header without a value unless it is written with a semicolon.
std::string line_of(const Header& header) {
  return header.value.empty() ? header.name + ";"
                              : fmt::format("{}: {}", header.name, header.value);
}

std::vector<Header> headers_of(CURL* easy) {
  std::vector<Header> headers;
  curl_header* header = nullptr;
  while ((header = curl_easy_nextheader(easy, CURLH_HEADER, -1, header)) != nullptr) {
    headers.push_back({.name = header->name, .value = header->value});
  }
  return headers;
}

long number(CURL* easy, CURLINFO what) {
  long value = 0;
  curl_easy_getinfo(easy, what, &value);
  return value;
}

bool was_connected(CURL* easy) {
  curl_off_t micros = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &micros);
  return micros > 0;
}

}  // namespace

CurlCall::CurlCall(std::size_t body_limit, const std::string& ca_file)
    : easy_(curl_easy_init()), body_limit_(body_limit) {
  if (easy_ == nullptr) return;
  set_lasting_options();
  if (!ca_file.empty()) curl_easy_setopt(easy_, CURLOPT_CAINFO, ca_file.c_str());
}

CurlCall::~CurlCall() {
  curl_easy_cleanup(easy_);
  curl_slist_free_all(header_lines_);
}

// What is the same for every call. There is no switch for any of it: certificates are always
// checked, and no redirect is followed, since it could carry a key to another host.
void CurlCall::set_lasting_options() {
  curl_easy_setopt(easy_, CURLOPT_PRIVATE, this);
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);  // some calls think for minutes
  curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, "attune/" ATTUNE_VERSION);
  curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, kReadAtOnce);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &CurlCall::on_body);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy_, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(body_limit_));
}

std::optional<NetFailure> CurlCall::prepare(CallId call, HttpRequest request, Instant now) {
  id_ = call;
  request_ = std::move(request);
  started_ = now;
  const auto refused = [&](std::string_view why) {
    return NetFailure{.kind = NetFailure::Kind::Other,
                      .what = fmt::format("{}: {}", host_of(request_.url), why)};
  };
  if (easy_ == nullptr) return refused("curl has no memory for another call");
  if (std::ranges::any_of(request_.headers, has_line_break)) {
    return refused("a header holds a line break; look for one at the end of the key");
  }
  if (!set_headers()) return refused("curl has no memory for the headers");
  if (curl_easy_setopt(easy_, CURLOPT_URL, request_.url.c_str()) != CURLE_OK)
    return refused("unusable address");
  set_method();
  set_pipe_wait();
  set_proxy();
  set_timeouts();
  return std::nullopt;
}

void CurlCall::set_method() {
  if (request_.method == "GET") {
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, nullptr);
    curl_easy_setopt(easy_, CURLOPT_HTTPGET, 1L);
    return;
  }
  curl_easy_setopt(easy_, CURLOPT_POST, 1L);
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, request_.body.data());
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request_.body.size()));
  curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST,
                   request_.method == "POST" ? nullptr : request_.method.c_str());
}

// Over TLS the calls wait for the first handshake, to share its connection if the server speaks
// HTTP/2. Over plain HTTP they would wait for the whole first answer, to learn nothing from it.
void CurlCall::set_pipe_wait() {
  const bool tls = to_lower(request_.url.substr(0, 6)) == "https:";
  curl_easy_setopt(easy_, CURLOPT_PIPEWAIT, tls ? 1L : 0L);
}

// Proxies come from the environment, as curl has them; but never between us and this machine,
// where many a proxy setting forgets to except it and the stub or a local model would be lost.
void CurlCall::set_proxy() {
  curl_easy_setopt(easy_, CURLOPT_PROXY, is_loopback(host_of(request_.url)) ? "" : nullptr);
}

void CurlCall::set_timeouts() {
  const Timeouts& limits = request_.timeouts;
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
  const auto idle =
      std::chrono::ceil<std::chrono::seconds>(limits.idle);  // curl counts whole seconds
  curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(idle.count()));
}

bool CurlCall::set_headers() {
  curl_slist* lines =
      curl_slist_append(nullptr, "Expect:");  // else large bodies wait for a "100 Continue"
  for (const Header& header : request_.headers) {
    curl_slist* longer =
        lines == nullptr ? nullptr : curl_slist_append(lines, line_of(header).c_str());
    if (longer == nullptr) curl_slist_free_all(lines);
    lines = longer;
  }
  header_lines_ = lines;
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, header_lines_);
  return header_lines_ != nullptr;
}

std::size_t CurlCall::on_body(char* bytes, std::size_t /*one*/, std::size_t size, void* self) {
  auto& call = *static_cast<CurlCall*>(self);
  // MAXFILESIZE knows what was announced; this is what came, unpacked.
  call.too_large_ = call.body_.size() + size > call.body_limit_;
  if (call.too_large_) return 0;
  call.body_.append(bytes, size);
  return size;
}

Completion CurlCall::finish(int curl_code, Instant now) {
  const auto status = static_cast<int>(number(easy_, CURLINFO_RESPONSE_CODE));
  Completion ended{
      .call = id_,
      .response = {.status = status, .headers = headers_of(easy_), .body = std::move(body_)},
      .failure = std::nullopt,
      .latency = now - started_};
  if (curl_code != CURLE_OK) {
    ended.failure = failure_of({.code = curl_code,
                                .system_error = number(easy_, CURLINFO_OS_ERRNO),
                                .certificate_error = number(easy_, CURLINFO_SSL_VERIFYRESULT),
                                .connected = was_connected(easy_),
                                .answered = status != 0 || !ended.response.body.empty(),
                                .too_large = too_large_,
                                .elapsed = ended.latency},
                               request_);
  }
  forget();
  return ended;
}

// Nothing of a call may leak into the next one, and no key stays longer than its call.
void CurlCall::forget() {
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, nullptr);
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, nullptr);
  curl_slist_free_all(std::exchange(header_lines_, nullptr));
  request_ = {};
  body_ = {};
  too_large_ = false;
}

}  // namespace attune
