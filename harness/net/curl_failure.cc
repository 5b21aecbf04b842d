#include "harness/net/curl_failure.h"

#include <algorithm>
#include <array>

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/x509_vfy.h>

#include "harness/calls/address.h"
#include "harness/effects/descriptor.h"

namespace attune {
namespace {

using Kind = NetFailure::Kind;

struct CodeKind {
  CURLcode code;
  Kind kind;
};

// Everything else is Other.
constexpr std::array kKinds = {
    CodeKind{CURLE_COULDNT_RESOLVE_PROXY, Kind::Connect},
    CodeKind{CURLE_COULDNT_RESOLVE_HOST, Kind::Connect},
    CodeKind{CURLE_COULDNT_CONNECT, Kind::Connect},
    CodeKind{CURLE_PROXY, Kind::Connect},
    CodeKind{CURLE_OPERATION_TIMEDOUT, Kind::Timeout},
    CodeKind{CURLE_PARTIAL_FILE, Kind::CutOff},
    CodeKind{CURLE_BAD_CONTENT_ENCODING, Kind::CutOff},
    CodeKind{CURLE_GOT_NOTHING, Kind::Reset},
    CodeKind{CURLE_SEND_ERROR, Kind::Reset},
    CodeKind{CURLE_RECV_ERROR, Kind::Reset},
    CodeKind{CURLE_HTTP2, Kind::Reset},
    CodeKind{CURLE_HTTP2_STREAM, Kind::Reset},
    CodeKind{CURLE_FILESIZE_EXCEEDED, Kind::TooLarge},
    CodeKind{CURLE_SSL_CONNECT_ERROR, Kind::Tls},
    CodeKind{CURLE_PEER_FAILED_VERIFICATION, Kind::Tls},
    CodeKind{CURLE_SSL_CERTPROBLEM, Kind::Tls},
    CodeKind{CURLE_SSL_CIPHER, Kind::Tls},
    CodeKind{CURLE_SSL_CACERT_BADFILE, Kind::Tls},
    CodeKind{CURLE_SSL_ISSUER_ERROR, Kind::Tls},
    CodeKind{CURLE_SSL_INVALIDCERTSTATUS, Kind::Tls},
    CodeKind{CURLE_SSL_PINNEDPUBKEYNOTMATCH, Kind::Tls},
    CodeKind{CURLE_USE_SSL_FAILED, Kind::Tls},
};

Kind kind_of(const CurlEnd& end) {
  if (end.too_large) return Kind::TooLarge;
  const auto* row = std::ranges::find(kKinds, static_cast<CURLcode>(end.code), &CodeKind::code);
  const Kind kind = row == kKinds.end() ? Kind::Other : row->kind;
  return kind == Kind::Reset && end.answered ? Kind::CutOff : kind;
}

std::string timeout_words(const CurlEnd& end, const Timeouts& timeouts) {
  if (end.elapsed >= timeouts.total)
    return fmt::format("no whole answer within {} ms", timeouts.total.count());
  if (!end.connected) return fmt::format("no connection within {} ms", timeouts.connect.count());
  return fmt::format("no byte came for {} ms", timeouts.idle.count());
}

// curl's own words for the code; never its error buffer, which can quote a proxy's password.
std::string curl_words(Kind kind, const CurlEnd& end) {
  const char* words = curl_easy_strerror(static_cast<CURLcode>(end.code));
  if (kind == Kind::Tls && end.certificate_error != 0) {
    return fmt::format("{} ({})", words, X509_verify_cert_error_string(end.certificate_error));
  }
  if (end.system_error != 0)
    return fmt::format("{} ({})", words, system_words(static_cast<int>(end.system_error)));
  return words;
}

std::string words_of(Kind kind, const CurlEnd& end, const HttpRequest& request) {
  switch (kind) {
    case Kind::Timeout:
      return timeout_words(end, request.timeouts);
    case Kind::TooLarge:
      return "the answer is larger than any reply can be";
    case Kind::CutOff:
      return "the connection ended in the middle of the answer";
    case Kind::Reset:
      return "the connection ended before an answer came";
    case Kind::Connect:
    case Kind::Tls:
    case Kind::Other:
      return curl_words(kind, end);
  }
  return {};
}

}  // namespace

NetFailure failure_of(const CurlEnd& end, const HttpRequest& request) {
  const Kind kind = kind_of(end);
  return {.kind = kind,
          .what = fmt::format("{}: {}", host_of(request.url), words_of(kind, end, request)),
          .sent = end.connected};
}

}  // namespace attune
