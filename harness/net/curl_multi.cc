#include "harness/net/curl_multi.h"

#include <curl/curl.h>
#include <sys/epoll.h>

#include "scenarios/base/time.h"

namespace attune {
namespace {

std::uint32_t epoll_events_of(int what) {
  const std::uint32_t in = (what & CURL_POLL_IN) != 0 ? EPOLLIN : 0U;
  const std::uint32_t out = (what & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0U;
  return in | out;
}

int curl_events_of(std::uint32_t events) {
  int mask = 0;
  if ((events & (EPOLLIN | EPOLLHUP)) != 0) mask |= CURL_CSELECT_IN;
  if ((events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
  if ((events & EPOLLERR) != 0) mask |= CURL_CSELECT_ERR;
  return mask;
}

std::uint64_t data_of(CurlMulti::Event event) {
  return std::uint64_t{event.index} << 32U | static_cast<std::uint32_t>(event.fd);
}

}  // namespace

CurlMulti::CurlMulti(Watch watch, long connections_per_host, long kept_connections)
    : watch_(watch), multi_(curl_multi_init()) {
  if (multi_ == nullptr) return;  // then it takes no call
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlMulti::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlMulti::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, connections_per_host);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kept_connections);
}

CurlMulti::~CurlMulti() {
  curl_multi_cleanup(multi_);
}

CurlMulti::Event CurlMulti::event_of(std::uint64_t epoll_data) {
  return {.index = static_cast<std::uint32_t>(epoll_data >> 32U),
          .fd = static_cast<int>(epoll_data & 0xFFFFFFFFU)};
}

// Level-triggered: curl does not promise to read a socket dry.
int CurlMulti::on_socket(void* /*easy*/, int fd, int what, void* self, void* known) {
  const auto& multi = *static_cast<CurlMulti*>(self);
  const int epoll = multi.watch_.epoll_fd;
  if (what == CURL_POLL_REMOVE) {
    ::epoll_ctl(epoll, EPOLL_CTL_DEL, fd, nullptr);
    return 0;
  }
  epoll_event event{.events = epoll_events_of(what),
                    .data = {.u64 = data_of({.index = multi.watch_.index, .fd = fd})}};
  ::epoll_ctl(epoll, known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
  if (known == nullptr) curl_multi_assign(multi.multi_, fd, self);
  return 0;
}

int CurlMulti::on_timer(void* /*multi*/, long millis, void* self) {
  auto& due = static_cast<CurlMulti*>(self)->due_;
  if (millis < 0) due.reset();
  // Never early: curl would find nothing due and would not ask again.
  if (millis >= 0) due = std::chrono::steady_clock::now() + Millis(millis);
  return 0;
}

bool CurlMulti::add(CurlCall& call) {
  const bool added = multi_ != nullptr && curl_multi_add_handle(multi_, call.easy()) == CURLM_OK;
  calls_ += added ? 1 : 0;
  return added;
}

void CurlMulti::remove(CurlCall& call) {
  curl_multi_remove_handle(multi_, call.easy());
  --calls_;
}

void CurlMulti::act(int fd, std::uint32_t epoll_events) {
  int running = 0;
  curl_multi_socket_action(multi_, fd, curl_events_of(epoll_events), &running);
}

void CurlMulti::act_on_time(Time now) {
  if (!due_ || *due_ > now) return;
  due_.reset();
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
}

std::vector<CurlMulti::Ended> CurlMulti::ended() {
  std::vector<Ended> ended;
  int left = 0;
  while (const CURLMsg* message = calls_ == 0 ? nullptr : curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    CurlCall* call = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
    remove(*call);  // `message` is gone from here on
    ended.push_back({.call = call, .curl_code = code});
  }
  return ended;
}

}  // namespace attune
