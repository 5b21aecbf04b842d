// The least that HTTP calls cost here: one curl multi handle over epoll that sends the same body
// over and over and throws every reply away. `scripts/bench` holds attune's cost of a call against
// it.
//
// attune_bare_loop URL CALLS IN_FLIGHT BODY_FILE   prints the calls that were answered with 200

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <curl/curl.h>
#include <sys/epoll.h>

namespace {

struct Loop {
  int epoll = epoll_create1(0);
  CURLM* multi = curl_multi_init();
  long timeout = -1;
  long left = 0;
  long answered = 0;
};

int on_socket(CURL* /*easy*/, curl_socket_t fd, int what, void* loop, void* known) {
  const int epoll = static_cast<Loop*>(loop)->epoll;
  if (what == CURL_POLL_REMOVE) return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, nullptr), 0;
  epoll_event event{};
  event.events =
      ((what & CURL_POLL_IN) != 0 ? EPOLLIN : 0U) | ((what & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0U);
  event.data.fd = fd;
  epoll_ctl(epoll, known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
  if (known == nullptr) curl_multi_assign(static_cast<Loop*>(loop)->multi, fd, loop);
  return 0;
}

int on_timer(CURLM* /*multi*/, long millis, void* loop) {
  static_cast<Loop*>(loop)->timeout = millis;
  return 0;
}

std::size_t ignore(char* /*bytes*/, std::size_t /*one*/, std::size_t size, void* /*nothing*/) {
  return size;
}

// Counts what ended and starts as many again.
void turn_over(Loop& loop) {
  int queued = 0;
  while (const CURLMsg* message = curl_multi_info_read(loop.multi, &queued)) {
    CURL* easy = message->easy_handle;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    loop.answered += status == 200 ? 1 : 0;
    curl_multi_remove_handle(loop.multi, easy);
    if (loop.left-- > 0) curl_multi_add_handle(loop.multi, easy);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return std::fputs("attune_bare_loop URL CALLS IN_FLIGHT BODY_FILE\n", stderr), 2;
  std::stringstream body;
  body << std::ifstream(argv[4]).rdbuf();
  const std::string text = body.str();
  const long calls = std::atol(argv[2]);
  const long in_flight = std::atol(argv[3]);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Loop loop;
  loop.left = calls - in_flight;
  curl_multi_setopt(loop.multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(loop.multi, CURLMOPT_SOCKETDATA, &loop);
  curl_multi_setopt(loop.multi, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(loop.multi, CURLMOPT_TIMERDATA, &loop);
  curl_multi_setopt(loop.multi, CURLMOPT_MAXCONNECTS, 16'384L);
  curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
  headers = curl_slist_append(headers, "Expect:");
  for (long i = 0; i < in_flight; ++i) {
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(text.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, text.data());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
    curl_multi_add_handle(loop.multi, easy);
  }
  int running = 1;
  while (running > 0 || loop.left > 0) {
    std::array<epoll_event, 512> events{};
    const int wait = static_cast<int>(loop.timeout < 0 ? 1000 : loop.timeout);
    const int count = epoll_wait(loop.epoll, events.data(), static_cast<int>(events.size()), wait);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      const int mask = ((event.events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) |
                       ((event.events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0);
      curl_multi_socket_action(loop.multi, event.data.fd, mask, &running);
    }
    if (count == 0) curl_multi_socket_action(loop.multi, CURL_SOCKET_TIMEOUT, 0, &running);
    turn_over(loop);
  }
  std::printf("%ld\n", loop.answered);
}
