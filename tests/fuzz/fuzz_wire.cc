#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <variant>

#include "harness/calls/wires.h"
#include "scenarios/base/utf8.h"

namespace {

constexpr std::array kStatuses = {200, 200, 200, 400, 401, 402, 403, 404,
                                  408, 413, 422, 429, 500, 502, 503, 529};

constexpr std::array kContentTypes = {"application/json", "text/event-stream", "text/html", ""};

void require(bool holds) {
  if (!holds) std::abort();
}

bool valid(const std::string& text) {
  return attune::valid_utf8(text) == text;
}

void check(const attune::CallResult& result) {
  using attune::Outcome;
  if (const auto* failure = std::get_if<attune::CallFailure>(&result)) {
    require(valid(failure->what) && !failure->what.empty());
    require((failure->trouble == attune::Trouble::Unsupported) == !failure->parameter.empty());
    require(failure->hint.value_or(attune::Millis(0)).count() >= 0);
    return;
  }
  const auto& reply = std::get<attune::Reply>(result);
  for (const std::string* text : {&reply.text, &reply.reasoning, &reply.refusal, &reply.served_id,
                                  &reply.finish_reason, &reply.fingerprint, &reply.request_id}) {
    require(valid(*text));
  }
  require(reply.outcome != Outcome::Ok || !reply.text.empty());
  require(reply.outcome != Outcome::Refused || reply.text.empty());
}

}  // namespace

// The first byte chooses status, content type and wire; the rest is the body, up to a byte 0x1E,
// and what stands behind that goes into the headers that are read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view all(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const auto cut = std::min(all.find('\x1e'), all.size());
  const std::string behind(all.substr(std::min(cut + 1, all.size())));
  attune::HttpResponse response;
  response.status = kStatuses[bytes[0] & 15U];
  response.body = all.substr(0, cut);
  response.headers = {{"Content-Type", kContentTypes[(bytes[0] >> 4U) & 3U]},
                      {"Date", "Wed, 21 Oct 2026 07:28:00 GMT"},
                      {"X-Request-Id", behind}};
  if (!behind.empty()) {
    response.headers.push_back({"Retry-After", behind});
    response.headers.push_back({"anthropic-ratelimit-tokens-reset", behind});
    response.headers.push_back({"x-ratelimit-reset-tokens", behind});
  }
  const auto wires = attune::wires();
  check(wires[(bytes[0] >> 6U) % wires.size()].decode(response));
  return 0;
}
