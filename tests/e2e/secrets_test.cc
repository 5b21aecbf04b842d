// Keys that an endpoint quotes wherever it can are in nothing that attune keeps or says.

#include <array>
#include <atomic>
#include <set>

#include <netinet/in.h>
#include <sys/socket.h>

#include "tests/support/command.h"

namespace attune::testing {
namespace {

constexpr std::string_view kKey = "planted-key-4f1c9a";

// An endpoint that repeats the key it was called with: in errors first, then in every part of a
// reply.
class Parrot {
 public:
  explicit Parrot(int errors) : errors_(errors), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(socket_, 64);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }

  ~Parrot() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }

  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/v1?key=" + std::string(kKey);
  }

  std::atomic<int> quoted = 0;  // calls that came with the key

 private:
  void serve() {
    for (int client = 0; (client = ::accept(socket_, nullptr, nullptr)) >= 0;) {
      answer(client);
      ::shutdown(client, SHUT_WR);
      ::close(client);
    }
  }

  static std::string request_of(int client) {
    std::string text;
    std::size_t whole = std::string::npos;
    std::array<char, 4096> piece{};
    while (text.size() < whole) {
      const ssize_t size = ::recv(client, piece.data(), piece.size(), 0);
      if (size <= 0) break;
      text.append(piece.data(), static_cast<std::size_t>(size));
      const auto end = text.find("\r\n\r\n");
      const auto length = text.find("Content-Length: ");
      if (end != std::string::npos)
        whole = end + 4 + (length < end ? std::stoul(text.substr(length + 16)) : 0);
    }
    return text;
  }

  void answer(int client) {
    const std::string request = request_of(client);
    const auto at = request.find("Authorization: ");
    const std::string key =
        at == std::string::npos ? "" : request.substr(at + 15, request.find('\r', at) - at - 15);
    quoted += key.find(kKey) == std::string::npos ? 0 : 1;
    const bool fails = errors_-- > 0;
    const std::string body =
        fails
            ? R"({"error":{"message":"slow down, )" + key + R"("}})"
            : R"({"id":"1","model":")" + key + R"(","system_fingerprint":")" + key +
                  R"(","choices":[{"message":{"role":"assistant","content":"Proud: 3\nI was called with )" +
                  key +
                  R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":9}})";
    const std::string response =
        std::string("HTTP/1.1 ") + (fails ? "429 Slow\r\nretry-after-ms: 1\r\n" : "200 OK\r\n") +
        "x-request-id: " + key + "\r\nContent-Type: application/json\r\nConnection: close\r\n" +
        "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    ::send(client, response.data(), response.size(), MSG_NOSIGNAL);
  }

  int errors_;
  int socket_;
  int port_ = 0;
  std::thread thread_;
};

class SecretsTest : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.at(name)) << text;
  }

  Outputs say(std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
    Outputs outputs = attune(std::move(arguments), std::move(environment),
                             [this] { std::filesystem::current_path(folder_.at("")); });
    said_ += outputs.out + outputs.err;
    return outputs;
  }

  // Everything that a user would look at after a run, and every file.
  void expect_no_key() {
    say({"leaderboard", "--format", "json"});
    say({"list", "runs", "--format", "json"});
    say({"list", "passports", "--format", "json"});
    for (const char* kind : {"calls", "samples", "verdicts", "inspect"})
      say({"export", kind, "--out", folder_.at(std::string(kind) + ".out")});
    say({"report", "--out", "report.html"});
    EXPECT_EQ(said_.find(kKey), std::string::npos) << said_;
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.at(""))) {
      if (!entry.is_regular_file() || sources_.contains(entry.path().filename().string())) continue;
      ++files;
      EXPECT_EQ(file_text(entry.path().string()).find(kKey), std::string::npos) << entry.path();
    }
    EXPECT_GE(files, 2);
  }

  std::vector<std::string> run() const {
    return {"run",       "--pack",   "intensity", "--limit", "3",
            "--subject", "lab/tiny", "--format",  "json"};
  }

  TempFolder folder_;
  std::set<std::string> sources_ = {"attune.toml", ".env"};  // where the user put it
  std::string said_;
};

TEST_F(SecretsTest, OfTheEnvironmentAreNowhere) {
  Parrot parrot(2);
  write("attune.toml",
        "[endpoint.lab]\nbase_url = \"" + parrot.url() + "\"\nkey_env = \"LAB_API_KEY\"\n");
  const std::string key = "LAB_API_KEY=" + std::string(kKey);
  EXPECT_EQ(say(run(), {key}).code, 0) << said_;
  EXPECT_GE(parrot.quoted, 5);
  say({"doctor", "lab/tiny"}, {key});
  expect_no_key();
}

TEST_F(SecretsTest, OfADotenvFileAreFoundAndNowhereElse) {
  Parrot parrot(0);
  write("attune.toml",
        "[endpoint.lab]\nbase_url = \"" + parrot.url() + "\"\nkey_env = \"LAB_API_KEY\"\n");
  write(".env", "LAB_API_KEY='" + std::string(kKey) + "'\n");
  EXPECT_EQ(say(run()).code, 0) << said_;
  EXPECT_EQ(parrot.quoted, 3);
  expect_no_key();
}

TEST_F(SecretsTest, TheEnvironmentGoesBeforeTheDotenvFile) {
  Parrot parrot(0);
  write("attune.toml",
        "[endpoint.lab]\nbase_url = \"" + parrot.url() + "\"\nkey_env = \"LAB_API_KEY\"\n");
  write(".env", "LAB_API_KEY=" + std::string(kKey) + "\n");
  EXPECT_EQ(say(run(), {"LAB_API_KEY=another-key-77"}).code, 0) << said_;
  EXPECT_EQ(parrot.quoted, 0);
}

TEST_F(SecretsTest, OfACommandAreAskedForAndNowhere) {
  Parrot parrot(1);
  write("attune.toml", "[endpoint.lab]\nbase_url = \"" + parrot.url() +
                           "\"\nkey_command = \"printf 'planted-key-%s' 4f1c9a; echo\"\n");
  EXPECT_EQ(say(run()).code, 0) << said_;
  EXPECT_EQ(parrot.quoted, 4);
  expect_no_key();
}

TEST_F(SecretsTest, AreNotSentUnencryptedToOtherMachines) {
  write("attune.toml", "[endpoint.lab]\nbase_url = \"http://192.0.2.1/v1\"\n");
  const Outputs refused = say(run());
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("--allow-insecure"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace attune::testing
