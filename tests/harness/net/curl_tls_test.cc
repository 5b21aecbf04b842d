#include <csignal>
#include <cstdio>
#include <string>
#include <unistd.h>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "harness/effects/clock.h"
#include "harness/net/curl_transport.h"

namespace attune {
namespace {

// A certificate for 127.0.0.1 that nobody but itself signed.
X509* self_signed(EVP_PKEY* key) {
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_EXTENSION* address =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate, address, -1);
  X509_EXTENSION_free(address);
  X509_sign(certificate, key, EVP_sha256());
  return certificate;
}

// Answers every TLS call with 200 and "{}", in a process of its own.
class TlsServer {
 public:
  // `newest` is the newest version it speaks; 0: whatever there is.
  explicit TlsServer(int newest = 0) {
    EVP_PKEY* key = EVP_RSA_gen(2048);
    X509* certificate = self_signed(key);
    std::FILE* file = ::fdopen(::mkstemp(ca_file_.data()), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    const int listening = listen_anywhere();
    child_ = ::fork();
    if (child_ == 0) serve(listening, key, certificate, newest);
    ::close(listening);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }

  ~TlsServer() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    ::unlink(ca_file_.c_str());
  }

  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  [[nodiscard]] std::string url() const {
    return "https://127.0.0.1:" + std::to_string(port_) + "/";
  }

  [[nodiscard]] const std::string& ca_file() const { return ca_file_; }

 private:
  int listen_anywhere() {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(fd, 4);
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    return fd;
  }

  [[noreturn]] static void serve(int listening, EVP_PKEY* key, X509* certificate, int newest) {
    ::signal(SIGPIPE, SIG_IGN);
    ::alarm(60);
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    if (newest != 0) {
      SSL_CTX_set_security_level(context, 0);
      SSL_CTX_set_min_proto_version(context, 0);
      SSL_CTX_set_max_proto_version(context, newest);
    }
    SSL_CTX_use_certificate(context, certificate);
    SSL_CTX_use_PrivateKey(context, key);
    const std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    while (true) {
      const int fd = ::accept(listening, nullptr, nullptr);
      SSL* ssl = SSL_new(context);
      SSL_set_fd(ssl, fd);
      char request[4096];
      if (SSL_accept(ssl) == 1 && SSL_read(ssl, request, sizeof request) > 0) {
        SSL_write(ssl, answer.data(), static_cast<int>(answer.size()));
        SSL_shutdown(ssl);
      }
      SSL_free(ssl);
      ::close(fd);
    }
  }

  std::string ca_file_ = "/tmp/attune-ca-XXXXXX";
  int port_ = 0;
  pid_t child_ = -1;
};

Completion called(const std::string& url, const std::string& ca_file) {
  CurlTransport transport({.ca_file = ca_file});
  transport.start({1}, {.url = url, .body = "{}"});
  const Instant late = SystemClock().now() + Millis(20'000);
  std::vector<Completion> ended;
  while (ended.empty() && SystemClock().now() < late) ended = transport.wait(late);
  return ended.empty() ? Completion{} : ended.front();
}

TEST(CurlTls, RefusesACertificateThatNobodyVouchesFor) {
  const TlsServer server;
  const Completion refused = called(server.url(), "");
  ASSERT_TRUE(refused.failure.has_value());
  EXPECT_EQ(refused.failure->kind, NetFailure::Kind::Tls) << refused.failure->what;
  EXPECT_EQ(refused.response.body, "");
}

TEST(CurlTls, TakesTheSameCertificateWhereItIsTrusted) {
  const TlsServer server;
  const Completion answered = called(server.url(), server.ca_file());
  EXPECT_FALSE(answered.failure.has_value()) << answered.failure->what;
  EXPECT_EQ(answered.response.status, 200);
  EXPECT_EQ(answered.response.body, "{}");
}

TEST(CurlTls, SpeaksVersion12AndNoOlderOne) {
  const TlsServer fair(TLS1_2_VERSION);
  EXPECT_EQ(called(fair.url(), fair.ca_file()).response.status, 200);
  const TlsServer old(TLS1_1_VERSION);
  const Completion refused = called(old.url(), old.ca_file());
  ASSERT_TRUE(refused.failure.has_value());
  EXPECT_EQ(refused.failure->kind, NetFailure::Kind::Tls) << refused.failure->what;
  EXPECT_FALSE(refused.failure->sent);
}

}  // namespace
}  // namespace attune
